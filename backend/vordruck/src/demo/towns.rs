//! The demo's tenants: two towns that do not exist, with different parameters and looks. In: their settings files, the folder of their keys. Out: what is
//! compiled and published for each.

use super::folder::DemoFolder;
use crate::commands::Failure;
use crate::look;
use crate::processes;
use crate::publish::{self, Publication};
use crate::tenant::Tenant;
use vordruck_contract::presentation::Presentation;
use vordruck_private::keys::GeneratedKeys;

/// A town with its keys.
pub(crate) struct Town {
    pub(crate) tenant: Tenant,
    pub(crate) keys: GeneratedKeys,
    pub(super) presentation: Presentation,
    /// Whether it offers every process that ships, or only those its settings name.
    offers_all: bool,
}

impl Town {
    /// A town with the look everybody has.
    pub(crate) fn plain(tenant: Tenant, keys: GeneratedKeys) -> Self {
        let presentation = Presentation { name: tenant.name.clone(), ..Presentation::default() };
        Self { tenant, keys, presentation, offers_all: true }
    }

    fn new(folder: &DemoFolder, settings: &str, logo: Option<&[u8]>, origins: &[String], offers_all: bool) -> Result<Self, Failure> {
        let mut tenant = Tenant::from_toml(settings)?;
        tenant.embedding.origins.extend_from_slice(origins);
        let presentation = look::look_with(&tenant, logo.map(<[u8]>::to_vec))?.presentation;
        Ok(Self { keys: folder.tenant_keys(&tenant.id)?, tenant, presentation, offers_all })
    }

    /// What it offers, compiled for it.
    pub(super) fn compile(&self) -> Result<Vec<Publication>, Failure> {
        let mut publications = Vec::new();
        for id in processes::shipped().into_iter().filter(|id| self.offers_all || self.tenant.services.contains_key(id)) {
            let source = processes::shipped_source(&id)?;
            let compiled = source.compile(Some(&self.tenant.settings(&id, &self.keys.root_fingerprint)));
            match &compiled.form {
                Some(form) => publications.push(publish::publication(form, &self.tenant)),
                None => return Err(source.report(&compiled).into()),
            }
        }
        Ok(publications)
    }
}

/// Both towns. Pages of these origins may show the first one's forms in a frame.
pub(super) fn towns(folder: &DemoFolder, origins: &[String]) -> Result<Vec<Town>, Failure> {
    Ok(vec![
        Town::new(folder, include_str!("musterstadt.toml"), None, origins, true)?,
        Town::new(folder, include_str!("beispielhausen.toml"), Some(include_bytes!("beispielhausen.svg")), &[], false)?,
    ])
}

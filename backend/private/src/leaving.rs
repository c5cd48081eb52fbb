//! A tenant leaves. In: its id. Out: everything it has here, file by file; or nothing of it any more on either side, and a signed record of that.

use std::collections::BTreeMap;

use vordruck_contract::tenants::TenantStock;
use vordruck_envelope::Kid;
use vordruck_envelope::deletion::DeletionRecord;
use zeroize::Zeroizing;

use crate::client::ClientError;
use crate::clock::unsigned;
use crate::keys::KeyFileError;
use crate::side::PrivateSide;
use crate::staff::administration::{self, StaffError};
use crate::staff::permission::Grant;
use crate::store::StoreError;

/// Takes files one after the other; a name is a path with `/`.
pub type TakeFile<'a> = dyn FnMut(&str, &[u8]) -> std::io::Result<()> + Send + 'a;

/// Why a tenant can't leave yet.
#[derive(Debug, thiserror::Error)]
pub enum LeaveError {
    /// The configuration doesn't name this tenant.
    #[error("there is no tenant of this id in the configuration")]
    UnknownTenant,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The public side.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// Accounts.
    #[error(transparent)]
    Staff(#[from] StaffError),
    /// A key.
    #[error(transparent)]
    Key(#[from] KeyFileError),
    /// A file was not taken.
    #[error("cannot write: {0}")]
    Write(#[from] std::io::Error),
    /// Rows are left, which a defect of this program must be the reason for.
    #[error("{0} rows of the tenant are left; nothing was signed and no key destroyed")]
    Left(u64),
}

/// What was exported.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exported {
    /// Items of the postbox.
    pub items: usize,
    /// Versions of forms.
    pub forms: usize,
    /// Files altogether.
    pub files: usize,
    /// Transfers to interfaces that are not confirmed yet. Their applications are in the postbox only if it is one of the channels.
    pub transfers: usize,
    /// What waits at the public side and isn't in here; none: it does not answer, and nobody knows.
    pub waiting: Option<TenantStock>,
}

/// What a deletion does not reach, in words of the record (`vordruck_envelope::deletion`).
const REMAINS: [&str; 4] = ["backups", "delivered", "mails", "logs"];

/// What isn't in the luggage, and why.
fn outside(exported: &Exported) -> serde_json::Value {
    let public = exported.waiting.as_ref().map(|TenantStock { drafts, submissions, uploads, relays, shares_end }| {
        serde_json::json!({
            "antraege_nicht_abgeholt": submissions, "antraege_unterwegs": uploads, "entwuerfe": drafts, "telefone_verbunden": relays,
            "anteile_lesbar_bis": shares_end,
        })
    });
    serde_json::json!({
        "oeffentliche_seite": public.unwrap_or_else(|| "nicht erreichbar: was dort wartet, ist nicht bekannt".into()),
        "hinweis": "Entwürfe kann niemand außer den Antragstellenden öffnen. Nicht abgeholte Anträge holt der Postkorb selbst; danach ist die Ausgabe zu wiederholen.",
        "uebergaben_offen": exported.transfers,
        "schluessel": "Private Schlüssel sind nie enthalten.",
    })
}

impl PrivateSide {
    /// Hands over everything this side keeps of a tenant, opened: items with answers, PDFs and attachments, published forms, the audit log.
    ///
    /// # Errors
    /// See `LeaveError`.
    pub async fn export_tenant(&self, tenant: &str, take: &mut TakeFile<'_>) -> Result<Exported, LeaveError> {
        let mut exported = Exported::default();
        for id in self.store.list_item_ids(tenant).await? {
            // One at a time: memory stays flat, however many there are. An item may have been deleted in the meantime.
            let Some(item) = self.store.lookup_item(&id).await? else { continue };
            exported.items += 1;
            let facts = serde_json::json!({
                "service": item.service, "pid": item.pid, "digest": item.digest, "reference": item.line.reference, "title": item.line.title,
                "form": item.line.form, "form_version": item.line.form_version, "readable": item.is_readable,
                "received_at": item.received_at, "delivered_at": item.delivered_at, "delete_at": item.delete_at,
            });
            let folder = format!("eingaenge/{}/{id}", item.service);
            let mut give = |name: &str, bytes: &[u8]| {
                exported.files += 1;
                take(&format!("{folder}/{name}"), bytes)
            };
            give("eingang.json", facts.to_string().as_bytes())?;
            for (name, bytes) in self.store.item_files(&item).await? {
                give(&name, &bytes)?;
            }
        }
        for (hash, service, bytes) in self.store.list_forms(tenant).await? {
            exported.forms += 1;
            exported.files += 1;
            take(&format!("formulare/{service}/{hash}.form"), &bytes)?;
        }
        let lines = self.store.list_all_audit(tenant).await?;
        let log: String = lines.iter().map(|(at, actor, action, subject)| format!("{at}\t{actor}\t{action}\t{subject}\n")).collect();
        exported.files += 1;
        take("protokoll.tsv", log.as_bytes())?;
        let transfers = self.store.list_transfers(Some(&[Grant { tenant: tenant.to_owned(), service: None }]), true, 10_000).await?;
        exported.transfers = transfers.len();
        let keys = self.tenant_keys(tenant).ok_or(LeaveError::UnknownTenant)?;
        // What is here is given in any case: a tenant may leave because the other side is gone.
        exported.waiting = match self.client().tenant_stock(&keys.token, tenant).await {
            Ok(stock) => Some(stock),
            Err(error) => {
                tracing::warn!(tenant, error = %error, "the public side could not be asked what waits there");
                None
            }
        };
        exported.files += 1;
        take("nicht-enthalten.json", outside(&exported).to_string().as_bytes())?;
        Ok(exported)
    }

    /// Deletes everything of a tenant on both sides and returns the signed record. The key files are the caller's to destroy, afterwards: until then the
    /// step can be repeated.
    ///
    /// # Errors
    /// See `LeaveError`.
    pub async fn delete_tenant(&self, tenant: &str, destroyed_keys: Vec<Kid>) -> Result<(DeletionRecord, Zeroizing<String>), LeaveError> {
        let keys = self.tenant_keys(tenant).ok_or(LeaveError::UnknownTenant)?;
        let now = self.clock.now();
        let public = self.client().delete_tenant(&keys.token, tenant).await?;
        let staff = administration::forget_tenant(&self.store, tenant, now).await?;
        let private = self.store.delete_tenant(tenant).await?;
        let expired = self.store.expire(now).await?;
        let left = public.left + private.left;
        if left > 0 {
            return Err(LeaveError::Left(left));
        }
        let mut private_rows: BTreeMap<String, u64> = private.rows;
        private_rows.insert("staff".to_owned(), staff);
        private_rows.insert("day_keys".to_owned(), expired.day_keys);
        let record = DeletionRecord {
            v: vordruck_envelope::VERSION.to_owned(),
            tenant: tenant.to_owned(),
            at: unsigned(now),
            public_rows: public.rows,
            private_rows,
            destroyed_keys,
            rows_left: left,
            public_shares_end: public.shares_end,
            private_shares_end: self.store.day_keys_end(now).await?.map(unsigned),
            remains: REMAINS.map(str::to_owned).to_vec(),
        };
        let token = record.sign(&keys.collector).map_err(KeyFileError::from)?;
        tracing::info!(tenant, "tenant deleted");
        Ok((record, Zeroizing::new(token)))
    }
}

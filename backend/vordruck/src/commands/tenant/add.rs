//! `vordruck tenant add`: a folder with settings, keys and both sides' sections. In: who the authority is. Out: the files, and what to do next. A second
//! run of a broken one goes on where it broke.

use super::office::{Desk, MANIFESTS, Office, PrivateSection, write};
use crate::commands::{Failure, print};
use crate::tenant::Tenant;
use std::path::Path;
use std::sync::Arc;
use toml_edit::{Array, DocumentMut, value};
use vordruck_private::clock::SystemRandomness;
use vordruck_private::keys::ceremony::generate_recipient;
use vordruck_private::keys::{CollectorKeys, generate_collector_keys};

/// Who it is.
#[derive(Debug, clap::Args)]
pub(super) struct AddCommand {
    /// Tenant id, part of every address: lower-case letters, digits, hyphens.
    tenant: String,
    /// Name of the authority.
    #[arg(long)]
    name: String,
    /// Postal address, a line each time.
    #[arg(long = "address", required = true)]
    address: Vec<String>,
    /// Telephone number.
    #[arg(long)]
    phone: String,
    /// E-mail address; notices about new applications go there, too.
    #[arg(long)]
    email: String,
    /// Page of the privacy notice. Without it each service has a draft of its own.
    #[arg(long)]
    privacy_url: Option<String>,
    /// Page of the accessibility statement. Without it each service has a draft of its own.
    #[arg(long)]
    accessibility_url: Option<String>,
    /// Page of the imprint.
    #[arg(long)]
    imprint_url: String,
    /// A service to offer, by process id. Can be given more than once, and added later with `set`.
    #[arg(long = "service")]
    services: Vec<String>,
}

impl AddCommand {
    pub(super) fn run(self, config: &Path) -> Result<(), Failure> {
        let office = Office::open(config)?;
        let desk = office.place(&self.tenant)?;
        if desk.settings_file().exists() {
            return Err(format!("{}: this tenant exists", self.tenant).into());
        }
        std::fs::create_dir_all(desk.folder())?;
        #[cfg(unix)]
        std::fs::set_permissions(desk.folder(), std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
        let rng = || Arc::new(SystemRandomness);
        let recipient = desk.at("recipient-1.age");
        // What a broken run has made stays: a key may already be in use.
        if !recipient.exists() {
            generate_recipient(&recipient, &office.unlock, rng())?;
        }
        if !desk.at("public.toml").exists() {
            for half in ["collector.age", "collector.token"] {
                drop(std::fs::remove_file(desk.at(half)));
            }
            let keys = generate_collector_keys(&desk.at("collector.age"), &desk.at("collector.token"), &office.unlock, rng())?;
            let CollectorKeys { collector_key, collector_token_sha256 } = keys;
            write(
                &desk.at("public.toml"),
                &format!("collector_token_sha256 = \"{collector_token_sha256}\"\ncollector_key = \"{collector_key}\"\n"),
            )?;
        }
        desk.write_private(&PrivateSection {
            name: self.name.clone(),
            collector_token_file: "collector.token".into(),
            collector_key_file: "collector.age".into(),
            key_files: vec!["recipient-1.age".into()],
            root_fingerprint: None,
            manifests_file: Some(MANIFESTS.into()),
            notice: vec![self.email.clone()],
        })?;
        // Last, because a tenant is there when its settings are.
        write(&desk.settings_file(), &self.settings()?)?;
        self.say(&desk)
    }

    fn settings(&self) -> Result<String, Failure> {
        let mut document = DocumentMut::new();
        document["id"] = value(&self.tenant);
        document["name"] = value(&self.name);
        document["least-sequence"] = value(1);
        let mut authority = toml_edit::Table::new();
        authority["address"] = value(self.address.iter().collect::<Array>());
        for (name, text) in [
            ("phone", Some(&self.phone)),
            ("email", Some(&self.email)),
            ("privacy-url", self.privacy_url.as_ref()),
            ("accessibility-url", self.accessibility_url.as_ref()),
            ("imprint-url", Some(&self.imprint_url)),
        ] {
            if let Some(text) = text {
                authority[name] = value(text);
            }
        }
        document["authority"] = toml_edit::Item::Table(authority);
        let mut services = toml_edit::Table::new();
        services.set_implicit(true);
        for service in &self.services {
            services[service] = toml_edit::Item::Table(toml_edit::Table::new());
        }
        document["services"] = toml_edit::Item::Table(services);
        let text = document.to_string();
        Tenant::from_toml(&text)?;
        Ok(text)
    }

    fn say(&self, desk: &Desk) -> Result<(), Failure> {
        let id = &desk.id;
        print(format_args!("{id}: added in {}", desk.folder().display()))?;
        print(format_args!("Next:"))?;
        print(format_args!("1. Copy {} to the public side, as {id}/public.toml in its tenants_folder.", desk.at("public.toml").display()))?;
        print(format_args!("2. Restart vordruck serve and vordruck postbox: they read the folder when they start."))?;
        print(format_args!("3. vordruck tenant keys request {id}, and sign it on the machine that has the root key."))?;
        print(format_args!("4. vordruck tenant publish {id}"))
    }
}

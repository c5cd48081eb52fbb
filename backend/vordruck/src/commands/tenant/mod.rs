//! `vordruck tenant`: the authorities of an installation, a folder each. In: the configuration, settings, keys. Out: files, what is published, records.
//! A tenant is changed by its settings file alone; no process is ever copied for one.

mod add;
mod export;
mod keys;
mod list;
mod office;
mod publish;
mod remove;
mod set;
mod show;
mod theme;

use super::Failure;
use std::path::PathBuf;
use std::process::ExitCode;

/// Manage tenants: one folder each, changed by parameters alone.
#[derive(Debug, clap::Args)]
pub(crate) struct TenantCommand {
    /// The configuration file; its `private.tenants_folder` has the tenants.
    #[arg(long, env = "VORDRUCK_CONFIG", global = true, default_value = "vordruck.toml")]
    config: PathBuf,
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Add a tenant: its settings file, its keys, and what the public side has to be told.
    Add(add::AddCommand),
    /// List all tenants with the state of their keys.
    List,
    /// Show a tenant's settings, services and keys.
    Show {
        /// Tenant id.
        tenant: String,
    },
    /// Change settings: `authority.phone="+49 641 1" services.bewohnerparken.parameters.gebuehr_jahr="30.70"`.
    Set(set::SetCommand),
    /// Check a tenant's colours, font and logo, or set them: every pair of colours that the pages use is measured.
    Theme(theme::ThemeCommand),
    /// The key ceremony: root key offline, signed manifests for the months to come, rotation, revocation.
    #[command(subcommand)]
    Keys(keys::KeysCommand),
    /// Publish a tenant's look, its keys and the services its settings name.
    Publish(publish::PublishCommand),
    /// Write everything a tenant has into a file, sealed for a recipient of the tenant's choice: data, settings, forms, definitions.
    Export(export::ExportCommand),
    /// Delete a tenant for good, on both sides, with its keys; writes a signed record.
    Remove(remove::RemoveCommand),
}

impl TenantCommand {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let config = &self.config;
        match self.action {
            // The root's machine has no configuration: only its keys.
            Action::Keys(command) => command.run(config),
            Action::Add(command) => command.run(config),
            Action::List => list::run(config),
            Action::Show { tenant } => show::run(config, &tenant),
            Action::Set(command) => command.run(config),
            Action::Theme(command) => command.run(config),
            Action::Publish(command) => command.run(config),
            Action::Export(command) => command.run(config),
            Action::Remove(command) => command.run(config),
        }
        .map(|()| ExitCode::SUCCESS)
    }
}

//! `vordruck tenant theme`: measures a tenant's colours and checks its logo, or sets them. In: colours, a font's name, a file. Out: the settings, or every
//! pair that can't be read with the nearest colour that can; then nothing has changed.

use super::office::Office;
use super::set::change;
use crate::commands::{Failure, print};
use crate::look;
use std::path::{Path, PathBuf};
use vordruck_theme::Logo;

/// What is set; without anything, what is set already is measured.
#[derive(Debug, clap::Args)]
pub(super) struct ThemeCommand {
    /// Tenant id.
    tenant: String,
    /// `light.action=#8a1538`, `light.on-action=…`, `light.focus=…`, `light.band=…`, the same with `dark.`, and `font=fira-sans|system|serif`.
    settings: Vec<String>,
    /// A PNG or SVG file, copied into the tenant's folder.
    #[arg(long)]
    logo: Option<PathBuf>,
    /// Origins of the tenant's own sites that may show its forms in a frame; replaces those that are set.
    #[arg(long = "origin")]
    origins: Vec<String>,
}

impl ThemeCommand {
    pub(super) fn run(self, config: &Path) -> Result<(), Failure> {
        let desk = Office::open(config)?.desk(&self.tenant)?;
        let mut settings: Vec<String> = self.settings.iter().map(|setting| format!("look.{setting}")).collect();
        if let Some(file) = &self.logo {
            let bytes = std::fs::read(file).map_err(|fault| format!("{}: {fault}", file.display()))?;
            let logo = Logo::read(bytes).map_err(|fault| format!("{}: {fault}", file.display()))?;
            let name = format!("logo-{}.{}", logo.hash(), logo.kind.ending());
            std::fs::write(desk.at(&name), logo.bytes)?;
            settings.push(format!("look.logo={name:?}"));
        }
        if !self.origins.is_empty() {
            settings.push(format!("embedding.origins={:?}", self.origins));
        }
        if !settings.is_empty() {
            change(&desk, &settings)?;
        }
        let report = look::look(&desk.settings()?, desk.folder())?.report;
        print(format_args!("{}: {} pairs of colours measured, all of them level AA", desk.id, report.measured))?;
        for finding in &report.noted {
            print(format_args!("below AAA: {}", look::sentence(finding)))?;
        }
        Ok(())
    }
}

//! `vordruck documents`: writes the operator's papers. In: the configuration of both sides, a tenant's settings if given, definitions. Out: one
//! HTML file a paper, and units for systemd; existing ones of the same name are replaced, because they come from the configuration and nowhere else.

use super::{Failure, print};
use crate::config;
use crate::documents::{self, Facts, ServiceFacts};
use crate::processes::{self, ProcessSource};
use crate::tenant::Tenant;
use std::path::PathBuf;
use std::process::ExitCode;

/// The root's fingerprint has no influence on the papers.
const NO_ROOT: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Write the operator's papers: operations handbook, deletion concept, measures, records of processing, crypto and role concept; and units for systemd.
#[derive(Debug, clap::Args)]
pub(crate) struct DocumentsCommand {
    /// The configuration file; both of its tables are read.
    #[arg(long, env = "VORDRUCK_CONFIG", default_value = "vordruck.toml")]
    config: PathBuf,
    /// A tenant's settings file: periods and texts are then the tenant's.
    #[arg(long)]
    tenant: Option<PathBuf>,
    /// A definition of one's own, beside those that ship. Can be given more than once.
    #[arg(long = "process")]
    processes: Vec<PathBuf>,
    /// The folder to write to.
    #[arg(long, default_value = "dokumente")]
    out: PathBuf,
}

impl DocumentsCommand {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let tenant = match &self.tenant {
            Some(file) => {
                let text = std::fs::read_to_string(file).map_err(|cause| format!("{}: {cause}", file.display()))?;
                Some(Tenant::from_toml(&text).map_err(|cause| format!("{}: {cause}", file.display()))?)
            }
            None => None,
        };
        let facts = Facts {
            public: config::public_side(&self.config)?,
            private: config::private_side(&self.config)?,
            services: self.services(tenant.as_ref())?,
            today: jiff::Zoned::now().date(),
        };
        for document in documents::all(&facts, &self.config) {
            let file = self.out.join(document.file);
            let folder = file.parent().unwrap_or(&self.out);
            std::fs::create_dir_all(folder).map_err(|cause| format!("{}: {cause}", folder.display()))?;
            std::fs::write(&file, document.text).map_err(|cause| format!("{}: {cause}", file.display()))?;
            print(file.display())?;
        }
        Ok(ExitCode::SUCCESS)
    }

    fn services(&self, tenant: Option<&Tenant>) -> Result<Vec<ServiceFacts>, Failure> {
        let mut sources = Vec::new();
        for id in processes::shipped() {
            sources.push(processes::shipped_source(&id)?);
        }
        for path in &self.processes {
            sources.push(processes::source_at(path)?);
        }
        sources.iter().map(|source| facts_of(source, tenant)).collect()
    }
}

fn facts_of(source: &ProcessSource, tenant: Option<&Tenant>) -> Result<ServiceFacts, Failure> {
    let settings = tenant.zip(source.id()).map(|(tenant, id)| tenant.settings(&id, NO_ROOT));
    let compiled = source.compile(settings.as_ref());
    match &compiled.form {
        Some(form) => Ok(ServiceFacts::of(form)),
        None => Err(source.report(&compiled).into()),
    }
}

//! `vordruck tenant publish`: look, keys, services. In: a tenant's settings, the processes that ship or those in a folder. Out: everything at the public
//! side, by way of the private side, which opens the connection. What is published already stays as it is.

use super::office::{Desk, Office};
use crate::commands::{Failure, print};
use crate::processes::{self, ProcessSource};
use crate::{config, look, publish};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use vordruck_contract::keys::KeyManifest;
use vordruck_private::PrivateSide;
use vordruck_private::clock::{Clock, SystemClock, SystemRandomness};
use vordruck_private::keys::ceremony;

/// What is published.
#[derive(Debug, clap::Args)]
pub(super) struct PublishCommand {
    /// Tenant ids; all tenants if none is given.
    tenants: Vec<String>,
    /// A folder of processes of one's own, which come before those that ship.
    #[arg(long)]
    processes: Option<PathBuf>,
}

impl PublishCommand {
    pub(super) fn run(self, config: &Path) -> Result<(), Failure> {
        let office = Office::open(config)?;
        let desks = if self.tenants.is_empty() {
            office.desks()?
        } else {
            self.tenants.iter().map(|id| office.desk(id)).collect::<Result<_, _>>()?
        };
        let settings = config::private_side(config)?;
        tokio::runtime::Runtime::new()?.block_on(async {
            let side = PrivateSide::open(settings, Arc::new(SystemClock), Arc::new(SystemRandomness)).await?;
            let mut failed = 0;
            for desk in &desks {
                // One tenant's mistake keeps no other from being published.
                if let Err(fault) = self.publish(&side, desk).await {
                    failed += 1;
                    print(format_args!("{}: {fault}", desk.id))?;
                }
            }
            side.close().await;
            if failed == 0 { Ok(()) } else { Err(format!("{failed} of {} tenants were not published", desks.len()).into()) }
        })
    }

    async fn publish(&self, side: &PrivateSide, desk: &Desk) -> Result<(), Failure> {
        let tenant = desk.settings()?;
        side.publish_presentation(&desk.id, &look::look(&tenant, desk.folder())?.presentation).await?;
        let manifests = desk.manifests()?;
        let manifest =
            ceremony::current(&manifests, SystemClock.now()).ok_or("no signed manifest is valid now: see `tenant keys status`")?;
        let root = desk.private()?.root_fingerprint.ok_or("the root key is not pinned: see `tenant keys install`")?;
        for service in tenant.services.keys() {
            let source = self.source(service)?;
            let compiled = source.compile(Some(&tenant.settings(service, &root)));
            let form = compiled.form.as_ref().ok_or_else(|| source.report(&compiled))?;
            let publish::Publication { bytes, card } = publish::publication(form, &tenant);
            let keys = KeyManifest { jws: manifest.jws.clone() };
            side.publish(vordruck_private::Publication { tenant: desk.id.clone(), form: bytes, card, keys }).await?;
        }
        print(format_args!("{}: published, {} services, manifest {}", desk.id, tenant.services.len(), manifest.sequence))
    }

    fn source(&self, service: &str) -> Result<ProcessSource, Failure> {
        let own = self.processes.as_ref().map(|folder| folder.join(service)).filter(|folder| folder.is_dir());
        Ok(match own {
            Some(folder) => processes::source_at(&folder)?,
            None => processes::shipped_source(service)?,
        })
    }
}

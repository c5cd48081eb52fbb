//! `vordruck tenant remove`: a tenant leaves for good. In: its id, typed twice. Out: no row on either side, no key, no folder; a signed record. Each step can be
//! repeated: the keys go last, because without them the public side would not listen any more.

use super::office::{Desk, Office, write};
use crate::commands::{Failure, print};
use crate::config;
use std::io::{Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use vordruck_private::PrivateSide;
use vordruck_private::clock::{SystemClock, SystemRandomness};

/// Who is removed.
#[derive(Debug, clap::Args)]
pub(super) struct RemoveCommand {
    /// Tenant id.
    tenant: String,
    /// The id once more: everything is deleted, also what nobody has read yet. Export first.
    #[arg(long)]
    confirm: String,
    /// The file for the signed record.
    #[arg(long)]
    record: PathBuf,
}

impl RemoveCommand {
    pub(super) fn run(self, config: &Path) -> Result<(), Failure> {
        if self.confirm != self.tenant {
            return Err(format!("--confirm {}: the id of the tenant has to be typed twice", self.confirm).into());
        }
        let office = Office::open(config)?;
        let desk = office.desk(&self.tenant)?;
        if self.record.exists() {
            return Err(format!("{}: this file exists", self.record.display()).into());
        }
        let keys = desk.request(&office.unlock)?.keys.into_iter().map(|key| key.kid).collect();
        let settings = config::private_side(config)?;
        let (record, token) = tokio::runtime::Runtime::new()?.block_on(async {
            let side = PrivateSide::open(settings, Arc::new(SystemClock), Arc::new(SystemRandomness)).await?;
            let done = side.delete_tenant(&self.tenant, keys).await;
            side.close().await;
            Ok::<_, Failure>(done?)
        })?;
        write(&self.record, &(serde_json::json!({ "record": record, "jws": *token }).to_string() + "\n"))?;
        destroy(&desk)?;
        let rows: u64 = record.public_rows.values().chain(record.private_rows.values()).sum();
        print(format_args!("{}: deleted, {rows} rows, {} private keys destroyed", desk.id, record.destroyed_keys.len()))?;
        for (ring, end) in &record.public_shares_end {
            print(format_args!("{ring}: backups of the public side and its day keys open shares until {}", time(*end)))?;
        }
        match record.private_shares_end {
            Some(end) => {
                print(format_args!("postbox: backups of the private side and its day keys open items until {} at the latest", time(end)))?
            }
            None => print("postbox: all day keys are destroyed; no backup of the private side can be opened")?,
        }
        print("what remains: sealed backups, what interfaces and clerks have taken, mails that were sent, logs without content")?;
        print(format_args!("{}: the signed record", self.record.display()))?;
        print(format_args!("Next: restart the private side, and take {}/public.toml out of the public side's tenants_folder.", desk.id))
    }
}

fn time(at: u64) -> String {
    i64::try_from(at).ok().and_then(|at| jiff::Timestamp::from_second(at).ok()).map_or_else(|| at.to_string(), |at| at.to_string())
}

/// Overwrites what is secret before it is unlinked. On disks that move what they write, only the sealing under another key helps; the files are sealed.
fn destroy(desk: &Desk) -> Result<(), Failure> {
    for entry in std::fs::read_dir(desk.folder())?.flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|ending| ending == "age" || ending == "token") {
            let mut file = std::fs::OpenOptions::new().write(true).open(&path)?;
            let length = usize::try_from(file.metadata()?.len()).unwrap_or(0);
            file.rewind()?;
            file.write_all(&vec![0; length])?;
            file.sync_all()?;
        }
    }
    std::fs::remove_dir_all(desk.folder())?;
    Ok(())
}

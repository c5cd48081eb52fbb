//! `vordruck tenant export`: everything a tenant has, as a tar archive inside an age file, which the ordinary tools open. In: a tenant, a recipient. Out:
//! what the postbox keeps of it, its settings and signed manifests, its published forms, the definitions of its processes. No private key is in it.

use super::office::{Desk, Office, read};
use crate::commands::{Failure, print};
use crate::{config, processes};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use vordruck_private::PrivateSide;
use vordruck_private::clock::{Clock, SystemClock, SystemRandomness};

/// What is exported to whom.
#[derive(Debug, clap::Args)]
pub(super) struct ExportCommand {
    /// Tenant id.
    tenant: String,
    /// The file to write; it may not exist.
    #[arg(long)]
    out: PathBuf,
    /// The tenant's own age recipient (`age1…`): only its holder can read the file.
    #[arg(long, conflicts_with_all = ["passphrase_file", "unsealed"])]
    recipient: Option<String>,
    /// A file whose first line is a passphrase that seals the file.
    #[arg(long, conflicts_with = "unsealed")]
    passphrase_file: Option<PathBuf>,
    /// Write a plain tar archive: whoever has the file can read the applications.
    #[arg(long)]
    unsealed: bool,
    /// A folder of processes of one's own, as for `publish`.
    #[arg(long)]
    processes: Option<PathBuf>,
}

impl ExportCommand {
    pub(super) fn run(self, config: &Path) -> Result<(), Failure> {
        let desk = Office::open(config)?.desk(&self.tenant)?;
        let settings = config::private_side(config)?;
        let file = create(&self.out)?;
        tokio::runtime::Runtime::new()?.block_on(async {
            let side = PrivateSide::open(settings, Arc::new(SystemClock), Arc::new(SystemRandomness)).await?;
            let done = self.write(&side, &desk, file).await;
            side.close().await;
            done
        })
    }

    async fn write(&self, side: &PrivateSide, desk: &Desk, file: std::fs::File) -> Result<(), Failure> {
        let plain = BufWriter::new(file);
        let exported = match self.seal()? {
            Some(encryptor) => {
                let (exported, sealed) = self.archive(side, desk, encryptor.wrap_output(plain)?).await?;
                sealed.finish()?.into_inner()?.sync_all()?;
                exported
            }
            None => {
                let (exported, plain) = self.archive(side, desk, plain).await?;
                plain.into_inner()?.sync_all()?;
                exported
            }
        };
        print(format_args!(
            "{}: {} applications, {} versions of forms, {} files altogether",
            self.out.display(),
            exported.items,
            exported.forms,
            exported.files
        ))?;
        print(format_args!("{} transfers to interfaces are not confirmed yet", exported.transfers))?;
        match &exported.waiting {
            Some(waiting) => print(format_args!(
                "not in it: {} applications that are not collected yet, {} on their way, {} drafts (only their applicants can open them)",
                waiting.submissions, waiting.uploads, waiting.drafts
            )),
            None => print("not in it: what waits at the public side. It does not answer; ask again before the tenant is removed"),
        }
    }

    /// `None`: unsealed, because that was asked for.
    fn seal(&self) -> Result<Option<age::Encryptor>, Failure> {
        if let Some(recipient) = &self.recipient {
            let recipient: age::x25519::Recipient = recipient.parse().map_err(|fault| format!("--recipient: {fault}"))?;
            return Ok(Some(age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))?));
        }
        if let Some(file) = &self.passphrase_file {
            let text = zeroize::Zeroizing::new(read(file)?);
            let line = text.lines().next().filter(|line| !line.is_empty()).ok_or("the passphrase is empty")?;
            return Ok(Some(age::Encryptor::with_user_passphrase(line.to_owned().into())));
        }
        if self.unsealed { Ok(None) } else { Err("for whom? Give --recipient or --passphrase-file, or --unsealed".into()) }
    }

    async fn archive<W: Write + Send>(&self, side: &PrivateSide, desk: &Desk, out: W) -> Result<(vordruck_private::Exported, W), Failure> {
        let mut archive = tar::Builder::new(out);
        let now = u64::try_from(SystemClock.now()).unwrap_or(0);
        let mut take = |name: &str, bytes: &[u8]| {
            let mut header = tar::Header::new_gnu();
            header.set_size(bytes.len() as u64);
            header.set_mode(0o600);
            header.set_mtime(now);
            archive.append_data(&mut header, name, bytes)
        };
        let mut own = 0;
        for (name, bytes) in self.settings_and_definitions(desk)? {
            own += 1;
            take(&name, &bytes)?;
        }
        let mut exported = side.export_tenant(&desk.id, &mut take).await?;
        exported.files += own;
        Ok((exported, archive.into_inner()?))
    }

    /// What isn't in the store: settings, look, manifests, and the processes as their authors wrote them.
    fn settings_and_definitions(&self, desk: &Desk) -> Result<Vec<(String, Vec<u8>)>, Failure> {
        let mut files = Vec::new();
        for entry in std::fs::read_dir(desk.folder())?.flatten() {
            let path = entry.path();
            let is_public = path.extension().is_some_and(|ending| ["toml", "json", "svg", "png"].iter().any(|known| ending == *known));
            if is_public && path.is_file() {
                files.push((format!("einstellungen/{}", entry.file_name().to_string_lossy()), std::fs::read(&path)?));
            }
        }
        for service in desk.settings()?.services.keys() {
            let own = self.processes.as_ref().map(|folder| folder.join(service)).filter(|folder| folder.is_dir());
            let source = match own {
                Some(folder) => processes::source_at(&folder)?,
                None => processes::shipped_source(service)?,
            };
            files.push((format!("prozesse/{service}/process.xml"), source.xml.into_bytes()));
            files.extend(
                source.texts.into_iter().map(|(language, text)| (format!("prozesse/{service}/texts/{language}.ftl"), text.into_bytes())),
            );
        }
        files.sort();
        Ok(files)
    }
}

fn create(path: &Path) -> Result<std::fs::File, Failure> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|fault| format!("{}: {fault}", path.display()).into())
}

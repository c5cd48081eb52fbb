//! `vordruck xta`: asks an XTA server by hand, with the account of a channel. In: the private side's configuration, the names of a tenant and of a channel. Out: lines of
//! JSON without content, or a folder with a message.

use super::{Failure, print};
use crate::config;
use serde_json::json;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use vordruck_private::clock::SystemRandomness;
use vordruck_private::config::ChannelConfig;
use vordruck_private::deliver::xta::{Described, Mailbox, XtaFile, XtaMessage};

/// Ask an XTA server.
#[derive(Debug, clap::Args)]
pub(crate) struct XtaCommand {
    /// The configuration file; its table `private` is read.
    #[arg(long, env = "VORDRUCK_CONFIG", default_value = "vordruck.toml")]
    config: PathBuf,
    /// Tenant id.
    tenant: String,
    /// Name of a channel of the kind `xta`.
    channel: String,
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Say whether certificate and account can be used.
    Check,
    /// List what waits for the account.
    List {
        /// At most so many.
        #[arg(long, default_value_t = 100)]
        most: u32,
    },
    /// Fetch a message into a new folder. It stays on the server until it is closed.
    Get {
        /// Name of the message.
        message: String,
        /// The folder; it must not be there.
        folder: PathBuf,
    },
    /// Say that a message was fetched: the server may forget it.
    Close {
        /// Name of the message.
        message: String,
    },
    /// Say what became of a message that was sent.
    Report {
        /// Name of the message.
        message: String,
    },
}

impl XtaCommand {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let settings = config::private_side(&self.config)?;
        let channel = settings.tenants.get(&self.tenant).and_then(|tenant| tenant.channels.get(&self.channel));
        let Some(ChannelConfig::Xta(channel)) = channel else {
            return Err(format!("{}: tenant {} has no channel {} of the kind xta", self.config.display(), self.tenant, self.channel).into());
        };
        let mailbox = Mailbox::from_config(channel, Arc::new(SystemRandomness))?;
        tokio::runtime::Runtime::new()?.block_on(self.action.run(&mailbox))?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Action {
    async fn run(self, mailbox: &Mailbox) -> Result<(), Failure> {
        match self {
            Self::Check => {
                mailbox.check().await?;
                print(json!({ "active": true }))
            }
            Self::List { most } => {
                let list = mailbox.list(most).await?;
                list.messages.iter().try_for_each(|message| print(line(message)))?;
                if list.pending > 0 { print(json!({ "pending": list.pending })) } else { Ok(()) }
            }
            Self::Get { message, folder } => {
                let fetched = mailbox.fetch(&message).await?;
                let mut said = line(&fetched.described);
                said["files"] = save(&fetched, &folder)?.into();
                print(said)
            }
            Self::Close { message } => {
                mailbox.close(&message).await?;
                print(json!({ "closed": message }))
            }
            Self::Report { message } => {
                let report = mailbox.report(&message).await?;
                print(json!({ "message": report.described.message_id, "status": format!("{:?}", report.status), "errors": report.errors }))
            }
        }
    }
}

fn line(described: &Described) -> serde_json::Value {
    json!({
        "message": described.message_id,
        "author": described.author.identifier,
        "reader": described.reader.identifier,
        "service": described.service,
        "message_type": described.message_type,
    })
}

/// Writes a message durably; the folder is there as a whole or not at all. Out: the names of the files.
fn save(message: &XtaMessage, folder: &Path) -> Result<Vec<String>, Failure> {
    if folder.exists() {
        return Err(format!("{} is already there", folder.display()).into());
    }
    let above = folder.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let part = tempfile::Builder::new().prefix(".xta-").tempdir_in(above)?;
    let mut names = Vec::new();
    for (number, file) in std::iter::once(&message.message).chain(&message.attachments).enumerate() {
        let name = format!("{number:02}-{}", safe_name(file));
        let mut out = File::create_new(part.path().join(&name))?;
        out.write_all(&file.bytes)?;
        out.sync_all()?;
        names.push(name);
    }
    File::open(part.path())?.sync_all()?;
    fs::rename(part.keep(), folder)?;
    File::open(above)?.sync_all()?;
    Ok(names)
}

/// A stranger's file name without anything that a file system or a shell takes for more than a name.
fn safe_name(file: &XtaFile) -> String {
    let kept: String = file.name.chars().filter(|c| c.is_alphanumeric() || ".-_".contains(*c)).take(80).collect();
    let kept = kept.trim_start_matches(['.', '-']);
    if kept.is_empty() { "datei".to_owned() } else { kept.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str) -> XtaFile {
        XtaFile { name: name.to_owned(), media_type: "text/plain".to_owned(), bytes: b"x".as_slice().into() }
    }

    #[test]
    fn strangers_names_stay_in_the_folder() {
        let names = ["../../etc/passwd", ".bashrc", "-rf", "a b\u{202e}.pdf", "", "Müller.pdf"].map(|name| safe_name(&file(name)));
        assert_eq!(names, ["etcpasswd", "bashrc", "rf", "ab.pdf", "datei", "Müller.pdf"]);
    }
}

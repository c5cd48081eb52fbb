//! `vordruck postbox`: the private side alone, as it stands in the authority's network, and what its operator can do beside it. In: a configuration file.
//! Out: runs until told to stop, or an answer.

use super::{Failure, print, read_application};
use crate::assets::{AppAssets, document_fonts};
use crate::config;
use crate::paper::DocumentPaper;
use crate::signals::{StopRequest, unless_asked};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use vordruck_private::clock::{SystemClock, SystemRandomness};
use vordruck_private::keys::{Unlock, write_destination_keys};
use vordruck_private::{DestinationKeys, PrivateSide, Retried, move_store};
use zeroize::Zeroizing;

/// Run the private side.
#[derive(Debug, clap::Args)]
pub(crate) struct PostboxCommand {
    /// The configuration file; its table `private` is read.
    #[arg(long, env = "VORDRUCK_CONFIG", global = true, default_value = "vordruck.toml")]
    config: PathBuf,
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Only collect and deliver, beside a process that serves the postbox, with the same configuration: on the same machine, or with PostgreSQL on any.
    Collect,
    /// Show what is on its way to interfaces: what waits, what failed and why.
    Queue {
        /// Confirmed transfers, too.
        #[arg(long)]
        all: bool,
        /// Try what waits at once instead of when it is due.
        #[arg(long)]
        hurry: bool,
        /// Say that you know of what is held: it stays held, but is no alarm any more until it is sent again.
        #[arg(long)]
        acknowledge: bool,
    },
    /// Move everything from the SQLite file into the empty PostgreSQL database that the configuration names. Stop all processes first. The file is only read.
    Move {
        /// The file. Default: `postbox.sqlite` in the folder of `private.storage`.
        #[arg(long)]
        from: Option<PathBuf>,
    },
    /// Show what was submitted to destinations of FIT-Connect of one's own: what waits, and why.
    Receptions {
        /// Accepted and rejected submissions, too.
        #[arg(long)]
        all: bool,
    },
    /// Seal the two private keys of a destination into one key file for `key_files`, under the passphrase or identity of this configuration.
    DestinationKeys {
        /// The private key that opens submissions, JWK (RSA-OAEP-256, unwrapKey).
        #[arg(long)]
        decryption: PathBuf,
        /// The private key that signs answers, JWK (PS512, sign).
        #[arg(long)]
        signing: PathBuf,
        /// The file to be made; an existing one is never overwritten.
        #[arg(long)]
        out: PathBuf,
    },
    /// Read again what could not be read, after the cause was mended; beside the running postbox.
    Retry {
        /// Reference number or id of one item; all that could not be read otherwise.
        item: Option<String>,
    },
}

impl PostboxCommand {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        crate::logging::to_standard_error();
        let settings = config::private_side(&self.config)?;
        tokio::runtime::Runtime::new()?.block_on(async {
            let reader = Arc::new(read_application::reader(&settings.opening)?);
            match self.action {
                None => {
                    let assets = Arc::new(AppAssets::postbox()?);
                    let lists = Arc::new(DocumentPaper::new(document_fonts()?));
                    let mut stop = StopRequest::listen()?;
                    let start = PrivateSide::start(settings, assets, lists, reader, Arc::new(SystemClock), Arc::new(SystemRandomness));
                    let Some(side) = unless_asked(&mut stop, start).await.transpose()? else { return Ok(ExitCode::SUCCESS) };
                    print(serde_json::json!({ "listening": side.address }))?;
                    stop.asked().await;
                    side.shutdown().await;
                    Ok(ExitCode::SUCCESS)
                }
                Some(Action::Collect) => {
                    let mut stop = StopRequest::listen()?;
                    let start = PrivateSide::collect(settings, reader, Arc::new(SystemClock), Arc::new(SystemRandomness));
                    let Some(side) = unless_asked(&mut stop, start).await.transpose()? else { return Ok(ExitCode::SUCCESS) };
                    print(serde_json::json!({ "collecting": true }))?;
                    stop.asked().await;
                    side.shutdown().await;
                    Ok(ExitCode::SUCCESS)
                }
                Some(Action::Queue { all, hurry, acknowledge }) => {
                    let side = PrivateSide::open(settings, Arc::new(SystemClock), Arc::new(SystemRandomness)).await?;
                    if hurry {
                        side.hurry(None).await?;
                    }
                    if acknowledge {
                        side.acknowledge().await?;
                    }
                    let queue = side.queue(!all).await;
                    side.close().await;
                    for line in queue? {
                        print(serde_json::to_string(&line)?)?;
                    }
                    Ok(ExitCode::SUCCESS)
                }
                Some(Action::Move { from }) => {
                    let from = from.unwrap_or_else(|| settings.storage.folder.join("postbox.sqlite"));
                    for (table, rows) in move_store(&from, &settings.database_place()).await? {
                        print(format_args!("{rows}\t{table}"))?;
                    }
                    print(format_args!("{} ist unverändert. Heben Sie die Datei nur so lange auf wie eine Sicherung.", from.display()))?;
                    Ok(ExitCode::SUCCESS)
                }
                Some(Action::Receptions { all }) => {
                    let side = PrivateSide::open(settings, Arc::new(SystemClock), Arc::new(SystemRandomness)).await?;
                    let receptions = side.receptions(!all).await;
                    side.close().await;
                    for line in receptions? {
                        print(serde_json::to_string(&line)?)?;
                    }
                    Ok(ExitCode::SUCCESS)
                }
                Some(Action::DestinationKeys { decryption, signing, out }) => {
                    let read = |path| std::fs::read(path).map(Zeroizing::new);
                    let keys = DestinationKeys::from_jwks(&read(decryption)?, &read(signing)?)?;
                    write_destination_keys(&out, &keys, &Unlock::from_config(&settings.storage.unlock)?)?;
                    print(format_args!("{} ist geschrieben. Löschen Sie jetzt die beiden Klartextdateien der Schlüssel.", out.display()))?;
                    Ok(ExitCode::SUCCESS)
                }
                Some(Action::Retry { item }) => {
                    let side = PrivateSide::open(settings, Arc::new(SystemClock), Arc::new(SystemRandomness)).await?;
                    let results = side.retry(reader, item.as_deref()).await;
                    side.close().await;
                    say(&results?)
                }
            }
        })
    }
}

fn say(results: &[(String, Retried)]) -> Result<ExitCode, Failure> {
    if results.is_empty() {
        print("Nichts davon ist unlesbar.")?;
    }
    for (reference, result) in results {
        match result {
            Retried::Readable => print(format_args!("{reference}\tjetzt lesbar")),
            Retried::PassedOn => print(format_args!("{reference}\tan den Zustellpunkt weitergegeben")),
            Retried::Unreadable(reason) => print(format_args!("{reference}\tweiterhin unlesbar ({reason:?})")),
            Retried::Replayed => {
                print(format_args!("{reference}\tbleibt, wie es ist: unter diesem Namen ist schon etwas anderes eingegangen"))
            }
            Retried::NotNow(cause) => print(format_args!("{reference}\tim Augenblick nicht zu entscheiden: {cause}")),
        }?;
    }
    let is_mended = results.iter().all(|(_, result)| matches!(result, Retried::Readable | Retried::PassedOn));
    Ok(if is_mended { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

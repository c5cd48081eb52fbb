//! `vordruck demo`: both sides, a mail catcher and a town's portal in one process. In: folder, port. Out: one line of JSON with
//! all addresses when everything answers, in a terminal also words; then it runs until it is told to stop.

use super::{Failure, print};
use crate::demo;
use crate::signals::{StopRequest, unless_asked};
use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// Start everything on this machine with a fictional town.
#[derive(Debug, clap::Args)]
pub(crate) struct DemoCommand {
    /// Folder that holds all data; created if it isn't there. Delete it to start anew.
    #[arg(long, default_value = ".demo")]
    data: PathBuf,
    /// Port of the portal and the forms on localhost; 0 takes any free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Port of the postbox on localhost; 0 takes any free one.
    #[arg(long, default_value_t = 0)]
    postbox_port: u16,
    /// Let the clocks of both sides run so many days ahead, to see what becomes of drafts later.
    #[arg(long, default_value_t = 0)]
    days_ahead: u32,
    /// Where clamd listens: `unix:/run/clamav/clamd.ctl` or `host:port`. Without it, the postbox says that nothing was scanned.
    #[arg(long)]
    clamd: Option<String>,
    /// Another origin whose pages may show the first town's forms in a frame, such as `http://localhost:3000`. Can be given more than once.
    #[arg(long = "embedding-origin")]
    embedding_origins: Vec<String>,
    /// What comes for a service of the first town goes as files into a folder that has to be there, to look at interfaces: `maengelmelder=/tmp/uebergabe`.
    /// Can be given more than once.
    #[arg(long = "drop", value_name = "SERVICE=FOLDER", value_parser = dropped)]
    drops: Vec<(String, PathBuf)>,
    /// What comes for a service of the first town is sealed by browsers for a destination of FIT-Connect and passed on to it; the file has the channel's settings, as
    /// `interfaces/fit-connect.md` shows them: `hundesteuer=fit.toml`. Can be given more than once.
    #[arg(long = "fit-connect", value_name = "SERVICE=FILE", value_parser = dropped)]
    destinations: Vec<(String, PathBuf)>,
}

fn dropped(text: &str) -> Result<(String, PathBuf), String> {
    let (service, folder) = text.split_once('=').ok_or("write it as service=folder")?;
    Ok((service.to_owned(), std::path::absolute(folder).map_err(|fault| fault.to_string())?))
}

impl DemoCommand {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        // A line for every request would bury what somebody who sits in front of it wants to read.
        if std::io::stderr().is_terminal() {
            crate::logging::warnings_to_standard_error()
        } else {
            crate::logging::to_standard_error()
        }
        let runtime = tokio::runtime::Runtime::new()?;
        runtime.block_on(async {
            let settings = demo::DemoSettings {
                folder: self.data,
                port: self.port,
                postbox_port: self.postbox_port,
                days_ahead: self.days_ahead,
                clamd: self.clamd,
                embedding_origins: self.embedding_origins,
                drops: self.drops,
                destinations: self.destinations,
            };
            let mut stop = StopRequest::listen()?;
            let Some(running) = unless_asked(&mut stop, demo::start(settings)).await.transpose()? else { return Ok(ExitCode::SUCCESS) };
            print(serde_json::to_string(running.addresses())?)?;
            if std::io::stdout().is_terminal() {
                print(demo::greeting(running.addresses()))?;
            }
            stop.asked().await;
            running.stop().await;
            Ok(ExitCode::SUCCESS)
        })
    }
}

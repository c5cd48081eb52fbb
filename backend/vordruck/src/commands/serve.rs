//! `vordruck serve`: the public side alone, as it stands on the internet. In: a configuration file. Out: runs until told to stop.

use super::{Failure, print};
use crate::assets::AppAssets;
use crate::config;
use crate::signals::{StopRequest, unless_asked};
use std::path::PathBuf;
use std::process::ExitCode;
use vordruck_public::PublicSide;
use vordruck_public::clock::{SystemClock, SystemRandomness};

/// Run the public side.
#[derive(Debug, clap::Args)]
pub(crate) struct ServeCommand {
    /// The configuration file; its table `public` is read.
    #[arg(long, env = "VORDRUCK_CONFIG")]
    config: PathBuf,
}

impl ServeCommand {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        crate::logging::to_standard_error();
        let settings = config::public_side(&self.config)?;
        tokio::runtime::Runtime::new()?.block_on(async {
            let mut stop = StopRequest::listen()?;
            let start = PublicSide::start(settings, AppAssets::applicant()?, SystemClock::new(), SystemRandomness);
            let Some(side) = unless_asked(&mut stop, start).await.transpose()? else { return Ok(ExitCode::SUCCESS) };
            print(serde_json::json!({ "listening": side.address() }))?;
            stop.asked().await;
            side.shutdown().await;
            Ok(ExitCode::SUCCESS)
        })
    }
}

//! `vordruck postbox`: the private side alone, as it stands in the authority's network. In: a configuration file. Out: runs until
//! told to stop.

use super::{Failure, print};
use crate::assets::{AppAssets, document_fonts};
use crate::config;
use crate::paper::DocumentPaper;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use vordruck_private::PrivateSide;
use vordruck_private::clock::{SystemClock, SystemRandomness};

/// Run the private side.
#[derive(Debug, clap::Args)]
pub(crate) struct PostboxCommand {
    /// The configuration file; its table `private` is read.
    #[arg(long, env = "VORDRUCK_CONFIG")]
    config: PathBuf,
}

impl PostboxCommand {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        crate::logging::to_standard_error();
        let settings = config::private_side(&self.config)?;
        tokio::runtime::Runtime::new()?.block_on(async {
            let paper = Arc::new(DocumentPaper::new(document_fonts()?));
            let side =
                PrivateSide::start(settings, Arc::new(AppAssets::postbox()?), paper, Arc::new(SystemClock), Arc::new(SystemRandomness))
                    .await?;
            print(serde_json::json!({ "listening": side.address }))?;
            crate::signals::asked_to_stop().await;
            side.shutdown().await;
            Ok(ExitCode::SUCCESS)
        })
    }
}

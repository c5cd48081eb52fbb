//! `vordruck process preview`: the real form in the browser while its definition is being written. In: a folder. Out: one line with the
//! address; then it runs until it is told to stop.

use crate::assets::AppAssets;
use crate::commands::{Failure, print};
use crate::preview::{self, PreviewSettings};
use crate::signals::{StopRequest, unless_asked};
use crate::tenant::Tenant;
use std::path::PathBuf;
use std::process::ExitCode;

/// Show the real form in the browser, with what is wrong with the definition beside it; every change of a file shows at once.
///
/// The preview listens on this machine only, for a tenant that doesn't exist, and forgets everything when it ends.
#[derive(Debug, clap::Args)]
pub(crate) struct PreviewCommand {
    /// The folder of the process, or its process.xml.
    #[arg(default_value = ".")]
    process: PathBuf,
    /// The settings of a tenant (TOML) to look at the form with; without them those of the demonstration's town.
    #[arg(long)]
    tenant: Option<PathBuf>,
    /// Port on localhost; 0 takes any free one.
    #[arg(long, default_value_t = 8090)]
    port: u16,
}

impl PreviewCommand {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        crate::logging::warnings_to_standard_error();
        let text = match &self.tenant {
            Some(file) => std::fs::read_to_string(file).map_err(|fault| format!("{}: {fault}", file.display()))?,
            None => include_str!("../../demo/musterstadt.toml").to_owned(),
        };
        let tenant = Tenant::from_toml(&text)?;
        tokio::runtime::Runtime::new()?.block_on(async {
            let assets = AppAssets::applicant()?;
            let styles = assets.styles();
            let mut stop = StopRequest::listen()?;
            let start = preview::start(PreviewSettings { process: self.process, tenant, port: self.port, styles }, assets);
            let Some(running) = unless_asked(&mut stop, start).await.transpose()? else { return Ok(ExitCode::SUCCESS) };
            print(running.address())?;
            stop.asked().await;
            running.stop().await;
            Ok(ExitCode::SUCCESS)
        })
    }
}

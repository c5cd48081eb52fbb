//! `vordruck doctor`: what this machine and this binary have and lack. In: what can be looked at without changing anything. Out: a
//! line a finding with what to do; exit code 1 if something needed is missing.

use super::{Failure, print};
use crate::{assets, processes};
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process::ExitCode;

/// Say what is missing on this machine.
#[derive(Debug, clap::Args)]
pub(crate) struct DoctorCommand {
    /// The data folder that is going to be used.
    #[arg(long, default_value = ".demo")]
    data: PathBuf,
    /// The port that is going to be used.
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

/// What a look found.
enum Finding {
    Fine(String),
    Optional(String),
    Missing(String),
}

impl DoctorCommand {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let findings = [web_apps(), fonts(), shipped_processes(), folder(&self.data), port(self.port), scanner()];
        let mut code = ExitCode::SUCCESS;
        for finding in findings {
            match finding {
                Finding::Fine(text) => print(format_args!("ok       {text}"))?,
                Finding::Optional(text) => print(format_args!("optional {text}"))?,
                Finding::Missing(text) => {
                    code = ExitCode::FAILURE;
                    print(format_args!("missing  {text}"))?;
                }
            }
        }
        Ok(code)
    }
}

fn web_apps() -> Finding {
    match assets::AppAssets::applicant().and(assets::AppAssets::postbox()) {
        Ok(_) => Finding::Fine("the web apps are built in".to_owned()),
        Err(fault) => Finding::Missing(fault.to_string()),
    }
}

fn fonts() -> Finding {
    match assets::document_fonts() {
        Ok(fonts) => Finding::Fine(format!("the paper has {} font files", fonts.files.len())),
        Err(fault) => Finding::Missing(fault.to_string()),
    }
}

fn shipped_processes() -> Finding {
    let ids = processes::shipped();
    if ids.is_empty() {
        Finding::Missing("no process definition is built in. Build the binary from a complete checkout".to_owned())
    } else {
        Finding::Fine(format!("processes: {}", ids.join(", ")))
    }
}

fn folder(path: &std::path::Path) -> Finding {
    let existing = path.ancestors().find(|part| part.exists()).map_or_else(|| PathBuf::from("."), std::path::Path::to_path_buf);
    match std::fs::metadata(&existing) {
        Ok(data) if data.is_dir() && !data.permissions().readonly() => {
            Finding::Fine(format!("{} can be written below {}", path.display(), existing.display()))
        }
        Ok(_) => Finding::Missing(format!("{} cannot be written. Choose another folder with --data", existing.display())),
        Err(fault) => Finding::Missing(format!("{}: {fault}. Choose another folder with --data", existing.display())),
    }
}

fn port(port: u16) -> Finding {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Finding::Fine(format!("port {port} on localhost is free")),
        Err(fault) => Finding::Missing(format!("port {port} on localhost: {fault}. Choose another one with --port, 0 takes any")),
    }
}

fn scanner() -> Finding {
    let sockets = ["/run/clamav/clamd.ctl", "/var/run/clamav/clamd.ctl"];
    match sockets.iter().find(|socket| std::path::Path::new(socket).exists()) {
        Some(socket) => Finding::Optional(format!("a malware scanner listens at {socket}: start the demo with --clamd unix:{socket}")),
        None => Finding::Optional("no malware scanner (clamd) found: the postbox will say that nothing was scanned".to_owned()),
    }
}

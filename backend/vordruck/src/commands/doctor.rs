//! `vordruck doctor`: what this machine and this binary have and lack. In: what can be looked at without changing anything. Out: a
//! line a finding with what to do; exit code 1 if something needed is missing.

use super::{Failure, print};
use crate::{assets, config, processes};
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process::ExitCode;
use vordruck_database::DatabasePlace;
use vordruck_private::clock::{Clock as _, SystemClock};
use vordruck_private::scan::admits_what_it_cannot_see;

/// Say what is missing on this machine.
#[derive(Debug, clap::Args)]
pub(crate) struct DoctorCommand {
    /// The data folder that is going to be used.
    #[arg(long, default_value = ".demo")]
    data: PathBuf,
    /// The port that is going to be used.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// A configuration whose interfaces, scanner, database servers and security contact are looked at, too.
    #[arg(long, env = "VORDRUCK_CONFIG")]
    config: Option<PathBuf>,
}

/// What a look found.
enum Finding {
    Fine(String),
    Optional(String),
    Missing(String),
}

impl DoctorCommand {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let mut findings = vec![web_apps(), fonts(), shipped_processes(), folder(&self.data), port(self.port), scanner()];
        findings.extend(self.config.as_deref().map(interfaces).unwrap_or_default());
        findings.extend(self.config.as_deref().map(database_servers).unwrap_or_default());
        findings.extend(self.config.as_deref().and_then(configured_scanner));
        findings.extend(self.config.as_deref().and_then(security_contact));
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

/// Interfaces that would trust whoever answers.
fn interfaces(config: &std::path::Path) -> Vec<Finding> {
    let config = match config::private_side(config) {
        Ok(config) => config,
        Err(fault) => return vec![Finding::Missing(fault.to_string())],
    };
    let unchecked: Vec<Finding> = config
        .channels_with_unchecked_keys()
        .map(|(tenant, channel)| {
            Finding::Missing(format!(
                "{tenant}, channel {channel}: test_environment = true takes the keys of FIT-Connect unchecked. In operation name trusted_roots instead"
            ))
        })
        .collect();
    if unchecked.is_empty() { vec![Finding::Fine("no interface takes keys unchecked".to_owned())] } else { unchecked }
}

/// Of the sides that the file configures and that have one.
fn database_servers(config: &std::path::Path) -> Vec<Finding> {
    let public = config::public_side(config).ok().map(|config| config.database.place);
    let private = config::private_side(config).ok().map(|config| config.database_place());
    let is_shared =
        matches!((&public, &private), (Some(DatabasePlace::Server(one)), Some(DatabasePlace::Server(other))) if one.url == other.url);
    let mut findings: Vec<Finding> =
        [("public", public), ("private", private)].into_iter().filter_map(|(side, place)| database_server(side, &place?)).collect();
    if is_shared {
        let fault = "public.database.url and private.database.url are the same. Each side has a database of its own, the private one in the authority's network";
        findings.push(Finding::Missing(fault.to_owned()));
    }
    findings
}

fn database_server(side: &str, place: &DatabasePlace) -> Option<Finding> {
    let asked = tokio::runtime::Runtime::new().map(|runtime| runtime.block_on(vordruck_database::ask_server(place)));
    Some(match asked {
        Ok(Ok(None)) => return None,
        Ok(Ok(Some(facts))) if facts.is_following => Finding::Missing(format!(
            "{place} only follows another server and takes no writes. Name the leading one in {side}.database.url"
        )),
        Ok(Ok(Some(facts))) if !facts.is_flushing => {
            Finding::Missing(format!("{place} runs with fsync off: when its machine fails, acknowledged saves are lost. Set fsync = on"))
        }
        Ok(Ok(Some(facts))) => Finding::Fine(format!("{place} answers: PostgreSQL {}", facts.version)),
        Ok(Err(fault)) => Finding::Missing(format!("{place}: {fault}")),
        Err(fault) => Finding::Missing(format!("{place} was not asked: {fault}")),
    })
}

/// The private side's, if it has one.
fn configured_scanner(config: &std::path::Path) -> Option<Finding> {
    let scanner = config::private_side(config).ok()?.scanner;
    let asked = tokio::runtime::Runtime::new().map(|runtime| runtime.block_on(admits_what_it_cannot_see(&scanner)));
    Some(match asked {
        Ok(Ok(None)) => Finding::Optional("private.scanner: none; every item says that it was not checked for malware".to_owned()),
        Ok(Ok(Some(true))) => Finding::Fine("the scanner says so when it cannot look into something".to_owned()),
        Ok(Ok(Some(false))) => Finding::Missing(
            "the scanner calls an encrypted archive clean. Set AlertEncrypted yes and AlertExceedsMax yes in clamd.conf and restart clamd"
                .to_owned(),
        ),
        Ok(Err(fault)) => Finding::Missing(format!("private.scanner: {fault}; applications wait for it")),
        Err(fault) => Finding::Missing(format!("private.scanner was not asked: {fault}")),
    })
}

/// Whom people tell of a weakness, on the public side.
fn security_contact(config: &std::path::Path) -> Option<Finding> {
    let Some(contact) = config::public_side(config).ok()?.security else {
        return Some(Finding::Optional(
            "public.security: none; nobody reads in security.txt (RFC 9116) whom to tell of a weakness".to_owned(),
        ));
    };
    let now = SystemClock.now();
    Some(match contact.expires_at() {
        None => Finding::Missing("public.security.expires is no moment such as 2027-06-30T00:00:00Z".to_owned()),
        Some(at) if at <= now => {
            Finding::Missing(format!("public.security.expires, {}: is over; look whether the contact is still right", contact.expires))
        }
        Some(_) => Finding::Fine(format!("security.txt names {} until {}", contact.contact.join(", "), contact.expires)),
    })
}

fn scanner() -> Finding {
    let sockets = ["/run/clamav/clamd.ctl", "/var/run/clamav/clamd.ctl"];
    match sockets.iter().find(|socket| std::path::Path::new(socket).exists()) {
        Some(socket) => Finding::Optional(format!("a malware scanner listens at {socket}: start the demo with --clamd unix:{socket}")),
        None => Finding::Optional("no malware scanner (clamd) found: the postbox will say that nothing was scanned".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_server_that_does_not_answer_is_a_fault_and_a_file_is_none() {
        let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("config.sample.toml");
        assert!(database_servers(&sample).is_empty());
        let (folder, path) = (tempfile::tempdir().unwrap(), "path = \"/var/lib/vordruck/public/public.sqlite\"");
        let file = folder.path().join("vordruck.toml");
        let text = std::fs::read_to_string(&sample).unwrap();
        assert!(text.contains(path));
        std::fs::write(&file, text.replace(path, "url = \"postgres://anna:geheim@127.0.0.1:1/vordruck\"")).unwrap();
        let found = database_servers(&file);
        let [Finding::Missing(sentence)] = found.as_slice() else { panic!("nobody listens there") };
        assert!(sentence.starts_with("postgres://127.0.0.1:1/vordruck: the database cannot be reached"), "{sentence}");
        let both = "[private.database]\nurl = \"postgres://anna:geheim@127.0.0.1:1/vordruck\"\n";
        std::fs::write(&file, std::fs::read_to_string(&file).unwrap() + both).unwrap();
        let found = database_servers(&file);
        assert!(
            matches!(found.as_slice(), [Finding::Missing(_), Finding::Missing(_), Finding::Missing(text)] if text.contains("are the same"))
        );
    }

    #[test]
    fn a_scanner_that_does_not_answer_and_a_contact_that_is_over_are_faults() {
        let sample = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("config.sample.toml")).unwrap();
        let (folder, socket, expires) = (tempfile::tempdir().unwrap(), "/run/clamav/clamd.ctl", "expires = \"2027-06-30T00:00:00Z\"");
        assert!(sample.contains(socket) && sample.contains(expires));
        let file = folder.path().join("vordruck.toml");
        std::fs::write(&file, sample.replace(socket, "/nowhere/clamd.ctl").replace(expires, "expires = \"2020-01-01T00:00:00Z\"")).unwrap();
        assert!(matches!(configured_scanner(&file), Some(Finding::Missing(text)) if text.contains("does not answer")));
        assert!(matches!(security_contact(&file), Some(Finding::Missing(text)) if text.contains("is over")));
        let without = sample.split("[public.security]").next().unwrap();
        std::fs::write(&file, without).unwrap();
        assert!(matches!(security_contact(&file), Some(Finding::Optional(_))));
    }

    #[test]
    fn a_channel_that_takes_keys_unchecked_is_a_fault() {
        let sample = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("config.sample.toml")).unwrap();
        let page = include_str!("../../../private/interfaces/fit-connect.md");
        let example = page.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
        let (folder, roots) = (tempfile::tempdir().unwrap(), "trusted_roots = \"/etc/vordruck/verwaltungs-pki.pem\"");
        let file = folder.path().join("vordruck.toml");
        std::fs::write(&file, format!("{sample}\n{example}")).unwrap();
        assert!(matches!(interfaces(&file).as_slice(), [Finding::Fine(_)]));
        std::fs::write(&file, format!("{sample}\n{}", example.replacen(roots, "test_environment = true", 1))).unwrap();
        let found = interfaces(&file);
        assert!(matches!(found.as_slice(), [Finding::Missing(text)] if text.contains("musterstadt, channel fit:")));
        std::fs::write(&file, "kaputt").unwrap();
        assert!(matches!(interfaces(&file).as_slice(), [Finding::Missing(_)]));
    }
}

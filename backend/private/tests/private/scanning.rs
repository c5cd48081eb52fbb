//! Scanning with Debian's clamd, started here with a signature of our own: EICAR isn't in any database that could be had without a network.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use reqwest::Method;
use tempfile::TempDir;
use vordruck_contract::paths;
use vordruck_contract::postbox::{Alarm, Content, Scan};
use vordruck_private::config::ScannerConfig;
use vordruck_private::scan::{Clamd, ClamdAddress, ScanError, Scanner, admits_what_it_cannot_see, encrypted_zip};

use crate::applicant::Application;
use crate::clerk::Clerk;
use crate::town::{Plan, Town};

pub(crate) const MALWARE: &[u8] = b"%PDF-1.4 VORDRUCK-TESTSCHADPROGRAMM";

/// A running clamd, ended when dropped.
pub(crate) struct Daemon {
    folder: TempDir,
    process: Child,
}

impl Daemon {
    pub(crate) async fn start() -> Self {
        Self::start_with("AlertExceedsMax yes\nAlertEncrypted yes\n").await
    }

    async fn start_with(alerts: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        std::fs::create_dir(path("db")).unwrap();
        let hex: String = b"VORDRUCK-TESTSCHADPROGRAMM".iter().map(|byte| format!("{byte:02x}")).collect();
        std::fs::write(path("db/vordruck.ndb"), format!("Vordruck.Test:0:*:{hex}\n")).unwrap();
        let config = format!(
            "DatabaseDirectory {0}/db\nLocalSocket {0}/clamd.sock\nForeground yes\n{alerts}MaxFileSize 100K\n\
             MaxScanSize 200K\nOfficialDatabaseOnly no\nMaxThreads 2\n",
            folder.path().display()
        );
        std::fs::write(path("clamd.conf"), config).unwrap();
        let binary = ["/usr/sbin/clamd", "/usr/local/sbin/clamd"].into_iter().find(|path| std::path::Path::new(path).exists());
        let binary = binary.expect("clamd is missing: install Debian's package clamav-daemon");
        let process = Command::new(binary)
            .arg(format!("--config-file={}", path("clamd.conf").display()))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let daemon = Self { folder, process };
        for _ in 0..600 {
            if daemon.scanner().scan(b"harmless").await.is_ok() {
                return daemon;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("clamd did not start within 30 s");
    }

    fn socket(&self) -> PathBuf {
        self.folder.path().join("clamd.sock")
    }

    fn scanner(&self) -> Clamd {
        Clamd::new(ClamdAddress::Socket(self.socket()), Duration::from_secs(20))
    }

    fn config(&self) -> ScannerConfig {
        ScannerConfig::Clamd { socket: Some(self.socket()), address: None, patience_seconds: 20 }
    }

    pub(crate) fn plan(&self) -> Plan {
        Plan { scanner: self.config(), ..Plan::default() }
    }

    pub(crate) fn stop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        self.stop();
    }
}

#[tokio::test]
async fn malware_size_and_encryption_are_findings_and_the_rest_is_clean() {
    let daemon = Daemon::start().await;
    let scanner = daemon.scanner();
    assert_eq!(scanner.scan(b"%PDF-1.4 harmlos").await.unwrap(), Scan::Clean);
    let name = async |bytes: &[u8]| match scanner.scan(bytes).await.unwrap() {
        Scan::Found { name } => name,
        other => panic!("{other:?}"),
    };
    assert!(name(MALWARE).await.starts_with("Vordruck.Test"));
    let large = [b"%PDF-1.4 ".as_slice(), &vec![b'x'; 300_000]].concat();
    assert!(name(&large).await.starts_with("Heuristics.Limits.Exceeded"));
    assert!(name(&encrypted_zip()).await.starts_with("Heuristics.Encrypted"));
}

#[tokio::test]
async fn a_scanner_that_calls_clean_what_it_cannot_look_into_is_found_out() {
    let daemon = Daemon::start().await;
    assert_eq!(admits_what_it_cannot_see(&daemon.config()).await.unwrap(), Some(true));
    let with_its_own_defaults = Daemon::start_with("").await;
    assert_eq!(admits_what_it_cannot_see(&with_its_own_defaults.config()).await.unwrap(), Some(false));
    assert_eq!(admits_what_it_cannot_see(&ScannerConfig::None).await.unwrap(), None);
    drop(daemon);
    let nowhere = ScannerConfig::Clamd { socket: Some("/nowhere/clamd.sock".into()), address: None, patience_seconds: 20 };
    assert!(matches!(admits_what_it_cannot_see(&nowhere).await, Err(ScanError::Unreachable(_))));
}

#[tokio::test]
async fn an_infected_attachment_is_shown_and_kept_back_and_the_others_are_not() {
    let daemon = Daemon::start().await;
    let town = Town::with(daemon.plan()).await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    town.submit(Application::of("Bello").with_file("gut.pdf", b"%PDF-1.4 gut").with_file("boese.pdf", MALWARE)).await;
    town.collect().await;
    let item = clerk.only_item().await;
    assert!(matches!(&item.scan, Scan::Found { name } if name.starts_with("Vordruck.Test")), "{:?}", item.scan);
    let Content::Readable { attachments, .. } = clerk.detail(&item.id).await.content else { panic!("unreadable") };
    let scans: Vec<_> = attachments.iter().map(|file| matches!(file.scan, Scan::Clean)).collect();
    assert_eq!(scans, [true, true, false]);
    assert_eq!(clerk.send(Method::GET, &paths::postbox_item_attachment(&item.id, 3), None).await.status(), 200);
    assert_eq!(clerk.send(Method::GET, &paths::postbox_item_attachment(&item.id, 4), None).await.status(), 403);
    assert_eq!(clerk.list().await.alarms, []);
}

#[tokio::test]
async fn without_an_answer_from_the_scanner_the_submission_waits_and_an_alarm_says_so() {
    let mut daemon = Daemon::start().await;
    let mut plan = daemon.plan();
    // The lease is over soon, so that the round ends.
    plan.collecting.retry_first_ms = 300_000;
    let town = Town::with(plan).await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    daemon.stop();
    assert!(matches!(daemon.scanner().scan(b"x").await, Err(ScanError::Unreachable(_))));
    town.submit(Application::of("Bello")).await;
    tokio::select! {
        _ = town.collect() => panic!("the round ended without a verdict"),
        list = clerk.list_with(Alarm::ScannerUnreachable) => assert_eq!((list.total, list.alarms), (0, vec![Alarm::ScannerUnreachable])),
    }
    assert!(town.public_side_has_something().await);
}

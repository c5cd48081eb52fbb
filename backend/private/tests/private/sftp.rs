//! The channel to an SFTP server, against Debian's OpenSSH: a process for each connection, with a configuration and keys of its own.

use std::net::TcpListener;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tempfile::TempDir;
use vordruck_contract::paths;
use vordruck_contract::postbox::{TransferList, TransferState};
use vordruck_private::config::{ChannelConfig, SftpConfig};
use vordruck_private::reading::ExportFormat;

use crate::applicant::Application;
use crate::clerk::Clerk;
use crate::town::Town;
use crate::transfers::{content, names, plan, queue};

/// An SSH server; it takes connections as long as the test runs.
struct Server {
    folder: TempDir,
    port: u16,
    hangs_up: Arc<AtomicBool>,
}

impl Server {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in ["host", "user", "stranger"] {
            generate(&at(name));
        }
        std::fs::rename(at("user.pub"), at("authorized")).unwrap();
        let config = format!(
            "HostKey {0}/host\nAuthorizedKeysFile {0}/authorized\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin yes\n\
             PidFile none\nSubsystem sftp internal-sftp\n",
            folder.path().display()
        );
        std::fs::write(at("sshd_config"), config).unwrap();
        // As root it insists on this folder, which Debian's service makes when it starts.
        let _ = std::fs::create_dir_all("/run/sshd");
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (port, hangs_up) = (listener.local_addr().unwrap().port(), Arc::new(AtomicBool::new(false)));
        let (config, log, hanging) = (at("sshd_config"), at("log"), Arc::clone(&hangs_up));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if hanging.load(Ordering::SeqCst) {
                    continue;
                }
                let (input, output) =
                    (OwnedFd::from(stream.unwrap()), std::fs::File::options().create(true).append(true).open(&log).unwrap());
                let mut server = Command::new("/usr/sbin/sshd")
                    .args(["-i", "-e", "-f"])
                    .arg(&config)
                    .stdin(Stdio::from(input.try_clone().unwrap()))
                    .stdout(Stdio::from(input))
                    .stderr(output)
                    .spawn()
                    .expect("sshd is missing: install Debian's package openssh-server");
                std::thread::spawn(move || server.wait());
            }
        });
        std::fs::create_dir(folder.path().join("eingang")).unwrap();
        Self { folder, port, hangs_up }
    }

    fn inbox(&self) -> PathBuf {
        self.folder.path().join("eingang")
    }

    fn channel(&self, host: &str, user: &str) -> ChannelConfig {
        let at = |name: &str| self.folder.path().join(name);
        let me = Command::new("id").arg("-un").output().unwrap().stdout;
        ChannelConfig::Sftp(Box::new(SftpConfig {
            host: "127.0.0.1".to_owned(),
            port: self.port,
            user: String::from_utf8(me).unwrap().trim().to_owned(),
            key_file: at(user),
            host_key: std::fs::read_to_string(at(&format!("{host}.pub"))).unwrap(),
            path: self.inbox().display().to_string(),
            content: content(ExportFormat::XmlFim),
        }))
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

fn generate(path: &Path) {
    let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-C", "vordruck", "-f"]).arg(path).status();
    assert!(made.expect("ssh-keygen is missing: install Debian's package openssh-client").success());
}

async fn fault(clerk: &Clerk<'_>) -> String {
    let list: TransferList = clerk.get(paths::POSTBOX_TRANSFERS).await;
    list.transfers[0].fault.clone().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_goes_to_the_server_at_once_or_not_at_all() {
    let server = Server::start();
    let town = Town::with(plan(vec![("server", server.channel("host", "user"))])).await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    // Longer than one packet.
    let file = [b"%PDF-1.4 ".as_slice(), &vec![b'x'; 700_000]].concat();
    let receipt = town.submit(Application::of("Bello").with_file("Impfpaß.pdf", &file)).await;
    town.collect().await;
    server.hangs_up.store(true, Ordering::SeqCst);
    town.private().transfer_once().await.unwrap();
    assert_eq!(queue(&clerk).await, [("server".to_owned(), TransferState::Waiting, true)]);
    assert!(fault(&clerk).await.starts_with("no connection"), "{}", fault(&clerk).await);

    // What a crash left behind is begun anew.
    server.hangs_up.store(false, Ordering::SeqCst);
    let name = format!("{}_{}", receipt.reference, receipt.pid);
    std::fs::create_dir(server.inbox().join(format!(".{name}.part"))).unwrap();
    std::fs::write(server.inbox().join(format!(".{name}.part/halb")), "x").unwrap();
    town.clock.advance(61);
    town.private().transfer_once().await.unwrap();
    assert_eq!(queue(&clerk).await, [], "{}", server.log());
    assert_eq!(names(&server.inbox()), [name.clone(), format!("{name}.done")]);
    let placed = server.inbox().join(&name);
    let files = names(&placed);
    assert_eq!((files.len(), files[1].as_str(), files[3].as_str()), (4, "antrag.pdf", "vorgang.json"), "{files:?}");
    assert_eq!(std::fs::read(placed.join(&files[0])).unwrap(), file);
    assert!(std::fs::read_to_string(placed.join("antrag.xml")).unwrap().contains("Bello"));
    assert_eq!((clerk.list().await.total, town.count_transfers().await), (0, (1, 0)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_with_another_key_gets_nothing() {
    let server = Server::start();
    let town = Town::with(plan(vec![("server", server.channel("stranger", "user"))])).await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    town.submit(Application::of("Bello")).await;
    town.collect().await;
    town.private().transfer_once().await.unwrap();
    assert!(fault(&clerk).await.contains("another key"), "{}", fault(&clerk).await);
    assert_eq!(names(&server.inbox()), Vec::<String>::new());
    assert!(!server.log().contains("Accepted"), "{}", server.log());
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_sign_in_and_a_folder_that_is_not_there_are_told_apart() {
    let server = Server::start();
    let town = Town::with(plan(vec![("server", server.channel("host", "stranger"))])).await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    town.submit(Application::of("Bello")).await;
    town.collect().await;
    town.private().transfer_once().await.unwrap();
    assert_eq!(fault(&clerk).await, "the server does not accept the key of this user");

    let server = Server::start();
    std::fs::remove_dir(server.inbox()).unwrap();
    let town = Town::with(plan(vec![("server", server.channel("host", "user"))])).await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    town.submit(Application::of("Bello")).await;
    town.collect().await;
    town.private().transfer_once().await.unwrap();
    assert_eq!(fault(&clerk).await, "the folder is not there", "{}", server.log());
}

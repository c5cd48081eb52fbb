//! Debian's OpenSSH as an SFTP server for one test: a process for each connection, with a configuration and keys of its own.

use std::net::TcpListener;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tempfile::TempDir;

/// An SSH server; it takes connections as long as the test runs.
pub(crate) struct Server {
    folder: TempDir,
    pub(crate) port: u16,
    pub(crate) hangs_up: Arc<AtomicBool>,
}

impl Server {
    pub(crate) fn start() -> Self {
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

    pub(crate) fn inbox(&self) -> PathBuf {
        self.folder.path().join("eingang")
    }

    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Who runs this test, and signs in.
    pub(crate) fn user() -> String {
        String::from_utf8(Command::new("id").arg("-un").output().unwrap().stdout).unwrap().trim().to_owned()
    }

    /// The public key of this name, in a line.
    pub(crate) fn host_key(&self, name: &str) -> String {
        std::fs::read_to_string(self.at(&format!("{name}.pub"))).unwrap()
    }

    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

fn generate(path: &Path) {
    let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-C", "vordruck", "-f"]).arg(path).status();
    assert!(made.expect("ssh-keygen is missing: install Debian's package openssh-client").success());
}

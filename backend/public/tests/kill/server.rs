//! The public side as a process that can be killed.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::postgres;

/// Where one or several processes work: a folder, and a schema if it is to be PostgreSQL.
pub struct Place {
    pub folder: tempfile::TempDir,
    pub address: Option<String>,
}

impl Place {
    pub async fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), address: postgres::new_schema().await }
    }

    pub fn start(&self) -> Server {
        Server::start(self.folder.path(), self.address.as_deref())
    }
}

/// A process that is ended with the test, whatever becomes of it.
pub struct Server {
    child: Child,
    pub url: String,
}

impl Server {
    fn start(folder: &Path, address: Option<&str>) -> Self {
        let mut child =
            Command::new(program()).arg(folder).args(address).stdout(Stdio::piped()).spawn().expect("cargo builds examples with tests");
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening ").unwrap_or_else(|| panic!("it did not start: {line:?}"));
        Self { child, url: format!("http://{address}") }
    }
}

impl Server {
    /// As a service manager does it.
    pub fn ask_to_stop(&self) {
        let status = Command::new("sh").args(["-c", "kill -TERM $0", &self.child.id().to_string()]).status().unwrap();
        assert!(status.success());
    }

    /// Waits for its end, which has to come by itself.
    pub async fn end(mut self) {
        let status = loop {
            match self.child.try_wait().unwrap() {
                Some(status) => break status,
                None => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        };
        assert!(status.success(), "{status}");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // SIGKILL, and gone before the next one starts.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn program() -> PathBuf {
    let mut path = std::env::current_exe().unwrap();
    path.pop();
    path.pop();
    path.join("examples/serve")
}

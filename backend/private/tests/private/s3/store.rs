//! rclone's S3 server for one test. In: nothing. Out: its address, and its buckets as folders.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

pub(crate) const SECRET: &str = "geheimer-Schluessel-mit-32-Zeichen";

/// A running S3 server, ended when dropped; the folders in its folder are its buckets.
pub(crate) struct Store {
    folder: TempDir,
    pub(crate) url: String,
    process: Child,
}

impl Store {
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut process = Command::new(rclone())
            .args(["serve", "s3", "--addr", "127.0.0.1:0", "--dir-cache-time", "0s", "--auth-key"])
            .arg(format!("vordruck,{SECRET}"))
            .arg(folder.path())
            .env("RCLONE_CONFIG", "/dev/null")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stderr.take().unwrap()).lines();
        let line = lines.find(|line| line.as_ref().is_ok_and(|line| line.contains("http://"))).expect("rclone ended").unwrap();
        let url = line.split(['[', ']']).find(|part| part.starts_with("http://")).unwrap().trim_end_matches('/').to_owned();
        // Whatever else it says must not fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Self { folder, url, process }
    }

    /// Deletes an application and its mark as a receiver does: through the store, which would not notice that somebody empties its folders.
    pub(crate) fn delete(&self, application: &str) {
        let deleted = Command::new(rclone())
            .args([
                "delete",
                "x:eingang",
                "--retries",
                "1",
                "--include",
                &format!("/{application}/**"),
                "--include",
                &format!("/{application}.done"),
            ])
            .env("RCLONE_CONFIG", "/dev/null")
            .env("RCLONE_CONFIG_X_TYPE", "s3")
            .env("RCLONE_CONFIG_X_PROVIDER", "Rclone")
            .env("RCLONE_CONFIG_X_ENDPOINT", &self.url)
            .env("RCLONE_CONFIG_X_ACCESS_KEY_ID", "vordruck")
            .env("RCLONE_CONFIG_X_SECRET_ACCESS_KEY", SECRET)
            .output()
            .unwrap();
        assert!(deleted.status.success(), "{}", String::from_utf8_lossy(&deleted.stderr));
    }

    pub(crate) fn bucket(&self) -> PathBuf {
        self.folder.path().join("eingang")
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

/// Where `.ci/setup test` puts it, or wherever it is.
fn rclone() -> PathBuf {
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let cache = cache.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache"))).unwrap().join("vordruck");
    let kept = std::fs::read_dir(cache).into_iter().flatten().flatten().map(|entry| entry.path());
    let named = kept.filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("rclone-")));
    named.map(|path| path.join("rclone")).find(|path| path.exists()).expect("rclone is missing. Run: .ci/setup test")
}

//! ClamAV's daemon, over its socket. In: bytes, sent as INSTREAM. Out: its verdict. `Heuristics.Limits.Exceeded.*` and `Heuristics.Encrypted.*` arrive as
//! findings like any other, if the daemon runs with `AlertExceedsMax yes` and `AlertEncrypted yes`.

use std::path::PathBuf;
use std::time::Duration;

use async_trait::async_trait;
use clamav_client::tokio as client;
use vordruck_contract::postbox::Scan;

use super::{ScanError, Scanner};

/// Where the daemon listens.
#[derive(Debug, Clone)]
pub enum ClamdAddress {
    /// A Unix socket.
    Socket(PathBuf),
    /// Host and port.
    Tcp(String),
}

/// ClamAV's daemon.
#[derive(Debug, Clone)]
pub struct Clamd {
    address: ClamdAddress,
    patience: Duration,
}

impl Clamd {
    /// With the time one object may take.
    #[must_use]
    pub fn new(address: ClamdAddress, patience: Duration) -> Self {
        Self { address, patience }
    }
}

#[async_trait]
impl Scanner for Clamd {
    async fn scan(&self, bytes: &[u8]) -> Result<Scan, ScanError> {
        let asked = async {
            match &self.address {
                ClamdAddress::Socket(path) => client::scan_buffer(bytes, client::Socket { socket_path: path }, None).await,
                ClamdAddress::Tcp(address) => client::scan_buffer(bytes, client::Tcp { host_address: address.as_str() }, None).await,
            }
        };
        let answer = tokio::time::timeout(self.patience, asked)
            .await
            .map_err(|_| ScanError::TooSlow(self.patience))?
            .map_err(ScanError::Unreachable)?;
        read_verdict(&answer).ok_or(ScanError::NoVerdict)
    }
}

/// `stream: OK`, `stream: <name> FOUND`, or no verdict at all (`… ERROR`).
fn read_verdict(answer: &[u8]) -> Option<Scan> {
    let text = std::str::from_utf8(answer).ok()?.trim_matches(['\0', '\n', ' ']);
    let said = text.strip_prefix("stream: ")?;
    match said.strip_suffix(" FOUND") {
        Some(name) => Some(Scan::Found { name: name.chars().filter(|c| c.is_ascii_graphic()).take(120).collect() }),
        None => (said == "OK").then_some(Scan::Clean),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ok_is_clean() {
        assert_eq!(read_verdict(b"stream: OK\0"), Some(Scan::Clean));
        assert_eq!(
            read_verdict(b"stream: Heuristics.Encrypted.Zip FOUND\0"),
            Some(Scan::Found { name: "Heuristics.Encrypted.Zip".into() })
        );
        for answer in [
            &b""[..],
            b"INSTREAM size limit exceeded. ERROR\0",
            b"stream: OK but not quite",
            b"OK",
            b"stream: Can't allocate memory ERROR\0",
        ] {
            assert_eq!(read_verdict(answer), None, "{answer:?}");
        }
    }
}

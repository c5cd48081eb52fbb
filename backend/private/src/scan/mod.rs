//! Looking for malware. In: bytes. Out: what the scanner says, or that it can't be asked; then the submission waits. Knows nothing of where the bytes
//! come from.

mod clamd;
mod trial;

use async_trait::async_trait;
use std::sync::Arc;
use std::time::Duration;
use vordruck_contract::postbox::Scan;

pub use clamd::{Clamd, ClamdAddress};
pub(crate) use trial::warn_of_blindness;
pub use trial::{admits_what_it_cannot_see, encrypted_zip};

use crate::config::ScannerConfig;

/// A malware scanner.
#[async_trait]
pub trait Scanner: Send + Sync {
    /// Looks at one object. What it can't look into is a finding, never clean.
    ///
    /// # Errors
    /// The scanner can't be asked, or gives no verdict.
    async fn scan(&self, bytes: &[u8]) -> Result<Scan, ScanError>;
}

/// No verdict.
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    /// No connection, or it broke.
    #[error("the scanner does not answer: {0}")]
    Unreachable(std::io::Error),
    /// It took too long.
    #[error("the scanner took longer than {} s", .0.as_secs())]
    TooSlow(Duration),
    /// It answered, but neither clean nor found.
    #[error("the scanner gave no verdict")]
    NoVerdict,
}

/// No scanner: says so of everything.
#[derive(Debug, Clone, Copy)]
pub struct NotConfigured;

#[async_trait]
impl Scanner for NotConfigured {
    async fn scan(&self, _: &[u8]) -> Result<Scan, ScanError> {
        Ok(Scan::NotScanned)
    }
}

/// The scanner the configuration names; none if it names neither socket nor address.
pub(crate) fn from_config(config: &ScannerConfig) -> Option<Arc<dyn Scanner>> {
    match config {
        ScannerConfig::None => Some(Arc::new(NotConfigured)),
        ScannerConfig::Clamd { socket, address, patience_seconds } => {
            let address = match (socket, address) {
                (Some(path), None) => ClamdAddress::Socket(path.clone()),
                (None, Some(address)) => ClamdAddress::Tcp(address.clone()),
                _ => return None,
            };
            Some(Arc::new(Clamd::new(address, Duration::from_secs(*patience_seconds))))
        }
    }
}

/// The worse of two verdicts.
pub(crate) fn worse(a: Scan, b: Scan) -> Scan {
    match (a, b) {
        (found @ Scan::Found { .. }, _) | (_, found @ Scan::Found { .. }) => found,
        (Scan::NotScanned, _) | (_, Scan::NotScanned) => Scan::NotScanned,
        (Scan::Clean, Scan::Clean) => Scan::Clean,
    }
}

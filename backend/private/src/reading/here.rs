//! Reading in this process, beside the request threads: a panic is contained, nothing else is. In: a sealed submission. Out: what it says. For tests and
//! for machines whose kernel confines nothing; the configuration has to ask for it.

use std::sync::Arc;

use async_trait::async_trait;

use super::{Reader, ReaderError, Reading, Sealed, work};
use crate::paper::Paper;

/// Reads in this process.
pub struct InThisProcess {
    /// Writes the PDF.
    pub paper: Arc<dyn Paper>,
}

#[async_trait]
impl Reader for InThisProcess {
    async fn read(&self, sealed: Sealed) -> Result<Reading, ReaderError> {
        let paper = Arc::clone(&self.paper);
        match tokio::task::spawn_blocking(move || work::read(sealed, &*paper)).await {
            Ok(Ok(reading)) => Ok(reading),
            Ok(Err(failure)) => Err(ReaderError::Died(failure.to_string())),
            // The panic's text stays out of the log: it may repeat what was entered.
            Err(_) => Err(ReaderError::Died("a panic".to_owned())),
        }
    }
}

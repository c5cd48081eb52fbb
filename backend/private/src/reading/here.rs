//! Reading in this process, beside the request threads: a panic is contained, nothing else is. In: a sealed submission. Out: what it says. For tests and
//! for machines whose kernel confines nothing; the configuration has to ask for it.

use std::sync::Arc;

use async_trait::async_trait;

use super::{Foreign, ForeignReading, Reader, ReaderError, Reading, Sealed, foreign, work};
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
        contained(move || work::read(sealed, &*paper)).await
    }

    async fn read_foreign(&self, Foreign { kind, jwe, key, hash, schema }: Foreign) -> Result<ForeignReading, ReaderError> {
        contained(move || foreign::read(kind, jwe.as_bytes(), &key, hash.as_ref(), schema.as_deref().map(Vec::as_slice))).await
    }
}

async fn contained<T: Send + 'static>(work: impl FnOnce() -> Result<T, work::OwnFailure> + Send + 'static) -> Result<T, ReaderError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(reading)) => Ok(reading),
        Ok(Err(failure)) => Err(ReaderError::Died(failure.to_string())),
        // The panic's text stays out of the log: it may repeat what was entered.
        Err(_) => Err(ReaderError::Died("a panic".to_owned())),
    }
}

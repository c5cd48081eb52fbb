//! What a channel wants to know after a crash: an id the receiver gave, how far it came. In: text. Out: the same text, from the store.

use super::ChannelError;
use crate::store::Store;
use crate::store::transfers::Transfer;

/// A channel's memory of one transfer.
pub struct Trace {
    kept: Option<(Store, Transfer)>,
    text: Option<String>,
}

impl Trace {
    /// Of nothing that could be forgotten.
    #[must_use]
    pub fn none() -> Self {
        Self { kept: None, text: None }
    }

    pub(crate) fn of(store: Store, transfer: Transfer) -> Self {
        let text = transfer.trace.clone();
        Self { kept: Some((store, transfer)), text }
    }

    /// What was noted last.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// Notes something, durably when this returns.
    ///
    /// # Errors
    /// The store, or somebody else works on it by now.
    pub async fn note(&mut self, text: &str) -> Result<(), ChannelError> {
        if let Some((store, transfer)) = &self.kept
            && !store.note_trace(transfer, text).await?
        {
            return Err(ChannelError::LeaseLost);
        }
        self.text = Some(text.to_owned());
        Ok(())
    }
}

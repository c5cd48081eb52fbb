//! The account's mailbox at an XTA server, and what else one asks of a server by hand. In: the configuration of a channel. Out: what waits, messages, and their end there.

use std::sync::Arc;

use super::api::{Api, StatusList, TransportReport, XtaError, XtaMessage};
use crate::clock::{Randomness, Rng};
use crate::config::XtaConfig;
use crate::deliver::SetupError;

/// A mailbox. Fetching leaves a message there until it is closed: between the two it can be made durable.
pub struct Mailbox(Api);

impl Mailbox {
    /// The mailbox of a channel's account.
    ///
    /// # Errors
    /// The configuration.
    pub fn from_config(config: &XtaConfig, rng: Arc<dyn Randomness>) -> Result<Self, SetupError> {
        Api::from_config(config, Rng(rng)).map(Self)
    }

    /// `checkAccountActive`: no error means that the account can be used.
    ///
    /// # Errors
    /// See `XtaError`.
    pub async fn check(&self) -> Result<(), XtaError> {
        self.0.check_account_active().await
    }

    /// `getStatusList`: what waits for this account, so many at most.
    ///
    /// # Errors
    /// See `XtaError`.
    pub async fn list(&self, most: u32) -> Result<StatusList, XtaError> {
        self.0.status_list(most).await
    }

    /// `getMessage`.
    ///
    /// # Errors
    /// See `XtaError`.
    pub async fn fetch(&self, message_id: &str) -> Result<XtaMessage, XtaError> {
        self.0.message(message_id).await
    }

    /// `close`: it is durably here and may be forgotten there.
    ///
    /// # Errors
    /// See `XtaError`.
    pub async fn close(&self, message_id: &str) -> Result<(), XtaError> {
        self.0.close(message_id).await
    }

    /// `getTransportReport`: what became of a message that was sent.
    ///
    /// # Errors
    /// See `XtaError`.
    pub async fn report(&self, message_id: &str) -> Result<TransportReport, XtaError> {
        self.0.transport_report(message_id).await
    }
}

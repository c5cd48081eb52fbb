//! What pages and the far side tell each other, without keys.

use serde::{Deserialize, Serialize};
use vordruck_form::answers::Answers;

/// Where an application belongs: read from the start page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// Tenant id.
    pub tenant: String,
    /// Service id.
    pub service: String,
    /// hex64 of the form a new application uses.
    pub form: String,
}

/// What a durable save gives.
#[derive(Clone)]
pub struct Saved {
    /// `XXXX-XXXX-XXXX`, only after the first save of an application; nobody can give it again.
    pub pin: Option<String>,
    /// The whole resume link, with its secret in the fragment.
    pub link: String,
    /// The calendar day (`2026-12-22`, Europe/Berlin) up to which the draft is kept.
    pub expires_on: String,
}

/// What a draft holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftContent {
    /// Everything entered, hidden answers too.
    pub answers: Answers,
    /// Id of the page it was saved on; empty if nothing was saved yet.
    pub page: String,
    /// Language it was filled in (BCP 47); empty if nothing was saved yet.
    pub language: String,
}

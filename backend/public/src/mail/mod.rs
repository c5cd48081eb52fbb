//! The one mail there is: the resume link. In: an address and a link secret from the outbox. Out: a mail at the mail server. Says nothing a mailbox
//! shouldn't know: no name, no PIN, no content.

mod compose;
mod send;

use serde::{Deserialize, Serialize};

use crate::clock::UnixSeconds;

pub(crate) use send::{Mailer, SendError};
pub use vordruck_contract::mail::MailError;

/// What the outbox keeps of a mail, sealed.
#[derive(Serialize, Deserialize)]
pub(crate) struct LinkMail {
    pub(crate) email: String,
    pub(crate) link_secret: String,
    pub(crate) language: String,
    pub(crate) tenant: String,
    pub(crate) service: String,
    pub(crate) title: String,
    pub(crate) authority: String,
    pub(crate) expires_at: UnixSeconds,
}

//! Drafts: link and PIN, the keys they give, body and attachments. In: what the applicant holds, and the share the public side releases. Out: sealed
//! bytes, and back. Neither link nor PIN nor any key leaves the browser.

mod access;
mod attachment;
mod body;
mod link;
mod pin;

pub use access::{DraftAccess, DraftKey};
pub use attachment::AttachmentKey;
pub use link::{LinkError, LinkSecret};
pub use pin::{Pin, PinError};

//! Submissions: objects sealed under a package key that is wrapped to the tenant. In: answers, PDF, attachments and a recipient; or blobs and a private
//! key. Out: blobs, wrapped key and digest; or objects whose every binding was checked.

mod binding;
mod manifest;
#[cfg(feature = "open")]
mod open;
#[cfg(feature = "seal")]
mod seal;

pub use manifest::{ObjectEntry, ObjectManifest, Role};
#[cfg(feature = "open")]
pub use open::{OpenedObject, OpenedSubmission, SubmissionEnvelope, SubmissionKey, open_submission, open_unwrapped, unwrap_submission};
#[cfg(feature = "seal")]
pub use seal::{Object, SealedSubmission, SubmissionSealer, seal_submission};

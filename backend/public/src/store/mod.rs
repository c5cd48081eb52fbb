//! What is stored, as traits in the domain's words, and their one implementation on SQLite and PostgreSQL. In: sealed bytes, ids, moments. Out: the same.
//! Draws no randomness, reads no clock, opens nothing. Statements are kept to what both share (`$1`, `ON CONFLICT`, `RETURNING`).

mod database;
mod drafts;
mod error;
mod jobs;
mod objects;
mod outbox;
mod presentations;
mod publications;
mod relays;
mod rows;
mod submissions;
mod tallies;
mod tenants;
mod turns;
mod uploads;
mod writer;

use std::future::Future;

pub(crate) use database::Store;
pub(crate) use drafts::{Added, Attempt, Draft, NewDraft, Opening, Save, Saved};
pub use error::StoreError;
pub(crate) use jobs::Expired;
pub(crate) use objects::{Appended, Object, Owner, Piece};
pub(crate) use outbox::{MailPermit, NewMail, WaitingMail};
pub(crate) use presentations::StoredLogo;
pub(crate) use publications::Pin;
pub(crate) use relays::{Joining, JoiningAttempt, NewRelay, Relay, RelayEnd};
pub(crate) use rows::SealedShare;
pub(crate) use submissions::{Acknowledged, NewSubmission, Submission, Submitted};
pub(crate) use uploads::{NewUpload, Upload, UploadOpened};

use crate::clock::UnixSeconds;
use vordruck_contract::presentation::Presentation;
use vordruck_contract::services::ServiceCard;
use vordruck_contract::tenants::{DeletedTenant, TenantStock};
use vordruck_envelope::{Digest, FormHash, Lookup, Pid};

type Answer<T> = Result<T, StoreError>;

/// Drafts and the sessions that work on them.
pub(crate) trait Drafts {
    /// Stores a new draft with its first session.
    fn add_draft(&self, draft: NewDraft) -> impl Future<Output = Answer<Added>> + Send;
    /// Counts, compares and, if all is well, opens a session: one transaction, so that no two processes miscount.
    fn attempt_opening(&self, attempt: Attempt) -> impl Future<Output = Answer<Opening>> + Send;
    /// The draft this session may work on, unless session or draft have expired.
    fn draft_of_session(&self, session: [u8; 32], lookup: Lookup, now: UnixSeconds) -> impl Future<Output = Answer<Option<Draft>>> + Send;
    /// Remembers that a session was used.
    fn touch_session(&self, session: [u8; 32], now: UnixSeconds) -> impl Future<Output = Answer<()>> + Send;
    /// Revision and body; no body before the first save.
    fn body(&self, lookup: Lookup) -> impl Future<Output = Answer<Option<(u64, Vec<u8>)>>> + Send;
    /// Replaces the body if the revision is still the expected one.
    fn save(&self, save: Save) -> impl Future<Output = Answer<Saved>> + Send;
    /// Deletes a draft with all that belongs to it.
    fn delete_draft(&self, lookup: Lookup) -> impl Future<Output = Answer<()>> + Send;
    /// Takes one of the draft's mails and puts it into the outbox, unless a limit says no.
    fn queue_mail(&self, permit: MailPermit, mail: NewMail) -> impl Future<Output = Answer<Result<u32, u64>>> + Send;
}

/// Sealed bytes that arrive in pieces.
pub(crate) trait Objects {
    /// What is stored of an object.
    fn object(&self, owner: Owner, name: Vec<u8>) -> impl Future<Output = Answer<Option<Object>>> + Send;
    /// All objects of an owner.
    fn objects(&self, owner: Owner) -> impl Future<Output = Answer<Vec<Object>>> + Send;
    /// Appends a piece, if the object is exactly as far as the piece supposes.
    fn append(&self, piece: Piece) -> impl Future<Output = Answer<Appended>> + Send;
    /// One stored piece.
    fn piece(&self, object: i64, number: i64) -> impl Future<Output = Answer<Option<Vec<u8>>>> + Send;
}

/// Submissions, on their way and received.
pub(crate) trait Submissions {
    /// Opens an upload, or opens it anew; never once it was submitted.
    fn open_upload(&self, upload: NewUpload) -> impl Future<Output = Answer<UploadOpened>> + Send;
    /// The upload this session may continue.
    fn upload_of_session(&self, session: [u8; 32], pid: Pid) -> impl Future<Output = Answer<Option<Upload>>> + Send;
    /// Receives a submission once, and deletes the draft it came from.
    fn submit(&self, submission: NewSubmission) -> impl Future<Output = Answer<Submitted>> + Send;
    /// A submission, collected or not.
    fn submission(&self, tenant: String, pid: Pid) -> impl Future<Output = Answer<Option<Submission>>> + Send;
    /// Leases the oldest waiting submissions until `until`.
    fn lease(&self, tenant: String, max: u32, now: UnixSeconds, until: UnixSeconds)
    -> impl Future<Output = Answer<Vec<Submission>>> + Send;
    /// Deletes a leased submission for good, if the fence is the current one.
    fn acknowledge(
        &self,
        tenant: String,
        pid: Pid,
        digest: Digest,
        fence: u64,
        now: UnixSeconds,
    ) -> impl Future<Output = Answer<Acknowledged>> + Send;
}

/// Relays and the two ends that work on each.
pub(crate) trait Relays {
    /// Stores a new relay, unless its lookup is taken or too many come from one place: then the seconds to wait.
    fn add_relay(&self, relay: NewRelay) -> impl Future<Output = Answer<Result<Added, u64>>> + Send;
    /// Counts, compares and, if all is well, gives the telephone a session in place of an earlier one.
    fn join_relay(&self, attempt: JoiningAttempt) -> impl Future<Output = Answer<Joining>> + Send;
    /// The relay a session works on, and from which end, unless it has ended.
    fn relay_of_session(
        &self,
        session: [u8; 32],
        lookup: Lookup,
        now: UnixSeconds,
    ) -> impl Future<Output = Answer<Option<(Relay, RelayEnd)>>> + Send;
    /// Keeps what the telephone is to be told.
    fn invite(&self, lookup: Lookup, invitation: Vec<u8>) -> impl Future<Output = Answer<()>> + Send;
    /// Deletes a file that was collected; `false` if there was none.
    fn delete_relay_file(&self, lookup: Lookup, name: Vec<u8>) -> impl Future<Output = Answer<bool>> + Send;
    /// Deletes a relay with all files.
    fn end_relay(&self, lookup: Lookup) -> impl Future<Output = Answer<()>> + Send;
}

/// Mails that wait to be sent.
pub(crate) trait Outbox {
    /// Claims due mails: nobody else gets them before `until`.
    fn claim_mails(&self, now: UnixSeconds, until: UnixSeconds, max: u32) -> impl Future<Output = Answer<Vec<WaitingMail>>> + Send;
    /// Forgets a mail, sent or given up.
    fn forget_mail(&self, mail: [u8; 16]) -> impl Future<Output = Answer<()>> + Send;
    /// Tries again later.
    fn postpone_mail(&self, mail: [u8; 16], next_at: UnixSeconds) -> impl Future<Output = Answer<()>> + Send;
}

/// What private sides publish.
pub(crate) trait Publications {
    /// Stores a compiled form; `false` if it was there.
    fn publish_form(&self, form: FormHash, bytes: Vec<u8>, now: UnixSeconds) -> impl Future<Output = Answer<bool>> + Send;
    /// The bytes of a compiled form.
    fn form(&self, form: FormHash) -> impl Future<Output = Answer<Option<Vec<u8>>>> + Send;
    /// Whether a form is stored.
    fn has_form(&self, form: FormHash) -> impl Future<Output = Answer<bool>> + Send;
    /// Publishes a service; `false` if its form isn't stored.
    fn publish_service(&self, card: ServiceCard, form: FormHash, now: UnixSeconds) -> impl Future<Output = Answer<bool>> + Send;
    /// A service's card.
    fn service(&self, tenant: String, service: String) -> impl Future<Output = Answer<Option<ServiceCard>>> + Send;
    /// The forms that a service, its living drafts or its waiting submissions refer to, the current one first.
    fn pins(&self, tenant: String, service: String, now: UnixSeconds) -> impl Future<Output = Answer<Vec<Pin>>> + Send;
    /// Replaces a tenant's key manifest.
    fn publish_keys(&self, tenant: String, jws: String, now: UnixSeconds) -> impl Future<Output = Answer<()>> + Send;
    /// A tenant's key manifest.
    fn keys(&self, tenant: String) -> impl Future<Output = Answer<Option<String>>> + Send;
}

/// How tenants' pages look.
pub(crate) trait Presentations {
    /// Replaces a tenant's look.
    fn publish_presentation(
        &self,
        tenant: String,
        settings: Presentation,
        logo: Option<StoredLogo>,
        now: UnixSeconds,
    ) -> impl Future<Output = Answer<()>> + Send;
    /// A tenant's look, its picture apart.
    fn presentation(&self, tenant: String) -> impl Future<Output = Answer<Option<(Presentation, Option<StoredLogo>)>>> + Send;
    /// The cards of all services of a tenant, by service id.
    fn services(&self, tenant: String) -> impl Future<Output = Answer<Vec<ServiceCard>>> + Send;
}

/// Tenants as a whole.
pub(crate) trait Tenants {
    /// What waits here for a tenant, in numbers.
    fn tenant_stock(&self, tenant: String) -> impl Future<Output = Answer<TenantStock>> + Send;
    /// Deletes all rows and objects of a tenant, and forms nothing else refers to.
    fn delete_tenant(&self, tenant: String) -> impl Future<Output = Answer<DeletedTenant>> + Send;
}

/// Jobs: who does them, and what they delete.
pub(crate) trait Leases {
    /// Whether `holder` may do the job until `until`.
    fn claim_job(
        &self,
        job: &'static str,
        holder: [u8; 16],
        now: UnixSeconds,
        until: UnixSeconds,
    ) -> impl Future<Output = Answer<bool>> + Send;
    /// Deletes all rows whose time has come.
    fn expire(&self, now: UnixSeconds) -> impl Future<Output = Answer<Expired>> + Send;
    /// The newest moment that any row was written, to notice a clock that was set back.
    fn newest(&self) -> impl Future<Output = Answer<UnixSeconds>> + Send;
    /// Moves SQLite's log into the database and empties it, so that nothing deleted lives on in it. `false`: a reader was in the way. PostgreSQL's log
    /// is the server's and isn't touched: what stands in it ends with its day key.
    fn truncate_log(&self) -> impl Future<Output = Answer<bool>> + Send;
    /// Lets the room of what was deleted be used again. SQLite does so by itself.
    fn give_room_back(&self) -> impl Future<Output = Answer<()>> + Send;
    /// Whether the database answers.
    fn answers(&self) -> impl Future<Output = Answer<()>> + Send;
}

#[cfg(test)]
mod tests;

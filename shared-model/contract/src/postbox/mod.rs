//! The postbox: what the clerks' web app and the private side say to each other. Served by the private side only, in the
//! authority's network; the public side has none of these paths. Knows reading texts, never keys or forms.

mod assignment;
mod query;
mod session;
mod transfer;

use serde::{Deserialize, Serialize};

pub use assignment::{AssigneeRequest, Assignment, Assignments, ColleagueList, ColleaguesRequest};
pub use query::{AssigneeFilter, ItemQuery, ItemSort};
pub use session::{PasswordFault, PasswordProfile, PasswordRequest, Person, ServiceAccess, Session, SignInRequest, TenantAccess};
pub use transfer::{
    AcknowledgeRequest, Acknowledged, ChannelStatus, DestinationStatus, FaultKind, ReceptionSummary, Retried, RetryRequest, TransferList,
    TransferState, TransferSummary, Transport,
};

/// How far an item has come. It goes forwards by itself (`new` → `opened` → `downloaded`), to `done` and back by a clerk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ItemState {
    /// Nobody has opened it.
    New,
    /// Somebody has read it.
    Opened,
    /// Somebody has downloaded its PDF.
    Downloaded,
    /// A clerk has marked it as dealt with.
    Done,
}

/// 200 of `GET /api/v1/items`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ItemList {
    /// The items of this page.
    pub items: Vec<ItemSummary>,
    /// Items on a page.
    pub per_page: u32,
    /// Items on all pages.
    pub total: u64,
    /// Whether the words occur in more items than were looked at: the newest 2 000.
    #[serde(default)]
    pub is_cut: bool,
    /// The place behind the last of these items, if there are more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// The place before the first of these items, if there are some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<String>,
    /// What the operator has to look after; shown above the list.
    pub alarms: Vec<Alarm>,
}

/// Something is wrong that keeps applications from arriving, or from being checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Alarm {
    /// The public side does not answer, or refuses us.
    PublicSideUnreachable,
    /// The malware scanner does not answer; applications wait.
    ScannerUnreachable,
    /// No malware scanner is set up; applications arrive unchecked.
    ScannerMissing,
    /// Applications wait because they could not be delivered yet.
    DeliveryFailing,
    /// A destination of one's own can't be asked, or something submitted there can't be worked on.
    ReceivingFailing,
    /// An interface is set up as in a test environment: keys are taken unchecked.
    KeysUnchecked,
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ItemSummary {
    /// uuid4 of the item in this postbox.
    pub id: String,
    /// The number people quote.
    pub reference: String,
    /// Tenant id.
    pub tenant: String,
    /// Service id.
    pub service: String,
    /// German name of the service; the id, when the form is unknown.
    pub title: String,
    /// instant: when the public side received it.
    pub received_at: String,
    /// instant: when it was put into the postbox.
    pub delivered_at: String,
    /// instant: when it will be deleted.
    pub deleted_at: String,
    /// How far it has come.
    pub state: ItemState,
    /// False: it could not be read; the detail says why.
    pub readable: bool,
    /// Who works on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<Person>,
    /// How many attachments it has.
    pub attachments: u32,
    /// The worst scan result of all its parts.
    pub scan: Scan,
}

/// What the malware scanner said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Scan {
    /// Scanned, nothing found.
    Clean,
    /// Not scanned: no scanner is set up ("nicht geprüft: kein Virenscanner eingerichtet").
    NotScanned,
    /// Something was found, or the scanner could not look inside; the part can't be downloaded.
    Found {
        /// The scanner's name for it, e.g. `Heuristics.Encrypted.Zip`.
        name: String,
    },
}

/// 200 of `GET /api/v1/items/{item}`. Reading it makes a `new` item `opened`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ItemDetail {
    /// The line of the list.
    pub summary: ItemSummary,
    /// What was received, by whom it was confirmed.
    pub receipt: ReceiptFacts,
    /// What it says, or why that can't be told.
    pub content: Content,
    /// Who may work on it, by name.
    #[serde(default)]
    pub colleagues: Vec<Person>,
    /// What was done with it, latest first.
    #[serde(default)]
    pub history: Vec<Happening>,
}

/// Something that was done with an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Happening {
    /// instant: when.
    pub at: String,
    /// Display name of who did it; none: the program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// What: a word of the audit log, e.g. `item-opened`.
    pub action: String,
}

/// The receipt the applicant holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceiptFacts {
    /// uuid4 of the submission.
    pub pid: String,
    /// hex128 over everything that was sent.
    pub digest: String,
    /// hex64 of the form that was filled in.
    pub form: String,
    /// Version of that form; empty when the form is unknown.
    pub form_version: String,
}

/// What a submission says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Content {
    /// Opened, valid, read back in German.
    Readable {
        /// BCP 47 tag of the language the applicant used.
        language: String,
        /// The answers, a section a page of the form.
        sections: Vec<Section>,
        /// Size of our PDF in bytes.
        pdf_size_bytes: u64,
        /// Attached files, and the applicant's own copy if one came along.
        attachments: Vec<Attachment>,
        /// The level of assurance that the form demands, when nobody has vouched for it; absent: none is demanded.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unproven: Option<AssuranceLevel>,
    },
    /// It could not be read. It is kept as it came.
    Unreadable {
        /// Why, as far as clerks can do something about it.
        reason: UnreadableReason,
    },
}

/// How surely it has to be known who applies (Regulation (EU) 910/2014 Art. 8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AssuranceLevel {
    /// "niedrig"
    Low,
    /// "substanziell"
    Substantial,
    /// "hoch"
    High,
}

/// One page of the form, read back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// Its questions.
    pub rows: Vec<Row>,
}

/// One question with its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Row {
    /// Heading of the group that begins here, if one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The question.
    pub label: String,
    /// The answer, a line each.
    pub lines: Vec<String>,
    /// Whether nothing was entered.
    pub is_blank: bool,
}

/// A file that came with the submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Attachment {
    /// Its number, for the path of the download.
    pub number: u32,
    /// Where it belongs.
    pub role: AttachmentRole,
    /// File name, cleaned: no path, no control or direction characters.
    pub name: String,
    /// Media type told by the content.
    pub media_type: String,
    /// Size in bytes.
    pub size_bytes: u64,
    /// What the scanner said; `found` can't be downloaded.
    pub scan: Scan,
}

/// Where a file belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AttachmentRole {
    /// Uploaded in the form.
    Upload,
    /// The PDF made in the applicant's browser ("von der antragstellenden Person erzeugt"): not checked against the answers.
    ApplicantCopy,
}

/// Why a submission could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum UnreadableReason {
    /// It does not open with our keys: changed on the way, or sealed for somebody else.
    NotOpened,
    /// The public side's receipt does not belong to it.
    ReceiptMismatch,
    /// A submission of the same name arrived before with another content.
    Replayed,
    /// It names a form that this side has not published.
    UnknownForm,
    /// The answers are not what that form's answers look like.
    Malformed,
    /// The answers break the rules of the form.
    InvalidAnswers,
    /// Files are missing, too many, or of a kind that the form does not accept.
    WrongFiles,
    /// It is larger than allowed.
    TooLarge,
    /// Our own program failed on it, repeatedly.
    Failed,
    /// It is sealed for a destination beyond the authority, and no interface is configured that passes it on.
    ForDestination,
}

/// `PUT /api/v1/items/{item}/state`: 200 with the item's line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StateRequest {
    /// `done`, or `opened` to take that back; others are 422.
    pub state: ItemState,
}

/// `POST /api/v1/items/archive`: 200 with a ZIP file of a folder an item, written while it is sent. One item that isn't there makes it 404.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArchiveRequest {
    /// uuid4 of each item, 1–100.
    pub items: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_says_its_kind_beside_its_fields() {
        let unreadable = Content::Unreadable { reason: UnreadableReason::UnknownForm };
        assert_eq!(serde_json::to_string(&unreadable).unwrap(), r#"{"kind":"unreadable","reason":"unknown-form"}"#);
        let scan = Scan::Found { name: "Eicar".to_owned() };
        assert_eq!(serde_json::to_string(&scan).unwrap(), r#"{"verdict":"found","name":"Eicar"}"#);
    }
}

//! The postbox: what the clerks' web app and the private side say to each other. Served by the private side only, in the
//! authority's network; the public side has none of these paths. Knows reading texts, never keys or forms.

use serde::{Deserialize, Serialize};

/// `POST /api/v1/session`: a clerk signs in. Unknown name, wrong password and closed account are one and the same 401.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignInRequest {
    /// User name, as the administrator gave it; case does not matter.
    #[cfg_attr(feature = "validate", validate(length(min = 1, max = 64)))]
    pub name: String,
    /// Password.
    #[cfg_attr(feature = "validate", validate(length(min = 1, max = 256)))]
    pub password: String,
    /// The six digits of the second factor, where the account has one; without them the answer is 401 with `required` at `/code`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "validate", validate(length(min = 1, max = 16)))]
    pub code: Option<String>,
}

/// 200 of signing in and of `GET /api/v1/session`; the session itself is a cookie that no script can read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// User name.
    pub name: String,
    /// What people call the user.
    pub display_name: String,
    /// What the user may see; never empty texts, sorted by tenant and title.
    pub services: Vec<ServiceAccess>,
    /// The tenants whose users this one administers.
    #[serde(default)]
    pub administers: Vec<TenantAccess>,
    /// instant: when the session ends, however busy it is.
    pub ends_at: String,
    /// Minutes without a request after which it ends.
    pub idle_minutes: u32,
    /// The rules a new password has to follow.
    pub password_profile: PasswordProfile,
    /// Whether signing in takes a second factor.
    #[serde(default)]
    pub has_second_factor: bool,
}

/// A tenant whose users somebody administers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TenantAccess {
    /// Tenant id.
    pub tenant: String,
    /// Name of the authority.
    pub tenant_name: String,
}

/// Somebody who works with items.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Person {
    /// What people call them.
    pub display_name: String,
    /// uuid4 of the account.
    pub id: String,
}

/// A service whose submissions the user may read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceAccess {
    /// Tenant id.
    pub tenant: String,
    /// Name of the authority.
    pub tenant_name: String,
    /// Service id.
    pub service: String,
    /// German name of the service.
    pub title: String,
}

/// Rules for passwords.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PasswordProfile {
    /// At least 15 characters, no well-known password, no words of the context; nothing else (NIST SP 800-63B-4 §3.1.1.2).
    #[default]
    Modern,
    /// The incumbent's: at least 10 characters, three of four classes, not trivial, not one of the last six, a day between changes.
    Bestand,
}

/// `PUT /api/v1/session/password`: a clerk changes the own password. 204, or 422 with `PasswordFault` codes at `/new_password`.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasswordRequest {
    /// The present password.
    #[cfg_attr(feature = "validate", validate(length(min = 1, max = 256)))]
    pub password: String,
    /// The one to come.
    #[cfg_attr(feature = "validate", validate(length(min = 1, max = 256)))]
    pub new_password: String,
}

/// Why a new password is refused. On the wire as the `code` of a `FieldProblem`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PasswordFault {
    /// Fewer characters than demanded: 15, in the profile `bestand` 10.
    TooShort,
    /// More than 256 bytes.
    TooLong,
    /// On the list of well-known passwords, or nothing but repetitions and sequences.
    WellKnown,
    /// Holds the user's name, the display name, the tenant or the service.
    Context,
    /// Fewer than three of: upper case, lower case, digits, others (`bestand` only).
    TooFewClasses,
    /// A date, a number plate or a street with a number, and hardly anything else (`bestand` only).
    Guessable,
    /// One of the last six (`bestand` only).
    UsedBefore,
    /// Changed within the last day (`bestand` only; an administrator can still set one).
    ChangedRecently,
}

impl PasswordFault {
    /// The code on the wire, as serde writes it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::TooShort => "too-short",
            Self::TooLong => "too-long",
            Self::WellKnown => "well-known",
            Self::Context => "context",
            Self::TooFewClasses => "too-few-classes",
            Self::Guessable => "guessable",
            Self::UsedBefore => "used-before",
            Self::ChangedRecently => "changed-recently",
        }
    }
}

/// Query of `GET /api/v1/items`; what is missing does not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
pub struct ItemQuery {
    /// Only items behind this place, as `ItemList::next` said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Only items before this place, as `ItemList::previous` said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Items on a page, 1–100; 25 when missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_page: Option<u32>,
    /// In which order; `newest` when missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<ItemSort>,
    /// Only items in this state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<ItemState>,
    /// Only items of this tenant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tenant: Option<String>,
    /// Only items of this service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// Only items received on this day or later, `YYYY-MM-DD`, local time in Germany.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Only items received on this day or earlier, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Only items that somebody works on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignee: Option<AssigneeFilter>,
    /// Only items in which all of these words occur: reference number, answers, names of files. Whole words; case and accents do not matter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
}

/// The order of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ItemSort {
    /// What was received last comes first.
    #[default]
    Newest,
    /// What was received first comes first.
    Oldest,
    /// What is deleted next comes first.
    Deletion,
}

/// Whose items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AssigneeFilter {
    /// The user's own.
    Me,
    /// Those nobody has taken.
    Nobody,
}

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
    },
    /// It could not be read. It is kept as it came.
    Unreadable {
        /// Why, as far as clerks can do something about it.
        reason: UnreadableReason,
    },
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
}

/// `PUT /api/v1/items/{item}/state`: 200 with the item's line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StateRequest {
    /// `done`, or `opened` to take that back; others are 422.
    pub state: ItemState,
}

/// `PUT /api/v1/items/{item}/assignee`: 200 with the item's line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AssigneeRequest {
    /// uuid4 of the account of somebody who may read the item, or null for nobody; others are 422.
    pub assignee: Option<String>,
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
    fn password_fault_codes_are_what_serde_writes() {
        for fault in [
            PasswordFault::TooShort,
            PasswordFault::TooLong,
            PasswordFault::WellKnown,
            PasswordFault::Context,
            PasswordFault::TooFewClasses,
            PasswordFault::Guessable,
            PasswordFault::UsedBefore,
            PasswordFault::ChangedRecently,
        ] {
            assert_eq!(serde_json::to_value(fault).unwrap(), fault.code());
        }
    }

    #[test]
    fn content_says_its_kind_beside_its_fields() {
        let unreadable = Content::Unreadable { reason: UnreadableReason::UnknownForm };
        assert_eq!(serde_json::to_string(&unreadable).unwrap(), r#"{"kind":"unreadable","reason":"unknown-form"}"#);
        let scan = Scan::Found { name: "Eicar".to_owned() };
        assert_eq!(serde_json::to_string(&scan).unwrap(), r#"{"verdict":"found","name":"Eicar"}"#);
    }
}

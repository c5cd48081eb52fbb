//! The service card: all the public side knows of a form, made by publishing, shown on the start page.

use crate::statements::{StatementGap, StatementLanguage};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `GET` and `PUT /api/v1/tenants/{tenant}/services/{service}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceCard {
    /// Tenant id.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::slug")))]
    pub tenant: String,
    /// Service id.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::slug")))]
    pub service: String,
    /// hex64 of the compiled form that new applications use.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::hex64")))]
    pub form: String,
    /// Version the author gave, e.g. `1.0.0`.
    #[cfg_attr(feature = "validate", validate(length(min = 1, max = 32)))]
    pub version: String,
    /// LeiKa key, 14 digits, if the service has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leika_key: Option<String>,
    /// What is sent with the form; absent: an application.
    #[serde(default, skip_serializing_if = "SubmissionKind::is_application")]
    pub kind: SubmissionKind,
    /// Texts by language (BCP 47); `de` is always there and comes first on the page.
    #[cfg_attr(feature = "validate", validate(length(min = 1, max = 32), custom(function = "has_german")))]
    pub texts: BTreeMap<String, CardTexts>,
    /// The authority, shown on every page.
    pub authority: Authority,
    /// Days a draft is kept after the last save.
    pub draft_days: u32,
    /// Days the public side keeps a submission that nobody collects.
    pub submission_days: u32,
    /// Largest sealed attachment, in bytes.
    pub max_attachment_bytes: u64,
    /// When the form is open; absent: always, or not to be told beforehand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening: Option<CardOpening>,
    /// What the authority says in the gaps of the statements, in German.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub statements: BTreeMap<StatementGap, String>,
    /// The same in other languages, as far as the authority has it; elsewhere the German words stand, marked as such.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub statements_in: BTreeMap<StatementLanguage, BTreeMap<StatementGap, String>>,
}

/// What is sent with a form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SubmissionKind {
    /// "Antrag"
    #[default]
    Application,
    /// "Meldung"
    Report,
    /// "Anzeige"
    Notification,
    /// "Anmeldung"
    Registration,
    /// "Anfrage"
    Request,
}

impl SubmissionKind {
    /// Whether it is what is meant where nothing is said.
    #[must_use]
    pub fn is_application(&self) -> bool {
        *self == Self::Application
    }
}

/// When a form is open. The form says the same by itself, and the private side refuses what comes in while it is closed; this is so that people learn it
/// before they begin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardOpening {
    /// Its first second, RFC 3339, UTC; absent: it has been open before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Its last second, RFC 3339, UTC; absent: it does not close.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// What people read of it, by language; the same languages as the card's texts.
    pub texts: BTreeMap<String, OpeningTexts>,
}

/// Words about the opening in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpeningTexts {
    /// The author's words for when it is closed.
    pub closed: String,
    /// Its first moment as people of this language write it, in local time; may be empty.
    pub from: String,
    /// Its last moment likewise; may be empty.
    pub until: String,
}

/// What a start page says, in one language. Plain text; paragraphs are list items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardTexts {
    /// Name of the service.
    pub title: String,
    /// What the service is for.
    pub summary: Vec<String>,
    /// What the applicant needs at hand.
    pub needed: Vec<String>,
    /// How long it takes, e.g. "etwa 10 Minuten".
    pub duration: String,
    /// What it costs, as a sentence.
    pub fee: String,
    /// Legal basis.
    pub legal_basis: Vec<String>,
    /// Other ways to apply, for whoever cannot use the form.
    pub other_ways: Vec<String>,
}

/// Who is responsible and how to reach them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Authority {
    /// "Musterstadt, Straßenverkehrsbehörde".
    pub name: String,
    /// Postal address, a line an item.
    pub address: Vec<String>,
    /// Telephone number.
    pub phone: String,
    /// E-mail address.
    pub email: String,
    /// Page of the privacy notice; empty: the draft at `paths::PRIVACY_PAGE`.
    pub privacy_url: String,
    /// Page of the accessibility statement; empty: the draft at `paths::ACCESSIBILITY_PAGE`.
    pub accessibility_url: String,
    /// Page of the imprint.
    pub imprint_url: String,
}

/// `GET /api/v1/tenants/{tenant}/services/{service}/versions`: for the tenant's private side only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VersionsResponse {
    /// The forms of this service that something refers to; the current one first.
    pub versions: Vec<PinnedVersion>,
}

/// A version and what keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PinnedVersion {
    /// hex64 of the compiled form.
    pub form: String,
    /// Whether new applications use it.
    pub is_current: bool,
    /// Drafts that go on with it.
    pub drafts: u64,
    /// Submissions that wait to be collected.
    pub submissions: u64,
}

#[cfg(feature = "validate")]
fn has_german(texts: &BTreeMap<String, CardTexts>) -> Result<(), validator::ValidationError> {
    if texts.contains_key("de") { Ok(()) } else { Err(validator::ValidationError::new("german-missing")) }
}

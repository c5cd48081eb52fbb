//! What an authority says itself in the statements of a service: the gaps of the drafts that the public side shows where the authority has no pages of its own (privacy
//! notice after Art. 13 GDPR, accessibility statement after § 7 BITV 2.0). In: nothing. Out: names of gaps, and words for them.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Words by gap; plain German text, a line break begins a new line.
pub type Statements = BTreeMap<StatementGap, String>;

/// Longest text of a gap, in characters.
pub const MOST_CHARACTERS: usize = 2_000;

/// A gap. The words of the configuration and of the wire are these in kebab case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum StatementGap {
    /// Who answers for the processing, if that is not the authority the form names: name, address, mail.
    Controller,
    /// Data protection officer: name or office, mail.
    DataProtectionOfficer,
    /// The law of the procedure, if the definition names none.
    LegalBasis,
    /// The data protection law beside the GDPR, e.g. "§ 3 BDSG".
    DataProtectionLaw,
    /// How long the file is kept in the authority.
    Retention,
    /// Who runs the servers (Art. 28 GDPR).
    Processor,
    /// Who else gets the data, or nobody.
    Recipients,
    /// Countries outside of the EU, or none.
    ThirdCountries,
    /// The supervisory authority.
    SupervisoryAuthority,
    /// Other ways to apply, if the definition names none.
    OtherWays,
    /// Automated decisions (Art. 22 GDPR), or none.
    AutomatedDecisions,
    /// The law on accessibility, e.g. "§ 12a BGG".
    AccessibilityLaw,
    /// What an assessment of this service, at this place, has found. Without it the statement says that nobody has assessed.
    Assessment,
    /// What is not accessible, why, and what there is instead.
    NotAccessible,
    /// When the statement was made.
    CreatedOn,
    /// On what it rests, e.g. "einer Selbstbewertung".
    Basis,
    /// When it was looked at last.
    ReviewedOn,
    /// Where barriers are reported, if that is not the authority the form names.
    Feedback,
    /// Within which time it is answered.
    AnswerWithin,
    /// The arbitration or enforcement body, with address, telephone, mail.
    EnforcementBody,
    /// Where there is something in Leichte Sprache, if the form has none.
    SimpleLanguage,
    /// Where there is something in German sign language.
    SignLanguage,
}

impl StatementGap {
    /// All of them.
    pub const ALL: [Self; 22] = [
        Self::Controller,
        Self::DataProtectionOfficer,
        Self::LegalBasis,
        Self::DataProtectionLaw,
        Self::Retention,
        Self::Processor,
        Self::Recipients,
        Self::ThirdCountries,
        Self::SupervisoryAuthority,
        Self::OtherWays,
        Self::AutomatedDecisions,
        Self::AccessibilityLaw,
        Self::Assessment,
        Self::NotAccessible,
        Self::CreatedOn,
        Self::Basis,
        Self::ReviewedOn,
        Self::Feedback,
        Self::AnswerWithin,
        Self::EnforcementBody,
        Self::SimpleLanguage,
        Self::SignLanguage,
    ];
}

//! What an authority says itself in the statements of a service: the gaps of the drafts that the public side shows where the authority has no pages of its own (privacy
//! notice after Art. 13 GDPR, accessibility statement after § 7 BITV 2.0). In: nothing. Out: names of gaps and languages, and words for them.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Words by gap; plain text, a line break begins a new line. Days may be ISO 8601 (`2026-11-22`); then each page writes them in its language.
pub type Statements = BTreeMap<StatementGap, String>;

/// The same in other languages than German. What is not here is shown in German, and marked as such.
pub type TranslatedStatements = BTreeMap<StatementLanguage, Statements>;

/// Longest text of a gap, in characters.
pub const MOST_CHARACTERS: usize = 2_000;

/// A language of the statements beside German, by its BCP 47 tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum StatementLanguage {
    /// English.
    En,
    /// Leichte Sprache.
    DeSimple,
}

macro_rules! gaps {
    ($($(#[$doc:meta])* $name:ident = $word:literal;)*) => {
        /// A gap. The words of the configuration and of the wire are these in kebab case.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum StatementGap {
            $($(#[$doc])* $name,)*
        }

        impl StatementGap {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Its word in the configuration.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }
        }
    };
}

gaps! {
    /// Who answers for the processing, if that is not the authority the form names: name, address, mail.
    Controller = "controller";
    /// Data protection officer: name or office, mail.
    DataProtectionOfficer = "data-protection-officer";
    /// The law of the procedure, if the definition names none.
    LegalBasis = "legal-basis";
    /// The data protection law beside the GDPR, e.g. "§ 3 BDSG".
    DataProtectionLaw = "data-protection-law";
    /// How long the file is kept in the authority.
    Retention = "retention";
    /// Who runs the servers (Art. 28 GDPR).
    Processor = "processor";
    /// Who else gets the data, or nobody.
    Recipients = "recipients";
    /// Countries outside of the EU, or none.
    ThirdCountries = "third-countries";
    /// The supervisory authority.
    SupervisoryAuthority = "supervisory-authority";
    /// Other ways to apply, if the definition names none.
    OtherWays = "other-ways";
    /// Automated decisions (Art. 22 GDPR), or none.
    AutomatedDecisions = "automated-decisions";
    /// The law on accessibility, e.g. "§ 12a BGG".
    AccessibilityLaw = "accessibility-law";
    /// What an assessment of this service, at this place, has found. Without it the statement says that nobody has assessed.
    Assessment = "assessment";
    /// What is not accessible, why, and what there is instead.
    NotAccessible = "not-accessible";
    /// When the statement was made.
    CreatedOn = "created-on";
    /// On what it rests, e.g. "einer Selbstbewertung".
    Basis = "basis";
    /// When it was looked at last.
    ReviewedOn = "reviewed-on";
    /// Where barriers are reported, if that is not the authority the form names.
    Feedback = "feedback";
    /// Within which time it is answered.
    AnswerWithin = "answer-within";
    /// The arbitration or enforcement body, with address, telephone, mail.
    EnforcementBody = "enforcement-body";
    /// Where there is something in Leichte Sprache, if the form has none.
    SimpleLanguage = "simple-language";
    /// Where there is something in German sign language: a video is the authority's own to make.
    SignLanguage = "sign-language";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_has_one_word_everywhere() {
        for gap in StatementGap::ALL {
            assert_eq!(serde_json::to_string(gap).unwrap(), format!("\"{}\"", gap.word()));
        }
    }
}

//! Why something is not, or not wholly, in the definition. Facts, and the words for them.

use crate::faults::say;
use vordruck_form::compile::diagnostic::Wording;

/// Why something is not, or not wholly, in the definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It says nothing.
    Empty,
    /// It is for the editors of FIM: dates, authors, kinds of elements.
    Editorial,
    /// About the message, not about the schema.
    MessageHeader,
    /// The standard does not have it here.
    NotInStandard,
    /// Another element says the same, or counts instead.
    SaidElsewhere,
    /// A text that people need is missing; the definition says TODO.
    TextMissing,
    /// The id is none of FIM's form, so it stands in a comment.
    NotAFimId,
    /// Any answer has at least one character.
    AnyAnswer,
    /// The language has no such restriction for this type; it is in a comment.
    NoSuchRestriction {
        /// Type of the field.
        kind: String,
    },
    /// The value is none that the restriction can have; it is in a comment.
    NotAValue,
    /// A regular expression that is more than digits; it is in a comment.
    Pattern,
    /// The language has no such type.
    NoSuchType,
    /// Files of this kind are not accepted.
    FileKind,
    /// A limit that is higher than the highest.
    AboveHighest {
        /// The highest.
        highest: String,
    },
    /// The entries of a code list are published elsewhere; the definition has placeholders.
    EntriesElsewhere,
    /// Fewer than two entries; the definition has placeholders.
    FewEntries,
    /// Codes were changed to those that definitions allow.
    CodeChanged,
    /// The element may be absent: a question asks whether there is one.
    AskedWhether,
    /// One of several: a question asks which.
    AskedWhich,
    /// A model lets it happen several times.
    SeveralTimes,
    /// It must not occur here (at most 0 times).
    Forbidden,
    /// A field that applicants don't see, without a value that never changes; it is in a comment.
    Hidden,
    /// A fixed value is shown as a calculated one.
    Locked,
    /// Nothing in it can be shown.
    NothingInside,
    /// Scripts are not run; their meaning stands in the rule's text.
    Script,
    /// The rule is not one of the sentences that are translated; it is in a comment.
    RuleAsText,
    /// Part of something that was left out.
    InsideLeftOut,
    /// Only drawings.
    Drawing,
    /// Belongs to another participant than the applicant.
    AnotherParticipant {
        /// Whose process was imported.
        imported: String,
    },
    /// Happens without the applicant.
    NotFilledIn,
    /// Fields are not in the model; the page says TODO.
    FieldsMissing,
    /// The condition is not one that can be translated; it is in a comment.
    ConditionAsText,
    /// No page depends on it.
    NoPage,
    /// Day, month and year of a date are one field.
    OneField,
    /// Day and time are two fields.
    TwoFields,
    /// The way back to an earlier page: forms go back by themselves.
    WayBack,
    /// Pages are one after the other.
    OneAfterTheOther,
    /// Messages between participants.
    Message,
    /// An extension of a product that means nothing to a form.
    Extension,
    /// Says what sequence flows say as well.
    Redundant,
    /// Nobody said why: a defect of the import.
    Unaccounted,
}

impl Reason {
    /// The reason as half a sentence.
    #[must_use]
    pub fn wording(&self) -> Wording {
        match self {
            Self::Empty => say!("leer", "empty"),
            Self::Editorial => say!("redaktionelle Angabe, ohne Bedeutung für das Formular", "editorial, without meaning for the form"),
            Self::MessageHeader => say!("über die Nachricht, nicht über das Schema", "about the message, not about the schema"),
            Self::NotInStandard => say!("im Standard hier nicht vorgesehen", "not foreseen here by the standard"),
            Self::SaidElsewhere => say!("sagt dasselbe wie ein anderes Element", "says the same as another element"),
            Self::TextMissing => say!("der Text fehlt, in der Definition steht TODO", "the text is missing, the definition says TODO"),
            Self::NotAFimId => say!("keine Kennung in der Form von FIM, steht im Kommentar", "no id of FIM's form, stands in the comment"),
            Self::AnyAnswer => say!("jede Angabe hat mindestens ein Zeichen", "any answer has at least one character"),
            Self::NoSuchRestriction { kind } => {
                say!(
                    "für Felder vom Typ {kind} gibt es diese Einschränkung nicht, steht im Kommentar",
                    "fields of type {kind} have no such restriction, stands in the comment"
                )
            }
            Self::NotAValue => say!("kein gültiger Wert, steht im Kommentar", "no valid value, stands in the comment"),
            Self::Pattern => {
                say!("Muster, das mehr als Ziffern beschreibt, steht im Kommentar", "a pattern of more than digits, stands in the comment")
            }
            Self::NoSuchType => say!("diesen Datentyp gibt es in Definitionen nicht", "definitions have no such type"),
            Self::FileKind => say!("Dateien dieser Art werden nicht angenommen", "files of this kind are not accepted"),
            Self::AboveHighest { highest } => say!("mehr als {highest} geht nicht", "more than {highest} is not possible"),
            Self::EntriesElsewhere => {
                say!(
                    "die Einträge stehen nicht in der Datei, die Definition hat Platzhalter",
                    "the entries are not in the file, the definition has placeholders"
                )
            }
            Self::FewEntries => {
                say!("weniger als zwei Einträge, die Definition hat Platzhalter", "fewer than two entries, the definition has placeholders")
            }
            Self::CodeChanged => {
                say!("Zeichen, die in Codes nicht erlaubt sind, wurden ersetzt", "characters that codes can't have were replaced")
            }
            Self::AskedWhether => say!("darf fehlen: eine Frage entscheidet", "may be absent: a question decides"),
            Self::AskedWhich => say!("eins von mehreren: eine Frage entscheidet", "one of several: a question decides"),
            Self::SeveralTimes => say!(
                "kann mehrmals vorkommen, wird aber nur einmal gefragt; steht im Kommentar",
                "may occur several times but is asked only once; stands in the comment"
            ),
            Self::Forbidden => say!("darf hier nicht vorkommen (höchstens 0-mal)", "must not occur here (at most 0 times)"),
            Self::Hidden => say!(
                "unsichtbares Feld ohne festen Wert, steht im Kommentar",
                "invisible field without a fixed value, stands in the comment"
            ),
            Self::Locked => say!("fester Wert, wird nicht gefragt", "fixed value, is not asked"),
            Self::NothingInside => {
                say!("enthält nichts, was gefragt oder gezeigt werden kann", "contains nothing that can be asked or shown")
            }
            Self::Script => say!("Skripte werden nicht ausgeführt", "scripts are not run"),
            Self::RuleAsText => say!("nicht übersetzt, steht als Kommentar", "not translated, stands as a comment"),
            Self::InsideLeftOut => say!("Teil von etwas, das weggelassen wurde", "part of something that was left out"),
            Self::Drawing => say!("nur Zeichnung", "only drawing"),
            Self::AnotherParticipant { imported } => say!("gehört nicht zu „{imported}“", "does not belong to “{imported}”"),
            Self::NotFilledIn => say!("geschieht ohne die antragstellende Person", "happens without the applicant"),
            Self::FieldsMissing => {
                say!("Felder stehen nicht im Modell, die Seite sagt TODO", "fields are not in the model, the page says TODO")
            }
            Self::ConditionAsText => say!("nicht übersetzt, steht als Kommentar", "not translated, stands as a comment"),
            Self::NoPage => say!("für keine Seite verwendet", "used for no page"),
            Self::OneField => say!("Tag, Monat und Jahr sind ein Feld", "day, month and year are one field"),
            Self::TwoFields => say!(
                "Tag und Uhrzeit sind zwei Felder, die Kennung steht im Kommentar",
                "day and time are two fields, the id stands in the comment"
            ),
            Self::WayBack => say!("Weg zurück: zurückblättern geht in jedem Formular", "way back: every form can be leafed back"),
            Self::OneAfterTheOther => say!("Seiten stehen hintereinander", "pages stand one after the other"),
            Self::Message => say!("Nachricht zwischen Beteiligten", "message between participants"),
            Self::Extension => {
                say!("Erweiterung eines Produkts, ohne Bedeutung für das Formular", "extension of a product, without meaning for the form")
            }
            Self::Redundant => say!("die Sequenzflüsse sagen dasselbe", "the sequence flows say the same"),
            Self::Unaccounted => say!("nicht berücksichtigt", "not accounted for"),
        }
    }
}

//! The compiled form: immutable, complete for one tenant, executable without the author's tools. In: the compiler's passes.
//! Out: what journey, validation, screen and paper read. Named by the SHA-256 of its bytes.

mod expressions;
mod field;
mod file_kind;
mod identifier;
mod rich;
mod submission_kind;

pub use field::{Characters, Condition, Field, FieldType, Shown};
pub use file_kind::FileKind;
pub use identifier::Identifier;
pub use rich::{Passage, PassageKind, RichText, Run, Style, Target};
pub use submission_kind::SubmissionKind;

use crate::feel::Expression;
use crate::stored::{Reader, Stored};

/// Version byte in front of the bytes; an unknown one is refused.
pub const FORMAT: u8 = 4;

/// A form for one tenant.
#[derive(Debug, Clone, PartialEq)]
pub struct CompiledForm {
    /// Process id, e.g. `bewohnerparken`; the service id of paths.
    pub id: String,
    /// Version the author gave.
    pub version: String,
    /// LeiKa key, 14 digits.
    pub leika_key: Option<String>,
    /// The tenant this form was compiled for.
    pub tenant: TenantBinding,
    /// Languages with complete texts, `de` first (BCP 47).
    pub languages: Vec<String>,
    /// Name of the service.
    pub title: Text,
    /// Texts of the start page.
    pub start: StartTexts,
    /// Pages in order.
    pub pages: Vec<Page>,
    /// Every field, in order of appearance; `FieldIndex` points here.
    pub fields: Vec<Field>,
    /// Every group, in order of appearance; `GroupIndex` points here.
    pub groups: Vec<Group>,
    /// Conditions over several answers.
    pub rules: Vec<Rule>,
    /// Code lists used by options, after the tenant's changes.
    pub code_lists: Vec<CodeList>,
    /// Parameters with the tenant's values.
    pub parameters: Vec<Parameter>,
    /// What it costs.
    pub fee: Option<Fee>,
    /// Retention periods in days.
    pub retention: Retention,
    /// The few words that answers need to be read: the compiler puts them in, in every language of the form.
    pub words: Words,
    /// When the form is open; none = always.
    pub opening: Option<Opening>,
    /// How surely it has to be known who applies.
    pub assurance: Assurance,
    /// What is sent with it.
    pub kind: SubmissionKind,
}

/// When a form is open. The ends are days or moments; a day belongs to it from its beginning to its end.
#[derive(Debug, Clone, PartialEq)]
pub struct Opening {
    /// From when on.
    pub from: Option<Expression>,
    /// Until when.
    pub until: Option<Expression>,
    /// What people read while it is closed.
    pub message: Text,
}

/// Levels of assurance (Regulation (EU) 910/2014 Art. 8; BSI TR-03107-1).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Assurance {
    /// Nobody has to be known.
    #[default]
    None,
    /// "niedrig"
    Low,
    /// "substanziell"
    Substantial,
    /// "hoch"
    High,
}

/// Words for reading answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// "Ja"
    pub yes: Text,
    /// "Nein"
    pub no: Text,
    /// "Keine Angabe"
    pub not_answered: Text,
    /// "unbekannt", for the missing parts of a partial date.
    pub unknown: Text,
}

/// What ties a form to a tenant, so that neither form nor keys can be exchanged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TenantBinding {
    /// Tenant id.
    pub id: String,
    /// Name of the authority, "Stadt Musterstadt – Straßenverkehrsbehörde".
    pub name: String,
    /// SHA-256 of the tenant's root public key, lower-case hex. The browser refuses key manifests of any other root.
    pub root_fingerprint: String,
    /// The least sequence number a key manifest may have.
    pub least_sequence: u64,
}

/// A text in every language of the form: index = position in `CompiledForm::languages`; German at 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text(pub Vec<String>);

impl Text {
    /// The text in a language, else in German.
    #[must_use]
    pub fn in_language(&self, language: usize) -> &str {
        self.0.get(language).filter(|text| !text.is_empty()).or_else(|| self.0.first()).map_or("", String::as_str)
    }
}

/// Texts for the start page; lists are paragraphs or bullet points.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StartTexts {
    /// What the service is for.
    pub summary: Vec<Text>,
    /// What the applicant needs at hand.
    pub needed: Vec<Text>,
    /// How long it takes.
    pub duration: Text,
    /// What it costs, as a sentence.
    pub fee: Text,
    /// Legal basis.
    pub legal_basis: Vec<Text>,
    /// Other ways to apply.
    pub other_ways: Vec<Text>,
}

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);
        impl $name {
            /// The position as a slice index.
            #[must_use]
            pub fn at(self) -> usize { self.0 as usize }
        }
    };
}
index!(/// Position in `CompiledForm::pages`.
    PageIndex);
index!(/// Position in `CompiledForm::fields`.
    FieldIndex);
index!(/// Position in `CompiledForm::groups`.
    GroupIndex);
index!(/// Position in `CompiledForm::code_lists`.
    CodeListIndex);

/// One page of the form.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Id the author gave.
    pub id: String,
    /// Heading.
    pub title: Text,
    /// Paragraphs under the heading.
    pub intro: Vec<RichText>,
    /// Whether the page is passed; none = always.
    pub visible: Option<Expression>,
    /// What stands on it, in order.
    pub items: Vec<Item>,
}

/// Something on a page or in a group.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A field.
    Field(FieldIndex),
    /// A group of items.
    Group(GroupIndex),
    /// Static text.
    Note(Note),
}

/// Static text between fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// How it is meant.
    pub kind: NoteKind,
    /// Its heading; without one, how it is meant is its heading.
    pub title: Option<Text>,
    /// What it says.
    pub body: Vec<Passage>,
    /// Whether it is shown; none = always.
    pub visible: Option<Expression>,
}

/// How a note is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    /// Plain paragraphs.
    Plain,
    /// Something worth knowing.
    Info,
    /// Something to heed.
    Warning,
    /// The applicant can't go on online; the page cannot be left forwards while it is shown.
    Stop,
}

/// A group of items that belong together (FIM: Datenfeldgruppe).
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Id the author gave.
    pub id: String,
    /// FIM id, `G…`.
    pub fim_id: Option<String>,
    /// Legend; a group without one is only a condition.
    pub title: Option<Text>,
    /// Hint under the legend.
    pub hint: Option<Text>,
    /// Whether it is shown; none = always.
    pub visible: Option<Expression>,
    /// What stands in it.
    pub items: Vec<Item>,
    /// Set when it is filled in any number of times; its items are then the template of a row.
    pub repeat: Option<Repeat>,
}

/// How a group repeats. The limits are seen from outside of its rows, the name from within one.
#[derive(Debug, Clone, PartialEq)]
pub struct Repeat {
    /// Fewest rows; none = 0.
    pub min: Option<Expression>,
    /// Most rows; none = `journey::MOST_ROWS`.
    pub max: Option<Expression>,
    /// What the row is about, a text: `Anna`; shown behind its title.
    pub row_name: Option<Expression>,
    /// Title of a row; `{number}` stands for its number, from 1.
    pub row_title: Text,
    /// Wording for adding a row.
    pub add: Text,
    /// Wording for removing a row; `{number}` as in the title.
    pub remove: Text,
}

/// A condition over answers, with a message of its own (FIM: Regel).
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Id the author gave.
    pub id: String,
    /// FIM id, `R…`.
    pub fim_id: Option<String>,
    /// Must be true; null counts as true, so that a missing answer is reported as missing and not twice.
    pub assert: Expression,
    /// Where the message is shown and linked to; inside of a repeated group it is checked for each row.
    pub field: FieldIndex,
    /// Set when the message stands at a repeated group as a whole; `field` is then its first field.
    pub group: Option<GroupIndex>,
    /// What is wrong and what to do.
    pub message: Text,
    /// The page on which it is checked.
    pub page: PageIndex,
}

/// A closed list of values with codes (XÖV: Codeliste).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeList {
    /// Id the author gave.
    pub id: String,
    /// `urn:…` when it is a published list.
    pub urn: Option<String>,
    /// Its version, when one was named.
    pub version: Option<String>,
    /// The entries in order.
    pub entries: Vec<CodeEntry>,
}

/// One value of a code list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeEntry {
    /// The code that is stored.
    pub code: String,
    /// What people read.
    pub label: Text,
    /// Explanation under the option.
    pub hint: Option<Text>,
}

/// A parameter with the tenant's value.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Id the author gave.
    pub id: String,
    /// The value.
    pub value: crate::feel::Value,
}

/// What it costs.
#[derive(Debug, Clone, PartialEq)]
pub struct Fee {
    /// Amount in euro.
    pub amount: Expression,
    /// Purpose, at most 27 characters (SEPA).
    pub purpose: Text,
}

/// Retention periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// Days from the last save of a draft.
    pub draft_days: u32,
    /// Days in the postbox.
    pub postbox_days: u32,
}

/// Why bytes are not a compiled form.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ReadError {
    /// The version byte is not ours.
    #[error("the compiled form has format {0}, this program reads format {FORMAT}")]
    UnknownFormat(u8),
    /// The bytes end early or say what cannot be.
    #[error("the compiled form is damaged")]
    Damaged,
}

impl CompiledForm {
    /// The bytes a form is stored, sent and hashed as.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![FORMAT];
        self.write(&mut bytes);
        bytes
    }

    /// Reads a form from its bytes. Whoever fetched them has checked their hash.
    ///
    /// # Errors
    /// `UnknownFormat` for another version byte, `Damaged` for anything that is not a whole form.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ReadError> {
        match bytes.split_first() {
            Some((&FORMAT, rest)) => Reader::whole(rest).ok_or(ReadError::Damaged),
            Some((&other, _)) => Err(ReadError::UnknownFormat(other)),
            None => Err(ReadError::Damaged),
        }
    }

    /// The field at an index, if the index is one of this form.
    #[must_use]
    pub fn field(&self, index: FieldIndex) -> Option<&Field> {
        self.fields.get(index.at())
    }

    /// The field with an id.
    #[must_use]
    pub fn field_by_id(&self, id: &str) -> Option<(FieldIndex, &Field)> {
        self.fields.iter().zip(0..).find(|(field, _)| field.id == id).map(|(field, index)| (FieldIndex(index), field))
    }

    /// The position of a language, else of German.
    #[must_use]
    pub fn language_index(&self, language: &str) -> usize {
        self.languages.iter().position(|known| known == language).unwrap_or(0)
    }
}

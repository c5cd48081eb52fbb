//! A FIM schema: what XDatenfelder 2 and 3 both say. Every value knows the element it came from. Knows neither XML nor our language.

use crate::ledger::Item;

/// A value and the element it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said<T> {
    pub(crate) value: T,
    pub(crate) item: Item,
}

/// What schemas, groups, fields and rules have in common.
#[derive(Debug)]
pub(crate) struct Common {
    /// The element.
    pub(crate) item: Item,
    /// FIM id as written.
    pub(crate) id: Said<String>,
    /// Version as written.
    pub(crate) version: Option<Said<String>>,
    /// Name for editors.
    pub(crate) name: Said<String>,
    /// Name for applicants (Bezeichnung Eingabe).
    pub(crate) label: Option<Said<String>>,
    /// Help for applicants (Hilfetext Eingabe; of a schema Hilfetext).
    pub(crate) help: Option<Said<String>>,
    /// Legal basis (Handlungsgrundlage, Bezug).
    pub(crate) references: Vec<Said<String>>,
    /// What authors should know: word before it, text.
    pub(crate) remarks: Vec<(&'static str, Said<String>)>,
}

impl Common {
    /// `F60000227 1.1`
    pub(crate) fn identity(&self) -> String {
        match &self.version {
            Some(version) => format!("{} {}", self.id.value, version.value),
            None => self.id.value.clone(),
        }
    }
}

/// A schema, or a group that is imported by itself.
#[derive(Debug)]
pub(crate) struct Schema {
    pub(crate) common: Common,
    pub(crate) rules: Vec<Rule>,
    pub(crate) positions: Vec<Position>,
}

/// A place of a field or group: how often it may occur there.
#[derive(Debug)]
pub(crate) struct Position {
    /// Multiplicity (Anzahl).
    pub(crate) times: Said<Times>,
    /// Legal basis of this place.
    pub(crate) references: Vec<Said<String>>,
    pub(crate) element: Element,
}

/// How often something may occur.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Times {
    pub(crate) least: u32,
    /// None: any number.
    pub(crate) most: Option<u32>,
}

#[derive(Debug)]
pub(crate) enum Element {
    Group(Box<Group>),
    Field(Box<Field>),
}

#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) common: Common,
    /// Exactly one of its elements (Auswahlgruppe, `art` X).
    pub(crate) is_choice: Option<Said<()>>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) positions: Vec<Position>,
}

#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) common: Common,
    pub(crate) art: Said<FieldArt>,
    pub(crate) data_type: Said<DataType>,
    pub(crate) restrictions: Restrictions,
    /// Content: of a label its text, else a value or an example.
    pub(crate) content: Option<Said<String>>,
    /// The code list it is chosen from.
    pub(crate) code_list: Option<CodeList>,
    /// Prefilling, if any.
    pub(crate) prefill: Option<Said<String>>,
    /// Largest file, in megabytes.
    pub(crate) max_size: Option<Said<String>>,
    pub(crate) media_types: Vec<Said<String>>,
    pub(crate) rules: Vec<Rule>,
}

/// Kind of a field (Feldart).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FieldArt {
    Input,
    Select,
    Label,
    Hidden,
    Locked,
}

/// Type of data (Datentyp).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DataType {
    Text,
    TextLatin,
    Date,
    Time,
    DateTime,
    Bool,
    Number,
    Integer,
    Currency,
    File,
    Object,
}

/// Restrictions of a value (Präzisierung), as written.
#[derive(Debug, Default)]
pub(crate) struct Restrictions {
    /// The element, if there is one.
    pub(crate) item: Option<Item>,
    pub(crate) min_length: Option<Said<String>>,
    pub(crate) max_length: Option<Said<String>>,
    pub(crate) min_value: Option<Said<String>>,
    pub(crate) max_value: Option<Said<String>>,
    pub(crate) pattern: Option<Said<String>>,
    /// What the standard does not have: name, text.
    pub(crate) others: Vec<(String, Said<String>)>,
}

/// A code list: entries, or the name of a published list.
#[derive(Debug)]
pub(crate) struct CodeList {
    /// The reference or the element around the entries.
    pub(crate) item: Item,
    pub(crate) uri: Option<Said<String>>,
    pub(crate) version: Option<Said<String>>,
    pub(crate) entries: Vec<CodeEntry>,
}

#[derive(Debug)]
pub(crate) struct CodeEntry {
    pub(crate) item: Item,
    pub(crate) code: Said<String>,
    pub(crate) name: Option<Said<String>>,
    pub(crate) help: Option<Said<String>>,
}

/// A rule: a sentence.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) common: Common,
    /// What must hold, in German.
    pub(crate) text: Option<Said<String>>,
}

//! The parts of a definition, as far as an import needs them.

/// A process.
#[derive(Debug, Default)]
pub(crate) struct Definition {
    /// What stands at the top.
    pub(crate) remarks: Vec<String>,
    pub(crate) id: String,
    pub(crate) version: String,
    /// What is sent, if somebody has said.
    pub(crate) kind: Option<String>,
    pub(crate) title: String,
    /// Paragraphs of the start page: element, text. In the order of the language.
    pub(crate) start: Vec<(&'static str, String)>,
    pub(crate) code_lists: Vec<CodeList>,
    pub(crate) pages: Vec<Page>,
}

/// A list to choose from.
#[derive(Debug)]
pub(crate) struct CodeList {
    pub(crate) remarks: Vec<String>,
    pub(crate) id: String,
    pub(crate) urn: Option<String>,
    /// Whether a tenant may replace the entries.
    pub(crate) is_parameter: bool,
    pub(crate) entries: Vec<Entry>,
}

/// An entry of a code list.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) code: String,
    pub(crate) label: String,
    pub(crate) hint: Option<String>,
}

/// A page.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) remarks: Vec<String>,
    pub(crate) id: String,
    pub(crate) visible: Option<String>,
    pub(crate) title: String,
    pub(crate) intro: Vec<String>,
    pub(crate) parts: Vec<Part>,
}

/// Something on a page.
#[derive(Debug)]
pub(crate) enum Part {
    Field(Field),
    Group(Group),
    Note(Note),
    /// A comment that stands by itself.
    Remark(Vec<String>),
}

/// A group, or rows of one.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) remarks: Vec<String>,
    /// Name of the element.
    pub(crate) element: &'static str,
    /// Its attributes, in order; the first is the id.
    pub(crate) attributes: Vec<(&'static str, String)>,
    /// Its texts: element, text. In the order of the language.
    pub(crate) texts: Vec<(&'static str, String)>,
    pub(crate) parts: Vec<Part>,
}

/// A field.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) remarks: Vec<String>,
    /// Its attributes, in order; the first is the id.
    pub(crate) attributes: Vec<(&'static str, String)>,
    pub(crate) label: String,
    pub(crate) hint: Option<String>,
    pub(crate) help: Option<String>,
}

/// Static text.
#[derive(Debug)]
pub(crate) struct Note {
    pub(crate) remarks: Vec<String>,
    pub(crate) attributes: Vec<(&'static str, String)>,
    pub(crate) paragraphs: Vec<String>,
}

impl Part {
    /// Whether people see it.
    pub(crate) fn is_shown(&self) -> bool {
        match self {
            Self::Remark(_) => false,
            Self::Field(field) => !field.attributes.contains(&("type", "hidden".to_owned())),
            Self::Group(_) | Self::Note(_) => true,
        }
    }
}

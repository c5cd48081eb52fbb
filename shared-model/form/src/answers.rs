//! Answers as they were typed, by path. In: what an applicant enters. Out: the same, unchanged: nothing typed is ever lost
//! because something else changed. Knows neither visibility nor validity.

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Where an answer stands: the field's id; inside repeated groups `group[row].field`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AnswerPath(pub String);

impl AnswerPath {
    /// The path of a field outside of any repeated group.
    #[must_use]
    pub fn of(field: &str) -> Self {
        Self(field.to_owned())
    }
    /// The path of a field or group in a row of a group, `kinder[3].name`; `group` is the group's own path.
    #[must_use]
    pub fn in_row(group: &Self, row: u32, id: &str) -> Self {
        Self([&group.0, "[", &row.to_string(), "].", id].concat())
    }
    /// Whether this is the path of something in a row of a group.
    #[must_use]
    pub fn is_in_row(&self, group: &Self, row: u32) -> bool {
        let rest = self.0.strip_prefix(group.0.as_str()).and_then(|rest| rest.strip_prefix('['));
        rest.and_then(|rest| rest.split_once("].")).is_some_and(|(id, _)| id == row.to_string())
    }
    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One answer as entered. Which variant a field uses follows from its type; see `compiled::FieldType`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RawAnswer {
    /// Everything typed into one input, and the code of a radio or select. Yes/no and consent: `yes`, `no`.
    Text(String),
    /// The chosen codes of checkboxes, in the order of the options.
    Choices(Vec<String>),
    /// The three inputs of a date or a partial date, as typed.
    Date {
        /// As typed.
        day: String,
        /// As typed.
        month: String,
        /// As typed.
        year: String,
    },
    /// Uploaded files, in the order they were added.
    Files(Vec<FileAnswer>),
    /// The rows of a repeated group, in order, at the group's path. A row keeps its id however many are added or removed, so
    /// that its answers, its files and an error about it stay its own.
    Rows(RowIds),
}

/// The rows of a repeated group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowIds {
    /// Ids in order, each once.
    pub ids: Vec<u32>,
    /// The next row's id: larger than every id there ever was, so that none is used twice.
    pub next: u32,
}

impl RowIds {
    /// The same rows, each once, and with a next id that none of them has: what foreign programs send need not be so.
    #[must_use]
    pub fn tidy(&self) -> Self {
        let mut tidy = Self { ids: Vec::with_capacity(self.ids.len()), next: self.next.max(1) };
        for id in &self.ids {
            if !tidy.ids.contains(id) {
                tidy.ids.push(*id);
                tidy.next = tidy.next.max(id.saturating_add(1));
            }
        }
        tidy
    }
}

/// An uploaded file as the form sees it. Its bytes and its key are the vault's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileAnswer {
    /// Attachment id, base64url of 16 bytes.
    pub id: String,
    /// File name as chosen, without a path.
    pub name: String,
    /// Media type found in the content, not the one claimed.
    pub media_type: String,
    /// Size of the plain file in bytes.
    pub size_bytes: u64,
    /// SHA-512 of the plain file, lower-case hex.
    pub sha512: String,
}

/// All answers of one application.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// Ordered by path, each once. A list and not a map: an application has some dozens of answers, and the map's code weighs on the browser.
    entered: Vec<(AnswerPath, RawAnswer)>,
}

impl Answers {
    /// What was entered at a path.
    #[must_use]
    pub fn get(&self, path: &AnswerPath) -> Option<&RawAnswer> {
        self.place(path).ok().and_then(|at| self.entered.get(at)).map(|(_, answer)| answer)
    }
    /// Replaces what was entered at a path.
    pub fn set(&mut self, path: AnswerPath, answer: RawAnswer) {
        match self.place(&path) {
            Ok(at) => self.entered[at].1 = answer,
            Err(at) => self.entered.insert(at, (path, answer)),
        }
    }
    /// Forgets what was entered at a path.
    pub fn remove(&mut self, path: &AnswerPath) -> Option<RawAnswer> {
        self.place(path).ok().map(|at| self.entered.remove(at).1)
    }
    /// All paths with their answers, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&AnswerPath, &RawAnswer)> {
        self.entered.iter().map(|(path, answer)| (path, answer))
    }
    /// Whether nothing was entered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entered.is_empty()
    }

    fn place(&self, path: &AnswerPath) -> Result<usize, usize> {
        self.entered.binary_search_by(|(other, _)| other.cmp(path))
    }
}

/// As an object of answers by path.
impl Serialize for Answers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Answers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ByPath)
    }
}

struct ByPath;

impl<'de> Visitor<'de> for ByPath {
    type Value = Answers;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("answers by path")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Answers, A::Error> {
        let mut answers = Answers::default();
        while let Some((path, answer)) = map.next_entry()? {
            answers.set(path, answer);
        }
        Ok(answers)
    }
}

impl RawAnswer {
    /// Whether the applicant has entered nothing here: white space counts as nothing, and so do characters nobody sees.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => is_blank(text),
            Self::Choices(codes) => codes.is_empty(),
            Self::Date { day, month, year } => [day, month, year].iter().all(|part| is_blank(part)),
            Self::Files(files) => files.is_empty(),
            Self::Rows(rows) => rows.ids.is_empty(),
        }
    }
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|character| character.is_whitespace() || is_invisible(character))
}

/// Soft hyphen, zero-width characters, marks of direction (address books put them around telephone numbers) and the byte order mark: they come
/// along when text is copied, never by typing.
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

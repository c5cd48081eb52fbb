//! The one walk behind every format. In: answers in their state, a style of keys. Out: what was answered, under its keys, in the
//! order of the form. Hidden and blank answers are not there, nor groups without an answer or a row.

use super::Keys;
use super::leaf::{Leaf, leaf};
use super::outline::{Content, Parts, outline};
use crate::compiled::{Field, GroupIndex};
use crate::journey::{FieldAt, FormState, GroupAt, RowIndex};
use crate::validate::ValidatedAnswers;

/// Entries of one level.
pub(super) type Record = Vec<(String, Entry)>;

/// A field's answer, what was answered in a group, or in each row of one.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Entry {
    Leaf(Leaf),
    Group(Record),
    Rows(Vec<Record>),
}

/// Answers on their way out.
#[derive(Clone, Copy)]
pub(super) struct Exported<'a> {
    pub(super) state: &'a FormState,
    /// Position of the applicant's language.
    pub(super) language: usize,
    read: ReadField,
}

type ReadField = fn(&FormState, FieldAt, &Field, Keys) -> Option<Leaf>;

impl<'a> From<&'a ValidatedAnswers> for Exported<'a> {
    fn from(validated: &'a ValidatedAnswers) -> Self {
        Self { state: validated.state(), language: validated.language(), read: leaf }
    }
}

impl Exported<'_> {
    /// What was answered.
    pub(super) fn record(&self, keys: Keys) -> Record {
        self.level(&outline(self.state.form(), keys), RowIndex::OUTSIDE, keys)
    }

    fn level(&self, parts: &Parts, row: RowIndex, keys: Keys) -> Record {
        let mut record = Vec::new();
        for part in parts {
            let entry = match &part.content {
                Content::Field(index) => self.field(FieldAt { field: *index, row }, keys).map(Entry::Leaf),
                Content::Group(index, parts) if is_repeated(self.state, *index) => {
                    self.rows(GroupAt { group: *index, row }, parts, keys).map(Entry::Rows)
                }
                Content::Group(_, parts) => Some(self.level(parts, row, keys)).filter(|record| !record.is_empty()).map(Entry::Group),
            };
            record.extend(entry.map(|entry| (part.key.clone(), entry)));
        }
        record
    }

    /// The rows, empty ones too: how many there are has been validated.
    pub(super) fn rows(&self, at: GroupAt, parts: &Parts, keys: Keys) -> Option<Vec<Record>> {
        let rows = if self.state.is_group_visible(at) { self.state.rows(at) } else { Vec::new() };
        (!rows.is_empty()).then(|| rows.into_iter().map(|row| self.level(parts, row, keys)).collect())
    }

    fn field(&self, at: FieldAt, keys: Keys) -> Option<Leaf> {
        let field = self.state.form().field(at.field).filter(|_| self.state.is_field_visible(at))?;
        (self.read)(self.state, at, field, keys)
    }
}

fn is_repeated(state: &FormState, group: GroupIndex) -> bool {
    state.form().groups.get(group.at()).is_some_and(|group| group.repeat.is_some())
}

/// Answers that nobody has validated, to prove that the schemas refuse them. What can't be read as its type is exported as it
/// was typed.
#[cfg(feature = "unchecked-export")]
#[derive(Clone, Copy)]
pub struct Unchecked<'a>(pub &'a FormState);

#[cfg(feature = "unchecked-export")]
impl<'a> From<Unchecked<'a>> for Exported<'a> {
    fn from(unchecked: Unchecked<'a>) -> Self {
        Self { state: unchecked.0, language: 0, read: unchecked::leaf_or_typed }
    }
}

#[cfg(feature = "unchecked-export")]
mod unchecked {
    use super::super::leaf::file;
    use super::{Field, FieldAt, FormState, Keys, Leaf, leaf};
    use crate::answers::RawAnswer;
    use crate::compiled::FieldType;
    use crate::validate::normalise;

    pub(super) fn leaf_or_typed(state: &FormState, at: FieldAt, field: &Field, keys: Keys) -> Option<Leaf> {
        let is_computed = !field.is_asked();
        let answer = state.answers().get(&state.path(at)).filter(|answer| !is_computed && !answer.is_blank());
        match leaf(state, at, field, keys) {
            Some(Leaf::Many(several)) => Some(Leaf::Many(several)).filter(|_| answer.is_some()),
            Some(leaf) => Some(leaf),
            None => answer.map(|answer| typed(&field.kind, &normalise(state.form(), &field.kind, answer))),
        }
    }

    fn typed(kind: &FieldType, answer: &RawAnswer) -> Leaf {
        match (kind, answer) {
            (FieldType::Date { .. } | FieldType::PartialDate { .. }, RawAnswer::Date { day, month, year }) => {
                Leaf::Text([year, month, day].map(|part| part.trim()).join("-"))
            }
            (FieldType::Checkboxes { .. }, RawAnswer::Choices(codes)) => Leaf::Many(codes.iter().cloned().map(Leaf::Text).collect()),
            (FieldType::File { .. }, RawAnswer::Files(files)) => Leaf::Many(files.iter().map(file).collect()),
            (FieldType::Date { .. } | FieldType::PartialDate { .. } | FieldType::Checkboxes { .. } | FieldType::File { .. }, _) => {
                odd(answer)
            }
            (_, RawAnswer::Text(text)) => Leaf::Text(text.clone()),
            _ => odd(answer),
        }
    }

    /// What has the shape of another type must not pass for this one, not even where a list of one looks like its element.
    fn odd(answer: &RawAnswer) -> Leaf {
        Leaf::Parts(vec![("odd".to_owned(), Leaf::Text(format!("{answer:?}")))])
    }
}

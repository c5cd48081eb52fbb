//! Answers as people read them: the same sections and lines on the check-answers page, on paper and in the postbox.

use super::language::Writing;
use crate::answers::{AnswerPath, RawAnswer};
use crate::compiled::{CodeListIndex, Field, FieldIndex, FieldType, GroupIndex, PageIndex, Shown};
use crate::feel::Value;
use crate::journey::FormState;
use crate::validate::{NO, YES, in_groups, known_parts, normalise};

/// One page of the form, read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The page.
    pub page: PageIndex,
    /// Its heading.
    pub title: String,
    /// Its visible questions, answered or not.
    pub rows: Vec<Row>,
}

/// One question with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where the answer stands.
    pub path: AnswerPath,
    /// The field.
    pub field: FieldIndex,
    /// Heading of the innermost titled group around it, when it differs from the row before.
    pub group: Option<String>,
    /// The question.
    pub label: String,
    /// The answer, a line each; "Keine Angabe" when blank.
    pub lines: Vec<String>,
    /// Whether nothing was entered.
    pub is_blank: bool,
}

/// Reads an application back in a language (a position in `CompiledForm::languages`): the pages passed, with every visible
/// question. An answer that can't be read as its type stands there as it was typed.
#[must_use]
pub fn sections(state: &FormState, language: usize) -> Vec<Section> {
    let form = state.form();
    let code = form.languages.get(language).map_or("de", String::as_str);
    let reader = Reader { state, language, writing: Writing::of(code) };
    let page = |index: PageIndex| {
        let title = form.pages.get(index.at())?.title.in_language(language).to_owned();
        Some(Section { page: index, title, rows: reader.rows(index) })
    };
    state.pages().into_iter().filter_map(page).filter(|section| !section.rows.is_empty()).collect()
}

/// The fee as people read it, `61,40 €`; none when there is no fee or it can't be told yet.
#[must_use]
pub fn fee(state: &FormState, language: usize) -> Option<String> {
    let code = state.form().languages.get(language).map_or("de", String::as_str);
    state.fee().and_then(|amount| crate::feel::Number::parse(&amount)).map(|amount| Writing::of(code).euro(amount))
}

struct Reader<'a> {
    state: &'a FormState,
    language: usize,
    writing: Writing,
}

impl Reader<'_> {
    fn rows(&self, page: PageIndex) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut group_before = None;
        for index in self.state.fields_of(page) {
            let Some(field) = self.state.form().field(*index).filter(|_| self.state.is_field_visible(*index)) else { continue };
            let group = self.heading(field);
            let new_group = group.filter(|group| Some(*group) != group_before);
            group_before = group;
            let lines = self.lines(*index, field);
            rows.push(Row {
                path: AnswerPath::of(&field.id),
                field: *index,
                group: new_group.and_then(|group| self.group_title(group)).map(str::to_owned),
                label: field.label.in_language(self.language).to_owned(),
                is_blank: lines.is_none(),
                lines: lines.unwrap_or_else(|| vec![self.blank_line(field)]),
            });
        }
        rows
    }

    /// The innermost group with a title.
    fn heading(&self, field: &Field) -> Option<GroupIndex> {
        field.groups.iter().rev().copied().find(|group| self.group_title(*group).is_some())
    }

    fn group_title(&self, group: GroupIndex) -> Option<&str> {
        let title = self.state.form().groups.get(group.at())?.title.as_ref()?.in_language(self.language);
        Some(title).filter(|title| !title.is_empty())
    }

    fn blank_line(&self, field: &Field) -> String {
        let words = &self.state.form().words;
        let word = if matches!(field.kind, FieldType::Consent) { &words.no } else { &words.not_answered };
        word.in_language(self.language).to_owned()
    }

    /// The answer; none when there is none.
    fn lines(&self, index: FieldIndex, field: &Field) -> Option<Vec<String>> {
        if field.value.is_some() || matches!(field.kind, FieldType::Calculated { .. }) {
            return self.calculated(&self.state.value(index), &field.kind).map(|line| vec![line]);
        }
        let answer = self.state.answers().get(&AnswerPath::of(&field.id)).filter(|answer| !answer.is_blank())?;
        let words = &self.state.form().words;
        let value = self.state.value(index);
        let normal = normalise(self.state.form(), &field.kind, answer);
        Some(match (&field.kind, &normal, &value) {
            (FieldType::Integer { .. } | FieldType::Decimal { .. }, _, Value::Number(number)) => vec![self.writing.number(*number)],
            (FieldType::Money { .. }, _, Value::Number(amount)) => vec![self.writing.euro(*amount)],
            (FieldType::Iban, RawAnswer::Text(iban), Value::Text(_)) => vec![in_groups(iban)],
            (FieldType::Date { .. }, _, Value::Date(date)) => vec![self.writing.day(*date)],
            (FieldType::PartialDate { .. }, RawAnswer::Date { day, month, year }, _) => {
                let unknown = words.unknown.in_language(self.language);
                let known = known_parts(&normal).map(|known| self.writing.partial_day(known, unknown));
                vec![known.unwrap_or_else(|| as_typed(day, month, year))]
            }
            (FieldType::YesNo | FieldType::Consent, RawAnswer::Text(code), _) if code == YES || code == NO => {
                let word = if code == YES { &words.yes } else { &words.no };
                vec![word.in_language(self.language).to_owned()]
            }
            (FieldType::Radios { options } | FieldType::Select { options }, RawAnswer::Text(code), _) => vec![self.option(*options, code)],
            (FieldType::Checkboxes { options, .. }, RawAnswer::Choices(codes), _) => {
                codes.iter().map(|code| self.option(*options, code)).collect()
            }
            (_, RawAnswer::Text(text), _) => text.lines().map(str::to_owned).collect(),
            (_, RawAnswer::Choices(codes), _) => codes.clone(),
            (_, RawAnswer::Date { day, month, year }, _) => vec![as_typed(day, month, year)],
            (_, RawAnswer::Files(files), _) => {
                files.iter().map(|file| [&file.name, " (", &self.writing.size(file.size_bytes), ")"].concat()).collect()
            }
        })
    }

    fn option(&self, list: CodeListIndex, code: &str) -> String {
        let entries = self.state.form().code_lists.get(list.at()).map_or(&[][..], |list| list.entries.as_slice());
        let entry = entries.iter().find(|entry| entry.code == code);
        entry.map_or(code, |entry| entry.label.in_language(self.language)).to_owned()
    }

    fn calculated(&self, value: &Value, kind: &FieldType) -> Option<String> {
        let words = &self.state.form().words;
        match (kind, value) {
            (FieldType::Calculated { shown_as: Shown::Money } | FieldType::Money { .. }, Value::Number(amount)) => {
                Some(self.writing.euro(*amount))
            }
            (_, Value::Number(number)) => Some(self.writing.number(*number)),
            (_, Value::Date(date)) => Some(self.writing.day(*date)),
            (_, Value::Boolean(truth)) => Some(if *truth { &words.yes } else { &words.no }.in_language(self.language).to_owned()),
            (_, other) => crate::feel::text_of(other).filter(|text| !text.is_empty()),
        }
    }
}

/// The inputs that hold something, joined as a German date is.
fn as_typed(day: &str, month: &str, year: &str) -> String {
    let parts: Vec<&str> = [day, month, year].map(str::trim).into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(".")
}

//! Answers as people read them: the same sections and lines on the check-answers page, on paper and in the postbox.

use super::language::Writing;
use crate::answers::{AnswerPath, RawAnswer};
use crate::compiled::{CodeListIndex, Field, FieldIndex, FieldType, PageIndex, Shown};
use crate::feel::Value;
use crate::journey::{FieldAt, FormState, GroupAt, RowIndex, Visit};
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
    /// The field; for a repeated group without rows its first one.
    pub field: FieldIndex,
    /// The row of a repeated group it stands in.
    pub row: RowIndex,
    /// Heading of the innermost titled group or row around it, when it differs from the line before.
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

/// A calculated value as people read it. Costs what the value costs, not what the form does: the screen asks with every change.
#[must_use]
pub fn calculated(state: &FormState, language: usize, at: impl Into<FieldAt>) -> Option<String> {
    let at = at.into();
    let code = state.form().languages.get(language).map_or("de", String::as_str);
    let reader = Reader { state, language, writing: Writing::of(code) };
    let field = state.form().field(at.field)?;
    Some(reader.calculated(&state.value(at), &field.kind).unwrap_or_else(|| reader.blank_line(field)))
}

/// The answer to one question in one line; none while there is none.
#[must_use]
pub fn line(state: &FormState, language: usize, at: impl Into<FieldAt>) -> Option<String> {
    let at = at.into();
    let code = state.form().languages.get(language).map_or("de", String::as_str);
    let reader = Reader { state, language, writing: Writing::of(code) };
    Some(reader.lines(at, state.form().field(at.field)?)?.join(", "))
}

struct Reader<'a> {
    state: &'a FormState,
    language: usize,
    writing: Writing,
}

impl Reader<'_> {
    fn rows(&self, page: PageIndex) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut headings: Vec<Option<String>> = vec![None];
        let mut heading_before = None;
        self.state.walk(page, &mut |visit| match visit {
            Visit::Group(at) => {
                if let Some(row) = self.no_rows(at) {
                    rows.push(row);
                }
                // Rows say what they are; a group without a title is only a condition.
                headings.push(self.group_title(at).or_else(|| headings.last().cloned().flatten()));
            }
            Visit::Row(row) => headings.push(Some(self.state.row_title(row, self.language))),
            Visit::GroupEnd(_) | Visit::RowEnd(_) => drop(headings.pop()),
            Visit::Field(at) => {
                let Some(field) = self.state.form().field(at.field).filter(|field| field.kind != FieldType::Hidden) else { return };
                let heading = headings.last().cloned().flatten();
                let lines = self.lines(at, field);
                rows.push(Row {
                    path: self.state.path(at),
                    field: at.field,
                    row: at.row,
                    group: heading.clone().filter(|_| heading != heading_before),
                    label: field.label.in_language(self.language).to_owned(),
                    is_blank: lines.is_none(),
                    lines: lines.unwrap_or_else(|| vec![self.blank_line(field)]),
                });
                heading_before = heading;
            }
        });
        rows
    }

    fn group_title(&self, at: GroupAt) -> Option<String> {
        let title = self.state.form().groups.get(at.group.at())?.title.as_ref()?.in_language(self.language);
        Some(title.to_owned()).filter(|title| !title.is_empty())
    }

    /// The line of a repeated group that nobody has added a row to.
    fn no_rows(&self, at: GroupAt) -> Option<Row> {
        self.state.form().groups.get(at.group.at())?.repeat.as_ref()?;
        self.state.rows(at).is_empty().then(|| Row {
            path: self.state.group_path(at),
            field: self.state.first_field(at.group),
            row: at.row,
            group: None,
            label: self.group_title(at).unwrap_or_default(),
            lines: vec![self.state.form().words.not_answered.in_language(self.language).to_owned()],
            is_blank: true,
        })
    }

    fn blank_line(&self, field: &Field) -> String {
        let words = &self.state.form().words;
        let word = if matches!(field.kind, FieldType::Consent) { &words.no } else { &words.not_answered };
        word.in_language(self.language).to_owned()
    }

    /// The answer; none when there is none.
    fn lines(&self, at: FieldAt, field: &Field) -> Option<Vec<String>> {
        if !field.is_asked() {
            return self.calculated(&self.state.value(at), &field.kind).map(|line| vec![line]);
        }
        let path = self.state.path(at);
        let answer = self.state.answers().get(&path).filter(|answer| !answer.is_blank())?;
        let words = &self.state.form().words;
        let value = self.state.value(at);
        let normal = normalise(self.state.form(), &field.kind, answer);
        Some(match (&field.kind, &normal, &value) {
            (FieldType::Integer { .. } | FieldType::Decimal { .. }, _, Value::Number(number)) => vec![self.writing.number(*number)],
            (FieldType::Money { .. }, _, Value::Number(amount)) => vec![self.writing.euro(*amount)],
            (FieldType::Iban, RawAnswer::Text(iban), Value::Text(_)) => vec![in_groups(iban)],
            (FieldType::Time { .. }, _, Value::Time(time)) => vec![self.writing.time(*time)],
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
            (FieldType::Radios { options } | FieldType::Select { options, .. }, RawAnswer::Text(code), _) => {
                vec![self.option(*options, code)]
            }
            (FieldType::Checkboxes { options, .. }, RawAnswer::Choices(codes), _) => {
                codes.iter().map(|code| self.option(*options, code)).collect()
            }
            (_, RawAnswer::Text(text), _) => text.lines().map(str::to_owned).collect(),
            (_, RawAnswer::Choices(codes), _) => codes.clone(),
            (_, RawAnswer::Rows(_), _) => return None,
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
            (_, Value::Time(time)) => Some(self.writing.time(*time)),
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

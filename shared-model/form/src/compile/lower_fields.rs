//! Fields: attributes as written → types with their limits. What an attribute means depends on the type of its field.

use super::diagnostic::{Diagnostics, say};
use super::diagnostics::{bad_value, min_above_max, type_mismatch};
use super::expressions::Expressions;
use super::field_kinds::FieldKind;
use super::lower::{Parts, position};
use super::names::FieldPlace;
use super::takeover;
use crate::compiled::*;
use crate::definition::Written;
use crate::feel::check_types::Type;
use crate::feel::{Expression, Value};

/// Bytes of "1 MB": what file managers call so, so that a file shown with 10 MB passes a limit of 10 MB.
const MEGABYTE: u64 = 1024 * 1024;
/// Bytes of a file when nothing is said.
const DEFAULT_FILE_SIZE: u64 = 10 * MEGABYTE;
/// Longest text of one line when nothing is said, so that no field is without limit.
const DEFAULT_LINE: u32 = 255;
/// Longest text of several lines when nothing is said.
const DEFAULT_LINES: u32 = 2000;

/// Lowers a field.
pub(super) fn field(place: &FieldPlace<'_>, parts: &Parts<'_>, diagnostics: &mut Diagnostics) -> Field {
    let definition = place.definition;
    let mut settings = Settings { place, parts, diagnostics };
    let kind = settings.kind();
    let required = settings.required();
    let value = settings.value(&kind);
    let offer = takeover::expression(place, parts.names).or_else(|| settings.offer());
    let visible = parts.expressions.visibility(definition.setting("visible"), place.page, place.repeat, diagnostics);
    Field {
        id: definition.id.value.clone(),
        fim_id: definition.setting("fim").map(|id| id.value.clone()),
        label: parts.texts.or_empty(definition.label.as_ref()),
        hint: parts.texts.optional(definition.hint.as_ref()),
        help: parts.texts.optional(definition.help.as_ref()),
        kind: match (kind, &value) {
            (FieldType::Calculated { .. }, Some((_, shown_as))) => FieldType::Calculated { shown_as: *shown_as },
            (kind, _) => kind,
        },
        required,
        visible,
        value: value.map(|(expression, _)| expression),
        autocomplete: definition.setting("autocomplete").map(|token| token.value.clone()),
        offer,
        page: PageIndex(position(place.page)),
        groups: place.groups.iter().map(|group| GroupIndex(position(*group))).collect(),
    }
}

struct Settings<'a> {
    place: &'a FieldPlace<'a>,
    parts: &'a Parts<'a>,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Settings<'a> {
    /// A setting, if fields of this type have it.
    fn get(&self, name: &str) -> Option<&'a Written> {
        self.place.kind.filter(|kind| kind.has_setting(name)).and_then(|_| self.place.definition.setting(name))
    }

    fn kind(&mut self) -> FieldType {
        match self.place.kind {
            None => FieldType::YesNo,
            Some(FieldKind::Text) => {
                let characters = [("names", Characters::Names), ("latin", Characters::Latin), ("digits", Characters::Digits)];
                let (min_length, max_length) = self.range("min-length", "max-length");
                FieldType::Text {
                    min_length,
                    max_length: max_length.or(Some(DEFAULT_LINE)),
                    characters: self.word("characters", &characters).unwrap_or(Characters::Names),
                }
            }
            Some(FieldKind::MultiLine) => {
                let (min_length, max_length) = self.range("min-length", "max-length");
                FieldType::MultiLine { min_length, max_length: max_length.or(Some(DEFAULT_LINES)) }
            }
            Some(FieldKind::PersonName) => FieldType::PersonName { max_length: self.count("max-length").or(Some(DEFAULT_LINE)) },
            Some(FieldKind::Integer) => {
                let (min, max) = self.limits(&Type::Number);
                FieldType::Integer { min, max }
            }
            Some(FieldKind::Decimal) => {
                let (min, max) = self.limits(&Type::Number);
                FieldType::Decimal { scale: self.scale(), min, max }
            }
            Some(FieldKind::Money) => {
                let (min, max) = self.limits(&Type::Number);
                FieldType::Money { min, max }
            }
            Some(FieldKind::Date) => {
                let (min, max) = self.limits(&Type::Date);
                FieldType::Date { min, max }
            }
            Some(FieldKind::PartialDate) => {
                FieldType::PartialDate { not_in_future: self.word("not-in-future", &[("true", true), ("false", false)]).unwrap_or(false) }
            }
            Some(FieldKind::Time) => {
                let (min, max) = self.limits(&Type::Time);
                FieldType::Time { min, max }
            }
            Some(FieldKind::Url) => FieldType::Url,
            Some(FieldKind::Bic) => FieldType::Identifier(Identifier::Bic),
            Some(FieldKind::TaxId) => FieldType::Identifier(Identifier::TaxId),
            Some(FieldKind::VatId) => FieldType::Identifier(Identifier::VatId),
            Some(FieldKind::BusinessId) => FieldType::Identifier(Identifier::BusinessId),
            Some(FieldKind::PensionNumber) => FieldType::Identifier(Identifier::PensionNumber),
            Some(FieldKind::HealthInsuranceNumber) => FieldType::Identifier(Identifier::HealthInsuranceNumber),
            Some(FieldKind::IdCardNumber) => FieldType::Identifier(Identifier::IdCardNumber),
            Some(FieldKind::YesNo) => FieldType::YesNo,
            Some(FieldKind::Consent) => FieldType::Consent,
            Some(FieldKind::Radios) => FieldType::Radios { options: self.options() },
            Some(FieldKind::Select) => {
                let searchable = self.word("searchable", &[("true", true), ("false", false)]).unwrap_or(false);
                FieldType::Select { options: self.options(), searchable }
            }
            Some(FieldKind::Checkboxes) => {
                let (min, max) = self.range("min", "max");
                FieldType::Checkboxes { options: self.options(), min: min.unwrap_or(1), max }
            }
            Some(FieldKind::Email) => FieldType::Email,
            Some(FieldKind::Phone) => FieldType::Phone,
            Some(FieldKind::Iban) => FieldType::Iban,
            Some(FieldKind::PostalCode) => FieldType::PostalCode,
            Some(FieldKind::NumberPlate) => FieldType::NumberPlate,
            Some(FieldKind::File) => {
                FieldType::File { accept: self.accept(), max_size_bytes: self.size(), max_count: self.count("max-count").unwrap_or(1) }
            }
            Some(FieldKind::Calculated) => FieldType::Calculated { shown_as: Shown::Text },
            Some(FieldKind::Hidden) => FieldType::Hidden,
        }
    }

    fn required(&mut self) -> Condition {
        match self.get("required") {
            None => Condition::Never,
            Some(written) if written.value == "true" => Condition::Always,
            Some(written) if written.value == "false" => Condition::Never,
            Some(written) => {
                self.parts.expressions.condition(written, self.place.repeat, self.diagnostics).map_or(Condition::Never, Condition::When)
            }
        }
    }

    fn offer(&mut self) -> Option<Expression> {
        let written = self.get("offer")?;
        let compiled = self.parts.expressions.typed(written, self.place.repeat, &Type::Text, self.diagnostics)?;
        Some(compiled.expression)
    }

    /// The calculation and how it is shown: as said, else as its type suggests.
    fn value(&mut self, kind: &FieldType) -> Option<(Expression, Shown)> {
        if !matches!(kind, FieldType::Calculated { .. } | FieldType::Hidden) {
            return None;
        }
        let forms = [("text", Shown::Text), ("number", Shown::Number), ("money", Shown::Money), ("date", Shown::Date)];
        let said = self.word("shown-as", &forms);
        let written = self.get("value")?;
        let compiled = self.parts.expressions.any(written, self.place.repeat, self.diagnostics)?;
        let natural = match compiled.kind {
            Type::Number => Shown::Number,
            Type::Date => Shown::Date,
            _ => Shown::Text,
        };
        let shown = said.unwrap_or(natural);
        let expected = match shown {
            Shown::Text => return Some((compiled.expression, shown)),
            Shown::Number | Shown::Money => Type::Number,
            Shown::Date => Type::Date,
        };
        if !compiled.kind.fits(&expected) {
            self.diagnostics.push(type_mismatch::wrong(written, &(0..written.value.len()), &expected, &compiled.kind, self.parts.names));
        }
        Some((compiled.expression, shown))
    }

    /// `min` and `max` as expressions.
    fn limits(&mut self, expected: &Type) -> (Option<Expression>, Option<Expression>) {
        limits(self.parts.expressions, (self.get("min"), self.get("max")), self.place.repeat, expected, self.diagnostics)
    }

    /// Two counts, the first at most the second.
    fn range(&mut self, least: &str, most: &str) -> (Option<u32>, Option<u32>) {
        let (min, max) = (self.count(least), self.count(most));
        if let (Some(low), Some(high), Some(least), Some(most)) = (min, max, self.get(least), self.get(most))
            && low > high
        {
            self.diagnostics.push(min_above_max::diagnostic(least, most));
        }
        (min, max)
    }

    fn count(&mut self, name: &str) -> Option<u32> {
        let written = self.get(name)?;
        let count = written.value.parse().ok().filter(|count| (1..=100_000).contains(count));
        if count.is_none() {
            let form = say!("Eine ganze Zahl von 1 bis 100000.", "A whole number from 1 to 100000.");
            self.diagnostics.push(bad_value::form(name, written, form));
        }
        count
    }

    fn scale(&mut self) -> u32 {
        let Some(written) = self.get("scale") else { return 2 };
        match written.value.parse() {
            Ok(scale @ 0..=10) => scale,
            _ => {
                let form = say!("Nachkommastellen: 0 bis 10.", "Digits behind the point: 0 to 10.");
                self.diagnostics.push(bad_value::form("scale", written, form));
                2
            }
        }
    }

    fn word<T: Copy>(&mut self, name: &str, words: &[(&str, T)]) -> Option<T> {
        let written = self.get(name)?;
        let found = words.iter().find(|(word, _)| *word == written.value).map(|(_, meaning)| *meaning);
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.diagnostics.push(bad_value::one_of(name, written, &known));
        }
        found
    }

    fn options(&self) -> CodeListIndex {
        let list = self.get("options").and_then(|options| self.parts.names.code_list(&options.value));
        CodeListIndex(list.map_or(0, position))
    }

    fn accept(&mut self) -> Vec<FileKind> {
        const KINDS: &[(&str, FileKind)] =
            &[("pdf", FileKind::Pdf), ("jpeg", FileKind::Jpeg), ("png", FileKind::Png), ("heic", FileKind::Heic)];
        let Some(written) = self.get("accept") else { return KINDS.iter().map(|(_, kind)| *kind).collect() };
        let mut accepted = Vec::new();
        for word in written.value.split_whitespace() {
            match KINDS.iter().find(|(name, _)| *name == word) {
                Some((_, kind)) if !accepted.contains(kind) => accepted.push(*kind),
                Some(_) => {}
                None => {
                    let start = word.as_ptr() as usize - written.value.as_ptr() as usize;
                    let part = Written::new(word, written.part(start..start + word.len()));
                    let known: Vec<&str> = KINDS.iter().map(|(name, _)| *name).collect();
                    self.diagnostics.push(bad_value::one_of("accept", &part, &known));
                }
            }
        }
        accepted
    }

    fn size(&mut self) -> u64 {
        let Some(written) = self.get("max-size") else { return DEFAULT_FILE_SIZE };
        let size = written.value.split_once(' ').and_then(|(number, unit)| {
            let unit = match unit {
                "KB" => 1024,
                "MB" => MEGABYTE,
                _ => return None,
            };
            number.parse::<u64>().ok().and_then(|number| number.checked_mul(unit)).filter(|bytes| (1..=100 * MEGABYTE).contains(bytes))
        });
        size.unwrap_or_else(|| {
            let form = say!(
                "Zahl, Leerzeichen, KB oder MB, zum Beispiel „10 MB“; höchstens 100 MB.",
                "Number, space, KB or MB, for example “10 MB”; at most 100 MB."
            );
            self.diagnostics.push(bad_value::form("max-size", written, form));
            DEFAULT_FILE_SIZE
        })
    }
}

/// The least and the most as expressions, seen from `from`; compared when both are known.
pub(super) fn limits(
    expressions: &Expressions<'_>,
    (least, most): (Option<&Written>, Option<&Written>),
    from: Option<usize>,
    expected: &Type,
    diagnostics: &mut Diagnostics,
) -> (Option<Expression>, Option<Expression>) {
    let min = least.and_then(|written| expressions.typed(written, from, expected, diagnostics));
    let max = most.and_then(|written| expressions.typed(written, from, expected, diagnostics));
    let constants = (min.as_ref().and_then(|min| min.constant.as_ref()), max.as_ref().and_then(|max| max.constant.as_ref()));
    let crossed = match constants {
        (Some(Value::Number(low)), Some(Value::Number(high))) => low > high,
        (Some(Value::Date(low)), Some(Value::Date(high))) => low > high,
        _ => false,
    };
    if let (true, Some(least), Some(most)) = (crossed, least, most) {
        diagnostics.push(min_above_max::diagnostic(least, most));
    }
    (min.map(|min| min.expression), max.map(|max| max.expression))
}

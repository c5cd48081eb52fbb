//! Validated answers as JSON. In: validated answers, a style of keys. Out: one object.
//!
//! With speaking names the answers stand beside what they belong to (process, version, language, fee). With FIM ids the object is the
//! data alone, as receivers check it against FIM's schema.
//!
//! Whole numbers are JSON numbers. Exact decimals are strings with speaking names, since most readers make binary fractions of
//! JSON numbers and no schema can limit digits behind the point of those; with FIM ids they are JSON numbers, since FIM's schemas
//! say `number` for them, written digit by digit and never through a binary fraction.

use super::Keys;
use super::leaf::Leaf;
use super::record::{Entry, Exported, Record};
use crate::compiled::{CodeList, CompiledForm, FieldType};
use crate::feel::Number;
use crate::validate::ValidatedAnswers;
use serde::Serialize;
use serde::ser::{Error, SerializeMap, Serializer};
use serde_json::value::RawValue;
use std::collections::BTreeSet;

/// The answers as JSON text, on one line.
///
/// # Errors
/// None for answers of a compiled form; the serialiser's own otherwise.
pub fn to_text(validated: &ValidatedAnswers, keys: Keys) -> Result<String, serde_json::Error> {
    serde_json::to_string(&Document::of(validated.into(), keys))
}

/// The answers as JSON text that people can read.
///
/// # Errors
/// As `to_text`.
pub fn to_pretty_text(validated: &ValidatedAnswers, keys: Keys) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&Document::of(validated.into(), keys))
}

/// The answers with speaking names as a JSON value, for whoever compares them member by member.
///
/// # Errors
/// As `to_text`.
pub fn to_value(validated: &ValidatedAnswers) -> Result<serde_json::Value, serde_json::Error> {
    serde_json::to_value(Document::of(validated.into(), Keys::Names))
}

/// As `to_text`, for answers that nobody has validated.
///
/// # Errors
/// As `to_text`.
#[cfg(feature = "unchecked-export")]
pub fn unchecked(answers: super::Unchecked<'_>, keys: Keys) -> Result<String, serde_json::Error> {
    serde_json::to_string(&Document::of(answers.into(), keys))
}

struct Document<'a> {
    exported: Exported<'a>,
    keys: Keys,
    answers: Record,
}

impl<'a> Document<'a> {
    fn of(exported: Exported<'a>, keys: Keys) -> Self {
        Self { exported, keys, answers: exported.record(keys) }
    }
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let answers = Level(&self.answers, self.keys);
        if self.keys != Keys::Names {
            return answers.serialize(serializer);
        }
        let state = self.exported.state;
        let form = state.form();
        let mut document = serializer.serialize_map(None)?;
        document.serialize_entry("process", &form.id)?;
        document.serialize_entry("version", &form.version)?;
        document.serialize_entry("leika_key", &form.leika_key)?;
        document.serialize_entry("language", &form.languages.get(self.exported.language))?;
        document.serialize_entry("fee_euro", &state.fee())?;
        document.serialize_entry("answers", &answers)?;
        document.serialize_entry("code_lists", &Lists(form, &self.answers))?;
        document.end()
    }
}

/// The published lists that codes come from: field → URN.
struct Lists<'a>(&'a CompiledForm, &'a Record);

impl Serialize for Lists<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut answered = BTreeSet::new();
        collect(self.1, &mut answered);
        let fields = self.0.fields.iter().filter(|field| answered.contains(field.id.as_str()));
        serializer.collect_map(fields.filter_map(|field| Some((&field.id, urn_of(self.0, &field.kind)?))))
    }
}

/// All keys of a record, whatever they stand in.
fn collect<'a>(record: &'a Record, keys: &mut BTreeSet<&'a str>) {
    for (key, entry) in record {
        keys.insert(key);
        match entry {
            Entry::Leaf(_) => {}
            Entry::Group(record) => collect(record, keys),
            Entry::Rows(rows) => rows.iter().for_each(|row| collect(row, keys)),
        }
    }
}

/// The URN of the published list that a field's codes come from.
pub(super) fn urn_of<'a>(form: &'a CompiledForm, kind: &FieldType) -> Option<&'a str> {
    list_of(form, kind)?.urn.as_deref()
}

/// The list that a field's codes come from.
pub(super) fn list_of<'a>(form: &'a CompiledForm, kind: &FieldType) -> Option<&'a CodeList> {
    match kind {
        FieldType::Radios { options } | FieldType::Select { options, .. } | FieldType::Checkboxes { options, .. } => {
            form.code_lists.get(options.at())
        }
        _ => None,
    }
}

struct Level<'a>(&'a Record, Keys);

impl Serialize for Level<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(record, keys) = self;
        let mut map = serializer.serialize_map(Some(record.len()))?;
        for (key, entry) in *record {
            match entry {
                Entry::Leaf(leaf) => map.serialize_entry(key, &Written(leaf, *keys))?,
                Entry::Group(record) => map.serialize_entry(key, &Level(record, *keys))?,
                Entry::Rows(rows) => map.serialize_entry(key, &rows.iter().map(|row| Level(row, *keys)).collect::<Vec<_>>())?,
            }
        }
        map.end()
    }
}

struct Written<'a>(&'a Leaf, Keys);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(leaf, keys) = *self;
        match leaf {
            Leaf::Text(text) => serializer.serialize_str(text),
            Leaf::Whole(number) => serializer.serialize_i64(*number),
            Leaf::Decimal(number) => decimal(*number, keys, serializer),
            Leaf::Truth(truth) => serializer.serialize_bool(*truth),
            Leaf::Many(leaves) => serializer.collect_seq(leaves.iter().map(|leaf| Written(leaf, keys))),
            Leaf::Parts(parts) => serializer.collect_map(parts.iter().map(|(key, leaf)| (key, Written(leaf, keys)))),
        }
    }
}

fn decimal<S: Serializer>(number: Number, keys: Keys, serializer: S) -> Result<S::Ok, S::Error> {
    let digits = number.to_string();
    if keys == Keys::Names {
        return serializer.serialize_str(&digits);
    }
    RawValue::from_string(digits).map_err(S::Error::custom)?.serialize(serializer)
}

//! Validated answers as XML in the shape of FIM's XFall: elements named by FIM ids, groups within groups, each row an element of its
//! own. In: validated answers, a style of keys. Out: one document; the schema is `xsd`'s.
//!
//! FIM's keys stand in the namespace of XFall (`urn:fim-de:xfall:datenschema:xdf3`), with their versions as XFall has them, or
//! without. What has no FIM id has its own id as its name, in lower case, so that it meets none of FIM's. The root is named by the
//! process, since definitions have no FIM id of a schema. Codes of published lists say which list (`listURI` and `listVersionID`, as XÖV does).

use super::Keys;
use super::json::list_of;
use super::leaf::Leaf;
use super::record::{Entry, Exported, Record};
use crate::compiled::CompiledForm;
use crate::validate::ValidatedAnswers;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::collections::BTreeMap;
use std::io;

/// The namespace of an export.
#[must_use]
pub fn namespace(keys: Keys) -> &'static str {
    match keys {
        Keys::Names => "urn:vordruck:answers:1",
        Keys::Fim | Keys::FimVersioned => "urn:fim-de:xfall:datenschema:xdf3",
    }
}

/// The answers as XML without any white space of ours.
///
/// # Errors
/// None when writing to memory.
pub fn to_text(validated: &ValidatedAnswers, keys: Keys) -> io::Result<String> {
    written(validated.into(), keys, Writer::new(Vec::new()))
}

/// The answers as XML that people can read.
///
/// # Errors
/// As `to_text`.
pub fn to_pretty_text(validated: &ValidatedAnswers, keys: Keys) -> io::Result<String> {
    written(validated.into(), keys, Writer::new_with_indent(Vec::new(), b' ', 2))
}

/// As `to_text`, for answers that nobody has validated.
///
/// # Errors
/// As `to_text`.
#[cfg(feature = "unchecked-export")]
pub fn unchecked(answers: super::Unchecked<'_>, keys: Keys) -> io::Result<String> {
    written(answers.into(), keys, Writer::new(Vec::new()))
}

fn written(exported: Exported<'_>, keys: Keys, mut writer: Writer<Vec<u8>>) -> io::Result<String> {
    let form = exported.state.form();
    let lists = Lists::of(form, keys);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let fee = exported.state.fee();
    let language = form.languages.get(exported.language);
    let root = writer
        .create_element(form.id.as_str())
        .with_attribute(("xmlns", namespace(keys)))
        .with_attribute(("version", form.version.as_str()));
    let root = language.into_iter().fold(root, |root, language| root.with_attribute(("language", language.as_str())));
    let root = form.leika_key.iter().fold(root, |root, key| root.with_attribute(("leika_key", key.as_str())));
    let root = fee.iter().fold(root, |root, fee| root.with_attribute(("fee_euro", fee.as_str())));
    let record = exported.record(keys);
    root.write_inner_content(|writer| level(writer, &record, &lists))?;
    String::from_utf8(writer.into_inner()).map_err(io::Error::other)
}

fn level(writer: &mut Writer<Vec<u8>>, record: &Record, lists: &Lists<'_>) -> io::Result<()> {
    for (key, entry) in record {
        match entry {
            Entry::Leaf(value) => leaf(writer, key, value, lists)?,
            Entry::Group(record) => inner(writer, key, record, lists)?,
            Entry::Rows(rows) => rows.iter().try_for_each(|row| inner(writer, key, row, lists))?,
        }
    }
    Ok(())
}

fn inner(writer: &mut Writer<Vec<u8>>, key: &str, record: &Record, lists: &Lists<'_>) -> io::Result<()> {
    writer.create_element(key).write_inner_content(|writer| level(writer, record, lists)).map(drop)
}

fn leaf(writer: &mut Writer<Vec<u8>>, key: &str, leaf_value: &Leaf, lists: &Lists<'_>) -> io::Result<()> {
    let text = match leaf_value {
        Leaf::Text(text) => text.chars().map(|character| if is_of_xml(character) { character } else { '\u{FFFD}' }).collect(),
        Leaf::Whole(number) => number.to_string(),
        Leaf::Decimal(number) => number.to_string(),
        Leaf::Truth(truth) => truth.to_string(),
        Leaf::Many(leaves) => return leaves.iter().try_for_each(|value| leaf(writer, key, value, lists)),
        Leaf::Parts(parts) => {
            let parts = |writer: &mut Writer<Vec<u8>>| parts.iter().try_for_each(|(key, value)| leaf(writer, key, value, lists));
            return writer.create_element(key).write_inner_content(parts).map(drop);
        }
    };
    let element = match lists.0.get(key) {
        None => writer.create_element(key),
        Some((urn, version)) => {
            let element = writer.create_element(key).with_attribute(("listURI", *urn));
            version.iter().fold(element, |element, version| element.with_attribute(("listVersionID", *version)))
        }
    };
    element.write_text_content(BytesText::new(&text)).map(drop)
}

/// The published lists that codes come from, by key; a key means one field wherever it stands, or fields of one list.
pub(super) struct Lists<'a>(BTreeMap<String, (&'a str, Option<&'a str>)>);

impl<'a> Lists<'a> {
    pub(super) fn of(form: &'a CompiledForm, keys: Keys) -> Self {
        let own = |field: &crate::compiled::Field| [&keys.of_field(field), ".", &field.id].concat();
        let lists = form.fields.iter().filter_map(|field| {
            let list = list_of(form, &field.kind)?;
            Some((field, (list.urn.as_deref()?, list.version.as_deref())))
        });
        Self(lists.flat_map(|(field, list)| [(keys.of_field(field), list), (own(field), list)]).collect())
    }
}

/// What XML 1.0 lets a document consist of (§2.2); answers have nothing else but perhaps in names of files.
fn is_of_xml(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

//! The XML Schema (1.0) of an export: what validation accepts, as far as XML Schema can say it. In: a form, a style of keys. Out: one
//! schema, the same bytes for the same form. It has no conditions: what is asked only sometimes is optional here.

mod types;

use self::types::Types;
use super::Keys;
use super::outline::{Content, Part, Parts, outline};
use super::shape::{Certainty, Describer, Shape};
use super::xml::namespace;
use crate::compiled::{CompiledForm, FieldIndex, GroupIndex, Text};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;

/// The schema of `xml::to_text` for a form.
///
/// # Errors
/// None when writing to memory.
pub fn to_text(form: &CompiledForm, keys: Keys) -> io::Result<String> {
    let mut out = Writer::new_with_indent(Vec::new(), b' ', 2);
    out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let describer = Describer::new(form);
    let schema = Schema { form, keys, describer: &describer, types: Types { form, describer: &describer, keys } };
    let attributes = [
        ("xmlns:xs", "http://www.w3.org/2001/XMLSchema"),
        ("xmlns", namespace(keys)),
        ("targetNamespace", namespace(keys)),
        ("elementFormDefault", "qualified"),
        ("version", form.version.as_str()),
    ];
    out.create_element("xs:schema").with_attributes(attributes).write_inner_content(|out| schema.content(out))?;
    String::from_utf8(out.into_inner()).map_err(io::Error::other)
}

pub(super) type Out = Writer<Vec<u8>>;

struct Schema<'a> {
    form: &'a CompiledForm,
    keys: Keys,
    describer: &'a Describer,
    types: Types<'a>,
}

impl Schema<'_> {
    fn content(&self, out: &mut Out) -> io::Result<()> {
        documented(out, &self.form.title, &[])?;
        let root = out.create_element("xs:element").with_attribute(("name", self.form.id.as_str()));
        root.write_inner_content(|out| {
            let parts = outline(self.form, self.keys);
            out.create_element("xs:complexType").write_inner_content(|out| {
                self.sequence(out, &parts)?;
                self.attributes(out)
            })?;
            Ok(())
        })?;
        self.types.shared(out)
    }

    /// What the answers belong to.
    fn attributes(&self, out: &mut Out) -> io::Result<()> {
        let form = self.form;
        let mut attribute = |name: &str, kind: &str, fixed: Option<&str>, is_required: bool| {
            let element = out.create_element("xs:attribute").with_attributes([("name", name), ("type", kind)]);
            let element = fixed.into_iter().fold(element, |element, value| element.with_attribute(("fixed", value)));
            let usage = if is_required { "required" } else { "optional" };
            element.with_attribute(("use", usage)).write_empty().map(drop)
        };
        attribute("version", "xs:string", Some(&form.version), true)?;
        attribute("language", "xs:language", None, true)?;
        if let Some(key) = &form.leika_key {
            attribute("leika_key", "xs:string", Some(key), true)?;
        }
        if form.fee.is_some() {
            attribute("fee_euro", "xs:decimal", None, false)?;
        }
        Ok(())
    }

    fn sequence(&self, out: &mut Out, parts: &Parts) -> io::Result<()> {
        out.create_element("xs:sequence").write_inner_content(|out| {
            let there = |part: &&Part| self.describer.is_part_there(part) != Certainty::Never;
            parts.iter().filter(there).try_for_each(|part| self.part(out, part))
        })?;
        Ok(())
    }

    fn part(&self, out: &mut Out, part: &Part) -> io::Result<()> {
        let is_always = self.describer.is_part_there(part) == Certainty::Always;
        match &part.content {
            Content::Field(index) => self.field(out, &part.key, *index, is_always),
            Content::Group(index, parts) => self.group(out, &part.key, *index, parts, is_always),
        }
    }

    fn group(&self, out: &mut Out, key: &str, index: GroupIndex, parts: &Parts, is_always: bool) -> io::Result<()> {
        let limits = self.describer.repeat(index).map(|repeat| self.describer.row_limits(repeat));
        let (least, most, unsaid) = limits.unwrap_or((1, 1, Vec::new()));
        element(out, key, if is_always { least } else { 0 }, most, |out| {
            let title = self.form.groups.get(index.at()).and_then(|group| group.title.as_ref());
            title.map_or(Ok(()), |title| documented(out, title, &unsaid))?;
            out.create_element("xs:complexType").write_inner_content(|out| self.sequence(out, parts)).map(drop)
        })
    }

    fn field(&self, out: &mut Out, key: &str, index: FieldIndex, is_always: bool) -> io::Result<()> {
        let Some(field) = self.form.field(index) else { return Ok(()) };
        let described = self.describer.described(field, self.keys);
        let (least, most) = match &described.shape {
            Shape::Codes { list, least, most } => {
                let entries = self.form.code_lists.get(list.at()).map_or(0, |list| list.entries.len());
                let entries = u32::try_from(entries).unwrap_or(u32::MAX);
                (*least, most.unwrap_or(entries).min(entries).max(1))
            }
            Shape::Files { most, .. } => (1, *most),
            _ => (1, 1),
        };
        element(out, key, if is_always { least.min(most) } else { 0 }, most, |out| {
            documented(out, &field.label, &described.unsaid)?;
            self.types.of(out, field, &described.shape, is_always)
        })
    }
}

fn element(out: &mut Out, name: &str, least: u32, most: u32, content: impl FnOnce(&mut Out) -> io::Result<()>) -> io::Result<()> {
    let (least, most) = (least.to_string(), most.to_string());
    let mut element = out.create_element("xs:element").with_attribute(("name", name));
    if least != "1" {
        element = element.with_attribute(("minOccurs", least.as_str()));
    }
    if most != "1" {
        element = element.with_attribute(("maxOccurs", most.as_str()));
    }
    element.write_inner_content(content).map(drop)
}

/// The German text, and what is validated beyond the schema.
fn documented(out: &mut Out, text: &Text, unsaid: &[&str]) -> io::Result<()> {
    out.create_element("xs:annotation").write_inner_content(|out| {
        let german = out.create_element("xs:documentation").with_attribute(("xml:lang", "de"));
        german.write_text_content(BytesText::new(text.in_language(0)))?;
        if !unsaid.is_empty() {
            let beyond = [super::json_schema::BEYOND, &unsaid.join("; ")].concat();
            out.create_element("xs:documentation").with_attribute(("xml:lang", "en")).write_text_content(BytesText::new(&beyond))?;
        }
        Ok(())
    })?;
    Ok(())
}

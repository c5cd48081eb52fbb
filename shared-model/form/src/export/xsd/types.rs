//! Shapes as types of XML Schema. In: the shape of a field's answer. Out: its type within its element, and the types that several
//! elements share: sets of characters and code lists.

use super::Out;
use crate::compiled::{CodeListIndex, CompiledForm, Field, FieldType, FileKind};
use crate::export::Keys;
use crate::export::json::{list_of, urn_of};
use crate::export::patterns::{self, letters_name};
use crate::export::shape::{Describer, Ends, Pattern, Shape};
use crate::feel::Number;
use crate::feel::number::Rounding;
use crate::validate::MOST_DIGITS;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::io;

/// A facet: its name and its value.
type Facet<'a> = (&'a str, String);

/// Writes types.
pub(super) struct Types<'a> {
    pub(super) form: &'a CompiledForm,
    pub(super) describer: &'a Describer,
    pub(super) keys: Keys,
}

impl Types<'_> {
    /// The type of a field's element.
    pub(super) fn of(&self, out: &mut Out, field: &Field, shape: &Shape, is_demanded: bool) -> io::Result<()> {
        match shape {
            Shape::Text { least, most, patterns } => text(out, *least, *most, patterns),
            Shape::Whole(ends) => simple(out, "xs:long", &range(ends)),
            Shape::Decimal { scale, ends } => {
                let mut facets = range(ends);
                if let Some(scale) = scale {
                    facets.push(("totalDigits", MOST_DIGITS.to_string()));
                    facets.push(("fractionDigits", scale.to_string()));
                }
                simple(out, "xs:decimal", &facets)
            }
            Shape::Truth => {
                // Whoever has to agree has agreed.
                let must_agree = is_demanded && matches!(field.kind, FieldType::Consent);
                let pattern = if must_agree { "true" } else { "true|false" };
                simple(out, "xs:boolean", &[("pattern", pattern.to_owned())])
            }
            Shape::Day(ends) => simple(out, "xs:date", &days(ends)),
            Shape::PartialDay => partial_day(out),
            Shape::PartialDayParts(keys) => partial_day_parts(out, keys),
            Shape::Code(list) | Shape::Codes { list, .. } => self.code(out, field, *list),
            Shape::Files { accept, most_bytes, .. } => file(out, accept, *most_bytes),
        }
    }

    /// The types that fields refer to.
    pub(super) fn shared(&self, out: &mut Out) -> io::Result<()> {
        let (mut letters, mut lists) = (BTreeSet::new(), BTreeSet::new());
        for field in &self.form.fields {
            match self.describer.described(field, self.keys).shape {
                Shape::Text { patterns, .. } => letters.extend(patterns.iter().filter_map(|pattern| match pattern {
                    Pattern::Letters(allowed) => Some(*allowed),
                    Pattern::Of(_) => None,
                })),
                Shape::Code(list) | Shape::Codes { list, .. } => drop(lists.insert(list)),
                _ => {}
            }
        }
        for allowed in letters {
            named(out, letters_name(allowed), "xs:string", &[("pattern", patterns::letters(allowed))])?;
        }
        for list in lists {
            let entries = self.form.code_lists.get(list.at()).map_or(&[][..], |list| list.entries.as_slice());
            let facets: Vec<Facet<'_>> = entries.iter().map(|entry| ("enumeration", entry.code.clone())).collect();
            named(out, &self.list_name(list), "xs:string", &facets)?;
        }
        Ok(())
    }

    /// A code; of a published list, with the list's name.
    fn code(&self, out: &mut Out, field: &Field, list: CodeListIndex) -> io::Result<()> {
        let name = self.list_name(list);
        let Some(urn) = urn_of(self.form, &field.kind) else { return simple(out, &name, &[]) };
        out.create_element("xs:complexType").write_inner_content(|out| {
            out.create_element("xs:simpleContent").write_inner_content(|out| {
                out.create_element("xs:extension").with_attribute(("base", name.as_str())).write_inner_content(|out| {
                    let attribute = [("name", "listURI"), ("type", "xs:anyURI"), ("fixed", urn), ("use", "required")];
                    out.create_element("xs:attribute").with_attributes(attribute).write_empty()?;
                    let version = list_of(self.form, &field.kind).and_then(|list| list.version.as_deref());
                    let Some(version) = version else { return Ok(()) };
                    let attribute = [("name", "listVersionID"), ("type", "xs:normalizedString"), ("fixed", version), ("use", "required")];
                    out.create_element("xs:attribute").with_attributes(attribute).write_empty().map(drop)
                })?;
                Ok(())
            })?;
            Ok(())
        })?;
        Ok(())
    }

    fn list_name(&self, list: CodeListIndex) -> String {
        ["codes.", self.form.code_lists.get(list.at()).map_or("", |list| list.id.as_str())].concat()
    }
}

fn text(out: &mut Out, least: u32, most: Option<u32>, patterns: &[Pattern]) -> io::Result<()> {
    let letters = patterns.iter().find_map(|pattern| if let Pattern::Letters(allowed) = pattern { Some(*allowed) } else { None });
    let base = letters.map_or("xs:string", letters_name);
    let mut facets = Vec::new();
    facets.extend((least > 0).then(|| ("minLength", least.to_string())));
    facets.extend(most.map(|most| ("maxLength", most.to_string())));
    let others: Vec<&str> =
        patterns.iter().filter_map(|pattern| if let Pattern::Of(pattern) = pattern { Some(pattern.as_str()) } else { None }).collect();
    all_of(out, base, &others, &facets)
}

/// A restriction within a restriction for each pattern: those of one restriction would be alternatives.
fn all_of(out: &mut Out, base: &str, patterns: &[&str], facets: &[Facet<'_>]) -> io::Result<()> {
    let Some((first, rest)) = patterns.split_first() else { return simple(out, base, facets) };
    let pattern = [("pattern", (*first).to_owned())];
    out.create_element("xs:simpleType").write_inner_content(|out| {
        out.create_element("xs:restriction").write_inner_content(|out| {
            all_of(out, base, rest, facets)?;
            write_facets(out, &pattern)
        })?;
        Ok(())
    })?;
    Ok(())
}

fn simple(out: &mut Out, base: &str, facets: &[Facet<'_>]) -> io::Result<()> {
    out.create_element("xs:simpleType").write_inner_content(|out| restriction(out, base, facets)).map(drop)
}

fn named(out: &mut Out, name: &str, base: &str, facets: &[Facet<'_>]) -> io::Result<()> {
    out.create_element("xs:simpleType").with_attribute(("name", name)).write_inner_content(|out| restriction(out, base, facets)).map(drop)
}

fn restriction(out: &mut Out, base: &str, facets: &[Facet<'_>]) -> io::Result<()> {
    out.create_element("xs:restriction").with_attribute(("base", base)).write_inner_content(|out| write_facets(out, facets)).map(drop)
}

fn write_facets(out: &mut Out, facets: &[Facet<'_>]) -> io::Result<()> {
    facets.iter().try_for_each(|(name, value)| {
        let name = ["xs:", name].concat();
        out.create_element(name.as_str()).with_attribute(("value", value.as_str())).write_empty().map(drop)
    })
}

/// Whole numbers and decimals within their ends. An end with more digits than the type has is moved inwards.
fn range(ends: &Ends<Number>) -> Vec<Facet<'static>> {
    let end = |end: Option<Number>, rounding| end.and_then(|end| end.rounded(6, rounding)).map(|end| end.to_string());
    let mut facets = Vec::new();
    facets.extend(end(ends.least, Rounding::Ceiling).map(|least| ("minInclusive", least)));
    facets.extend(end(ends.most, Rounding::Floor).map(|most| ("maxInclusive", most)));
    facets
}

fn days(ends: &Ends<Date>) -> Vec<Facet<'static>> {
    let mut facets = vec![("pattern", "[0-9]{4}-[0-9]{2}-[0-9]{2}".to_owned())];
    facets.extend(ends.least.map(|least| ("minInclusive", least.to_string())));
    facets.extend(ends.most.map(|most| ("maxInclusive", most.to_string())));
    facets
}

fn partial_day(out: &mut Out) -> io::Result<()> {
    out.create_element("xs:simpleType").write_inner_content(|out| {
        out.create_element("xs:restriction").write_inner_content(|out| {
            out.create_element("xs:simpleType").write_inner_content(|out| {
                let members = ("memberTypes", "xs:date xs:gYearMonth xs:gYear");
                out.create_element("xs:union").with_attribute(members).write_empty().map(drop)
            })?;
            write_facets(out, &[("pattern", "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?".to_owned())])
        })?;
        Ok(())
    })?;
    Ok(())
}

fn partial_day_parts(out: &mut Out, keys: &[String; 3]) -> io::Result<()> {
    let most = [("0", "31"), ("0", "12"), ("1", "9999")];
    out.create_element("xs:complexType").write_inner_content(|out| {
        out.create_element("xs:sequence").write_inner_content(|out| {
            for (key, (least, most)) in keys.iter().zip(most) {
                let element = out.create_element("xs:element").with_attributes([("name", key.as_str()), ("minOccurs", least)]);
                let facets = [("minInclusive", "1".to_owned()), ("maxInclusive", most.to_owned())];
                element.write_inner_content(|out| simple(out, "xs:integer", &facets))?;
            }
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}

fn file(out: &mut Out, accept: &[FileKind], most_bytes: u64) -> io::Result<()> {
    let kinds: Vec<Facet<'_>> = accept.iter().map(|kind| ("enumeration", kind.media_type().to_owned())).collect();
    let parts = [
        ("id", "xs:string", vec![("pattern", patterns::file::ID.to_owned())]),
        ("name", "xs:string", vec![("maxLength", "255".to_owned()), ("pattern", patterns::file::NAME.to_owned())]),
        ("media_type", "xs:string", kinds),
        ("size_bytes", "xs:long", vec![("minInclusive", "1".to_owned()), ("maxInclusive", most_bytes.to_string())]),
        ("sha512", "xs:string", vec![("pattern", patterns::file::SHA512.to_owned())]),
    ];
    out.create_element("xs:complexType").write_inner_content(|out| {
        out.create_element("xs:sequence").write_inner_content(|out| {
            for (name, base, facets) in &parts {
                let element = out.create_element("xs:element").with_attribute(("name", *name));
                element.write_inner_content(|out| simple(out, base, facets))?;
            }
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}

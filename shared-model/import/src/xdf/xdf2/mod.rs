//! XDatenfelder 2.0: restrictions as a JSON text, code lists by Genericode identification.

mod shapes;

use super::dialect::Dialect;
use super::read::Reader;
use crate::faults::Fault;
use crate::report::Reason;
use crate::schema::{CodeList, Restrictions, Said};
use crate::source::elements;
use roxmltree::Node;
use serde_json::Value;

pub(super) static DIALECT: Dialect = Dialect {
    name: "FIM XDatenfelder 2.0",
    format: crate::import::Format::Xdf2,
    namespace: "urn:xoev-de:fim:standard:xdatenfelder_2",
    schema: shapes::SCHEMA,
    group: shapes::GROUP,
    field: shapes::FIELD,
    rule: shapes::RULE,
    statuses: &[("inVorbereitung", "in Vorbereitung", true), ("aktiv", "aktiv", false), ("inaktiv", "INAKTIV, nicht mehr verwenden", true)],
    status_codes: "inVorbereitung, aktiv, inaktiv",
    restrictions,
    code_list,
};

/// `{"minLength":"1","maxLength":"10"}`: an object of texts as the text of the element. Numbers instead of texts are read too.
fn restrictions(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Restrictions {
    let Some(text) = reader.said(node) else { return Restrictions::default() };
    let mut restrictions = Restrictions { item: Some(text.item), ..Restrictions::default() };
    let object = match serde_json::from_str::<Value>(&text.value) {
        Ok(Value::Object(object)) => object,
        Ok(_) => {
            reader.faults.at(node, &Fault::BadPrecision { error: text.value });
            return restrictions;
        }
        Err(error) => {
            reader.faults.at(node, &Fault::BadPrecision { error: error.to_string() });
            return restrictions;
        }
    };
    for (key, value) in object {
        let value = match value {
            Value::String(value) => value.trim().to_owned(),
            Value::Null => String::new(),
            other => other.to_string(),
        };
        let item = reader.ledger.value(text.item, &key, &value);
        if value.is_empty() {
            reader.ledger.left_out(item, Reason::Empty);
            continue;
        }
        let said = Said { value, item };
        match key.as_str() {
            "minLength" => restrictions.min_length = Some(said),
            "maxLength" => restrictions.max_length = Some(said),
            "minValue" => restrictions.min_value = Some(said),
            "maxValue" => restrictions.max_value = Some(said),
            "pattern" => restrictions.pattern = Some(said),
            _ => restrictions.others.push((key, said)),
        }
    }
    restrictions
}

/// `codelisteReferenz{identifikation{id}, genericodeIdentification{canonicalIdentification, version?, canonicalVersionUri?}}`
fn code_list(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<CodeList> {
    let item = reader.ledger.item(node);
    let mut list = CodeList { item, uri: None, version: None, entries: Vec::new() };
    for inner in elements(node) {
        let around = reader.ledger.item(inner);
        match inner.tag_name().name() {
            "identifikation" => {
                for id in elements(inner) {
                    if let Some(said) = reader.said(id) {
                        reader.ledger.left_out(said.item, Reason::Editorial);
                    }
                }
                reader.ledger.part(around);
            }
            "genericodeIdentification" => {
                reader.ledger.part(around);
                for part in elements(inner) {
                    match part.tag_name().name() {
                        "canonicalIdentification" => reader.once(&mut list.uri, part),
                        "version" => reader.once(&mut list.version, part),
                        "canonicalVersionUri" => {
                            if let Some(said) = reader.said(part) {
                                reader.ledger.left_out(said.item, Reason::SaidElsewhere);
                            }
                        }
                        _ => reader.unknown(part, inner),
                    }
                }
            }
            _ => reader.unknown(inner, node),
        }
    }
    Some(list)
}

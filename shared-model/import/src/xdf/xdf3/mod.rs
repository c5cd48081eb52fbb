//! XDatenfelder 3.0.0: restrictions as attributes, code lists by reference or with their values.

mod shapes;

use super::dialect::Dialect;
use super::read::Reader;
use crate::report::Reason;
use crate::schema::{CodeList, Restrictions, Said};
use crate::source::{collapsed, elements};
use roxmltree::Node;

pub(super) static DIALECT: Dialect = Dialect {
    name: "FIM XDatenfelder 3.0.0",
    format: crate::import::Format::Xdf3,
    namespace: "urn:xoev-de:fim:standard:xdatenfelder_3.0.0",
    schema: shapes::SCHEMA,
    group: shapes::GROUP,
    field: shapes::FIELD,
    rule: shapes::RULE,
    statuses: &[
        ("1", "in Planung", true),
        ("2", "in Bearbeitung", true),
        ("3", "Entwurf", true),
        ("4", "methodisch freigegeben", true),
        ("5", "fachlich freigegeben (silber)", false),
        ("6", "fachlich freigegeben (gold)", false),
        ("7", "INAKTIV, nicht mehr verwenden", true),
        ("8", "VORGESEHEN ZUM LÖSCHEN, nicht mehr verwenden", true),
    ],
    status_codes: "1, 2, 3, 4, 5, 6, 7, 8",
    restrictions,
    code_list,
};

/// `<praezisierung minLength="1" maxLength="55"/>`
fn restrictions(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Restrictions {
    let item = reader.ledger.item(node);
    for inner in elements(node) {
        reader.unknown(inner, node);
    }
    let text = collapsed(node);
    if node.attributes().len() == 0 && text.is_empty() {
        reader.ledger.left_out(item, Reason::Empty);
        return Restrictions::default();
    }
    let mut restrictions = Restrictions { item: Some(item), ..Restrictions::default() };
    for attribute in node.attributes() {
        let value = attribute.value().trim().to_owned();
        let said = Said { item: reader.ledger.value(item, attribute.name(), &value), value };
        if said.value.is_empty() {
            reader.ledger.left_out(said.item, Reason::Empty);
            continue;
        }
        match attribute.name() {
            "minLength" => restrictions.min_length = Some(said),
            "maxLength" => restrictions.max_length = Some(said),
            "minValue" => restrictions.min_value = Some(said),
            "maxValue" => restrictions.max_value = Some(said),
            "pattern" => restrictions.pattern = Some(said),
            other => restrictions.others.push((other.to_owned(), said)),
        }
    }
    if !text.is_empty() {
        let said = Said { item: reader.ledger.value(item, "text", &text), value: text };
        restrictions.others.push(("Präzisierung".to_owned(), said));
    }
    restrictions
}

/// `codelisteReferenz{canonicalIdentification, version?, canonicalVersionUri?}`
fn code_list(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<CodeList> {
    let item = reader.ledger.item(node);
    let mut list = CodeList { item, uri: None, version: None, entries: Vec::new() };
    for inner in elements(node) {
        match inner.tag_name().name() {
            "canonicalIdentification" => reader.once(&mut list.uri, inner),
            "version" => reader.once(&mut list.version, inner),
            "canonicalVersionUri" => {
                if let Some(said) = reader.said(inner) {
                    reader.ledger.left_out(said.item, Reason::SaidElsewhere);
                }
            }
            _ => reader.unknown(inner, node),
        }
    }
    if list.uri.is_none() && list.version.is_none() {
        reader.ledger.left_out_whole(item, &Reason::Empty);
        return None;
    }
    Some(list)
}

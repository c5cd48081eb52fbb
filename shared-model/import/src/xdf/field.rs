//! Fields of XDatenfelder, with their code lists. In: elements. Out: the field of a schema. What all elements have in common `read` knows.

use super::bag::Bag;
use super::dialect::Role;
use super::read::Reader;
use crate::faults::Fault;
use crate::report::Reason;
use crate::schema::*;
use crate::source::elements;
use roxmltree::Node;

impl Reader<'_> {
    pub(super) fn field(&mut self, node: Node<'_, '_>) -> Option<Field> {
        let bag = Bag::of(self, node, self.dialect.field);
        let common = self.common(node, &bag);
        let art = bag.one(Role::FieldArt).and_then(|art| self.known(art, "feldart", ARTS, ART_CODES));
        let data_type = bag.one(Role::DataType).and_then(|kind| self.known(kind, "datentyp", TYPES, TYPE_CODES));
        let restrictions = bag.one(Role::Precision).map(|node| (self.dialect.restrictions)(self, node)).unwrap_or_default();
        let content = bag.one(Role::Content).and_then(|content| self.said(content));
        let prefill = bag.one(Role::Prefill).and_then(|prefill| self.code(prefill));
        let reference = bag.one(Role::CodeListReference).and_then(|node| (self.dialect.code_list)(self, node));
        let values = bag.one(Role::Values).and_then(|node| self.values(node));
        let code_list = match (reference, values) {
            (Some(list), Some(mut values)) => {
                values.uri = list.uri;
                values.version = list.version;
                self.ledger.left_out(list.item, Reason::SaidElsewhere);
                Some(values)
            }
            (reference, values) => values.or(reference),
        };
        let max_size = bag.one(Role::MaxSize).and_then(|size| self.said(size));
        let nodes: Vec<Node<'_, '_>> = bag.all(Role::MediaType).collect();
        let media_types = nodes.into_iter().filter_map(|kind| self.said(kind)).collect();
        let rules = self.rules(&bag);
        Some(Field {
            common: common?,
            art: art?,
            data_type: data_type?,
            restrictions,
            content,
            code_list,
            prefill,
            max_size,
            media_types,
            rules,
        })
    }

    /// A code out of a table; the table's words are for messages.
    fn known<T: Copy>(&mut self, node: Node<'_, '_>, element: &'static str, table: &[(&str, T)], known: &'static str) -> Option<Said<T>> {
        let Some(code) = self.code(node) else {
            self.faults.at(node, &Fault::Empty { element });
            return None;
        };
        let found = table.iter().find(|(word, _)| *word == code.value).map(|(_, meaning)| Said { value: *meaning, item: code.item });
        if found.is_none() {
            self.faults.at(node, &Fault::UnknownCode { element, code: code.value, known });
        }
        found
    }

    /// `werte{wert{code,name,hilfe?}}`: entries in the schema itself.
    fn values(&mut self, node: Node<'_, '_>) -> Option<CodeList> {
        let item = self.ledger.item(node);
        let mut entries = Vec::new();
        for value in elements(node) {
            if value.tag_name().name() != "wert" {
                self.unknown(value, node);
                continue;
            }
            let (mut code, mut name, mut help) = (None, None, None);
            for inner in elements(value) {
                match inner.tag_name().name() {
                    "code" => self.once(&mut code, inner),
                    "name" => self.once(&mut name, inner),
                    "hilfe" => self.once(&mut help, inner),
                    _ => self.unknown(inner, value),
                }
            }
            let item = self.ledger.item(value);
            match code {
                Some(code) => entries.push(CodeEntry { item, code, name, help }),
                None => {
                    self.faults.at(value, &Fault::Missing { element: "code", within: "wert".to_owned() });
                    self.ledger.left_out_whole(item, &Reason::Empty);
                }
            }
        }
        if entries.is_empty() {
            self.ledger.left_out_whole(item, &Reason::Empty);
            return None;
        }
        Some(CodeList { item, uri: None, version: None, entries })
    }
}

const ARTS: &[(&str, FieldArt)] = &[
    ("input", FieldArt::Input),
    ("select", FieldArt::Select),
    ("label", FieldArt::Label),
    ("hidden", FieldArt::Hidden),
    ("locked", FieldArt::Locked),
];
const ART_CODES: &str = "input, select, label, hidden, locked";

const TYPES: &[(&str, DataType)] = &[
    ("text", DataType::Text),
    ("text_latin", DataType::TextLatin),
    ("date", DataType::Date),
    ("time", DataType::Time),
    ("datetime", DataType::DateTime),
    ("bool", DataType::Bool),
    ("num", DataType::Number),
    ("num_int", DataType::Integer),
    ("num_currency", DataType::Currency),
    ("file", DataType::File),
    ("obj", DataType::Object),
];
const TYPE_CODES: &str = "text, text_latin, date, time, datetime, bool, num, num_int, num_currency, file, obj";

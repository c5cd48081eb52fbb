//! Entries of published code lists: genericode 1.0 (OASIS) as XRepository hands it out. In: a `<code-list urn="…">` without entries, and the
//! files beside the definition. Out: its entries; or why there are none. Elements below the root have no namespace in genericode.

use super::guard;
use super::read::{Reader, collapse};
use crate::compile::diagnostics::{bad_genericode, unknown_list_file};
use crate::definition::source::{FileId, SourceFile, Span};
use crate::definition::*;
use roxmltree::Node;

/// The namespace of the root.
const GENERICODE: &str = "http://docs.oasis-open.org/codelist/ns/genericode/1.0/";

/// Which list of a file is meant, and which of its columns.
pub(super) struct Wanted<'a> {
    /// Id of the list in the definition.
    pub(super) id: &'a str,
    pub(super) urn: &'a Written,
    pub(super) version: Option<&'a Written>,
    pub(super) code: Option<&'a Written>,
    pub(super) name: Option<&'a Written>,
}

/// How a file says which list it holds.
#[derive(Default)]
struct Identity {
    uri: String,
    version: String,
    version_uri: String,
}

impl Reader<'_> {
    /// The entries of a published list with its version, out of the file that holds it.
    pub(super) fn published(&mut self, wanted: &Wanted<'_>) -> (Vec<EntryDefinition>, Option<String>) {
        let mut others: Vec<String> = Vec::new();
        for (file, source) in self.blocks.code_lists.clone() {
            let Some(document) = guard::parse(file, source, self.diagnostics) else { continue };
            let root = document.root_element();
            if root.tag_name().name() != "CodeList" || root.tag_name().namespace() != Some(GENERICODE) {
                self.diagnostics.push(bad_genericode::not_one(span_of(file, source, root)));
                continue;
            }
            let identity = identity(root);
            let is_it = identity.version_uri == wanted.urn.value || identity.uri == wanted.urn.value;
            if is_it && wanted.version.is_none_or(|version| version.value == identity.version) {
                return (self.rows(file, source, root, wanted), Some(identity.version).filter(|version| !version.is_empty()));
            }
            others.push(if is_it { format!("{} {}", identity.uri, identity.version) } else { identity.uri });
        }
        self.diagnostics.push(unknown_list_file::diagnostic(wanted.urn, wanted.version, &others));
        (Vec::new(), None)
    }

    fn rows(&mut self, file: FileId, source: &SourceFile, root: Node<'_, '_>, wanted: &Wanted<'_>) -> Vec<EntryDefinition> {
        let columns: Vec<&str> = descend(root, "Column").filter_map(|column| column.attribute("Id")).collect();
        for written in [wanted.code, wanted.name].into_iter().flatten() {
            if !columns.contains(&written.value.as_str()) {
                self.diagnostics.push(bad_genericode::column(written, &columns));
                return Vec::new();
            }
        }
        // XÖV says by keys which column has the codes, and in newer lists which has the names.
        let keys: Vec<&str> = descend(root, "Key").filter_map(|key| child(key, "ColumnRef")?.attribute("Ref")).collect();
        let code = wanted.code.map(|code| code.value.as_str()).or_else(|| keys.first().copied());
        let by_key = keys.iter().copied().find(|key| Some(*key) != code);
        let demanded = || {
            let mut demanded = descend(root, "Column").filter(|column| column.attribute("Use") == Some("required"));
            demanded.find_map(|column| column.attribute("Id").filter(|id| Some(*id) != code))
        };
        let name = wanted.name.map(|name| name.value.as_str()).or(by_key).or_else(demanded);
        let (Some(code), Some(name)) = (code, name) else {
            self.diagnostics.push(bad_genericode::no_column(wanted.urn, &columns));
            return Vec::new();
        };
        let written = |node: Node<'_, '_>| {
            let text = node.children().find(Node::is_text);
            let span = text.map_or_else(|| span_of(file, source, node), |text| Span::new(file, text.range()));
            Written::new(collapse(text.and_then(|text| text.text()).unwrap_or_default()), span)
        };
        let rows = descend(root, "Row").map(|row| {
            let value = |column: &str| {
                let mut values = row.children().filter(|value| value.tag_name().name() == "Value");
                let value = values.find(|value| value.attribute("ColumnRef") == Some(column)).and_then(|value| child(value, "SimpleValue"));
                value.map(written).filter(|value| !value.value.is_empty())
            };
            let here = span_of(file, source, row);
            let code = value(code).unwrap_or_else(|| Written::new("", here));
            let key = TextKey::entry(wanted.id, &code.value, "label");
            let label = value(name).map(|name| WrittenText { value: name.value, span: name.span, key, block: None, marked: None });
            EntryDefinition { span: here, code, label, hint: None }
        });
        let rows: Vec<EntryDefinition> = rows.collect();
        for row in rows.iter().filter(|row| row.code.is_missing()) {
            self.diagnostics.push(bad_genericode::row(row.span, code));
        }
        rows
    }
}

fn identity(root: Node<'_, '_>) -> Identity {
    let Some(node) = child(root, "Identification") else { return Identity::default() };
    let text = |name| child(node, name).and_then(|node| node.text()).map(|text| text.trim().to_owned()).unwrap_or_default();
    Identity { uri: text("CanonicalUri"), version: text("Version"), version_uri: text("CanonicalVersionUri") }
}

fn child<'a, 'input>(node: Node<'a, 'input>, name: &'static str) -> Option<Node<'a, 'input>> {
    node.children().find(|child| child.is_element() && child.tag_name().name() == name)
}

fn descend<'a, 'input>(node: Node<'a, 'input>, name: &'static str) -> impl Iterator<Item = Node<'a, 'input>> {
    node.descendants().filter(move |node| node.is_element() && node.tag_name().name() == name)
}

fn span_of(file: FileId, source: &SourceFile, node: Node<'_, '_>) -> Span {
    let range = node.range();
    let text = source.text.get(range.clone()).unwrap_or("");
    let length = text.find(|letter: char| letter.is_whitespace() || letter == '>' || letter == '/').unwrap_or(text.len());
    Span::new(file, range.start..range.start + length)
}

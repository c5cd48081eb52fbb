//! Whether elements and attributes are where the vocabulary says. Knows no meaning; unknown parts are reported and then ignored,
//! so that one typo is one diagnostic.

use super::vocabulary::{BLOCK, Child, NAMESPACE, PROCESS, Shape, Times};
use crate::compile::diagnostic::Diagnostics;
use crate::compile::diagnostics::{element_twice, missing_attribute, missing_element, stray_text, unknown_attribute, unknown_element};
use crate::definition::source::{FileId, Span};
use roxmltree::Node;

/// Checks the tree. False when the root is not a process of ours, so that nothing in it means anything.
pub(super) fn check(file: FileId, root: Node<'_, '_>, diagnostics: &mut Diagnostics) -> bool {
    check_root(file, root, &PROCESS, diagnostics)
}

/// The same for a block.
pub(super) fn check_block(file: FileId, root: Node<'_, '_>, diagnostics: &mut Diagnostics) -> bool {
    check_root(file, root, &BLOCK, diagnostics)
}

fn check_root(file: FileId, root: Node<'_, '_>, shape: &'static Shape, diagnostics: &mut Diagnostics) -> bool {
    let span = name_span(file, root);
    if root.tag_name().name() != shape.name {
        diagnostics.push(unknown_element::root(span, root.tag_name().name(), shape.name, NAMESPACE));
        return false;
    }
    if root.tag_name().namespace() != Some(NAMESPACE) {
        diagnostics.push(unknown_element::namespace(span, root.tag_name().namespace(), NAMESPACE));
        return false;
    }
    element(file, root, shape, diagnostics);
    true
}

fn element(file: FileId, node: Node<'_, '_>, shape: &'static Shape, diagnostics: &mut Diagnostics) {
    attributes(file, node, shape, diagnostics);
    let mut seen: Vec<&'static Shape> = Vec::new();
    for child in node.children() {
        if child.is_element() {
            let name = child.tag_name().name();
            let known = shape.children.iter().find(|known| known.shape.name == name && child.tag_name().namespace() == Some(NAMESPACE));
            match known {
                None => diagnostics.push(unknown_element::diagnostic(name_span(file, child), name, shape)),
                Some(Child { shape: inner, times }) => {
                    if *times != Times::Many && seen.iter().any(|seen| seen.name == inner.name) {
                        diagnostics.push(element_twice::diagnostic(name_span(file, child), name, shape.name));
                    }
                    seen.push(inner);
                    element(file, child, inner, diagnostics);
                }
            }
        } else if child.is_text() && !shape.text && child.text().is_some_and(|text| !text.trim().is_empty()) {
            diagnostics.push(stray_text::diagnostic(Span::new(file, trimmed(child)), shape));
        }
    }
    for missing in shape.children.iter().filter(|child| child.times == Times::Once) {
        if !seen.iter().any(|seen| seen.name == missing.shape.name) {
            diagnostics.push(missing_element::diagnostic(name_span(file, node), missing.shape.name, shape.name));
        }
    }
}

fn attributes(file: FileId, node: Node<'_, '_>, shape: &'static Shape, diagnostics: &mut Diagnostics) {
    for attribute in node.attributes() {
        // Attributes of other namespaces (`xsi:schemaLocation`, an editor's own) mean nothing here and are allowed.
        let known = attribute.namespace().is_some() || shape.attributes.iter().any(|(name, _)| *name == attribute.name());
        if !known {
            diagnostics.push(unknown_attribute::diagnostic(Span::new(file, attribute.range_qname()), attribute.name(), shape));
        }
    }
    for (name, demanded) in shape.attributes {
        if *demanded && node.attribute(*name).is_none_or(|value| value.trim().is_empty()) {
            diagnostics.push(missing_attribute::diagnostic(name_span(file, node), name, shape.name));
        }
    }
}

/// The span of `<name`, which is what an author looks for.
fn name_span(file: FileId, node: Node<'_, '_>) -> Span {
    let range = node.range();
    let source = node.document().input_text().get(range.clone()).unwrap_or("");
    let length = source.find(|letter: char| letter.is_whitespace() || letter == '>' || letter == '/').unwrap_or(source.len());
    Span::new(file, range.start..range.start + length)
}

fn trimmed(node: Node<'_, '_>) -> std::ops::Range<usize> {
    let range = node.range();
    let source = node.document().input_text().get(range.clone()).unwrap_or("");
    let start = range.start + (source.len() - source.trim_start().len());
    start..start + source.trim().len()
}

//! Elements → definition. Takes what is there; what is missing or unknown has been reported by `structure`.

use super::genericode::Wanted;
use super::include::Blocks;
use super::vocabulary::NAMESPACE;
use crate::compile::diagnostic::Diagnostics;
use crate::compile::diagnostics::bad_genericode;
use crate::compiled::PassageKind;
use crate::definition::markup;
use crate::definition::source::{FileId, SourceFile, Span};
use crate::definition::*;
use roxmltree::Node;

/// Reads the root element.
pub(super) fn definition(
    file: FileId,
    source: &SourceFile,
    root: Node<'_, '_>,
    blocks: &Blocks<'_>,
    diagnostics: &mut Diagnostics,
) -> Definition {
    let mut reader = Reader { file, source: &source.text, blocks, diagnostics, depth: 0, rules: Vec::new(), code_lists: Vec::new() };
    let pages = elements(root, "page").map(|page| reader.page(page)).collect();
    let from_blocks = std::mem::take(&mut reader.code_lists);
    for rule in elements(root, "rule") {
        let rule = reader.rule(rule);
        reader.rules.push(rule);
    }
    for alternatives in elements(root, "alternatives") {
        let rule = reader.alternatives(alternatives);
        reader.rules.push(rule);
    }
    Definition {
        span: reader.span(root),
        id: reader.demanded(root, "id"),
        version: reader.demanded(root, "version"),
        leika: reader.attribute(root, "leika"),
        kind: reader.attribute(root, "kind"),
        title: reader.text(root, "title", "process", "title"),
        start: elements(root, "start").next().map(|start| reader.start(start)).unwrap_or_default(),
        parameters: elements(root, "parameter").map(|parameter| reader.parameter(parameter)).collect(),
        code_lists: elements(root, "code-list").map(|list| reader.code_list(list)).chain(from_blocks).collect(),
        pages,
        fee: elements(root, "fee").next().map(|fee| reader.fee(fee)),
        handover: elements(root, "handover")
            .next()
            .map(|handover| HandoverDefinition { span: reader.span(handover), postbox: elements(handover, "postbox").next().is_some() }),
        retention: elements(root, "retention").next().map(|retention| RetentionDefinition {
            span: reader.span(retention),
            draft: reader.demanded(retention, "draft"),
            postbox: reader.demanded(retention, "postbox"),
        }),
        opening: elements(root, "opening").next().map(|opening| OpeningDefinition {
            span: reader.span(opening),
            from: reader.attribute(opening, "from"),
            until: reader.attribute(opening, "until"),
            message: reader.content(opening, TextKey::new("opening", "message")),
        }),
        assurance: elements(root, "assurance").next().map(|assurance| reader.demanded(assurance, "level")),
        rules: reader.rules,
    }
}

/// Reads the elements of one file.
pub(super) struct Reader<'a> {
    pub(super) file: FileId,
    pub(super) source: &'a str,
    pub(super) blocks: &'a Blocks<'a>,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// How many blocks it stands in.
    pub(super) depth: usize,
    pub(super) rules: Vec<RuleDefinition>,
    /// Those of blocks.
    pub(super) code_lists: Vec<CodeListDefinition>,
}

impl Reader<'_> {
    fn start(&self, node: Node<'_, '_>) -> StartDefinition {
        StartDefinition {
            summary: self.texts(node, "summary", "start", "summary"),
            needed: self.texts(node, "needed", "start", "needed"),
            duration: self.text(node, "duration", "start", "duration"),
            fee: self.text(node, "fee", "start", "fee"),
            legal_basis: self.texts(node, "legal-basis", "start", "legal-basis"),
            other_ways: self.texts(node, "other-way", "start", "other-way"),
        }
    }

    fn parameter(&self, node: Node<'_, '_>) -> ParameterDefinition {
        ParameterDefinition {
            span: self.span(node),
            id: self.demanded(node, "id"),
            kind: self.demanded(node, "type"),
            default: self.demanded(node, "default"),
            label: self.text(node, "label", "", "").map(|text| Written::new(text.value, text.span)),
        }
    }

    pub(super) fn code_list(&mut self, node: Node<'_, '_>) -> CodeListDefinition {
        let id = self.demanded(node, "id");
        let mut entries: Vec<EntryDefinition> = elements(node, "entry")
            .map(|entry| {
                let code = self.demanded(entry, "code");
                let key = TextKey::entry(&id.value, &code.value, "").message;
                EntryDefinition {
                    span: self.span(entry),
                    label: self.text(entry, "label", &key, "label"),
                    hint: self.text(entry, "hint", &key, "hint"),
                    code,
                }
            })
            .collect();
        let urn = self.attribute(node, "urn");
        let mut version = self.attribute(node, "version");
        let (code, name) = (self.attribute(node, "code-column"), self.attribute(node, "name-column"));
        match &urn {
            Some(urn) if entries.is_empty() => {
                let wanted = Wanted { id: &id.value, urn, version: version.as_ref(), code: code.as_ref(), name: name.as_ref() };
                let (rows, found) = self.published(&wanted);
                version = found.map(|found| Written::new(found, urn.span)).or(version);
                entries = rows;
            }
            _ => code.iter().chain(&name).for_each(|column| self.diagnostics.push(bad_genericode::both(column))),
        }
        CodeListDefinition { span: self.span(node), urn, version, parameter: self.attribute(node, "parameter"), entries, id }
    }

    fn page(&mut self, node: Node<'_, '_>) -> PageDefinition {
        let id = self.demanded(node, "id");
        PageDefinition {
            span: self.span(node),
            visible: self.attribute(node, "visible"),
            title: self.text(node, "title", &id.value, "title"),
            intro: self.all_marked(node, "intro", &id.value, "intro"),
            items: self.items(node, &id.value),
            id,
        }
    }

    pub(super) fn items(&mut self, node: Node<'_, '_>, around: &str) -> Vec<ItemDefinition> {
        let mut items = Vec::new();
        let mut notes = 0;
        for child in node.children().filter(|child| is_ours(*child)) {
            match child.tag_name().name() {
                "field" => {
                    let field = self.field(child);
                    items.push(self.composite(field));
                }
                "include" => items.extend(self.include(child).map(ItemDefinition::Group)),
                "group" => items.push(ItemDefinition::Group(self.group(child))),
                "repeat" => {
                    let group = self.group(child);
                    let repeat = Some(Box::new(self.repeat(child, &group.id.value)));
                    items.push(ItemDefinition::Group(GroupDefinition { repeat, ..group }));
                }
                "note" => {
                    notes += 1;
                    items.push(ItemDefinition::Note(self.note(child, around, notes)));
                }
                "declaration" => items.extend(self.declaration(child)),
                "rule" => {
                    let rule = self.rule(child);
                    self.rules.push(rule);
                }
                "alternatives" => {
                    let rule = self.alternatives(child);
                    self.rules.push(rule);
                }
                _ => {}
            }
        }
        items
    }

    fn group(&mut self, node: Node<'_, '_>) -> GroupDefinition {
        let id = self.demanded(node, "id");
        GroupDefinition {
            span: self.span(node),
            fim: self.attribute(node, "fim"),
            visible: self.attribute(node, "visible"),
            title: self.text(node, "title", &id.value, "title"),
            hint: self.text(node, "hint", &id.value, "hint"),
            items: self.items(node, &id.value),
            repeat: None,
            block: None,
            id,
        }
    }

    fn repeat(&self, node: Node<'_, '_>, id: &str) -> RepeatDefinition {
        RepeatDefinition {
            min: self.attribute(node, "min"),
            max: self.attribute(node, "max"),
            row_name: self.attribute(node, "row-name"),
            row_title: self.text(node, "row", id, "row"),
            add: self.text(node, "add", id, "add"),
            remove: self.text(node, "remove", id, "remove"),
        }
    }

    fn field(&self, node: Node<'_, '_>) -> FieldDefinition {
        let id = self.demanded(node, "id");
        let settings = node
            .attributes()
            .filter(|attribute| attribute.namespace().is_none() && !matches!(attribute.name(), "id" | "type"))
            .filter_map(|attribute| {
                let name = Written::new(attribute.name(), Span::new(self.file, attribute.range_qname()));
                self.attribute(node, attribute.name()).map(|value| Setting { name, value })
            })
            .collect();
        FieldDefinition {
            span: self.span(node),
            kind: self.demanded(node, "type"),
            label: self.text(node, "label", &id.value, "label"),
            hint: self.text(node, "hint", &id.value, "hint"),
            help: self.text(node, "help", &id.value, "help"),
            settings,
            id,
        }
    }

    fn note(&self, node: Node<'_, '_>, around: &str, number: usize) -> NoteDefinition {
        let id = self.attribute(node, "id");
        let (message, prefix) = match &id {
            Some(id) => (id.value.as_str(), String::new()),
            None => (around, format!("note-{number}-")),
        };
        NoteDefinition {
            span: self.span(node),
            kind: self.attribute(node, "kind"),
            visible: self.attribute(node, "visible"),
            title: self.text(node, "title", message, &format!("{prefix}title")),
            body: self.passages(node, message, &prefix),
            id,
        }
    }

    fn rule(&self, node: Node<'_, '_>) -> RuleDefinition {
        let id = self.demanded(node, "id");
        RuleDefinition {
            span: self.span(node),
            fim: self.attribute(node, "fim"),
            assert: self.demanded(node, "assert"),
            field: self.demanded(node, "field"),
            message: self.content(node, TextKey::new(format!("rule-{}", id.value), "message")),
            alternatives: None,
            id,
        }
    }

    fn alternatives(&self, node: Node<'_, '_>) -> RuleDefinition {
        let of = self.demanded(node, "of");
        let first = of.value.split_whitespace().next().unwrap_or_default();
        let field = Written::new(first, of.span);
        RuleDefinition {
            // Made of the fields' types, once they are known.
            assert: Written::new("", of.span),
            field,
            alternatives: Some(Box::new(AlternativesDefinition { of, at: self.attribute(node, "at") })),
            ..self.rule(node)
        }
    }

    /// What somebody declares: the words, and a box to tick.
    fn declaration(&self, node: Node<'_, '_>) -> Vec<ItemDefinition> {
        let id = self.demanded(node, "id");
        let body = self.passages(node, &id.value, "");
        let visible = self.attribute(node, "visible");
        let setting = |name: &str, value: Option<Written>| value.map(|value| Setting { name: Written::new(name, value.span), value });
        let settings = [
            setting("required", Some(Written::new("true", id.span))),
            setting("visible", visible.clone()),
            setting("fim", self.attribute(node, "fim")),
        ];
        let note = NoteDefinition { span: self.span(node), kind: None, visible, id: None, title: None, body };
        let field = FieldDefinition {
            span: self.span(node),
            kind: Written::new("consent", id.span),
            label: self.text(node, "label", &id.value, "label"),
            hint: None,
            help: None,
            settings: settings.into_iter().flatten().collect(),
            id,
        };
        let note = (!note.body.is_empty()).then_some(ItemDefinition::Note(note));
        note.into_iter().chain([ItemDefinition::Field(field)]).collect()
    }

    fn fee(&self, node: Node<'_, '_>) -> FeeDefinition {
        let purpose = self.demanded(node, "purpose");
        FeeDefinition {
            amount: self.demanded(node, "amount"),
            purpose: WrittenText {
                value: collapse(&purpose.value),
                span: purpose.span,
                key: TextKey::new("fee", "purpose"),
                block: None,
                marked: None,
            },
        }
    }

    pub(super) fn attribute(&self, node: Node<'_, '_>, name: &str) -> Option<Written> {
        let attribute = node.attribute_node(name)?;
        let range = attribute.range_value();
        let raw = self.source.get(range.clone()).unwrap_or("");
        Some(Written::from_raw(attribute.value(), raw, Span::new(self.file, range)))
    }

    /// A demanded attribute; empty, at the element, when it is missing.
    pub(super) fn demanded(&self, node: Node<'_, '_>, name: &str) -> Written {
        self.attribute(node, name).filter(|value| !value.value.trim().is_empty()).unwrap_or_else(|| Written::new("", self.span(node)))
    }

    pub(super) fn text(&self, node: Node<'_, '_>, element: &'static str, message: &str, attribute: &str) -> Option<WrittenText> {
        elements(node, element).next().and_then(|child| self.content(child, TextKey::new(message, attribute)))
    }

    fn texts(&self, node: Node<'_, '_>, element: &'static str, message: &str, attribute: &str) -> Vec<WrittenText> {
        elements(node, element)
            .zip(1..)
            .filter_map(|(child, number)| self.content(child, TextKey::new(message, format!("{attribute}-{number}"))))
            .collect()
    }

    pub(super) fn content(&self, node: Node<'_, '_>, key: TextKey) -> Option<WrittenText> {
        let value = collapse(&node.children().filter(Node::is_text).filter_map(|text| text.text()).collect::<String>());
        let span = node.children().find(Node::is_text).map_or_else(|| self.span(node), |text| Span::new(self.file, text.range()));
        (!value.is_empty()).then_some(WrittenText { value, span, key, block: None, marked: None })
    }

    /// The same with markup in it.
    fn marked(&self, node: Node<'_, '_>, key: TextKey) -> Option<WrittenText> {
        let (value, parts) = markup::written(node);
        let parts = parts.into_iter().map(|part| self.span(part)).collect();
        let value = collapse(&value);
        let start = node.first_child().map_or(node.range().start, |child| child.range().start);
        let end = node.last_child().map_or(start, |child| child.range().end);
        let span = Span::new(self.file, start..end);
        (!value.is_empty()).then_some(WrittenText { value, span, key, block: None, marked: Some(parts) })
    }

    fn all_marked(&self, node: Node<'_, '_>, element: &'static str, message: &str, attribute: &str) -> Vec<WrittenText> {
        elements(node, element)
            .zip(1..)
            .filter_map(|(child, number)| self.marked(child, TextKey::new(message, format!("{attribute}-{number}"))))
            .collect()
    }

    /// Paragraphs and lists. Each of both is numbered by itself, the items of all lists together.
    fn passages(&self, node: Node<'_, '_>, message: &str, prefix: &str) -> Vec<PassageDefinition> {
        let (mut paragraphs, mut items) = (0, 0);
        let mut passages = Vec::new();
        for child in node.children().filter(|child| is_ours(*child)) {
            let kind = match child.tag_name().name() {
                "p" => PassageKind::Paragraph,
                "ul" => PassageKind::Bullets,
                "ol" => PassageKind::Numbers,
                _ => continue,
            };
            let texts = if kind == PassageKind::Paragraph {
                paragraphs += 1;
                let name = if prefix.is_empty() { "p-" } else { prefix };
                self.marked(child, TextKey::new(message, format!("{name}{paragraphs}"))).into_iter().collect()
            } else {
                elements(child, "li")
                    .filter_map(|item| {
                        items += 1;
                        self.marked(item, TextKey::new(message, format!("{prefix}li-{items}")))
                    })
                    .collect()
            };
            passages.push(PassageDefinition { span: self.span(child), kind, texts });
        }
        passages
    }

    pub(super) fn span(&self, node: Node<'_, '_>) -> Span {
        let range = node.range();
        let source = self.source.get(range.clone()).unwrap_or("");
        let length = source.find(|letter: char| letter.is_whitespace() || letter == '>' || letter == '/').unwrap_or(source.len());
        Span::new(self.file, range.start..range.start + length)
    }
}

fn is_ours(node: Node<'_, '_>) -> bool {
    node.is_element() && node.tag_name().namespace() == Some(NAMESPACE)
}

pub(super) fn elements<'a, 'input>(node: Node<'a, 'input>, name: &'static str) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(move |child| is_ours(*child) && child.tag_name().name() == name)
}

pub(super) fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! `<include block="…"/>` → the group that the block makes. In: the element, and the blocks there are. Out: a group with the block's
//! parts under names of their own, its rules and its code lists.

use super::read::{Reader, elements};
use super::{guard, structure};
use crate::compile::diagnostics::{bad_value, unknown_block, unknown_override};
use crate::definition::instance::Instance;
use crate::definition::source::{FileId, SourceFile};
use crate::definition::*;
use roxmltree::Node;

/// What stands beside a definition: blocks by id, code lists.
#[derive(Default)]
pub(crate) struct Blocks<'a> {
    pub(crate) known: Vec<(&'a str, FileId, &'a SourceFile)>,
    /// Files with published code lists.
    pub(crate) code_lists: Vec<(FileId, &'a SourceFile)>,
}

/// Most blocks in blocks; more is a circle.
const DEEPEST: usize = 4;

impl Reader<'_> {
    pub(super) fn include(&mut self, node: Node<'_, '_>) -> Option<GroupDefinition> {
        let (id, block) = (self.demanded(node, "id"), self.demanded(node, "block"));
        if block.is_missing() {
            return None;
        }
        let Some((_, file, source)) = self.blocks.known.iter().copied().find(|(known, _, _)| *known == block.value) else {
            let known = self.blocks.known.iter().map(|(known, _, _)| *known);
            self.diagnostics.push(unknown_block::diagnostic(&block, known));
            return None;
        };
        if self.depth == DEEPEST {
            self.diagnostics.push(unknown_block::circle(&block));
            return None;
        }
        let document = guard::parse(file, source, self.diagnostics)?;
        let root = document.root_element();
        if !structure::check_block(file, root, self.diagnostics) {
            return None;
        }
        let mut inner = Reader {
            file,
            source: &source.text,
            blocks: self.blocks,
            diagnostics: &mut *self.diagnostics,
            depth: self.depth + 1,
            rules: Vec::new(),
            code_lists: Vec::new(),
        };
        let mut items = inner.items(root, &block.value);
        let (title, hint) = (inner.text(root, "title", &block.value, "title"), inner.text(root, "hint", &block.value, "hint"));
        let fim = inner.attribute(root, "fim");
        let own_lists: Vec<CodeListDefinition> = elements(root, "code-list").map(|list| inner.code_list(list)).collect();
        let (mut rules, mut lists) = (std::mem::take(&mut inner.rules), std::mem::take(&mut inner.code_lists));
        lists.extend(own_lists);
        let instance = self.instance(node, &id.value, &block, &items);
        instance.apply(&mut items, &mut rules);
        let met = instance.met.into_inner();
        let others: Vec<Written> = elements(node, "override").filter_map(|other| self.attribute(other, "text")).collect();
        for other in others {
            if !met.contains(&other.value) {
                self.diagnostics.push(unknown_override::diagnostic(&other, met.iter().map(String::as_str)));
            }
        }
        self.rules.extend(rules);
        for mut list in lists {
            list.entries.iter_mut().flat_map(|entry| entry.label.iter_mut().chain(&mut entry.hint)).for_each(|text| {
                text.block.get_or_insert_with(|| (block.value.clone(), text.key.clone()));
            });
            // A list is the same wherever the block stands.
            if !self.code_lists.iter().any(|known| known.span == list.span) {
                self.code_lists.push(list);
            }
        }
        let own = |text: Option<WrittenText>, other: Option<WrittenText>, attribute: &str| match (text, other) {
            (Some(text), _) => Some(text),
            (None, Some(mut text)) => {
                text.block = Some((block.value.clone(), text.key.clone()));
                text.key = TextKey::new(&id.value, attribute);
                Some(text)
            }
            (None, None) => None,
        };
        Some(GroupDefinition {
            span: self.span(node),
            fim: self.attribute(node, "fim").or(fim),
            visible: self.attribute(node, "visible"),
            title: own(self.text(node, "title", &id.value, "title"), title, "title"),
            hint: own(self.text(node, "hint", &id.value, "hint"), hint, "hint"),
            items,
            repeat: None,
            block: Some(Box::new(UsedBlock { id: block.value.clone(), offer: self.attribute(node, "offer") })),
            id,
        })
    }

    fn instance<'b>(&mut self, node: Node<'_, '_>, id: &str, block: &'b Written, items: &[ItemDefinition]) -> Instance<'b> {
        let overrides: Vec<(String, WrittenText)> = elements(node, "override")
            .filter_map(|other| {
                let key = self.attribute(other, "text")?;
                Some((key.value.clone(), self.content(other, TextKey::new("", ""))?))
            })
            .collect();
        let without = self.attribute(node, "without");
        let fields: Vec<&str> = fields(items);
        for (word, start) in without.iter().flat_map(|without| words(&without.value)) {
            if let (false, Some(without)) = (fields.contains(&word), &without) {
                let part = Written::new(word, without.part(start..start + word.len()));
                self.diagnostics.push(bad_value::one_of("without", &part, &fields));
            }
        }
        Instance {
            block: &block.value,
            prefix: format!("{id}_"),
            is_required: self.flag(node, "required"),
            has_autocomplete: self.flag(node, "autocomplete"),
            without: without.iter().flat_map(|without| words(&without.value)).map(|(word, _)| word.to_owned()).collect(),
            overrides,
            met: std::cell::RefCell::default(),
        }
    }

    /// `true` unless it is said otherwise.
    fn flag(&mut self, node: Node<'_, '_>, name: &str) -> bool {
        match self.attribute(node, name) {
            None => true,
            Some(written) => {
                if !matches!(written.value.as_str(), "true" | "false") {
                    self.diagnostics.push(bad_value::one_of(name, &written, &["true", "false"]));
                }
                written.value != "false"
            }
        }
    }
}

fn fields(items: &[ItemDefinition]) -> Vec<&str> {
    let mut found = Vec::new();
    for item in items {
        match item {
            ItemDefinition::Field(field) => found.push(field.id.value.as_str()),
            ItemDefinition::Group(group) => found.extend(fields(&group.items)),
            ItemDefinition::Note(_) => {}
        }
    }
    found
}

/// Words with the offset at which each begins.
fn words(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.split_whitespace().map(|word| (word, word.as_ptr() as usize - text.as_ptr() as usize))
}

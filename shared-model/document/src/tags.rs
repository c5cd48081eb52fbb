//! The structure that screen readers follow. In: content and the identifiers of what was drawn, by role. Out: krilla's tag tree:
//! headings, paragraphs, tables with headers for rows and columns. A table that runs over a page break stays one table.

use crate::content::{Block, Content};
use crate::paginate::Role;
use krilla::tagging::{Identifier, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};
use std::num::NonZeroU16;

/// What was drawn, in order, with its role.
#[derive(Default)]
pub(crate) struct Drawn(Vec<(Role, Identifier)>);

impl Drawn {
    pub(crate) fn add(&mut self, role: Role, identifier: Identifier) {
        self.0.push((role, identifier));
    }

    fn take(&mut self, wanted: Role) -> Vec<Node> {
        self.take_where(|role| role == wanted)
    }

    fn take_where(&mut self, wanted: impl Fn(Role) -> bool) -> Vec<Node> {
        let (taken, left) = std::mem::take(&mut self.0).into_iter().partition(|(role, _)| wanted(*role));
        self.0 = left;
        let taken: Vec<(Role, Identifier)> = taken;
        taken.into_iter().map(|(_, identifier)| Node::Leaf(identifier)).collect()
    }
}

pub(crate) fn tree(content: &Content, mut drawn: Drawn) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(content.language.clone()));
    for (index, block) in content.blocks.iter().enumerate() {
        match block {
            Block::Heading { level, text } => {
                let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
                tree.push(group(Tag::Hn(level, Some(text.clone())), drawn.take(Role::Block(index))));
            }
            Block::Paragraph { .. } => tree.push(group(Tag::P, drawn.take(Role::Block(index)))),
            Block::Table { is_headed, rows } => {
                let mut table = TagGroup::new(Tag::Table);
                if *is_headed {
                    let mut row = TagGroup::new(Tag::TR);
                    for column in 0..2 {
                        row.push(group(Tag::TH(TableHeaderScope::Column), drawn.take(Role::ColumnHeading(index, column))));
                    }
                    let mut head = TagGroup::new(Tag::THead);
                    head.push(row);
                    table.push(head);
                }
                let mut body = TagGroup::new(Tag::TBody);
                for (number, answers) in rows.iter().map(|row| row.answer.len()).enumerate() {
                    let mut row = TagGroup::new(Tag::TR);
                    row.push(group(Tag::TH(TableHeaderScope::Row), drawn.take(Role::Question(index, number))));
                    let mut cell = TagGroup::new(Tag::TD);
                    for line in 0..answers {
                        cell.push(group(Tag::P, drawn.take(Role::Answer(index, number, line))));
                    }
                    row.push(cell);
                    body.push(row);
                }
                table.push(body);
                tree.push(table);
            }
        }
    }
    tree
}

fn group(tag: impl Into<TagKind>, children: Vec<Node>) -> TagGroup {
    TagGroup::with_children(tag, children)
}

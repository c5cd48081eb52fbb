//! What is derived, and from what. In: a compiled form. Out: for each cell the cells it reads, and seen from which row. Computed once
//! an application; knows no answers.

use super::structure::Structure;
use crate::compiled::{CompiledForm, Condition, FieldIndex, GroupIndex, PageIndex};
use crate::feel::Expression;
use crate::feel::tree::{Function, Node};

/// Something that is derived from answers and that other things may be derived from; in rows, once a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    /// Whether a page is passed.
    Page(PageIndex),
    /// Whether a group is shown.
    Group(GroupIndex),
    /// Which rows a repeated group has, as far as it is shown.
    Rows(GroupIndex),
    /// Whether a field is shown.
    Shown(FieldIndex),
    /// The value a field has for expressions.
    Value(FieldIndex),
    /// Whether an answer is demanded.
    Required(FieldIndex),
}

/// A cell that is read: the reader sees those in the row of this repeated group that both are in, or all of them.
pub(super) type Source = (Cell, Option<GroupIndex>);

/// Numbers cells: pages, two for each group, three for each field.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numbers {
    pub(super) pages: usize,
    pub(super) groups: usize,
}

impl Numbers {
    pub(super) fn of(self, cell: Cell) -> usize {
        let fields = self.pages + 2 * self.groups;
        match cell {
            Cell::Page(page) => page.at(),
            Cell::Group(group) => self.pages + 2 * group.at(),
            Cell::Rows(group) => self.pages + 2 * group.at() + 1,
            Cell::Shown(field) => fields + 3 * field.at(),
            Cell::Value(field) => fields + 3 * field.at() + 1,
            Cell::Required(field) => fields + 3 * field.at() + 2,
        }
    }
}

/// All cells by number.
pub(super) fn all(form: &CompiledForm) -> Vec<Cell> {
    let pages = (0..).zip(&form.pages).map(|(index, _)| Cell::Page(PageIndex(index)));
    let groups = (0..).zip(&form.groups).flat_map(|(index, _)| [Cell::Group(GroupIndex(index)), Cell::Rows(GroupIndex(index))]);
    let fields = (0..).zip(&form.fields).map(|(index, _)| FieldIndex(index));
    let fields = fields.flat_map(|field| [Cell::Shown(field), Cell::Value(field), Cell::Required(field)]);
    pages.chain(groups).chain(fields).collect()
}

/// The repeated group in whose rows a cell is.
pub(super) fn scope(structure: &Structure, cell: Cell) -> Option<GroupIndex> {
    match cell {
        Cell::Page(_) => None,
        Cell::Group(group) | Cell::Rows(group) => structure.scope_of_group(group),
        Cell::Shown(field) | Cell::Value(field) | Cell::Required(field) => structure.scope_of_field(field),
    }
}

/// What a cell reads.
pub(super) fn sources(form: &CompiledForm, structure: &Structure, cell: Cell) -> Vec<Source> {
    let mut sources = Vec::new();
    let mut read = |expression: Option<&Expression>| {
        if let Some(expression) = expression {
            read_by(form, structure, expression, &mut |cell, common| sources.push((cell, common)));
        }
    };
    let group_cell = |group| (Cell::Group(group), structure.scope_of_group(group));
    match cell {
        Cell::Page(page) => read(form.pages.get(page.at()).and_then(|page| page.visible.as_ref())),
        Cell::Group(group) => {
            read(form.groups.get(group.at()).and_then(|group| group.visible.as_ref()));
            let around = structure.parent(group).map(group_cell);
            sources.extend(around.or_else(|| structure.page_of(group).map(|page| (Cell::Page(page), None))));
        }
        Cell::Rows(group) => sources.push(group_cell(group)),
        Cell::Shown(index) => {
            if let Some(field) = form.field(index) {
                read(field.visible.as_ref());
                sources.push(field.groups.last().map_or((Cell::Page(field.page), None), |group| group_cell(*group)));
            }
        }
        Cell::Value(index) => {
            read(form.field(index).and_then(|field| field.value.as_ref()));
            sources.push((Cell::Shown(index), structure.scope_of_field(index)));
        }
        Cell::Required(index) => {
            if let Some(Condition::When(expression)) = form.field(index).map(|field| &field.required) {
                read(Some(expression));
            }
            sources.push((Cell::Shown(index), structure.scope_of_field(index)));
        }
    }
    sources
}

/// The cells an expression reads. Of `kinder.alter` only that field of the rows, of `count(kinder)` only which rows there are.
pub(super) fn read_by(form: &CompiledForm, structure: &Structure, expression: &Expression, read: &mut dyn FnMut(Cell, Option<GroupIndex>)) {
    let nodes = expression.nodes();
    let mut narrow: Vec<Option<&str>> = vec![None; nodes.len()];
    for node in nodes {
        let (list, name) = match node {
            Node::Entry(list, name) => (list, name.as_str()),
            Node::Call(Function::Count, arguments) => match arguments.as_slice() {
                [list] => (list, ""),
                _ => continue,
            },
            _ => continue,
        };
        if let Some(place) = narrow.get_mut(list.0 as usize) {
            *place = Some(name);
        }
    }
    for (node, narrow) in nodes.iter().zip(narrow) {
        let Node::Answer(index) = node else { continue };
        match structure.list_of(*index) {
            None => read(Cell::Value(*index), structure.scope_of_field(*index)),
            Some(group) => rows(form, structure, group, structure.scope_of_group(group), narrow, read),
        }
    }
}

fn rows(
    form: &CompiledForm,
    structure: &Structure,
    group: GroupIndex,
    common: Option<GroupIndex>,
    narrow: Option<&str>,
    read: &mut dyn FnMut(Cell, Option<GroupIndex>),
) {
    read(Cell::Rows(group), common);
    let span = structure.span(group);
    for index in (span.first_field..span.first_field.saturating_add(span.fields)).map(FieldIndex) {
        let is_read = narrow.is_none_or(|name| form.field(index).is_some_and(|field| field.id == name));
        if structure.scope_of_field(index) == Some(group) && is_read {
            read(Cell::Value(index), common);
        }
    }
    for inner in (span.first_group..span.first_group.saturating_add(span.groups)).map(GroupIndex) {
        let known = form.groups.get(inner.at()).filter(|inner| inner.repeat.is_some());
        let is_read = known.is_some_and(|known| narrow.is_none_or(|name| known.id == name));
        if is_read && structure.scope_of_group(inner) == Some(group) {
            rows(form, structure, inner, common, None, read);
        }
    }
}

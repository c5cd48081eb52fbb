//! What depends on what in a form. In: a compiled form. Out: cells in an order in which each comes after all it reads.
//! Computed once an application; knows no answers.

use crate::compiled::{CompiledForm, Condition, FieldIndex, GroupIndex, Item, PageIndex};
use crate::feel::Expression;
use std::collections::BTreeSet;

/// Something that is derived from answers and that other things may be derived from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    /// Whether a page is passed.
    Page(PageIndex),
    /// Whether a group is shown.
    Group(GroupIndex),
    /// Whether a field is shown.
    Shown(FieldIndex),
    /// The value a field has for expressions.
    Value(FieldIndex),
    /// Whether an answer is demanded.
    Required(FieldIndex),
}

/// The dependencies of a form.
#[derive(Debug)]
pub(super) struct Graph {
    /// Cells in order of evaluation. What stands in or behind a circle is missing: it stays hidden and null.
    order: Vec<Cell>,
    /// By cell number: its place in `order`.
    rank: Vec<Option<u32>>,
    /// By cell number: the places of the cells that read it.
    readers: Vec<Vec<u32>>,
    /// By field: whether a note reads it.
    read_by_note: Vec<bool>,
    /// By page: its fields.
    fields_of_page: Vec<Vec<FieldIndex>>,
    /// Fields sorted by id.
    by_id: Vec<FieldIndex>,
    /// By group: the group around it.
    parent: Vec<Option<GroupIndex>>,
    /// By group: the page it stands on.
    page_of_group: Vec<Option<PageIndex>>,
    numbers: Numbers,
}

/// Numbers cells: pages, groups, then three for each field.
#[derive(Debug, Clone, Copy)]
struct Numbers {
    pages: usize,
    groups: usize,
}

impl Numbers {
    fn of(self, cell: Cell) -> usize {
        let fields = self.pages + self.groups;
        match cell {
            Cell::Page(page) => page.at(),
            Cell::Group(group) => self.pages + group.at(),
            Cell::Shown(field) => fields + 3 * field.at(),
            Cell::Value(field) => fields + 3 * field.at() + 1,
            Cell::Required(field) => fields + 3 * field.at() + 2,
        }
    }
}

impl Graph {
    /// The dependencies of a form.
    pub(super) fn of(form: &CompiledForm) -> Self {
        let numbers = Numbers { pages: form.pages.len(), groups: form.groups.len() };
        let (parent, page_of_group) = nesting(form);
        let cells = cells(form);
        let mut readers: Vec<Vec<u32>> = vec![Vec::new(); cells.len()];
        let mut waits: Vec<u32> = vec![0; cells.len()];
        for (number, cell) in cells.iter().enumerate() {
            let mut read = BTreeSet::new();
            read.extend(sources(form, *cell, &parent, &page_of_group).into_iter().map(|source| numbers.of(source) as u32));
            for source in read {
                // An index that the form does not have is read as null and depends on nothing.
                if let (Some(list), Some(wait)) = (readers.get_mut(source as usize), waits.get_mut(number)) {
                    list.push(number as u32);
                    *wait += 1;
                }
            }
        }
        let (order, rank) = sorted(&cells, &readers, waits);
        for list in &mut readers {
            *list = list.iter().filter_map(|number| rank.get(*number as usize).copied().flatten()).collect();
        }
        Self {
            order,
            rank,
            readers,
            read_by_note: read_by_notes(form),
            fields_of_page: fields_of_pages(form),
            by_id: by_id(form),
            parent,
            page_of_group,
            numbers,
        }
    }

    /// How many cells are evaluated.
    pub(super) fn len(&self) -> u32 {
        self.order.len() as u32
    }
    /// The cell at a place in the order.
    pub(super) fn cell(&self, rank: u32) -> Option<Cell> {
        self.order.get(rank as usize).copied()
    }
    /// The place of a cell in the order.
    pub(super) fn rank(&self, cell: Cell) -> Option<u32> {
        self.rank.get(self.numbers.of(cell)).copied().flatten()
    }
    /// The places of the cells that read this one.
    pub(super) fn readers(&self, cell: Cell) -> &[u32] {
        self.readers.get(self.numbers.of(cell)).map_or(&[], Vec::as_slice)
    }
    /// Whether a note reads this field.
    pub(super) fn is_read_by_note(&self, field: FieldIndex) -> bool {
        self.read_by_note.get(field.at()).copied().unwrap_or(false)
    }
    /// The fields of a page, in order.
    pub(super) fn fields_of(&self, page: PageIndex) -> &[FieldIndex] {
        self.fields_of_page.get(page.at()).map_or(&[], Vec::as_slice)
    }
    /// The field with an id.
    pub(super) fn field(&self, form: &CompiledForm, id: &str) -> Option<FieldIndex> {
        let name = |field: &FieldIndex| form.field(*field).map_or("", |field| field.id.as_str());
        let found = self.by_id.binary_search_by(|field| name(field).cmp(id)).ok()?;
        self.by_id.get(found).copied()
    }
    /// The group around a group.
    pub(super) fn parent(&self, group: GroupIndex) -> Option<GroupIndex> {
        self.parent.get(group.at()).copied().flatten()
    }
    /// The page a group stands on.
    pub(super) fn page_of(&self, group: GroupIndex) -> Option<PageIndex> {
        self.page_of_group.get(group.at()).copied().flatten()
    }
}

/// All cells by number.
fn cells(form: &CompiledForm) -> Vec<Cell> {
    let pages = (0..).zip(&form.pages).map(|(index, _)| Cell::Page(PageIndex(index)));
    let groups = (0..).zip(&form.groups).map(|(index, _)| Cell::Group(GroupIndex(index)));
    let fields = (0..).zip(&form.fields).map(|(index, _)| FieldIndex(index));
    let fields = fields.flat_map(|field| [Cell::Shown(field), Cell::Value(field), Cell::Required(field)]);
    pages.chain(groups).chain(fields).collect()
}

/// What a cell reads.
fn sources(form: &CompiledForm, cell: Cell, parent: &[Option<GroupIndex>], page_of_group: &[Option<PageIndex>]) -> Vec<Cell> {
    let mut sources = Vec::new();
    let mut read = |expression: Option<&Expression>| {
        sources.extend(expression.into_iter().flat_map(Expression::answers).map(Cell::Value));
    };
    match cell {
        Cell::Page(page) => read(form.pages.get(page.at()).and_then(|page| page.visible.as_ref())),
        Cell::Group(group) => {
            read(form.groups.get(group.at()).and_then(|group| group.visible.as_ref()));
            let around = parent.get(group.at()).copied().flatten().map(Cell::Group);
            sources.extend(around.or_else(|| page_of_group.get(group.at()).copied().flatten().map(Cell::Page)));
        }
        Cell::Shown(index) => {
            if let Some(field) = form.field(index) {
                read(field.visible.as_ref());
                sources.push(field.groups.last().map_or(Cell::Page(field.page), |group| Cell::Group(*group)));
            }
        }
        Cell::Value(index) => {
            read(form.field(index).and_then(|field| field.value.as_ref()));
            sources.push(Cell::Shown(index));
        }
        Cell::Required(index) => {
            if let Some(Condition::When(expression)) = form.field(index).map(|field| &field.required) {
                read(Some(expression));
            }
            sources.push(Cell::Shown(index));
        }
    }
    sources
}

/// Kahn's algorithm; among the cells that are ready the lowest number first, so that the order is always the same.
fn sorted(cells: &[Cell], readers: &[Vec<u32>], mut waits: Vec<u32>) -> (Vec<Cell>, Vec<Option<u32>>) {
    let mut ready = BTreeSet::new();
    ready.extend((0_u32..).zip(&waits).filter(|(_, wait)| **wait == 0).map(|(number, _)| number));
    let (mut order, mut rank) = (Vec::with_capacity(cells.len()), vec![None; cells.len()]);
    while let Some(number) = ready.pop_first() {
        let at = number as usize;
        if let (Some(cell), Some(place)) = (cells.get(at), rank.get_mut(at)) {
            *place = Some(order.len() as u32);
            order.push(*cell);
        }
        for reader in readers.get(at).into_iter().flatten() {
            if let Some(wait) = waits.get_mut(*reader as usize) {
                *wait -= 1;
                if *wait == 0 {
                    ready.insert(*reader);
                }
            }
        }
    }
    (order, rank)
}

type Nesting = (Vec<Option<GroupIndex>>, Vec<Option<PageIndex>>);

/// For each group the group around it and its page.
fn nesting(form: &CompiledForm) -> Nesting {
    let mut parent = vec![None; form.groups.len()];
    let mut page = vec![None; form.groups.len()];
    for (number, group) in (0..).zip(&form.groups) {
        for inner in groups_in(&group.items) {
            // A group stands after the group around it; anything else is no form and would run in circles.
            if let Some(place) = parent.get_mut(inner.at()).filter(|_| inner.0 > number) {
                *place = Some(GroupIndex(number));
            }
        }
    }
    for (number, item) in (0..).zip(&form.pages) {
        for group in groups_in(&item.items) {
            if let Some(place) = page.get_mut(group.at()) {
                *place = Some(PageIndex(number));
            }
        }
    }
    for number in 0..form.groups.len() {
        let around = parent.get(number).copied().flatten();
        let inherited = around.and_then(|around: GroupIndex| page.get(around.at()).copied().flatten());
        if let Some(place) = page.get_mut(number) {
            *place = place.or(inherited);
        }
    }
    (parent, page)
}

fn groups_in(items: &[Item]) -> impl Iterator<Item = GroupIndex> {
    items.iter().filter_map(|item| if let Item::Group(group) = item { Some(*group) } else { None })
}

fn read_by_notes(form: &CompiledForm) -> Vec<bool> {
    let mut read = vec![false; form.fields.len()];
    let items = form.pages.iter().map(|page| &page.items).chain(form.groups.iter().map(|group| &group.items)).flatten();
    for item in items {
        if let Item::Note(note) = item {
            for field in note.visible.iter().flat_map(Expression::answers) {
                if let Some(place) = read.get_mut(field.at()) {
                    *place = true;
                }
            }
        }
    }
    read
}

fn fields_of_pages(form: &CompiledForm) -> Vec<Vec<FieldIndex>> {
    let mut pages = vec![Vec::new(); form.pages.len()];
    for (number, field) in (0..).zip(&form.fields) {
        if let Some(page) = pages.get_mut(field.page.at()) {
            page.push(FieldIndex(number));
        }
    }
    pages
}

fn by_id(form: &CompiledForm) -> Vec<FieldIndex> {
    let mut fields: Vec<FieldIndex> = Vec::with_capacity(form.fields.len());
    let id = |field: &FieldIndex| form.field(*field).map(|field| field.id.as_str());
    for (index, _) in (0..).map(FieldIndex).zip(&form.fields) {
        // Insertion, since a sort of the library weighs 5 kB in the browser.
        let place = fields.partition_point(|other| id(other) < id(&index));
        fields.insert(place, index);
    }
    fields
}

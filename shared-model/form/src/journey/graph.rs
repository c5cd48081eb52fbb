//! What depends on what in a form. In: a compiled form. Out: cells in an order in which each comes after all it reads.
//! Computed once an application; knows no answers.

use super::cells::{self, Cell, Numbers};
use super::queue::Queue;
use super::structure::Structure;
use crate::compiled::{CompiledForm, FieldIndex, GroupIndex, Item};

/// The dependencies of a form.
#[derive(Debug)]
pub(super) struct Graph {
    /// What stands in what.
    pub(super) structure: Structure,
    /// Cells in order of evaluation. What stands in or behind a circle is missing: it stays hidden and null.
    order: Vec<Cell>,
    /// By cell number: its place in `order`.
    rank: Vec<Option<u32>>,
    /// By cell number: the cells that read it.
    readers: Vec<Vec<Reader>>,
    /// By group: the places of the cells that are in each of its rows.
    in_row: Vec<Vec<u32>>,
    /// By field, then by group: whether a note reads it.
    read_by_note: Vec<bool>,
    /// By group: whether an expression reads its rows.
    is_list_read: Vec<bool>,
    numbers: Numbers,
}

/// A cell that reads another one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader {
    /// Its place in the order.
    pub(super) rank: u32,
    /// Seen from which row; see `cells::Source`.
    pub(super) common: Option<GroupIndex>,
}

impl Graph {
    /// The dependencies of a form.
    pub(super) fn of(form: &CompiledForm) -> Self {
        let numbers = Numbers { pages: form.pages.len(), groups: form.groups.len() };
        let structure = Structure::of(form);
        let cells = cells::all(form);
        let mut readers: Vec<Vec<Reader>> = vec![Vec::new(); cells.len()];
        let mut waits: Vec<u32> = vec![0; cells.len()];
        for (number, cell) in cells.iter().enumerate() {
            let mut read = Queue::new();
            for (source, common) in cells::sources(form, &structure, *cell) {
                read.insert(pack(numbers.of(source) as u32, common.map_or(0, |group| group.0 + 1)));
            }
            for (source, common) in read.map(unpack) {
                // An index that the form does not have is read as null and depends on nothing.
                if let (Some(list), Some(wait)) = (readers.get_mut(source as usize), waits.get_mut(number)) {
                    list.push(Reader { rank: number as u32, common: common.checked_sub(1).map(GroupIndex) });
                    *wait += 1;
                }
            }
        }
        let (order, rank) = sorted(&cells, &readers, waits);
        let place = |number: u32| rank.get(number as usize).copied().flatten();
        for list in &mut readers {
            *list = list.iter().filter_map(|reader| Some(Reader { rank: place(reader.rank)?, common: reader.common })).collect();
        }
        let mut in_row = vec![Vec::new(); form.groups.len()];
        for (place, cell) in (0..).zip(&order) {
            if let Some(list) = cells::scope(&structure, *cell).and_then(|group: GroupIndex| in_row.get_mut(group.at())) {
                list.push(place);
            }
        }
        let (read_by_note, is_list_read) = (read_by_notes(form, &structure), lists_read(form, &structure));
        Self { structure, order, rank, readers, in_row, read_by_note, is_list_read, numbers }
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
    /// The cells that read this one.
    pub(super) fn readers(&self, cell: Cell) -> &[Reader] {
        self.readers.get(self.numbers.of(cell)).map_or(&[], Vec::as_slice)
    }
    /// The places of the cells in each row of a repeated group, in order.
    pub(super) fn in_row(&self, group: GroupIndex) -> &[u32] {
        self.in_row.get(group.at()).map_or(&[], Vec::as_slice)
    }
    /// Whether a note reads this.
    pub(super) fn is_read_by_note(&self, cell: Cell) -> bool {
        let place = match cell {
            Cell::Value(field) => field.at(),
            Cell::Rows(group) => self.structure.fields() as usize + group.at(),
            _ => return false,
        };
        self.read_by_note.get(place).copied().unwrap_or(false)
    }
    /// Whether an expression reads the rows of a group.
    pub(super) fn is_list_read(&self, group: GroupIndex) -> bool {
        self.is_list_read.get(group.at()).copied().unwrap_or(false)
    }
}

/// Two numbers in one, ordered by the first: one kind of set for all, since each further one would weigh on the browser.
pub(super) fn pack(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

/// The other way round.
pub(super) fn unpack(both: u64) -> (u32, u32) {
    ((both >> 32) as u32, both as u32)
}

/// Kahn's algorithm; among the cells that are ready the lowest number first, so that the order is always the same.
fn sorted(cells: &[Cell], readers: &[Vec<Reader>], mut waits: Vec<u32>) -> (Vec<Cell>, Vec<Option<u32>>) {
    let mut ready = Queue::new();
    ready.extend((0_u64..).zip(&waits).filter(|(_, wait)| **wait == 0).map(|(number, _)| number));
    let (mut order, mut rank) = (Vec::with_capacity(cells.len()), vec![None; cells.len()]);
    while let Some(number) = ready.pop_first() {
        let at = number as usize;
        if let (Some(cell), Some(place)) = (cells.get(at), rank.get_mut(at)) {
            *place = Some(order.len() as u32);
            order.push(*cell);
        }
        for reader in readers.get(at).into_iter().flatten() {
            if let Some(wait) = waits.get_mut(reader.rank as usize) {
                *wait -= 1;
                if *wait == 0 {
                    ready.insert(reader.rank.into());
                }
            }
        }
    }
    (order, rank)
}

fn read_by_notes(form: &CompiledForm, structure: &Structure) -> Vec<bool> {
    let fields = form.fields.len();
    let mut read = vec![false; fields + form.groups.len()];
    let items = form.pages.iter().map(|page| &page.items).chain(form.groups.iter().map(|group| &group.items)).flatten();
    for item in items {
        if let Item::Note(note) = item
            && let Some(condition) = &note.visible
        {
            cells::read_by(form, structure, condition, &mut |cell, _| {
                let place = match cell {
                    Cell::Value(field) => field.at(),
                    Cell::Rows(group) => fields + group.at(),
                    _ => return,
                };
                if let Some(place) = read.get_mut(place) {
                    *place = true;
                }
            });
        }
    }
    read
}

/// By group: whether its rows are read, by themselves or as a part of the rows around them.
fn lists_read(form: &CompiledForm, structure: &Structure) -> Vec<bool> {
    let mut read = vec![false; form.groups.len()];
    let mut note = |index: FieldIndex| {
        if let Some(place) = structure.list_of(index).and_then(|group| read.get_mut(group.at())) {
            *place = true;
        }
    };
    form.expressions(&mut |expression| expression.answers().for_each(&mut note));
    for group in (0..form.groups.len() as u32).map(GroupIndex) {
        let around = structure.scope_of_group(group).is_some_and(|around| read.get(around.at()).copied().unwrap_or(false));
        if let Some(place) = read.get_mut(group.at()) {
            *place |= around;
        }
    }
    read
}

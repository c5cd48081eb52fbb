//! The rows of repeated groups, and where what is derived for them is kept. In: answers that name rows. Out: for a field or group in
//! a row a number, its slot, under which visibility and value are stored. Outside of rows the slot is the position in the form;
//! groups stand behind the fields.

use super::place::{FieldAt, GroupAt, RowIndex};
use super::structure::Structure;
use crate::answers::AnswerPath;
use crate::compiled::{CompiledForm, GroupIndex};
use crate::feel::Shift;

/// Most rows an application may have, all groups together: far above what anybody types, far below what would harm.
pub const MOST_ROWS: usize = 2_000;

/// All rows.
#[derive(Debug, Clone)]
pub(super) struct Rows {
    /// By `RowIndex`; the first one stands for what is outside of all rows.
    rows: Vec<Row>,
    /// By group: its rows, those of one row around them in order.
    of_group: Vec<Vec<RowIndex>>,
    /// How many slots there are.
    slots: u32,
}

#[derive(Debug, Clone)]
struct Row {
    group: Option<GroupIndex>,
    around: RowIndex,
    id: u32,
    /// Its own fields and groups, then those of the rows around it.
    shifts: Vec<Shift>,
}

impl Rows {
    /// No rows yet.
    pub(super) fn new(form: &CompiledForm) -> Self {
        let outside = Row { group: None, around: RowIndex::OUTSIDE, id: 0, shifts: Vec::new() };
        let slots = (form.fields.len() + form.groups.len()) as u32;
        Self { rows: vec![outside], of_group: vec![Vec::new(); form.groups.len()], slots }
    }

    /// Puts in a row before the one at `position` among the rows of its group. None when there are too many.
    pub(super) fn add(&mut self, structure: &Structure, at: GroupAt, id: u32, position: usize) -> Option<RowIndex> {
        let alive: usize = self.of_group.iter().map(Vec::len).sum();
        let next = self.of(at).nth(position);
        let list = self.of_group.get_mut(at.group.at()).filter(|_| alive < MOST_ROWS)?;
        let row = RowIndex(self.rows.len() as u32);
        let place = next.and_then(|next| list.iter().position(|other| *other == next)).unwrap_or(list.len());
        list.insert(place, row);
        let span = structure.span(at.group);
        let fields = Shift { first: span.first_field, count: span.fields, base: self.slots };
        let groups = Shift { first: structure.fields() + span.first_group, count: span.groups, base: self.slots + span.fields };
        self.slots += span.fields + span.groups;
        let mut shifts = vec![fields, groups];
        shifts.extend_from_slice(self.shifts(at.row));
        self.rows.push(Row { group: Some(at.group), around: at.row, id, shifts });
        Some(row)
    }

    /// Takes out a row and the rows within it.
    pub(super) fn remove(&mut self, row: RowIndex) {
        for group in 0..self.of_group.len() {
            let mut list = self.of_group.get_mut(group).map(std::mem::take).unwrap_or_default();
            list.retain(|other| !self.is_within(*other, row));
            if let Some(place) = self.of_group.get_mut(group) {
                *place = list;
            }
        }
    }

    /// The rows of a group in the row around it, in order.
    pub(super) fn of(&self, at: GroupAt) -> impl Iterator<Item = RowIndex> {
        self.all(at.group).iter().copied().filter(move |row| self.around(*row) == at.row)
    }
    /// All rows of a group.
    pub(super) fn all(&self, group: GroupIndex) -> &[RowIndex] {
        self.of_group.get(group.at()).map_or(&[], Vec::as_slice)
    }
    /// Where the values of a row's fields are.
    pub(super) fn shifts(&self, row: RowIndex) -> &[Shift] {
        self.rows.get(row.at()).map_or(&[], |row| row.shifts.as_slice())
    }
    /// How many slots there are.
    pub(super) fn slots(&self) -> usize {
        self.slots as usize
    }
    /// The group whose row this is, and the row around it; none for what is outside of all rows.
    pub(super) fn group_of(&self, row: RowIndex) -> Option<GroupAt> {
        let row = self.rows.get(row.at())?;
        Some(GroupAt { group: row.group?, row: row.around })
    }
    /// The id of a row in answers.
    pub(super) fn id(&self, row: RowIndex) -> u32 {
        self.rows.get(row.at()).map_or(0, |row| row.id)
    }
    /// The row around a row.
    pub(super) fn around(&self, row: RowIndex) -> RowIndex {
        self.rows.get(row.at()).map_or(RowIndex::OUTSIDE, |row| row.around)
    }
    /// The innermost row of a group around a row, or the row itself; `OUTSIDE` for none.
    pub(super) fn up_to(&self, mut row: RowIndex, group: Option<GroupIndex>) -> RowIndex {
        while let Some(at) = self.group_of(row).filter(|at| Some(at.group) != group) {
            row = at.row;
        }
        row
    }
    /// The slot of a field.
    pub(super) fn slot_of_field(&self, structure: &Structure, at: FieldAt) -> usize {
        self.slot(at.row, structure.scope_of_field(at.field), at.field.0)
    }
    /// The slot of a group.
    pub(super) fn slot_of_group(&self, structure: &Structure, at: GroupAt) -> usize {
        self.slot(at.row, structure.scope_of_group(at.group), structure.fields() + at.group.0)
    }
    /// The path of what is called `id` in a row.
    pub(super) fn path(&self, form: &CompiledForm, row: RowIndex, id: &str) -> AnswerPath {
        match self.group_of(row) {
            None => AnswerPath::of(id),
            Some(at) => {
                let group = form.groups.get(at.group.at()).map_or("", |group| group.id.as_str());
                AnswerPath::in_row(&self.path(form, at.row, group), self.id(row), id)
            }
        }
    }

    fn is_within(&self, mut row: RowIndex, outer: RowIndex) -> bool {
        while row != RowIndex::OUTSIDE {
            if row == outer {
                return true;
            }
            row = self.around(row);
        }
        false
    }

    fn slot(&self, row: RowIndex, scope: Option<GroupIndex>, number: u32) -> usize {
        let Some(shifts) = scope.map(|_| self.shifts(self.up_to(row, scope))) else { return number as usize };
        let of_row = |shift: &Shift| {
            let place = number.checked_sub(shift.first).filter(|place| *place < shift.count)?;
            Some((shift.base + place) as usize)
        };
        // A field of a row that is seen from outside has no slot.
        shifts.iter().take(2).find_map(of_row).unwrap_or(usize::MAX)
    }
}

//! What a change changed. In: cells that are different now. Out: fields, groups and pages, each once and in order.

use super::cells::Cell;
use super::graph::{Graph, pack, unpack};
use super::place::{FieldAt, GroupAt, RowIndex};
use super::queue::Queue;
use crate::compiled::{FieldIndex, GroupIndex, PageIndex};

/// What a change of one answer changed beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Fields whose visibility, requiredness or value changed.
    pub fields: Vec<FieldAt>,
    /// Groups whose visibility changed.
    pub groups: Vec<GroupAt>,
    /// Repeated groups whose rows changed: added, removed, shown or hidden.
    pub rows: Vec<GroupAt>,
    /// Pages that are passed now and were not, or the other way round.
    pub pages: Vec<PageIndex>,
    /// Whether a note may have appeared or disappeared.
    pub notes: bool,
}

/// One kind of set for all of it: each further one would weigh on the browser.
#[derive(Default)]
pub(super) struct Changed {
    fields: Queue,
    groups: Queue,
    rows: Queue,
    pages: Queue,
    notes: bool,
}

impl Changed {
    pub(super) fn note(&mut self, graph: &Graph, cell: Cell, row: RowIndex, cause: Option<FieldAt>) {
        self.notes |= graph.is_read_by_note(cell);
        match cell {
            Cell::Page(page) => self.pages.insert(page.0.into()),
            Cell::Group(group) => self.groups.insert(pack(group.0, row.0)),
            Cell::Rows(group) => self.rows.insert(pack(group.0, row.0)),
            Cell::Value(field) if cause == Some(FieldAt { field, row }) => {}
            Cell::Shown(field) | Cell::Required(field) | Cell::Value(field) => self.fields.insert(pack(field.0, row.0)),
        }
    }
}

impl From<Changed> for Changes {
    fn from(changed: Changed) -> Self {
        let groups = |set: Queue| {
            let at = |(group, row)| GroupAt { group: GroupIndex(group), row: RowIndex(row) };
            set.map(unpack).map(at).collect()
        };
        let at = |(field, row)| FieldAt { field: FieldIndex(field), row: RowIndex(row) };
        Self {
            fields: changed.fields.map(unpack).map(at).collect(),
            groups: groups(changed.groups),
            rows: groups(changed.rows),
            pages: changed.pages.map(|page| PageIndex(page as u32)).collect(),
            notes: changed.notes,
        }
    }
}

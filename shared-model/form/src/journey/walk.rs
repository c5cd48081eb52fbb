//! What is shown on a page, in the order it stands there, row by row. In: the state of an application. Out: visits. Screen, paper,
//! validation and exports see the same, because they walk here.

use super::{FieldAt, FormState, GroupAt, RowIndex};
use crate::compiled::{Item, PageIndex};

/// Something shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visit {
    /// A group begins; a repeated one once, before its rows.
    Group(GroupAt),
    /// A row begins.
    Row(RowIndex),
    /// A field.
    Field(FieldAt),
    /// The row ends.
    RowEnd(RowIndex),
    /// The group ends.
    GroupEnd(GroupAt),
}

impl FormState {
    /// Visits everything shown on a page; nothing when it is not passed.
    pub fn walk(&self, page: PageIndex, visit: &mut dyn FnMut(Visit)) {
        if let Some(page) = self.form.pages.get(page.at()).filter(|_| self.is_passed(page)) {
            self.walk_items(&page.items, RowIndex::OUTSIDE, visit);
        }
    }

    fn walk_items(&self, items: &[Item], row: RowIndex, visit: &mut dyn FnMut(Visit)) {
        for item in items {
            match item {
                Item::Field(field) => {
                    let at = FieldAt { field: *field, row };
                    if self.is_field_visible(at) {
                        visit(Visit::Field(at));
                    }
                }
                Item::Group(group) => {
                    let at = GroupAt { group: *group, row };
                    let Some(inner) = self.form.groups.get(group.at()).filter(|_| self.is_group_visible(at)) else { continue };
                    visit(Visit::Group(at));
                    if inner.repeat.is_none() {
                        self.walk_items(&inner.items, row, visit);
                    } else {
                        for row in self.rows(at) {
                            visit(Visit::Row(row));
                            self.walk_items(&inner.items, row, visit);
                            visit(Visit::RowEnd(row));
                        }
                    }
                    visit(Visit::GroupEnd(at));
                }
                Item::Note(_) => {}
            }
        }
    }
}

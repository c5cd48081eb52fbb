//! Where something stands in an application: what the form calls it, and the row it is in. In: positions of the form. Out: names
//! for one field or group among all rows.

use crate::compiled::{FieldIndex, GroupIndex};

/// A row of a repeated group in one `FormState`. Keeps its meaning while the state lives, whatever is added or removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowIndex(pub(super) u32);

impl RowIndex {
    /// Outside of all repeated groups.
    pub const OUTSIDE: Self = Self(0);

    pub(super) fn at(self) -> usize {
        self.0 as usize
    }
}

/// A field in a row, or outside of all rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldAt {
    /// What the form says about it.
    pub field: FieldIndex,
    /// The innermost row around it.
    pub row: RowIndex,
}

/// A group in a row, or outside of all rows. A repeated group itself stands in the row around it, not in one of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupAt {
    /// What the form says about it.
    pub group: GroupIndex,
    /// The innermost row around it.
    pub row: RowIndex,
}

impl From<FieldIndex> for FieldAt {
    fn from(field: FieldIndex) -> Self {
        Self { field, row: RowIndex::OUTSIDE }
    }
}

impl From<GroupIndex> for GroupAt {
    fn from(group: GroupIndex) -> Self {
        Self { group, row: RowIndex::OUTSIDE }
    }
}

impl PartialEq<FieldIndex> for FieldAt {
    fn eq(&self, field: &FieldIndex) -> bool {
        *self == Self::from(*field)
    }
}

impl PartialEq<GroupIndex> for GroupAt {
    fn eq(&self, group: &GroupIndex) -> bool {
        *self == Self::from(*group)
    }
}

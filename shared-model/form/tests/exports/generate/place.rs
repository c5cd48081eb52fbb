//! Where a field is answered: in a row or outside of all. In: a state. Out: what limits of fields come to there; everything there is
//! a place for.

use vordruck_form::compiled::Item;
use vordruck_form::feel::{Expression, Value};
use vordruck_form::journey::{FieldAt, FormState, GroupAt, RowIndex};

/// A row of a state, or outside of all.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) state: &'a FormState,
    pub(super) row: RowIndex,
}

impl Place<'_> {
    pub(super) fn evaluate(self, expression: &Expression) -> Value {
        self.state.evaluate_in(expression, self.row)
    }
}

/// All fields and lists of rows, shown or not.
pub(super) fn everywhere(state: &FormState) -> (Vec<FieldAt>, Vec<GroupAt>) {
    let mut found = (Vec::new(), Vec::new());
    state.form().pages.iter().for_each(|page| within(state, &page.items, RowIndex::OUTSIDE, &mut found));
    found
}

fn within(state: &FormState, items: &[Item], row: RowIndex, found: &mut (Vec<FieldAt>, Vec<GroupAt>)) {
    for item in items {
        match item {
            Item::Field(field) => found.0.push(FieldAt { field: *field, row }),
            Item::Group(group) => {
                let inner = &state.form().groups[group.at()];
                if inner.repeat.is_some() {
                    let at = GroupAt { group: *group, row };
                    found.1.push(at);
                    state.rows(at).into_iter().for_each(|row| within(state, &inner.items, row, found));
                } else {
                    within(state, &inner.items, row, found);
                }
            }
            Item::Note(_) => {}
        }
    }
}

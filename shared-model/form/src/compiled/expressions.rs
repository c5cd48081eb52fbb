//! Every expression of a form. In: the form. Out: a visit for each, wherever it stands. What it means is FEEL's.

use super::{CompiledForm, Condition, FieldType, Item};
use crate::feel::Expression;

impl CompiledForm {
    /// Calls `visit` for every expression.
    pub fn expressions<'a>(&'a self, visit: &mut dyn FnMut(&'a Expression)) {
        for page in &self.pages {
            page.visible.iter().for_each(&mut *visit);
            notes(&page.items, visit);
        }
        for group in &self.groups {
            group.visible.iter().for_each(&mut *visit);
            if let Some(repeat) = &group.repeat {
                [&repeat.min, &repeat.max, &repeat.row_name].into_iter().flatten().for_each(&mut *visit);
            }
            notes(&group.items, visit);
        }
        for field in &self.fields {
            if let Condition::When(condition) = &field.required {
                visit(condition);
            }
            field.visible.iter().chain(&field.value).chain(&field.offer).for_each(&mut *visit);
            match &field.kind {
                FieldType::Integer { min, max }
                | FieldType::Decimal { min, max, .. }
                | FieldType::Money { min, max }
                | FieldType::Date { min, max }
                | FieldType::Time { min, max } => min.iter().chain(max).for_each(&mut *visit),
                _ => {}
            }
        }
        self.rules.iter().for_each(|rule| visit(&rule.assert));
        self.fee.iter().for_each(|fee| visit(&fee.amount));
        self.opening.iter().flat_map(|opening| opening.from.iter().chain(&opening.until)).for_each(&mut *visit);
    }
}

fn notes<'a>(items: &'a [Item], visit: &mut dyn FnMut(&'a Expression)) {
    for item in items {
        if let Item::Note(note) = item {
            note.visible.iter().for_each(&mut *visit);
        }
    }
}

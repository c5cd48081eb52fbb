//! Where the parts of a form stand in its definition. In: the definition. Out: file and line by id.

use super::coverage::{Owner, Point};
use crate::definition::source::{Sources, Span};
use crate::definition::{Definition, ItemDefinition};
use std::collections::HashMap;

/// File and line of pages, groups, fields, notes, rules, the fee and the opening.
#[derive(Debug, Clone, Default)]
pub struct Places {
    lines: HashMap<Owner, (String, usize)>,
}

impl Places {
    /// The places of a definition.
    #[must_use]
    pub fn of(definition: &Definition, sources: &Sources) -> Self {
        let mut places = Self::default();
        let mut note = |owner: Owner, span: Span| {
            let file = sources.file(span.file).map(|file| file.name.clone()).unwrap_or_default();
            places.lines.insert(owner, (file, sources.position(span).line));
        };
        for page in &definition.pages {
            note(Owner::Page(page.id.value.clone()), page.span);
        }
        for rule in &definition.rules {
            note(Owner::Rule(rule.id.value.clone()), rule.span);
        }
        if let Some(fee) = &definition.fee {
            note(Owner::Fee, fee.amount.span);
        }
        if let Some(opening) = &definition.opening {
            note(Owner::Opening, opening.span);
        }
        let mut notes = 0;
        definition.walk(&mut |item| match item {
            ItemDefinition::Field(field) => note(Owner::Field(field.id.value.clone()), field.span),
            ItemDefinition::Group(group) => note(Owner::Group(group.id.value.clone()), group.span),
            ItemDefinition::Note(written) => {
                note(Owner::Note(notes), written.span);
                notes += 1;
            }
        });
        places
    }

    /// Where a point of coverage stands.
    #[must_use]
    pub fn of_point(&self, point: &Point) -> Option<(&str, usize)> {
        self.lines.get(&point.owner).map(|(file, line)| (file.as_str(), *line))
    }
}

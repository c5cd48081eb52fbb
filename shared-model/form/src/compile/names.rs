//! Everything in a definition by name and by position. In: the definition. Out: lookups; the positions are those of the compiled
//! form. Of two equal ids the first one counts.

use super::field_kinds::FieldKind;
use crate::definition::*;
use std::borrow::Cow;
use std::collections::HashMap;

/// A definition with its parts by name.
pub(crate) struct Names<'a> {
    pub(crate) definition: &'a Definition,
    /// In order of appearance: the position is the `FieldIndex`.
    pub(crate) fields: Vec<FieldPlace<'a>>,
    /// In order of appearance, outer before inner: the position is the `GroupIndex`.
    pub(crate) groups: Vec<&'a GroupDefinition>,
    /// By group: the innermost repeated group around it.
    pub(crate) repeat_around: Vec<Option<usize>>,
    field_by_id: HashMap<&'a str, usize>,
    repeat_by_id: HashMap<&'a str, usize>,
    parameter_by_id: HashMap<&'a str, usize>,
    list_by_id: HashMap<&'a str, usize>,
}

/// A field and where it stands.
pub(crate) struct FieldPlace<'a> {
    pub(crate) definition: &'a FieldDefinition,
    /// None when the type is unknown.
    pub(crate) kind: Option<FieldKind>,
    pub(crate) page: usize,
    /// Outermost first.
    pub(crate) groups: Vec<usize>,
    /// The innermost repeated group around it.
    pub(crate) repeat: Option<usize>,
}

impl<'a> Names<'a> {
    pub(crate) fn of(definition: &'a Definition) -> Self {
        let mut names = Self {
            definition,
            fields: Vec::new(),
            groups: Vec::new(),
            repeat_around: Vec::new(),
            field_by_id: HashMap::new(),
            repeat_by_id: HashMap::new(),
            parameter_by_id: first_positions(definition.parameters.iter().map(|parameter| &parameter.id)),
            list_by_id: first_positions(definition.code_lists.iter().map(|list| &list.id)),
        };
        for (index, page) in definition.pages.iter().enumerate() {
            names.place(&page.items, index, &mut Vec::new());
        }
        names.field_by_id = first_positions(names.fields.iter().map(|field| &field.definition.id));
        for (position, group) in names.groups.iter().enumerate().filter(|(_, group)| group.repeat.is_some()) {
            names.repeat_by_id.entry(group.id.value.as_str()).or_insert(position);
        }
        names
    }

    fn place(&mut self, items: &'a [ItemDefinition], page: usize, around: &mut Vec<usize>) {
        for item in items {
            match item {
                ItemDefinition::Field(definition) => {
                    let kind = FieldKind::named(&definition.kind.value);
                    let repeat = self.innermost_repeat(around);
                    self.fields.push(FieldPlace { definition, kind, page, groups: around.clone(), repeat });
                }
                ItemDefinition::Group(definition) => {
                    self.repeat_around.push(self.innermost_repeat(around));
                    around.push(self.groups.len());
                    self.groups.push(definition);
                    self.place(&definition.items, page, around);
                    around.pop();
                }
                ItemDefinition::Note(_) => {}
            }
        }
    }

    fn innermost_repeat(&self, around: &[usize]) -> Option<usize> {
        around.iter().rev().copied().find(|group| self.is_repeat(*group))
    }

    /// Whether a group repeats.
    pub(crate) fn is_repeat(&self, group: usize) -> bool {
        self.groups.get(group).is_some_and(|group| group.repeat.is_some())
    }
    /// Position of a repeated group.
    pub(crate) fn repeat(&self, id: &str) -> Option<usize> {
        self.repeat_by_id.get(id).copied()
    }
    /// Whether what stands in the rows of one repeated group (none: outside) can be named from within a row of another.
    pub(crate) fn is_seen(&self, stands_in: Option<usize>, from: Option<usize>) -> bool {
        let mut around = from;
        while around != stands_in {
            match around {
                None => return false,
                Some(repeat) => around = self.repeat_around.get(repeat).copied().flatten(),
            }
        }
        true
    }
    /// The fields in a repeated group, those of groups repeated within it too.
    pub(crate) fn fields_in(&self, group: usize) -> impl Iterator<Item = usize> {
        self.fields.iter().enumerate().filter(move |(_, field)| field.groups.contains(&group)).map(|(position, _)| position)
    }

    /// Position of a field.
    pub(crate) fn field(&self, id: &str) -> Option<usize> {
        self.field_by_id.get(id).copied()
    }
    /// Position of a parameter.
    pub(crate) fn parameter(&self, id: &str) -> Option<usize> {
        self.parameter_by_id.get(id).copied()
    }
    /// Position of a code list.
    pub(crate) fn code_list(&self, id: &str) -> Option<usize> {
        self.list_by_id.get(id).copied()
    }
    /// Ids that expressions may use.
    pub(crate) fn values(&self) -> impl Iterator<Item = &'a str> {
        let fields = self.fields.iter().map(|field| field.definition.id.value.as_str());
        let repeats = self.groups.iter().filter(|group| group.repeat.is_some()).map(|group| group.id.value.as_str());
        fields
            .chain(repeats)
            .chain(self.definition.parameters.iter().map(|parameter| parameter.id.value.as_str()))
            .collect::<Vec<_>>()
            .into_iter()
    }
    /// What a name in a block stands for: the block's own field or group, else the same name outside of it.
    pub(crate) fn full_name<'n>(&self, prefixes: &[String], name: &'n str) -> Cow<'n, str> {
        let mut inner = prefixes.iter().map(|prefix| format!("{prefix}{name}"));
        let known = inner.find(|name| self.field(name).is_some() || self.repeat(name).is_some());
        known.map_or(Cow::Borrowed(name), Cow::Owned)
    }
    /// Whether some list has this code.
    pub(crate) fn is_code(&self, code: &str) -> bool {
        self.definition.code_lists.iter().flat_map(|list| &list.entries).any(|entry| entry.code.value == code)
    }
    /// All ids but that of the process.
    pub(crate) fn ids(&self) -> Vec<&'a Written> {
        let mut ids = self.ids_but_of_rules();
        ids.extend(self.definition.rules.iter().map(|rule| &rule.id));
        ids
    }
    /// All ids that share one name space, in order of appearance.
    pub(crate) fn ids_but_of_rules(&self) -> Vec<&'a Written> {
        let definition = self.definition;
        let mut ids: Vec<&Written> = definition.parameters.iter().map(|parameter| &parameter.id).collect();
        ids.extend(definition.code_lists.iter().map(|list| &list.id));
        ids.extend(definition.pages.iter().map(|page| &page.id));
        definition.walk(&mut |item| match item {
            ItemDefinition::Field(field) => ids.push(&field.id),
            ItemDefinition::Group(group) => ids.push(&group.id),
            ItemDefinition::Note(note) => ids.extend(&note.id),
        });
        ids.sort_by_key(|id| id.span);
        ids
    }
}

fn first_positions<'a>(ids: impl Iterator<Item = &'a Written>) -> HashMap<&'a str, usize> {
    let mut positions = HashMap::new();
    for (position, id) in ids.enumerate().filter(|(_, id)| !id.is_missing()) {
        positions.entry(id.value.as_str()).or_insert(position);
    }
    positions
}

//! What stands in what. In: a compiled form. Out: for each group the one around it and its page, for each field and group the
//! repeated group whose rows it is in, and where ids lead. Computed once an application; knows no answers.

use crate::compiled::{CompiledForm, FieldIndex, GroupIndex, Item, PageIndex};

/// The nesting of a form.
#[derive(Debug)]
pub(super) struct Structure {
    /// By group: the group around it.
    parent: Vec<Option<GroupIndex>>,
    /// By group: the page it stands on.
    page_of_group: Vec<Option<PageIndex>>,
    /// By group: the innermost repeated group around it.
    scope_of_group: Vec<Option<GroupIndex>>,
    /// By field: the innermost repeated group around it.
    scope_of_field: Vec<Option<GroupIndex>>,
    /// By group: what a row of it holds; nothing for groups that do not repeat.
    spans: Vec<Span>,
    /// Fields sorted by id.
    fields_by_id: Vec<FieldIndex>,
    /// By page: its fields.
    fields_of_page: Vec<Vec<FieldIndex>>,
    fields: u32,
}

/// The fields and groups in a row, those of rows within it too: they stand one after the other in the form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) first_field: u32,
    pub(super) fields: u32,
    pub(super) first_group: u32,
    pub(super) groups: u32,
}

impl Structure {
    pub(super) fn of(form: &CompiledForm) -> Self {
        let (parent, page_of_group) = nesting(form);
        let repeats = |group: GroupIndex| form.groups.get(group.at()).is_some_and(|group| group.repeat.is_some());
        let mut scope_of_group: Vec<Option<GroupIndex>> = Vec::with_capacity(parent.len());
        // A group stands behind the group around it.
        for around in &parent {
            let scope =
                around.and_then(|around| if repeats(around) { Some(around) } else { scope_of_group.get(around.at()).copied().flatten() });
            scope_of_group.push(scope);
        }
        let scope_of_field = |field: &crate::compiled::Field| field.groups.iter().rev().copied().find(|group| repeats(*group));
        let mut structure = Self {
            scope_of_field: form.fields.iter().map(scope_of_field).collect(),
            spans: vec![Span::default(); form.groups.len()],
            fields_by_id: by_id(form),
            fields_of_page: fields_of_pages(form),
            fields: form.fields.len() as u32,
            parent,
            page_of_group,
            scope_of_group,
        };
        for (number, scope) in (0_u32..).zip(structure.scope_of_field.clone()) {
            structure.widen(scope, |span| widen(&mut span.first_field, &mut span.fields, number));
        }
        for (number, scope) in (0_u32..).zip(structure.scope_of_group.clone()) {
            structure.widen(scope, |span| widen(&mut span.first_group, &mut span.groups, number));
        }
        structure
    }

    /// Widens the spans of a repeated group and of those around it.
    fn widen(&mut self, mut scope: Option<GroupIndex>, widen: impl Fn(&mut Span)) {
        while let Some(group) = scope {
            let Some(span) = self.spans.get_mut(group.at()) else { return };
            widen(span);
            scope = self.scope_of_group(group);
        }
    }

    /// The group around a group.
    pub(super) fn parent(&self, group: GroupIndex) -> Option<GroupIndex> {
        self.parent.get(group.at()).copied().flatten()
    }
    /// The page a group stands on.
    pub(super) fn page_of(&self, group: GroupIndex) -> Option<PageIndex> {
        self.page_of_group.get(group.at()).copied().flatten()
    }
    /// The repeated group in whose rows a group stands.
    pub(super) fn scope_of_group(&self, group: GroupIndex) -> Option<GroupIndex> {
        self.scope_of_group.get(group.at()).copied().flatten()
    }
    /// The repeated group in whose rows a field stands.
    pub(super) fn scope_of_field(&self, field: FieldIndex) -> Option<GroupIndex> {
        self.scope_of_field.get(field.at()).copied().flatten()
    }
    /// What a row of a repeated group holds.
    pub(super) fn span(&self, group: GroupIndex) -> Span {
        self.spans.get(group.at()).copied().unwrap_or_default()
    }
    /// How many fields the form has: the number at which those of groups begin.
    pub(super) fn fields(&self) -> u32 {
        self.fields
    }
    /// The repeated group whose list of rows expressions read at this index.
    pub(super) fn list_of(&self, index: FieldIndex) -> Option<GroupIndex> {
        let group = GroupIndex(index.0.checked_sub(self.fields)?);
        (group.at() < self.parent.len()).then_some(group)
    }
    /// The fields of a page, in order.
    pub(super) fn fields_of(&self, page: PageIndex) -> &[FieldIndex] {
        self.fields_of_page.get(page.at()).map_or(&[], Vec::as_slice)
    }
    /// The field with an id.
    pub(super) fn field(&self, form: &CompiledForm, id: &str) -> Option<FieldIndex> {
        let name = |field: &FieldIndex| form.field(*field).map_or("", |field| field.id.as_str());
        let found = self.fields_by_id.binary_search_by(|field| name(field).cmp(id)).ok()?;
        self.fields_by_id.get(found).copied()
    }
}

fn widen(first: &mut u32, count: &mut u32, number: u32) {
    if *count == 0 {
        *first = number;
    }
    // Numbers come in ascending order.
    *count = number - *first + 1;
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

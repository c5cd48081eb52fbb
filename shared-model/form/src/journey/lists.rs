//! Repeated groups as expressions see them from outside: lists of rows, a row a context. In: values by slot. Out: the same values in
//! lists, kept up to date with the one value that changed. Only for groups that some expression reads.

use super::derived::{Derived, Sources};
use super::place::{FieldAt, GroupAt, RowIndex};
use crate::compiled::{FieldIndex, GroupIndex};
use crate::feel::Value;

impl Derived {
    /// Builds the list of a group's rows, when something reads it.
    pub(super) fn list(&mut self, sources: Sources<'_>, at: GroupAt) {
        if !sources.graph.is_list_read(at.group) {
            return;
        }
        let slot = self.rows.slot_of_group(&sources.graph.structure, at);
        let now = if self.is_group_shown(sources.graph, at) {
            Value::List(self.rows.of(at).map(|row| self.entries(sources, at.group, row)).collect())
        } else {
            Value::Null
        };
        if let Some(place) = self.values.get_mut(slot) {
            *place = now;
        }
        self.pass_up(sources, at);
    }

    /// A row as expressions see it: its fields and lists by id.
    fn entries(&self, sources: Sources<'_>, group: GroupIndex, row: RowIndex) -> Value {
        let (form, structure) = (sources.form, &sources.graph.structure);
        let span = structure.span(group);
        let fields = (span.first_field..span.first_field + span.fields).map(FieldIndex);
        let fields = fields.filter(|field| structure.scope_of_field(*field) == Some(group)).filter_map(|field| {
            let value = self.value(sources.graph, FieldAt { field, row }).clone();
            form.field(field).map(|field| (field.id.clone(), value))
        });
        let groups = (span.first_group..span.first_group + span.groups).map(GroupIndex);
        let groups = groups.filter(|inner| structure.scope_of_group(*inner) == Some(group)).filter_map(|inner| {
            let known = form.groups.get(inner.at()).filter(|inner| inner.repeat.is_some())?;
            let slot = self.rows.slot_of_group(structure, GroupAt { group: inner, row });
            Some((known.id.clone(), self.values.get(slot).cloned().unwrap_or_default()))
        });
        Value::Context(fields.chain(groups).collect())
    }

    /// Lets the list of rows know a field's new value.
    pub(super) fn publish(&mut self, sources: Sources<'_>, at: FieldAt) {
        let Some(group) = self.rows.group_of(at.row).filter(|group| sources.graph.is_list_read(group.group)) else { return };
        let Some(field) = sources.form.field(at.field) else { return };
        let value = self.value(sources.graph, at).clone();
        self.enter(sources, group, at.row, &field.id, value);
    }

    /// Lets the list around a list know it.
    fn pass_up(&mut self, sources: Sources<'_>, at: GroupAt) {
        let Some(around) = self.rows.group_of(at.row) else { return };
        let Some(group) = sources.form.groups.get(at.group.at()) else { return };
        let slot = self.rows.slot_of_group(&sources.graph.structure, at);
        let list = self.values.get(slot).cloned().unwrap_or_default();
        self.enter(sources, around, at.row, &group.id, list);
    }

    fn enter(&mut self, sources: Sources<'_>, group: GroupAt, row: RowIndex, name: &str, value: Value) {
        let slot = self.rows.slot_of_group(&sources.graph.structure, group);
        let position = self.rows.of(group).position(|other| other == row);
        if let (Some(Value::List(rows)), Some(position)) = (self.values.get_mut(slot), position)
            && let Some(Value::Context(entries)) = rows.get_mut(position)
            && let Some((_, entry)) = entries.iter_mut().find(|(known, _)| known == name)
        {
            *entry = value;
            self.pass_up(sources, group);
        }
    }
}

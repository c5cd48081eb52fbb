//! Rows of repeated groups, as an applicant has them. In: which group or row. Out: rows, their numbers, titles and limits; the state
//! with a row more or less. What a removed row held is handed out, so that removing it can be undone.

use super::derived::Sources;
use super::{Changes, FieldAt, FormState, GroupAt, RowIndex};
use crate::answers::{AnswerPath, RawAnswer, RowIds};
use crate::compiled::{FieldIndex, Group, GroupIndex, PageIndex, Repeat};
use crate::feel::Expression;
use crate::feel::tree::Node;

/// A row that was removed: all it takes to put it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovedRow {
    /// The group's path.
    group: AnswerPath,
    id: u32,
    position: usize,
    answers: Vec<(AnswerPath, RawAnswer)>,
}

impl RemovedRow {
    /// The path of the group it was removed from.
    #[must_use]
    pub fn group(&self) -> &AnswerPath {
        &self.group
    }
}

impl FormState {
    /// The rows of a repeated group in order, shown or not.
    #[must_use]
    pub fn rows(&self, group: impl Into<GroupAt>) -> Vec<RowIndex> {
        self.derived.rows.of(group.into()).collect()
    }
    /// The group a row belongs to; none for `RowIndex::OUTSIDE`.
    #[must_use]
    pub fn group_of(&self, row: RowIndex) -> Option<GroupAt> {
        self.derived.rows.group_of(row)
    }
    /// The number of a row among those of its group, from 1; 0 when it was removed.
    #[must_use]
    pub fn row_number(&self, row: RowIndex) -> usize {
        let mut siblings = self.group_of(row).into_iter().flat_map(|at| self.derived.rows.of(at));
        siblings.position(|other| other == row).map_or(0, |position| position + 1)
    }
    /// The title of a row: `Kind 1: Anna`.
    #[must_use]
    pub fn row_title(&self, row: RowIndex, language: usize) -> String {
        let Some(repeat) = self.repeat_of(row) else { return String::new() };
        let mut title = self.numbered(repeat.row_title.in_language(language), row);
        let name = repeat.row_name.as_ref().map(|name| self.evaluate_in(name, row));
        if let Some(name) = name.as_ref().and_then(crate::feel::text_of).filter(|name| !name.trim().is_empty()) {
            title.push_str(": ");
            title.push_str(name.trim());
        }
        title
    }
    /// The wording for removing a row: `Kind 1 entfernen`.
    #[must_use]
    pub fn remove_wording(&self, row: RowIndex, language: usize) -> String {
        self.repeat_of(row).map(|repeat| self.numbered(repeat.remove.in_language(language), row)).unwrap_or_default()
    }
    /// The fewest and the most rows a repeated group may have for these answers.
    #[must_use]
    pub fn row_limits(&self, group: impl Into<GroupAt>) -> (Option<u32>, Option<u32>) {
        let at = group.into();
        let repeat = self.form.groups.get(at.group.at()).and_then(|group| group.repeat.as_ref());
        let limit = |end: &Option<Expression>| {
            let whole = self.evaluate_in(end.as_ref()?, at.row).as_number()?.to_integer()?;
            Some(u32::try_from(whole.max(0)).unwrap_or(u32::MAX))
        };
        repeat.map_or((None, None), |repeat| (limit(&repeat.min), limit(&repeat.max)))
    }
    /// What was said before and can be taken over into a field; none while it is not known, and once it stands there.
    #[must_use]
    pub fn offer(&self, field: impl Into<FieldAt>) -> Option<String> {
        let at = field.into();
        let offer = self.form.field(at.field)?.offer.as_ref()?;
        // What is taken over together with other fields is offered to the group.
        if matches!(offer.nodes.last(), Some(Node::List(_))) {
            return None;
        }
        let said = self.evaluate_in(offer, at.row);
        let said = crate::feel::text_of(&said).map(|said| said.trim().to_owned()).filter(|said| !said.is_empty())?;
        let is_there = matches!(self.answers.get(&self.path(at)), Some(RawAnswer::Text(typed)) if typed.trim() == said);
        (!is_there).then_some(said)
    }
    /// Where the answer of a field stands.
    #[must_use]
    pub fn path(&self, field: impl Into<FieldAt>) -> AnswerPath {
        let at = field.into();
        let row = self.derived.rows.up_to(at.row, self.scope_of(at.field));
        self.path_in(row, self.form.field(at.field).map_or("", |field| field.id.as_str()))
    }
    /// Where the rows of a repeated group stand; a link to the group leads there.
    #[must_use]
    pub fn group_path(&self, group: impl Into<GroupAt>) -> AnswerPath {
        let at = group.into();
        let row = self.derived.rows.up_to(at.row, self.graph.structure.scope_of_group(at.group));
        self.path_in(row, self.form.groups.get(at.group.at()).map_or("", |group| group.id.as_str()))
    }
    /// The field that has its answer at a path.
    #[must_use]
    pub fn field_at(&self, path: &AnswerPath) -> Option<FieldAt> {
        let (row, id) = self.row_at(path.as_str())?;
        let field = self.graph.structure.field(&self.form, id)?;
        let own = self.derived.rows.group_of(row).map(|at| at.group);
        (self.graph.structure.scope_of_field(field) == own).then_some(FieldAt { field, row })
    }
    /// The repeated group whose rows stand at a path.
    #[must_use]
    pub fn group_at(&self, path: &AnswerPath) -> Option<GroupAt> {
        let (row, id) = self.row_at(path.as_str())?;
        self.repeated(id, row)
    }

    /// The page on which a path is asked for.
    #[must_use]
    pub fn page_of(&self, path: &AnswerPath) -> Option<PageIndex> {
        let field = self.field_at(path).map(|at| at.field).or_else(|| self.group_at(path).map(|at| self.first_field(at.group)))?;
        Some(self.form.field(field)?.page)
    }

    /// Adds a row at the end. None when there are too many rows for any application, or the group does not repeat; more than
    /// the form allows is a fault like any other, and said as one.
    pub fn add_row(&mut self, group: impl Into<GroupAt>) -> Option<(RowIndex, Changes)> {
        let GroupAt { group, row } = group.into();
        self.form.groups.get(group.at()).filter(|group| group.repeat.is_some())?;
        let scope = self.graph.structure.scope_of_group(group);
        let at = GroupAt { group, row: self.derived.rows.up_to(row, scope) };
        // A row that has been removed, or one of another group, has no place for it.
        if scope.is_some_and(|scope| !self.all_rows(scope).contains(&at.row)) {
            return None;
        }
        let mut ids = self.row_ids(at);
        let id = ids.next;
        self.put_in(at, id, ids.ids.len(), &mut ids)
    }
    /// Adds rows until every repeated group of a page that is shown has as many as it needs at least, so that the first one is
    /// there to be filled in.
    pub fn add_least_rows(&mut self, page: PageIndex) -> Changes {
        let mut all = Changes::default();
        // A row may hold a repeated group that needs rows itself.
        while let Some(group) = self.lacks_rows(page) {
            let Some((_, changes)) = self.add_row(group) else { break };
            all.fields.extend(changes.fields);
            all.groups.extend(changes.groups);
            all.rows.extend(changes.rows);
            all.pages.extend(changes.pages);
            all.notes |= changes.notes;
        }
        all
    }
    /// Removes a row with everything in it, and hands it out.
    pub fn remove_row(&mut self, row: RowIndex) -> Option<(RemovedRow, Changes)> {
        let at = self.group_of(row).filter(|at| self.all_rows(at.group).contains(&row))?;
        let (group, mut ids, id) = (self.group_path(at), self.row_ids(at), self.derived.rows.id(row));
        let position = ids.ids.iter().position(|other| *other == id)?;
        ids.ids.remove(position);
        let paths: Vec<AnswerPath> = self.answers.iter().map(|(path, _)| path).filter(|path| path.is_in_row(&group, id)).cloned().collect();
        let answers = paths.into_iter().filter_map(|path| self.answers.remove(&path).map(|answer| (path, answer))).collect();
        self.answers.set(group.clone(), RawAnswer::Rows(ids));
        let sources = Sources { form: &self.form, graph: &self.graph, answers: &self.answers, moment: self.moment };
        let changes = self.derived.remove(sources, row);
        Some((RemovedRow { group, id, position, answers }, changes))
    }
    /// Puts a removed row back where it was. None when what it stood in is gone.
    pub fn restore_row(&mut self, removed: RemovedRow) -> Option<(RowIndex, Changes)> {
        let at = self.group_at(&removed.group)?;
        let mut ids = self.row_ids(at);
        if ids.ids.contains(&removed.id) {
            return None;
        }
        for (path, answer) in removed.answers {
            self.answers.set(path, answer);
        }
        let position = removed.position.min(ids.ids.len());
        self.put_in(at, removed.id, position, &mut ids)
    }

    fn put_in(&mut self, at: GroupAt, id: u32, position: usize, ids: &mut RowIds) -> Option<(RowIndex, Changes)> {
        let sources = Sources { form: &self.form, graph: &self.graph, answers: &self.answers, moment: self.moment };
        let added = self.derived.add(sources, at, id, position)?;
        ids.ids.insert(position, id);
        ids.next = ids.next.max(id.saturating_add(1));
        self.answers.set(self.group_path(at), RawAnswer::Rows(std::mem::take(ids)));
        Some(added)
    }

    fn row_ids(&self, at: GroupAt) -> RowIds {
        match self.answers.get(&self.group_path(at)) {
            Some(RawAnswer::Rows(rows)) => rows.tidy(),
            _ => RowIds { ids: Vec::new(), next: 1 },
        }
    }

    fn lacks_rows(&self, page: PageIndex) -> Option<GroupAt> {
        let mut lacking = None;
        self.walk(page, &mut |visit| {
            if let super::Visit::Group(at) = visit
                && lacking.is_none()
                && self.form.groups.get(at.group.at()).is_some_and(|group| group.repeat.is_some())
            {
                let least = self.row_limits(at).0.map_or(0, |least| least as usize);
                lacking = (self.derived.rows.of(at).count() < least).then_some(at);
            }
        });
        lacking
    }

    fn repeat_of(&self, row: RowIndex) -> Option<&Repeat> {
        self.form.groups.get(self.group_of(row)?.group.at())?.repeat.as_ref()
    }

    fn numbered(&self, text: &str, row: RowIndex) -> String {
        text.replace("{number}", &self.row_number(row).to_string())
    }

    fn path_in(&self, row: RowIndex, id: &str) -> AnswerPath {
        self.derived.rows.path(&self.form, row, id)
    }

    /// The row a path leads to, and what is called for in it.
    fn row_at<'a>(&self, path: &'a str) -> Option<(RowIndex, &'a str)> {
        let (mut row, mut rest) = (RowIndex::OUTSIDE, path);
        while let Some((group, inner)) = rest.split_once('[') {
            let (id, inner) = inner.split_once("].")?;
            // One way to write a row, so that one answer has one path.
            let id = id.parse::<u32>().ok().filter(|number| number.to_string() == id)?;
            let at = self.repeated(group, row)?;
            row = self.derived.rows.of(at).find(|row| self.derived.rows.id(*row) == id)?;
            rest = inner;
        }
        Some((row, rest))
    }

    fn repeated(&self, id: &str, row: RowIndex) -> Option<GroupAt> {
        let is_it = |group: &&Group| group.repeat.is_some() && group.id == id;
        let group = GroupIndex(self.form.groups.iter().position(|group| is_it(&group))? as u32);
        let scope = self.group_of(row).map(|at| at.group);
        (self.graph.structure.scope_of_group(group) == scope).then_some(GroupAt { group, row })
    }

    /// A field of a repeated group, for messages about the group as a whole.
    pub(crate) fn first_field(&self, group: GroupIndex) -> FieldIndex {
        FieldIndex(self.graph.structure.span(group).first_field)
    }
    /// The repeated group in whose rows a field stands.
    pub(crate) fn scope_of(&self, field: FieldIndex) -> Option<GroupIndex> {
        self.graph.structure.scope_of_field(field)
    }
    /// The repeated group in whose rows a group stands.
    #[cfg(feature = "compile")]
    pub(crate) fn scope_of_group(&self, group: GroupIndex) -> Option<GroupIndex> {
        self.graph.structure.scope_of_group(group)
    }
    /// All rows a repeated group has, whatever they stand in.
    pub(crate) fn all_rows(&self, group: GroupIndex) -> &[RowIndex] {
        self.derived.rows.all(group)
    }
}

//! Answer sets for any form. In: a form, a seed. Out: what an applicant or a foreign program may have entered; the same for the same
//! seed, everywhere. A third is right, a third is right but for a few answers, a third is anything at all; all have answers
//! that are hidden.

mod place;
mod random;
mod right;
mod wrong;

use self::place::Place;
use self::random::Random;
use crate::processes::moment;
use std::collections::BTreeSet;
use std::sync::Arc;
use vordruck_form::answers::Answers;
use vordruck_form::compiled::{CompiledForm, Condition, Field, FieldIndex, FieldType};
use vordruck_form::journey::{FieldAt, FormState, GroupAt, Visit};
use vordruck_form::validate::{Fault, FieldError};

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use right::HIDDEN;

/// A set of answers in its state.
pub(crate) fn answer_set(form: &Arc<CompiledForm>, seed: u64) -> FormState {
    let mut generator =
        Generator { state: FormState::new(Arc::clone(form), Answers::default(), moment()), random: Random::with_seed(seed) };
    match seed % 3 {
        0 => generator.right(),
        1 => {
            generator.right();
            let places = *generator.random.choice(&[1, 1, 1, 2, 3]).unwrap();
            (0..places).for_each(|_| generator.break_one());
        }
        _ => generator.anything(),
    }
    generator.hidden();
    generator.state
}

/// Answer sets that are right but for one answer, wrong in several ways, at every question of a few applications.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn wrong_alone(form: &Arc<CompiledForm>) -> Vec<FormState> {
    let right = (0..).step_by(3).map(|seed| answer_set(form, seed)).filter(|state| state.all_errors().is_empty());
    let mut wrong = Vec::new();
    for (state, seed) in right.take(3).zip(0..) {
        let mut generator = Generator { state, random: Random::with_seed(seed) };
        for at in generator.shown() {
            for _ in 0..5 {
                let path = generator.state.path(at);
                let before = generator.state.answers().get(&path).cloned();
                generator.wrong(at);
                wrong.push(generator.state.clone());
                match before {
                    Some(answer) => generator.state.set(path, answer),
                    None => generator.state.unset(&path),
                };
            }
        }
    }
    wrong
}

struct Generator {
    state: FormState,
    random: Random,
}

impl Generator {
    /// Question by question as an applicant does, then what is reported until nothing is.
    fn right(&mut self) {
        let gaps = self.random.f64();
        let (mut fields, mut groups) = (BTreeSet::new(), BTreeSet::new());
        while let Some(next) = self.next(&fields, &groups) {
            match next {
                Visit::Field(at) => {
                    fields.insert(at);
                    if self.state.is_required(at) || self.random.f64() > gaps {
                        self.answer(at);
                    }
                }
                Visit::Group(at) => {
                    groups.insert(at);
                    self.fill_rows(at);
                }
                _ => {}
            }
        }
        for _ in 0..40 {
            let errors = self.state.all_errors();
            let stopped: Vec<_> = self.state.pages().into_iter().filter(|page| self.state.is_stopped(*page)).collect();
            if errors.is_empty() && stopped.is_empty() {
                return;
            }
            errors.iter().for_each(|error| self.mend(error));
            for page in stopped {
                let on_page = |at: &FieldAt| self.known(*at).is_some_and(|field| field.page == page && is_choice(field));
                let choices: Vec<FieldAt> = self.shown().into_iter().filter(on_page).collect();
                choices.into_iter().for_each(|at| self.answer_again(at));
            }
        }
    }

    /// The first question or list that has not been dealt with yet.
    fn next(&self, fields: &BTreeSet<FieldAt>, groups: &BTreeSet<GroupAt>) -> Option<Visit> {
        let mut next = None;
        for page in self.state.pages() {
            self.state.walk(page, &mut |visit| {
                let is_new = match visit {
                    Visit::Field(at) => !fields.contains(&at) && self.known(at).is_some_and(is_asked),
                    Visit::Group(at) => !groups.contains(&at) && self.state.form().groups[at.group.at()].repeat.is_some(),
                    _ => false,
                };
                if next.is_none() && is_new {
                    next = Some(visit);
                }
            });
            if next.is_some() {
                return next;
            }
        }
        None
    }

    /// As many rows as are demanded, or a few more.
    fn fill_rows(&mut self, at: GroupAt) {
        let (least, most) = self.state.row_limits(at);
        let least = least.unwrap_or(0);
        let most = most.unwrap_or(least + 2).min(least + 2).max(least);
        let wanted = self.random.u32(least..=most) as usize;
        while self.state.rows(at).len() < wanted && self.state.add_row(at).is_some() {}
    }

    fn mend(&mut self, error: &FieldError) {
        match &error.fault {
            Fault::TooFewRows { group, .. } => drop(self.state.add_row(GroupAt { group: *group, row: error.row })),
            Fault::TooManyRows { group, .. } => {
                let rows = self.state.rows(GroupAt { group: *group, row: error.row });
                rows.last().map(|row| self.state.remove_row(*row));
            }
            Fault::Rule(rule) => {
                let rule = self.state.form().rules[*rule as usize].clone();
                let known = u32::try_from(self.state.form().fields.len()).unwrap();
                let read: Vec<FieldIndex> = rule.assert.answers().collect();
                // A list of rows stands behind the fields; any of its answers may be meant.
                let reads_rows = read.iter().any(|index| index.0 >= known);
                let is_read = |at: &FieldAt| read.contains(&at.field) && at.row == error.row || reads_rows && *at != at.field;
                let fields: Vec<FieldAt> = self.shown().into_iter().filter(is_read).collect();
                fields.into_iter().for_each(|at| self.answer_again(at));
            }
            _ => self.answer_again(FieldAt { field: error.field, row: error.row }),
        }
    }

    /// Takes an answer or a row away, adds rows, or replaces an answer by a wrong one.
    fn break_one(&mut self) {
        let lists = self.lists();
        if let Some(list) = self.random.choice(lists).filter(|_| self.random.u8(0..4) == 0) {
            return self.break_rows(list);
        }
        let shown = self.shown();
        let Some(at) = self.random.choice(shown) else { return };
        if self.random.u8(0..4) == 0 {
            self.state.unset(&self.state.path(at));
        } else {
            self.wrong(at);
        }
    }

    fn break_rows(&mut self, at: GroupAt) {
        if self.random.bool() {
            let rows = self.state.rows(at);
            rows.into_iter().for_each(|row| drop(self.state.remove_row(row)));
        } else {
            let most = self.state.row_limits(at).1.unwrap_or(3) as usize;
            while self.state.rows(at).len() <= most && self.state.add_row(at).is_some() {}
        }
    }

    /// Answers of any kind anywhere.
    fn anything(&mut self) {
        let lists = self.everywhere().1;
        for at in lists {
            (0..self.random.u8(0..3)).for_each(|_| drop(self.state.add_row(at)));
        }
        for at in self.everywhere().0 {
            match self.random.u8(0..10) {
                0..5 => self.answer(at),
                5..7 => self.wrong(at),
                _ => {}
            }
        }
    }

    /// Answers where nothing is asked, as they are left behind when something else changes. They change nothing else.
    fn hidden(&mut self) {
        for at in self.everywhere().1 {
            if !self.state.is_group_visible(at) && self.random.bool() {
                self.state.add_row(at);
            }
        }
        for at in self.everywhere().0 {
            if self.state.is_field_visible(at) || !self.known(at).is_some_and(is_asked) {
                continue;
            }
            if let Some(field) = self.field(at).filter(|_| self.random.bool()) {
                let answer = right::hidden(Place { state: &self.state, row: at.row }, &field, &mut self.random);
                self.state.set(self.state.path(at), answer);
            }
        }
    }

    fn answer_again(&mut self, at: FieldAt) {
        let Some(field) = self.field(at) else { return };
        if matches!(field.required, Condition::Never) && self.random.bool() {
            self.state.unset(&self.state.path(at));
        } else {
            self.answer(at);
        }
    }

    fn answer(&mut self, at: FieldAt) {
        if let Some(field) = self.field(at).filter(is_asked) {
            let is_required = self.state.is_required(at);
            let answer = right::answer(Place { state: &self.state, row: at.row }, &field, is_required, &mut self.random);
            self.state.set(self.state.path(at), answer);
        }
    }

    fn wrong(&mut self, at: FieldAt) {
        if let Some(field) = self.field(at).filter(is_asked) {
            let answer = wrong::answer(Place { state: &self.state, row: at.row }, &field, &mut self.random);
            self.state.set(self.state.path(at), answer);
        }
    }

    fn known(&self, at: FieldAt) -> Option<&Field> {
        self.state.form().field(at.field)
    }

    /// The field, for changing the state while looking at it.
    fn field(&self, at: FieldAt) -> Option<Field> {
        self.known(at).cloned()
    }

    /// The questions that are shown.
    fn shown(&self) -> Vec<FieldAt> {
        let (fields, _) = self.everywhere();
        let is_open = |at: &FieldAt| self.state.is_field_visible(*at) && self.known(*at).is_some_and(is_asked);
        fields.into_iter().filter(is_open).collect()
    }

    /// The lists of rows that are shown.
    fn lists(&self) -> Vec<GroupAt> {
        let (_, groups) = self.everywhere();
        groups.into_iter().filter(|at| self.state.is_group_visible(*at)).collect()
    }

    /// All fields and lists of rows, shown or not.
    fn everywhere(&self) -> (Vec<FieldAt>, Vec<GroupAt>) {
        place::everywhere(&self.state)
    }
}

fn is_asked(field: &Field) -> bool {
    field.value.is_none() && !matches!(field.kind, FieldType::Calculated { .. })
}

fn is_choice(field: &Field) -> bool {
    matches!(field.kind, FieldType::YesNo | FieldType::Radios { .. } | FieldType::Select { .. } | FieldType::Checkboxes { .. })
}

//! The expressions of a definition. In: what authors wrote, names and effective code lists. Out: checked expressions, and a
//! diagnostic for every fault. Types of calculated fields are found in the order of their dependencies.

use super::diagnostic::Diagnostics;
use super::diagnostics::{
    asked_later, constant_condition, cycle, expression_syntax, type_mismatch, unknown_function, unknown_name, unknown_option,
    wrong_arguments,
};
use super::field_kinds::FieldKind;
use super::names::Names;
use super::parameters::ParameterKind;
use super::tenant::EffectiveList;
use crate::compiled::FieldIndex;
use crate::definition::Written;
use crate::feel::check::{Checked, NameSource, Named, Scope, check};
use crate::feel::check_types::Type;
use crate::feel::parse::parse;
use crate::feel::parse_fault::{ExpressionFault, FaultKind};
use crate::feel::parse_tree::{Form, Syntax};
use crate::feel::{Expression, Value};
use std::cell::RefCell;
use std::collections::HashSet;

/// Expressions can be compiled with it.
pub(crate) struct Expressions<'a> {
    names: &'a Names<'a>,
    lists: &'a [EffectiveList],
    codes: Vec<HashSet<&'a str>>,
    field_types: Vec<Type>,
    read_parameters: RefCell<HashSet<u32>>,
}

/// A checked expression.
pub(crate) struct Compiled {
    pub(crate) expression: Expression,
    pub(crate) kind: Type,
    pub(crate) constant: Option<Value>,
}

impl<'a> Expressions<'a> {
    /// Finds cycles and the types of calculated fields.
    pub(crate) fn new(names: &'a Names<'a>, lists: &'a [EffectiveList], diagnostics: &mut Diagnostics) -> Self {
        let type_of = |field: &super::names::FieldPlace<'_>| {
            let list = field.definition.setting("options").and_then(|options| names.code_list(&options.value));
            field.kind.map_or(Type::Any, |kind| kind.value_type(list))
        };
        let mut expressions = Self {
            names,
            lists,
            codes: lists.iter().map(|list| list.entries.iter().map(|entry| entry.code.as_str()).collect()).collect(),
            field_types: names.fields.iter().map(type_of).collect(),
            read_parameters: RefCell::default(),
        };
        for field in expressions.dependencies_first(diagnostics) {
            let Some(place) = names.fields.get(field).filter(|place| place.kind == Some(FieldKind::Calculated)) else { continue };
            let Some(value) = place.definition.setting("value") else { continue };
            let kind = check(&parse(&value.value, &[]).0, &expressions).kind;
            if let Some(known) = expressions.field_types.get_mut(field) {
                *known = kind;
            }
        }
        expressions.read_parameters.borrow_mut().clear();
        expressions
    }

    /// Compiles an expression of any type.
    pub(crate) fn any(&self, written: &Written, diagnostics: &mut Diagnostics) -> Option<Compiled> {
        if written.is_missing() {
            return None;
        }
        let (syntax, slips) = parse(&written.value, &[]);
        let Checked { expression, kind, faults, constant } = check(&syntax, self);
        let sound = slips.is_empty() && faults.is_empty();
        // What can't be read has no types worth talking about; its names are still right or wrong.
        let is_name = |fault: &&ExpressionFault| matches!(fault.kind, FaultKind::UnknownName(_) | FaultKind::UnknownFunction(_));
        for fault in slips.iter().chain(faults.iter().filter(|fault| slips.is_empty() || is_name(fault))) {
            self.report(written, fault, diagnostics);
        }
        sound.then_some(Compiled { expression, kind, constant })
    }

    /// Compiles an expression of a certain type.
    pub(crate) fn typed(&self, written: &Written, expected: &Type, diagnostics: &mut Diagnostics) -> Option<Compiled> {
        let compiled = self.any(written, diagnostics)?;
        if !compiled.kind.fits(expected) {
            diagnostics.push(type_mismatch::wrong(written, &(0..written.value.len()), expected, &compiled.kind, self.names));
            return None;
        }
        Some(compiled)
    }

    /// Compiles a condition, which should depend on something.
    pub(crate) fn condition(&self, written: &Written, diagnostics: &mut Diagnostics) -> Option<Expression> {
        let compiled = self.typed(written, &Type::Boolean, diagnostics)?;
        if let Some(value) = &compiled.constant {
            diagnostics.push(constant_condition::diagnostic(written, value));
        }
        Some(compiled.expression)
    }

    /// Compiles a condition for being shown on a page.
    pub(crate) fn visibility(&self, written: Option<&Written>, page: usize, diagnostics: &mut Diagnostics) -> Option<Expression> {
        let written = written?;
        for field in self.read_fields(written) {
            let later = self.names.fields.get(field).filter(|place| place.page > page);
            if let Some(place) = later {
                let title =
                    self.names.definition.pages.get(place.page).and_then(|page| page.title.as_ref()).map_or("", |title| &title.value);
                diagnostics.push(asked_later::diagnostic(written, &place.definition.id.value, title));
            }
        }
        self.condition(written, diagnostics)
    }

    /// Whether some expression compiled so far has read a parameter.
    pub(crate) fn reads_parameter(&self, position: usize) -> bool {
        u32::try_from(position).is_ok_and(|position| self.read_parameters.borrow().contains(&position))
    }

    fn report(&self, written: &Written, fault: &ExpressionFault, diagnostics: &mut Diagnostics) {
        let ExpressionFault { range, kind } = fault;
        let diagnostic = match kind {
            FaultKind::UnknownName(name) => Some(unknown_name::diagnostic(written, range, name, self.names)),
            FaultKind::UnknownFunction(name) => Some(unknown_function::diagnostic(written, range, name)),
            FaultKind::UnknownCode { list, code } => {
                let id = self.names.definition.code_lists.get(*list as usize).map_or("", |list| list.id.value.as_str());
                let codes: Vec<&str> = self
                    .lists
                    .get(*list as usize)
                    .map(|list| list.entries.iter().map(|entry| entry.code.as_str()).collect())
                    .unwrap_or_default();
                Some(unknown_option::diagnostic(written, range, code, id, &codes))
            }
            other => expression_syntax::diagnostic(written, range, other)
                .or_else(|| type_mismatch::diagnostic(written, range, other, self.names))
                .or_else(|| wrong_arguments::diagnostic(written, range, other, self.names)),
        };
        diagnostic.into_iter().for_each(|diagnostic| diagnostics.push(diagnostic));
    }

    fn read_fields(&self, written: &Written) -> Vec<usize> {
        let mut fields = Vec::new();
        parse(&written.value, &[]).0.walk(&mut |part: &Syntax| {
            if let Form::Name(name) = &part.form {
                fields.extend(self.names.field(name));
            }
        });
        fields
    }

    /// All fields, each after those its value depends on: what it calculates and what decides whether it is shown. Iterative, since
    /// a chain may be as long as the form.
    fn dependencies_first(&self, diagnostics: &mut Diagnostics) -> Vec<usize> {
        let edges = self.edges();
        let mut order = Vec::new();
        let mut state = vec![State::New; edges.len()];
        let mut reported: HashSet<usize> = HashSet::new();
        for root in 0..edges.len() {
            let mut path: Vec<(usize, usize)> = vec![(root, 0)];
            if state.get(root) != Some(&State::New) {
                continue;
            }
            set(&mut state, root, State::Open);
            while let Some((field, next)) = path.last_mut() {
                let field = *field;
                let Some((target, _)) = edges.get(field).and_then(|edges| edges.get(*next)) else {
                    set(&mut state, field, State::Done);
                    order.push(field);
                    path.pop();
                    continue;
                };
                *next += 1;
                match state.get(*target) {
                    Some(State::New) => {
                        set(&mut state, *target, State::Open);
                        path.push((*target, 0));
                    }
                    Some(State::Open) => {
                        let from = path.iter().position(|(field, _)| field == target).unwrap_or(0);
                        let circle: Vec<(usize, &Written)> = path
                            .iter()
                            .skip(from)
                            .filter_map(|(field, next)| Some((*field, edges.get(*field)?.get(next.saturating_sub(1))?.1)))
                            .collect();
                        if !circle.iter().any(|(field, _)| reported.contains(field)) {
                            self.report_circle(&circle, diagnostics);
                        }
                        reported.extend(circle.iter().map(|(field, _)| *field));
                    }
                    _ => {}
                }
            }
        }
        order
    }

    /// At the expression that stands first in the file.
    fn report_circle(&self, circle: &[(usize, &Written)], diagnostics: &mut Diagnostics) {
        let Some((first, (_, written))) = circle.iter().enumerate().min_by_key(|(_, (_, written))| written.span) else { return };
        let fields = circle.iter().cycle().skip(first).take(circle.len() + 1);
        let ids: Vec<&str> = fields.filter_map(|(field, _)| Some(self.names.fields.get(*field)?.definition.id.value.as_str())).collect();
        diagnostics.push(cycle::diagnostic(written, &ids));
    }

    fn edges(&self) -> Vec<Vec<(usize, &'a Written)>> {
        let names = self.names;
        let reads = |written: Option<&'a Written>| {
            written
                .map(|written| self.read_fields(written).into_iter().map(|field| (field, written)).collect::<Vec<_>>())
                .unwrap_or_default()
        };
        let of_pages: Vec<_> = names.definition.pages.iter().map(|page| reads(page.visible.as_ref())).collect();
        let of_groups: Vec<_> = names.groups.iter().map(|group| reads(group.visible.as_ref())).collect();
        let of_field = |place: &super::names::FieldPlace<'a>| {
            let mut edges = reads(place.definition.setting("visible"));
            if place.kind == Some(FieldKind::Calculated) {
                edges.extend(reads(place.definition.setting("value")));
            }
            edges.extend(place.groups.iter().filter_map(|group| of_groups.get(*group)).flatten().copied());
            edges.extend(of_pages.get(place.page).into_iter().flatten().copied());
            edges
        };
        names.fields.iter().map(of_field).collect()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

fn set(state: &mut [State], at: usize, to: State) {
    if let Some(state) = state.get_mut(at) {
        *state = to;
    }
}

impl Scope for Expressions<'_> {
    fn resolve(&self, name: &str) -> Option<Named> {
        if let Some(field) = self.names.field(name) {
            let index = FieldIndex(u32::try_from(field).ok()?);
            return Some(Named { source: NameSource::Answer(index), kind: self.field_types.get(field)?.clone() });
        }
        let position = self.names.parameter(name)?;
        let kind =
            ParameterKind::named(&self.names.definition.parameters.get(position)?.kind.value).map_or(Type::Any, ParameterKind::value_type);
        let position = u32::try_from(position).ok()?;
        self.read_parameters.borrow_mut().insert(position);
        Some(Named { source: NameSource::Parameter(position), kind })
    }

    fn has_code(&self, list: u32, code: &str) -> bool {
        self.codes.get(list as usize).is_none_or(|codes| codes.contains(code))
    }
}

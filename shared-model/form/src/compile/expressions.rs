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
use crate::feel::tree::Node;
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
            let Some(place) = names.fields.get(field).filter(|place| place.kind.is_some_and(FieldKind::is_calculated)) else { continue };
            let Some(value) = place.definition.setting("value") else { continue };
            let kind = check(&parse(&value.value, &[]).0, &expressions.seen_from(value, place.repeat)).kind;
            if let Some(known) = expressions.field_types.get_mut(field) {
                *known = kind;
            }
        }
        expressions.read_parameters.borrow_mut().clear();
        expressions
    }

    fn seen_from<'b>(&'b self, written: &'b Written, repeat: Option<usize>) -> SeenFrom<'b, 'a> {
        SeenFrom { expressions: self, prefixes: &written.prefixes, repeat }
    }

    /// Compiles an expression of any type. `from`: the repeated group in whose rows it stands.
    pub(crate) fn any(&self, written: &Written, from: Option<usize>, diagnostics: &mut Diagnostics) -> Option<Compiled> {
        if written.is_missing() {
            return None;
        }
        let (syntax, slips) = parse(&written.value, &[]);
        let Checked { expression, kind, faults, constant } = check(&syntax, &self.seen_from(written, from));
        let sound = slips.is_empty() && faults.is_empty();
        // What can't be read has no types worth talking about; its names are still right or wrong.
        let is_name = |fault: &&ExpressionFault| matches!(fault.kind, FaultKind::UnknownName(_) | FaultKind::UnknownFunction(_));
        for fault in slips.iter().chain(faults.iter().filter(|fault| slips.is_empty() || is_name(fault))) {
            self.report(written, from, fault, diagnostics);
        }
        // In a block, `kinder.alter` is short for the field's full name.
        let expression = if written.prefixes.is_empty() { expression } else { self.in_full(&expression, &written.prefixes) };
        sound.then_some(Compiled { expression, kind, constant })
    }

    fn in_full(&self, expression: &Expression, prefixes: &[String]) -> Expression {
        let mut renamed = Expression::new();
        for node in expression.nodes() {
            renamed.push(match node {
                Node::Entry(of, name) => Node::Entry(*of, self.names.full_name(prefixes, name).into_owned()),
                other => other.clone(),
            });
        }
        renamed
    }

    /// Compiles an expression of a certain type.
    pub(crate) fn typed(&self, written: &Written, from: Option<usize>, expected: &Type, diagnostics: &mut Diagnostics) -> Option<Compiled> {
        let compiled = self.any(written, from, diagnostics)?;
        if !compiled.kind.fits(expected) {
            diagnostics.push(type_mismatch::wrong(written, &(0..written.value.len()), expected, &compiled.kind, self.names));
            return None;
        }
        Some(compiled)
    }

    /// Compiles a condition, which should depend on something.
    pub(crate) fn condition(&self, written: &Written, from: Option<usize>, diagnostics: &mut Diagnostics) -> Option<Expression> {
        let compiled = self.typed(written, from, &Type::Boolean, diagnostics)?;
        if let Some(value) = &compiled.constant {
            diagnostics.push(constant_condition::diagnostic(written, value));
        }
        Some(compiled.expression)
    }

    /// Compiles a condition for being shown on a page.
    pub(crate) fn visibility(
        &self,
        written: Option<&Written>,
        page: usize,
        from: Option<usize>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Expression> {
        let written = written?;
        for field in self.read_fields(written) {
            let later = self.names.fields.get(field).filter(|place| place.page > page);
            if let Some(place) = later {
                let title =
                    self.names.definition.pages.get(place.page).and_then(|page| page.title.as_ref()).map_or("", |title| &title.value);
                diagnostics.push(asked_later::diagnostic(written, &place.definition.id.value, title));
            }
        }
        self.condition(written, from, diagnostics)
    }

    /// Whether some expression compiled so far has read a parameter.
    pub(crate) fn reads_parameter(&self, position: usize) -> bool {
        u32::try_from(position).is_ok_and(|position| self.read_parameters.borrow().contains(&position))
    }

    fn report(&self, written: &Written, from: Option<usize>, fault: &ExpressionFault, diagnostics: &mut Diagnostics) {
        let ExpressionFault { range, kind } = fault;
        let diagnostic = match kind {
            FaultKind::UnknownName(name) => Some(unknown_name::diagnostic(written, range, name, from, self.names)),
            FaultKind::UnknownFunction(name) => Some(unknown_function::diagnostic(written, range, name)),
            FaultKind::FunctionNotInForms(function) => Some(unknown_function::not_in_forms(written, range, *function)),
            FaultKind::NotCallable(_) => Some(unknown_function::not_callable(written, range)),
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

    /// The fields an expression reads.
    fn read_fields(&self, written: &Written) -> Vec<usize> {
        let fields = self.names.fields.len();
        self.reads(written).into_iter().filter(|read| *read < fields).collect()
    }

    /// What an expression reads: fields, and behind them repeated groups for which rows they have. Of `kinder.alter` only that
    /// field of the rows, of `count(kinder)` none.
    fn reads(&self, written: &Written) -> Vec<usize> {
        let (syntax, _) = parse(&written.value, &[]);
        let mut narrow: Vec<(std::ops::Range<usize>, String)> = Vec::new();
        syntax.walk(&mut |part: &Syntax| match &part.form {
            Form::Path(list, name, _) => narrow.push((list.range.clone(), self.names.full_name(&written.prefixes, name).into_owned())),
            Form::Call(name, _, arguments, _) if name == "count" => {
                narrow.extend(arguments.iter().map(|argument| (argument.range.clone(), String::new())));
            }
            _ => {}
        });
        let mut read = Vec::new();
        syntax.walk(&mut |part: &Syntax| {
            let Form::Name(name) = &part.form else { return };
            let name = self.names.full_name(&written.prefixes, name);
            let name = name.as_ref();
            read.extend(self.names.field(name));
            let Some(group) = self.names.repeat(name) else { return };
            read.push(self.names.fields.len() + group);
            let narrowed = narrow.iter().find(|(range, _)| *range == part.range);
            let is_called = |field: usize, name: &str| self.names.fields.get(field).is_some_and(|field| field.definition.id.value == name);
            let is_read = |field: &usize| narrowed.is_none_or(|(_, name)| is_called(*field, name));
            read.extend(self.names.fields_in(group).filter(is_read));
        });
        read
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
                        let circle: Vec<(usize, Option<&Written>)> = path
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
    fn report_circle(&self, circle: &[(usize, Option<&'a Written>)], diagnostics: &mut Diagnostics) {
        let steps = circle.iter().enumerate().filter_map(|(position, (_, written))| written.map(|written| (position, written)));
        let Some((first, written)) = steps.min_by_key(|(_, written)| written.span) else { return };
        let group = |node: usize| Some(self.names.groups.get(node.checked_sub(self.names.fields.len())?)?.id.value.as_str());
        let around: Vec<usize> = circle.iter().map(|(node, _)| *node).cycle().skip(first).take(circle.len() + 1).collect();
        let fields: Vec<&str> = around.iter().filter_map(|node| Some(self.names.fields.get(*node)?.definition.id.value.as_str())).collect();
        // Groups are named only where no field is part of it: `visible="count(kinder) > 0"` at `kinder` itself.
        let mut ids = if fields.is_empty() { around.into_iter().filter_map(group).collect() } else { fields };
        if ids.first() != ids.last() || ids.len() == 1 {
            ids.extend(ids.first().copied());
        }
        diagnostics.push(cycle::diagnostic(written, &ids));
    }

    /// What each field, and behind the fields each group, depends on, and by which expression; what stands around it is no expression.
    fn edges(&self) -> Vec<Vec<(usize, Option<&'a Written>)>> {
        let names = self.names;
        let fields = names.fields.len();
        let reads = |written: Option<&'a Written>| {
            written.map(|written| self.reads(written).into_iter().map(|node| (node, Some(written))).collect::<Vec<_>>()).unwrap_or_default()
        };
        let of_pages: Vec<_> = names.definition.pages.iter().map(|page| reads(page.visible.as_ref())).collect();
        let mut around = vec![None; names.groups.len()];
        let mut page_of = vec![0; names.groups.len()];
        for place in &names.fields {
            let mut outer = None;
            for group in place.groups.iter().copied() {
                if let (Some(around), Some(page)) = (around.get_mut(group), page_of.get_mut(group)) {
                    *around = outer;
                    *page = place.page;
                }
                outer = Some(group);
            }
        }
        let enclosing = |group: Option<usize>, page: usize| match group {
            Some(group) => vec![(fields + group, None)],
            None => of_pages.get(page).cloned().unwrap_or_default(),
        };
        let of_field = |place: &super::names::FieldPlace<'a>| {
            let mut edges = reads(place.definition.setting("visible"));
            if place.kind.is_some_and(FieldKind::is_calculated) {
                edges.extend(reads(place.definition.setting("value")));
            }
            edges.extend(enclosing(place.groups.last().copied(), place.page));
            edges
        };
        let of_group = |(position, group): (usize, &&'a crate::definition::GroupDefinition)| {
            let mut edges = reads(group.visible.as_ref());
            edges.extend(enclosing(around.get(position).copied().flatten(), page_of.get(position).copied().unwrap_or(0)));
            edges
        };
        names.fields.iter().map(of_field).chain(names.groups.iter().enumerate().map(of_group)).collect()
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

/// The names as seen from the rows of a repeated group, or from outside of all.
struct SeenFrom<'b, 'a> {
    expressions: &'b Expressions<'a>,
    prefixes: &'b [String],
    repeat: Option<usize>,
}

impl Scope for SeenFrom<'_, '_> {
    fn resolve(&self, name: &str) -> Option<Named> {
        let Expressions { names, field_types, read_parameters, .. } = self.expressions;
        let name = names.full_name(self.prefixes, name);
        let name = name.as_ref();
        if let Some(field) = names.field(name) {
            let place = names.fields.get(field).filter(|place| names.is_seen(place.repeat, self.repeat));
            let index = FieldIndex(u32::try_from(field).ok()?);
            return place.and_then(|_| Some(Named { source: NameSource::Answer(index), kind: field_types.get(field)?.clone() }));
        }
        if let Some(group) = names.repeat(name) {
            let around = names.repeat_around.get(group).copied().flatten();
            // Behind the fields: where the lists of rows are.
            let index = FieldIndex(u32::try_from(names.fields.len() + group).ok()?);
            let kind = || self.expressions.rows_of(group, self.prefixes).list();
            return names.is_seen(around, self.repeat).then(|| Named { source: NameSource::Answer(index), kind: kind() });
        }
        let position = names.parameter(name)?;
        let kind =
            ParameterKind::named(&names.definition.parameters.get(position)?.kind.value).map_or(Type::Any, ParameterKind::value_type);
        let position = u32::try_from(position).ok()?;
        read_parameters.borrow_mut().insert(position);
        Some(Named { source: NameSource::Parameter(position), kind })
    }

    fn has_code(&self, list: u32, code: &str) -> bool {
        self.expressions.codes.get(list as usize).is_none_or(|codes| codes.contains(code))
    }
}

impl Expressions<'_> {
    /// What a row of a repeated group is: its fields, then the groups repeated within it; in a block also under their short names.
    fn rows_of(&self, group: usize, prefixes: &[String]) -> Type {
        let names = self.names;
        let own = names.fields.iter().zip(&self.field_types).filter(|(place, _)| place.repeat == Some(group));
        let fields = own.map(|(place, kind)| (place.definition.id.value.clone(), kind.clone()));
        let inner = names
            .groups
            .iter()
            .enumerate()
            .filter(|(position, inner)| inner.repeat.is_some() && names.repeat_around.get(*position).copied().flatten() == Some(group));
        let mut entries: Vec<(String, Type)> =
            fields.chain(inner.map(|(position, inner)| (inner.id.value.clone(), self.rows_of(position, prefixes).list()))).collect();
        for prefix in prefixes {
            let short: Vec<(String, Type)> =
                entries.iter().filter_map(|(name, kind)| Some((name.strip_prefix(prefix.as_str())?.to_owned(), kind.clone()))).collect();
            entries.extend(short);
        }
        Type::Context(entries)
    }
}

//! Calls: of built-in functions, with and without names, of patterns, and of functions that are values.

use super::{Bound, Checker};
use crate::feel::builtin::{Function, Parameter};
use crate::feel::check_functions::{gives, takes};
use crate::feel::check_types::{Type, type_of, type_of_kind};
use crate::feel::evaluate::Extent;
use crate::feel::kinds::Kind;
use crate::feel::parse_fault::FaultKind;
use crate::feel::parse_tree::{Form, Syntax};
use crate::feel::tree::{Node, NodeIndex, PatternUse};
use crate::feel::value::Value;
use crate::feel::{pattern, temporal, wide};
use std::ops::Range;

impl Checker<'_> {
    pub(super) fn call(&mut self, name: &str, name_range: &Range<usize>, arguments: &[Syntax], names: &[String]) -> (Node, Type) {
        if self.is_variable(name) {
            let (node, kind) = self.name(name, name_range);
            let callee = self.push(node);
            return self.invoke(callee, &kind, arguments, names, name_range);
        }
        let Some(function) = Function::ALL.iter().copied().find(|function| function.written() == name) else {
            arguments.iter().for_each(|argument| drop(self.part(argument)));
            return self.wrong(name_range, FaultKind::UnknownFunction(name.to_owned()));
        };
        if self.extent == Extent::Forms && !function.is_in_forms() {
            return self.wrong(name_range, FaultKind::FunctionNotInForms(function));
        }
        let Some(places) = self.places(function, arguments.len(), names, name_range) else {
            arguments.iter().for_each(|argument| drop(self.part(argument)));
            return (Node::Literal(Value::Null), Type::Any);
        };
        let mut lowered: Vec<(NodeIndex, Type)> = Vec::new();
        for (position, place) in places.iter().enumerate() {
            let Some(argument) = place.and_then(|place| arguments.get(place)) else {
                // An argument that is left out between two others.
                lowered.push((self.push(Node::Literal(Value::Null)), Type::Null));
                continue;
            };
            let (index, kind) = self.part(argument);
            let expected = takes(function, position);
            if !expected.accepts(&kind) {
                let found = kind.clone();
                self.fault(&argument.range, FaultKind::ArgumentType { function, position: position + 1, expected: expected.name(), found });
            }
            lowered.push((index, kind));
        }
        if let (Function::ListContains, Some((_, Type::List(element))), Some(code)) = (function, lowered.first(), arguments.get(1)) {
            let element = (**element).clone();
            self.known_code(&element, code);
        }
        self.temporal_argument(function, arguments);
        let (indices, kinds): (Vec<NodeIndex>, Vec<Type>) = lowered.into_iter().unzip();
        let kind = match (function, arguments) {
            (Function::Duration, [Syntax { form: Form::Text(text), .. }]) => {
                temporal::parse_duration(text).map_or(Type::Duration, |value| type_of(&value))
            }
            _ => gives(function, &kinds),
        };
        let node = match function {
            Function::Matches => self.pattern(PatternUse::Matches, function, indices, 2, arguments),
            Function::Replace => self.pattern(PatternUse::Replace, function, indices, 3, arguments),
            Function::Split => self.pattern(PatternUse::Split, function, indices, 2, arguments),
            _ => Node::Call(function, indices),
        };
        (node, kind)
    }

    fn is_variable(&self, name: &str) -> bool {
        self.bound.iter().any(|bound| bound.name == name) || self.scope.resolve(name).is_some()
    }

    /// For each parameter the argument that belongs to it. None, and a fault, when they don't fit.
    fn places(&mut self, function: Function, given: usize, names: &[String], at: &Range<usize>) -> Option<Vec<Option<usize>>> {
        let signatures = function.parameters();
        if names.is_empty() {
            let fits = |signature: &Vec<Parameter>| {
                let least = signature.iter().filter(|parameter| !parameter.optional).count();
                given >= least && (given <= signature.len() || signature.iter().any(|parameter| parameter.repeated))
            };
            if !signatures.iter().any(fits) {
                self.fault(at, FaultKind::ArgumentCount { function, given });
                return None;
            }
            return Some((0..given).map(Some).collect());
        }
        let known = |name: &String| signatures.iter().flatten().any(|parameter| parameter.name == name);
        if let Some(unknown) = names.iter().find(|name| !known(name)) {
            self.fault(at, FaultKind::UnknownParameter { function, name: unknown.clone() });
            return None;
        }
        for signature in &signatures {
            let mut places: Vec<Option<usize>> =
                signature.iter().map(|parameter| names.iter().position(|name| name == parameter.name)).collect();
            let complete = places.iter().zip(signature).all(|(place, parameter)| place.is_some() || parameter.optional);
            if complete && places.iter().flatten().count() == names.len() {
                while places.last() == Some(&None) {
                    places.pop();
                }
                return Some(places);
            }
        }
        self.fault(at, FaultKind::ArgumentCount { function, given });
        None
    }

    /// A pattern that is known is compiled here and now. The flags are the argument at a position.
    fn pattern(
        &mut self,
        used: PatternUse,
        function: Function,
        mut indices: Vec<NodeIndex>,
        flags_at: usize,
        arguments: &[Syntax],
    ) -> Node {
        let literal = |index: Option<&NodeIndex>| match index {
            None => Some(Value::Null),
            Some(index) => match self.nodes.get(index.0 as usize) {
                Some(Node::Literal(value)) => Some(value.clone()),
                _ => None,
            },
        };
        let range = arguments.get(1).or(arguments.first()).map_or(0..0, |argument| argument.range.clone());
        let program = match (literal(indices.get(1)), literal(indices.get(flags_at))) {
            (Some(Value::Text(pattern)), Some(Value::Text(flags))) => pattern::compile(&pattern, &flags),
            (Some(Value::Text(pattern)), Some(Value::Null)) => pattern::compile(&pattern, ""),
            (Some(_), Some(_)) => return Node::Call(function, indices),
            _ => {
                if self.extent == Extent::Forms {
                    self.fault(&range, FaultKind::PatternVaries);
                }
                return Node::Call(function, indices);
            }
        };
        match program {
            Ok(program) => {
                indices.truncate(flags_at);
                indices.remove(1);
                Node::Pattern(used, Box::new(program), indices)
            }
            Err(fault) => {
                self.fault(&range, FaultKind::BadPattern(fault));
                Node::Literal(Value::Null)
            }
        }
    }

    /// `date("2026-02-30")` is null for ever: a typing error.
    fn temporal_argument(&mut self, function: Function, arguments: &[Syntax]) {
        let [Syntax { form: Form::Text(text), range, .. }] = arguments else { return };
        let full = self.extent == Extent::Full;
        let is_one = match function {
            Function::Date => temporal::parse_date(text).is_some() || (full && wide::date(text).is_some()),
            Function::Time => temporal::parse_time(text).is_some() || (full && wide::time(text).is_some()),
            Function::DateAndTime => temporal::parse_date_time(text).is_some() || (full && wide::date_time(text).is_some()),
            Function::Duration => temporal::parse_duration(text).is_some() || (full && wide::duration(text).is_some()),
            _ => true,
        };
        if !is_one {
            self.fault(range, FaultKind::BadTemporal(text.clone()));
        }
    }

    /// `function(a, b) body`: the parameters are bound inside, the last one innermost.
    pub(super) fn function(&mut self, parameters: &[(String, Kind)], body: &Syntax, at: &Range<usize>) -> (Node, Type) {
        if self.extent == Extent::Forms {
            return self.wrong(at, FaultKind::NotSupported("function"));
        }
        for (name, kind) in parameters {
            self.bound.push(Bound { name: name.clone(), kind: type_of_kind(kind), opened: false });
        }
        let (body, kind) = self.part(body);
        self.bound.truncate(self.bound.len().saturating_sub(parameters.len()));
        (Node::Function(parameters.to_vec(), body), Type::Function(Box::new(kind)))
    }

    pub(super) fn invoke(
        &mut self,
        callee: NodeIndex,
        kind: &Type,
        arguments: &[Syntax],
        names: &[String],
        at: &Range<usize>,
    ) -> (Node, Type) {
        let indices = arguments.iter().map(|argument| self.part(argument).0).collect();
        let gives = match kind {
            Type::Function(gives) => (**gives).clone(),
            // What has been reported is open, too.
            open if open.is_open() && (self.extent == Extent::Full || !self.faults.is_empty()) => Type::Any,
            other => {
                self.fault(at, FaultKind::NotCallable(other.clone()));
                Type::Any
            }
        };
        (Node::Invoke(callee, indices, names.to_vec()), gives)
    }
}

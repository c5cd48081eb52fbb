//! What binds variables: `some`, `every`, `for` and filters.

use super::{Bound, Checker};
use crate::feel::check_types::Type;
use crate::feel::parse_fault::FaultKind;
use crate::feel::parse_tree::Syntax;
use crate::feel::tree::{Node, NodeIndex};
use crate::feel::value::Value;
use std::collections::HashSet;
use std::ops::Range;

impl Checker<'_> {
    pub(super) fn quantified(&mut self, every: bool, iterators: &[(String, Syntax)], condition: &Syntax) -> (Node, Type) {
        let lists = self.bind(iterators);
        let mut inner = self.truth(condition);
        self.bound.truncate(self.bound.len().saturating_sub(iterators.len()));
        for (position, list) in lists.into_iter().enumerate().rev() {
            let node = if every { Node::Every(list, inner) } else { Node::Some(list, inner) };
            if position == 0 {
                return (node, Type::Boolean);
            }
            inner = self.push(node);
        }
        (Node::Literal(Value::Null), Type::Any)
    }

    pub(super) fn iteration(&mut self, iterators: &[(String, Syntax)], body: &Syntax) -> (Node, Type) {
        let lists = self.bind(iterators);
        self.iterations += 1;
        let (inner, kind) = self.part(body);
        self.iterations -= 1;
        self.bound.truncate(self.bound.len().saturating_sub(iterators.len()));
        (Node::For(lists, inner), kind.list())
    }

    /// Lowers the lists, each with the variables before it in scope.
    pub(super) fn bind(&mut self, iterators: &[(String, Syntax)]) -> Vec<NodeIndex> {
        let mut lists = Vec::new();
        for (name, list) in iterators {
            let (index, kind) = self.part(list);
            let element = match kind {
                Type::List(element) | Type::Range(element) => *element,
                open if open.is_open() => Type::Any,
                found => {
                    self.fault(&list.range, FaultKind::WrongType { expected: Type::Any.list(), found });
                    Type::Any
                }
            };
            lists.push(index);
            self.bound.push(Bound { name: name.clone(), kind: element, opened: false });
        }
        lists
    }

    /// Entries may read those before them.
    pub(super) fn context(&mut self, entries: &[(String, Syntax)], at: &Range<usize>) -> (Node, Type) {
        let mut names = HashSet::new();
        if let Some((twice, _)) = entries.iter().find(|(name, _)| !names.insert(name)) {
            return self.wrong(at, FaultKind::EntryTwice(twice.clone()));
        }
        let (mut indices, mut kinds) = (Vec::new(), Vec::new());
        for (name, value) in entries {
            let (index, kind) = self.part(value);
            self.bound.push(Bound { name: name.clone(), kind: kind.clone(), opened: false });
            indices.push((name.clone(), index));
            kinds.push((name.clone(), kind));
        }
        self.bound.truncate(self.bound.len().saturating_sub(entries.len()));
        (Node::Context(indices), Type::Context(kinds))
    }

    pub(super) fn filter(&mut self, list: &Syntax, condition: &Syntax) -> (Node, Type) {
        let (list_index, kind) = self.part(list);
        let element = match kind {
            Type::List(element) => *element,
            // A single value is a list of one (DMN 1.5 §10.3.2.5).
            other => other,
        };
        self.bound.push(Bound { name: "item".to_owned(), kind: element.clone(), opened: true });
        let (condition_index, condition_kind) = self.part(condition);
        self.bound.pop();
        let by_position = condition_kind == Type::Number;
        if !(by_position || condition_kind.is_open() || condition_kind == Type::Boolean) {
            self.fault(&condition.range, FaultKind::WrongType { expected: Type::Boolean, found: condition_kind });
        }
        (Node::Filter(list_index, condition_index), if by_position { element } else { element.list() })
    }
}

//! The innermost parts: literals, names, calls, lists, intervals, and what follows a value (`.year`, `[item > 1]`).

use super::cursor::word_of;
use super::{Parser, STOPS};
use crate::feel::lex::TokenKind;
use crate::feel::parse_fault::{ExpressionFault, FaultKind};
use crate::feel::parse_tree::{Form, Interval, Syntax};
use crate::feel::tree::Function;

impl Parser<'_> {
    pub(super) fn primary_with_postfix(&mut self) -> Syntax {
        let start = self.start();
        let mut value = self.primary();
        loop {
            if self.peek() == &TokenKind::Sign("[") && self.begins_value(self.at + 1) {
                self.at += 1;
                let condition = self.expression();
                self.demand_sign("]");
                let depth = value.depth.max(condition.depth);
                value = self.node(Form::Filter(Box::new(value), Box::new(condition)), start, depth);
            } else if self.take_sign(".") {
                let name_start = self.start();
                let mut words: Vec<String> = Vec::new();
                if let TokenKind::Name(name) = self.peek().clone() {
                    self.at += 1;
                    words.push(name);
                } else {
                    self.fault(FaultKind::Expected(None));
                }
                let range = name_start..self.end().max(name_start);
                let depth = value.depth;
                value = self.node(Form::Path(Box::new(value), words.join(" "), range), start, depth);
            } else {
                return value;
            }
        }
    }

    pub(super) fn primary(&mut self) -> Syntax {
        let start = self.start();
        match self.peek().clone() {
            TokenKind::Number(digits) => self.taken(Form::Number(digits), start),
            TokenKind::Text(text) => self.taken(Form::Text(text), start),
            TokenKind::Sign("@") => {
                self.at += 1;
                match self.peek().clone() {
                    TokenKind::Text(text) => self.taken(Form::Temporal(text), start),
                    _ => self.hole(FaultKind::Expected(None), start),
                }
            }
            TokenKind::Sign("(") => self.parenthesis(start),
            TokenKind::Sign("[") => self.bracket(start),
            TokenKind::Sign("]") if self.begins_value(self.at + 1) && self.has_interval_ahead() => {
                self.at += 1;
                let low = self.additive();
                self.demand_sign("..");
                self.interval_end(low, false, start)
            }
            TokenKind::Sign("{") => self.context(start),
            // These reach as far to the right as they can, wherever they begin.
            TokenKind::Name(name) if name == "if" => self.conditional(start),
            TokenKind::Name(name) if name == "for" && self.is_binding() => self.iteration(start),
            TokenKind::Name(name) if matches!(name.as_str(), "some" | "every") && self.is_binding() => {
                self.quantified(name == "every", start)
            }
            TokenKind::Name(name) if !STOPS.contains(&name.as_str()) => self.name(start),
            TokenKind::Bad(unreadable) => {
                let hole = self.hole(FaultKind::Unreadable(unreadable), start);
                self.at += 1;
                hole
            }
            _ => self.hole(FaultKind::Expected(None), start),
        }
    }

    pub(super) fn parenthesis(&mut self, start: usize) -> Syntax {
        self.at += 1;
        let inner = self.expression();
        if self.take_sign("..") {
            return self.interval_end(inner, false, start);
        }
        self.demand_sign(")");
        inner
    }

    pub(super) fn bracket(&mut self, start: usize) -> Syntax {
        self.at += 1;
        if self.take_sign("]") {
            return self.leaf(Form::List(Vec::new()), start);
        }
        let first = self.expression();
        if self.take_sign("..") {
            return self.interval_end(first, true, start);
        }
        let mut parts = vec![first];
        while self.take_sign(",") {
            parts.push(self.expression());
        }
        self.demand_sign("]");
        let depth = parts.iter().map(|part| part.depth).max().unwrap_or(0);
        self.node(Form::List(parts), start, depth)
    }

    /// `{a: 1, "b c": 2}`
    fn context(&mut self, start: usize) -> Syntax {
        self.at += 1;
        let mut entries: Vec<(String, Syntax)> = Vec::new();
        if !self.take_sign("}") {
            loop {
                let before = self.at;
                let name = self.entry_name();
                if self.at == before {
                    self.fault(FaultKind::Expected(None));
                }
                self.demand_sign(":");
                entries.push((name, self.expression()));
                if !self.take_sign(",") {
                    break;
                }
            }
            self.demand_sign("}");
        }
        let depth = entries.iter().map(|(_, value)| value.depth).max().unwrap_or(0);
        self.node(Form::Context(entries), start, depth)
    }

    /// The words before a colon, or a text.
    fn entry_name(&mut self) -> String {
        if let TokenKind::Text(text) = self.peek().clone() {
            self.at += 1;
            return text;
        }
        let mut name = String::new();
        while let Some(word) = self.word() {
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(word);
            self.at += 1;
        }
        name
    }

    pub(super) fn interval_end(&mut self, low: Syntax, low_included: bool, start: usize) -> Syntax {
        let high = self.additive();
        let depth = low.depth.max(high.depth);
        let high_included = match self.peek() {
            TokenKind::Sign("]") => true,
            TokenKind::Sign(")" | "[") => false,
            _ => {
                self.fault(FaultKind::Expected(Some("]")));
                return self.leaf(Form::Hole, start);
            }
        };
        self.at += 1;
        let interval = Interval { low: Some(low), low_included, high: Some(high), high_included };
        self.node(Form::Range(Box::new(interval)), start, depth)
    }

    /// A literal word, a call or a name: the longest sequence of words that is known.
    pub(super) fn name(&mut self, start: usize) -> Syntax {
        let words: Vec<&str> =
            self.tokens.get(self.at..).unwrap_or_default().iter().map_while(|token| word_of(&token.kind)).take(6).collect();
        let called_at = |count: usize| self.tokens.get(self.at + count).is_some_and(|token| token.kind == TokenKind::Sign("("));
        let known = (1..=words.len()).rev().find_map(|count| {
            let name = words.get(..count)?.join(" ");
            let is_function = called_at(count) && Function::ALL.iter().any(|function| function.written() == name);
            (is_function || self.names.contains(&name.as_str())).then_some((name, count, is_function))
        });
        let first = words.first().copied().unwrap_or("").to_owned();
        // An unknown call keeps all its words, so that the fault names what was meant.
        let unknown_call = || {
            let count = words.iter().take_while(|word| !STOPS.contains(word)).count();
            (count > 0 && called_at(count)).then(|| (words.get(..count).unwrap_or_default().join(" "), count, true))
        };
        let literal = match first.as_str() {
            "null" => Some(Form::Null),
            "true" => Some(Form::Boolean(true)),
            "false" => Some(Form::Boolean(false)),
            _ => None,
        };
        if let Some(form) = literal {
            return self.taken(form, start);
        }
        let (name, count, is_call) = known.or_else(unknown_call).unwrap_or((first, 1, false));
        self.at += count;
        if is_call { self.call(name, start) } else { self.leaf(Form::Name(name), start) }
    }

    pub(super) fn call(&mut self, name: String, start: usize) -> Syntax {
        let range = start..self.end();
        self.at += 1;
        let mut arguments = Vec::new();
        if !self.take_sign(")") {
            loop {
                let before = self.start();
                arguments.push(self.expression());
                if self.peek() == &TokenKind::Sign(":") {
                    self.faults.push(ExpressionFault { range: before..self.end() + 1, kind: FaultKind::NotSupported("name: value") });
                    self.at += 1;
                    arguments.pop();
                    arguments.push(self.expression());
                }
                if !self.take_sign(",") {
                    break;
                }
            }
            self.demand_sign(")");
        }
        let depth = arguments.iter().map(|argument| argument.depth).max().unwrap_or(0);
        self.node(Form::Call(name, range, arguments), start, depth)
    }
}

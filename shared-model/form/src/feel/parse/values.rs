//! The innermost parts: literals, names, calls, lists, intervals, and what follows a value (`.year`, `[item > 1]`).

use super::{Parser, STOPS};
use crate::feel::lex::TokenKind;
use crate::feel::parse_fault::FaultKind;
use crate::feel::parse_tree::{Form, Interval, Syntax};
use crate::feel::tree::Kind;

impl Parser {
    pub(super) fn primary_with_postfix(&mut self) -> Syntax {
        let start = self.start();
        let value = self.primary();
        self.postfix(value, start)
    }

    pub(super) fn postfix(&mut self, mut value: Syntax, start: usize) -> Syntax {
        loop {
            if self.peek() == &TokenKind::Sign("[") && self.begins_value(self.at + 1) {
                self.at += 1;
                let condition = self.expression();
                self.demand_sign("]");
                let depth = value.depth.max(condition.depth);
                value = self.node(Form::Filter(Box::new(value), Box::new(condition)), start, depth);
            } else if self.take_sign(".") {
                let name_start = self.start();
                let mut name = String::new();
                if let Some(known) = self.take_known_name() {
                    name = known;
                } else if let TokenKind::Name(word) = self.peek().clone() {
                    self.at += 1;
                    name = word;
                } else {
                    self.fault(FaultKind::Expected(None));
                }
                let range = name_start..self.end().max(name_start);
                let depth = value.depth;
                value = self.node(Form::Path(Box::new(value), name, range), start, depth);
            } else if self.peek() == &TokenKind::Sign("(") && may_be_called(&value.form) {
                let (arguments, names, depth) = self.arguments();
                let depth = depth.max(value.depth);
                value = self.node(Form::Invoke(Box::new(value), arguments, names), start, depth);
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
            TokenKind::Name(name)
                if name == "function" && self.tokens.get(self.at + 1).is_some_and(|next| next.kind == TokenKind::Sign("(")) =>
            {
                self.function(start)
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
        if let Some(comparison) = self.comparison_sign() {
            // `(< 5)`: an interval without a lower end.
            let interval = self.compared(comparison);
            self.demand_sign(")");
            return interval;
        }
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

    /// `function(a, b: number) a + b`
    fn function(&mut self, start: usize) -> Syntax {
        self.at += 2;
        let mut parameters: Vec<(String, Kind)> = Vec::new();
        if !self.take_sign(")") {
            loop {
                let name = self.new_name(&[]);
                if name.is_empty() {
                    self.fault(FaultKind::Expected(None));
                }
                let kind = if self.take_sign(":") { self.kind() } else { Some(Kind::Any) };
                if kind.is_none() {
                    self.fault(FaultKind::Expected(None));
                }
                parameters.push((name, kind.unwrap_or(Kind::Any)));
                if !self.take_sign(",") {
                    break;
                }
            }
            self.demand_sign(")");
        }
        if self.word() == Some("external") {
            return self.hole(FaultKind::NotSupported("external"), start);
        }
        let body = self.expression();
        let depth = body.depth;
        self.node(Form::Function(parameters, Box::new(body)), start, depth)
    }

    pub(super) fn call(&mut self, name: String, start: usize) -> Syntax {
        let range = start..self.end();
        let (arguments, names, depth) = self.arguments();
        self.node(Form::Call(name, range, arguments, names), start, depth)
    }

    /// What stands in the parentheses of a call, the names when there are some, and how deep it is.
    fn arguments(&mut self) -> (Vec<Syntax>, Vec<String>, usize) {
        self.at += 1;
        let (mut arguments, mut names) = (Vec::new(), Vec::new());
        if !self.take_sign(")") {
            loop {
                let before = self.at;
                let name = self.argument_name();
                if name.is_none() && !names.is_empty() {
                    // All of them have names, or none.
                    self.fault(FaultKind::Expected(Some(":")));
                }
                if name.is_some() && names.len() < arguments.len() {
                    self.at = before;
                    self.fault(FaultKind::Surplus);
                    self.argument_name();
                }
                names.extend(name);
                arguments.push(self.expression());
                if !self.take_sign(",") {
                    break;
                }
            }
            self.demand_sign(")");
        }
        let depth = arguments.iter().map(|argument| argument.depth).max().unwrap_or(0);
        (arguments, names, depth)
    }
}

fn may_be_called(form: &Form) -> bool {
    matches!(
        form,
        Form::Function(..) | Form::Invoke(..) | Form::Call(..) | Form::Path(..) | Form::Filter(..) | Form::If(..) | Form::Name(_)
    )
}

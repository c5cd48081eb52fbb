//! Tokens → syntax tree, by recursive descent (DMN 1.5 §10.3.1.2). In: an expression and the names of several words that are in
//! scope. Out: a tree, always, and what is wrong; parts that can't be read are holes, so that one slip is one fault.

use super::lex::{Token, TokenKind, tokens};
use super::parse_fault::{ExpressionFault, FaultKind};
use super::parse_tree::{Form, Interval, Syntax};
use super::tree::{Arithmetic, Comparison, Function, Kind};
use std::ops::Range;

/// Most bytes of an expression.
pub const LONGEST: usize = 16 * 1024;
/// Most parts nested in each other; bounds every recursion over expressions.
pub const DEEPEST: usize = 160;

/// Reads an expression. `names` are the names in scope that have spaces in them.
#[must_use]
pub fn parse(text: &str, names: &[&str]) -> (Syntax, Vec<ExpressionFault>) {
    if text.len() > LONGEST {
        let fault = ExpressionFault { range: 0..text.len(), kind: FaultKind::TooLarge };
        return (Syntax { form: Form::Hole, range: 0..text.len(), depth: 1 }, vec![fault]);
    }
    let mut parser = Parser { tokens: tokens(text), at: 0, nesting: 0, names, faults: Vec::new(), too_large: false };
    let tree = parser.expression();
    if parser.peek() != &TokenKind::End {
        parser.fault(FaultKind::Surplus);
    }
    (tree, parser.faults)
}

struct Parser<'a> {
    tokens: Vec<Token>,
    at: usize,
    nesting: usize,
    names: &'a [&'a str],
    faults: Vec<ExpressionFault>,
    too_large: bool,
}

/// Words that end a value rather than begin one.
const STOPS: &[&str] = &["and", "or", "in", "between", "then", "else", "return", "satisfies", "instance"];

impl Parser<'_> {
    fn expression(&mut self) -> Syntax {
        let start = self.start();
        if self.nesting >= DEEPEST / 4 {
            self.fault_once_too_large();
            self.at = self.tokens.len().saturating_sub(1);
            return self.leaf(Form::Hole, start);
        }
        self.nesting += 1;
        let tree = self.disjunction();
        self.nesting -= 1;
        tree
    }

    fn conditional(&mut self, start: usize) -> Syntax {
        self.at += 1;
        let condition = self.expression();
        self.demand_word("then");
        let then = self.expression();
        self.demand_word("else");
        let otherwise = self.expression();
        let depth = condition.depth.max(then.depth).max(otherwise.depth);
        self.node(Form::If(Box::new(condition), Box::new(then), Box::new(otherwise)), start, depth)
    }

    fn iteration(&mut self, start: usize) -> Syntax {
        self.at += 1;
        let iterators = self.iterators();
        self.demand_word("return");
        let body = self.expression();
        let depth = deepest(&iterators).max(body.depth) + iterators.len();
        self.node(Form::For(iterators, Box::new(body)), start, depth)
    }

    fn quantified(&mut self, every: bool, start: usize) -> Syntax {
        self.at += 1;
        let iterators = self.iterators();
        self.demand_word("satisfies");
        let body = self.expression();
        let depth = deepest(&iterators).max(body.depth) + iterators.len();
        self.node(Form::Quantified(every, iterators, Box::new(body)), start, depth)
    }

    fn iterators(&mut self) -> Vec<(String, Syntax)> {
        let mut found = Vec::new();
        loop {
            let name = match self.peek().clone() {
                TokenKind::Name(name) if !STOPS.contains(&name.as_str()) => {
                    self.at += 1;
                    name
                }
                _ => {
                    self.fault(FaultKind::Expected(None));
                    String::new()
                }
            };
            self.demand_word("in");
            let start = self.start();
            let mut list = self.expression();
            if self.take_sign("..") {
                let high = self.additive();
                let depth = list.depth.max(high.depth);
                let interval = Interval { low: Some(list), low_included: true, high: Some(high), high_included: true };
                list = self.node(Form::Range(Box::new(interval)), start, depth);
            }
            found.push((name, list));
            if !self.take_sign(",") {
                return found;
            }
        }
    }

    fn disjunction(&mut self) -> Syntax {
        let start = self.start();
        let mut left = self.conjunction();
        while self.take_word("or") {
            let right = self.conjunction();
            let depth = left.depth.max(right.depth);
            left = self.node(Form::Or(Box::new(left), Box::new(right)), start, depth);
        }
        left
    }

    fn conjunction(&mut self) -> Syntax {
        let start = self.start();
        let mut left = self.comparison();
        while self.take_word("and") {
            let right = self.comparison();
            let depth = left.depth.max(right.depth);
            left = self.node(Form::And(Box::new(left), Box::new(right)), start, depth);
        }
        left
    }

    fn comparison(&mut self) -> Syntax {
        let start = self.start();
        let mut left = self.additive();
        loop {
            if let Some(comparison) = self.comparison_sign() {
                self.at += 1;
                let right = self.additive();
                let depth = left.depth.max(right.depth);
                left = self.node(Form::Compare(comparison, Box::new(left), Box::new(right)), start, depth);
            } else if self.take_word("between") {
                let low = self.additive();
                self.demand_word("and");
                let high = self.additive();
                let depth = left.depth.max(low.depth).max(high.depth);
                left = self.node(Form::Between(Box::new(left), Box::new(low), Box::new(high)), start, depth);
            } else if self.take_word("in") {
                let tests = self.tests();
                let depth = tests.iter().map(|test| test.depth).max().unwrap_or(0).max(left.depth);
                left = self.node(Form::In(Box::new(left), tests), start, depth);
            } else {
                return left;
            }
        }
    }

    fn comparison_sign(&self) -> Option<Comparison> {
        match self.peek() {
            TokenKind::Sign("=") => Some(Comparison::Equal),
            TokenKind::Sign("!=") => Some(Comparison::NotEqual),
            TokenKind::Sign("<") => Some(Comparison::Less),
            TokenKind::Sign("<=") => Some(Comparison::LessOrEqual),
            TokenKind::Sign(">") => Some(Comparison::Greater),
            TokenKind::Sign(">=") => Some(Comparison::GreaterOrEqual),
            _ => None,
        }
    }

    /// What follows `in`: one test, or several in parentheses.
    fn tests(&mut self) -> Vec<Syntax> {
        if self.peek() != &TokenKind::Sign("(") {
            return vec![self.test()];
        }
        let (opened, start) = (self.at, self.start());
        self.at += 1;
        let mut tests = vec![self.test()];
        if self.peek() == &TokenKind::Sign("..") {
            // `in (1..5)`: the parenthesis opens an interval.
            self.at = opened;
            return vec![self.primary_with_postfix()];
        }
        while self.take_sign(",") {
            tests.push(self.test());
        }
        self.demand_sign(")", start);
        tests
    }

    fn test(&mut self) -> Syntax {
        let start = self.start();
        let Some(comparison) = self.comparison_sign() else { return self.expression() };
        self.at += 1;
        let end = self.additive();
        let depth = end.depth;
        let (low, low_included, high, high_included) = match comparison {
            Comparison::Less => (None, false, Some(end), false),
            Comparison::LessOrEqual => (None, false, Some(end), true),
            Comparison::Greater => (Some(end), false, None, false),
            Comparison::GreaterOrEqual => (Some(end), true, None, false),
            Comparison::Equal => return end,
            Comparison::NotEqual => {
                self.faults.push(ExpressionFault { range: start..self.end(), kind: FaultKind::NotSupported("in (!= …)") });
                return self.leaf(Form::Hole, start);
            }
        };
        self.node(Form::Range(Box::new(Interval { low, low_included, high, high_included })), start, depth)
    }

    fn additive(&mut self) -> Syntax {
        self.chain(&[("+", Arithmetic::Add), ("-", Arithmetic::Subtract)], Self::multiplicative)
    }

    fn multiplicative(&mut self) -> Syntax {
        self.chain(&[("*", Arithmetic::Multiply), ("/", Arithmetic::Divide)], Self::power)
    }

    fn power(&mut self) -> Syntax {
        self.chain(&[("**", Arithmetic::Power)], Self::negation)
    }

    fn chain(&mut self, signs: &[(&'static str, Arithmetic)], inner: fn(&mut Self) -> Syntax) -> Syntax {
        let start = self.start();
        let mut left = inner(self);
        while let Some((_, operator)) = signs.iter().find(|(sign, _)| self.peek() == &TokenKind::Sign(sign)) {
            self.at += 1;
            let right = inner(self);
            let depth = left.depth.max(right.depth);
            left = self.node(Form::Arithmetic(*operator, Box::new(left), Box::new(right)), start, depth);
        }
        left
    }

    /// Binds tighter than `**` (DMN 1.5 §10.3.1.2, grammar rule 4).
    fn negation(&mut self) -> Syntax {
        let start = self.start();
        let mut signs = 0;
        while self.take_sign("-") {
            signs += 1;
        }
        let mut inner = self.instance();
        for _ in 0..signs {
            let depth = inner.depth;
            inner = self.node(Form::Negate(Box::new(inner)), start, depth);
        }
        inner
    }

    fn instance(&mut self) -> Syntax {
        let start = self.start();
        let value = self.primary_with_postfix();
        if self.word() != Some("instance") {
            return value;
        }
        self.at += 1;
        self.demand_word("of");
        let kinds: &[(&str, Kind)] = &[
            ("boolean", Kind::Boolean),
            ("number", Kind::Number),
            ("string", Kind::Text),
            ("date and time", Kind::DateTime),
            ("date", Kind::Date),
            ("time", Kind::Time),
            ("years and months duration", Kind::Months),
            ("days and time duration", Kind::Seconds),
            ("list", Kind::List),
            ("range", Kind::Range),
            ("Any", Kind::Any),
        ];
        for (name, kind) in kinds {
            if self.take_words(name) {
                let depth = value.depth;
                return self.node(Form::InstanceOf(Box::new(value), *kind), start, depth);
            }
        }
        self.fault(FaultKind::Expected(None));
        self.leaf(Form::Hole, start)
    }

    fn primary_with_postfix(&mut self) -> Syntax {
        let start = self.start();
        let mut value = self.primary();
        loop {
            if self.peek() == &TokenKind::Sign("[") && self.begins_value(self.at + 1) {
                self.at += 1;
                let opened = self.start();
                let condition = self.expression();
                self.demand_sign("]", opened);
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

    fn primary(&mut self) -> Syntax {
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
                self.demand_sign("..", start);
                self.interval_end(low, false, start)
            }
            TokenKind::Sign("{") => {
                let hole = self.hole(FaultKind::NotSupported("{ }"), start);
                self.at = self.tokens.len().saturating_sub(1);
                hole
            }
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

    fn parenthesis(&mut self, start: usize) -> Syntax {
        self.at += 1;
        let inner = self.expression();
        if self.take_sign("..") {
            return self.interval_end(inner, false, start);
        }
        self.demand_sign(")", start);
        inner
    }

    fn bracket(&mut self, start: usize) -> Syntax {
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
        self.demand_sign("]", start);
        let depth = parts.iter().map(|part| part.depth).max().unwrap_or(0);
        self.node(Form::List(parts), start, depth)
    }

    fn interval_end(&mut self, low: Syntax, low_included: bool, start: usize) -> Syntax {
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
    fn name(&mut self, start: usize) -> Syntax {
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

    fn call(&mut self, name: String, start: usize) -> Syntax {
        let range = start..self.end();
        let opened = self.start();
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
            self.demand_sign(")", opened);
        }
        let depth = arguments.iter().map(|argument| argument.depth).max().unwrap_or(0);
        self.node(Form::Call(name, range, arguments), start, depth)
    }

    // Tokens.

    fn peek(&self) -> &TokenKind {
        self.tokens.get(self.at).map_or(&TokenKind::End, |token| &token.kind)
    }

    fn word(&self) -> Option<&str> {
        word_of(self.peek())
    }

    fn take_word(&mut self, word: &str) -> bool {
        let found = self.word() == Some(word);
        self.at += usize::from(found);
        found
    }

    fn take_words(&mut self, words: &str) -> bool {
        let before = self.at;
        let all = words.split(' ').all(|word| self.take_word(word));
        if !all {
            self.at = before;
        }
        all
    }

    fn take_sign(&mut self, sign: &str) -> bool {
        let found = matches!(self.peek(), TokenKind::Sign(found) if *found == sign);
        self.at += usize::from(found);
        found
    }

    fn demand_word(&mut self, word: &'static str) {
        if !self.take_word(word) {
            self.fault(FaultKind::Expected(Some(word)));
        }
    }

    fn demand_sign(&mut self, sign: &'static str, _opened: usize) {
        if !self.take_sign(sign) {
            self.fault(FaultKind::Expected(Some(sign)));
        }
    }

    /// `some x in`, so that a field may be called `some`.
    fn is_binding(&self) -> bool {
        self.tokens.get(self.at + 1).and_then(|token| word_of(&token.kind)).is_some_and(|word| !STOPS.contains(&word))
    }

    fn begins_value(&self, at: usize) -> bool {
        match self.tokens.get(at).map(|token| &token.kind) {
            Some(TokenKind::Number(_) | TokenKind::Text(_) | TokenKind::Sign("(" | "[" | "-" | "@")) => true,
            Some(TokenKind::Name(name)) => !STOPS.contains(&name.as_str()),
            _ => false,
        }
    }

    fn has_interval_ahead(&self) -> bool {
        self.tokens.get(self.at..).unwrap_or_default().iter().any(|token| token.kind == TokenKind::Sign(".."))
    }

    fn start(&self) -> usize {
        self.tokens.get(self.at).map_or(0, |token| token.range.start)
    }

    /// Where the token before the next one ends.
    fn end(&self) -> usize {
        self.at.checked_sub(1).and_then(|index| self.tokens.get(index)).map_or(0, |token| token.range.end)
    }

    // Nodes and faults.

    fn node(&mut self, form: Form, start: usize, depth: usize) -> Syntax {
        let range = start..self.end().max(start);
        if depth >= DEEPEST {
            self.fault_once_too_large();
            return Syntax { form: Form::Hole, range, depth: 1 };
        }
        Syntax { form, range, depth: depth + 1 }
    }

    fn leaf(&self, form: Form, start: usize) -> Syntax {
        Syntax { form, range: start..self.end().max(start), depth: 1 }
    }

    fn taken(&mut self, form: Form, start: usize) -> Syntax {
        self.at += 1;
        self.leaf(form, start)
    }

    fn hole(&mut self, kind: FaultKind, start: usize) -> Syntax {
        self.fault(kind);
        self.leaf(Form::Hole, start)
    }

    /// A fault at the next token. Only the first fault of a token counts: the others follow from it.
    fn fault(&mut self, kind: FaultKind) {
        let range: Range<usize> = self.tokens.get(self.at).map_or(0..0, |token| token.range.clone());
        let kind = match self.peek() {
            TokenKind::Bad(unreadable) => FaultKind::Unreadable(unreadable.clone()),
            _ => kind,
        };
        if !self.too_large && !self.faults.iter().any(|fault| fault.range == range) {
            self.faults.push(ExpressionFault { range, kind });
        }
    }

    fn fault_once_too_large(&mut self) {
        if !self.too_large {
            self.fault(FaultKind::TooLarge);
            self.too_large = true;
        }
    }
}

fn word_of(kind: &TokenKind) -> Option<&str> {
    match kind {
        TokenKind::Name(name) => Some(name),
        _ => None,
    }
}

fn deepest(iterators: &[(String, Syntax)]) -> usize {
    iterators.iter().map(|(_, list)| list.depth).max().unwrap_or(0)
}

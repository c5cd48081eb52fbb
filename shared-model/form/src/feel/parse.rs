//! Tokens → syntax tree, by recursive descent (DMN 1.5 §10.3.1.2). In: an expression and the names of several words that are in
//! scope. Out: a tree, always, and what is wrong; parts that can't be read are holes, so that one slip is one fault.

mod cursor;
mod kinds;
mod names;
mod values;

use super::lex::{Token, TokenKind, tokens};
use super::parse_fault::{ExpressionFault, FaultKind};
use super::parse_tree::{Form, Interval, Syntax};
use super::tree::{Arithmetic, Comparison};

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
    let tokens = tokens(text);
    let last_interval = tokens.iter().rposition(|token| token.kind == TokenKind::Sign("..")).unwrap_or(0);
    let mut parser = Parser { tokens, at: 0, nesting: 0, names: Vec::new(), last_interval, faults: Vec::new(), too_large: false };
    names.iter().chain(PARTS).for_each(|name| parser.know(name));
    let tree = parser.expression();
    if parser.peek() != &TokenKind::End {
        parser.fault(FaultKind::Surplus);
    }
    (tree, parser.faults)
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    nesting: usize,
    /// Names of several tokens: how they are called and their tokens.
    names: Vec<(String, Vec<TokenKind>)>,
    last_interval: usize,
    faults: Vec<ExpressionFault>,
    too_large: bool,
}

/// Parts of values whose names are two words.
const PARTS: &[&str] = &["time offset", "start included", "end included"];

/// Words that end a value rather than begin one.
const STOPS: &[&str] = &["and", "or", "in", "between", "then", "else", "return", "satisfies", "instance"];

impl Parser {
    fn expression(&mut self) -> Syntax {
        self.nested(Self::disjunction)
    }

    /// One part more within another. Expressions and sums come through here, so that it bounds every recursion.
    fn nested(&mut self, inner: fn(&mut Self) -> Syntax) -> Syntax {
        let start = self.start();
        if self.nesting >= DEEPEST / 2 {
            self.fault_once_too_large();
            self.at = self.tokens.len().saturating_sub(1);
            return self.leaf(Form::Hole, start);
        }
        self.nesting += 1;
        let tree = inner(self);
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
            let name = self.new_name(&["in"]);
            if name.is_empty() {
                self.fault(FaultKind::Expected(None));
            }
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
        let start = self.start();
        if !self.take_sign("(") {
            return vec![self.test()];
        }
        let is_test = self.comparison_sign().is_some();
        let first = self.test();
        if !is_test && self.take_sign("..") {
            // `in (1..5)`: the parenthesis opens an interval.
            let interval = self.interval_end(first, false, start);
            return vec![self.postfix(interval, start)];
        }
        let mut tests = vec![first];
        while self.take_sign(",") {
            tests.push(self.test());
        }
        self.demand_sign(")");
        tests
    }

    /// A value, or a comparison without its left side.
    fn test(&mut self) -> Syntax {
        match self.comparison_sign() {
            None => self.expression(),
            Some(comparison) => match self.compared(comparison) {
                // What equals is the value itself.
                Syntax { form: Form::Exactly(value), .. } => *value,
                test => test,
            },
        }
    }

    /// `< 5`, `= 5`, `!= 5` as an interval.
    fn compared(&mut self, comparison: Comparison) -> Syntax {
        let start = self.start();
        self.at += 1;
        let end = self.additive();
        let depth = end.depth;
        let (low, low_included, high, high_included) = match comparison {
            Comparison::Less => (None, false, Some(end), false),
            Comparison::LessOrEqual => (None, false, Some(end), true),
            Comparison::Greater => (Some(end), false, None, false),
            Comparison::GreaterOrEqual => (Some(end), true, None, false),
            Comparison::Equal => return self.node(Form::Exactly(Box::new(end)), start, depth),
            Comparison::NotEqual => return self.node(Form::Except(Box::new(end)), start, depth),
        };
        self.node(Form::Range(Box::new(Interval { low, low_included, high, high_included })), start, depth)
    }

    fn additive(&mut self) -> Syntax {
        self.nested(|parser| parser.chain(&[("+", Arithmetic::Add), ("-", Arithmetic::Subtract)], Self::multiplicative))
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
        match self.kind() {
            Some(kind) => {
                let depth = value.depth;
                self.node(Form::InstanceOf(Box::new(value), kind), start, depth)
            }
            None => {
                self.fault(FaultKind::Expected(None));
                self.leaf(Form::Hole, start)
            }
        }
    }
}

fn deepest(iterators: &[(String, Syntax)]) -> usize {
    iterators.iter().map(|(_, list)| list.depth).max().unwrap_or(0)
}

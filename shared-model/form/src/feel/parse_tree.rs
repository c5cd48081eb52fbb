//! What the parser makes of an expression: names unresolved, nothing checked. Exists only while compiling.

use super::tree::{Arithmetic, Comparison, Kind};
use std::ops::Range;

/// A part of an expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Syntax {
    /// What it is.
    pub form: Form,
    /// Where it stands, in bytes of the expression.
    pub range: Range<usize>,
    /// How many parts are nested in it.
    pub depth: usize,
}

/// Forms of expressions.
#[derive(Debug, Clone, PartialEq)]
pub enum Form {
    /// Something that couldn't be read and has been reported.
    Hole,
    /// `null`
    Null,
    /// `true`
    Boolean(bool),
    /// Digits as written.
    Number(String),
    /// A text.
    Text(String),
    /// `@"2026-11-22"`
    Temporal(String),
    /// A name, with single spaces.
    Name(String),
    /// `-a`
    Negate(Box<Syntax>),
    /// `a + b`
    Arithmetic(Arithmetic, Box<Syntax>, Box<Syntax>),
    /// `a = b`
    Compare(Comparison, Box<Syntax>, Box<Syntax>),
    /// `a and b`
    And(Box<Syntax>, Box<Syntax>),
    /// `a or b`
    Or(Box<Syntax>, Box<Syntax>),
    /// `if a then b else c`
    If(Box<Syntax>, Box<Syntax>, Box<Syntax>),
    /// `a between b and c`
    Between(Box<Syntax>, Box<Syntax>, Box<Syntax>),
    /// `a in (b, c)`
    In(Box<Syntax>, Vec<Syntax>),
    /// `[a, b]`
    List(Vec<Syntax>),
    /// `{a: 1, "b": 2}`
    Context(Vec<(String, Syntax)>),
    /// `[a..b]`, `< a`
    Range(Box<Interval>),
    /// `some x in a satisfies b`: (every?, iterators, condition)
    Quantified(bool, Vec<(String, Syntax)>, Box<Syntax>),
    /// `for x in a return b`
    For(Vec<(String, Syntax)>, Box<Syntax>),
    /// `a[b]`
    Filter(Box<Syntax>, Box<Syntax>),
    /// `a.b`: (value, name, where the name stands)
    Path(Box<Syntax>, String, Range<usize>),
    /// `(= a)`: the interval of one value.
    Exactly(Box<Syntax>),
    /// `!= a`, as a test of `in` or in parentheses.
    Except(Box<Syntax>),
    /// `f(a)`, `f(x: a)`: (name, where it stands, arguments, their names when they are named)
    Call(String, Range<usize>, Vec<Syntax>, Vec<String>),
    /// `(function(x) x)(a)`: (function, arguments, their names when they are named)
    Invoke(Box<Syntax>, Vec<Syntax>, Vec<String>),
    /// `function(a, b: number) c`: (parameters, body)
    Function(Vec<(String, Kind)>, Box<Syntax>),
    /// `a instance of b`
    InstanceOf(Box<Syntax>, Kind),
}

/// An interval.
#[derive(Debug, Clone, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: Option<Syntax>,
    /// Whether it belongs to it.
    pub low_included: bool,
    /// Upper end.
    pub high: Option<Syntax>,
    /// Whether it belongs to it.
    pub high_included: bool,
}

impl Syntax {
    /// Calls `visit` for this part and everything in it.
    pub fn walk(&self, visit: &mut dyn FnMut(&Syntax)) {
        visit(self);
        match &self.form {
            Form::Hole | Form::Null | Form::Boolean(_) | Form::Number(_) | Form::Text(_) | Form::Temporal(_) | Form::Name(_) => {}
            Form::Negate(a) | Form::Path(a, _, _) | Form::InstanceOf(a, _) | Form::Except(a) | Form::Exactly(a) | Form::Function(_, a) => {
                a.walk(visit)
            }
            Form::Arithmetic(_, a, b) | Form::Compare(_, a, b) | Form::And(a, b) | Form::Or(a, b) | Form::Filter(a, b) => {
                a.walk(visit);
                b.walk(visit);
            }
            Form::If(a, b, c) | Form::Between(a, b, c) => {
                a.walk(visit);
                b.walk(visit);
                c.walk(visit);
            }
            Form::In(a, tests) => {
                a.walk(visit);
                tests.iter().for_each(|test| test.walk(visit));
            }
            Form::Invoke(a, parts, _) => {
                a.walk(visit);
                parts.iter().for_each(|part| part.walk(visit));
            }
            Form::List(parts) | Form::Call(_, _, parts, _) => parts.iter().for_each(|part| part.walk(visit)),
            Form::Context(entries) => entries.iter().for_each(|(_, value)| value.walk(visit)),
            Form::Range(interval) => interval.low.iter().chain(&interval.high).for_each(|end| end.walk(visit)),
            Form::Quantified(_, iterators, body) | Form::For(iterators, body) => {
                iterators.iter().for_each(|(_, list)| list.walk(visit));
                body.walk(visit);
            }
        }
    }
}

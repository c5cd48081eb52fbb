//! What FEEL has and forms don't: functions as values, contexts that are put together, statistics, relations of intervals. In:
//! evaluated arguments. Out: a value, or none where FEEL says null. Only `vordruck feel` has it; it would weigh on the browser.

mod contexts;
mod intervals;
mod lists;
mod parts;
mod statistics;

use super::builtin::Function;
use super::compare::equal;
use super::functions::{Arguments, at};
use super::kinds::Kind;
use super::number::Number;
use super::tree::{NodeIndex, PatternUse};
use super::value::Value;
use super::{pattern, wide};

pub(super) use parts::{days_of, part};

/// A function as a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Closure {
    /// A built-in one.
    BuiltIn(Function),
    /// One of the expression.
    Defined {
        /// Names and kinds.
        parameters: Vec<(String, Kind)>,
        /// What it computes, in the same tree.
        body: NodeIndex,
        /// What it can see, the outermost variable first.
        captured: Vec<Value>,
    },
}

impl Closure {
    /// Whether it can be called with so many arguments.
    pub(super) fn takes_so_many(&self, count: u32) -> bool {
        match self {
            Self::BuiltIn(_) => true,
            Self::Defined { parameters, .. } => u32::try_from(parameters.len()) == Ok(count),
        }
    }
}

/// Calls one of them.
pub(super) fn call(function: Function, arguments: Arguments<'_>) -> Option<Value> {
    use Function as F;
    match function {
        F::InsertBefore | F::Remove | F::ListReplace | F::Sort => lists::call(function, arguments),
        F::Median | F::Mode | F::Stddev => statistics::call(function, arguments),
        F::Sqrt => at(arguments, 0)?.as_number()?.square_root().map(Value::Number),
        F::Exp => at(arguments, 0)?.as_number()?.exponential().map(Value::Number),
        F::Log => at(arguments, 0)?.as_number()?.logarithm().map(Value::Number),
        F::GetValue | F::GetEntries | F::Context | F::ContextPut | F::ContextMerge => contexts::call(function, arguments),
        F::Is => Some(Value::Boolean(is(at(arguments, 0)?, at(arguments, 1)?))),
        F::Matches => matching(PatternUse::Matches, arguments, 2),
        F::Replace => matching(PatternUse::Replace, arguments, 3),
        F::Split => matching(PatternUse::Split, arguments, 2),
        other => intervals::call(other, arguments),
    }
}

/// `matches`, `replace` and `split` with a pattern that is known only now; the flags are the argument at a position.
fn matching(function: PatternUse, arguments: Arguments<'_>, flags_at: usize) -> Option<Value> {
    let flags = match at(arguments, flags_at) {
        None | Some(Value::Null) => "",
        Some(flags) => flags.as_text()?,
    };
    let program = pattern::compile(at(arguments, 1)?.as_text()?, flags).ok()?;
    let mut others = arguments.iter().take(flags_at).cloned().collect::<Vec<_>>();
    others.remove(1);
    let mut steps = PATTERN_STEPS;
    pattern::apply(function, &program, &others, &mut steps)?
}

/// Most steps of one match.
const PATTERN_STEPS: u32 = 1_000_000;

/// The same kind and the same value; of times also the same zone (DMN 1.5 §10.3.4.10).
fn is(left: &Value, right: &Value) -> bool {
    if let (Some(left), Some(right)) = (wide::Wide::of(left), wide::Wide::of(right)) {
        return left == right;
    }
    equal(left, right) == Some(true)
}

/// A number of things.
fn count_of(count: usize) -> Option<Number> {
    i64::try_from(count).ok().map(Number::from)
}

//! The checked tree of an expression. In: what the parser and the checker lower to. Out: what the evaluator walks.
//! Names are resolved and literals are values: nothing is looked up by name at run time.
//!
//! A flat list, children before parents, the root last: reading it needs no recursion, and since a node may only point to
//! nodes before it, no tree that came from bytes can run in circles.

pub use super::builtin::Function;
pub use super::kinds::Kind;
use super::pattern::Program;
use super::value::Value;
use crate::compiled::{FieldIndex, ReadError};
use crate::stored::{Reader, Stored};

/// A checked expression: nodes, children before parents; the last one is the root. Without nodes it is null.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Expression {
    pub(crate) nodes: Vec<Node>,
}

/// Position of a node in its expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeIndex(pub u32);

/// One node.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// A literal, `null`, `true`, `12.50`, `"neu"`, `@"2026-11-22"`; whatever the compiler could fold.
    Literal(Value),
    /// The answer of a field; null while it is hidden.
    Answer(FieldIndex),
    /// A parameter: position in `CompiledForm::parameters`.
    Parameter(u32),
    /// A variable bound by `some`, `every`, `for`, a filter (`item`), a context or a function: counted from the innermost binding
    /// around it, 0 = innermost.
    Bound(u32),
    /// `partial`: what the innermost `for` around it has returned so far.
    Partial,
    /// `-a`
    Negate(NodeIndex),
    /// `a + b` and its like.
    Arithmetic(Arithmetic, NodeIndex, NodeIndex),
    /// `a = b` and its like.
    Compare(Comparison, NodeIndex, NodeIndex),
    /// `a and b`, three-valued.
    And(NodeIndex, NodeIndex),
    /// `a or b`, three-valued.
    Or(NodeIndex, NodeIndex),
    /// `if condition then … else …`: (condition, then, else).
    If(NodeIndex, NodeIndex, NodeIndex),
    /// `value between low and high`, ends included: (value, low, high).
    Between(NodeIndex, NodeIndex, NodeIndex),
    /// `value in (test, test)`: a test is a value, a list of values or a range; `< 5` is lowered to a `Range` with one end.
    In(NodeIndex, Vec<NodeIndex>),
    /// `!= a` as a test of `in`. Elsewhere it is written as the interval `(a..a)`.
    Except(NodeIndex),
    /// `[a, b]`
    List(Vec<NodeIndex>),
    /// `[low..high]`; a missing end is open towards infinity.
    Range {
        /// Lower end.
        low: Option<NodeIndex>,
        /// `[` rather than `(`.
        low_included: bool,
        /// Upper end.
        high: Option<NodeIndex>,
        /// `]` rather than `)`.
        high_included: bool,
    },
    /// `some x in list satisfies condition`: (list, condition); binds one variable. Several iterators nest.
    Some(NodeIndex, NodeIndex),
    /// `every x in list satisfies condition`: (list, condition); binds one variable.
    Every(NodeIndex, NodeIndex),
    /// `for x in list, y in list return body`: (lists, body); each list binds one variable, seen by the lists after it.
    For(Vec<NodeIndex>, NodeIndex),
    /// `list[condition]`: (list, condition); binds one variable, `item`. A number chooses by position (from 1, from the end when negative).
    Filter(NodeIndex, NodeIndex),
    /// `date.year` and its like; of a list, the parts of its elements.
    Property(NodeIndex, Property),
    /// `kind.name`: what a context has under a name; of a list of contexts, the list of what they have.
    Entry(NodeIndex, String),
    /// `{name: value}`: an entry may read those before it, which are bound one by one, the first one outermost.
    Context(Vec<(String, NodeIndex)>),
    /// A call of a built-in function.
    Call(Function, Vec<NodeIndex>),
    /// A function of texts with a pattern that is the same for all answers: (function, pattern, text and replacement).
    Pattern(PatternUse, Box<Program>, Vec<NodeIndex>),
    /// `value instance of kind`.
    InstanceOf(NodeIndex, Kind),
    // No form has the following; they are never stored (`stored`).
    /// `function(a, b) body`: (parameters, body).
    Function(Vec<(String, Kind)>, NodeIndex),
    /// A built-in function as a value.
    BuiltIn(Function),
    /// A call of a value: (function, arguments, their names when they are named).
    Invoke(NodeIndex, Vec<NodeIndex>, Vec<String>),
}

/// Arithmetic operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arithmetic {
    /// `+`: numbers, texts, dates and durations.
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `**`
    Power,
}

/// Comparison operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// Parts of dates, times and durations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Property {
    /// `year`
    Year,
    /// `month`
    Month,
    /// `day`
    Day,
    /// `weekday`: 1 = Monday.
    Weekday,
    /// `hour`
    Hour,
    /// `minute`
    Minute,
    /// `second`
    Second,
    /// `years` of a duration.
    Years,
    /// `months` of a duration.
    Months,
    /// `days` of a duration.
    Days,
    /// `hours` of a duration.
    Hours,
    /// `minutes` of a duration.
    Minutes,
    /// `seconds` of a duration.
    Seconds,
}

#[cfg(feature = "feel-full")]
impl Property {
    /// As it is written.
    #[must_use]
    pub fn written(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::Weekday => "weekday",
            Self::Hour => "hour",
            Self::Minute => "minute",
            Self::Second => "second",
            Self::Years => "years",
            Self::Months => "months",
            Self::Days => "days",
            Self::Hours => "hours",
            Self::Minutes => "minutes",
            Self::Seconds => "seconds",
        }
    }
}

/// What is done with a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PatternUse {
    /// `matches(text, pattern)`
    Matches,
    /// `replace(text, pattern, replacement)`
    Replace,
    /// `split(text, pattern)`
    Split,
}

impl Expression {
    /// Its bytes, as they stand in a compiled form.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.write(&mut bytes);
        bytes
    }
    /// Reads it from its bytes.
    ///
    /// # Errors
    /// `Damaged` for anything that is not a whole expression.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ReadError> {
        Reader::whole(bytes).ok_or(ReadError::Damaged)
    }
    /// An expression without a node yet; the compiler pushes children before parents.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
    /// Adds a node and says where it is. The last one pushed is the root.
    pub fn push(&mut self, node: Node) -> NodeIndex {
        let index = NodeIndex(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(node);
        index
    }
    /// An expression that is always the same value.
    #[must_use]
    pub fn literal(value: Value) -> Self {
        Self { nodes: vec![Node::Literal(value)] }
    }
    /// The nodes, children before parents.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }
    /// The fields whose answers it reads, as often as it reads them.
    pub fn answers(&self) -> impl Iterator<Item = FieldIndex> {
        self.nodes.iter().filter_map(|node| if let Node::Answer(field) = node { Some(*field) } else { None })
    }
    /// The root.
    #[must_use]
    pub fn root(&self) -> Option<NodeIndex> {
        self.nodes.len().checked_sub(1).and_then(|last| u32::try_from(last).ok()).map(NodeIndex)
    }
}

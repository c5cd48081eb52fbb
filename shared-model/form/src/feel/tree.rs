//! The checked tree of an expression. In: what the parser and the checker lower to. Out: what the evaluator walks.
//! Names are resolved and literals are values: nothing is looked up by name at run time.
//!
//! A flat list, children before parents, the root last: reading it needs no recursion, and since a node may only point to
//! nodes before it, no tree that came from bytes can run in circles.

use super::value::Value;
use crate::compiled::FieldIndex;
use serde::{Deserialize, Serialize};

/// A checked expression: nodes, children before parents; the last one is the root. Without nodes it is null.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Expression {
    nodes: Vec<Node>,
}

/// Position of a node in its expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NodeIndex(pub u32);

/// One node.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Node {
    /// A literal, `null`, `true`, `12.50`, `"neu"`, `@"2026-11-22"`; whatever the compiler could fold.
    Literal(Value),
    /// The answer of a field; null while it is hidden.
    Answer(FieldIndex),
    /// A parameter: position in `CompiledForm::parameters`.
    Parameter(u32),
    /// A variable bound by `some`, `every`, `for` or a filter (`item`): counted from the innermost binding around it, 0 = innermost.
    Bound(u32),
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
    /// `for x in list return body`: (list, body); binds one variable.
    For(NodeIndex, NodeIndex),
    /// `for x in list return for …`, one flat list out of several iterators: (list, body); binds one variable.
    ForFlat(NodeIndex, NodeIndex),
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
    /// `value instance of kind`.
    InstanceOf(NodeIndex, Kind),
}

/// Arithmetic operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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

/// Kinds of values, for `instance of`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// `boolean`
    Boolean,
    /// `number`
    Number,
    /// `string`
    Text,
    /// `date`
    Date,
    /// `time`
    Time,
    /// `date and time`
    DateTime,
    /// `years and months duration`
    Months,
    /// `days and time duration`
    Seconds,
    /// `list`
    List,
    /// `range`
    Range,
    /// `context`
    Context,
    /// `Any`: everything but null.
    Any,
}

macro_rules! functions {
    ($($(#[$doc:meta])* $name:ident = $written:literal, $least:literal ..= $most:expr;)*) => {
        /// The built-in functions, with the name and the number of arguments FEEL gives them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Function { $($(#[$doc])* $name,)* }

        /// Names and arguments, which only the compiler needs.
        #[cfg(feature = "compile")]
        impl Function {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),*];
            /// The name as written in expressions; several words separated by one space.
            #[must_use]
            pub fn written(self) -> &'static str {
                match self { $(Self::$name => $written),* }
            }
            /// The least and the most number of arguments.
            #[must_use]
            pub fn arguments(self) -> (usize, usize) {
                match self { $(Self::$name => ($least, $most)),* }
            }
        }
    };
}

functions! {
    /// Whether the argument is not null.
    IsDefined = "is defined", 1 ..= 1;
    /// Three-valued negation.
    Not = "not", 1 ..= 1;
    /// Number of elements.
    Count = "count", 1 ..= 1;
    /// Sum of numbers; a list or arguments.
    Sum = "sum", 1 ..= usize::MAX;
    /// Product of numbers; a list or arguments.
    Product = "product", 1 ..= usize::MAX;
    /// Least; a list or arguments.
    Min = "min", 1 ..= usize::MAX;
    /// Greatest; a list or arguments.
    Max = "max", 1 ..= usize::MAX;
    /// Arithmetic mean; a list or arguments.
    Mean = "mean", 1 ..= usize::MAX;
    /// Whether all are true; three-valued.
    All = "all", 1 ..= usize::MAX;
    /// Whether one is true; three-valued.
    Any = "any", 1 ..= usize::MAX;
    /// (list, element)
    ListContains = "list contains", 2 ..= 2;
    /// (list, element…)
    Append = "append", 2 ..= usize::MAX;
    /// (list, list…)
    Concatenate = "concatenate", 1 ..= usize::MAX;
    /// Lists within lists laid out flat.
    Flatten = "flatten", 1 ..= 1;
    /// Without repeated elements.
    DistinctValues = "distinct values", 1 ..= 1;
    /// From the last to the first.
    Reverse = "reverse", 1 ..= 1;
    /// (list, element): positions from 1.
    IndexOf = "index of", 2 ..= 2;
    /// (text, part)
    Contains = "contains", 2 ..= 2;
    /// (text, part)
    StartsWith = "starts with", 2 ..= 2;
    /// (text, part)
    EndsWith = "ends with", 2 ..= 2;
    /// Characters (code points).
    StringLength = "string length", 1 ..= 1;
    /// Upper case.
    UpperCase = "upper case", 1 ..= 1;
    /// Lower case.
    LowerCase = "lower case", 1 ..= 1;
    /// (text, start from 1 or from the end when negative, length?)
    Substring = "substring", 2 ..= 3;
    /// (text, part)
    SubstringBefore = "substring before", 2 ..= 2;
    /// (text, part)
    SubstringAfter = "substring after", 2 ..= 2;
    /// (list, separator?)
    StringJoin = "string join", 1 ..= 2;
    /// As text.
    String = "string", 1 ..= 1;
    /// (text, grouping separator?, decimal separator?)
    Number = "number", 1 ..= 3;
    /// (number, decimals?)
    Floor = "floor", 1 ..= 2;
    /// (number, decimals?)
    Ceiling = "ceiling", 1 ..= 2;
    /// Magnitude of a number or a duration.
    Abs = "abs", 1 ..= 1;
    /// (dividend, divisor)
    Modulo = "modulo", 2 ..= 2;
    /// Whether a whole number is odd.
    Odd = "odd", 1 ..= 1;
    /// Whether a whole number is even.
    Even = "even", 1 ..= 1;
    /// (number, decimals): half to even.
    Decimal = "decimal", 2 ..= 2;
    /// (number, decimals)
    RoundUp = "round up", 2 ..= 2;
    /// (number, decimals)
    RoundDown = "round down", 2 ..= 2;
    /// (number, decimals)
    RoundHalfUp = "round half up", 2 ..= 2;
    /// (number, decimals)
    RoundHalfDown = "round half down", 2 ..= 2;
    /// (text), (date and time) or (year, month, day)
    Date = "date", 1 ..= 3;
    /// (text), (date and time) or (hour, minute, second)
    Time = "time", 1 ..= 3;
    /// (text) or (date, time)
    DateAndTime = "date and time", 1 ..= 2;
    /// (text): both durations.
    Duration = "duration", 1 ..= 1;
    /// (from, to)
    YearsAndMonthsDuration = "years and months duration", 2 ..= 2;
    /// The day the form is looked at.
    Today = "today", 0 ..= 0;
    /// The moment the form is looked at.
    Now = "now", 0 ..= 0;
    /// 1 = Monday … as English text, `Monday`.
    DayOfWeek = "day of week", 1 ..= 1;
    /// 1 … 366
    DayOfYear = "day of year", 1 ..= 1;
    /// As English text, `January`.
    MonthOfYear = "month of year", 1 ..= 1;
    /// ISO 8601 week.
    WeekOfYear = "week of year", 1 ..= 1;
}

impl Expression {
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

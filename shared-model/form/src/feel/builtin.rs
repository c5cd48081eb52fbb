//! The built-in functions: their names and signatures as the standard writes them (DMN 1.5 §10.3.4). The browser has the enum only.

macro_rules! functions {
    ($($(#[$doc:meta])* $name:ident = $written:literal, $signatures:literal;)*) => {
        /// The built-in functions.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Function { $($(#[$doc])* $name,)* }

        impl Function {
            /// All of them; a stored function is its position here.
            pub const ALL: &[Self] = &[$(Self::$name),*];
        }

        /// Names and arguments, which only the compiler needs.
        #[cfg(feature = "compile")]
        impl Function {
            /// The name as written in expressions; several words separated by one space.
            #[must_use]
            pub fn written(self) -> &'static str {
                match self { $(Self::$name => $written),* }
            }
            /// The names of the parameters: `?` marks what may be missing, `...` what may be repeated, `/` stands between several
            /// signatures.
            #[must_use]
            pub fn signatures(self) -> &'static str {
                match self { $(Self::$name => $signatures),* }
            }
        }
    };
}

functions! {
    // What forms have.
    /// Whether the argument is not null.
    IsDefined = "is defined", "value";
    /// Three-valued negation.
    Not = "not", "negand";
    /// Number of elements.
    Count = "count", "list";
    /// Sum of numbers; a list or arguments.
    Sum = "sum", "list...";
    /// Product of numbers; a list or arguments.
    Product = "product", "list...";
    /// Least; a list or arguments.
    Min = "min", "list...";
    /// Greatest; a list or arguments.
    Max = "max", "list...";
    /// Arithmetic mean; a list or arguments.
    Mean = "mean", "list...";
    /// Whether all are true; three-valued.
    All = "all", "list...";
    /// Whether one is true; three-valued.
    Any = "any", "list...";
    /// Whether an element is in a list.
    ListContains = "list contains", "list, element";
    /// With more elements.
    Append = "append", "list, item...";
    /// One list out of several.
    Concatenate = "concatenate", "list...";
    /// Lists within lists laid out flat.
    Flatten = "flatten", "list";
    /// Without repeated elements.
    DistinctValues = "distinct values", "list";
    /// From the last to the first.
    Reverse = "reverse", "list";
    /// Positions from 1.
    IndexOf = "index of", "list, match";
    /// A part of a list; the start counts from 1, from the end when negative.
    Sublist = "sublist", "list, start position, length?";
    /// One list out of several, without repeated elements.
    Union = "union", "list...";
    /// Whether a part is in a text.
    Contains = "contains", "string, match";
    /// Whether a text starts with a part.
    StartsWith = "starts with", "string, match";
    /// Whether a text ends with a part.
    EndsWith = "ends with", "string, match";
    /// Characters (code points).
    StringLength = "string length", "string";
    /// Upper case.
    UpperCase = "upper case", "string";
    /// Lower case.
    LowerCase = "lower case", "string";
    /// A part of a text; the start counts from 1, from the end when negative.
    Substring = "substring", "string, start position, length?";
    /// What stands before a part.
    SubstringBefore = "substring before", "string, match";
    /// What stands after a part.
    SubstringAfter = "substring after", "string, match";
    /// Texts in a row; nulls are left out.
    StringJoin = "string join", "list, delimiter?";
    /// As text.
    String = "string", "from";
    /// Whether a pattern occurs in a text (XQuery 1.0 functions, §7.6). In forms the pattern is the same for all answers.
    Matches = "matches", "input, pattern, flags?";
    /// With every occurrence of a pattern replaced. In forms the pattern is the same for all answers.
    Replace = "replace", "input, pattern, replacement, flags?";
    /// The parts between occurrences of a pattern. In forms the pattern is the same for all answers.
    Split = "split", "string, delimiter";
    /// The number a text writes.
    Number = "number", "from / from, grouping separator, decimal separator";
    /// Rounded down.
    Floor = "floor", "n, scale?";
    /// Rounded up.
    Ceiling = "ceiling", "n, scale?";
    /// Magnitude of a number or a duration.
    Abs = "abs", "n";
    /// Remainder with the sign of the divisor.
    Modulo = "modulo", "dividend, divisor";
    /// Whether a whole number is odd.
    Odd = "odd", "number";
    /// Whether a whole number is even.
    Even = "even", "number";
    /// Rounded, half to even.
    Decimal = "decimal", "n, scale";
    /// Rounded away from zero.
    RoundUp = "round up", "n, scale";
    /// Rounded towards zero.
    RoundDown = "round down", "n, scale";
    /// Rounded, half away from zero.
    RoundHalfUp = "round half up", "n, scale";
    /// Rounded, half towards zero.
    RoundHalfDown = "round half down", "n, scale";
    /// A day.
    Date = "date", "from / year, month, day";
    /// A time of day.
    Time = "time", "from / hour, minute, second, offset?";
    /// A moment.
    DateAndTime = "date and time", "from / date, time / year, month, day, hour, minute, second, offset?";
    /// Both durations.
    Duration = "duration", "from";
    /// Whole months between two days.
    YearsAndMonthsDuration = "years and months duration", "from, to";
    /// The day the form is looked at.
    Today = "today", "";
    /// The moment the form is looked at.
    Now = "now", "";
    /// As English text, `Monday`.
    DayOfWeek = "day of week", "date";
    /// 1 … 366
    DayOfYear = "day of year", "date";
    /// As English text, `January`.
    MonthOfYear = "month of year", "date";
    /// ISO 8601 week.
    WeekOfYear = "week of year", "date";
    // What only `vordruck feel` has: forms don't need it, and it would weigh on the browser.
    /// With an element more.
    InsertBefore = "insert before", "list, position, newItem";
    /// With an element less.
    Remove = "remove", "list, position";
    /// With another element at a position, or where a function is true.
    ListReplace = "list replace", "list, position, newItem / list, match, newItem";
    /// In the order a function says.
    Sort = "sort", "list, precedes?";
    /// The middle.
    Median = "median", "list...";
    /// What occurs most often.
    Mode = "mode", "list...";
    /// Standard deviation of a sample.
    Stddev = "stddev", "list...";
    /// Square root.
    Sqrt = "sqrt", "number";
    /// Power of e.
    Exp = "exp", "number";
    /// Natural logarithm.
    Log = "log", "number";
    /// What a context has under a name.
    GetValue = "get value", "m, key / context, key";
    /// The entries of a context as list of `{key, value}`.
    GetEntries = "get entries", "m / context";
    /// A context out of a list of `{key, value}`.
    Context = "context", "entries";
    /// With another value under a name, or under a path of names.
    ContextPut = "context put", "context, key, value / context, keys, value";
    /// One context out of several; later ones win.
    ContextMerge = "context merge", "contexts";
    /// Whether two values are the same in kind and value.
    Is = "is", "value1, value2";
    /// The interval a text writes.
    Range = "range", "from";
    /// Allen's relations of points and intervals (DMN 1.5 §10.3.4.11).
    Before = "before", "point1, point2 / point, range / range, point / range1, range2";
    /// The other way round.
    After = "after", "point1, point2 / point, range / range, point / range1, range2";
    /// One ends where the other begins.
    Meets = "meets", "range1, range2";
    /// The other way round.
    MetBy = "met by", "range1, range2";
    /// Whether they have something in common.
    Overlaps = "overlaps", "range1, range2";
    /// The first begins earlier and ends within the second.
    OverlapsBefore = "overlaps before", "range1, range2";
    /// The first begins within the second and ends later.
    OverlapsAfter = "overlaps after", "range1, range2";
    /// It ends where the other ends.
    Finishes = "finishes", "point, range / range1, range2";
    /// The other way round.
    FinishedBy = "finished by", "range, point / range1, range2";
    /// The first holds the second.
    Includes = "includes", "range, point / range1, range2";
    /// The other way round.
    During = "during", "point, range / range1, range2";
    /// It begins where the other begins.
    Starts = "starts", "point, range / range1, range2";
    /// The other way round.
    StartedBy = "started by", "range, point / range1, range2";
    /// They are the same.
    Coincides = "coincides", "point1, point2 / range1, range2";
}

/// A parameter.
#[cfg(feature = "compile")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter {
    /// As it is named in calls with names.
    pub name: &'static str,
    /// Whether an argument may be missing.
    pub optional: bool,
    /// Whether there may be several arguments.
    pub repeated: bool,
}

#[cfg(feature = "compile")]
impl Function {
    /// The parameters, for each way to call it.
    #[must_use]
    pub fn parameters(self) -> Vec<Vec<Parameter>> {
        let parameter = |written: &'static str| Parameter {
            name: written.trim_end_matches(['?', '.']),
            optional: written.ends_with('?'),
            repeated: written.ends_with("..."),
        };
        let signature = |written: &'static str| written.split(", ").filter(|name| !name.is_empty()).map(parameter).collect();
        self.signatures().split(" / ").map(signature).collect()
    }
    /// The least and the most number of arguments.
    #[must_use]
    pub fn arguments(self) -> (usize, usize) {
        let all = self.parameters();
        let least = |signature: &Vec<Parameter>| signature.iter().filter(|parameter| !parameter.optional).count();
        let most =
            |signature: &Vec<Parameter>| if signature.iter().any(|parameter| parameter.repeated) { usize::MAX } else { signature.len() };
        (all.iter().map(least).min().unwrap_or(0), all.iter().map(most).max().unwrap_or(0))
    }
    /// Whether forms have it. What they don't need would weigh on the browser.
    #[must_use]
    pub fn is_in_forms(self) -> bool {
        (self as u32) < (Self::InsertBefore as u32)
    }
}

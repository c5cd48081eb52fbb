//! The types of expressions, as they are stored.

use super::{Reader, Stored, choices, kinds, records};
use crate::feel::pattern::Program;
use crate::feel::tree::{Arithmetic, Comparison, Expression, Function, Kind, Node, NodeIndex, PatternUse, Property};
use crate::feel::{Range, Value};

choices! {
    Node {
        Literal(value),
        Answer(field),
        Parameter(index),
        Bound(depth),
        Partial,
        Negate(of),
        Arithmetic(operator, left, right),
        Compare(operator, left, right),
        And(left, right),
        Or(left, right),
        If(condition, then, otherwise),
        Between(value, low, high),
        In(value, tests),
        Except(test),
        List(items),
        Range { low, low_included, high, high_included },
        Some(list, condition),
        Every(list, condition),
        For(lists, result),
        Filter(list, condition),
        Property(of, property),
        Entry(of, name),
        Context(entries),
        Call(function, arguments),
        Pattern(function, program, arguments),
        InstanceOf(value, kind),
        ;
        Self::Function(..) | Self::BuiltIn(_) | Self::Invoke(..)
    }
    Value {
        Null,
        Boolean(truth),
        Number(number),
        Text(text),
        Date(date),
        Time(time),
        DateTime(moment),
        Months(months),
        Seconds(seconds),
        List(items),
        Range(range),
        Context(entries),
        ;
        #[cfg(feature = "feel-full")]
        Self::Wide(_) | Self::Function(_)
    }
    Kind {
        Any, Null, Boolean, Number, Text, Date, Time, DateTime, Months, Seconds, List(of), Range(of), Context(entries), Function(parameters),
    }
}

records! {
    Range { low, low_included, high, high_included }
    Program { code, sets, groups, loops }
}

kinds! {
    Arithmetic { Add, Subtract, Multiply, Divide, Power }
    Comparison { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual }
    Property { Year, Month, Day, Weekday, Hour, Minute, Second, Years, Months, Days, Hours, Minutes, Seconds }
    PatternUse { Matches, Replace, Split }
}

impl Stored for Function {
    fn write(&self, out: &mut Vec<u8>) {
        let number = Self::ALL.iter().position(|function| function == self).unwrap_or_default();
        out.push(u8::try_from(number).unwrap_or_default());
    }
    fn read(reader: &mut Reader<'_>) -> Self {
        reader.one_of(Self::ALL)
    }
}

impl Stored for NodeIndex {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
    }
    fn read(reader: &mut Reader<'_>) -> Self {
        Self(Stored::read(reader))
    }
}

impl Stored for Expression {
    fn write(&self, out: &mut Vec<u8>) {
        self.nodes.write(out);
    }
    fn read(reader: &mut Reader<'_>) -> Self {
        Self { nodes: Stored::read(reader) }
    }
}

//! FEEL as the standard says (DMN 1.5 §10.3): truth tables, arithmetic, functions, and what never ends.

use crate::build::*;
use jiff::civil::date;
use vordruck_form::feel::tree::{Arithmetic, Comparison, Function, Kind, Node, NodeIndex, Property};
use vordruck_form::feel::{Context, Expression, Number, Value};

fn run(expression: &Expression) -> Value {
    expression.evaluate(Context { answers: &[], rows: &[], parameters: &[], moment: moment().local })
}

/// A value in the notation of the tables below.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => "null".into(),
        Value::Text(text) => format!("'{text}'"),
        Value::List(items) => format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(", ")),
        other => vordruck_form::feel::text_of(other).unwrap_or_else(|| format!("{other:?}")),
    }
}

fn check(piece: Piece, expected: &str) {
    let expression = expression(piece);
    assert_eq!(shown(&run(&expression)), expected, "{:?}", expression.nodes());
}

const TRUTHS: [Option<bool>; 3] = [Some(true), Some(false), None];

fn of(truth: Option<bool>) -> Piece {
    value(truth.map_or(Value::Null, Value::Boolean))
}

#[test]
fn and_or_not_are_three_valued() {
    for left in TRUTHS {
        for right in TRUTHS {
            let and = if left == Some(false) || right == Some(false) {
                "false"
            } else if left.and(right).is_none() {
                "null"
            } else {
                "true"
            };
            let or = if left == Some(true) || right == Some(true) {
                "true"
            } else if left.and(right).is_none() {
                "null"
            } else {
                "false"
            };
            check(two(Node::And, of(left), of(right)), and);
            check(two(Node::Or, of(left), of(right)), or);
        }
    }
    check(call(Function::Not, vec![truth(true)]), "false");
    check(call(Function::Not, vec![null()]), "null");
    check(two(Node::And, number("1"), truth(true)), "null");
    check(two(Node::Or, words("x"), truth(true)), "true");
}

#[test]
fn equality_knows_null_and_order_does_not() {
    use Comparison::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual, NotEqual};
    check(compare(Equal, null(), null()), "true");
    check(compare(Equal, null(), number("1")), "false");
    check(compare(NotEqual, words("a"), null()), "true");
    check(compare(Equal, number("1"), words("1")), "null");
    check(compare(Equal, number("1.0"), number("1.00")), "true");
    check(compare(Less, null(), number("1")), "null");
    check(compare(Less, number("1"), words("2")), "null");
    check(compare(LessOrEqual, number("2"), number("2")), "true");
    check(compare(Greater, words("b"), words("a")), "true");
    check(compare(GreaterOrEqual, truth(true), truth(false)), "null");
    check(compare(Equal, list(vec![number("1"), null()]), list(vec![number("1"), null()])), "true");
    check(compare(Equal, list(vec![number("1")]), list(vec![])), "false");
}

#[test]
fn decimals_are_exact() {
    use Arithmetic::{Add, Divide, Multiply, Power, Subtract};
    for (operator, left, right, expected) in [
        (Add, "0.1", "0.2", "0.3"),
        (Subtract, "1", "1.10", "-0.10"),
        (Multiply, "30.70", "2", "61.40"),
        (Divide, "1", "3", "0.3333333333333333333333333333"),
        (Divide, "1", "0", "null"),
        (Power, "2", "10", "1024"),
        (Power, "2", "-2", "0.25"),
        (Power, "2", "0.5", "null"),
        (Multiply, "79228162514264337593543950335", "10", "null"),
    ] {
        check(arithmetic(operator, number(left), number(right)), expected);
    }
    check(one(Node::Negate, number("1.5")), "-1.5");
    check(one(Node::Negate, words("a")), "null");
    check(arithmetic(Add, words("a"), words("b")), "'ab'");
    check(arithmetic(Add, words("a"), number("1")), "null");
    check(arithmetic(Add, null(), number("1")), "null");
}

#[test]
fn days_and_durations_are_computed_in_the_calendar() {
    use Arithmetic::{Add, Divide, Multiply, Subtract};
    let on = |year, month, day| value(Value::Date(date(year, month, day)));
    check(arithmetic(Add, on(2026, 1, 31), duration("P1M")), "2026-02-28");
    check(arithmetic(Add, on(2024, 2, 29), duration("P1Y")), "2025-02-28");
    check(arithmetic(Add, duration("P14D"), on(2026, 12, 25)), "2027-01-08");
    check(arithmetic(Subtract, on(2026, 3, 1), duration("P1D")), "2026-02-28");
    check(arithmetic(Subtract, on(2026, 3, 31), duration("P1M")), "2026-02-28");
    check(arithmetic(Subtract, on(2026, 11, 22), on(2026, 11, 1)), "P21D");
    check(arithmetic(Subtract, on(2026, 11, 1), on(2026, 11, 22)), "-P21D");
    check(arithmetic(Add, duration("P1Y"), duration("P2M")), "P1Y2M");
    check(arithmetic(Multiply, duration("PT90M"), number("2")), "PT3H");
    check(arithmetic(Divide, duration("P1Y"), duration("P3M")), "4");
    check(arithmetic(Subtract, today(), call(Function::Now, vec![])), "null");
    check(arithmetic(Add, duration("P1Y"), duration("P1D")), "null");
    check(arithmetic(Add, on(9999, 12, 31), duration("P1D")), "null");
    check(arithmetic(Add, on(2026, 1, 1), duration("P999999999999M")), "null");
    check(arithmetic(Add, call(Function::Now, vec![]), duration("PT13H")), "2026-11-23T01:00:00");
    check(arithmetic(Add, value(Value::Time(jiff::civil::time(23, 0, 0, 0))), duration("PT2H")), "01:00:00");
}

#[test]
fn durations_are_read_as_xml_schema_writes_them() {
    for (text, expected) in [
        ("P1Y2M", "P1Y2M"),
        ("P14M", "P1Y2M"),
        ("-P1D", "-P1D"),
        ("P1DT12H30M5S", "P1DT12H30M5S"),
        ("PT0S", "PT0S"),
        ("P0M", "P0M"),
        ("PT36H", "P1DT12H"),
    ] {
        check(duration(text), expected);
    }
    for wrong in ["", "P", "PT", "1Y", "P1", "P1M1Y", "P1Y1D", "P1DT", "P-1D", "P1.5D", "P1H", "p1d", "P99999999999999999999Y"] {
        check(duration(wrong), "null");
    }
}

#[test]
fn conditions_ranges_and_membership() {
    check(three(Node::If, null(), number("1"), number("2")), "2");
    check(three(Node::If, truth(true), number("1"), number("2")), "1");
    check(three(Node::Between, number("5"), number("1"), number("5")), "true");
    check(three(Node::Between, number("6"), number("1"), number("5")), "false");
    check(three(Node::Between, null(), number("1"), number("5")), "null");
    check(within(words("b"), vec![words("a"), words("b")]), "true");
    check(within(words("c"), vec![list(vec![words("a"), words("b")])]), "false");
    check(within(number("5"), vec![range(Some(number("1")), Some(number("5")), true)]), "true");
    check(within(number("5"), vec![range(Some(number("1")), Some(number("5")), false)]), "false");
    check(within(number("5"), vec![range(None, Some(number("9")), false)]), "true");
    check(within(null(), vec![range(None, Some(number("9")), false)]), "null");
    check(within(null(), vec![null()]), "true");
    check(two(|value, _| Node::InstanceOf(value, Kind::Number), number("1"), null()), "true");
    check(two(|value, _| Node::InstanceOf(value, Kind::Any), null(), null()), "false");
}

#[test]
fn a_range_with_a_null_end_is_null_and_an_open_end_is_not() {
    check(range(Some(null()), Some(number("5")), true), "null");
    check(within(number("3"), vec![range(Some(null()), Some(number("5")), true)]), "null");
    check(within(number("3"), vec![range(Some(null()), None, true), number("3")]), "true");
    check(within(number("3"), vec![range(None, Some(number("5")), true)]), "true");
}

#[test]
fn lists_are_walked_with_bound_variables() {
    let numbers = || list(vec![number("1"), number("2"), number("3")]);
    let above = |limit: &str| compare(Comparison::Greater, bound(0), number(limit));
    check(two(Node::Some, numbers(), above("2")), "true");
    check(two(Node::Some, numbers(), above("3")), "false");
    check(two(Node::Every, numbers(), above("0")), "true");
    check(two(Node::Every, numbers(), above("1")), "false");
    check(two(Node::Every, list(vec![]), above("1")), "true");
    check(two(Node::Some, list(vec![null(), number("5")]), above("1")), "true");
    check(two(Node::Some, list(vec![null()]), above("1")), "null");
    check(two(Node::Some, null(), above("1")), "null");
    let each = |list, body| two(|list, body| Node::For(vec![list], body), list, body);
    check(each(numbers(), arithmetic(Arithmetic::Multiply, bound(0), bound(0))), "[1, 4, 9]");
    check(each(range(Some(number("3")), Some(number("1")), true), bound(0)), "[3, 2, 1]");
    let pairs = |tens, ones, body| Node::For(vec![tens, ones], body);
    check(
        three(pairs, list(vec![number("10"), number("20")]), numbers(), arithmetic(Arithmetic::Add, bound(0), bound(1))),
        "[11, 12, 13, 21, 22, 23]",
    );
    check(two(Node::Filter, numbers(), above("1")), "[2, 3]");
    check(two(Node::Filter, numbers(), number("1")), "1");
    check(two(Node::Filter, numbers(), number("-1")), "3");
    check(two(Node::Filter, numbers(), number("4")), "null");
    check(bound(0), "null");
}

#[test]
fn functions_of_lists_and_numbers() {
    use Function as F;
    let numbers = || vec![list(vec![number("1"), number("2.5"), number("3")])];
    for (function, expected) in
        [(F::Count, "3"), (F::Sum, "6.5"), (F::Min, "1"), (F::Max, "3"), (F::Product, "7.5"), (F::Reverse, "[3, 2.5, 1]")]
    {
        check(call(function, numbers()), expected);
    }
    check(call(F::Mean, vec![number("1"), number("2")]), "1.5");
    check(call(F::Sum, vec![list(vec![])]), "null");
    check(call(F::Sum, vec![list(vec![number("1"), null()])]), "null");
    check(call(F::Min, vec![words("b"), words("a")]), "'a'");
    check(call(F::Max, vec![number("1"), words("a")]), "null");
    check(call(F::Count, vec![null()]), "null");
    check(call(F::All, vec![list(vec![truth(true), null()])]), "null");
    check(call(F::All, vec![list(vec![truth(false), null()])]), "false");
    check(call(F::All, vec![list(vec![])]), "true");
    check(call(F::Any, vec![list(vec![truth(true), null()])]), "true");
    check(call(F::Any, vec![list(vec![])]), "false");
    check(call(F::ListContains, vec![list(vec![words("a"), null()]), null()]), "true");
    check(call(F::ListContains, vec![list(vec![words("a")]), words("b")]), "false");
    check(call(F::Append, vec![list(vec![number("1")]), number("2")]), "[1, 2]");
    check(call(F::Concatenate, vec![list(vec![number("1")]), list(vec![number("2")])]), "[1, 2]");
    check(call(F::Flatten, vec![list(vec![list(vec![number("1")]), number("2")])]), "[1, 2]");
    check(call(F::DistinctValues, vec![list(vec![number("1"), number("1.0"), null(), null()])]), "[1, null]");
    check(call(F::IndexOf, vec![list(vec![words("a"), words("b"), words("a")]), words("a")]), "[1, 3]");
    for (function, text, decimals, expected) in [
        (F::Floor, "-1.5", "0", "-2"),
        (F::Ceiling, "-1.5", "0", "-1"),
        (F::RoundUp, "5.55", "1", "5.6"),
        (F::RoundDown, "-5.55", "1", "-5.5"),
        (F::RoundHalfUp, "2.5", "0", "3"),
        (F::RoundHalfUp, "-2.5", "0", "-3"),
        (F::RoundHalfDown, "2.5", "0", "2"),
        (F::Decimal, "2.5", "0", "2"),
        (F::RoundHalfUp, "1234", "-2", "1200"),
        (F::Modulo, "-12", "5", "3"),
        (F::Modulo, "12", "-5", "-3"),
        (F::Modulo, "1", "0", "null"),
    ] {
        check(call(function, vec![number(text), number(decimals)]), expected);
    }
    check(call(F::Abs, vec![number("-1.5")]), "1.5");
    check(call(F::Abs, vec![duration("-P1D")]), "P1D");
    check(call(F::Odd, vec![number("-3")]), "true");
    check(call(F::Even, vec![number("0.5")]), "null");
    check(call(F::Number, vec![words("1.234,56"), words("."), words(",")]), "1234.56");
    check(call(F::Number, vec![words("1,5")]), "null");
    check(call(F::Number, vec![words("1.5"), words("."), words(".")]), "null");
}

#[test]
fn functions_of_texts() {
    use Function as F;
    for (function, part, expected) in [
        (F::Contains, "lle", "true"),
        (F::StartsWith, "Mü", "true"),
        (F::EndsWith, "x", "false"),
        (F::SubstringBefore, "ll", "'Mü'"),
        (F::SubstringAfter, "ll", "'er'"),
        (F::SubstringAfter, "x", "''"),
    ] {
        check(call(function, vec![words("Müller"), words(part)]), expected);
        check(call(function, vec![words("Müller"), number("1")]), "null");
    }
    check(call(F::StringLength, vec![words("Müller😀")]), "7");
    check(call(F::UpperCase, vec![words("straße")]), "'STRASSE'");
    check(call(F::LowerCase, vec![words("ÄÖ")]), "'äö'");
    for (start, length, expected) in [
        ("3", None, "'ller'"),
        ("-2", None, "'er'"),
        ("1", Some("2"), "'Mü'"),
        ("0", None, "null"),
        ("9", None, "null"),
        ("-9", None, "null"),
    ] {
        let mut arguments = vec![words("Müller"), number(start)];
        arguments.extend(length.map(number));
        check(call(F::Substring, arguments), expected);
    }
    check(call(F::StringJoin, vec![list(vec![words("a"), null(), words("b")]), words(", ")]), "'a, b'");
    check(call(F::String, vec![number("61.40")]), "'61.40'");
    check(call(F::String, vec![null()]), "null");
    check(call(F::IsDefined, vec![null()]), "false");
    check(call(F::IsDefined, vec![words("")]), "true");
}

#[test]
fn functions_of_days() {
    use Function as F;
    check(today(), "2026-11-22");
    check(call(F::Now, vec![]), "2026-11-22T12:00:00");
    check(call(F::Date, vec![words("2024-02-29")]), "2024-02-29");
    for wrong in ["2026-02-29", "2026-2-9", "26-02-09", "2026-02-09x", "0000-01-01", ""] {
        check(call(F::Date, vec![words(wrong)]), "null");
    }
    check(call(F::Date, vec![number("2026"), number("2"), number("9")]), "2026-02-09");
    check(call(F::Date, vec![number("2026"), number("13"), number("9")]), "null");
    check(call(F::DateAndTime, vec![today(), call(F::Time, vec![words("08:30:00")])]), "2026-11-22T08:30:00");
    let day = |text: &str| call(F::Date, vec![words(text)]);
    check(call(F::YearsAndMonthsDuration, vec![day("2008-11-23"), today()]), "P17Y11M");
    check(call(F::YearsAndMonthsDuration, vec![today(), day("2008-11-22")]), "-P18Y");
    check(two(|value, _| Node::Property(value, Property::Year), today(), null()), "2026");
    check(two(|value, _| Node::Property(value, Property::Weekday), today(), null()), "7");
    check(two(|value, _| Node::Property(value, Property::Years), duration("P14M"), null()), "1");
    check(two(|value, _| Node::Property(value, Property::Hours), duration("P1DT5H"), null()), "5");
    check(two(|value, _| Node::Property(value, Property::Years), today(), null()), "null");
    check(call(F::DayOfWeek, vec![today()]), "'Sunday'");
    check(call(F::DayOfYear, vec![day("2024-12-31")]), "366");
    check(call(F::MonthOfYear, vec![today()]), "'November'");
    check(call(F::WeekOfYear, vec![day("2027-01-01")]), "53");
}

#[test]
fn a_wrong_number_of_arguments_is_null() {
    for function in
        [Function::Date, Function::Contains, Function::Substring, Function::Modulo, Function::Sum, Function::Not, Function::DateAndTime]
    {
        check(call(function, vec![]), "null");
    }
}

#[test]
fn what_would_never_end_is_null() {
    let endless = range(Some(number("1")), Some(number("99999999999")), true);
    let each = |list, body| two(|list, body| Node::For(vec![list], body), list, body);
    check(each(endless, bound(0)), "null");
    let inner = each(range(Some(number("1")), Some(number("1000")), true), bound(0));
    check(each(range(Some(number("1")), Some(number("1000")), true), inner), "null");
    let mut deep = Expression::new();
    let mut last = deep.push(Node::Literal(Value::from(1)));
    for _ in 0..100_000 {
        last = deep.push(Node::Negate(last));
    }
    assert_eq!(run(&deep), Value::Null);
    let mut doubled = Expression::literal(Value::text("x"));
    let mut last = NodeIndex(0);
    for _ in 0..60 {
        last = doubled.push(Node::Arithmetic(Arithmetic::Add, last, last));
    }
    assert_eq!(run(&doubled), Value::Null);
}

#[test]
fn a_tree_that_is_none_is_null() {
    for node in [Node::Negate(NodeIndex(0)), Node::Negate(NodeIndex(7)), Node::List(vec![NodeIndex(u32::MAX)]), Node::Parameter(3)] {
        let mut tree = Expression::new();
        tree.push(node);
        assert_eq!(run(&tree), Value::Null);
    }
    assert_eq!(run(&Expression::new()), Value::Null);
}

#[test]
fn an_expression_goes_through_bytes_unchanged() {
    let moment = value(Value::DateTime(date(2026, 11, 22).at(8, 30, 1, 0)));
    let tree = expression(list(vec![number("-1.50"), moment, today(), range(None, Some(number("9")), true), duration("P1D")]));
    let bytes = tree.to_bytes();
    let read = Expression::from_bytes(&bytes).unwrap();
    assert_eq!(read, tree);
    assert_eq!(run(&read), run(&tree));
    let small = expression(equals(answer(3), words("andere"))).to_bytes();
    assert!(small.len() < 20, "{} bytes", small.len());
}

#[test]
fn numbers_keep_what_was_written() {
    for text in ["0", "-0.10", "12.50", "79228162514264337593543950335", "0.0000000000000000000000000001"] {
        assert_eq!(Number::parse(text).unwrap().to_string(), text);
    }
    for wrong in
        ["", "-", ".", "1.", "+1", "1,5", " 1", "1e3", "٣", "1.2.3", "79228162514264337593543950336", "0.00000000000000000000000000001"]
    {
        assert_eq!(Number::parse(wrong), None, "{wrong}");
    }
    assert_eq!(Number::parse(".5").unwrap().to_string(), "0.5");
}

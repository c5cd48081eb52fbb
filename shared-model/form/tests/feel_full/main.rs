//! FEEL outside forms, as `vordruck feel` has it: each expression beside the value the standard gives it (DMN 1.5 §10.3).

mod limits;
mod patterns;
mod times;

use vordruck_form::feel::Value;
use vordruck_form::feel::calculate::{calculate, written};

/// `Monatsgehalt` = 2500, `Bezug je Tag` = 10, `leute` = two contexts.
pub(crate) fn value_of(text: &str) -> String {
    let moment = jiff::civil::date(2026, 11, 22).at(12, 0, 0, 0);
    let plain = |text| calculate(text, &[], moment).value;
    let inputs = [
        ("Monatsgehalt".to_owned(), plain("2500")),
        ("Bezug je Tag".to_owned(), plain("10")),
        ("leute".to_owned(), plain("[{name: \"Ada\", alter: 36, \"Wohn-Ort\": \"Gießen\"}, {name: \"Bo\", alter: 7}]")),
    ];
    written(&calculate(text, &inputs, moment).value)
}

pub(crate) fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, expected)| {
            let found = value_of(text);
            (found != *expected).then(|| format!("{text}\n    should be {expected}\n    is        {found}"))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn names_may_have_spaces_and_signs_when_they_are_known() {
    check(&[
        ("Monatsgehalt * 12", "30000"),
        ("Bezug je Tag * 30", "300"),
        ("Bezug je Tag + 1 - Bezug je Tag", "1"),
        ("leute.name", "[\"Ada\", \"Bo\"]"),
        ("leute[alter > 18].name", "[\"Ada\"]"),
        ("leute[1].Wohn-Ort", "\"Gießen\""),
        ("leute[name = \"Bo\"][1].alter", "7"),
        ("{a b: 1, c: a b + 1}.c", "2"),
        ("{a b: {c-d: 3}}.a b.c-d", "3"),
        ("{\"x y\": 2}.x y", "2"),
        ("{größe: 2}.größe", "2"),
        ("[{x y: 1}, {x y: 2}][x y > 1]", "[{x y: 2}]"),
        ("for ein wert in [1, 2] return ein wert * 2", "[2, 4]"),
        ("unbekannt", "null"),
        ("unbekannt = null", "true"),
    ]);
}

#[test]
fn contexts_are_built_read_and_changed() {
    check(&[
        ("{}", "{}"),
        ("{a: 1, b: {c: a}}", "{a: 1, b: {c: 1}}"),
        ("{a: 1}.b", "null"),
        ("{a: 1, a: 2}", "null"),
        ("{a: 1}[a = 1]", "[{a: 1}]"),
        ("{a: 1, b: \"x\"} = {b: \"x\", a: 1}", "true"),
        ("{a: 1} = {a: 1, b: 2}", "false"),
        ("get value({a: 1}, \"a\")", "1"),
        ("get value({a: 1}, \"b\")", "null"),
        ("get entries({a: 1, b: 2})[key = \"b\"].value", "[2]"),
        ("context([{key: \"a\", value: 1}, {key: \"b\", value: 2}])", "{a: 1, b: 2}"),
        ("context([{key: \"a\", value: 1}, {key: \"a\", value: 2}])", "null"),
        ("context put({a: 1}, \"b\", 2)", "{a: 1, b: 2}"),
        ("context put({a: 1}, \"a\", 2)", "{a: 2}"),
        ("context put({a: {b: 1}}, [\"a\", \"b\"], 2)", "{a: {b: 2}}"),
        ("context put(context: {a: 1}, keys: [\"a\"], value: 5)", "{a: 5}"),
        ("context merge([{a: 1}, {a: 2, b: 3}])", "{a: 2, b: 3}"),
        ("string({a: \"x\", b: [1, \"y\"]})", "\"{a: \\\"x\\\", b: [1, \\\"y\\\"]}\""),
    ]);
}

#[test]
fn arguments_may_have_names() {
    check(&[
        ("substring(string: \"foobar\", start position: 3)", "\"obar\""),
        ("substring(length: 2, string: \"foobar\", start position: 3)", "\"ob\""),
        ("date(year: 2026, month: 11, day: 22)", "2026-11-22"),
        ("round half up(n: 2.5, scale: 0)", "3"),
        ("round half up(n: 2.5)", "null"),
        ("round half up(number: 2.5, scale: 0)", "null"),
        ("number(from: \"1.234,5\", grouping separator: \".\", decimal separator: \",\")", "1234.5"),
        ("years and months duration(from: @\"2026-01-01\", to: @\"2027-03-01\")", "P1Y2M"),
        ("max(list: [1, 3, 2])", "3"),
    ]);
}

#[test]
fn functions_are_values() {
    check(&[
        ("(function(x) x + 1)(2)", "3"),
        ("(function(x: number, y: number) x - y)(y: 1, x: 5)", "4"),
        ("(function(x: number) x)(\"a\")", "null"),
        ("(function(x) x)(1, 2)", "null"),
        ("{plus: function(a, b) a + b, summe: plus(1, 2)}.summe", "3"),
        ("{n: 10, mal: function(x) x * n, wert: mal(3)}.wert", "30"),
        ("for f in [function(x) x + 1, function(x) x * 2] return f(5)", "[6, 10]"),
        ("(function(f, x) f(f(x)))(function(x) x * x, 3)", "81"),
        ("sort([3, 1, 2], function(a, b) a > b)", "[3, 2, 1]"),
        ("sort(list: [3, 1, 2], precedes: function(a, b) a < b)", "[1, 2, 3]"),
        ("sort([{a: 2}, {a: 1}], function(x, y) x.a < y.a).a", "[1, 2]"),
        ("sort([3, 1, 2])", "[1, 2, 3]"),
        ("sort([1, \"a\"])", "null"),
        ("list replace([1, 5, 2], function(item, newItem) item > newItem, 3)", "[1, 3, 2]"),
        ("1(2)", "null"),
        ("(function(f) f(f))(function(f) f(f))", "null"),
    ]);
}

#[test]
fn intervals_are_values() {
    check(&[
        ("[1..5].start", "1"),
        ("(1..5].start included", "false"),
        ("[1..5).end included", "false"),
        ("(< 5).end", "5"),
        ("(< 5).start", "null"),
        ("5 in (= 5)", "true"),
        ("5 in (> 3, < 1)", "true"),
        ("5 in (!= 5, 5)", "true"),
        ("(>= 5) = [5..5]", "false"),
        ("range(\"[1..5)\")", "[1..5)"),
        ("range(\"[@\\\"2026-01-01\\\"..date(\\\"2026-12-31\\\")]\").end", "2026-12-31"),
        ("range(\"[5..1]\")", "null"),
        ("before(1, 10)", "true"),
        ("before([1..5], 5)", "false"),
        ("before([1..5), 5)", "true"),
        ("after([5..10], [1..5))", "true"),
        ("meets([1..5], [5..10])", "true"),
        ("meets([1..5), [5..10])", "false"),
        ("met by([5..10], [1..5])", "true"),
        ("overlaps([1..5], [3..8])", "true"),
        ("overlaps([1..5), [5..8])", "false"),
        ("overlaps before([1..5], [3..8])", "true"),
        ("overlaps before([3..8], [1..5])", "false"),
        ("overlaps after([3..8], [1..5])", "true"),
        ("finishes(10, [1..10])", "true"),
        ("finishes(10, [1..10))", "false"),
        ("finishes([5..10], [1..10])", "true"),
        ("finished by([1..10], 10)", "true"),
        ("includes([1..10], 5)", "true"),
        ("includes([1..10], [4..6])", "true"),
        ("during([4..6], [1..10])", "true"),
        ("during(1, (1..10])", "false"),
        ("starts(1, [1..10])", "true"),
        ("starts([1..5], (1..10])", "false"),
        ("started by([1..10], [1..5))", "true"),
        ("coincides([1..5], [1..5])", "true"),
        ("coincides(5, 5)", "true"),
        ("coincides([1..5], [1..5))", "false"),
        ("before(null, 1)", "null"),
    ]);
}

#[test]
fn lists_are_cut_joined_and_counted() {
    check(&[
        ("sublist([4, 5, 6], 1, 2)", "[4, 5]"),
        ("sublist([4, 5, 6], -1)", "[6]"),
        ("sublist([4, 5, 6], 4)", "null"),
        ("insert before([4, 5], 1, 3)", "[3, 4, 5]"),
        ("insert before([4, 5], -1, 3)", "[4, 3, 5]"),
        ("remove([4, 5, 6], 2)", "[4, 6]"),
        ("remove([4, 5, 6], 4)", "null"),
        ("union([1, 2], [2, 3])", "[1, 2, 3]"),
        ("list replace([1, 2, 3], 2, null)", "[1, null, 3]"),
        ("concatenate([1], [2], [1])", "[1, 2, 1]"),
        ("median([6, 1, 2, 3])", "2.5"),
        ("median([])", "null"),
        ("mode([6, 3, 9, 6, 6])", "[6]"),
        ("mode([6, 1, 9, 6, 1])", "[1, 6]"),
        ("mode([])", "[]"),
        ("stddev([2, 4, 7, 5]) > 2.08 and stddev(2, 4, 7, 5) < 2.09", "true"),
        ("stddev([1])", "null"),
        ("for i in 1..5 return if i = 1 then 1 else i * partial[-1]", "[1, 2, 6, 24, 120]"),
        ("for i in 1..2, j in 1..2 return count(partial)", "[0, 1, 2, 3]"),
        ("[1, 2, 3][item > 1][1]", "2"),
        ("[[1, 2], [3]][1][2]", "2"),
        ("count([1, [2, 3]])", "2"),
        ("[{item: 1}, {item: 2}][item > 1]", "[{item: 2}]"),
        ("[1, 2, 3][\"a\"]", "null"),
        ("for i in (1..4) return i", "[2, 3]"),
        ("for i in (4..1] return i", "[3, 2, 1]"),
        ("for i in (1..1) return i", "[]"),
        ("some x in [1, 2], y in [x, 3] satisfies x + y = 5", "true"),
    ]);
}

#[test]
fn numbers_have_roots_and_logarithms() {
    check(&[
        ("sqrt(16)", "4"),
        ("sqrt(-1)", "null"),
        ("decimal(exp(1), 6)", "2.718282"),
        ("decimal(log(10), 6)", "2.302585"),
        ("log(0)", "null"),
        ("1.5e3", "1500"),
        ("4 ** 0.5", "2"),
        ("2 ** -1", "0.5"),
        ("(-4) ** 0.5", "null"),
        ("decimal(0.33333333333333333333333333333333333333 * 3, 5)", "1.00000"),
        ("decimal(1 / 3, 2)", "0.33"),
        ("round up(-1.121, 2)", "-1.13"),
        ("floor(-1.5, 0)", "-2"),
    ]);
}

#[test]
fn kinds_can_be_asked_for() {
    check(&[
        ("1 instance of number", "true"),
        ("null instance of Any", "false"),
        ("null instance of Null", "true"),
        ("[1, 2] instance of list<number>", "true"),
        ("[1, \"a\"] instance of list<number>", "false"),
        ("{a: 1} instance of context<a: number>", "true"),
        ("{a: 1} instance of context<a: string>", "false"),
        ("{a: 1, b: 2} instance of context", "true"),
        ("[1..5] instance of range<number>", "true"),
        ("@\"P1D\" instance of days and time duration", "true"),
        ("@\"P1D\" instance of years and months duration", "false"),
        ("@\"10:00:00Z\" instance of time", "true"),
        ("(function(a) a) instance of function<Any> -> Any", "true"),
        ("(function(a) a) instance of function<Any, Any> -> Any", "false"),
        ("sum instance of function", "true"),
    ]);
}

#[test]
fn a_value_is_written_so_that_it_can_be_read_again() {
    for text in ["1.50", "\"a \\\"b\\\" \\\\ c\"", "[1, [2, null]]", "{a: [true, {b c: 2}]}", "[1..5)", "(\"a\"..\"b\"]"] {
        assert_eq!(value_of(text), text);
        assert_ne!(calculate(text, &[], jiff::civil::DateTime::ZERO).value, Value::Null);
    }
}

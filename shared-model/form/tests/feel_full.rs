//! FEEL outside forms, as `vordruck feel` has it: each expression beside the value the standard gives it (DMN 1.5 §10.3).

use proptest::prelude::*;
use vordruck_form::feel::Value;
use vordruck_form::feel::calculate::{calculate, written};

/// `Monatsgehalt` = 2500, `Bezug je Tag` = 10, `leute` = two contexts.
fn value_of(text: &str) -> String {
    let moment = jiff::civil::date(2026, 11, 22).at(12, 0, 0, 0);
    let plain = |text| calculate(text, &[], moment).value;
    let inputs = [
        ("Monatsgehalt".to_owned(), plain("2500")),
        ("Bezug je Tag".to_owned(), plain("10")),
        ("leute".to_owned(), plain("[{name: \"Ada\", alter: 36, \"Wohn-Ort\": \"Gießen\"}, {name: \"Bo\", alter: 7}]")),
    ];
    written(&calculate(text, &inputs, moment).value)
}

fn check(cases: &[(&str, &str)]) {
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
fn patterns_are_those_of_xquery() {
    check(&[
        ("matches(\"foobar\", \"^fo*b\")", "true"),
        ("matches(\"FOO\", \"foo\", \"i\")", "true"),
        ("matches(\"a\nb\", \"a.b\")", "false"),
        ("matches(\"a\nb\", \"a.b\", \"s\")", "true"),
        ("matches(\"a\nb\", \"^b$\", \"m\")", "true"),
        ("matches(\"a+b\", \"a+b\", \"q\")", "true"),
        ("matches(\"hello\", \" h e l l o \", \"x\")", "true"),
        ("matches(\"35390\", \"^\\d{5}$\")", "true"),
        ("matches(\"3539\", \"^\\d{5}$\")", "false"),
        ("matches(\"Größe\", \"^\\p{L}+$\")", "true"),
        ("matches(\"Größe\", \"^\\p{IsBasicLatin}+$\")", "false"),
        ("matches(\"bcd\", \"^[a-z-[aeiou]]+$\")", "true"),
        ("matches(\"abba\", \"(a)(b)\\2\\1\")", "true"),
        ("matches(\"aa\", \"(a)\\1\")", "true"),
        ("matches(\"\", \"(a*)*\")", "true"),
        ("matches(\"x\", \"(a*)*$\")", "true"),
        ("matches(null, \"a\")", "null"),
        ("matches(\"a\", null)", "null"),
        ("matches(\"a\", \"[\")", "null"),
        ("matches(\"a\", \"(\")", "null"),
        ("matches(\"a\", \"a{2,1}\")", "null"),
        ("matches(\"a\", \"\\1\")", "null"),
        ("matches(\"a\", \"a**\")", "null"),
        ("matches(\"a\", \"\\q\")", "null"),
        ("matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaX\", \"^(a+)+$\")", "null"),
        ("replace(\"a1b22\", \"[0-9]+\", \"#\")", "\"a#b#\""),
        ("replace(\"Müller, Anna\", \"(.+), (.+)\", \"$2 $1\")", "\"Anna Müller\""),
        ("replace(\"abc\", \"b\", \"\\$\")", "\"a$c\""),
        ("replace(\"abc\", \"b\", \"$\")", "null"),
        ("replace(\"abc\", \"z\", \"$\")", "null"),
        ("replace(\"abc\", \"x*\", \"-\")", "null"),
        ("replace(\"abc\", \"(b)\", \"[$1$2]\")", "\"a[b]c\""),
        ("split(\"John Doe\", \"\\s\")", "[\"John\", \"Doe\"]"),
        ("split(\"a;b;c;;\", \";\")", "[\"a\", \"b\", \"c\", \"\", \"\"]"),
        ("{p: \"b+\", r: replace(\"abbc\", p, \"-\")}.r", "\"a-c\""),
    ]);
}

#[test]
fn times_have_fractions_offsets_and_zones() {
    check(&[
        ("time(\"08:30:00.25\")", "08:30:00.25"),
        ("time(\"08:30:00Z\") = time(\"09:30:00+01:00\")", "true"),
        ("time(\"08:30:00Z\") < time(\"08:30:00-01:00\")", "true"),
        ("time(\"08:30:00\") = time(\"08:30:00Z\")", "null"),
        ("time(\"24:00:00\")", "00:00:00"),
        ("time(\"25:00:00\")", "null"),
        ("time(\"08:30\")", "null"),
        ("time(\"23:59:00z\") = time(23, 59, 0, duration(\"PT0H\"))", "true"),
        ("time(8, 30, 15.5, duration(\"PT1H\"))", "08:30:15.5+01:00"),
        ("time(8, 30, 0)", "08:30:00"),
        ("time(@\"2026-11-22T08:30:00+01:00\")", "08:30:00+01:00"),
        ("time(@\"2026-11-22\")", "00:00:00Z"),
        ("@\"10:00:00+01:00\" + @\"PT15H\"", "01:00:00+01:00"),
        ("@\"10:00:00.5\" - @\"09:00:00\"", "PT1H0.5S"),
        ("@\"10:00:00@Europe/Berlin\".timezone", "\"Europe/Berlin\""),
        ("@\"10:00:00+02:30\".time offset", "PT2H30M"),
        ("@\"10:00:00\".time offset", "null"),
        ("@\"2026-07-01T10:00:00@Europe/Berlin\".time offset", "PT2H"),
        ("@\"2026-07-01T10:00:00.125Z\".second", "0.125"),
        ("date and time(\"2026-11-22T10:00:00@Europe/Berlin\") = date and time(\"2026-11-22T09:00:00Z\")", "true"),
        ("date and time(\"2026-11-22T10:00:00\") < date and time(\"2026-11-22T10:00:00Z\")", "null"),
        ("date and time(@\"2026-11-22\", @\"10:00:00+01:00\")", "2026-11-22T10:00:00+01:00"),
        ("date and time(2026, 11, 22, 10, 0, 0)", "2026-11-22T10:00:00"),
        ("date and time(\"2026-11-22\")", "2026-11-22T00:00:00"),
        ("@\"2026-12-31T24:00:00\"", "2027-01-01T00:00:00"),
        // The clock goes from 2 to 3 in that night.
        ("@\"2026-03-29T01:30:00@Europe/Berlin\" + @\"PT1H\"", "2026-03-29T03:30:00@Europe/Berlin"),
        ("@\"2026-11-22T10:00:00Z\" - @\"2026-11-22\"", "PT10H"),
        ("@\"2026-11-22T10:00:00\" - @\"2026-11-22\"", "null"),
        ("is(@\"10:00:00Z\", @\"11:00:00+01:00\")", "false"),
        ("is(@\"10:00:00Z\", @\"10:00:00Z\")", "true"),
        ("time(\"10:00:00@Nirgends/Wo\")", "null"),
        ("time(\"10:00:00+19:00\")", "null"),
    ]);
}

#[test]
fn days_reach_over_a_thousand_million_years() {
    check(&[
        ("date(\"-0044-03-15\")", "-0044-03-15"),
        ("date(\"12026-02-28\") + @\"P1D\"", "12026-03-01"),
        ("date(9999, 12, 31) + @\"P1D\"", "10000-01-01"),
        ("date(\"999999999-12-31\") + @\"P1D\"", "null"),
        ("date(\"1000000000-01-01\")", "null"),
        ("date(\"02026-01-01\")", "null"),
        ("date(\"2026-02-30\")", "null"),
        ("@\"10000-01-01\" - @\"9999-12-31\"", "P1D"),
        ("@\"-0001-03-01\" - @\"P1D\"", "-0001-02-28"),
        ("day of week(@\"20000-01-01\")", "\"Saturday\""),
        ("week of year(@\"2005-01-01\")", "53"),
        ("day of year(@\"2024-12-31T10:00:00Z\")", "366"),
        ("@\"10000-05-06\".year", "10000"),
        ("@\"2026-11-22\" < @\"10000-01-01\"", "true"),
        ("for tag in @\"2026-12-30\"..@\"2027-01-01\" return tag.day", "[30, 31, 1]"),
    ]);
}

#[test]
fn durations_have_fractions_and_are_divided() {
    check(&[
        ("duration(\"PT0.5S\") * 3", "PT1.5S"),
        ("duration(\"PT10S\") / 4", "PT2.5S"),
        ("duration(\"P1D\") / duration(\"PT6H\")", "4"),
        ("duration(\"P1Y\") / duration(\"P1M\")", "12"),
        ("duration(\"P1Y\") + duration(\"P1D\")", "null"),
        ("-duration(\"PT0.25S\")", "-PT0.25S"),
        ("abs(duration(\"-PT0.25S\"))", "PT0.25S"),
        ("duration(\"P1DT2H3M4.5S\").seconds", "4.5"),
        ("duration(\"P1DT2H3M4.5S\").minutes", "3"),
        ("duration(\"-P1Y2M\").months", "-2"),
        ("duration(\"P1Y2D\")", "null"),
        ("duration(\"PT\")", "null"),
        ("string(duration(\"PT3600S\"))", "\"PT1H\""),
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
fn what_does_not_fit_is_null_and_only_that() {
    check(&[
        ("1 + \"a\" = null", "true"),
        ("if 1 = \"a\" then 1 else 2", "2"),
        ("[1 + \"a\", 2]", "[null, 2]"),
        ("false and (1 > \"a\")", "false"),
        ("true or nichts(1)", "true"),
        ("{a: date(\"2026-02-30\"), b: 2}.b", "2"),
        ("not(\"a\")", "null"),
        ("1 +", "null"),
        ("\"offen", "null"),
        ("(", "null"),
    ]);
}

#[test]
fn nothing_runs_for_ever_and_nothing_overflows_the_stack() {
    for text in [
        "for a in 1..1000, b in 1..1000, c in 1..1000 return a",
        "{a: [1, 1], b: [a, a, a, a, a, a, a, a], c: [b, b, b, b, b, b, b, b], d: [c, c, c, c, c, c, c, c], e: [d, d, d, d, d, d, d, d], \
          f: [e, e, e, e, e, e, e, e], g: [f, f, f, f, f, f, f, f], h: [g, g, g, g, g, g, g, g]}.h",
        "matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\", \"(a*)*(a*)*(a*)*b\")",
        "distinct values(for i in 1..20000 return i)",
    ] {
        assert_eq!(value_of(text), "null", "{text}");
    }
    for bomb in
        ["(", "[", "{a:", "-", "function(a)", "x in (", "x in =", "(=", "a.", "if ", "not(", "1 instance of list<", "]1", "{", "f(a:"]
    {
        value_of(&bomb.repeat(16_000 / bomb.len()));
        value_of(&format!("{}1", bomb.repeat(39)));
    }
    for bomb in ["(", "[", "(?:", "[a-", "a{0,1000}", "a|", "(a*"] {
        value_of(&format!("matches(\"a\", \"{}\")", bomb.repeat(10_000 / bomb.len())));
    }
    assert_eq!(value_of("matches(\"a\", \"((((a{1000}){1000}){1000}){1000})\")"), "null");
}

#[test]
fn a_value_is_written_so_that_it_can_be_read_again() {
    for text in ["1.50", "\"a \\\"b\\\" \\\\ c\"", "[1, [2, null]]", "{a: [true, {b c: 2}]}", "[1..5)", "(\"a\"..\"b\"]"] {
        assert_eq!(value_of(text), text);
        assert_ne!(calculate(text, &[], jiff::civil::DateTime::ZERO).value, Value::Null);
    }
}

/// Pieces of expressions in any order, some of them none.
fn jumble() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "1",
        "2.5",
        "\"a\"",
        "null",
        "true",
        "@\"2026-11-22\"",
        "@\"PT1.5S\"",
        "@\"10:00:00Z\"",
        "leute",
        "x",
        "item",
        "partial",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        ".",
        "..",
        "+",
        "-",
        "*",
        "/",
        "**",
        "=",
        "!=",
        "<",
        ">=",
        " and ",
        " or ",
        " in ",
        " between ",
        " if ",
        " then ",
        " else ",
        " for ",
        " some ",
        " every ",
        " satisfies ",
        " return ",
        "function",
        "instance of ",
        "list<",
        "number",
        "a",
        "a:",
        "sum",
        "matches",
        "sort",
        "range",
        "not",
        "date and time",
        "get value",
        " ",
        "\n",
        "//",
        "/*",
        "\"",
        "@",
        "'",
        "\\",
        "ä",
        "🐎",
    ]);
    prop::collection::vec(piece, 0..25).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_has_a_value_or_a_fault_and_never_a_panic(text in jumble()) {
        value_of(&text);
    }

    #[test]
    fn any_pattern_matches_or_does_not_and_never_panics(pattern in "[a-c\\\\\\[\\](){}|*+?.,^$0-9-]{0,20}", text in "[a-c]{0,10}") {
        let quoted = written(&Value::text(&pattern));
        value_of(&format!("[matches(\"{text}\", {quoted}), replace(\"{text}\", {quoted}, \"<$1>\"), split(\"{text}\", {quoted})]"));
    }

    /// Patterns that mean the same to the crate `regex`: it is the oracle.
    #[test]
    fn patterns_agree_with_a_library(pattern in "([ab.]|\\[ab\\]|\\(a\\|b\\)|\\(ab?\\)){1,4}([*+?]|\\{1,2\\})?[ab]?", text in "[abc]{0,8}") {
        let expected = regex::Regex::new(&pattern).unwrap();
        let quoted = written(&Value::text(&pattern));
        prop_assert_eq!(value_of(&format!("matches(\"{text}\", {quoted})")), expected.is_match(&text).to_string(), "{} {}", pattern, text);
        if !expected.is_match("") {
            let replaced = written(&Value::text(&expected.replace_all(&text, "-")));
            prop_assert_eq!(value_of(&format!("replace(\"{text}\", {quoted}, \"-\")")), replaced, "{} {}", pattern, text);
        }
    }
}

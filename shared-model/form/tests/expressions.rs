//! Expressions from their text to their value: what is written, read by the parser, lowered by the checker, walked by the
//! evaluator. Values as DMN 1.5 §10.3 has them.

use proptest::prelude::*;
use vordruck_form::compiled::{FieldIndex, Parameter};
use vordruck_form::feel::check::{Checked, NameSource, Named, Scope, check, type_of};
use vordruck_form::feel::check_types::Type;
use vordruck_form::feel::parse::parse;
use vordruck_form::feel::parse_fault::FaultKind;
use vordruck_form::feel::{Context, Expression, Extent, Value};

/// `zahl` = 5, `name` = "Meier", `tag` = 2026-03-31, `codes` = ["a", "b"], `leer` = null, parameter `Satz je Monat` = 12.50.
struct Fields;

const NAMES: &[&str] = &["zahl", "name", "tag", "codes", "leer", "kinder", "leer2"];

/// Three rows of a repeated group, the last one half empty.
const ROWS: &str = "[{name: \"Ada\", geboren: @\"2019-05-01\", betrag: 10}, {name: \"Bo\", geboren: @\"2024-02-29\", betrag: 20}, \
                    {name: null, geboren: null, betrag: 0}]";

fn values() -> Vec<Value> {
    ["5", "\"Meier\"", "date(\"2026-03-31\")", "[\"a\", \"b\"]", "null", ROWS, "null"].iter().map(|text| constant(text)).collect()
}

impl Scope for Fields {
    fn resolve(&self, name: &str) -> Option<Named> {
        if name == "Satz je Monat" {
            return Some(Named { source: NameSource::Parameter(0), kind: Type::Number });
        }
        let (index, value) = (0..).zip(values()).zip(NAMES).find(|(_, known)| **known == name)?.0;
        let kind = if name == "leer2" {
            Type::Text
        } else if value.is_null() {
            Type::Number
        } else {
            type_of(&value)
        };
        Some(Named { source: NameSource::Answer(FieldIndex(index)), kind })
    }
    fn has_code(&self, _: u32, _: &str) -> bool {
        true
    }
}

struct Nothing;

impl Scope for Nothing {
    fn resolve(&self, _: &str) -> Option<Named> {
        None
    }
    fn has_code(&self, _: u32, _: &str) -> bool {
        true
    }
}

fn constant(text: &str) -> Value {
    let (syntax, faults) = parse(text, &[]);
    let checked = check(&syntax, &Nothing);
    assert!(faults.is_empty() && checked.faults.is_empty(), "{text}: {faults:?} {:?}", checked.faults);
    checked.constant.unwrap_or(Value::Null)
}

fn checked(text: &str) -> Checked {
    let (syntax, faults) = parse(text, &["Satz je Monat"]);
    let checked = check(&syntax, &Fields);
    assert!(faults.is_empty() && checked.faults.is_empty(), "{text}: {faults:?} {:?}", checked.faults);
    checked
}

fn evaluate(text: &str) -> Value {
    let parameters = [Parameter { id: "satz".into(), value: constant("12.50") }];
    let moment = jiff::civil::date(2026, 11, 22).at(12, 0, 0, 0);
    checked(text).expression.evaluate(Context { answers: &values(), rows: &[], parameters: &parameters, moment })
}

#[test]
fn expressions_have_the_values_of_the_standard() {
    for (text, expected) in [
        // Operators and what binds tighter.
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("2 ** 3 ** 2", "64"),
        ("-2 ** 2", "4"),
        ("10 - 4 - 3", "3"),
        ("1 - -1", "2"),
        ("0.1 + 0.2 = 0.3", "true"),
        ("1e3 + 1.5E-1", "1000.15"),
        ("true or false and false", "true"),
        ("not(zahl > 3) or name = \"Meier\"", "true"),
        ("if zahl > 3 then \"viel\" else \"wenig\"", "\"viel\""),
        ("1 + if zahl > 3 then 10 else 20", "11"),
        // Three values.
        ("leer > 1", "null"),
        ("leer > 1 and false", "false"),
        ("leer > 1 or true", "true"),
        ("leer = null", "true"),
        // Belonging.
        ("zahl between 5 and 7 and true", "true"),
        ("zahl in (1, 2, 5)", "true"),
        ("zahl in [1..5]", "true"),
        ("zahl in [1..5)", "false"),
        ("zahl in ]4..6[", "true"),
        ("zahl in (4..6)", "true"),
        ("zahl in (< 3, >= 5)", "true"),
        ("zahl in [[1..2], [4..6]]", "true"),
        ("name in [\"Meier\", \"Maier\"]", "true"),
        // Lists.
        ("codes[1]", "\"a\""),
        ("codes[-1]", "\"b\""),
        ("codes[item != \"a\"]", "[\"b\"]"),
        ("count(codes) + count([])", "2"),
        ("some c in codes satisfies c = \"b\"", "true"),
        ("every c in codes satisfies string length(c) = zahl", "false"),
        ("for c in codes return upper case(c)", "[\"A\", \"B\"]"),
        ("for i in 1..3 return i * zahl", "[5, 10, 15]"),
        ("for a in [1, 2], b in [10, 20] return a * b + zahl", "[15, 25, 25, 45]"),
        ("for a in [1, 2], b in [a, a + 1] return [1, 2, 3][item >= b][1] + a", "[2, 3, 4, 5]"),
        ("some a in [1, 2], b in [3, 4] satisfies a + b = 6 and a < b", "true"),
        ("sum(for a in [1, 2, 3] return if a > 1 then a else 0)", "5"),
        ("sum(1, 2, 3) = sum([1, 2, 3])", "true"),
        // Contexts, and lists of them, as the rows of a repeated group are.
        ("{a: 1, b: a + zahl}.b", "6"),
        ("{a: {b: [1, 2]}}.a.b[2]", "2"),
        ("{a: 1, \"b c\": \"x\"} = {\"b c\": \"x\", a: 1.0}", "true"),
        ("kinder.name", "[\"Ada\", \"Bo\", null]"),
        ("kinder.geboren.year", "[2019, 2024, null]"),
        ("sum(kinder.betrag)", "30"),
        ("kinder[betrag > 10].name", "[\"Bo\"]"),
        ("kinder[item.betrag > 10][1].name + name", "\"BoMeier\""),
        ("count(kinder[betrag > zahl])", "2"),
        ("every kind in kinder satisfies kind.name != null", "false"),
        ("some kind in kinder satisfies kind.geboren > tag", "null"),
        ("for kind in kinder return kind.betrag * 2", "[20, 40, 0]"),
        ("kinder[-1].name", "null"),
        ("kinder[4].name", "null"),
        // Dates and durations.
        ("tag + duration(\"P1M\")", "date(\"2026-04-30\")"),
        ("tag - date(\"2026-03-01\")", "@\"P30D\""),
        ("@\"2026-03-31\" = tag", "true"),
        ("tag.year * 100 + tag.month", "202603"),
        ("years and months duration(tag, date(\"2028-04-01\")).years", "2"),
        ("today() > tag", "true"),
        // Patterns.
        ("matches(name, \"^M[a-z]{4}$\")", "true"),
        ("matches(name, \"^m\", \"i\") and not(matches(name, \"^m\"))", "true"),
        ("replace(name, \"(.)e\", \"$1a\")", "\"Maiar\""),
        ("split(\"a, b,c\", \",\\s*\")[zahl - 2]", "\"c\""),
        ("matches(leer2, \"a\")", "null"),
        // Functions of lists, arguments with names.
        ("sublist(codes, 2)", "[\"b\"]"),
        ("union(codes, [\"b\", \"c\"])", "[\"a\", \"b\", \"c\"]"),
        ("substring(string: name, length: 2, start position: 1)", "\"Me\""),
        ("for i in 1..3 return count(partial) + zahl", "[5, 6, 7]"),
        // Texts and names.
        ("name + \" \" + string(zahl)", "\"Meier 5\""),
        ("contains(name, \"ei\") and starts with(name, \"M\")", "true"),
        ("Satz je Monat * 12", "150.00"),
        ("number(\"1.5\") + zahl", "6.5"),
        ("/* vorher */ zahl // nachher", "5"),
    ] {
        assert_eq!(evaluate(text), constant(expected), "{text}");
    }
}

#[test]
fn what_is_the_same_for_all_answers_is_folded_into_one_node() {
    for text in [
        "1 + 2 * 3",
        "date(\"2026-01-31\") + duration(\"P1M\")",
        "[1, 2, 3]",
        "1 in (2, [1..3])",
        "zahl > 1 and false",
        "upper case(\"a\") = \"A\"",
    ] {
        assert_eq!(checked(text).expression.nodes().len(), 1, "{text}");
    }
    for text in ["today() + duration(\"P1M\")", "zahl + 1", "for c in codes return c"] {
        assert!(checked(text).constant.is_none(), "{text}");
    }
}

#[test]
fn types_are_known_before_any_answer_is() {
    for (text, kind) in [
        ("zahl * 2", Type::Number),
        ("tag + duration(\"P1M\")", Type::Date),
        ("tag - tag", Type::Seconds),
        ("if zahl = 1 then tag else null", Type::Date),
        ("for c in codes return string length(c)", Type::Number.list()),
        ("codes[1]", Type::Text),
        ("years and months duration(tag, tag).months", Type::Number),
        ("max(zahl, 3)", Type::Number),
        ("kinder.betrag", Type::Number.list()),
        ("kinder[1].name", Type::Text),
        ("kinder.geboren.year", Type::Number.list()),
        ("{a: zahl}.a", Type::Number),
    ] {
        assert_eq!(checked(text).kind, kind, "{text}");
    }
}

#[test]
fn slips_in_paths_are_found_before_any_answer_is() {
    for text in ["kinder.nam", "kinder[alter > 3]", "kinder.betrag + 1", "{a: 1}.b", "kinder[1].name > 3", "sum(kinder.name)"] {
        let (syntax, slips) = parse(text, &[]);
        assert!(slips.is_empty() && check(&syntax, &Fields).faults.len() == 1, "{text}");
    }
}

fn faults_of(text: &str) -> Vec<FaultKind> {
    let (syntax, slips) = parse(text, &["Satz je Monat"]);
    let faults = if slips.is_empty() { check(&syntax, &Fields).faults } else { slips };
    faults.into_iter().map(|fault| fault.kind).collect()
}

#[test]
fn what_would_weigh_on_the_browser_is_refused_before_a_form_exists() {
    for text in [
        "sqrt(zahl)",
        "sort(codes, function(a, b) a < b)",
        "median(kinder.betrag) > 1",
        "context put({a: 1}, \"b\", 2)",
        "(function(x) x + 1)(zahl)",
        "{f: function(x) x}.f(1)",
        "function() 1",
        "@\"2026-11-22T10:00:00Z\"",
        "@\"10:00:00@Europe/Berlin\"",
        "date(\"10000-01-01\")",
        "duration(\"PT0.5S\")",
        "matches(name, name)",
        "replace(name, \"a\", \"b\", name)",
        "[1..5].start",
        "tag.timezone",
        "count",
    ] {
        assert_eq!(faults_of(text).len(), 1, "{text}: {:?}", faults_of(text));
    }
}

#[test]
fn slips_in_calls_and_patterns_are_one_fault_each() {
    for text in [
        "matches(name, \"[a-\")",
        "matches(name, \"a\", \"k\")",
        "substring(text: name, start position: 1)",
        "substring(name, start position: 1)",
        "round up(zahl)",
        "zahl(1)",
        "string join(zahl)",
        "split(zahl, \",\")",
        "{a: }",
        "{a: 1, a: 2}",
        "{a: 1, }",
        "zahl instance of zahlen",
    ] {
        assert_eq!(faults_of(text).len(), 1, "{text}: {:?}", faults_of(text));
    }
}

#[test]
fn a_form_computes_the_same_on_every_side_whatever_else_the_program_could() {
    for (text, answer) in [
        ("date(name)", "10000-01-01"),
        ("time(name)", "10:00:00Z"),
        ("date and time(name)", "2026-11-22T10:00:00+01:00"),
        ("duration(name)", "PT0.5S"),
    ] {
        let mut answers = values();
        answers[1] = Value::text(answer);
        let checked = checked(text);
        let moment = jiff::civil::DateTime::ZERO;
        let context = Context { answers: &answers, rows: &[], parameters: &[], moment };
        assert_eq!(checked.expression.evaluate(context), Value::Null, "{text}");
        assert_ne!(checked.expression.evaluate_with(context, Extent::Full), Value::Null, "{text}");
    }
    assert_eq!(evaluate("@\"9999-12-31\" + duration(\"P1D\")"), Value::Null);
    assert_eq!(evaluate("duration(\"PT1S\") / 2"), constant("duration(\"PT0S\")"));
}

#[test]
fn a_rule_may_compare_every_row_with_every_other_one() {
    let rows: Vec<Value> = (0..150)
        .map(|number| {
            let entry = |name: &str, value: Value| (name.to_owned(), value);
            let name = Value::Text(format!("Kind {number}"));
            Value::Context(vec![entry("name", name), entry("geboren", Value::Null), entry("betrag", Value::from(number))])
        })
        .collect();
    let mut answers = values();
    answers[5] = Value::List(rows);
    let expression = checked("every kind in kinder satisfies count(kinder[name = kind.name]) = 1").expression;
    let context = Context { answers: &answers, rows: &[], parameters: &[], moment: jiff::civil::DateTime::ZERO };
    assert_eq!(expression.evaluate(context), Value::Boolean(true));
}

#[test]
fn a_pattern_takes_little_room_in_a_form() {
    let bytes = checked("matches(name, \"^[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} [0-9]{1,4}[EH]?$\")").expression.to_bytes();
    assert!(bytes.len() < 250, "{} bytes", bytes.len());
    let read = Expression::from_bytes(&bytes).unwrap();
    let matches = |plate: &str| {
        let mut answers = values();
        answers[1] = Value::text(plate);
        read.evaluate(Context { answers: &answers, rows: &[], parameters: &[], moment: jiff::civil::DateTime::ZERO })
    };
    assert_eq!(matches("GI-AB 123E"), Value::Boolean(true));
    assert_eq!(matches("GI-AB 0123456"), Value::Boolean(false));
}

proptest! {
    /// Bytes that are no compiled expression any more: a value comes out, or they can't be read.
    #[test]
    fn changed_bytes_of_an_expression_are_evaluated_without_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let text = "if matches(name, \"(a|b)*?(c+)+\\\\2{2,3}$\", \"im\") then kinder[betrag > 10].name else for i in 1..zahl return replace(name, \"[a-z-[e]]\", \"$0\")";
        let mut bytes = checked(text).expression.to_bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(expression) = Expression::from_bytes(&bytes) {
            let context = Context { answers: &values(), rows: &[], parameters: &[], moment: jiff::civil::DateTime::ZERO };
            let _ = expression.evaluate(context);
        }
    }
}

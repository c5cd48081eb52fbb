//! What does not fit, never ends or is no expression: null, and never a panic.

use crate::{check, value_of};
use proptest::prelude::*;

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
}

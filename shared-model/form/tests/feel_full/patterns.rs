//! Patterns of `matches`, `replace` and `split`; the crate `regex` is the oracle where both mean the same.

use crate::{check, value_of};
use proptest::prelude::*;
use vordruck_form::feel::Value;
use vordruck_form::feel::calculate::written;

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

proptest! {
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

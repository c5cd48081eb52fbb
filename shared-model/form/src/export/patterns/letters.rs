//! The sets of DIN 91379 as patterns. In: a set. Out: a pattern that matches exactly the texts the set allows: its characters, and
//! letters with marks only in the combinations that the norm lists.

use crate::validate::{Allowed, letters_of};
use std::collections::BTreeMap;

/// Any number of characters of a set.
pub(in crate::export) fn letters(allowed: Allowed) -> String {
    let (ranges, sequences) = letters_of(allowed);
    let mut class = String::from("[");
    for (first, last) in ranges {
        class.push_str(&in_class(*first));
        if last > first {
            class.push('-');
            class.push_str(&in_class(*last));
        }
    }
    class.push(']');
    // All letters that have the same marks behind them.
    let mut by_marks: BTreeMap<&str, String> = BTreeMap::new();
    for sequence in sequences {
        let letter = sequence.chars().next().map_or(0, char::len_utf8);
        if let Some((letter, marks)) = sequence.split_at_checked(letter) {
            by_marks.entry(marks).or_default().push_str(letter);
        }
    }
    let combined: String = by_marks.iter().map(|(marks, letters)| format!("|[{letters}]{marks}")).collect();
    format!("({class}{combined})*")
}

/// How schemas call a set.
pub(in crate::export) fn letters_name(allowed: Allowed) -> &'static str {
    match allowed {
        Allowed::PersonNames => "din-91379-a",
        Allowed::Names => "din-91379-b",
        Allowed::Latin => "din-91379-c",
        Allowed::LatinLine => "din-91379-c-one-line",
        Allowed::Digits => "digits",
    }
}

/// A character as classes of all the languages of patterns have it.
fn in_class(point: u16) -> String {
    match char::from_u32(u32::from(point)).unwrap_or(char::REPLACEMENT_CHARACTER) {
        '\t' => r"\t".to_owned(),
        '\n' => r"\n".to_owned(),
        '\r' => r"\r".to_owned(),
        special @ ('\\' | '[' | ']' | '^' | '-') => format!("\\{special}"),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use regex::Regex;

    const ALL: [Allowed; 5] = [Allowed::PersonNames, Allowed::Names, Allowed::Latin, Allowed::LatinLine, Allowed::Digits];

    fn patterns() -> Vec<(Allowed, Regex)> {
        ALL.into_iter().map(|allowed| (allowed, Regex::new(&format!("^{}$", letters(allowed))).unwrap())).collect()
    }

    #[test]
    fn each_character_matches_exactly_where_it_is_allowed() {
        for (allowed, pattern) in patterns() {
            for character in (0..=0xFFFF).filter_map(char::from_u32).chain(['😀']) {
                let text = character.to_string();
                let is_allowed = crate::validate::first_not_allowed(&text, allowed).is_none();
                assert_eq!(pattern.is_match(&text), is_allowed, "{allowed:?} {character:?}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn marks_match_exactly_behind_their_letters(text in "[ACHKLKhkl\u{14D}\u{1E62}\u{300}-\u{331}\u{35F}]{0,6}") {
            for (allowed, pattern) in patterns() {
                let is_allowed = crate::validate::first_not_allowed(&text, allowed).is_none();
                prop_assert_eq!(pattern.is_match(&text), is_allowed, "{:?} {}", allowed, text.escape_unicode());
            }
        }
    }
}

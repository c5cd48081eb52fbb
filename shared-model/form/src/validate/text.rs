//! Texts and names. In: what was typed. Out: NFC, trimmed, with plain quotes and dashes instead of those that telephones
//! and word processors put in by themselves and DIN 91379 does not have; one line where the field has one.

use super::characters::{Allowed, first_not_allowed};
use super::composed::compose;
use super::{Fault, Reading};
use crate::answers::is_invisible;

/// Most characters of any text, where the form gives no limit: several pages of paper.
pub const MOST_CHARACTERS: u32 = 20_000;

/// One line in NFC without white space around it and with what nobody typed on purpose made plain. Tabs and line ends, which come along from
/// tables and letters, are spaces.
pub(super) fn tidy(typed: &str) -> String {
    plain(typed, false)
}

/// The same in several lines; line ends as `\n`, tabs stay.
fn tidy_lines(typed: &str) -> String {
    plain(typed, true)
}

fn plain(typed: &str, has_lines: bool) -> String {
    let mut tidy = String::with_capacity(typed.len());
    let mut before = ' ';
    for character in bare(typed).chars() {
        match character {
            hidden if is_invisible(hidden) => continue,
            '\n' if before == '\r' => {}
            // Line ends of other systems and of word processors.
            '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' if has_lines => tidy.push('\n'),
            '\t' if has_lines => tidy.push('\t'),
            '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if !tidy.ends_with(' ') {
                    tidy.push(' ');
                }
            }
            // Fixed and narrow spaces.
            '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => tidy.push(' '),
            '“' | '”' | '„' => tidy.push('"'),
            '‘' | '‚' => tidy.push('\''),
            '‐'..='—' | '−' => tidy.push('-'),
            '…' => tidy.push_str("..."),
            other => tidy.push(other),
        }
        before = character;
    }
    compose(tidy)
}

/// Without white space and what can't be seen around it.
pub(super) fn bare(typed: &str) -> &str {
    typed.trim_matches(|character: char| character.is_whitespace() || is_invisible(character))
}

/// Reads a text of one line; any text is one.
pub(super) fn read(typed: &str) -> Reading {
    Reading::text(tidy(typed))
}

/// Reads a text of several lines.
pub(super) fn read_lines(typed: &str) -> Reading {
    Reading::text(tidy_lines(typed))
}

/// Checks characters first: too many of the wrong ones is not the point.
pub(super) fn check(text: &str, least: Option<u32>, most: Option<u32>, allowed: Allowed) -> Option<Fault> {
    if let Some(character) = first_not_allowed(text, allowed) {
        return Some(Fault::CharacterNotAllowed { character });
    }
    length(text, least, most)
}

/// Counts characters after NFC.
pub(super) fn length(text: &str, least: Option<u32>, most: Option<u32>) -> Option<Fault> {
    let count = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let most = most.unwrap_or(MOST_CHARACTERS);
    match least {
        Some(least) if count < least => Some(Fault::TooShort { least }),
        _ => count.checked_sub(most).filter(|by| *by > 0).map(|by| Fault::TooLong { most, by }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_marks_become_one_character() {
        assert_eq!(tidy(" Mu\u{308}ller\u{A0}"), "Müller");
        assert_eq!(tidy("e\u{323}\u{302}"), "ệ");
        assert_eq!(tidy("M\u{302}"), "M\u{302}");
    }

    #[test]
    fn what_telephones_put_in_becomes_plain() {
        assert_eq!(tidy("„Ja“ – sagte er… "), "\"Ja\" - sagte er...");
        assert_eq!(tidy("O’Neil"), "O’Neil");
        assert_eq!(tidy("Jo\u{AD}han\u{200B}na"), "Johanna");
        assert_eq!(tidy("\u{202E}Johanna\u{2066}"), "Johanna");
    }

    #[test]
    fn tabs_and_line_ends_are_spaces_in_one_line() {
        for typed in
            ["Musterweg\t5", "Musterweg\r\n5", "Musterweg\n\n5\n", "Musterweg \t5", "\u{FEFF}Musterweg\u{2028}5", "Musterweg\u{B}5"]
        {
            assert_eq!(tidy(typed), "Musterweg 5", "{typed:?}");
        }
        assert_eq!(tidy("a\u{3000}b\u{205F}c"), "a b c");
        // Whoever typed two spaces meant two.
        assert_eq!(tidy("a  b"), "a  b");
    }

    #[test]
    fn several_lines_keep_their_tabs_and_have_one_kind_of_line_end() {
        for typed in ["a\r\nb", "a\rb", "a\nb", "a\u{2028}b", "a\u{B}b"] {
            assert_eq!(tidy_lines(typed), "a\nb", "{typed:?}");
        }
        assert_eq!(tidy_lines("a\r\n\r\nb\tc"), "a\n\nb\tc");
    }

    #[test]
    fn lengths_count_characters_not_bytes() {
        assert_eq!(length("Müller", Some(6), Some(6)), None);
        assert_eq!(length("Müller", Some(7), None), Some(Fault::TooShort { least: 7 }));
        assert_eq!(length("Müller", None, Some(4)), Some(Fault::TooLong { most: 4, by: 2 }));
        let endless = "x".repeat(20_001);
        assert_eq!(length(&endless, None, None), Some(Fault::TooLong { most: 20_000, by: 1 }));
    }

    #[test]
    fn a_wrong_character_is_said_before_a_wrong_length() {
        let fault = check("😀😀😀", None, Some(2), Allowed::PersonNames);
        assert_eq!(fault, Some(Fault::CharacterNotAllowed { character: '😀' }));
    }
}

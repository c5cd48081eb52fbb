//! NFC (Unicode Standard Annex #15) for Latin letters with marks of U+0300–U+036F. In: text as a keyboard, a PDF or a file
//! system wrote it. Out: letters and marks as one character where there is one. Other scripts stay as they are: no field
//! accepts them. The tables of the whole standard would weigh 110 kB in the browser, these weigh 3.

mod table;

use self::table::{CLASSES, PAIRS};

/// Composes.
pub(super) fn compose(text: String) -> String {
    if !text.chars().any(|character| is_mark(character) || matches!(character, KELVIN | ANGSTROM)) {
        return text;
    }
    let (mut composed, mut segment) = (String::with_capacity(text.len()), Vec::new());
    for character in text.chars() {
        decompose(character, &mut |part| {
            if class(part) == 0 {
                flush(&mut segment, &mut composed);
            }
            segment.push(part);
        });
    }
    flush(&mut segment, &mut composed);
    composed
}

/// Takes letters and their marks apart (NFD, for the same characters): what is to be found whether marks are typed or not.
#[must_use]
pub fn decomposed(text: &str) -> String {
    let mut parts = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii() {
            parts.push(character);
        } else {
            decompose(character, &mut |part| parts.push(part));
        }
    }
    parts
}

const KELVIN: char = '\u{212A}';
const ANGSTROM: char = '\u{212B}';

/// A letter and the marks behind it: marks in the order of their classes, then each joined to the letter unless one of its
/// own class stands between.
fn flush(segment: &mut Vec<char>, composed: &mut String) {
    let mut letter = None;
    let mut marks: Vec<char> = Vec::new();
    for part in segment.drain(..) {
        if class(part) == 0 {
            letter = Some(part);
        } else {
            let before = marks.iter().rposition(|mark| class(*mark) <= class(part));
            marks.insert(before.map_or(0, |before| before + 1), part);
        }
    }
    let mut left = 0;
    marks.retain(|mark| match letter.and_then(|letter| together(letter, *mark)) {
        Some(both) if left < class(*mark) => {
            letter = Some(both);
            false
        }
        _ => {
            left = class(*mark);
            true
        }
    });
    composed.extend(letter);
    composed.extend(marks);
}

/// Takes a character apart as far as it goes.
fn decompose(character: char, part: &mut impl FnMut(char)) {
    let two = match character {
        KELVIN => return part('K'),
        ANGSTROM => ('A', '\u{30A}'),
        '\u{340}' => return part('\u{300}'),
        '\u{341}' => return part('\u{301}'),
        '\u{343}' => return part('\u{313}'),
        '\u{344}' => ('\u{308}', '\u{301}'),
        _ => match apart(character) {
            Some(two) => two,
            None => return part(character),
        },
    };
    match apart(two.0) {
        // No letter has more than two marks in it.
        Some((letter, first)) => {
            part(letter);
            part(first);
        }
        None => part(two.0),
    }
    part(two.1);
}

fn together(letter: char, mark: char) -> Option<char> {
    let key = (u16::try_from(u32::from(letter)).ok()?, u8::try_from(u32::from(mark).checked_sub(0x300)?).ok()?);
    let found = PAIRS.binary_search_by(|(letter, mark, _)| (*letter, *mark).cmp(&key)).ok()?;
    PAIRS.get(found).and_then(|(_, _, both)| char::from_u32((*both).into()))
}

fn apart(character: char) -> Option<(char, char)> {
    let both = u16::try_from(u32::from(character)).ok()?;
    let (letter, mark, _) = PAIRS.iter().find(|(_, _, other)| *other == both)?;
    Some((char::from_u32((*letter).into())?, char::from_u32(0x300 + u32::from(*mark))?))
}

fn is_mark(character: char) -> bool {
    ('\u{300}'..='\u{36F}').contains(&character)
}

/// The canonical combining class; 0 for everything but marks.
fn class(character: char) -> u8 {
    let offset = u32::from(character).checked_sub(0x300).and_then(|offset| usize::try_from(offset).ok());
    offset.and_then(|offset| CLASSES.get(offset)).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    fn assert_is_nfc(text: &str) {
        let expected: String = text.nfc().collect();
        assert_eq!(compose(text.to_owned()), expected, "{:?}", text.escape_unicode().to_string());
    }

    fn letters() -> impl Iterator<Item = char> {
        ('A'..='Z').chain('a'..='z').chain('\u{C0}'..='\u{24F}').chain('\u{1E00}'..='\u{1EFF}').chain(['1', '-', KELVIN, ANGSTROM])
    }

    #[test]
    fn every_letter_with_every_mark_is_as_unicode_says() {
        for letter in letters() {
            assert_is_nfc(&letter.to_string());
            for mark in '\u{300}'..='\u{36F}' {
                assert_is_nfc(&format!("{letter}{mark}x"));
            }
        }
    }

    #[test]
    fn a_mark_without_a_letter_stays() {
        for text in ["\u{301}", "\u{302}\u{323}a\u{344}", "\u{34F}\u{301}"] {
            assert_is_nfc(text);
        }
    }

    #[test]
    fn what_is_taken_apart_is_so_as_unicode_says() {
        for text in ["Österreich", "Côte d’Ivoire", "Łódź", "Ǻ", "Việt Nam", "Kirgisistan"] {
            assert_eq!(decomposed(text), text.nfd().collect::<String>());
        }
    }

    proptest! {
        #[test]
        fn letters_with_several_marks_are_as_unicode_says(
            words in prop::collection::vec((prop::sample::select(letters().collect::<Vec<_>>()), "[\u{300}-\u{36F}]{0,4}"), 1..4)
        ) {
            let text: String = words.into_iter().map(|(letter, marks)| format!("{letter}{marks}")).collect();
            assert_is_nfc(&text);
        }
    }
}

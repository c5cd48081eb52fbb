//! Which characters a text may consist of: DIN 91379:2022-08, which German authorities have had to accept in
//! full since 1 November 2024. In: text in NFC. Out: the first character that must not be there.

mod table;

use self::table::{A, B, C, Ranges, SEQUENCES};

/// Sets of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Allowed {
    /// Datatype A.
    PersonNames,
    /// Datatype B.
    Names,
    /// Datatype C with line breaks.
    Latin,
    /// Datatype C on one line.
    LatinLine,
    /// 0–9.
    Digits,
}

/// The first character that is not allowed. A mark is allowed only behind the letters the norm lists it with, the longest
/// listed sequence first.
pub(crate) fn first_not_allowed(text: &str, allowed: Allowed) -> Option<char> {
    let ranges = match allowed {
        Allowed::Digits => return text.chars().find(|character| !character.is_ascii_digit()),
        Allowed::PersonNames => A,
        Allowed::Names => B,
        Allowed::Latin | Allowed::LatinLine => C,
    };
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let mark_follows = rest.chars().nth(1).is_some_and(is_mark);
        let length = if mark_follows { longest_sequence(rest) } else { None };
        let is_break = character < ' ' && allowed == Allowed::LatinLine;
        if length.is_none() && (is_break || !contains(ranges, character)) {
            return Some(character);
        }
        rest = rest.get(length.unwrap_or(character.len_utf8())..)?;
    }
    None
}

/// The code points of a set, and the letters with marks that belong to it as well: what schemas say about it.
#[cfg(feature = "export")]
pub(crate) fn letters_of(allowed: Allowed) -> (Ranges, impl Iterator<Item = &'static str>) {
    let ranges = match allowed {
        Allowed::Digits => &[(0x30, 0x39)],
        Allowed::PersonNames => A,
        Allowed::Names => B,
        Allowed::Latin => C,
        // Without tabulator and line breaks.
        Allowed::LatinLine => C.get(2..).unwrap_or_default(),
    };
    (ranges, SEQUENCES.split(' ').filter(move |_| allowed != Allowed::Digits))
}

fn contains(ranges: Ranges, character: char) -> bool {
    let Ok(point) = u16::try_from(u32::from(character)) else { return false };
    let after = ranges.partition_point(|(first, _)| *first <= point);
    after.checked_sub(1).and_then(|at| ranges.get(at)).is_some_and(|(_, last)| point <= *last)
}

fn is_mark(character: char) -> bool {
    ('\u{300}'..='\u{36F}').contains(&character)
}

fn longest_sequence(text: &str) -> Option<usize> {
    SEQUENCES.split(' ').filter(|sequence| text.starts_with(sequence)).map(str::len).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn names_of_europe_are_person_names() {
        for name in [
            "Müller-Łukasz",
            "O’Neil",
            "O'Neil",
            "Şükrü Çağlayan",
            "Nguyễn Thị Ánh",
            "Þórður",
            "Dvořák",
            "Groß",
            "GROẞ",
            "d’Aïeul",
            "M̂x",
            "C̨̆a",
            "Ḳ̄",
            "",
        ] {
            assert_eq!(first_not_allowed(name, Allowed::PersonNames), None, "{name}");
        }
    }

    #[test]
    fn other_scripts_digits_and_pictures_are_named() {
        for (name, wrong) in [
            ("Αθηνά", 'Α'),
            ("Иван", 'И'),
            ("Anna 2", '2'),
            ("Anna😀", '😀'),
            ("Anna_", '_'),
            ("李", '李'),
            ("a\nb", '\n'),
            ("\u{301}a", '\u{301}'),
        ] {
            assert_eq!(first_not_allowed(name, Allowed::PersonNames), Some(wrong), "{name}");
        }
    }

    #[test]
    fn a_mark_is_refused_behind_a_letter_it_is_not_listed_with() {
        assert_eq!(first_not_allowed("q\u{302}", Allowed::PersonNames), Some('\u{302}'));
        assert_eq!(first_not_allowed("M\u{302}\u{302}", Allowed::PersonNames), Some('\u{302}'));
    }

    #[test]
    fn the_longest_sequence_counts() {
        assert_eq!(first_not_allowed("C\u{328}\u{306}", Allowed::PersonNames), None);
        assert_eq!(first_not_allowed("K\u{35F}H", Allowed::Names), None);
        assert_eq!(first_not_allowed("K\u{35F}", Allowed::Names), Some('\u{35F}'));
    }

    #[test]
    fn every_listed_sequence_is_nfc_and_allowed_everywhere() {
        assert_eq!(SEQUENCES.split(' ').count(), 149);
        for sequence in SEQUENCES.split(' ') {
            assert!(sequence.nfc().eq(sequence.chars()), "{sequence}");
            for allowed in [Allowed::PersonNames, Allowed::Names, Allowed::Latin] {
                assert_eq!(first_not_allowed(sequence, allowed), None, "{sequence}");
            }
        }
    }

    #[test]
    fn tables_ascend_and_each_datatype_holds_the_one_before() {
        for ranges in [A, B, C] {
            assert!(ranges.windows(2).all(|pair| pair[0].1 < pair[1].0) && ranges.iter().all(|(from, to)| from <= to));
        }
        for point in (0..=0xFFFF).filter_map(char::from_u32) {
            assert!(!contains(A, point) || contains(B, point), "{point:?}");
            assert!(!contains(B, point) || contains(C, point), "{point:?}");
        }
    }

    #[test]
    fn digits_are_the_ten_ascii_ones() {
        assert_eq!(first_not_allowed("0123456789", Allowed::Digits), None);
        assert_eq!(first_not_allowed("12 3", Allowed::Digits), Some(' '));
        assert_eq!(first_not_allowed("12٣", Allowed::Digits), Some('٣'));
    }

    #[test]
    fn line_breaks_belong_to_several_lines_only() {
        assert_eq!(first_not_allowed("a\nb\t§ 5 €", Allowed::Latin), None);
        assert_eq!(first_not_allowed("a\nb", Allowed::LatinLine), Some('\n'));
        assert_eq!(first_not_allowed("a\nb", Allowed::Names), Some('\n'));
    }
}

//! Words to be found by. In: what an item says, or what somebody looks for. Out: words in one spelling for both: lower case, no accents, `ä` as `ae`.
//! Knows no keys; the store hashes words before it keeps them.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use vordruck_contract::postbox::Content;

/// Words of one letter find everything.
const SHORTEST: usize = 2;
/// Longer ones are cut, here and there alike.
const LONGEST: usize = 64;
/// What an IBAN has; longer rows of digits and letters are sentences.
const LONGEST_JOINED: usize = 34;
/// Words of a question that are looked for at most.
const MOST_WORDS: usize = 8;
/// Words that are in nearly every item.
const EVERYWHERE: [&str; 6] = ["ja", "nein", "keine", "angabe", "der", "die"];

/// All words an item is found by: its number, its answers, the names of its files.
pub(crate) fn words_of_item(reference: &str, content: &Content) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    add_line(&mut words, reference);
    if let Content::Readable { sections, attachments, .. } = content {
        for line in sections.iter().flat_map(|section| &section.rows).flat_map(|row| &row.lines) {
            add_line(&mut words, line);
        }
        for attachment in attachments {
            add_line(&mut words, &attachment.name);
        }
    }
    for word in EVERYWHERE {
        words.remove(word);
    }
    words
}

/// The words of a question; an item has to have all of them.
pub(crate) fn words_of_question(question: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for part in question.split_whitespace() {
        match joined(part) {
            // A date, a number plate, a reference number: as a whole, so that its parts are not found in another order.
            Some(whole) if part.contains(|c: char| !c.is_alphanumeric()) => words.extend([whole]),
            _ => words.extend(split(part)),
        }
    }
    for word in EVERYWHERE {
        words.remove(word);
    }
    words.into_iter().take(MOST_WORDS).collect()
}

fn add_line(words: &mut BTreeSet<String>, line: &str) {
    words.extend(split(line));
    // What people write with and without gaps: GI-XY 4711, DE89 3704 0044 …, 07.11.1953.
    words.extend(joined(line));
    words.extend(line.split_whitespace().filter_map(joined));
}

fn split(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= SHORTEST);
    words.map(|word| word.chars().take(LONGEST).collect()).collect()
}

/// All letters and digits without what stands between them, if digits are among them and it isn't too long.
fn joined(text: &str) -> Option<String> {
    if text.len() > 4 * LONGEST_JOINED {
        return None;
    }
    let joined: String = fold(text).chars().filter(|c| c.is_alphanumeric()).collect();
    let length = joined.chars().count();
    (joined.contains(|c: char| c.is_ascii_digit()) && (SHORTEST..=LONGEST_JOINED).contains(&length)).then_some(joined)
}

/// One spelling for what people take for the same.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfc().flat_map(char::to_lowercase) {
        match c {
            'ä' | 'æ' => folded.push_str("ae"),
            'ö' | 'œ' => folded.push_str("oe"),
            'ü' => folded.push_str("ue"),
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'þ' => folded.push_str("th"),
            other => folded.extend(std::iter::once(other).nfd().filter(|c| !is_combining_mark(*c))),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use vordruck_contract::postbox::{Row, Section};

    fn finds(line: &str, question: &str) -> bool {
        let row = Row { group: None, label: "Frage".to_owned(), lines: vec![line.to_owned()], is_blank: false };
        let sections = vec![Section { title: "Titel".to_owned(), rows: vec![row] }];
        let content = Content::Readable { language: "de".to_owned(), sections, pdf_size_bytes: 0, attachments: vec![], unproven: None };
        let words = words_of_item("VD-AB12C-DE34F", &content);
        let wanted = words_of_question(question);
        !wanted.is_empty() && wanted.iter().all(|word| words.contains(word))
    }

    #[test]
    fn what_people_take_for_the_same_is_found() {
        for (line, question) in [
            ("Bärbel Quastenflosser-Łukaszewicz", "quastenflosser baerbel"),
            ("Bärbel Quastenflosser-Łukaszewicz", "LUKASZEWICZ"),
            ("Mu\u{308}ller", "Mueller"),
            ("Ğülçin", "guelcin"),
            ("GI-XY 4711", "gixy4711"),
            ("GI-XY 4711", "GI-XY 4711"),
            ("DE89 3704 0044 0532 0130 00", "DE89370400440532013000"),
            ("geboren am 07.11.1953 in Gießen", "07.11.1953 giessen"),
            ("x", "VD-AB12C-DE34F"),
            ("x", "vdab12cde34f"),
        ] {
            assert!(finds(line, question), "{question} in {line}");
        }
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        for (line, question) in
            [("Müller", "Mull"), ("07.11.1953", "11.07.1953"), ("Müller", "Müller Schmidt"), ("Müller", "a"), ("ja", "ja")]
        {
            assert!(!finds(line, question), "{question} in {line}");
        }
    }
}

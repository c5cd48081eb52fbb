//! Names → ids that expressions can name: lower-case Latin letters, digits and `_`, each only once. The same names give the same ids.

use std::collections::{HashMap, HashSet};
use unicode_normalization::UnicodeNormalization;
use vordruck_form::compile::diagnostics::bad_id::TAKEN;
use vordruck_form::feel::builtin::Function;

/// Letters of an id before it is made unique; the limit of the language is 64.
const LONGEST: usize = 40;

/// Ids that are given away.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    taken: HashSet<String>,
    /// The next number to try behind an id.
    next: HashMap<String, u32>,
}

impl Ids {
    /// An id like a name, with a number behind it when there is one already.
    pub(crate) fn take(&mut self, name: &str, fallback: &str) -> String {
        let mut wish = slug(name, '_');
        if wish.is_empty() {
            wish = fallback.to_owned();
        }
        // A field called like a function would hide it.
        let is_function = Function::ALL.iter().any(|function| function.written() == wish);
        if is_function || TAKEN.contains(&wish.as_str()) {
            wish.push_str("_angabe");
        }
        let next = self.next.entry(wish.clone()).or_insert(1);
        loop {
            let id = if *next == 1 { wish.clone() } else { format!("{wish}_{next}") };
            *next += 1;
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

impl Ids {
    /// An id whose continuations with these endings are free as well, and are given away with it.
    pub(crate) fn take_with(&mut self, name: &str, fallback: &str, endings: &[&str]) -> String {
        loop {
            let id = self.take(name, fallback);
            let longer: Vec<String> = endings.iter().map(|ending| format!("{id}{ending}")).collect();
            if !longer.iter().any(|id| self.taken.contains(id)) {
                self.taken.extend(longer);
                return id;
            }
        }
    }
}

/// The id of a process: `-` instead of `_`, at least two letters.
pub(crate) fn process_id(name: &str) -> String {
    let slug = slug(name, '-');
    if slug.len() < 2 { "import".to_owned() } else { slug }
}

/// A name as an id; empty when nothing of it can stand in one. What stands in brackets is left out, if something else is left.
pub(crate) fn slug(name: &str, separator: char) -> String {
    let outside = without_brackets(name);
    let short = letters(&outside, separator);
    if short.is_empty() { letters(name, separator) } else { short }
}

fn without_brackets(name: &str) -> String {
    let mut depth = 0_usize;
    name.chars()
        .filter(|letter| {
            match letter {
                '(' => depth += 1,
                ')' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

fn letters(name: &str, separator: char) -> String {
    let mut slug = String::new();
    for letter in name.nfc() {
        let latin = match letter {
            'ä' | 'Ä' => "ae".to_owned(),
            'ö' | 'Ö' => "oe".to_owned(),
            'ü' | 'Ü' => "ue".to_owned(),
            'ß' | 'ẞ' => "ss".to_owned(),
            other => std::iter::once(other).nfd().filter(|part| !is_mark(*part)).collect::<String>().to_lowercase(),
        };
        for part in latin.chars() {
            if part.is_ascii_alphanumeric() {
                slug.push(part);
            } else if !slug.is_empty() && !slug.ends_with(separator) {
                slug.push(separator);
            }
        }
        if slug.len() > LONGEST + 40 {
            break;
        }
    }
    let mut slug = shortened(slug.trim_end_matches(separator), separator).to_owned();
    if slug.starts_with(|letter: char| letter.is_ascii_digit()) {
        slug.insert_str(0, if separator == '_' { "x_" } else { "x-" });
    }
    slug
}

fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// At most `LONGEST` letters, cut between words if there is a place for it.
fn shortened(slug: &str, separator: char) -> &str {
    let Some(head) = slug.get(..LONGEST).filter(|_| slug.len() > LONGEST) else { return slug };
    if slug.get(LONGEST..).is_some_and(|rest| rest.starts_with(separator)) {
        return head;
    }
    head.rfind(separator).filter(|at| *at > LONGEST / 2).and_then(|at| head.get(..at)).unwrap_or(head).trim_end_matches(separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_readable_and_unique() {
        let mut ids = Ids::default();
        assert_eq!(ids.take("Straße", "feld"), "strasse");
        assert_eq!(ids.take("Straße", "feld"), "strasse_2");
        assert_eq!(ids.take("Straße 2", "feld"), "strasse_2_2");
        assert_eq!(ids.take("Natürliche Person (abstrakt, umfassend)", "feld"), "natuerliche_person");
        assert_eq!(ids.take("(nur Klammer)", "feld"), "nur_klammer");
        assert_eq!(ids.take("2. Zeile", "feld"), "x_2_zeile");
        assert_eq!(ids.take("…", "feld"), "feld");
        assert_eq!(ids.take("In", "feld"), "in_angabe");
        assert_eq!(ids.take("date", "feld"), "date_angabe");
        assert_eq!(ids.take("Ágnes Müller-Łódź", "feld"), "agnes_mueller_odz");
        assert_eq!(
            ids.take("Abschließende Entscheidung über den Antrag als Schutzsuchender", "feld"),
            "abschliessende_entscheidung_ueber_den"
        );
        assert_eq!(process_id("Antrag Blaue Karte EU"), "antrag-blaue-karte-eu");
        assert_eq!(process_id("§"), "import");
    }
}

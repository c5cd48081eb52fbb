//! Restrictions of a field as its attributes. What its type does not know stands in a comment.

use super::Composer;
use crate::report::{Fate, Reason};
use crate::schema::{DataType, Field, Said};
use jiff::civil::Date;

/// Attributes and lines of the comment.
#[derive(Default)]
pub(super) struct Restricted {
    pub(super) attributes: Vec<(&'static str, String)>,
    pub(super) remarks: Vec<String>,
}

impl Composer<'_> {
    /// The restrictions of a field of this type.
    pub(super) fn restrictions(&mut self, field: &Field, kind: &'static str) -> Restricted {
        let mut restricted = Restricted::default();
        let given = &field.restrictions;
        if let Some(item) = given.item {
            self.ledger.set(item, Fate::Part);
        }
        let digits = given.pattern.as_ref().filter(|_| kind == "text").and_then(|pattern| digits(&pattern.value));
        match (&given.pattern, &digits) {
            (Some(pattern), Some((least, most))) => {
                self.ledger.taken(pattern.item, "characters=\"digits\"");
                restricted.attributes.push(("characters", "digits".to_owned()));
                let lengths = [("min-length", least, &given.min_length), ("max-length", most, &given.max_length)];
                for (name, length, other) in lengths {
                    if let (Some(length), None) = (length, other) {
                        restricted.attributes.push((name, length.to_string()));
                    }
                }
            }
            (Some(pattern), None) => self.comment_on(&mut restricted, "Muster", pattern, Reason::Pattern),
            (None, _) => {}
        }
        self.lengths(&mut restricted, field, kind);
        self.values(&mut restricted, field, kind);
        for (name, said) in &given.others {
            self.comment_on(&mut restricted, name, said, Reason::NotInStandard);
        }
        if kind == "text" && digits.is_none() && matches!(field.data_type.value, DataType::Text | DataType::TextLatin) {
            // FIM allows any text; datatype C of DIN 91379 is the widest set there is here.
            restricted.attributes.push(("characters", "latin".to_owned()));
        }
        self.files(&mut restricted, field, kind);
        restricted
    }

    fn lengths(&mut self, restricted: &mut Restricted, field: &Field, kind: &'static str) {
        let given = &field.restrictions;
        let number = |said: &Option<Said<String>>| said.as_ref().and_then(|said| said.value.parse::<u32>().ok());
        let (least, most) = (number(&given.min_length), number(&given.max_length));
        let crossed = matches!((least, most), (Some(least), Some(most)) if least > most);
        for (word, name, said, length) in
            [("Mindestlänge", "min-length", &given.min_length, least), ("Höchstlänge", "max-length", &given.max_length, most)]
        {
            let Some(said) = said else { continue };
            let known = match (kind, name) {
                ("text" | "multi-line", _) | ("person-name", "max-length") => true,
                ("postal-code", _) if length == Some(5) => {
                    self.ledger.taken(said.item, "type=\"postal-code\"");
                    continue;
                }
                _ => false,
            };
            match length {
                Some(0 | 1) if name == "min-length" => self.ledger.left_out(said.item, Reason::AnyAnswer),
                Some(length) if known && !crossed && (1..=100_000).contains(&length) => {
                    self.ledger.taken(said.item, format!("{name}=\"{length}\""));
                    restricted.attributes.push((name, length.to_string()));
                }
                Some(_) if !known => {
                    self.comment_on(restricted, word, said, Reason::NoSuchRestriction { kind: kind.to_owned() });
                }
                _ => self.comment_on(restricted, word, said, Reason::NotAValue),
            }
        }
        // FIM sets no limit then; the language has a low one for lines.
        restricted.attributes.sort_by_key(|(name, _)| match *name {
            "min-length" => 0,
            "max-length" => 1,
            _ => 2,
        });
    }

    fn values(&mut self, restricted: &mut Restricted, field: &Field, kind: &'static str) {
        let given = &field.restrictions;
        let read = |said: &Option<Said<String>>| said.as_ref().and_then(|said| bound(&said.value, kind));
        let (least, most) = (read(&given.min_value), read(&given.max_value));
        let crossed = match (&least, &most) {
            (Some(least), Some(most)) => least.0 > most.0,
            _ => false,
        };
        let known = matches!(kind, "integer" | "decimal" | "money" | "date");
        for (word, name, said, bound) in
            [("Kleinster Wert", "min", &given.min_value, least), ("Größter Wert", "max", &given.max_value, most)]
        {
            let Some(said) = said else { continue };
            match bound {
                Some((_, expression)) if !crossed => {
                    self.ledger.taken(said.item, format!("{name}='{expression}'"));
                    restricted.attributes.push((name, expression));
                }
                _ if known => self.comment_on(restricted, word, said, Reason::NotAValue),
                _ => self.comment_on(restricted, word, said, Reason::NoSuchRestriction { kind: kind.to_owned() }),
            }
        }
    }

    fn files(&mut self, restricted: &mut Restricted, field: &Field, kind: &'static str) {
        let mut kinds: Vec<&'static str> = Vec::new();
        for media_type in &field.media_types {
            let known = match media_type.value.to_lowercase().as_str() {
                "application/pdf" => Some("pdf"),
                "image/jpeg" | "image/jpg" => Some("jpeg"),
                "image/png" => Some("png"),
                "image/heic" | "image/heif" => Some("heic"),
                _ => None,
            };
            match known {
                Some(known) if kind == "file" => {
                    self.ledger.taken(media_type.item, "accept");
                    if !kinds.contains(&known) {
                        kinds.push(known);
                    }
                }
                _ if kind == "file" => self.comment_on(restricted, "Dateiart", media_type, Reason::FileKind),
                _ => self.comment_on(restricted, "Dateiart", media_type, Reason::NoSuchRestriction { kind: kind.to_owned() }),
            }
        }
        if !kinds.is_empty() {
            restricted.attributes.push(("accept", kinds.join(" ")));
        }
        let Some(size) = &field.max_size else { return };
        if kind != "file" {
            return self.comment_on(restricted, "Größte Datei in MB", size, Reason::NoSuchRestriction { kind: kind.to_owned() });
        }
        match size.value.parse::<u32>() {
            Ok(megabytes @ 1..=100) => {
                self.ledger.taken(size.item, format!("max-size=\"{megabytes} MB\""));
                restricted.attributes.push(("max-size", format!("{megabytes} MB")));
            }
            Ok(101..) => {
                restricted.remarks.push(format!("Größte Datei in MB: {}", size.value));
                self.ledger.simplified(size.item, "max-size=\"100 MB\"", Reason::AboveHighest { highest: "100 MB".to_owned() });
                restricted.attributes.push(("max-size", "100 MB".to_owned()));
            }
            _ => self.comment_on(restricted, "Größte Datei in MB", size, Reason::NotAValue),
        }
    }

    fn comment_on(&mut self, restricted: &mut Restricted, word: &str, said: &Said<String>, reason: Reason) {
        restricted.remarks.push(format!("{word}: {}", said.value));
        self.ledger.left_out(said.item, reason);
    }
}

/// `[0-9]{5}`, `\d{1,3}`, `[0-9]+` …: how many digits at least and at most.
fn digits(pattern: &str) -> Option<(Option<u32>, Option<u32>)> {
    let pattern = pattern.trim_start_matches('^').trim_end_matches('$');
    let times = pattern.strip_prefix("[0-9]").or_else(|| pattern.strip_prefix("\\d"))?;
    if matches!(times, "+" | "*") {
        return Some((None, None));
    }
    let numbers = times.strip_prefix('{')?.strip_suffix('}')?;
    let number = |text: &str| text.parse::<u32>().ok().filter(|number| (1..=100_000).contains(number));
    match numbers.split_once(',') {
        None => number(numbers).map(|count| (Some(count), Some(count))),
        Some((least, "")) => Some((Some(number(least)?), None)),
        Some((least, most)) => {
            let (least, most) = (number(least)?, number(most)?);
            (least <= most).then_some((Some(least), Some(most)))
        }
    }
}

/// A bound as something to compare and as an expression.
fn bound(text: &str, kind: &str) -> Option<(Comparable, String)> {
    if kind == "date" {
        let date: Date = text.parse().ok()?;
        return Some((Comparable::Date(date), format!("date(\"{date}\")")));
    }
    if !matches!(kind, "integer" | "decimal" | "money") {
        return None;
    }
    let number = if text.contains('.') { text.to_owned() } else { text.replacen(',', ".", 1) };
    let unsigned = number.strip_prefix('-').unwrap_or(&number);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    // Fifteen digits are what a comparison of floating point numbers tells apart.
    if !is_digits(whole) || !is_digits(fraction) || whole.len() + fraction.len() > 15 {
        return None;
    }
    number.parse().ok().map(|value| (Comparable::Number(value), number))
}

#[derive(Debug, PartialEq, PartialOrd)]
enum Comparable {
    Number(f64),
    Date(Date),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_of_digits_are_lengths() {
        assert_eq!(digits("^[0-9]{5}$"), Some((Some(5), Some(5))));
        assert_eq!(digits("\\d{1,3}"), Some((Some(1), Some(3))));
        assert_eq!(digits("[0-9]+"), Some((None, None)));
        assert_eq!(digits("[0-9]{3,1}"), None);
        assert_eq!(digits("[A-Z]{2}"), None);
    }

    #[test]
    fn bounds_are_expressions_of_their_type() {
        assert_eq!(bound("1,5", "decimal").map(|bound| bound.1), Some("1.5".to_owned()));
        assert_eq!(bound("-3", "integer").map(|bound| bound.1), Some("-3".to_owned()));
        assert_eq!(bound("2020-02-30", "date"), None);
        assert_eq!(bound("2020-02-29", "date").map(|bound| bound.1), Some("date(\"2020-02-29\")".to_owned()));
        assert_eq!(bound("1e5", "decimal"), None);
        assert_eq!(bound("5", "text"), None);
    }
}

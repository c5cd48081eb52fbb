//! Kinds of values as they are written after `instance of` and behind parameters (DMN 1.5 §10.3.1.2, grammar rule 54).

use super::Parser;
use crate::feel::lex::TokenKind;
use crate::feel::tree::Kind;

/// The longer names first.
const PLAIN: &[(&str, Kind)] = &[
    ("boolean", Kind::Boolean),
    ("number", Kind::Number),
    ("string", Kind::Text),
    ("date and time", Kind::DateTime),
    ("date", Kind::Date),
    ("time", Kind::Time),
    ("years and months duration", Kind::Months),
    ("days and time duration", Kind::Seconds),
    ("Any", Kind::Any),
    ("Null", Kind::Null),
];

/// Most kinds within each other.
const DEEPEST: usize = 20;

impl Parser {
    /// A kind; none when there is none, with the place at what is wrong.
    pub(super) fn kind(&mut self) -> Option<Kind> {
        self.kind_within(0)
    }

    fn kind_within(&mut self, depth: usize) -> Option<Kind> {
        if depth > DEEPEST {
            return None;
        }
        for (name, kind) in PLAIN {
            if self.take_words(name) {
                return Some(kind.clone());
            }
        }
        if self.take_word("list") {
            return self.of_one(depth).map(|kind| Kind::List(Box::new(kind)));
        }
        if self.take_word("range") {
            return self.of_one(depth).map(|kind| Kind::Range(Box::new(kind)));
        }
        if self.take_word("context") {
            let mut entries = Vec::new();
            if self.take_sign("<") {
                loop {
                    let name = self.entry_name();
                    if name.is_empty() || !self.take_sign(":") {
                        return None;
                    }
                    entries.push((name, self.kind_within(depth + 1)?));
                    if !self.take_sign(",") {
                        break;
                    }
                }
                self.take_sign(">").then_some(())?;
            }
            return Some(Kind::Context(entries));
        }
        if self.take_word("function") {
            let mut count = None;
            if self.take_sign("<") {
                let mut parameters = 0;
                while self.peek() != &TokenKind::Sign(">") {
                    self.kind_within(depth + 1)?;
                    parameters += 1;
                    if !self.take_sign(",") {
                        break;
                    }
                }
                (self.take_sign(">") && self.take_sign("-") && self.take_sign(">")).then_some(())?;
                self.kind_within(depth + 1)?;
                count = Some(parameters);
            }
            return Some(Kind::Function(count));
        }
        None
    }

    /// `<kind>`, or nothing for any.
    fn of_one(&mut self, depth: usize) -> Option<Kind> {
        if !self.take_sign("<") {
            return Some(Kind::Any);
        }
        let kind = self.kind_within(depth + 1)?;
        self.take_sign(">").then_some(kind)
    }
}

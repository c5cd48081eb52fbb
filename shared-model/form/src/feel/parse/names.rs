//! Names. In FEEL they may have spaces and signs in them, so that only what is in scope tells where one ends (DMN 1.5 §10.3.1.2,
//! grammar rules 25 to 31): the longest one that is known counts.

use super::cursor::word_of;
use super::{Parser, STOPS};
use crate::feel::builtin::Function;
use crate::feel::lex::{TokenKind, tokens};
use crate::feel::parse_tree::{Form, Syntax};

/// Most words of a name, and most names of several words.
const LONGEST: usize = 16;
const MOST: usize = 2_000;

impl Parser {
    /// Remembers a name that is more than one token.
    pub(super) fn know(&mut self, name: &str) {
        let mut parts: Vec<TokenKind> = tokens(name).into_iter().map(|token| token.kind).collect();
        parts.pop();
        if (2..=LONGEST).contains(&parts.len()) && self.names.len() < MOST && !self.names.iter().any(|(known, _)| known == name) {
            self.names.push((name.to_owned(), parts));
        }
    }

    /// The longest known name of several tokens that stands here: it and how many tokens it takes.
    fn known_name(&self) -> Option<(String, usize)> {
        let here = |parts: &Vec<TokenKind>| {
            let ahead = self.tokens.get(self.at..self.at + parts.len())?;
            ahead.iter().zip(parts).all(|(token, part)| token.kind == *part).then_some(parts.len())
        };
        self.names.iter().filter_map(|(name, parts)| Some((name.clone(), here(parts)?))).max_by_key(|(_, length)| *length)
    }

    pub(super) fn take_known_name(&mut self) -> Option<String> {
        let (name, length) = self.known_name()?;
        self.at += length;
        Some(name)
    }

    /// A literal word, a call or a name.
    pub(super) fn name(&mut self, start: usize) -> Syntax {
        let words: Vec<&str> =
            self.tokens.get(self.at..).unwrap_or_default().iter().map_while(|token| word_of(&token.kind)).take(6).collect();
        let called_at = |count: usize| self.tokens.get(self.at + count).is_some_and(|token| token.kind == TokenKind::Sign("("));
        let function = (1..=words.len()).rev().filter(|count| called_at(*count)).find_map(|count| {
            let name = words.get(..count)?.join(" ");
            Function::ALL.iter().any(|function| function.written() == name).then_some((name, count))
        });
        let first = words.first().copied().unwrap_or("").to_owned();
        // An unknown call keeps all its words, so that the fault names what was meant.
        let unknown_call = || {
            let count = words.iter().take_while(|word| !STOPS.contains(word)).count();
            (count > 0 && called_at(count)).then(|| (words.get(..count).unwrap_or_default().join(" "), count))
        };
        let literal = match first.as_str() {
            "null" => Some(Form::Null),
            "true" => Some(Form::Boolean(true)),
            "false" => Some(Form::Boolean(false)),
            _ => None,
        };
        if let Some(form) = literal {
            return self.taken(form, start);
        }
        let known = self.known_name();
        let call = function.filter(|(_, count)| known.as_ref().is_none_or(|(_, length)| count >= length));
        if let Some((name, length)) = known.filter(|_| call.is_none()) {
            let is_call = called_at(length);
            self.at += length;
            return if is_call { self.call(name, start) } else { self.leaf(Form::Name(name), start) };
        }
        match call.or_else(unknown_call) {
            Some((name, count)) => {
                self.at += count;
                self.call(name, start)
            }
            None => {
                self.at += 1;
                self.leaf(Form::Name(first), start)
            }
        }
    }

    /// A name that is introduced here: all words up to a sign or one of these words.
    pub(super) fn new_name(&mut self, ends: &[&str]) -> String {
        let mut name = String::new();
        while let Some(word) = self.word().filter(|word| !ends.contains(word)) {
            if name.is_empty() && STOPS.contains(&word) {
                break;
            }
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(word);
            self.at += 1;
        }
        self.know(&name);
        name
    }

    /// What stands before the colon of an entry: a text, or words and the signs that names may have.
    pub(super) fn entry_name(&mut self) -> String {
        if let TokenKind::Text(text) = self.peek().clone() {
            self.at += 1;
            self.know(&text);
            return text;
        }
        let mut name = String::new();
        let mut end = None;
        while let Some(token) = self.tokens.get(self.at) {
            let part = match &token.kind {
                TokenKind::Name(word) => word.as_str(),
                TokenKind::Number(digits) if !name.is_empty() => digits.as_str(),
                TokenKind::Sign(sign @ ("." | "/" | "-" | "+" | "*" | "**")) if !name.is_empty() => sign,
                TokenKind::Bad(crate::feel::lex::Unreadable::Character('\'')) if !name.is_empty() => "'",
                _ => break,
            };
            if end.is_some_and(|end| end < token.range.start) {
                name.push(' ');
            }
            name.push_str(part);
            end = Some(token.range.end);
            self.at += 1;
        }
        self.know(&name);
        name
    }

    /// The name before the colon of an argument, if it has one.
    pub(super) fn argument_name(&mut self) -> Option<String> {
        let words: Vec<&str> = self.tokens.get(self.at..)?.iter().map_while(|token| word_of(&token.kind)).take(LONGEST).collect();
        let colon = self.tokens.get(self.at + words.len())?;
        if words.is_empty() || colon.kind != TokenKind::Sign(":") {
            return None;
        }
        let name = words.join(" ");
        self.at += words.len() + 1;
        Some(name)
    }
}

//! The parser's place in the tokens, the nodes it makes, the faults it notes.

use super::{DEEPEST, Parser, STOPS};
use crate::feel::lex::TokenKind;
use crate::feel::parse_fault::{ExpressionFault, FaultKind};
use crate::feel::parse_tree::{Form, Syntax};
use std::ops::Range;

/// Most faults that are told; the others would hardly help.
const MOST_FAULTS: usize = 100;

impl Parser {
    // Tokens.

    pub(super) fn peek(&self) -> &TokenKind {
        self.tokens.get(self.at).map_or(&TokenKind::End, |token| &token.kind)
    }

    pub(super) fn word(&self) -> Option<&str> {
        word_of(self.peek())
    }

    pub(super) fn take_word(&mut self, word: &str) -> bool {
        let found = self.word() == Some(word);
        self.at += usize::from(found);
        found
    }

    pub(super) fn take_words(&mut self, words: &str) -> bool {
        let before = self.at;
        let all = words.split(' ').all(|word| self.take_word(word));
        if !all {
            self.at = before;
        }
        all
    }

    pub(super) fn take_sign(&mut self, sign: &str) -> bool {
        let found = matches!(self.peek(), TokenKind::Sign(found) if *found == sign);
        self.at += usize::from(found);
        found
    }

    pub(super) fn demand_word(&mut self, word: &'static str) {
        if !self.take_word(word) {
            self.fault(FaultKind::Expected(Some(word)));
        }
    }

    pub(super) fn demand_sign(&mut self, sign: &'static str) {
        if !self.take_sign(sign) {
            self.fault(FaultKind::Expected(Some(sign)));
        }
    }

    /// `some x in`, so that a field may be called `some`.
    pub(super) fn is_binding(&self) -> bool {
        self.tokens.get(self.at + 1).and_then(|token| word_of(&token.kind)).is_some_and(|word| !STOPS.contains(&word))
    }

    pub(super) fn begins_value(&self, at: usize) -> bool {
        match self.tokens.get(at).map(|token| &token.kind) {
            Some(TokenKind::Number(_) | TokenKind::Text(_) | TokenKind::Sign("(" | "[" | "-" | "@" | "{")) => true,
            Some(TokenKind::Name(name)) => !STOPS.contains(&name.as_str()),
            _ => false,
        }
    }

    pub(super) fn has_interval_ahead(&self) -> bool {
        self.at <= self.last_interval
    }

    pub(super) fn start(&self) -> usize {
        self.tokens.get(self.at).map_or(0, |token| token.range.start)
    }

    /// Where the token before the next one ends.
    pub(super) fn end(&self) -> usize {
        self.at.checked_sub(1).and_then(|index| self.tokens.get(index)).map_or(0, |token| token.range.end)
    }

    // Nodes and faults.

    pub(super) fn node(&mut self, form: Form, start: usize, depth: usize) -> Syntax {
        let range = start..self.end().max(start);
        if depth >= DEEPEST {
            self.fault_once_too_large();
            return Syntax { form: Form::Hole, range, depth: 1 };
        }
        Syntax { form, range, depth: depth + 1 }
    }

    pub(super) fn leaf(&self, form: Form, start: usize) -> Syntax {
        Syntax { form, range: start..self.end().max(start), depth: 1 }
    }

    pub(super) fn taken(&mut self, form: Form, start: usize) -> Syntax {
        self.at += 1;
        self.leaf(form, start)
    }

    pub(super) fn hole(&mut self, kind: FaultKind, start: usize) -> Syntax {
        self.fault(kind);
        self.leaf(Form::Hole, start)
    }

    /// A fault at the next token. Only the first fault of a token counts: the others follow from it.
    pub(super) fn fault(&mut self, kind: FaultKind) {
        let range: Range<usize> = self.tokens.get(self.at).map_or(0..0, |token| token.range.clone());
        let kind = match self.peek() {
            TokenKind::Bad(unreadable) => FaultKind::Unreadable(unreadable.clone()),
            _ => kind,
        };
        if !self.too_large && self.faults.len() < MOST_FAULTS && !self.faults.iter().any(|fault| fault.range == range) {
            self.faults.push(ExpressionFault { range, kind });
        }
    }

    pub(super) fn fault_once_too_large(&mut self) {
        if !self.too_large {
            self.fault(FaultKind::TooLarge);
            self.too_large = true;
        }
    }
}

pub(super) fn word_of(kind: &TokenKind) -> Option<&str> {
    match kind {
        TokenKind::Name(name) => Some(name),
        _ => None,
    }
}

//! Patterns → their structure (XML Schema 1.0 part 2 appendix F, with what XQuery 1.0 functions §7.6.1 adds: `^`, `$`, groups that
//! are referred to, reluctant quantifiers, flags). In: a pattern and flags. Out: a tree of parts, or what is wrong with it.

use super::classes::{self, Class};

/// What is wrong with a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatternFault {
    /// A flag that is none of `s`, `m`, `i`, `x`, `q`.
    Flag(char),
    /// It can't be read from here on, in characters.
    At(usize),
    /// It is too large.
    TooLarge,
}

/// Flags of a pattern.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Flags {
    /// `.` takes line ends.
    pub(super) dot_all: bool,
    /// `^` and `$` know lines.
    pub(super) lines: bool,
    /// Upper and lower case are the same.
    pub(super) any_case: bool,
    /// White space in the pattern means nothing.
    pub(super) spaced: bool,
    /// Nothing in the pattern has a special meaning.
    pub(super) literal: bool,
}

/// A part of a pattern.
#[derive(Debug, Clone)]
pub(super) enum Part {
    /// One after another.
    Sequence(Vec<Part>),
    /// One of several.
    Alternatives(Vec<Part>),
    /// A character of a set.
    Set(Class),
    Beginning,
    End,
    /// A group, counted from 1.
    Group(u32, Box<Part>),
    /// What a group has taken.
    Again(u32),
    /// Least, most, as much as it can.
    Repeat(Box<Part>, u32, Option<u32>, bool),
}

/// Most groups and sets, which also bounds how deep they are nested.
const MOST_NESTED: usize = 200;
/// Most repetitions that are counted.
const MOST: u32 = 1_000;

pub(super) fn flags(written: &str) -> Result<Flags, PatternFault> {
    let mut flags = Flags::default();
    for flag in written.chars() {
        match flag {
            's' => flags.dot_all = true,
            'm' => flags.lines = true,
            'i' => flags.any_case = true,
            'x' => flags.spaced = true,
            'q' => flags.literal = true,
            other => return Err(PatternFault::Flag(other)),
        }
    }
    Ok(flags)
}

/// Reads a pattern; how many groups it has comes with it.
pub(super) fn read(pattern: &str, flags: Flags) -> Result<(Part, u32), PatternFault> {
    if flags.literal {
        let set = |letter| Ok(Part::Set(Class::of(letter, flags.any_case)));
        return Ok((Part::Sequence(pattern.chars().map(set).collect::<Result<_, PatternFault>>()?), 0));
    }
    let letters = if flags.spaced { unspaced(pattern) } else { pattern.chars().collect() };
    let mut reader = Reader { letters, at: 0, flags, opened: 0, closed: Vec::new(), depth: 0 };
    let part = reader.alternatives()?;
    if reader.at < reader.letters.len() { reader.wrong() } else { Ok((part, reader.opened)) }
}

/// White space inside sets stays.
fn unspaced(pattern: &str) -> Vec<char> {
    let (mut depth, mut escaped) = (0_usize, false);
    let keep = |letter: &char| {
        let space = matches!(letter, ' ' | '\t' | '\n' | '\r');
        match letter {
            _ if escaped && !space => {
                escaped = false;
                return true;
            }
            '\\' => escaped = true,
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        !space || depth > 0
    };
    pattern.chars().filter(keep).collect()
}

pub(super) struct Reader {
    pub(super) letters: Vec<char>,
    pub(super) at: usize,
    pub(super) flags: Flags,
    opened: u32,
    closed: Vec<u32>,
    depth: usize,
}

impl Reader {
    pub(super) fn peek(&self) -> Option<char> {
        self.letters.get(self.at).copied()
    }
    pub(super) fn take(&mut self, letter: char) -> bool {
        let found = self.peek() == Some(letter);
        self.at += usize::from(found);
        found
    }
    /// One group or set more; there may be so many of them.
    pub(super) fn deeper(&mut self) -> Result<(), PatternFault> {
        self.depth += 1;
        if self.depth > MOST_NESTED { Err(PatternFault::TooLarge) } else { Ok(()) }
    }
    pub(super) fn wrong<T>(&self) -> Result<T, PatternFault> {
        Err(PatternFault::At(self.at))
    }

    fn alternatives(&mut self) -> Result<Part, PatternFault> {
        let mut all = vec![self.sequence()?];
        while self.take('|') {
            all.push(self.sequence()?);
        }
        Ok(if all.len() == 1 { all.remove(0) } else { Part::Alternatives(all) })
    }

    fn sequence(&mut self) -> Result<Part, PatternFault> {
        let mut parts = Vec::new();
        while let Some(next) = self.peek().filter(|next| !matches!(next, '|' | ')')) {
            let atom = self.atom(next)?;
            parts.push(self.quantified(atom)?);
        }
        Ok(Part::Sequence(parts))
    }

    fn atom(&mut self, next: char) -> Result<Part, PatternFault> {
        match next {
            '^' | '$' => {
                self.at += 1;
                Ok(if next == '^' { Part::Beginning } else { Part::End })
            }
            '(' => self.group(),
            '.' => {
                self.at += 1;
                Ok(Part::Set(classes::dot(self.flags.dot_all)))
            }
            '[' => {
                self.at += 1;
                classes::bracketed(self).map(Part::Set)
            }
            '\\' if self.letters.get(self.at + 1).is_some_and(char::is_ascii_digit) => self.again(),
            '\\' => classes::escape(self).map(Part::Set),
            '?' | '*' | '+' | '{' | '}' | ']' => self.wrong(),
            letter => {
                self.at += 1;
                Ok(Part::Set(Class::of(letter, self.flags.any_case)))
            }
        }
    }

    fn group(&mut self) -> Result<Part, PatternFault> {
        self.at += 1;
        self.deeper()?;
        let number = if self.peek() == Some('?') && self.letters.get(self.at + 1) == Some(&':') {
            self.at += 2;
            None
        } else {
            self.opened += 1;
            Some(self.opened)
        };
        let inner = self.alternatives()?;
        if !self.take(')') {
            return self.wrong();
        }
        self.closed.extend(number);
        Ok(number.map_or(inner.clone(), |number| Part::Group(number, Box::new(inner))))
    }

    /// `\1`: as many digits as there are groups for. The group has to be over.
    fn again(&mut self) -> Result<Part, PatternFault> {
        self.at += 1;
        let mut group = 0;
        while let Some(digit) = self.peek().and_then(|letter| letter.to_digit(10)) {
            let longer = group * 10 + digit;
            if group > 0 && longer > self.opened {
                break;
            }
            group = longer;
            self.at += 1;
        }
        if self.closed.contains(&group) { Ok(Part::Again(group)) } else { self.wrong() }
    }

    fn quantified(&mut self, atom: Part) -> Result<Part, PatternFault> {
        let (least, most) = match self.peek() {
            Some('?') => (0, Some(1)),
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('{') => {
                self.at += 1;
                let least = self.count()?;
                let most = if !self.take(',') {
                    Some(least)
                } else if self.peek() == Some('}') {
                    None
                } else {
                    Some(self.count()?)
                };
                if self.peek() != Some('}') || most.is_some_and(|most| most < least) {
                    return self.wrong();
                }
                (least, most)
            }
            _ => return Ok(atom),
        };
        self.at += 1;
        let greedy = !self.take('?');
        Ok(Part::Repeat(Box::new(atom), least, most, greedy))
    }

    fn count(&mut self) -> Result<u32, PatternFault> {
        let from = self.at;
        let mut count = 0;
        while let Some(digit) = self.peek().and_then(|letter| letter.to_digit(10)) {
            count = count * 10 + digit;
            self.at += 1;
            if count > MOST {
                return Err(PatternFault::TooLarge);
            }
        }
        if self.at == from { self.wrong() } else { Ok(count) }
    }
}

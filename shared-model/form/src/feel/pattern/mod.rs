//! Regular expressions as `matches`, `replace` and `split` have them (XQuery 1.0 and XPath 2.0 Functions and Operators §7.6). A
//! pattern is compiled while the form is; the browser has only what runs the program.

#[cfg(feature = "feel-full")]
mod classes;
#[cfg(feature = "feel-full")]
mod emit;
#[cfg(feature = "feel-full")]
mod read;
mod run;

#[cfg(feature = "feel-full")]
pub use emit::compile;
#[cfg(feature = "feel-full")]
pub use read::PatternFault;

use super::functions::{Arguments, at};
use super::tree::PatternUse;
use super::value::Value;
use run::Run;

/// A compiled pattern. Numbers only: reading them from bytes needs no code of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Program {
    /// Three numbers a step: what is done, and with what.
    pub(crate) code: Vec<u32>,
    /// Sets of characters: how many ranges, then their ends in ascending order, ends included.
    pub(crate) sets: Vec<u32>,
    /// How many groups it has.
    pub(crate) groups: u32,
    /// How many loops it has that could go round without taking a character.
    pub(crate) loops: u32,
}

impl Program {
    /// Whether it compares letters whatever their case while it runs; elsewhere its sets have both.
    pub(super) fn compares_cases(&self) -> bool {
        self.code.chunks(3).any(|step| matches!(step, [9, _, any_case] if *any_case != 0))
    }
}

/// One step of a pattern.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    /// Takes this character.
    Character(u32),
    /// Takes a character of the set that stands there.
    Set(u32),
    /// Goes on at the first step; if that leads nowhere, at the second.
    Either(u32, u32),
    /// Goes on elsewhere.
    Jump(u32),
    /// Notes the place: two for each group, the first two for the whole.
    Note(u32),
    /// Notes the place where a loop begins.
    Enter(u32),
    /// Fails when the loop has taken nothing since.
    Progress(u32),
    /// At the beginning of the text, or of a line.
    Beginning(bool),
    /// At the end of the text, or of a line.
    End(bool),
    /// Takes what a group has taken, whatever the case if so.
    Again(u32, bool),
    /// The pattern has been found.
    Found,
}

impl Step {
    /// As numbers.
    #[cfg(feature = "feel-full")]
    fn encoded(self) -> [u32; 3] {
        match self {
            Self::Character(letter) => [0, letter, 0],
            Self::Set(at) => [1, at, 0],
            Self::Either(first, second) => [2, first, second],
            Self::Jump(at) => [3, at, 0],
            Self::Note(slot) => [4, slot, 0],
            Self::Enter(slot) => [5, slot, 0],
            Self::Progress(slot) => [6, slot, 0],
            Self::Beginning(lines) => [7, lines.into(), 0],
            Self::End(lines) => [8, lines.into(), 0],
            Self::Again(group, any_case) => [9, group, any_case.into()],
            Self::Found => [10, 0, 0],
        }
    }
    /// The step that stands there.
    fn at(code: &[u32], step: usize) -> Option<Self> {
        let [what, first, second] = *code.get(step.checked_mul(3)?..)?.first_chunk()?;
        Some(match what {
            0 => Self::Character(first),
            1 => Self::Set(first),
            2 => Self::Either(first, second),
            3 => Self::Jump(first),
            4 => Self::Note(first),
            5 => Self::Enter(first),
            6 => Self::Progress(first),
            7 => Self::Beginning(first != 0),
            8 => Self::End(first != 0),
            9 => Self::Again(first, second != 0),
            10 => Self::Found,
            _ => return None,
        })
    }
}

/// Longest text a replacement makes, in bytes.
const LONGEST: usize = 1 << 20;

/// Applies a function to a text. None when the fuel is used up; none inside where FEEL says null.
pub(super) fn apply(function: PatternUse, program: &Program, arguments: Arguments<'_>, fuel: &mut u32) -> Option<Option<Value>> {
    let Some(Value::Text(text)) = at(arguments, 0) else { return Some(None) };
    let mut run = Run::new(program, text, fuel);
    if function == PatternUse::Matches {
        return run.find(0).map(|found| Some(Value::Boolean(found)));
    }
    let replacement = if let Some(Value::Text(replacement)) = at(arguments, 1) { Some(replacement) } else { None };
    if function == PatternUse::Replace && replacement.is_none() {
        return Some(None);
    }
    // A pattern that finds nothing everywhere is an error of both (FORX0003).
    if Run::new(program, "", &mut 10_000).find(0)? {
        return Some(None);
    }
    if replacement.is_some_and(|replacement| run.replace(&mut String::new(), replacement).is_none()) {
        return Some(None);
    }
    let (mut parts, mut changed, mut from) = (Vec::new(), String::new(), 0);
    while run.find(from)? {
        let (start, end) = run.place(0)?;
        let before = text.get(from..start)?;
        match replacement {
            Some(replacement) => {
                changed.push_str(before);
                if run.replace(&mut changed, replacement).is_none() || changed.len() > LONGEST {
                    return Some(None);
                }
            }
            None => parts.push(Value::text(before)),
        }
        from = end;
        // It can find nothing between two characters, and would for ever.
        if start == end {
            return Some(None);
        }
    }
    let rest = text.get(from..)?;
    Some(Some(if replacement.is_some() {
        changed.push_str(rest);
        Value::Text(changed)
    } else {
        parts.push(Value::text(rest));
        Value::List(parts)
    }))
}

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
use serde::{Deserialize, Serialize};

/// A compiled pattern.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Program {
    /// What is done, one after another.
    pub(crate) steps: Vec<Step>,
    /// Sets of characters, each as ascending ranges, ends included.
    pub(crate) sets: Vec<Vec<(char, char)>>,
    /// How many groups it has.
    pub(crate) groups: u32,
    /// How many loops it has that could go round without taking a character.
    pub(crate) loops: u32,
}

/// One step of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) enum Step {
    /// Takes this character.
    Character(char),
    /// Takes a character of a set.
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

/// Longest text a replacement makes, in bytes.
const LONGEST: usize = 1 << 20;

/// Applies a function to a text. None when the fuel is used up; none inside where FEEL says null.
pub(super) fn apply(function: PatternUse, program: &Program, arguments: Arguments<'_>, fuel: &mut u32) -> Option<Option<Value>> {
    let Some(text) = at(arguments, 0).and_then(Value::as_text) else { return Some(None) };
    let mut run = Run::new(program, text, fuel);
    if function == PatternUse::Matches {
        return run.find(0).map(|found| Some(Value::Boolean(found)));
    }
    let replacement = at(arguments, 1).and_then(Value::as_text);
    if function == PatternUse::Replace && replacement.is_none() {
        return Some(None);
    }
    // A pattern that finds nothing everywhere is an error of both (FORX0003).
    if Run::new(program, "", &mut 10_000).find(0)? {
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

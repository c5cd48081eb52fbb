//! Runs a compiled pattern by trying and going back. In: a program, a text, fuel. Out: where it is found. It uses no stack of its
//! own but a list, and every step costs fuel, so that no pattern runs for ever.

use super::{Program, Step};
use crate::feel::functions::further::lower;

/// Where a group begins and ends, in bytes; nowhere is `usize::MAX`.
const NOWHERE: usize = usize::MAX;

/// A search in a text.
pub(super) struct Run<'a> {
    program: &'a Program,
    text: &'a str,
    fuel: &'a mut u32,
    /// Places of the groups, then of the loops.
    places: Vec<usize>,
    /// What to go back to, the last one first.
    back: Vec<Back>,
}

enum Back {
    /// Another way to go on: step and place in the text.
    Way(usize, usize),
    /// A place as it was before.
    Place(usize, usize),
}

impl<'a> Run<'a> {
    pub(super) fn new(program: &'a Program, text: &'a str, fuel: &'a mut u32) -> Self {
        Self { program, text, fuel, places: Vec::new(), back: Vec::new() }
    }

    /// Whether the pattern is found at a place or after it; none when the fuel is used up or the program is none.
    pub(super) fn find(&mut self, from: usize) -> Option<bool> {
        let mut start = from;
        loop {
            self.places.clear();
            let slots = (self.program.groups as usize).checked_add(1)?.checked_mul(2)?.checked_add(self.program.loops as usize)?;
            // A program that came from bytes may ask for anything.
            *self.fuel = self.fuel.checked_sub(u32::try_from(slots).ok()?)?;
            self.places.resize(slots, NOWHERE);
            self.back.clear();
            if self.try_at(start)? {
                return Some(true);
            }
            match self.text.get(start..)?.chars().next() {
                Some(next) => start += next.len_utf8(),
                None => return Some(false),
            }
        }
    }

    /// Where the group begins and ends in the text; 0 is the whole.
    pub(super) fn place(&self, group: u32) -> Option<(usize, usize)> {
        let at = group as usize * 2;
        let place = |at: usize| self.places.get(at).copied().filter(|place| *place != NOWHERE);
        Some((place(at)?, place(at + 1)?))
    }

    fn try_at(&mut self, start: usize) -> Option<bool> {
        self.back.push(Back::Way(0, start));
        while let Some(back) = self.back.pop() {
            let (mut step, mut at) = match back {
                Back::Way(step, at) => (step, at),
                Back::Place(slot, before) => {
                    *self.places.get_mut(slot)? = before;
                    continue;
                }
            };
            loop {
                *self.fuel = self.fuel.checked_sub(1)?;
                let next = match Step::at(&self.program.code, step)? {
                    Step::Found => {
                        self.note(0, start)?;
                        self.note(1, at)?;
                        return Some(true);
                    }
                    Step::Either(first, second) => {
                        self.back.push(Back::Way(second as usize, at));
                        step = first as usize;
                        continue;
                    }
                    Step::Jump(target) => {
                        step = target as usize;
                        continue;
                    }
                    simple => self.take(simple, at)?,
                };
                match next {
                    Some(after) => at = after,
                    None => break,
                }
                step += 1;
            }
        }
        Some(false)
    }

    /// Where it goes on after a step; none inside when it does not.
    fn take(&mut self, step: Step, at: usize) -> Option<Option<usize>> {
        let next = self.text.get(at..)?.chars().next();
        let after = |taken: bool| next.filter(|_| taken).map(|next| at + next.len_utf8());
        let stays = |holds: bool| holds.then_some(at);
        Some(match step {
            Step::Character(wanted) => after(next.is_some_and(|next| u32::from(next) == wanted)),
            Step::Set(set) => {
                let (count, ranges) = self.program.sets.get(set as usize..)?.split_first()?;
                let ranges = ranges.get(..(*count as usize).checked_mul(2)?)?;
                after(next.is_some_and(|next| holds(ranges, u32::from(next))))
            }
            Step::Note(slot) => {
                self.note(slot as usize, at)?;
                Some(at)
            }
            Step::Enter(slot) => {
                self.note(self.loop_slot(slot), at)?;
                Some(at)
            }
            Step::Progress(slot) => stays(*self.places.get(self.loop_slot(slot))? != at),
            Step::Beginning(lines) => stays(at == 0 || (lines && self.text.get(..at)?.ends_with('\n'))),
            Step::End(lines) => stays(next.is_none() || (lines && next == Some('\n'))),
            Step::Again(group, any_case) => match self.place(group) {
                // What a group that took nothing took is nothing.
                None => Some(at),
                Some((start, end)) => {
                    let (taken, rest) = (self.text.get(start..end)?, self.text.get(at..)?);
                    *self.fuel = self.fuel.checked_sub(u32::try_from(taken.len() / 16).ok()?)?;
                    same_start(rest, taken, any_case).map(|length| at + length)
                }
            },
            Step::Either(..) | Step::Jump(_) | Step::Found => None,
        })
    }

    fn loop_slot(&self, slot: u32) -> usize {
        (self.program.groups as usize + 1) * 2 + slot as usize
    }

    fn note(&mut self, slot: usize, at: usize) -> Option<()> {
        let place = self.places.get_mut(slot)?;
        self.back.push(Back::Place(slot, *place));
        *place = at;
        Some(())
    }

    /// Appends a replacement: `$1` is what a group took, `\$` and `\\` are themselves (FORX0004 for everything else).
    pub(super) fn replace(&self, changed: &mut String, replacement: &str) -> Option<()> {
        let mut letters = replacement.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => changed.push(letters.next().filter(|letter| matches!(letter, '\\' | '$'))?),
                '$' => {
                    let mut group = letters.next()?.to_digit(10)?;
                    // As many digits as there are groups for.
                    while let Some(digit) = letters.peek().and_then(|letter| letter.to_digit(10)) {
                        let longer = group * 10 + digit;
                        if longer > self.program.groups {
                            break;
                        }
                        group = longer;
                        letters.next();
                    }
                    if let Some((start, end)) = self.place(group) {
                        changed.push_str(self.text.get(start..end)?);
                    }
                }
                other => changed.push(other),
            }
        }
        Some(())
    }
}

/// Whether ascending ranges hold a character: the number of ends below it is odd, or it is an upper end itself.
fn holds(ends: &[u32], wanted: u32) -> bool {
    let below = ends.partition_point(|end| *end < wanted);
    below % 2 == 1 || ends.get(below) == Some(&wanted)
}

/// How much of a text a part at its start takes.
fn same_start(text: &str, part: &str, any_case: bool) -> Option<usize> {
    if !any_case {
        return text.starts_with(part).then_some(part.len());
    }
    let mut length = 0;
    let mut letters = text.chars();
    for wanted in part.chars() {
        let letter = letters.next()?;
        if letter != wanted && lower(letter.encode_utf8(&mut [0; 4])) != lower(wanted.encode_utf8(&mut [0; 4])) {
            return None;
        }
        length += letter.len_utf8();
    }
    Some(length)
}

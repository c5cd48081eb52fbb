//! The structure of a pattern → the steps that find it. In: parts. Out: a program, or that it would be too large.

use super::read::{Flags, Part, PatternFault, flags, read};
use super::{Program, Step};

/// Most steps of a program: counted repetitions are written out.
const LARGEST: usize = 10_000;

/// Compiles a pattern with flags.
///
/// # Errors
/// The pattern or its flags can't be read, or it would be too large.
pub fn compile(pattern: &str, written_flags: &str) -> Result<Program, PatternFault> {
    let flags = flags(written_flags)?;
    let (part, groups) = read(pattern, flags)?;
    let mut emitter = Emitter { steps: Vec::new(), sets: Vec::new(), known: Vec::new(), loops: 0, flags };
    emitter.part(&part)?;
    emitter.push(Step::Found)?;
    let code = emitter.steps.into_iter().flat_map(Step::encoded).collect();
    Ok(Program { code, sets: emitter.sets, groups, loops: emitter.loops })
}

struct Emitter {
    steps: Vec<Step>,
    sets: Vec<u32>,
    /// Sets that have been written, and where.
    known: Vec<(Vec<(char, char)>, u32)>,
    loops: u32,
    flags: Flags,
}

impl Emitter {
    fn part(&mut self, part: &Part) -> Result<(), PatternFault> {
        match part {
            Part::Sequence(parts) => parts.iter().try_for_each(|part| self.part(part)),
            Part::Alternatives(parts) => self.alternatives(parts),
            Part::Set(class) => {
                let ranges = class.ranges();
                if let [(low, high)] = ranges.as_slice()
                    && low == high
                {
                    return self.push(Step::Character(u32::from(*low))).map(drop);
                }
                let at = self.set_of(ranges)?;
                self.push(Step::Set(at)).map(drop)
            }
            Part::Beginning => self.push(Step::Beginning(self.flags.lines)).map(drop),
            Part::End => self.push(Step::End(self.flags.lines)).map(drop),
            Part::Group(number, inner) => {
                self.push(Step::Note(number * 2))?;
                self.part(inner)?;
                self.push(Step::Note(number * 2 + 1)).map(drop)
            }
            Part::Again(group) => self.push(Step::Again(*group, self.flags.any_case)).map(drop),
            Part::Repeat(inner, least, most, greedy) => {
                for _ in 0..*least {
                    self.part(inner)?;
                }
                match most {
                    None => self.endless(inner, *greedy),
                    Some(most) => self.optional(inner, most.saturating_sub(*least), *greedy),
                }
            }
        }
    }

    fn set_of(&mut self, ranges: Vec<(char, char)>) -> Result<u32, PatternFault> {
        if let Some((_, at)) = self.known.iter().find(|(known, _)| *known == ranges) {
            return Ok(*at);
        }
        let at = index(self.sets.len())?;
        self.sets.push(index(ranges.len())?);
        self.sets.extend(ranges.iter().flat_map(|(low, high)| [u32::from(*low), u32::from(*high)]));
        self.known.push((ranges, at));
        Ok(at)
    }

    fn alternatives(&mut self, parts: &[Part]) -> Result<(), PatternFault> {
        let mut ends = Vec::new();
        for (position, part) in parts.iter().enumerate() {
            if position + 1 == parts.len() {
                self.part(part)?;
                break;
            }
            let fork = self.push(Step::Found)?;
            self.part(part)?;
            ends.push(self.push(Step::Found)?);
            self.fork(fork, true)?;
        }
        let end = self.here()?;
        ends.into_iter().for_each(|jump| self.set(jump, Step::Jump(end)));
        Ok(())
    }

    /// `a*`: a round that takes nothing ends it.
    fn endless(&mut self, inner: &Part, greedy: bool) -> Result<(), PatternFault> {
        let slot = self.loops;
        self.loops += 1;
        let fork = self.push(Step::Found)?;
        self.push(Step::Enter(slot))?;
        self.part(inner)?;
        self.push(Step::Progress(slot))?;
        self.push(Step::Jump(index(fork)?))?;
        self.fork(fork, greedy)
    }

    /// `a{0,3}`, one within the other.
    fn optional(&mut self, inner: &Part, count: u32, greedy: bool) -> Result<(), PatternFault> {
        let mut forks = Vec::new();
        for _ in 0..count {
            forks.push(self.push(Step::Found)?);
            self.part(inner)?;
        }
        forks.into_iter().try_for_each(|fork| self.fork(fork, greedy))
    }

    /// Makes a step the choice between what follows it and what comes next.
    fn fork(&mut self, at: usize, greedy: bool) -> Result<(), PatternFault> {
        let (inside, after) = (index(at + 1)?, self.here()?);
        self.set(at, if greedy { Step::Either(inside, after) } else { Step::Either(after, inside) });
        Ok(())
    }

    fn push(&mut self, step: Step) -> Result<usize, PatternFault> {
        if self.steps.len() >= LARGEST {
            return Err(PatternFault::TooLarge);
        }
        self.steps.push(step);
        Ok(self.steps.len() - 1)
    }

    fn set(&mut self, at: usize, step: Step) {
        if let Some(place) = self.steps.get_mut(at) {
            *place = step;
        }
    }

    fn here(&self) -> Result<u32, PatternFault> {
        index(self.steps.len())
    }
}

fn index(at: usize) -> Result<u32, PatternFault> {
    u32::try_from(at).map_err(|_| PatternFault::TooLarge)
}

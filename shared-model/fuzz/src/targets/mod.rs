//! What is fuzzed: whatever reads bytes that others wrote. A target panics when what it calls panics, or breaks a promise.

mod answers;
mod code_list;
mod compiled;
mod definition;
mod feel;
mod import;

/// A target.
#[derive(Debug)]
pub struct Target {
    /// Its name, and that of its folder of seeds.
    pub name: &'static str,
    /// What is called; it says whether the bytes were understood well enough to go on with them.
    pub run: fn(&[u8]) -> bool,
    /// Words that mean something to it.
    pub dictionary: &'static [&'static str],
    /// Rounds of the short run: about a second each in a debug build.
    pub rounds: u64,
}

/// All targets.
pub const TARGETS: &[Target] =
    &[definition::TARGET, code_list::TARGET, feel::TARGET, compiled::TARGET, answers::TARGET, import::XDF, import::BPMN];

/// A target by name.
#[must_use]
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

/// 1 May 2026, ten o'clock: the moment of every run.
fn moment() -> vordruck_form::journey::Moment {
    vordruck_form::journey::Moment { local: jiff::civil::DateTime::constant(2026, 5, 1, 10, 0, 0, 0) }
}

//! Scenarios: applications that stand beside a definition, with what has to come out. In: their TOML, the definition. Out: what came
//! out, differences, coverage. Reads no files and no clock: the moment is the scenario's.

// What an author writes.
mod entered;
mod read;
mod scenario;

// What comes of it.
mod compare;
mod coverage;
mod decisions;
mod names;
mod outcome;
mod places;
mod run;
mod suite;

// What an author reads.
mod report;

pub use compare::{Difference, Subject};
pub use coverage::{Count, Coverage, Event, Owner, Point};
pub use entered::{Entered, answers};
pub(crate) use outcome::hyphenated;
pub use outcome::{Outcome, kind};
pub use places::Places;
pub use read::{ScenarioFault, read};
pub use report::{to_json, to_text};
pub use run::{Run, run};
pub use scenario::{Expected, ExpectedExport, Lined, Scenario, TenantPart, resolve};
pub use suite::{Results, Suite, Verdict};

#[cfg(test)]
mod tests;

//! How far saving or sending is. In: what the worker tells of it. Out: a bar while there is much to send, and a sentence now and then. One thing is saved
//! or sent at a time, so there is one bar, wherever the applicant goes meanwhile.

use super::lasting::lasting;
use crate::client::HearProgress;
use crate::components::progress::progress;
use crate::markup::{changing, nothing};
use crate::messages::{Key, file_size, fill};
use crate::pages::applicant::application::Application;
use crate::platform::clock;
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;

/// Below so many bytes nothing is shown: it is there before anybody could read how far it is. 1 MiB.
const LARGE_BYTES: u64 = 1 << 20;
/// Seconds between two sentences at least, so that none takes the place of one that is being read.
const LEAST_SECONDS: u64 = 5;
/// Seconds after which there is a sentence even if nothing much has changed.
const MOST_SECONDS: u64 = 30;
/// Percent that are worth a sentence.
const STEP: u64 = 25;

thread_local! {
    /// How many percent of how many bytes are there; none while nothing large is being sent.
    static COURSE: RwSignal<Option<(u64, u64)>> = lasting(|| RwSignal::new(None));
}

/// The bar, while there is something to see.
pub(super) fn view(application: Application) -> AnyView {
    let (course, lang) = (COURSE.with(|course| *course), application.lang());
    let of = Memo::new(move |_| course.get().map(|(_, of)| of));
    changing(move || {
        let Some(of) = of.get() else { return nothing() };
        let percent = move || course.get().map_or(100, |(percent, _)| percent);
        let size = file_size(lang, of);
        let words = move || fill(lang, Key::SENDING, &[("percent", &percent().to_string()), ("size", &size)]);
        progress("vd-stand", words, percent)
    })
}

/// Who hears how far it is: shows it, and says it from time to time.
pub(super) fn hear(application: Application) -> HearProgress {
    let course = COURSE.with(|course| *course);
    let (live, lang) = (application.desk.live, application.lang());
    let said = Cell::new((0, clock::seconds()));
    Rc::new(move |progress| {
        if progress.of < LARGE_BYTES {
            return;
        }
        let (percent, now) = (progress.stored.saturating_mul(100) / progress.of, clock::seconds());
        course.set(Some((percent, progress.of)));
        if is_worth_saying(said.get(), (percent, now)) {
            said.set((percent, now));
            live.say(&fill(lang, Key::SENDING_SAID, &[("percent", &percent.to_string())]));
        }
    })
}

/// Called inside of what must be done again when it moves.
pub(super) fn track() {
    COURSE.with(|course| course.track());
}

/// There is nothing to see any more.
pub(super) fn end() {
    COURSE.with(|course| course.set(None));
}

/// Whether percent and seconds are far enough from those of the last sentence. That all is there, the next page says.
fn is_worth_saying((said, then): (u64, u64), (percent, now): (u64, u64)) -> bool {
    let waited = now.saturating_sub(then);
    let stepped = percent / STEP > said / STEP;
    percent < 100 && percent > said && waited >= if stepped { LEAST_SECONDS } else { MOST_SECONDS }
}

#[cfg(test)]
mod tests {
    use super::is_worth_saying;

    #[test]
    fn every_quarter_is_said_and_on_a_slow_line_what_has_come_meanwhile() {
        assert!(is_worth_saying((0, 100), (25, 105)) && is_worth_saying((25, 105), (60, 110)) && is_worth_saying((26, 100), (28, 130)));
        assert!(!is_worth_saying((0, 100), (24, 105)) && !is_worth_saying((26, 100), (28, 129)));
    }

    #[test]
    fn a_fast_line_says_nothing_and_neither_does_one_that_stands_still() {
        assert!(!is_worth_saying((0, 100), (75, 104)) && !is_worth_saying((26, 100), (26, 200)) && !is_worth_saying((50, 100), (100, 200)));
    }
}

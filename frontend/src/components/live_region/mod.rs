//! What is going on, said to people who don't see it. In: a sentence. Out: an announcement when nothing else is being read.
//!
//! Criteria
//! - Exactly one region, there from the start: screen readers announce only changes of regions they know (4.1.3).
//! - The same sentence twice is announced twice: it is taken out and put in again.
//! - What is over doesn't stay to be read: with another page, or a failure, it is gone.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::markup::classed;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

/// Handle of the one live region.
#[derive(Debug, Clone, Copy)]
pub struct LiveRegion {
    sentence: RwSignal<String>,
    /// Counts what was asked for, so that what was overtaken is not said any more.
    turn: StoredValue<u32>,
}

impl LiveRegion {
    /// A region that says nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self { sentence: RwSignal::new(String::new()), turn: StoredValue::new(0) }
    }

    /// Announces a sentence.
    pub fn say(self, sentence: &str) {
        let sentence = sentence.to_owned();
        let turn = self.quiet();
        // After focus has moved: what is said while focus moves is lost (NVDA 2024, VoiceOver 17).
        Timeout::new(150, move || {
            if self.turn.try_get_value() == Some(turn) {
                self.sentence.try_set(sentence);
            }
        })
        .forget();
    }

    /// Takes away what was said: it is over, and whoever reads the page from the top must not find it.
    pub fn quiet(self) -> u32 {
        self.sentence.set(String::new());
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        self.turn.get_value()
    }
}

impl Default for LiveRegion {
    fn default() -> Self {
        Self::new()
    }
}

/// The one live region.
#[must_use]
pub fn announcements(region: LiveRegion) -> AnyView {
    classed("p", "kern-sr-only").set("id", "vd-meldung").set("role", "status").saying(move || region.sentence.get()).view()
}

/// The one live region, for leptos' macro.
#[component]
pub fn Announcements(
    /// Its handle.
    region: LiveRegion,
) -> impl IntoView {
    announcements(region)
}

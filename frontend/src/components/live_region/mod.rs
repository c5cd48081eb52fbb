//! What is going on, said to people who don't see it. In: a sentence. Out: an announcement when nothing else is being read.
//!
//! Criteria
//! - Exactly one region, there from the start: screen readers announce only changes of regions they know (4.1.3).
//! - The same sentence twice is announced twice: it is taken out and put in again.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::markup::classed;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

/// Handle of the one live region.
#[derive(Debug, Clone, Copy)]
pub struct LiveRegion(RwSignal<String>);

impl LiveRegion {
    /// A region that says nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self(RwSignal::new(String::new()))
    }

    /// Announces a sentence.
    pub fn say(self, sentence: &str) {
        let sentence = sentence.to_owned();
        self.0.set(String::new());
        // After focus has moved: what is said while focus moves is lost (NVDA 2024, VoiceOver 17).
        Timeout::new(150, move || {
            self.0.try_set(sentence);
        })
        .forget();
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
    classed("p", "kern-sr-only").set("id", "vd-meldung").set("role", "status").saying(move || region.0.get()).view()
}

/// The one live region, for leptos' macro.
#[component]
pub fn Announcements(
    /// Its handle.
    region: LiveRegion,
) -> impl IntoView {
    announcements(region)
}

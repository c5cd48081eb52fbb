//! Examples of `note`.

use super::*;
use crate::components::gallery::Example;

/// All of them.
pub const EXAMPLES: &[Example] = &[
    Example { name: "note: info", view: |_| draw(Tone::Info, "Hinweis") },
    Example { name: "note: warning", view: |_| draw(Tone::Warning, "Wichtig") },
    Example { name: "note: danger", view: |_| draw(Tone::Danger, "Hier geht es online nicht weiter") },
    Example { name: "note: success", view: |_| draw(Tone::Success, "Gespeichert") },
];

fn draw(tone: Tone, title: &str) -> AnyView {
    note(tone, title, "", &["Ein erster Absatz.", "Ein zweiter."])
}

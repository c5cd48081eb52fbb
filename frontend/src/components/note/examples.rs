//! Examples of `Note`.

use super::*;
use crate::components::gallery::Example;

/// All of them.
pub const EXAMPLES: &[Example] = &[
    Example { name: "note: info", view: |_| note(Tone::Info, "Hinweis") },
    Example { name: "note: warning", view: |_| note(Tone::Warning, "Wichtig") },
    Example { name: "note: danger", view: |_| note(Tone::Danger, "Hier geht es online nicht weiter") },
    Example { name: "note: success", view: |_| note(Tone::Success, "Gespeichert") },
];

fn note(tone: Tone, title: &str) -> AnyView {
    view! { <Note tone title=title.to_owned() paragraphs=vec!["Ein erster Absatz.".to_owned(), "Ein zweiter.".to_owned()]/> }.into_any()
}

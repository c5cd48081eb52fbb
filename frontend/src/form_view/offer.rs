//! What was said before, to be taken over into a field: nobody has to type the same twice (WCAG 2.2, 3.3.7). In: the field. Out: a button,
//! while there is something to take over that does not stand in the field; then the field holds it, and focus is there.

use super::filling::Filling;
use crate::components::button::{Does, Weight, button_about};
use crate::markup::{changing, nothing};
use crate::messages::{Key, fill};
use crate::platform::{focus, input};
use leptos::prelude::*;
use vordruck_form::answers::RawAnswer;
use vordruck_form::journey::FieldAt;

/// The button that takes over what was said before.
#[must_use]
pub fn offer(filling: Filling, at: FieldAt) -> AnyView {
    let offered = Memo::new(move |_| {
        filling.changed.track();
        filling.with(|state| state.offer(at))
    });
    changing(move || {
        let Some(words) = offered.get() else { return nothing() };
        let (lang, language) = (filling.lang(), filling.language.get_untracked());
        let about = filling.with(|state| state.form().field(at.field).map(|field| [": ", field.label.in_language(language)].concat()));
        let label = fill(lang, Key::OFFER, &[("words", &words)]);
        let press = Callback::new(move |()| take(filling, at, &words));
        button_about(&label, &about.unwrap_or_default(), Weight::Tertiary, "content-copy", "", Does::Press(press))
    })
}

fn take(filling: Filling, at: FieldAt, words: &str) {
    let path = filling.with(|state| state.path(at));
    input::write(path.as_str(), words);
    filling.live().say(&fill(filling.lang(), Key::OFFER_TAKEN, &[("words", words)]));
    // The button goes away with what it offered.
    focus::to(path.as_str());
    filling.enter(path, RawAnswer::Text(words.to_owned()));
}

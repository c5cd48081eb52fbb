//! Something to be written down or copied: PIN, link, reference number. In: the text. Out: a copy in the clipboard.
//!
//! Criteria
//! - PIN and reference number stand in blocks and are read letter by letter: the spoken text has a space after each character.
//! - Not translated by the browser, not hyphenated, selectable.
//! - Copying says whether it worked, in the button and by the live region; where the browser refuses, the text says what to do.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::button::{Button, Weight};
use crate::components::live_region::LiveRegion;
use crate::markup::{classed, nothing, words};
use crate::messages::{Key, Lang, text};
use crate::platform::clipboard;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Something to be written down or copied.
#[component]
pub fn Code(
    /// Language of our own words.
    lang: Lang,
    /// What it is.
    label: &'static str,
    /// The text. If `spelled`, its blocks are separated by `-`.
    value: String,
    /// Whether it is read letter by letter.
    spelled: bool,
    /// An id, for tests and for focus.
    id: &'static str,
    /// What the copy button says.
    copy: &'static str,
    /// Where it is announced.
    live: LiveRegion,
) -> impl IntoView {
    let said = RwSignal::new(None::<Key>);
    let copied_value = value.clone();
    let press = Callback::new(move |()| {
        let value = copied_value.clone();
        spawn_local(async move {
            let key = if clipboard::copy(&value).await { Key::COPIED } else { Key::COPY_FAILED };
            said.set(Some(key));
            live.say(text(lang, key));
        });
    });
    let shown = if spelled {
        let blocks = value.split_inclusive('-').map(|block| classed("span", "vd-code__block").text(block.to_owned()).view()).collect();
        classed("p", "vd-code__value")
            .put("data-value", value.clone())
            .child(classed("span", "kern-sr-only").text(spell(&value)).view())
            .child(classed("span", "vd-code__blocks").set("aria-hidden", "true").children(blocks).view())
    } else {
        classed("p", "vd-code__value vd-code__value--link").text(value)
    };
    let button = view! { <Button label=copy.to_owned() weight=Weight::Secondary icon="content-copy" press/> }.into_any();
    let answer = classed("span", "vd-muted").changing(move || said.get().map_or_else(nothing, |key| words(text(lang, key))));
    classed("div", "vd-code")
        .child(classed("p", "vd-code__label").words(label).view())
        .child(shown.set("id", id).set("translate", "no").view())
        .child(classed("div", "vd-actions").child(button).child(answer.view()).view())
        .view()
}

/// A code so that it is read letter by letter, with a pause between blocks: `7K3M-9QX2` → `7 K 3 M, 9 Q X 2`.
fn spell(value: &str) -> String {
    let mut spoken = String::with_capacity(value.len() * 2);
    let mut first = true;
    for symbol in value.chars() {
        if symbol == '-' {
            spoken.push(',');
        } else {
            if !first {
                spoken.push(' ');
            }
            spoken.push(symbol);
            first = false;
        }
    }
    spoken
}

#[cfg(test)]
mod tests {
    use super::spell;

    #[test]
    fn codes_are_spelled_with_a_pause_between_blocks() {
        assert_eq!(spell("7K3M-9QX2"), "7 K 3 M, 9 Q X 2");
    }
}

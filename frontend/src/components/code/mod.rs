//! Something to be written down or copied: PIN, link, reference number. In: the text. Out: a copy in the clipboard.
//!
//! Criteria
//! - PIN and reference number stand in blocks and are read letter by letter: the spoken text has a space after each character.
//! - Not translated by the browser, not hyphenated, selectable.
//! - Copying says whether it worked, in the button and by the live region; where the browser refuses, the text says what to do.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::button::{Does, Weight, button};
use crate::components::live_region::LiveRegion;
use crate::markup::{classed, said};
use crate::messages::{Key, Lang, text};
use crate::platform::{clipboard, task};
use leptos::prelude::*;

/// What is to be written down or copied.
#[derive(Debug, Clone, Copy)]
pub struct Code<'a> {
    /// What it is.
    pub label: Key,
    /// The text. If `spelled`, its blocks are separated by `-`.
    pub value: &'a str,
    /// Whether it is read letter by letter.
    pub spelled: bool,
    /// An id, for tests and for focus.
    pub id: &'static str,
    /// What the copy button says.
    pub copy: Key,
}

/// Something to be written down or copied. `live` announces whether copying worked.
#[must_use]
pub fn code(lang: Lang, Code { label, value, spelled, id, copy }: Code<'_>, live: LiveRegion) -> AnyView {
    let answer = RwSignal::new(String::new());
    let copied = value.to_owned();
    let press = Callback::new(move |()| {
        let value = copied.clone();
        task::run(async move {
            let words = text(lang, if clipboard::copy(&value).await { Key::COPIED } else { Key::COPY_FAILED });
            answer.try_set(words.to_owned());
            live.say(words);
        });
    });
    let mut shown = classed("p", if spelled { "vd-code__value" } else { "vd-code__value vd-code__value--link" });
    shown.set("id", id).set("translate", "no");
    if spelled {
        let mut blocks = classed("span", "vd-code__blocks");
        blocks.set("aria-hidden", "true");
        for block in value.split_inclusive('-') {
            blocks.child(said("span", "vd-code__block", block));
        }
        shown.set("data-value", value).child(said("span", "kern-sr-only", &spell(value))).child(blocks.view());
    } else {
        shown.text(value);
    }
    let actions = classed("div", "vd-actions")
        .child(button(text(lang, copy), Weight::Secondary, "content-copy", "", Does::Press(press)))
        .child(classed("span", "vd-muted").saying(move || answer.get()).view())
        .view();
    classed("div", "vd-code").child(said("p", "vd-code__label", text(lang, label))).child(shown.view()).child(actions).view()
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

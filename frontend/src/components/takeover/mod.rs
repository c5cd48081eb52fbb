//! Answers of an earlier block, offered for a later one as a whole. In: what they say. Out: the wish to take them over, or to have back what stood there.
//!
//! Criteria
//! - Nobody types the same twice (3.3.7): one button for all of them, which names where they come from (2.4.6).
//! - What would be taken over can be read before (3.3.2).
//! - Taking over can be undone (3.3.6), and focus stays where the button was.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::button::{Does, Weight, button};
use crate::markup::{classed, said};
use crate::messages::{Key, Lang, fill, text};
use leptos::prelude::*;

/// An earlier block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// Its title.
    pub title: String,
    /// Its answers in one line.
    pub words: String,
}

/// The buttons that take over. The first one has the id; `take` gets the position of the block.
#[must_use]
pub fn takeovers(lang: Lang, id: &str, blocks: &[Earlier], take: Callback<usize>) -> AnyView {
    let mut offers = classed("div", "vd-flow vd-flow--tight");
    for (position, block) in blocks.iter().enumerate() {
        let label = fill(lang, Key::OFFER_ALL, &[("title", &block.title)]);
        let press = Callback::new(move |()| take.run(position));
        let own = if position == 0 { id.to_owned() } else { [id, "-", &position.to_string()].concat() };
        offers.child(said("p", "kern-hint", &[&block.title, ": ", &block.words].concat()));
        offers.child(classed("div", "vd-actions").child(button(&label, Weight::Tertiary, "content-copy", &own, Does::Press(press))).view());
    }
    offers.view()
}

/// What is said once it is done, with the way back.
#[must_use]
pub fn taken_over(lang: Lang, id: &str, title: &str, undo: Callback<()>) -> AnyView {
    let back = button(text(lang, Key::OFFER_ALL_UNDO), Weight::Tertiary, "", id, Does::Press(undo));
    classed("div", "vd-flow vd-flow--tight")
        .child(said("p", "kern-hint", &fill(lang, Key::OFFER_ALL_TAKEN, &[("title", title)])))
        .child(classed("div", "vd-actions").child(back).view())
        .view()
}

//! Something takes unusually long. In: whether something goes on, and whether it moves. Out: after a while words about it, on the screen and by the live region:
//! nothing is lost, one may wait on, and what happens if it fails. Requests end by themselves (`platform::fetch`); until then there is nothing to press.

use super::course;
use crate::components::live_region::LiveRegion;
use crate::markup::{changing, nothing, said, watch};
use crate::messages::{Key, Lang, text};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

/// After so many milliseconds without a sign of life it takes unusually long.
const LATE: u32 = 10_000;

/// Words, once it takes unusually long. What moves is on its way, however slow the line.
pub(super) fn view(live: LiveRegion, lang: Lang, busy: RwSignal<bool>) -> AnyView {
    let (late, turn) = (RwSignal::new(false), StoredValue::new(0_u32));
    watch(move || {
        course::track();
        turn.update_value(|turn| *turn = turn.wrapping_add(1));
        if late.get_untracked() {
            late.set(false);
        }
        if busy.get() {
            let waits = turn.get_value();
            let tell = move || {
                if turn.try_get_value() == Some(waits) {
                    late.try_set(true);
                    live.say(text(lang, Key::LATE));
                }
            };
            Timeout::new(LATE, tell).forget();
        }
    });
    changing(move || if late.get() { said("p", "kern-body vd-no-print", text(lang, Key::LATE)) } else { nothing() })
}

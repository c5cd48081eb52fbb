//! The end of the session. In: when it ends, when the private side heard of us last. Out: a notice two minutes before, with a way to
//! stay; and the sign-in page when it is over, so that nothing stays on a screen nobody looks at (WCAG 2.2.1).

use super::desk::Desk;
use super::{api, wording};
use crate::components::button::{Button, Weight};
use crate::components::note::{Note, Tone};
use crate::messages::{postbox as words, put};
use crate::platform::{clock, instant};
use gloo::timers::callback::Interval;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How long before the end it is said, in seconds.
const NOTICE_SECONDS: u64 = 120;
/// How often we look, in milliseconds.
const LOOK_MILLIS: u32 = 10_000;

/// The end of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ending {
    /// Unix seconds.
    at: u64,
    /// Whether staying busy puts it off.
    can_stay: bool,
}

impl Ending {
    /// When a session ends that nobody uses after `heard_at`. All in Unix seconds; `ends_at`: however busy it is.
    fn of(heard_at: u64, idle_minutes: u32, ends_at: u64) -> Self {
        let idle = heard_at.saturating_add(u64::from(idle_minutes) * 60);
        Self { at: idle.min(ends_at), can_stay: idle < ends_at }
    }
}

/// Watches the session as long as the app lives.
pub(super) fn begin(desk: Desk) {
    Interval::new(LOOK_MILLIS, move || look(desk)).forget();
}

/// The notice, while it is needed.
pub(super) fn notice(desk: Desk) -> AnyView {
    let shown = move || {
        desk.ending.get().map(|ending| {
            let time = instant::text(ending.at).as_deref().and_then(clock::local).map(wording::hours).unwrap_or_default();
            let text = put(if ending.can_stay { words::SESSION_ENDING } else { words::SESSION_ENDING_FIXED }, &[("time", &time)]);
            let (title, paragraphs) = (words::SESSION_ENDING_TITLE.to_owned(), vec![text]);
            if ending.can_stay {
                let action = view! { <Button label=words::SESSION_STAY.to_owned() weight=Weight::Primary press=Callback::new(move |()| stay(desk))/> };
                view! { <Note tone=Tone::Warning title paragraphs action=action.into_any()/> }.into_any()
            } else {
                view! { <Note tone=Tone::Warning title paragraphs/> }.into_any()
            }
        })
    };
    view! { {shown} }.into_any()
}

fn look(desk: Desk) {
    let ending = desk.session.with_untracked(|session| {
        let session = session.as_ref()?;
        Some(Ending::of(desk.heard_at.get_value(), session.idle_minutes, instant::read(&session.ends_at)?))
    });
    let Some(ending) = ending else { return };
    let now = instant::unix_seconds();
    if now >= ending.at {
        desk.session_over();
    } else if ending.at - now <= NOTICE_SECONDS && desk.ending.get_untracked() != Some(ending) {
        desk.ending.set(Some(ending));
        desk.live.say(words::SESSION_ENDING_TITLE);
    }
}

fn stay(desk: Desk) {
    spawn_local(async move {
        if let Ok(session) = desk.told(api::session().await) {
            desk.session.set(Some(session));
            desk.live.say(words::SESSION_STAYS);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::Ending;

    #[test]
    fn an_idle_session_ends_before_its_time_and_can_be_kept() {
        assert_eq!(Ending::of(1000, 30, 100_000), Ending { at: 2800, can_stay: true });
    }

    #[test]
    fn a_busy_session_ends_when_its_time_is_over() {
        assert_eq!(Ending::of(99_000, 30, 100_000), Ending { at: 100_000, can_stay: false });
    }
}

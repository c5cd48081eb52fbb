//! Photos from another device into a question for files. In: the question. Out: a button; pressed, a code and a link, and what is sent through them in the list like
//! any other file. One code at a time: asking for another ends the first, and so does leaving the page.

use super::upload::Files;
use crate::client::ClientError;
use crate::client::relay::{self, Keeper};
use crate::components::button::{Does, Weight, button_about};
use crate::components::phone_code::{self, WayIn, phone_code};
use crate::markup::{changing, classed, nothing, several};
use crate::messages::{Key, fill, text, trouble};
use crate::pages::applicant::application::time;
use crate::platform::{clock, focus, online, task};
use crate::vault::protocol::Invitation;
use leptos::prelude::*;
use std::cell::Cell;

/// Between two looks while something is to be expected, in milliseconds.
const SOON: u32 = 1_500;
/// The longest wait between two looks: the server is asked 12 times a minute at most.
const LATE: u32 = 5_000;

/// Where the one code is shown.
#[derive(Clone, Copy)]
struct Shown {
    way: RwSignal<Option<WayIn>>,
    news: RwSignal<String>,
    busy: RwSignal<bool>,
    /// Which opening this is; a loop that looks for another one ends.
    turn: StoredValue<u32>,
}

/// The button, and the code while it is open.
pub(super) fn view(files: Files, input: &str) -> AnyView {
    let lang = files.lang;
    let shown =
        Shown { way: RwSignal::new(None), news: RwSignal::new(String::new()), busy: RwSignal::new(false), turn: StoredValue::new(0) };
    let (id, about) = ([input, "-handy"].concat(), [": ", &files.asked().0].concat());
    let (back, pressed) = (id.clone(), Callback::new(move |()| open(files, shown)));
    let close = Callback::new(move |()| {
        shown.turn.update_value(|turn| *turn += 1);
        shown.way.set(None);
        files.say(text(lang, Key::RELAY_CLOSED));
        focus::soon(&back);
    });
    changing(move || match shown.way.get() {
        Some(way) => phone_code(lang, &way, shown.news, files.application.desk.live, close),
        None => {
            let news = shown.news.get();
            let press = button_about(text(lang, Key::RELAY_OPEN), &about, Weight::Secondary, "", &id, Does::Start(pressed, shown.busy));
            let mut parts = several();
            parts.and(classed("div", "vd-actions vd-phone-open").child(press).view());
            parts.and(if news.is_empty() { nothing() } else { classed("p", "kern-body").text(&news).view() });
            parts.view()
        }
    })
}

fn open(files: Files, shown: Shown) {
    let (context, invitation) = (files.application.session.get_value().context().clone(), files.invitation());
    if invitation.most_files == 0 {
        shown.news.set(files.too_many());
        return files.say(&files.too_many());
    }
    shown.busy.set(true);
    shown.news.set(String::new());
    files.say(text(files.lang, Key::RELAY_BUSY));
    task::run(async move {
        let made = relay::invite(&context, invitation).await;
        if shown.busy.try_set(false).is_some() {
            // The page was left in the meantime.
            if let Ok((keeper, _)) = made {
                keeper.end().await;
            }
            return;
        }
        match made {
            Ok((keeper, invited)) => {
                let until = clock::local(&invited.expires_at).map(time).unwrap_or_default();
                shown.news.set(text(files.lang, Key::RELAY_NOBODY).to_owned());
                shown.way.set(Some(WayIn { link: invited.link, svg: invited.code, until }));
                focus::soon(phone_code::ID);
                shown.turn.update_value(|turn| *turn += 1);
                look(files, shown, keeper).await;
            }
            Err(error) => {
                let words = trouble(files.lang, &error);
                files.say(&words);
                shown.news.set(words);
            }
        }
    });
}

/// Looks for what arrives until the code is closed, replaced, over, or the page is left.
async fn look(files: Files, shown: Shown, keeper: Keeper) {
    let opened = NEWEST.with(|newest| {
        newest.set(newest.get().wrapping_add(1));
        newest.get()
    });
    let (turn, lang) = (shown.turn.get_value(), files.lang);
    let mut wait = SOON;
    let tell = |words: String| {
        if shown.news.try_get_untracked().is_some_and(|told| told != words) {
            shown.news.set(words.clone());
            files.say(&words);
        }
    };
    while shown.turn.try_get_value() == Some(turn) {
        if NEWEST.with(Cell::get) != opened {
            over(files, shown);
            break;
        }
        match keeper.collect().await {
            Ok((_, Some(file))) => {
                wait = SOON;
                let said = fill(lang, Key::RELAY_ARRIVED, &[("name", &file.name())]);
                shown.news.try_set(said.clone());
                if shown.turn.try_get_value() == Some(turn) {
                    files.choose_saying(vec![file], &said);
                }
                continue;
            }
            Ok((news, None)) => {
                if news.damaged {
                    tell(text(lang, Key::RELAY_DAMAGED).to_owned());
                } else if news.arriving {
                    tell(text(lang, Key::RELAY_ARRIVING).to_owned());
                    wait = SOON;
                } else if news.joined && shown.news.try_get_untracked().is_some_and(|told| told == text(lang, Key::RELAY_NOBODY)) {
                    tell(text(lang, Key::RELAY_JOINED).to_owned());
                }
            }
            Err(ClientError::Offline) => tell(text(lang, Key::RELAY_WAITING).to_owned()),
            Err(_) => {
                over(files, shown);
                break;
            }
        }
        online::again(wait).await;
        wait = wait.saturating_add(100).min(LATE);
    }
    keeper.end().await;
}

fn over(files: Files, shown: Shown) {
    let words = text(files.lang, Key::RELAY_OVER);
    if shown.way.try_set(None).is_none() {
        shown.news.set(words.to_owned());
        files.say(words);
    }
}

thread_local! {
    /// The newest code of this window. Older ones end when they see it.
    static NEWEST: Cell<u32> = const { Cell::new(0) };
}

impl Files {
    fn invitation(self) -> Invitation {
        let (label, accepts, most_files) = self.asked();
        Invitation { label, accepts, most_files: most_files.saturating_sub(u32::try_from(self.attached().len()).unwrap_or(u32::MAX)) }
    }
}

//! Answers given before, taken over into a group as a whole. In: the group. Out: buttons while there is something to take over, and the way back until one of
//! the answers is changed. What was entered is drawn anew by whoever shows the page.

use super::filling::Filling;
use crate::components::takeover::{Earlier, taken_over, takeovers};
use crate::markup::{changing, nothing};
use crate::messages::{Key, fill, text};
use crate::platform::focus;
use leptos::prelude::*;
use std::cell::RefCell;
use vordruck_form::answers::{AnswerPath, RawAnswer};
use vordruck_form::export::reading;
use vordruck_form::journey::{GroupAt, Takeover};

/// Answers with their places; none: nothing stands there.
type Entered = Vec<(AnswerPath, Option<RawAnswer>)>;

/// What was taken over into a group: from where, what, and what stood there before.
struct Taken {
    group: String,
    title: String,
    entered: Entered,
    before: Entered,
}

thread_local! {
    /// Pages are drawn anew when something was taken over, and left; the way back is to survive that.
    static TAKEN: RefCell<Vec<Taken>> = const { RefCell::new(Vec::new()) };
}

/// What there is to see of it.
#[derive(Clone, PartialEq)]
enum Shown {
    Nothing,
    Offers(Vec<Earlier>),
    Undo(String),
}

/// The buttons of a group. `redraw` draws the page anew.
#[must_use]
pub fn takeover(filling: Filling, at: GroupAt, redraw: Callback<()>) -> AnyView {
    let path = filling.with(|state| state.group_path(at)).0;
    let id = [&path, "-uebernehmen"].concat();
    let group = path.clone();
    let shown = Memo::new(move |_| {
        filling.changed.track();
        look(filling, at, &group)
    });
    changing(move || {
        let (lang, path, id) = (filling.lang(), path.clone(), id.clone());
        match shown.get() {
            Shown::Nothing => nothing(),
            Shown::Offers(blocks) => {
                let button = id.clone();
                let take = Callback::new(move |position: usize| take(filling, at, (&path, position), &button, redraw));
                takeovers(lang, &id, &blocks, take)
            }
            Shown::Undo(title) => {
                let button = id.clone();
                taken_over(lang, &id, &title, Callback::new(move |()| undo(filling, &path, &button, redraw)))
            }
        }
    })
}

fn look(filling: Filling, at: GroupAt, group: &str) -> Shown {
    let is_as_taken = |taken: &&Taken| taken.group == group && filling.with(|state| state.is_entered(&taken.entered));
    let undo = TAKEN.with_borrow(|all| all.iter().rev().find(is_as_taken).map(|taken| taken.title.clone()));
    if let Some(title) = undo {
        return Shown::Undo(title);
    }
    let blocks: Vec<Earlier> = open(filling, at).iter().map(|takeover| earlier(filling, takeover)).collect();
    if blocks.is_empty() { Shown::Nothing } else { Shown::Offers(blocks) }
}

/// What can be taken over and does not stand there already.
fn open(filling: Filling, at: GroupAt) -> Vec<Takeover> {
    filling.with(|state| state.takeovers(at).into_iter().filter(|takeover| !state.is_entered(&takeover.entered)).collect())
}

fn earlier(filling: Filling, takeover: &Takeover) -> Earlier {
    let language = filling.language.get_untracked();
    let words = filling.with(|state| {
        let lines: Vec<String> = takeover.said.iter().filter_map(|at| reading::line(state, language, *at)).collect();
        lines.join(", ")
    });
    Earlier { title: title(filling, takeover), words }
}

/// The title of what is taken over; of a group that has none, that of its page.
fn title(filling: Filling, takeover: &Takeover) -> String {
    let language = filling.language.get_untracked();
    filling.with(|state| {
        let form = state.form();
        let page = || form.pages.get(form.field(takeover.said.first()?.field)?.page.at()).map(|page| &page.title);
        let own = form.groups.get(takeover.from.at()).and_then(|group| group.title.as_ref());
        own.or_else(page).map_or_else(String::new, |title| title.in_language(language).to_owned())
    })
}

fn take(filling: Filling, at: GroupAt, (group, position): (&str, usize), button: &str, redraw: Callback<()>) {
    let Some(takeover) = open(filling, at).into_iter().nth(position) else { return };
    let (title, before) = (title(filling, &takeover), filling.with(|state| state.entered_at(&takeover.entered)));
    let words = fill(filling.lang(), Key::OFFER_ALL_TAKEN, &[("title", &title)]);
    TAKEN.with_borrow_mut(|all| {
        all.retain(|taken| taken.group != group);
        all.push(Taken { group: group.to_owned(), title, entered: takeover.entered.clone(), before });
    });
    put(filling, takeover.entered, button, redraw);
    filling.live().say(&words);
}

fn undo(filling: Filling, group: &str, button: &str, redraw: Callback<()>) {
    let taken = TAKEN.with_borrow_mut(|all| all.iter().position(|taken| taken.group == group).map(|position| all.swap_remove(position)));
    let Some(taken) = taken else { return };
    put(filling, taken.before, button, redraw);
    filling.live().say(text(filling.lang(), Key::OFFER_ALL_UNDONE));
}

/// Enters it, draws it, and leaves focus where the button was.
fn put(filling: Filling, entered: Entered, button: &str, redraw: Callback<()>) {
    for (path, answer) in entered {
        filling.put(path, answer);
    }
    redraw.run(());
    focus::soon(button);
}

//! The own sessions: where one is signed in. Out: the wish to end one, or all others.

use super::desk::Desk;
use super::{api, faults, notice, wording};
use crate::components::button::{Button, Weight};
use crate::components::loader::Loader;
use crate::messages::{postbox as words, put};
use leptos::prelude::*;
use leptos::task::spawn_local;
use vordruck_contract::accounts::{SessionFacts, SessionList};

pub(super) fn view(desk: Desk) -> AnyView {
    let loaded = RwSignal::new(None::<SessionList>);
    let trouble = RwSignal::new(None);
    let load = Callback::new(move |()| {
        spawn_local(async move {
            match desk.told(api::sessions().await) {
                Ok(list) => drop(loaded.try_set(Some(list))),
                Err(failure) => notice::tell(trouble, failure),
            }
        });
    });
    load.run(());
    let end = Callback::new(move |one: Option<String>| {
        spawn_local(async move {
            match desk.told(api::end_sessions(one).await) {
                Ok(()) => {
                    desk.live.say(words::SESSION_ENDED);
                    load.run(());
                }
                Err(failure) => {
                    desk.live.say(&faults::wording(&failure));
                    notice::tell(trouble, failure);
                }
            }
        });
    });
    let list = move || match loaded.get() {
        None => view! { <Loader words=words::LOADING_SESSIONS/> }.into_any(),
        Some(list) => {
            let lines: Vec<AnyView> = list.sessions.into_iter().map(|session| line(session, end)).collect();
            view! { <ul class="vd-files">{lines}</ul> }.into_any()
        }
    };
    let has_others = Memo::new(move |_| loaded.with(|list| list.as_ref().is_some_and(|list| list.sessions.len() > 1)));
    let others = move || {
        let press = Callback::new(move |()| end.run(None));
        has_others.get().then(|| view! { <Button label=words::END_OTHERS.to_owned() weight=Weight::Secondary press/> })
    };
    view! {
        <section class="vd-flow" aria-labelledby="vd-sitzungen">
            <h2 class="kern-heading-small" id="vd-sitzungen">{words::SESSIONS}</h2>
            {notice::view(trouble, Some(load))}
            {list}
            {others}
        </section>
    }
    .into_any()
}

fn line(session: SessionFacts, end: Callback<Option<String>>) -> AnyView {
    let browser = if session.browser.is_empty() { words::SESSION_UNKNOWN.to_owned() } else { session.browser };
    let title = if session.is_this { put(words::SESSION_THIS, &[("browser", &browser)]) } else { browser };
    let times = put(
        words::SESSION_TIMES,
        &[("address", &session.address), ("began", &wording::moment(&session.began_at)), ("seen", &wording::moment(&session.seen_at))],
    );
    let about = [": ", &title, ", ", &session.address].concat();
    let action = (!session.is_this).then(|| {
        let press = Callback::new(move |()| end.run(Some(session.id.clone())));
        view! { <div class="vd-file__actions"><Button label=words::END_SESSION.to_owned() about=about weight=Weight::Tertiary press/></div> }
    });
    view! {
        <li class="vd-file">
            <div class="vd-file__text"><p class="vd-file__name">{title}</p><p class="vd-file__meta">{times}</p></div>
            {action}
        </li>
    }
    .into_any()
}

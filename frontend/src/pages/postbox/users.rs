//! A tenant's users. In: a tenant one administers. Out: the list, on screen, as table and on paper; somebody invited, with the link shown once.

use super::desk::Desk;
use super::mistakes::{Mistakes, missing};
use super::route::Route;
use super::{api, faults, link, notice, permissions, wording};
use crate::components::button::{Button, Weight};
use crate::components::loader::Loader;
use crate::components::note::{Note, Tone};
use crate::components::page_heading::PageHeading;
use crate::components::question::Question;
use crate::components::text_input::{TextInput, Typed, Width};
use crate::messages::{Lang, postbox as words, put};
use crate::platform::{address, clipboard, download, focus};
use crate::wire::Failure;
use leptos::prelude::*;
use leptos::task::spawn_local;
use vordruck_contract::accounts::{Invitation, NewUser, Permissions, User, UserList, UserStatus};
use vordruck_contract::paths;
use vordruck_contract::postbox::ServiceAccess;

const NAME: &str = "vd-neu-name";
const DISPLAY_NAME: &str = "vd-neu-anzeige";
/// Where the link is shown.
pub(super) const LINK: &str = "vd-einladung";

pub(super) fn view(desk: Desk, tenant: String) -> AnyView {
    desk.arrive(words::USERS);
    let loaded = RwSignal::new(None::<UserList>);
    let trouble = RwSignal::new(None);
    let invited = RwSignal::new(None::<Invitation>);
    let load = {
        let tenant = tenant.clone();
        Callback::new(move |()| {
            let tenant = tenant.clone();
            spawn_local(async move {
                match desk.told(api::users(&tenant).await) {
                    Ok(list) => drop(loaded.try_set(Some(list))),
                    Err(failure) => notice::tell(trouble, failure),
                }
            });
        })
    };
    load.run(());
    let shown = tenant.clone();
    let body = move || match (loaded.get(), trouble.with(Option::is_some)) {
        (Some(list), _) => {
            view! { {table(desk, &shown, &list)} {downloads(desk, &shown, trouble)} {inviting(desk, &shown, list.services, invited, load)} }
                .into_any()
        }
        (None, false) => view! { <Loader words=words::LOADING_USERS/> }.into_any(),
        (None, true) => ().into_any(),
    };
    view! {
        {notice::view(trouble, Some(load))}
        <PageHeading title=words::USERS.to_owned()/>
        <p class="kern-body">{link::to(desk, Route::Audit(tenant.clone()), "kern-link vd-alone", words::AUDIT.into_any())}</p>
        <p class="kern-body">{link::to(desk, Route::Transport(tenant), "kern-link vd-alone", words::TRANSPORT.into_any())}</p>
        {move || invited.get().map(|invitation| link_note(desk, &invitation))}
        {body}
    }
    .into_any()
}

/// The link of an invitation: shown once, to be handed over by a way one trusts.
pub(super) fn link_note(desk: Desk, invitation: &Invitation) -> AnyView {
    let address = [&address::origin(), paths::POSTBOX_INVITATION_PAGE, "#", &invitation.token].concat();
    let title = put(words::LINK_TITLE, &[("person", &invitation.user.display_name)]);
    let paragraphs = vec![put(words::LINK_TEXT, &[("until", &wording::moment(&invitation.expires_at))])];
    let copied = address.clone();
    let press = Callback::new(move |()| {
        let address = copied.clone();
        spawn_local(async move {
            desk.live.say(if clipboard::copy(&address).await { words::LINK_COPIED } else { words::LINK_NOT_COPIED });
        });
    });
    let action = view! {
        <p class="kern-body"><code class="vd-break">{address}</code></p>
        <Button label=words::LINK_COPY.to_owned() weight=Weight::Secondary press/>
    };
    view! { <div id=LINK tabindex="-1"><Note tone=Tone::Success title paragraphs action=action.into_any()/></div> }.into_any()
}

fn table(desk: Desk, tenant: &str, list: &UserList) -> AnyView {
    let heads: Vec<AnyView> = [words::COL_PERSON, words::COL_PERMISSIONS, words::COL_STATUS, words::COL_SEEN]
        .into_iter()
        .map(|head| view! { <th class="kern-table__header" scope="col">{head}</th> }.into_any())
        .collect();
    let rows: Vec<AnyView> = list.users.iter().map(|user| row(desk, tenant, user, &list.services)).collect();
    view! {
        <div class="kern-table-responsive">
            <table class="kern-table vd-table--stack">
                <caption class="kern-sr-only">{words::USERS}</caption>
                <thead class="kern-table__header"><tr class="kern-table__row">{heads}</tr></thead>
                <tbody class="kern-table__body">{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(desk: Desk, tenant: &str, user: &User, services: &[ServiceAccess]) -> AnyView {
    let name = put(words::PERSON_NAME, &[("person", &user.display_name), ("name", &user.name)]);
    let person = if user.is_managed_here && !user.is_self {
        link::to(desk, Route::User(tenant.to_owned(), user.id.clone()), "kern-link", name.into_any())
    } else {
        let why = if user.is_self { words::IS_SELF } else { words::IS_ELSEWHERE };
        view! { {name}<p class="vd-file__meta">{why}</p> }.into_any()
    };
    let (class, status) = status(user.status);
    let seen = user.signed_in_at.as_deref().map_or_else(|| words::NEVER.to_owned(), wording::moment);
    view! {
        <tr class="kern-table__row">
            <th class="kern-table__cell" scope="row">{person}</th>
            <td class="kern-table__cell" data-label=words::COL_PERMISSIONS>{permissions::in_words(&user.permissions, services)}</td>
            <td class="kern-table__cell" data-label=words::COL_STATUS>
                <span class=class><span class="kern-label kern-label--small">{status}</span></span>
            </td>
            <td class="kern-table__cell" data-label=words::COL_SEEN>{seen}</td>
        </tr>
    }
    .into_any()
}

fn status(status: UserStatus) -> (&'static str, &'static str) {
    match status {
        UserStatus::Active => ("kern-badge kern-badge--success", words::STATUS_ACTIVE),
        UserStatus::Invited => ("kern-badge kern-badge--info", words::STATUS_INVITED),
        UserStatus::Locked => ("kern-badge kern-badge--warning", words::STATUS_LOCKED),
    }
}

fn downloads(desk: Desk, tenant: &str, trouble: RwSignal<Option<Failure>>) -> AnyView {
    let button = |label: &'static str, path: String, name: &'static str, media_type: &'static str| {
        let press = Callback::new(move |()| {
            let path = path.clone();
            spawn_local(async move {
                match desk.told(api::file(&path).await) {
                    Ok(bytes) => {
                        download::offer(name, media_type, &bytes);
                        desk.live.say(&put(words::DOWNLOADED, &[("name", name)]));
                    }
                    Err(failure) => {
                        desk.live.say(&faults::wording(&failure));
                        notice::tell(trouble, failure);
                    }
                }
            });
        });
        view! { <Button label=label.to_owned() weight=Weight::Secondary icon="download" press/> }.into_any()
    };
    view! {
        <div class="vd-toolbar">
            {button(words::USERS_PDF, paths::postbox_users_pdf(tenant), "Berechtigte.pdf", "application/pdf")}
            {button(words::USERS_CSV, paths::postbox_users_csv(tenant), "Berechtigte.csv", "text/csv")}
        </div>
    }
    .into_any()
}

fn inviting(desk: Desk, tenant: &str, services: Vec<ServiceAccess>, invited: RwSignal<Option<Invitation>>, load: Callback<()>) -> AnyView {
    let mut name = Question::new(NAME, words::USER_NAME, Lang::De);
    name.hint = Some(words::USER_NAME_HINT.to_owned());
    let display_name = Question::new(DISPLAY_NAME, words::DISPLAY_NAME, Lang::De);
    let (name_error, display_name_error, permissions_error) = (name.error, display_name.error, RwSignal::new(None));
    let (typed_name, typed_display_name) = (StoredValue::new(String::new()), StoredValue::new(String::new()));
    let chosen = RwSignal::new(Permissions::default());
    let mistakes = Mistakes::of(desk, words::USERS);
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None));
    let show = move |name: Option<String>, display_name: Option<String>, permissions: Option<String>| {
        mistakes.show([
            (NAME, name_error, name),
            (DISPLAY_NAME, display_name_error, display_name),
            (permissions::ID, permissions_error, permissions),
        ])
    };
    let owner = tenant.to_owned();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let user = NewUser {
            name: typed_name.get_value().trim().to_owned(),
            display_name: typed_display_name.get_value().trim().to_owned(),
            permissions: chosen.get_untracked(),
        };
        let is_fine = show(
            missing(&user.name, words::NAME_MISSING),
            missing(&user.display_name, words::DISPLAY_NAME_MISSING),
            (user.permissions == Permissions::default()).then(|| words::PERMISSIONS_MISSING.to_owned()),
        );
        if !is_fine || busy.get_untracked() {
            return;
        }
        busy.set(true);
        trouble.set(None);
        let owner = owner.clone();
        spawn_local(async move {
            let outcome = desk.told(api::invite(&owner, &user).await);
            busy.try_set(false);
            match outcome {
                Ok(invitation) => {
                    invited.set(Some(invitation));
                    load.run(());
                    focus::soon(LINK);
                }
                Err(Failure::Refused(refusal)) if refusal.errors.iter().any(|error| error.pointer == "/name") => {
                    let is_taken = refusal.errors.iter().any(|error| error.code == "taken");
                    show(Some(if is_taken { words::NAME_TAKEN } else { words::NAME_MALFORMED }.to_owned()), None, None);
                }
                Err(Failure::Refused(refusal)) if refusal.errors.iter().any(|error| error.pointer == "/display_name") => {
                    show(None, Some(words::DISPLAY_NAME_TOO_LONG.to_owned()), None);
                }
                Err(failure) => {
                    desk.live.say(&faults::wording(&failure));
                    notice::tell(trouble, failure);
                }
            }
        });
    };
    view! {
        <section class="vd-flow vd-narrow" aria-labelledby="vd-einladen">
            <h2 class="kern-heading-small" id="vd-einladen">{words::INVITE}</h2>
            <p class="kern-body">{words::INVITE_TEXT}</p>
            {notice::view(trouble, None)}
            {mistakes.view()}
            <form novalidate class="vd-fields" on:submit=submit>
                <TextInput
                    question=display_name value=String::new() typed=Typed::Text width=Width::Full autocomplete=None
                    enter=Callback::new(move |text: String| typed_display_name.set_value(text))
                />
                <TextInput
                    question=name value=String::new() typed=Typed::Text width=Width::Full autocomplete=None
                    enter=Callback::new(move |text: String| typed_name.set_value(text))
                />
                {permissions::boxes(&services, &Permissions::default(), permissions_error, chosen)}
                <Button label=words::INVITE.to_owned() weight=Weight::Primary submit=true busy/>
            </form>
        </section>
    }
    .into_any()
}

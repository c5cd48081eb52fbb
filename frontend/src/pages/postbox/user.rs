//! One of a tenant's users. In: an id. Out: name and permissions changed, the account locked, a new link made, the account removed.

use super::desk::Desk;
use super::mistakes::{Mistakes, missing};
use super::route::Route;
use super::{api, faults, link, notice, permissions, users};
use crate::components::button::{Button, Icon, Weight};
use crate::components::dialog::{Answer, dialog};
use crate::components::loader::Loader;
use crate::components::page_heading::PageHeading;
use crate::components::question::Question;
use crate::components::text_input::{TextInput, Typed, Width};
use crate::messages::{Lang, postbox as words, put};
use crate::platform::focus;
use crate::wire::Failure;
use leptos::prelude::*;
use leptos::task::spawn_local;
use vordruck_contract::accounts::{Invitation, Permissions, User, UserChange, UserList, UserStatus};

const DISPLAY_NAME: &str = "vd-person-anzeige";

/// A user on the screen.
#[derive(Clone, Copy)]
struct Open {
    desk: Desk,
    tenant: StoredValue<String>,
    id: StoredValue<String>,
    display_name: StoredValue<String>,
    chosen: RwSignal<Permissions>,
    is_locked: RwSignal<bool>,
    invited: RwSignal<Option<Invitation>>,
    permissions_error: RwSignal<Option<String>>,
    display_name_error: RwSignal<Option<String>>,
    trouble: RwSignal<Option<Failure>>,
    busy: RwSignal<bool>,
}

pub(super) fn view(desk: Desk, tenant: String, id: String) -> AnyView {
    desk.arrive(words::USER);
    let open = Open {
        desk,
        tenant: StoredValue::new(tenant.clone()),
        id: StoredValue::new(id.clone()),
        display_name: StoredValue::new(String::new()),
        chosen: RwSignal::new(Permissions::default()),
        is_locked: RwSignal::new(false),
        invited: RwSignal::new(None),
        permissions_error: RwSignal::new(None),
        display_name_error: RwSignal::new(None),
        trouble: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    let loaded = RwSignal::new(None::<(User, UserList)>);
    let title = RwSignal::new(words::USER.to_owned());
    let owner = tenant.clone();
    spawn_local(async move {
        match desk.told(api::users(&owner).await) {
            Ok(list) => match list.users.iter().find(|user| user.id == id).cloned() {
                Some(user) => {
                    title.set(put(words::PERSON_NAME, &[("person", &user.display_name), ("name", &user.name)]));
                    desk.arrive(&title.get_untracked());
                    open.display_name.set_value(user.display_name.clone());
                    open.is_locked.set(user.status == UserStatus::Locked);
                    loaded.set(Some((user, list)));
                }
                None => desk.go(Route::Users(owner)),
            },
            Err(failure) => notice::tell(open.trouble, failure),
        }
    });
    let body = move || match loaded.get() {
        Some((user, list)) => open.form(&user, &list),
        None => view! { <Loader words=words::LOADING_USERS/> }.into_any(),
    };
    let back = view! { <Icon name="arrow-back"/>{words::TO_USERS} }.into_any();
    view! {
        {link::to(desk, Route::Users(tenant), "kern-link vd-back", back)}
        {notice::view(open.trouble, None)}
        {move || view! { <PageHeading title=title.get()/> }}
        {move || open.invited.get().map(|invitation| users::link_note(desk, &invitation))}
        <div class="vd-flow vd-narrow">{body}</div>
    }
    .into_any()
}

impl Open {
    fn form(self, user: &User, list: &UserList) -> AnyView {
        let mut display_name = Question::new(DISPLAY_NAME, words::DISPLAY_NAME, Lang::De);
        display_name.error = self.display_name_error;
        let removing = RwSignal::new(false);
        let title = put(words::PERSON_NAME, &[("person", &user.display_name), ("name", &user.name)]);
        let mistakes = Mistakes::of(self.desk, &title);
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.save(mistakes);
        };
        let answers = [
            Answer { label: words::REMOVE_NOT, weight: Weight::Secondary, press: Callback::new(|()| {}) },
            Answer { label: words::REMOVE, weight: Weight::Primary, press: Callback::new(move |()| self.remove()) },
        ];
        view! {
            {mistakes.view()}
            <form novalidate class="vd-fields" on:submit=submit>
                <TextInput
                    question=display_name value=user.display_name.clone() typed=Typed::Text width=Width::Full autocomplete=None
                    enter=Callback::new(move |text: String| self.display_name.set_value(text))
                />
                {permissions::boxes(&list.services, &user.permissions, self.permissions_error, self.chosen)}
                <div class="kern-form-check">
                    <input
                        class="kern-form-check__checkbox" type="checkbox" id="vd-gesperrt" aria-describedby="vd-gesperrt-hint"
                        checked=user.status == UserStatus::Locked on:change=move |event| self.is_locked.set(event_target_checked(&event))
                    />
                    <label class="kern-label" for="vd-gesperrt">{words::LOCK}</label>
                </div>
                <p class="kern-hint" id="vd-gesperrt-hint">{words::LOCK_HINT}</p>
                <Button label=words::SAVE.to_owned() weight=Weight::Primary submit=true busy=self.busy/>
            </form>
            <section class="vd-flow" aria-labelledby="vd-mehr">
                <h2 class="kern-heading-small" id="vd-mehr">{words::LOST_ACCESS}</h2>
                <p class="kern-body">{words::LOST_ACCESS_TEXT}</p>
                <Button label=words::NEW_LINK.to_owned() weight=Weight::Secondary press=Callback::new(move |()| self.invite_again())/>
            </section>
            <section class="vd-flow" aria-labelledby="vd-weg">
                <h2 class="kern-heading-small" id="vd-weg">{words::REMOVE_TITLE}</h2>
                <p class="kern-body">{words::REMOVE_TEXT}</p>
                <Button label=words::REMOVE.to_owned() weight=Weight::Secondary press=Callback::new(move |()| removing.set(true))/>
            </section>
            {dialog("vd-entfernen", words::REMOVE_TITLE, words::REMOVE_SURE, removing, &answers)}
        }
        .into_any()
    }

    fn save(self, mistakes: Mistakes) {
        let change = UserChange {
            display_name: self.display_name.get_value().trim().to_owned(),
            permissions: self.chosen.get_untracked(),
            is_locked: self.is_locked.get_untracked(),
        };
        let is_fine = mistakes.show([
            (DISPLAY_NAME, self.display_name_error, missing(&change.display_name, words::DISPLAY_NAME_MISSING)),
            (
                permissions::ID,
                self.permissions_error,
                (change.permissions == Permissions::default()).then(|| words::PERMISSIONS_MISSING.to_owned()),
            ),
        ]);
        if !is_fine {
            return;
        }
        let (tenant, id) = (self.tenant.get_value(), self.id.get_value());
        self.work(async move {
            api::change_user(&tenant, &id, &change).await?;
            self.desk.live.say(words::SAVED);
            self.desk.go(Route::Users(tenant));
            Ok(())
        });
    }

    fn invite_again(self) {
        let (tenant, id) = (self.tenant.get_value(), self.id.get_value());
        self.work(async move {
            self.invited.set(Some(api::invite_again(&tenant, &id).await?));
            focus::soon(users::LINK);
            Ok(())
        });
    }

    fn remove(self) {
        let (tenant, id) = (self.tenant.get_value(), self.id.get_value());
        self.work(async move {
            api::remove_user(&tenant, &id).await?;
            self.desk.live.say(words::REMOVED);
            self.desk.go(Route::Users(tenant));
            Ok(())
        });
    }

    fn work(self, task: impl Future<Output = Result<(), Failure>> + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.trouble.set(None);
        spawn_local(async move {
            let outcome = self.desk.told(task.await);
            self.busy.try_set(false);
            if let Err(failure) = outcome {
                self.desk.live.say(&faults::wording(&failure));
                notice::tell(self.trouble, failure);
            }
        });
    }
}

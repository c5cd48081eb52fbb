//! Changing the own password. In: the present one, the one to come. Out: changed, or what is wrong with it.

use super::desk::Desk;
use super::mistakes::{Mistakes, missing};
use super::{api, faults, notice, wording};
use crate::components::button::{Button, Weight};
use crate::components::page_heading::PageHeading;
use crate::components::password_input::PasswordInput;
use crate::components::question::Question;
use crate::messages::{Lang, postbox as words};
use crate::wire::Failure;
use leptos::prelude::*;
use leptos::task::spawn_local;
use vordruck_contract::postbox::PasswordProfile;
use vordruck_contract::problem::ProblemKind;

const NOW: &str = "vd-passwort-bisher";
const NEW: &str = "vd-passwort-neu";

#[derive(Clone, Copy)]
struct Form {
    desk: Desk,
    now: StoredValue<String>,
    new: StoredValue<String>,
    now_error: RwSignal<Option<String>>,
    new_error: RwSignal<Option<String>>,
    mistakes: Mistakes,
    trouble: RwSignal<Option<Failure>>,
    busy: RwSignal<bool>,
}

pub(super) fn view(desk: Desk) -> AnyView {
    let now = Question::new(NOW, words::PASSWORD_NOW, Lang::De);
    let mut new = Question::new(NEW, words::PASSWORD_NEW, Lang::De);
    let profile = desk.session.with_untracked(|session| session.as_ref().map(|session| session.password_profile).unwrap_or_default());
    let rules = match profile {
        PasswordProfile::Modern => words::PASSWORD_RULES_MODERN,
        PasswordProfile::Bestand => words::PASSWORD_RULES_BESTAND,
    };
    new.hint = Some(rules.to_owned());
    let form = Form {
        desk,
        now: StoredValue::new(String::new()),
        new: StoredValue::new(String::new()),
        now_error: now.error,
        new_error: new.error,
        mistakes: Mistakes::of(desk, words::PASSWORD_TITLE),
        trouble: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    desk.arrive(words::PASSWORD_TITLE);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.submit();
    };
    let busy = form.busy;
    let name = desk.session.with_untracked(|session| session.as_ref().map(|session| session.name.clone()));
    view! {
        <div class="vd-login vd-flow">
            {notice::view(form.trouble, None)}
            {form.mistakes.view()}
            <PageHeading title=words::PASSWORD_TITLE.to_owned()/>
            <form novalidate on:submit=submit class="vd-fields">
                // For password managers, which ask themselves whose password this is.
                <input type="text" autocomplete="username" value=name hidden readonly/>
                <PasswordInput question=now autocomplete="current-password" enter=Callback::new(move |text: String| form.now.set_value(text))/>
                <PasswordInput question=new autocomplete="new-password" enter=Callback::new(move |text: String| form.new.set_value(text))/>
                <Button label=words::PASSWORD_SAVE.to_owned() weight=Weight::Primary submit=true busy/>
            </form>
        </div>
    }
    .into_any()
}

impl Form {
    fn submit(self) {
        let (now, new) = (self.now.get_value(), self.new.get_value());
        let (no_now, no_new) = (missing(&now, words::PASSWORD_MISSING), missing(&new, words::PASSWORD_NEW_MISSING));
        if self.busy.get_untracked() || !self.show(no_now, no_new) {
            return;
        }
        self.trouble.set(None);
        self.busy.set(true);
        self.desk.live.say(words::PASSWORD_BUSY);
        spawn_local(async move {
            let outcome = api::change_password(now, new).await;
            self.busy.try_set(false);
            match outcome {
                Ok(()) => self.desk.password_changed(),
                Err(failure) => self.refused(failure),
            }
        });
    }

    fn refused(self, failure: Failure) {
        let Failure::Refused(refusal) = &failure else { return notice::tell(self.trouble, failure) };
        let at = |pointer: &str| refusal.errors.iter().find(|error| error.pointer == pointer);
        let new = at("/new_password").and_then(|error| wording::password_fault(&error.code)).map(str::to_owned);
        // The present password is wrong: said at the field, and no reason to end the session.
        let is_wrong = at("/password").is_some() || refusal.kind == Some(ProblemKind::Forbidden);
        let now = is_wrong.then(|| words::PASSWORD_WRONG.to_owned());
        if now.is_some() || new.is_some() {
            self.show(now, new);
            return;
        }
        if failure.is(ProblemKind::NotAuthorised) {
            return self.desk.session_over();
        }
        self.desk.live.say(&faults::wording(&failure));
        notice::tell(self.trouble, failure);
    }

    /// Shows what is wrong at the fields and above them; true when nothing is.
    fn show(self, now: Option<String>, new: Option<String>) -> bool {
        self.mistakes.show([(NOW, self.now_error, now), (NEW, self.new_error, new)])
    }
}

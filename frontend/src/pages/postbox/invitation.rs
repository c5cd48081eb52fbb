//! Accepting an invitation: who was invited sets a password. In: the secret behind `#`, which is taken out of the address bar first. Out: the sign-in page.

use super::desk::Desk;
use super::mistakes::{Mistakes, missing};
use super::{api, faults, notice, wording};
use crate::components::button::{Button, Weight};
use crate::components::loader::Loader;
use crate::components::note::{Note, Tone};
use crate::components::page_heading::PageHeading;
use crate::components::password_input::PasswordInput;
use crate::components::question::Question;
use crate::messages::{Lang, postbox as words, put};
use crate::platform::address;
use crate::wire::Failure;
use leptos::prelude::*;
use leptos::task::spawn_local;
use vordruck_contract::accounts::InvitationFacts;
use vordruck_contract::postbox::PasswordProfile;
use vordruck_contract::problem::ProblemKind;

const NEW: &str = "vd-passwort-neu";

#[derive(Clone, Copy)]
struct Form {
    desk: Desk,
    token: StoredValue<String>,
    new: StoredValue<String>,
    error: RwSignal<Option<String>>,
    mistakes: Mistakes,
    trouble: RwSignal<Option<Failure>>,
    busy: RwSignal<bool>,
}

pub(super) fn view(desk: Desk) -> AnyView {
    desk.arrive(words::INVITATION);
    let form = Form {
        desk,
        token: StoredValue::new(address::take_fragment()),
        new: StoredValue::new(String::new()),
        error: RwSignal::new(None),
        mistakes: Mistakes::of(desk, words::INVITATION),
        trouble: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    let facts = RwSignal::new(None::<Option<InvitationFacts>>);
    spawn_local(async move {
        match api::look_at_invitation(form.token.get_value()).await {
            Ok(known) => drop(facts.try_set(Some(Some(known)))),
            Err(failure) if failure.is(ProblemKind::NotFound) || failure.is(ProblemKind::InvalidFields) => drop(facts.try_set(Some(None))),
            Err(failure) => notice::tell(form.trouble, failure),
        }
    });
    let body = move || match facts.get() {
        None => view! { <Loader words=words::INVITATION_LOADING/> }.into_any(),
        Some(None) => {
            let paragraphs = vec![words::INVITATION_GONE.to_owned()];
            view! { <Note tone=Tone::Warning title=words::INVITATION_GONE_TITLE.to_owned() paragraphs/> }.into_any()
        }
        Some(Some(facts)) => form.inputs(facts),
    };
    view! {
        <div class="vd-login vd-flow">
            {notice::view(form.trouble, None)}
            {form.mistakes.view()}
            <PageHeading title=words::INVITATION.to_owned()/>
            {body}
        </div>
    }
    .into_any()
}

impl Form {
    fn inputs(self, facts: InvitationFacts) -> AnyView {
        let mut question = Question::new(NEW, words::PASSWORD_NEW, Lang::De);
        question.error = self.error;
        question.hint = Some(
            match facts.password_profile {
                PasswordProfile::Modern => words::PASSWORD_RULES_MODERN,
                PasswordProfile::Bestand => words::PASSWORD_RULES_BESTAND,
            }
            .to_owned(),
        );
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.submit();
        };
        view! {
            <p class="kern-body">{put(words::INVITATION_FOR, &[("person", &facts.display_name), ("name", &facts.name)])}</p>
            <form novalidate class="vd-fields" on:submit=submit>
                // For password managers, which ask themselves whose password this is.
                <input type="text" autocomplete="username" value=facts.name hidden readonly/>
                <PasswordInput question autocomplete="new-password" enter=Callback::new(move |text: String| self.new.set_value(text))/>
                <Button label=words::INVITATION_ACCEPT.to_owned() weight=Weight::Primary submit=true busy=self.busy/>
            </form>
        }
        .into_any()
    }

    fn submit(self) {
        let new = self.new.get_value();
        if self.busy.get_untracked() || !self.show(missing(&new, words::PASSWORD_NEW_MISSING)) {
            return;
        }
        self.trouble.set(None);
        self.busy.set(true);
        spawn_local(async move {
            let outcome = api::accept_invitation(self.token.get_value(), new).await;
            self.busy.try_set(false);
            match outcome {
                Ok(()) => self.desk.password_changed(),
                Err(failure) => self.refused(failure),
            }
        });
    }

    fn refused(self, failure: Failure) {
        let fault = match &failure {
            Failure::Refused(refusal) => refusal.errors.iter().find_map(|error| wording::password_fault(&error.code)),
            Failure::NoAnswer | Failure::Misunderstood => None,
        };
        match fault {
            Some(fault) => drop(self.show(Some(fault.to_owned()))),
            None => {
                self.desk.live.say(&faults::wording(&failure));
                notice::tell(self.trouble, failure);
            }
        }
    }

    /// Shows what is wrong with the password; true when nothing is.
    fn show(self, error: Option<String>) -> bool {
        self.mistakes.show([(NEW, self.error, error)])
    }
}

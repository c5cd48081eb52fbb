//! Signing in. In: name and password, or a passkey. Out: a session, which the private side keeps. A wrong name and a wrong password are told alike.

use super::desk::Desk;
use super::mistakes::{Mistakes, missing};
use super::{api, faults, notice, wording};
use crate::components::button::{Button, Weight};
use crate::components::loader::Loader;
use crate::components::note::{Note, Tone};
use crate::components::page_heading::PageHeading;
use crate::components::password_input::PasswordInput;
use crate::components::question::Question;
use crate::components::text_input::{TextInput, Typed, Width};
use crate::messages::{Lang, postbox as words};
use crate::platform::{focus, passkey};
use crate::wire::Failure;
use leptos::prelude::*;
use leptos::task::spawn_local;
use vordruck_contract::postbox::Session;
use vordruck_contract::problem::ProblemKind;

const NAME: &str = "vd-benutzername";
const PASSWORD: &str = "vd-passwort";
const CODE: &str = "vd-code";
const WITH_PASSKEY: &str = "vd-mit-passkey";

/// Why nobody is signed in.
enum Refused {
    /// Name, password or code.
    Password(Failure),
    /// The private side does not take the passkey.
    Passkey,
    /// The browser gave none.
    Browser(passkey::NoPasskey),
    /// Something else.
    Trouble(Failure),
}

#[derive(Clone, Copy)]
struct Form {
    desk: Desk,
    name: StoredValue<String>,
    password: StoredValue<String>,
    /// The second factor; asked for when the private side asks for it.
    code: StoredValue<String>,
    code_asked: RwSignal<bool>,
    code_error: RwSignal<Option<String>>,
    name_error: RwSignal<Option<String>>,
    password_error: RwSignal<Option<String>>,
    mistakes: Mistakes,
    /// What was said about a passkey.
    hint: RwSignal<Option<String>>,
    trouble: RwSignal<Option<Failure>>,
    busy: RwSignal<bool>,
}

pub(super) fn view(desk: Desk) -> AnyView {
    let name = Question::new(NAME, words::USER_NAME, Lang::De);
    let password = Question::new(PASSWORD, words::PASSWORD, Lang::De);
    let form = Form {
        desk,
        name: StoredValue::new(String::new()),
        password: StoredValue::new(String::new()),
        code: StoredValue::new(String::new()),
        code_asked: RwSignal::new(false),
        code_error: RwSignal::new(None),
        name_error: name.error,
        password_error: password.error,
        mistakes: Mistakes::of(desk, words::SIGN_IN_TITLE),
        hint: RwSignal::new(None),
        trouble: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    desk.arrive(words::SIGN_IN_TITLE);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.submit();
    };
    let farewell = move || {
        desk.farewell.get().map(|(title, text)| {
            let paragraphs = if text.is_empty() { Vec::new() } else { vec![text.to_owned()] };
            view! { <Note tone=Tone::Info title=title.to_owned() paragraphs/> }
        })
    };
    let busy = form.busy;
    let with_passkey = passkey::are_possible().then(|| {
        let press = Callback::new(move |()| form.submit_passkey());
        view! { <Button label=words::PASSKEY_SIGN_IN.to_owned() weight=Weight::Secondary id=WITH_PASSKEY press busy/> }
    });
    view! {
        <div class="vd-login vd-flow">
            {notice::view(form.trouble, None)}
            {form.mistakes.view()}
            {farewell}
            <PageHeading title=words::SIGN_IN_TITLE.to_owned()/>
            <form novalidate on:submit=submit class="vd-fields">
                <TextInput
                    question=name value=String::new() typed=Typed::Text width=Width::Full autocomplete=Some("username".to_owned())
                    enter=Callback::new(move |text: String| form.name.set_value(text))
                />
                <PasswordInput
                    question=password autocomplete="current-password" enter=Callback::new(move |text: String| form.password.set_value(text))
                />
                {move || form.code_asked.get().then(|| form.code_input())}
                <Button label=words::SIGN_IN.to_owned() weight=Weight::Primary submit=true busy/>
            </form>
            {move || form.hint.get().map(|hint| view! { <Note tone=Tone::Warning title=hint paragraphs=Vec::new()/> })}
            {with_passkey}
            {move || busy.get().then(|| view! { <Loader words=words::SIGN_IN_BUSY/> })}
        </div>
    }
    .into_any()
}

impl Form {
    fn submit(self) {
        let (name, password) = (self.name.get_value(), self.password.get_value());
        let (no_name, no_password) = (missing(name.trim(), words::NAME_MISSING), missing(&password, words::PASSWORD_MISSING));
        if self.busy.get_untracked() || !self.show(no_name, no_password, None) {
            return;
        }
        let code = Some(self.code.get_value()).filter(|code| self.code_asked.get_untracked() && !code.trim().is_empty());
        self.enter(async move {
            api::sign_in(name.trim().to_owned(), password, code).await.map_err(|failure| {
                // Fields that can't be right, such as a password longer than any, are as wrong as others.
                let is_wrong = failure.is(ProblemKind::NotAuthorised) || failure.is(ProblemKind::InvalidFields);
                if is_wrong { Refused::Password(failure) } else { Refused::Trouble(failure) }
            })
        });
    }

    /// Signs in without name and password.
    fn submit_passkey(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.show(None, None, None);
        self.enter(async move {
            let options = api::passkey_ceremony().await.map_err(Refused::Trouble)?;
            let credential = passkey::sign(&options).await.map_err(Refused::Browser)?;
            api::sign_in_with_passkey(credential)
                .await
                .map_err(|failure| if failure.is(ProblemKind::NotAuthorised) { Refused::Passkey } else { Refused::Trouble(failure) })
        });
    }

    fn enter(self, proof: impl Future<Output = Result<Session, Refused>> + 'static) {
        self.trouble.set(None);
        self.hint.set(None);
        self.busy.set(true);
        self.desk.live.say(words::SIGN_IN_BUSY);
        spawn_local(async move {
            let outcome = proof.await;
            self.busy.try_set(false);
            match outcome {
                Ok(session) => self.desk.signed_in(session),
                Err(Refused::Password(failure)) => self.refused(&failure),
                Err(Refused::Passkey) => self.tell(words::PASSKEY_SIGN_IN_REFUSED),
                Err(Refused::Browser(why)) => self.tell(&wording::no_passkey(why, "")),
                Err(Refused::Trouble(failure)) => {
                    self.desk.live.say(&faults::wording(&failure));
                    notice::tell(self.trouble, failure);
                }
            }
        });
    }

    /// The code of the second factor: of an app that shows it for half a minute; password managers may fill it in (WCAG 1.3.5, 3.3.8).
    fn code_input(self) -> AnyView {
        let mut question = Question::new(CODE, words::CODE, Lang::De);
        question.hint = Some(words::CODE_HINT.to_owned());
        question.error = self.code_error;
        view! {
            <TextInput
                question value=String::new() typed=Typed::Digits width=Width::Ten autocomplete=Some("one-time-code".to_owned())
                enter=Callback::new(move |text: String| self.code.set_value(text))
            />
        }
        .into_any()
    }

    fn refused(self, failure: &Failure) {
        let code = |pointer: &str| match failure {
            Failure::Refused(refusal) => refusal.errors.iter().find(|error| error.pointer == pointer).map(|error| error.code.as_str()),
            Failure::NoAnswer | Failure::Misunderstood => None,
        };
        match (code("/passkey"), code("/code")) {
            (Some(_), _) => {
                self.tell(words::PASSKEY_ASKED);
                focus::soon(WITH_PASSKEY);
            }
            (None, None) => drop(self.show(Some(words::SIGN_IN_WRONG.to_owned()), None, None)),
            (None, Some("required")) => {
                self.code_asked.set(true);
                self.desk.live.say(words::CODE_ASKED);
                focus::soon(CODE);
            }
            (None, Some(_)) => drop(self.show(None, None, Some(words::CODE_WRONG.to_owned()))),
        }
    }

    fn tell(self, words: &str) {
        self.desk.live.say(words);
        self.hint.set(Some(words.to_owned()));
    }

    /// Shows what is wrong at the fields and above them; true when nothing is.
    fn show(self, name: Option<String>, password: Option<String>, code: Option<String>) -> bool {
        self.mistakes.show([(NAME, self.name_error, name), (PASSWORD, self.password_error, password), (CODE, self.code_error, code)])
    }
}

//! Signing in. In: name and password. Out: a session, which the private side keeps. A wrong name and a wrong password are told alike.

use super::desk::Desk;
use super::{api, faults, notice};
use crate::components::button::{Button, Weight};
use crate::components::error_summary::{self, ErrorSummary, Line};
use crate::components::loader::Loader;
use crate::components::note::{Note, Tone};
use crate::components::page_heading::PageHeading;
use crate::components::password_input::PasswordInput;
use crate::components::question::Question;
use crate::components::text_input::{TextInput, Typed, Width};
use crate::messages::{Lang, postbox as words};
use crate::platform::focus;
use crate::wire::Failure;
use leptos::prelude::*;
use leptos::task::spawn_local;
use vordruck_contract::problem::ProblemKind;

const NAME: &str = "vd-benutzername";
const PASSWORD: &str = "vd-passwort";
const CODE: &str = "vd-code";

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
    lines: RwSignal<Vec<Line>>,
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
        lines: RwSignal::new(Vec::new()),
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
    view! {
        <div class="vd-login vd-flow">
            {notice::view(form.trouble, None)}
            <ErrorSummary lang=Lang::De lines=form.lines follow=Callback::new(|target: String| { focus::to(&target); })/>
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
            {move || busy.get().then(|| view! { <Loader words=words::SIGN_IN_BUSY/> })}
        </div>
    }
    .into_any()
}

impl Form {
    fn submit(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.trouble.set(None);
        let (name, password) = (self.name.get_value(), self.password.get_value());
        let missing = |text: &str, words: &str| text.is_empty().then(|| words.to_owned());
        let wrong = (missing(name.trim(), words::NAME_MISSING), missing(&password, words::PASSWORD_MISSING));
        let fine = wrong == (None, None);
        self.show(wrong.0, wrong.1, None);
        let code = Some(self.code.get_value()).filter(|code| self.code_asked.get_untracked() && !code.trim().is_empty());
        if !fine {
            return;
        }
        self.busy.set(true);
        self.desk.live.say(words::SIGN_IN_BUSY);
        spawn_local(async move {
            let outcome = api::sign_in(name.trim().to_owned(), password, code).await;
            self.busy.try_set(false);
            match outcome {
                Ok(session) => self.desk.signed_in(session),
                Err(failure) if failure.is(ProblemKind::NotAuthorised) => self.refused(&failure),
                Err(failure) => {
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
        let code = match failure {
            Failure::Refused(refusal) => refusal.errors.iter().find(|error| error.pointer == "/code").map(|error| error.code.clone()),
            Failure::NoAnswer | Failure::Misunderstood => None,
        };
        match code.as_deref() {
            None => self.show(Some(words::SIGN_IN_WRONG.to_owned()), None, None),
            Some("required") => {
                self.code_asked.set(true);
                self.desk.live.say(words::CODE_ASKED);
                focus::soon(CODE);
            }
            Some(_) => self.show(None, None, Some(words::CODE_WRONG.to_owned())),
        }
    }

    /// Shows what is wrong at the fields and above them.
    fn show(self, name: Option<String>, password: Option<String>, code: Option<String>) {
        let line = |target: &str, words: &Option<String>| words.clone().map(|words| Line { target: target.to_owned(), words });
        let lines: Vec<Line> = [line(NAME, &name), line(PASSWORD, &password), line(CODE, &code)].into_iter().flatten().collect();
        self.desk.mark(words::SIGN_IN_TITLE, !lines.is_empty());
        if !lines.is_empty() {
            focus::soon(error_summary::ID);
        }
        self.name_error.set(name);
        self.password_error.set(password);
        self.code_error.set(code);
        self.lines.set(lines);
    }
}

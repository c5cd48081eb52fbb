//! The second factor of the own account: set up with an authenticator app, confirmed by a code, removed with the password. In: password, code. Out: what
//! the app has to be told.

use super::desk::Desk;
use super::{api, faults, notice};
use crate::components::button::{Button, Weight};
use crate::components::password_input::PasswordInput;
use crate::components::question::Question;
use crate::components::text_input::{TextInput, Typed, Width};
use crate::messages::{Lang, postbox as words};
use crate::platform::focus;
use crate::qr;
use crate::wire::Failure;
use leptos::prelude::*;
use leptos::task::spawn_local;
use vordruck_contract::accounts::SecondFactorOffer;

const PASSWORD: &str = "vd-faktor-passwort";
const CODE: &str = "vd-faktor-code";

#[derive(Clone, Copy)]
struct Setting {
    desk: Desk,
    is_on: RwSignal<bool>,
    offer: RwSignal<Option<SecondFactorOffer>>,
    password: StoredValue<String>,
    code: StoredValue<String>,
    password_error: RwSignal<Option<String>>,
    code_error: RwSignal<Option<String>>,
    trouble: RwSignal<Option<Failure>>,
    busy: RwSignal<bool>,
}

/// The errors are those of password and code; the page's title says whether there are any.
pub(super) fn view(desk: Desk, [password_error, code_error]: [RwSignal<Option<String>>; 2]) -> AnyView {
    let is_on = desk.session.with_untracked(|session| session.as_ref().is_some_and(|session| session.has_second_factor));
    let setting = Setting {
        desk,
        is_on: RwSignal::new(is_on),
        offer: RwSignal::new(None),
        password: StoredValue::new(String::new()),
        code: StoredValue::new(String::new()),
        password_error,
        code_error,
        trouble: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    let part = move || match (setting.offer.get(), setting.is_on.get()) {
        (Some(offer), _) => setting.confirming(&offer),
        (None, is_on) => setting.beginning(is_on),
    };
    view! {
        <section class="vd-flow" aria-labelledby="vd-faktor">
            <h2 class="kern-heading-small" id="vd-faktor" tabindex="-1">{words::FACTOR}</h2>
            {notice::view(setting.trouble, None)}
            <p class="kern-body">{move || if setting.is_on.get() { words::FACTOR_ON } else { words::FACTOR_OFF }}</p>
            {part}
        </section>
    }
    .into_any()
}

impl Setting {
    fn beginning(self, is_on: bool) -> AnyView {
        let mut question = Question::new(PASSWORD, words::PASSWORD_NOW, Lang::De);
        question.error = self.password_error;
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.begin(is_on);
        };
        let label = if is_on { words::FACTOR_REMOVE } else { words::FACTOR_BEGIN };
        view! {
            <form novalidate class="vd-fields" on:submit=submit>
                <PasswordInput question autocomplete="current-password" enter=Callback::new(move |text: String| self.password.set_value(text))/>
                <Button label=label.to_owned() weight=Weight::Secondary submit=true busy=self.busy/>
            </form>
        }
        .into_any()
    }

    fn confirming(self, offer: &SecondFactorOffer) -> AnyView {
        let mut question = Question::new(CODE, words::CODE, Lang::De);
        question.error = self.code_error;
        question.hint = Some(words::CODE_HINT.to_owned());
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.confirm();
        };
        let picture = qr::svg(&offer.uri).map(|code| {
            let source = ["data:image/svg+xml,", &code].concat();
            view! { <img class="vd-phone__code" src=source alt=words::FACTOR_PICTURE width="240" height="240"/> }
        });
        view! {
            <p class="kern-body">{words::FACTOR_STEPS}</p>
            {picture}
            <p class="kern-body">{words::FACTOR_SECRET}": "<code class="vd-secret" translate="no">{offer.secret.clone()}</code></p>
            <p class="kern-body"><a class="kern-link vd-alone" href=offer.uri.clone()>{words::FACTOR_OPEN}</a></p>
            <form novalidate class="vd-fields" on:submit=submit>
                <TextInput
                    question value=String::new() typed=Typed::Digits width=Width::Ten autocomplete=Some("one-time-code".to_owned())
                    enter=Callback::new(move |text: String| self.code.set_value(text))
                />
                <Button label=words::FACTOR_CONFIRM.to_owned() weight=Weight::Primary submit=true busy=self.busy/>
            </form>
        }
        .into_any()
    }

    fn begin(self, is_on: bool) {
        let password = self.password.get_value();
        if password.is_empty() {
            self.password_error.set(Some(words::PASSWORD_MISSING.to_owned()));
            focus::soon(PASSWORD);
            return;
        }
        self.work(async move {
            if is_on {
                self.desk.told(api::remove_second_factor(password).await)?;
                self.settle(false, words::FACTOR_REMOVED);
            } else {
                let offer = self.desk.told(api::offer_second_factor(password).await)?;
                self.offer.set(Some(offer));
                self.desk.live.say(words::FACTOR_STEPS);
                focus::soon(CODE);
            }
            Ok(())
        });
    }

    fn confirm(self) {
        let code = self.code.get_value();
        if code.trim().is_empty() {
            self.code_error.set(Some(words::CODE_MISSING.to_owned()));
            focus::soon(CODE);
            return;
        }
        self.work(async move {
            self.desk.told(api::confirm_second_factor(code).await)?;
            self.settle(true, words::FACTOR_SET);
            Ok(())
        });
    }

    fn settle(self, is_on: bool, sentence: &'static str) {
        self.offer.set(None);
        self.is_on.set(is_on);
        self.desk.session.update(|session| {
            if let Some(session) = session {
                session.has_second_factor = is_on;
            }
        });
        self.desk.live.say(sentence);
        focus::soon("vd-faktor");
    }

    fn work(self, task: impl Future<Output = Result<(), Failure>> + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.trouble.set(None);
        self.password_error.set(None);
        self.code_error.set(None);
        spawn_local(async move {
            let outcome = task.await;
            self.busy.try_set(false);
            if let Err(failure) = outcome {
                self.refused(failure);
            }
        });
    }

    fn refused(self, failure: Failure) {
        let is_wrong = |pointer: &str| match &failure {
            Failure::Refused(refusal) => refusal.errors.iter().any(|error| error.pointer == pointer),
            Failure::NoAnswer | Failure::Misunderstood => false,
        };
        if is_wrong("/password") {
            self.password_error.set(Some(words::PASSWORD_WRONG.to_owned()));
            focus::soon(PASSWORD);
        } else if is_wrong("/code") {
            self.code_error.set(Some(words::CODE_WRONG.to_owned()));
            focus::soon(CODE);
        } else {
            self.desk.live.say(&faults::wording(&failure));
            notice::tell(self.trouble, failure);
        }
    }
}

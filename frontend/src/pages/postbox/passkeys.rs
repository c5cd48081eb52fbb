//! The own passkeys: seen, added, named, removed. In: names and the password. Out: what the private side is told; the browser does the ceremony.

use super::desk::Desk;
use super::{api, faults, notice, wording};
use crate::components::button::{Button, Weight};
use crate::components::loader::Loader;
use crate::components::note::{Note, Tone};
use crate::components::password_input::PasswordInput;
use crate::components::question::Question;
use crate::components::text_input::{TextInput, Typed, Width};
use crate::messages::{Lang, postbox as words, put};
use crate::platform::{focus, passkey};
use crate::wire::Failure;
use leptos::prelude::*;
use leptos::task::spawn_local;
use vordruck_contract::passkeys::{PasskeyFacts, PasskeyList};

const HEADING: &str = "vd-passkeys";
const NAME: &str = "vd-passkey-name";
const PASSWORD: &str = "vd-passkey-passwort";

/// What is being done; one thing at a time, so that one name and one password are on the screen at most.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Doing {
    Nothing,
    Adding,
    Naming(String),
    Removing(String),
}

/// Why it wasn't done.
enum Trouble {
    Wire(Failure),
    Browser(passkey::NoPasskey),
}

#[derive(Clone, Copy)]
struct Section {
    desk: Desk,
    list: RwSignal<Option<PasskeyList>>,
    doing: RwSignal<Doing>,
    name: StoredValue<String>,
    password: StoredValue<String>,
    name_error: RwSignal<Option<String>>,
    password_error: RwSignal<Option<String>>,
    /// What the browser or the private side said, in words.
    hint: RwSignal<Option<String>>,
    trouble: RwSignal<Option<Failure>>,
    busy: RwSignal<bool>,
}

/// The errors are those of name and password; the page's title says whether there are any.
pub(super) fn view(desk: Desk, [name_error, password_error]: [RwSignal<Option<String>>; 2]) -> AnyView {
    let section = Section {
        desk,
        list: RwSignal::new(None),
        doing: RwSignal::new(Doing::Nothing),
        name: StoredValue::new(String::new()),
        password: StoredValue::new(String::new()),
        name_error,
        password_error,
        hint: RwSignal::new(None),
        trouble: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    section.load();
    let again = Callback::new(move |()| section.load());
    let list = move || match section.list.get() {
        None => view! { <Loader words=words::PASSKEYS_LOADING/> }.into_any(),
        Some(list) if list.passkeys.is_empty() => view! { <p class="kern-body">{words::PASSKEYS_NONE}</p> }.into_any(),
        Some(list) => {
            let lines: Vec<AnyView> = list.passkeys.into_iter().map(|passkey| section.line(passkey)).collect();
            view! { <ul class="vd-files">{lines}</ul> }.into_any()
        }
    };
    let adding = move || match (passkey::are_possible(), section.doing.get()) {
        (false, _) => view! { <p class="kern-body">{words::PASSKEY_UNSUPPORTED}</p> }.into_any(),
        (true, Doing::Adding) => section.adding(),
        (true, _) => {
            let press = Callback::new(move |()| section.turn_to(Doing::Adding, NAME));
            view! { <Button label=words::PASSKEY_ADD.to_owned() weight=Weight::Secondary press/> }.into_any()
        }
    };
    view! {
        <section class="vd-flow" aria-labelledby=HEADING>
            <h2 class="kern-heading-small" id=HEADING tabindex="-1">{words::PASSKEYS}</h2>
            {notice::view(section.trouble, Some(again))}
            <p class="kern-body">{words::PASSKEYS_TEXT}</p>
            <p class="kern-body">{words::PASSKEYS_EFFECT}</p>
            {list}
            {move || section.hint.get().map(|hint| view! { <Note tone=Tone::Warning title=hint paragraphs=Vec::new()/> })}
            {adding}
        </section>
    }
    .into_any()
}

impl Section {
    fn load(self) {
        spawn_local(async move {
            match self.desk.told(api::passkeys().await) {
                Ok(list) => drop(self.list.try_set(Some(list))),
                Err(failure) => notice::tell(self.trouble, failure),
            }
        });
    }

    fn line(self, passkey: PasskeyFacts) -> AnyView {
        let used = passkey.used_at.as_deref().map_or_else(|| words::NEVER.to_owned(), wording::moment);
        let times = put(words::PASSKEY_TIMES, &[("added", &wording::moment(&passkey.added_at)), ("used", &used)]);
        let (id, name) = (passkey.id.clone(), passkey.name.clone());
        let work = move || match self.doing.get() {
            Doing::Naming(one) if one == id => self.naming(&id, &name),
            Doing::Removing(one) if one == id => self.removing(&id),
            _ => self.choices(&id, &name),
        };
        view! {
            <li class="vd-file">
                <div class="vd-file__text"><p class="vd-file__name">{passkey.name}</p><p class="vd-file__meta">{times}</p></div>
                <div class="vd-file__actions">{work}</div>
            </li>
        }
        .into_any()
    }

    fn choices(self, id: &str, name: &str) -> AnyView {
        let about = [": ", name].concat();
        let naming = Doing::Naming(id.to_owned());
        let removing = Doing::Removing(id.to_owned());
        let old = name.to_owned();
        let rename = Callback::new(move |()| {
            self.turn_to(naming.clone(), NAME);
            self.name.set_value(old.clone());
        });
        let remove = Callback::new(move |()| self.turn_to(removing.clone(), PASSWORD));
        view! {
            <Button label=words::PASSKEY_RENAME.to_owned() about=about.clone() weight=Weight::Tertiary press=rename/>
            <Button label=words::PASSKEY_REMOVE.to_owned() about=about weight=Weight::Tertiary press=remove/>
        }
        .into_any()
    }

    fn adding(self) -> AnyView {
        self.form(words::PASSKEY_ADD, Some(String::new()), true, move || self.add())
    }

    fn naming(self, id: &str, name: &str) -> AnyView {
        let id = id.to_owned();
        self.form(words::PASSKEY_SAVE, Some(name.to_owned()), false, move || self.rename(id.clone()))
    }

    fn removing(self, id: &str) -> AnyView {
        let id = id.to_owned();
        self.form(words::PASSKEY_REMOVE_NOW, None, true, move || self.remove(id.clone()))
    }

    /// A form with a name, a password, or both.
    fn form(self, label: &'static str, name: Option<String>, takes_password: bool, send: impl Fn() + Clone + 'static) -> AnyView {
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let name = self.name.with_value(|name| name.trim().is_empty());
            let is_nameless = name && self.doing.with_untracked(|doing| !matches!(doing, Doing::Removing(_)));
            let is_locked = takes_password && self.password.with_value(String::is_empty);
            self.name_error.set(is_nameless.then(|| words::PASSKEY_NAME_MISSING.to_owned()));
            self.password_error.set(is_locked.then(|| words::PASSWORD_MISSING.to_owned()));
            match (is_nameless, is_locked) {
                (true, _) => focus::soon(NAME),
                (false, true) => focus::soon(PASSWORD),
                (false, false) => send(),
            }
        };
        let name = name.map(|value| {
            let mut question = Question::new(NAME, words::PASSKEY_NAME, Lang::De);
            question.hint = Some(words::PASSKEY_NAME_HINT.to_owned());
            question.error = self.name_error;
            let enter = Callback::new(move |text: String| self.name.set_value(text));
            view! { <TextInput question value typed=Typed::Text width=Width::Twenty autocomplete=None enter/> }
        });
        let password = takes_password.then(|| {
            let mut question = Question::new(PASSWORD, words::PASSWORD, Lang::De);
            question.error = self.password_error;
            let enter = Callback::new(move |text: String| self.password.set_value(text));
            view! { <PasswordInput question autocomplete="current-password" enter/> }
        });
        let back = Callback::new(move |()| self.turn_to(Doing::Nothing, HEADING));
        view! {
            <form novalidate class="vd-fields" on:submit=submit>
                {name}
                {password}
                <div class="vd-actions">
                    <Button label=label.to_owned() weight=Weight::Primary submit=true busy=self.busy/>
                    <Button label=words::PASSKEY_BACK.to_owned() weight=Weight::Secondary press=back/>
                </div>
            </form>
        }
        .into_any()
    }

    fn add(self) {
        let (name, password) = (self.name.get_value(), self.password.get_value());
        self.work(words::PASSKEY_ADDED, async move {
            let options = self.desk.told(api::offer_passkey(password).await).map_err(Trouble::Wire)?;
            let credential = passkey::make(&options).await.map_err(Trouble::Browser)?;
            self.desk.told(api::add_passkey(name.trim().to_owned(), credential).await).map_err(Trouble::Wire)
        });
    }

    fn rename(self, id: String) {
        let name = self.name.get_value();
        self.work(words::PASSKEY_NAMED, async move {
            self.desk.told(api::name_passkey(&id, name.trim().to_owned()).await).map_err(Trouble::Wire)
        });
    }

    fn remove(self, id: String) {
        let password = self.password.get_value();
        self.work(words::PASSKEY_REMOVED, async move { self.desk.told(api::remove_passkey(&id, password).await).map_err(Trouble::Wire) });
    }

    fn work(self, done: &'static str, task: impl Future<Output = Result<(), Trouble>> + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.trouble.set(None);
        self.hint.set(None);
        spawn_local(async move {
            let outcome = task.await;
            self.busy.try_set(false);
            match outcome {
                Ok(()) => {
                    self.desk.live.say(done);
                    self.turn_to(Doing::Nothing, HEADING);
                    self.load();
                }
                Err(Trouble::Browser(why)) => self.hint(&self.why(why)),
                Err(Trouble::Wire(failure)) => self.refused(failure),
            }
        });
    }

    fn refused(self, failure: Failure) {
        let code = |pointer: &str| match &failure {
            Failure::Refused(refusal) => refusal.errors.iter().find(|error| error.pointer == pointer).map(|error| error.code.as_str()),
            Failure::NoAnswer | Failure::Misunderstood => None,
        };
        match (code("/password"), code("/credential")) {
            (Some(_), _) => {
                self.password_error.set(Some(words::PASSWORD_WRONG.to_owned()));
                focus::soon(PASSWORD);
            }
            (None, Some("too-many")) => self.hint(words::PASSKEY_TOO_MANY),
            (None, Some(_)) => self.hint(words::PASSKEY_REFUSED),
            (None, None) => {
                self.desk.live.say(&faults::wording(&failure));
                notice::tell(self.trouble, failure);
            }
        }
    }

    fn hint(self, words: &str) {
        self.desk.live.say(words);
        self.hint.set(Some(words.to_owned()));
    }

    fn why(self, why: passkey::NoPasskey) -> String {
        let origin = self.list.with_untracked(|list| list.as_ref().map(|list| list.origin.clone()).unwrap_or_default());
        wording::no_passkey(why, &origin)
    }

    /// Another thing is done now; what was typed for the last one is gone.
    fn turn_to(self, doing: Doing, target: &'static str) {
        self.name.set_value(String::new());
        self.password.set_value(String::new());
        self.name_error.set(None);
        self.password_error.set(None);
        self.hint.set(None);
        self.doing.set(doing);
        focus::soon(target);
    }
}

//! The draft is saved. In: link, PIN, the day it is kept until. Out: the means to come back: copied, printed or mailed; or its deletion.

use super::application::Application;
use super::{title, trouble};
use crate::client::Saved;
use crate::components::button::{Button, Weight};
use crate::components::code::Code;
use crate::components::dialog::{Answer, Dialog};
use crate::components::note::{Note, Tone};
use crate::components::page_heading::PageHeading;
use crate::components::question::Question;
use crate::components::text_input::{TextInput, Typed, Width};
use crate::messages::{Key, Lang, fill, local_date, text};
use crate::platform::{clipboard, focus};
use leptos::prelude::*;
use leptos::task::spawn_local;

pub(super) fn view(application: Application) -> AnyView {
    let lang = application.lang();
    let Some(saved) = application.saved.get_value() else { return ().into_any() };
    title::set(application, text(lang, Key::SAVED_TITLE), None);
    let days = application.filling.with(|state| state.form().retention.draft_days.to_string());
    let date = local_date(lang, &saved.expires_on);
    let deleting = RwSignal::new(false);
    let go_on = Callback::new(move |()| go_on(application));
    view! {
        <div class="vd-column vd-flow">
            {trouble::view(application.trouble, lang)}
            <PageHeading title=text(lang, Key::SAVED_TITLE).to_owned()/>
            <p class="kern-body">{fill(lang, Key::SAVED_INTRO, &[("date", &date)])}</p>
            {pin(application, lang, saved.pin.clone())}
            <Code lang label=text(lang, Key::SAVED_LINK) value=saved.link.clone() spelled=false id="vd-link" copy=text(lang, Key::COPY_LINK) live=application.desk.live/>
            <p class="kern-body">{text(lang, Key::SAVED_APART)}</p>
            <div class="vd-actions">
                <Button label=text(lang, Key::SAVED_PRINT).to_owned() weight=Weight::Secondary press=Callback::new(|()| clipboard::print())/>
            </div>
            {mail(application, lang)}
            <p class="kern-body">{fill(lang, Key::SAVED_EXTEND, &[("days", &days)])}" "{text(lang, Key::SAVED_PRIVATE)}</p>
            <div class="vd-actions">
                <Button label=text(lang, Key::SAVED_CONTINUE).to_owned() weight=Weight::Primary id="vd-weitermachen" press=go_on/>
                <Button
                    label=text(lang, Key::SAVED_DELETE).to_owned() weight=Weight::Tertiary icon="delete" id="vd-loeschen"
                    busy=application.busy press=Callback::new(move |()| deleting.set(true))
                />
            </div>
            <Dialog
                id="vd-loeschen-frage" title=text(lang, Key::DELETE_TITLE) text=text(lang, Key::DELETE_TEXT) open=deleting
                answers=vec![
                    Answer { label: text(lang, Key::DELETE_YES), weight: Weight::Secondary, press: Callback::new(move |()| delete(application)) },
                    Answer { label: text(lang, Key::DELETE_NO), weight: Weight::Primary, press: Callback::new(|()| {}) },
                ]
            />
        </div>
    }
    .into_any()
}

fn pin(application: Application, lang: Lang, pin: Option<String>) -> AnyView {
    let Some(pin) = pin else { return view! { <p class="kern-body">{text(lang, Key::SAVED_PIN_KNOWN)}</p> }.into_any() };
    view! {
        <Note tone=Tone::Warning title=text(lang, Key::SAVED_PIN_WARN_TITLE).to_owned() paragraphs=vec![text(lang, Key::SAVED_PIN_WARN).to_owned()]/>
        <Code lang label=text(lang, Key::SAVED_PIN) value=pin spelled=true id="vd-pin" copy=text(lang, Key::COPY_PIN) live=application.desk.live/>
    }
    .into_any()
}

fn mail(application: Application, lang: Lang) -> AnyView {
    let mut question = Question::new("vd-mail", text(lang, Key::SAVED_MAIL_LABEL), lang);
    question.hint = Some(text(lang, Key::SAVED_MAIL_HINT).to_owned());
    let (error, typed, sent) = (question.error, StoredValue::new(String::new()), RwSignal::new(None::<String>));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let address = typed.get_value().trim().to_owned();
        let wrong = match address.as_str() {
            "" => Some(Key::ERR_EMAIL_MISSING),
            // The server looks closer; this only catches what was mistyped.
            address if !address.contains('@') || address.contains(char::is_whitespace) => Some(Key::ERR_EMAIL),
            _ => None,
        };
        error.set(wrong.map(|key| [fill(lang, key, &[("label", text(lang, Key::SAVED_MAIL_LABEL))]).as_str(), " ", text(lang, Key::REC_EMAIL)].concat()));
        if wrong.is_some() {
            focus::to("vd-mail");
            return;
        }
        if !application.begin_work(Key::SAVED_MAIL_BUSY) {
            return;
        }
        let (session, language) = (application.session.get_value(), application.filling.language_tag());
        spawn_local(async move {
            let outcome = session.mail(&address, &language).await;
            application.busy.set(false);
            match outcome {
                Ok(_) => {
                    let words = fill(lang, Key::SAVED_MAIL_SENT, &[("email", &address)]);
                    application.desk.live.say(&words);
                    sent.try_set(Some(words));
                }
                Err(error) => application.fail(&error),
            }
        });
    };
    view! {
        <section class="vd-flow vd-no-print">
            <h2 class="kern-heading-medium">{text(lang, Key::SAVED_MAIL_TITLE)}</h2>
            <p class="kern-body">{text(lang, Key::SAVED_MAIL_INTRO)}</p>
            <form novalidate on:submit=submit>
                <TextInput
                    question value=String::new() typed=Typed::Email width=Width::Full autocomplete=Some("email".to_owned())
                    enter=Callback::new(move |text: String| typed.set_value(text))
                />
                <div class="vd-actions">
                    <Button label=text(lang, Key::SAVED_MAIL_SEND).to_owned() weight=Weight::Secondary icon="mail" id="vd-mail-senden" submit=true busy=application.busy/>
                    <span class="vd-muted">{move || sent.get()}</span>
                </div>
            </form>
        </section>
    }
    .into_any()
}

/// Back to where it was saved. The PIN leaves the screen for good.
fn go_on(application: Application) {
    application.saved.update_value(|saved| {
        if let Some(Saved { pin, .. }) = saved {
            *pin = None;
        }
    });
    let pages = application.pages();
    let at = application.reached.get_untracked();
    if at > pages.len() {
        application.check();
    } else if let Some(page) = pages.get(at.saturating_sub(1)) {
        application.visit(*page);
    }
}

fn delete(application: Application) {
    if !application.begin_work(Key::DELETE_BUSY) {
        return;
    }
    let session = application.session.get_value();
    spawn_local(async move {
        let outcome = session.delete().await;
        application.busy.set(false);
        match outcome {
            Ok(()) => {
                // The answers stay in this window, as a new application that was never saved.
                application.session.set_value(crate::client::begin(session.context().clone()));
                application.saved.set_value(None);
                application.saved_at.set(None);
                application.filling.changed.update(|count| *count = count.wrapping_add(1));
                go_on(application);
                application.desk.live.say(text(application.lang(), Key::DELETED));
            }
            Err(error) => application.fail(&error),
        }
    });
}

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
use crate::markup::{classed, el, nothing};
use crate::messages::{Key, Lang, fill, local_date, text};
use crate::platform::{clipboard, focus};
use leptos::prelude::*;
use leptos::task::spawn_local;

pub(super) fn view(application: Application) -> AnyView {
    let lang = application.lang();
    let Some(saved) = application.saved.get_value() else { return nothing() };
    title::set(application, text(lang, Key::SAVED_TITLE), None);
    let days = application.filling.with(|state| state.form().retention.draft_days.to_string());
    let date = local_date(lang, &saved.expires_on);
    let deleting = RwSignal::new(false);
    let live = application.desk.live;
    let button = |key: Key, weight: Weight, id: &'static str, press: Callback<()>| {
        view! { <Button label=text(lang, key).to_owned() weight id press/> }.into_any()
    };
    let paragraph = |text: String| classed("p", "kern-body").text(text).view();
    let (label, copy) = (text(lang, Key::SAVED_LINK), text(lang, Key::COPY_LINK));
    let link = view! { <Code lang label value=saved.link.clone() spelled=false id="vd-link" copy live/> }.into_any();
    let print = button(Key::SAVED_PRINT, Weight::Secondary, "vd-drucken", Callback::new(|()| clipboard::print()));
    let kept = [fill(lang, Key::SAVED_EXTEND, &[("days", &days)]).as_str(), " ", text(lang, Key::SAVED_PRIVATE)].concat();
    classed("div", "vd-column vd-flow")
        .children(vec![
            trouble::view(application.trouble, lang),
            view! { <PageHeading title=text(lang, Key::SAVED_TITLE).to_owned()/> }.into_any(),
            paragraph(fill(lang, Key::SAVED_INTRO, &[("date", &date)])),
            pin(application, lang, saved.pin),
            link,
            paragraph(text(lang, Key::SAVED_APART).to_owned()),
            classed("div", "vd-actions").child(print).view(),
            mail(application, lang),
            paragraph(kept),
            classed("div", "vd-actions")
                .child(button(Key::SAVED_CONTINUE, Weight::Primary, "vd-weitermachen", Callback::new(move |()| go_on(application))))
                .child(button(Key::SAVED_DELETE, Weight::Tertiary, "vd-loeschen", Callback::new(move |()| deleting.set(true))))
                .view(),
            deletion(application, lang, deleting),
        ])
        .view()
}

fn deletion(application: Application, lang: Lang, open: RwSignal<bool>) -> AnyView {
    let answers = vec![
        Answer { label: text(lang, Key::DELETE_YES), weight: Weight::Secondary, press: Callback::new(move |()| delete(application)) },
        Answer { label: text(lang, Key::DELETE_NO), weight: Weight::Primary, press: Callback::new(|()| {}) },
    ];
    view! { <Dialog id="vd-loeschen-frage" title=text(lang, Key::DELETE_TITLE) text=text(lang, Key::DELETE_TEXT) open answers/> }.into_any()
}

fn pin(application: Application, lang: Lang, pin: Option<String>) -> AnyView {
    let Some(value) = pin else { return classed("p", "kern-body").words(text(lang, Key::SAVED_PIN_KNOWN)).view() };
    let (title, warning) = (text(lang, Key::SAVED_PIN_WARN_TITLE).to_owned(), vec![text(lang, Key::SAVED_PIN_WARN).to_owned()]);
    let (label, copy, live) = (text(lang, Key::SAVED_PIN), text(lang, Key::COPY_PIN), application.desk.live);
    vec![
        view! { <Note tone=Tone::Warning title paragraphs=warning/> }.into_any(),
        view! { <Code lang label value spelled=true id="vd-pin" copy live/> }.into_any(),
    ]
    .into_any()
}

fn mail(application: Application, lang: Lang) -> AnyView {
    let mut question = Question::new("vd-mail", text(lang, Key::SAVED_MAIL_LABEL), lang);
    question.hint = Some(text(lang, Key::SAVED_MAIL_HINT).to_owned());
    let (error, typed, sent) = (question.error, StoredValue::new(String::new()), RwSignal::new(None::<String>));
    let submit = move |event: leptos::ev::Event| {
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
    let enter = Callback::new(move |text: String| typed.set_value(text));
    let token = Some("email".to_owned());
    let input = view! { <TextInput question value=String::new() typed=Typed::Email width=Width::Full autocomplete=token enter/> }.into_any();
    let label = text(lang, Key::SAVED_MAIL_SEND).to_owned();
    let button = view! { <Button label weight=Weight::Secondary icon="mail" id="vd-mail-senden" submit=true busy=application.busy/> }.into_any();
    let answer = classed("span", "vd-muted").changing(move || sent.get().unwrap_or_default().into_any());
    let form = el("form")
        .flag("novalidate", true)
        .on("submit", submit)
        .child(input)
        .child(classed("div", "vd-actions").child(button).child(answer.view()).view());
    classed("section", "vd-flow vd-no-print")
        .child(classed("h2", "kern-heading-medium").words(text(lang, Key::SAVED_MAIL_TITLE)).view())
        .child(classed("p", "kern-body").words(text(lang, Key::SAVED_MAIL_INTRO)).view())
        .child(form.view())
        .view()
}

/// Back to where it was saved. The PIN leaves the screen for good.
fn go_on(application: Application) {
    application.saved.update_value(|saved| {
        if let Some(Saved { pin, .. }) = saved {
            *pin = None;
        }
    });
    application.go_on();
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
                // The answers stay in this window, as an application that was never saved.
                application.saved.set_value(None);
                application.mark_unsaved();
                go_on(application);
                application.desk.live.say(text(application.lang(), Key::DELETED));
            }
            Err(error) => application.fail(&error),
        }
    });
}

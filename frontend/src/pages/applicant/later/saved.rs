//! The draft is saved. In: link, PIN, the day it is kept until. Out: the means to come back: copied, printed or mailed; or its deletion.

use super::lateness;
use crate::client::Saved;
use crate::components::button::{Does, Weight, button};
use crate::components::code::{Code, code};
use crate::components::dialog::{Answer, dialog};
use crate::components::error_summary::Line;
use crate::components::note::{Tone, note};
use crate::components::page_heading::page_heading;
use crate::components::question::Question;
use crate::components::text_input::{Typed, Width, text_input};
use crate::markup::{changing, classed, el, nothing, said, several};
use crate::messages::{Key, Lang, fill, local_date, text};
use crate::pages::applicant::application::Application;
use crate::pages::applicant::{title, trouble};
use crate::platform::{clipboard, focus, task};
use leptos::prelude::*;
use vordruck_form::validate::email_address;

pub(super) fn view(application: Application) -> AnyView {
    // Outside of what follows the language: changing it takes nothing away that was typed.
    let address = StoredValue::new(String::new());
    changing(move || {
        application.filling.language.track();
        screen(application, address)
    })
}

fn screen(application: Application, address: StoredValue<String>) -> AnyView {
    let lang = application.lang();
    let Some(saved) = application.saved.get_value() else { return nothing() };
    title::set(application, text(lang, Key::SAVED_TITLE), None);
    let days = application.filling.with(|state| state.form().retention.draft_days.to_string());
    let date = local_date(lang, &saved.expires_on);
    let deleting = RwSignal::new(false);
    let link = Code { label: Key::SAVED_LINK, value: &saved.link, spelled: false, id: "vd-link", copy: Key::COPY_LINK };
    let print = Callback::new(|()| clipboard::print());
    let print = button(text(lang, Key::SAVED_PRINT), Weight::Secondary, "", "vd-drucken", Does::Press(print));
    let go_on = Callback::new(move |()| go_on(application));
    let ask = Callback::new(move |()| deleting.set(true));
    let ways_on = classed("div", "vd-actions")
        .child(button(text(lang, Key::SAVED_CONTINUE), Weight::Primary, "", "vd-weitermachen", Does::Press(go_on)))
        .child(button(text(lang, Key::SAVED_DELETE), Weight::Tertiary, "delete", "vd-loeschen", Does::Start(ask, application.busy)))
        .view();
    classed("div", "vd-column vd-flow")
        .child(trouble::view(application.trouble, lang))
        .child(page_heading(text(lang, Key::SAVED_TITLE)))
        .child(said("p", "kern-body", &fill(lang, Key::SAVED_INTRO, &[("date", &date)])))
        .child(pin(application, lang, saved.pin.as_deref()))
        .child(way_back(application, lang, link, saved.pin.is_some()))
        .child(classed("div", "vd-actions").child(print).view())
        .child(mail(application, lang, address))
        .child(said("p", "kern-body", &fill(lang, Key::SAVED_EXTEND, &[("days", &days)])))
        .child(said("p", "kern-body", text(lang, Key::SAVED_PRIVATE)))
        .child(ways_on)
        .child(lateness::view(application.desk.live, lang, application.busy))
        .child(deletion(application, lang, deleting))
        .view()
}

/// The link. On paper it has a sheet of its own, under a heading of its own: whoever finds one sheet has only one of the two.
fn way_back(application: Application, lang: Lang, link: Code<'_>, with_pin: bool) -> AnyView {
    let mut section = classed("div", if with_pin { "vd-flow vd-own-sheet" } else { "vd-flow" });
    if with_pin {
        let service =
            application.filling.with(|state| state.form().title.in_language(application.filling.language.get_untracked()).to_owned());
        section.child(said("h2", "kern-heading-medium vd-print-only", &fill(lang, Key::SAVED_SHEET_LINK, &[("service", &service)])));
    }
    section.child(code(lang, link, application.desk.live)).child(said("p", "kern-body", text(lang, Key::SAVED_APART))).view()
}

fn deletion(application: Application, lang: Lang, open: RwSignal<bool>) -> AnyView {
    let answers = [
        Answer { label: text(lang, Key::DELETE_NO), weight: Weight::Primary, press: Callback::new(|()| {}) },
        Answer { label: text(lang, Key::DELETE_YES), weight: Weight::Secondary, press: Callback::new(move |()| delete(application)) },
    ];
    dialog("vd-loeschen-frage", text(lang, Key::DELETE_TITLE), text(lang, Key::DELETE_TEXT), open, &answers)
}

fn pin(application: Application, lang: Lang, pin: Option<&str>) -> AnyView {
    let Some(value) = pin else { return said("p", "kern-body", text(lang, Key::SAVED_PIN_KNOWN)) };
    let shown = Code { label: Key::SAVED_PIN, value, spelled: true, id: "vd-pin", copy: Key::COPY_PIN };
    several()
        .and(note(Tone::Warning, text(lang, Key::SAVED_PIN_WARN_TITLE), "", &[text(lang, Key::SAVED_PIN_WARN)]))
        .and(code(lang, shown, application.desk.live))
        .and(said("p", "kern-body vd-print-only", text(lang, Key::SAVED_SHEET_PIN)))
        .view()
}

fn mail(application: Application, lang: Lang, typed: StoredValue<String>) -> AnyView {
    let mut question = Question::new("vd-mail", text(lang, Key::SAVED_MAIL_LABEL), lang);
    question.hint = Some(text(lang, Key::SAVED_MAIL_HINT).to_owned());
    let (error, sent) = (question.error, RwSignal::new(String::new()));
    let submit = move |event: leptos::ev::Event| {
        event.prevent_default();
        // What was said about an address before is not about this one.
        sent.set(String::new());
        let (address, wrong) = match typed.with_value(|typed| (email_address(typed), typed.trim().is_empty())) {
            (Some(address), _) => (address, None),
            (None, true) => (String::new(), Some(Key::ERR_EMAIL_MISSING)),
            (None, false) => (String::new(), Some(Key::ERR_EMAIL)),
        };
        error.set(wrong.map(|key| {
            [fill(lang, key, &[("label", text(lang, Key::SAVED_MAIL_LABEL))]).as_str(), " ", text(lang, Key::REC_EMAIL)].concat()
        }));
        // The title tells it, too.
        application.errors.set(error.get_untracked().into_iter().map(|words| Line { target: "vd-mail".to_owned(), words }).collect());
        if wrong.is_some() {
            focus::to("vd-mail");
            return;
        }
        if !application.begin_work(Key::SAVED_MAIL_BUSY) {
            return;
        }
        let (session, language) = (application.session.get_value(), application.filling.language_tag());
        task::run(async move {
            let outcome = session.mail(&address, &language).await;
            application.busy.set(false);
            match outcome {
                Ok(_) => {
                    let words = fill(lang, Key::SAVED_MAIL_SENT, &[("email", &address)]);
                    application.desk.live.say(&words);
                    sent.try_set(words);
                }
                Err(error) => application.fail(&error),
            }
        });
    };
    let enter = Callback::new(move |text: String| typed.set_value(text));
    let send = button(text(lang, Key::SAVED_MAIL_SEND), Weight::Secondary, "mail", "vd-mail-senden", Does::SubmitSlowly(application.busy));
    let answer = classed("span", "vd-muted").saying(move || sent.get()).view();
    let form = el("form")
        .flag("novalidate", true)
        .on("submit", submit)
        .child(text_input(&question, &typed.get_value(), Typed::Email, Width::Full, Some("email"), enter))
        .child(classed("div", "vd-actions").child(send).child(answer).view())
        .view();
    classed("section", "vd-flow vd-no-print")
        .child(said("h2", "kern-heading-medium", text(lang, Key::SAVED_MAIL_TITLE)))
        .child(said("p", "kern-body", text(lang, Key::SAVED_MAIL_INTRO)))
        .child(form)
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
    task::run(async move {
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

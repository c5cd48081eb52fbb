//! Continuing a draft. In: the secret of the link, taken out of the address bar already, and the PIN. Out: the application where it was
//! left. Nothing is sent before the applicant has typed the PIN and asked for it.

use super::{lateness, phone};
use crate::client::{self, ClientError};
use crate::components::button::{Does, Weight, button};
use crate::components::loader::while_busy;
use crate::components::page_heading::page_heading;
use crate::components::pin_input::pin_input;
use crate::components::question::Question;
use crate::components::text_input::{Typed, Width, text_input};
use crate::markup::{classed, said};
use crate::messages::{self, Key, Lang, fill, pin_fault, text};
use crate::pages::applicant::desk::{Desk, Screen};
use crate::pages::applicant::{start, title, trouble};
use crate::platform::{address, focus, page, task};
use leptos::prelude::*;

const PIN: &str = "vd-pin-eingabe";
const LINK: &str = "vd-link-eingabe";

pub(super) fn view(desk: Desk) -> AnyView {
    address::lead_on_with(".vd-header__tools > nav", move || desk.link.get_value());
    // The beginning of the app knows one page beside the start page; which one it is, is decided here.
    if address::path().ends_with("/handy") {
        return phone::view(desk);
    }
    let lang = desk.lang();
    let busy = RwSignal::new(false);
    let typed = StoredValue::new(String::new());
    let mut pin = Question::new(PIN, text(lang, Key::RESUME_PIN), lang);
    pin.hint = Some(text(lang, Key::RESUME_PIN_HINT).to_owned());
    let mut link = Question::new(LINK, text(lang, Key::RESUME_LINK), lang);
    link.hint = Some(text(lang, Key::RESUME_LINK_HINT).to_owned());
    let wrong = Wrong { pin: pin.error, link: link.error };
    title::keep(desk.title.get_value(), lang, move || [wrong.pin, wrong.link, desk.trouble].iter().any(|words| words.get().is_some()));
    let asks_link = !client::is_link_secret(&desk.link.get_value());
    let submit = move |event: leptos::ev::Event| {
        event.prevent_default();
        open(desk, lang, &typed.get_value(), wrong, busy);
    };
    let mut form = classed("form", "vd-fields");
    form.flag("novalidate", true).on("submit", submit);
    if asks_link {
        let enter = Callback::new(move |text: String| desk.link.set_value(text.rsplit('#').next().unwrap_or_default().trim().to_owned()));
        form.child(text_input(&link, "", Typed::Link, Width::Full, None, enter));
    }
    let button = |key: Key, weight: Weight, id: &'static str, does: Does| button(text(lang, key), weight, "", id, does);
    let open = button(Key::RESUME_OPEN, Weight::Primary, "vd-oeffnen", Does::SubmitSlowly(busy));
    form.child(pin_input(&pin, Callback::new(move |text: String| typed.set_value(text))))
        .child(classed("div", "vd-actions").child(open).view());
    let anew = Callback::new(move |()| start::anew(desk));
    classed("div", "vd-column vd-flow")
        .child(trouble::view(desk.trouble, lang))
        .child(page_heading(text(lang, Key::RESUME_TITLE)))
        .child(said("p", "kern-body", text(lang, Key::RESUME_INTRO)))
        .child(form.view())
        .child(while_busy(busy, text(lang, Key::RESUME_BUSY)))
        .child(lateness::view(desk.live, lang, busy))
        .child(said("p", "kern-body", text(lang, Key::RESUME_LOST)))
        .child(button(Key::RESUME_NEW, Weight::Tertiary, "vd-neu", Does::Press(anew)))
        .view()
}

/// Where the errors of the two inputs are shown.
#[derive(Clone, Copy)]
struct Wrong {
    pin: RwSignal<Option<String>>,
    link: RwSignal<Option<String>>,
}

fn open(desk: Desk, lang: Lang, typed: &str, wrong: Wrong, busy: RwSignal<bool>) {
    if busy.get_untracked() {
        return;
    }
    desk.trouble.set(None);
    let secret = desk.link.get_value();
    let link_fine = client::is_link_secret(&secret);
    let fault = client::check_pin(typed).err();
    wrong.link.set((!link_fine).then(|| [text(lang, Key::ERR_LINK), " ", text(lang, Key::REC_LINK)].concat()));
    wrong.pin.set(fault.as_ref().map(|fault| pin_fault(lang, fault)));
    if !link_fine || fault.is_some() {
        focus::soon(if link_fine { PIN } else { LINK });
        return;
    }
    busy.set(true);
    desk.live.say(text(lang, Key::RESUME_BUSY));
    let typed = typed.to_owned();
    task::run(async move {
        let outcome = client::resume(desk.context(), &secret, &typed).await;
        // Who has just chosen a language gets that one, else it is the draft's.
        let chosen = address::names_language().then(page::language);
        if let Ok((_, _, content)) = &outcome {
            // If its words don't come, the draft opens all the same, and ours are in German.
            let _ = messages::arrive(Lang::of(chosen.as_ref().unwrap_or(&content.language))).await;
        }
        busy.set(false);
        match outcome {
            Ok((session, form, content)) => {
                // It has done its work; the session has what it needs.
                desk.link.set_value(String::new());
                let application = start::open(desk, &form, content.answers, chosen.as_ref().unwrap_or(&content.language), session);
                application.mark_saved();
                let pages = application.pages();
                let page = application.page_by_id(&content.page).or_else(|| pages.first().copied());
                let Some(page) = page else { return trouble::tell(desk.trouble, lang, &ClientError::FormDamaged) };
                desk.go_instead(Screen::Page(page));
                let title = application.page_title(page);
                desk.live.say(&fill(application.lang(), Key::RESUMED, &[("page", &title)]));
            }
            Err(error) => {
                desk.live.quiet();
                trouble::tell(desk.trouble, lang, &error);
            }
        }
    });
}

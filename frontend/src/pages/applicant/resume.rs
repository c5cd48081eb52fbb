//! Continuing a draft. In: the secret of the link, taken out of the address bar already, and the PIN. Out: the application where it was
//! left. Nothing is sent before the applicant has typed the PIN and asked for it.

use super::desk::{Desk, Screen};
use super::{start, title, trouble};
use crate::client::{self, ClientError};
use crate::components::button::{Button, Weight};
use crate::components::loader;
use crate::components::page_heading::PageHeading;
use crate::components::pin_input::PinInput;
use crate::components::question::Question;
use crate::components::text_input::{TextInput, Typed, Width};
use crate::markup::classed;
use crate::messages::{Key, Lang, fill, pin_fault, text};
use crate::platform::focus;
use leptos::prelude::*;
use leptos::task::spawn_local;

const PIN: &str = "vd-pin-eingabe";
const LINK: &str = "vd-link-eingabe";

pub(super) fn view(desk: Desk) -> AnyView {
    let lang = desk.lang();
    let busy = RwSignal::new(false);
    let typed = StoredValue::new(String::new());
    let mut pin = Question::new(PIN, text(lang, Key::RESUME_PIN), lang);
    pin.hint = Some(text(lang, Key::RESUME_PIN_HINT).to_owned());
    let mut link = Question::new(LINK, text(lang, Key::RESUME_LINK), lang);
    link.hint = Some(text(lang, Key::RESUME_LINK_HINT).to_owned());
    let wrong = Wrong { pin: pin.error, link: link.error };
    title::keep(desk.title.get_value(), lang, move || [wrong.pin, wrong.link, desk.trouble].iter().any(|words| words.with(Option::is_some)));
    let asks_link = !client::is_link_secret(&desk.link.get_value());
    let submit = move |event: leptos::ev::Event| {
        event.prevent_default();
        open(desk, lang, &typed.get_value(), wrong, busy);
    };
    let link_input = asks_link.then(|| {
        let enter = Callback::new(move |text: String| desk.link.set_value(text.rsplit('#').next().unwrap_or_default().trim().to_owned()));
        view! { <TextInput question=link value=String::new() typed=Typed::Link width=Width::Full autocomplete=None enter/> }.into_any()
    });
    let pin_input = view! { <PinInput question=pin enter=Callback::new(move |text: String| typed.set_value(text))/> }.into_any();
    let label = text(lang, Key::RESUME_OPEN).to_owned();
    let button = view! { <Button label weight=Weight::Primary id="vd-oeffnen" submit=true busy/> }.into_any();
    let form = classed("form", "vd-fields")
        .flag("novalidate", true)
        .on("submit", submit)
        .child_some(link_input)
        .child(pin_input)
        .child(classed("div", "vd-actions").child(button).view());
    let anew = Callback::new(move |()| start::anew(desk));
    classed("div", "vd-column vd-flow")
        .children(vec![
            trouble::view(desk.trouble, lang),
            view! { <PageHeading title=text(lang, Key::RESUME_TITLE).to_owned()/> }.into_any(),
            classed("p", "kern-body").words(text(lang, Key::RESUME_INTRO)).view(),
            form.view(),
            loader::while_busy(busy, text(lang, Key::RESUME_BUSY)),
            classed("p", "kern-body").words(text(lang, Key::RESUME_LOST)).view(),
            view! { <Button label=text(lang, Key::RESUME_NEW).to_owned() weight=Weight::Tertiary press=anew/> }.into_any(),
        ])
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
    spawn_local(async move {
        let outcome = client::resume(desk.context(), &secret, &typed).await;
        busy.set(false);
        match outcome {
            Ok((session, form, content)) => {
                // It has done its work; the session has what it needs.
                desk.link.set_value(String::new());
                let application = start::open(desk, &form, content.answers, &content.language, session);
                application.mark_saved();
                let pages = application.pages();
                let page = application.page_by_id(&content.page).or_else(|| pages.first().copied());
                let Some(page) = page else { return trouble::tell(desk.trouble, lang, &ClientError::FormDamaged) };
                desk.go_instead(Screen::Page(page));
                let title = application.page_title(page);
                desk.live.say(&fill(application.lang(), Key::RESUMED, &[("page", &title)]));
            }
            Err(error) => trouble::tell(desk.trouble, lang, &error),
        }
    });
}

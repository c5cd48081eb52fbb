//! One page of the form. In: the application, which page. Out: where one is, what is asked, the ways on.

use super::application::Application;
use super::desk::Screen;
use super::{conflict, title, trouble};
use crate::components::button::{ActionLink, Button, Weight};
use crate::components::error_summary::ErrorSummary;
use crate::components::note::paragraphs;
use crate::components::page_heading::PageHeading;
use crate::components::save_bar::SaveBar;
use crate::components::steps::Steps;
use crate::form_view::page_items;
use crate::markup::{classed, nothing};
use crate::messages::{Key, fill, text};
use leptos::prelude::*;
use vordruck_form::compiled::PageIndex;

pub(super) fn view(application: Application, page: PageIndex) -> AnyView {
    // The page is drawn anew in another language; answers and errors stay.
    application.filling.language.track();
    let (filling, lang) = (application.filling, application.lang());
    let pages = application.pages();
    let at = pages.iter().position(|passed| *passed == page).unwrap_or(0);
    application.here.set_value(Screen::Page(page));
    application.reached.update(|reached| *reached = (*reached).max(at + 1));
    let name = application.page_title(page);
    title::set(application, &name, Some((at + 1, pages.len() + 1)));
    let language = filling.language.get_untracked();
    let intro = filling.with(|state| {
        state.form().pages.get(page.at()).map_or_else(Vec::new, |page| page.intro.iter().map(|text| text.in_language(language).to_owned()).collect())
    });
    let next = move |event: leptos::ev::Event| {
        event.prevent_default();
        application.next(page);
    };
    // Whether it goes on can change with any answer.
    let stopped = Memo::new(move |_| {
        filling.changed.track();
        filling.is_stopped(page)
    });
    let next_button = move || {
        if stopped.get() {
            return nothing();
        }
        view! { <Button label=text(lang, Key::NEXT).to_owned() weight=Weight::Primary id="vd-weiter" submit=true/> }.into_any()
    };
    let items = page_items(filling, page, application.session);
    restore_errors(application, page);
    let form = classed("form", "vd-flow")
        .flag("novalidate", true)
        .on("submit", next)
        .child(classed("p", "kern-hint").words(text(lang, Key::RULE_REQUIRED)).view())
        .child(paragraphs(intro))
        .child(items)
        .child(classed("div", "vd-actions").changing(next_button).view());
    let content = classed("div", "vd-form-layout__content").children(vec![
        back(application, Callback::new(move |()| application.back(page))),
        trouble::view(application.trouble, lang),
        view! { <ErrorSummary lang lines=application.errors follow=Callback::new(move |id: String| application.visit_input(&id))/> }.into_any(),
        view! { <PageHeading title=name/> }.into_any(),
        conflict::aside_view(application),
        form.view(),
        save_bar(application),
        conflict::dialog(application),
    ]);
    classed("div", "vd-form-layout").child(steps(application, at)).child(content.view()).view()
}

/// The way back.
pub(super) fn back(application: Application, press: Callback<()>) -> AnyView {
    let label = text(application.lang(), Key::BACK).to_owned();
    view! { <ActionLink label icon="arrow-back" href="#".to_owned() class="kern-link vd-back" press/> }.into_any()
}

/// The steps with the application's pages, and check answers as the last one.
pub(super) fn steps(application: Application, current: usize) -> AnyView {
    let lang = application.lang();
    let pages = application.pages();
    let mut titles: Vec<String> = pages.iter().map(|page| application.page_title(*page)).collect();
    titles.push(text(lang, Key::CHECK_TITLE).to_owned());
    let reached = application.reached.get_untracked();
    let visit = Callback::new(move |step: usize| match pages.get(step) {
        Some(page) => application.visit(*page),
        None => application.check(),
    });
    view! { <Steps lang titles current reached visit/> }.into_any()
}

/// Saving, with when it was done last.
pub(super) fn save_bar(application: Application) -> AnyView {
    let lang = application.lang();
    let state = Signal::derive(move || {
        let count = application.filling.changed.get();
        application.saved_at.with(|saved| match saved {
            None => text(lang, Key::SAVE_NEVER).to_owned(),
            Some((time, then)) => fill(lang, if *then == count { Key::SAVE_AT } else { Key::SAVE_CHANGED }, &[("time", time)]),
        })
    });
    view! { <SaveBar lang state busy=application.busy save=Callback::new(move |()| application.save())/> }.into_any()
}

/// After a change of language the errors are still there, in that language.
fn restore_errors(application: Application, page: PageIndex) {
    if application.errors.with_untracked(|errors| !errors.is_empty()) {
        let errors = application.filling.with(|state| state.page_errors(page));
        application.filling.mark(&errors);
        application.retell(&errors);
    }
}

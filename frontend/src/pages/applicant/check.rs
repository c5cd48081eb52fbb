//! Check answers and send. In: the application. Out: every answer read back with a way to change it; then the receipt.

use super::application::Application;
use super::desk::Screen;
use super::{conflict, form_page, title, trouble};
use crate::client::ClientError;
use crate::components::button::{Button, Weight};
use crate::components::error_summary::ErrorSummary;
use crate::components::loader;
use crate::components::page_heading::PageHeading;
use crate::components::summary_list::{Answer, SummaryList};
use crate::markup::classed;
use crate::messages::{Key, fill, local_number, text};
use crate::platform::clipboard;
use leptos::prelude::*;
use leptos::task::spawn_local;
use vordruck_form::compiled::FieldType;
use vordruck_form::export::reading;
use vordruck_form::journey::FormState;

pub(super) fn view(application: Application) -> AnyView {
    application.filling.language.track();
    application.here.set_value(Screen::Check);
    application.refresh();
    let lang = application.lang();
    let steps = application.pages().len();
    application.reached.set(steps + 1);
    title::set(application, text(lang, Key::CHECK_TITLE), Some((steps + 1, steps + 1)));
    let errors = application.filling.with(FormState::all_errors);
    application.retell(&errors);
    let change = Callback::new(move |id: String| {
        application.from_check.set_value(true);
        application.visit_input(&id);
    });
    let back = Callback::new(move |()| {
        if let Some(last) = application.pages().last() {
            application.visit(*last);
        }
    });
    let print = Callback::new(|()| clipboard::print());
    let print = view! { <Button label=text(lang, Key::PRINT).to_owned() weight=Weight::Tertiary press=print/> }.into_any();
    let content = classed("div", "vd-form-layout__content vd-flow").children(vec![
        form_page::back(application, back),
        trouble::view(application.trouble, lang),
        view! { <ErrorSummary lang lines=application.errors follow=change/> }.into_any(),
        view! { <PageHeading title=text(lang, Key::CHECK_TITLE).to_owned()/> }.into_any(),
        classed("p", "kern-body").words(text(lang, Key::CHECK_INTRO)).view(),
        classed("div", "vd-no-print").child(print).view(),
        sections(application, change),
        sending(application),
        form_page::save_bar(application),
        conflict::dialog(application),
    ]);
    classed("div", "vd-form-layout").child(form_page::steps(application, steps)).child(content.view()).view()
}

fn sections(application: Application, change: Callback<String>) -> AnyView {
    let (lang, language) = (application.lang(), application.filling.language.get_untracked());
    let sections = application.filling.with(|state| {
        let id = |row: &reading::Row| {
            let field = state.form().field(row.field)?;
            (!matches!(field.kind, FieldType::Calculated { .. })).then(|| field.id.clone())
        };
        let answer = |row: reading::Row| Answer { target: id(&row), group: row.group, question: row.label, lines: row.lines };
        let section = |section: reading::Section| (section.title, section.rows.into_iter().map(answer).collect::<Vec<_>>());
        reading::sections(state, language).into_iter().map(section).collect::<Vec<_>>()
    });
    let sections = sections.into_iter().map(|(title, answers)| view! { <SummaryList lang title answers change/> }.into_any());
    sections.collect::<Vec<_>>().into_any()
}

fn sending(application: Application) -> AnyView {
    let lang = application.lang();
    let (fee, tenant) = application.filling.with(|state| (state.fee(), state.form().tenant.name.clone()));
    let fee = fee.map(|amount| fill(lang, Key::FEE, &[("amount", &local_number(lang, &amount))]));
    let press = Callback::new(move |()| submit(application));
    let label = text(lang, Key::SUBMIT).to_owned();
    let button = view! { <Button label weight=Weight::Primary id="vd-absenden" busy=application.busy press/> }.into_any();
    classed("section", "vd-flow vd-no-print")
        .child(classed("h2", "kern-heading-medium").words(text(lang, Key::SUBMIT_TITLE)).view())
        .child_some(fee.map(|fee| classed("p", "kern-body kern-body--bold").text(fee).view()))
        .child(classed("p", "kern-body").text(fill(lang, Key::SUBMIT_INTRO, &[("tenant", &tenant)])).view())
        .child(classed("div", "vd-actions").child(button).view())
        .child(loader::while_busy(application.busy, text(lang, Key::BUSY)))
        .view()
}

/// Sends it. However often it is pressed or repeated, it is one application.
fn submit(application: Application) {
    let errors = application.filling.with(FormState::all_errors);
    let stopped = application.pages().into_iter().find(|page| application.filling.is_stopped(*page));
    if !application.report(&errors) {
        return;
    }
    if let Some(page) = stopped {
        application.visit(page);
        return;
    }
    if !application.begin_work(Key::SUBMIT_BUSY) {
        return;
    }
    let (session, language) = (application.session.get_value(), application.filling.language_tag());
    let state = application.filling.with(Clone::clone);
    spawn_local(async move {
        let outcome = match session.pdf(&state, &language).await {
            Ok(copy) => session.submit(&state, &language, copy.clone()).await.map(|receipt| (receipt, copy)),
            Err(error) => Err(error),
        };
        let outcome = match outcome {
            // Another window was faster with other answers: its receipt is the true one, and there is no copy of it here.
            Err(ClientError::AlreadySubmitted(receipt)) => Ok((*receipt, Vec::new())),
            other => other,
        };
        application.busy.set(false);
        match outcome {
            Ok(sent) => {
                application.sent.set_value(Some(sent));
                application.desk.go_instead(Screen::Sent);
            }
            Err(error) => application.fail(&error),
        }
    });
}

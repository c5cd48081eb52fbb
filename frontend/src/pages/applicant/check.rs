//! Check answers and send. In: the application. Out: every answer read back with a way to change it; then the receipt.

use super::application::Application;
use super::desk::Screen;
use super::{conflict, form_page, title, trouble};
use crate::client::ClientError;
use crate::components::button::{ActionLink, Button, Weight};
use crate::components::error_summary::ErrorSummary;
use crate::components::loader::Loader;
use crate::components::page_heading::PageHeading;
use crate::components::summary_list::{Answer, SummaryList};
use crate::messages::{Key, fill, local_number, text};
use crate::platform::clipboard;
use leptos::prelude::*;
use leptos::task::spawn_local;
use vordruck_form::compiled::FieldType;
use vordruck_form::export::reading;
use vordruck_form::journey::FormState;

pub(super) fn view(application: Application) -> AnyView {
    application.filling.language.track();
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
    view! {
        <div class="vd-form-layout">
            {form_page::steps(application, steps)}
            <div class="vd-form-layout__content vd-flow">
                <ActionLink label=text(lang, Key::BACK).to_owned() icon="arrow-back" href="#".to_owned() class="kern-link vd-back" press=back/>
                {trouble::view(application.trouble, lang)}
                <ErrorSummary lang lines=application.errors follow=change/>
                <PageHeading title=text(lang, Key::CHECK_TITLE).to_owned()/>
                <p class="kern-body">{text(lang, Key::CHECK_INTRO)}</p>
                <div class="vd-no-print">
                    <Button label=text(lang, Key::PRINT).to_owned() weight=Weight::Tertiary press=Callback::new(|()| clipboard::print())/>
                </div>
                {sections(application, change)}
                {sending(application)}
                {form_page::save_bar(application)}
                {conflict::dialog(application)}
            </div>
        </div>
    }
    .into_any()
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
    view! {
        <section class="vd-flow">
            <h2 class="kern-heading-medium">{text(lang, Key::SUBMIT_TITLE)}</h2>
            {fee.map(|fee| view! { <p class="kern-body kern-body--bold">{fee}</p> })}
            <p class="kern-body">{fill(lang, Key::SUBMIT_INTRO, &[("tenant", &tenant)])}</p>
            <div class="vd-actions">
                <Button label=text(lang, Key::SUBMIT).to_owned() weight=Weight::Primary id="vd-absenden" busy=application.busy press/>
            </div>
            {move || application.busy.get().then(|| view! { <Loader words=text(lang, Key::SUBMIT_BUSY)/> })}
        </section>
    }
    .into_any()
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
        let outcome = match Ok::<Vec<u8>, ClientError>(Vec::new()) {
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

//! Check answers and send. In: the application. Out: every answer read back with a way to change it; then the receipt.

use super::{conflict, course, kept, lateness, leaving};
use crate::client::ClientError;
use crate::components::button::{Does, Weight, button};
use crate::components::error_summary::error_summary;
use crate::components::loader::while_busy;
use crate::components::page_heading::page_heading;
use crate::components::summary_list::{Answer, summary_list};
use crate::markup::{classed, said, several};
use crate::messages::{self, Key, fill, local_number, text};
use crate::pages::applicant::application::Application;
use crate::pages::applicant::desk::Screen;
use crate::pages::applicant::{form_page, title, trouble};
use crate::platform::{clipboard, task};
use leptos::prelude::*;
use vordruck_form::compiled::{Field, FieldType};
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
    leaving::retell(application, &errors);
    let change = Callback::new(move |id: String| {
        application.from_check.set_value(true);
        application.visit_input(&id);
    });
    let back = Callback::new(move |()| {
        if let Some(last) = application.pages().last() {
            application.visit(*last);
        }
    });
    let print = Does::Press(Callback::new(|()| clipboard::print()));
    let content = classed("div", "vd-form-layout__content vd-flow")
        .child(form_page::back(application, back))
        .child(trouble::view(application.trouble, lang))
        .child(error_summary(lang, application.errors, change))
        .child(page_heading(text(lang, Key::CHECK_TITLE)))
        .child(form_page::closed(application))
        .child(said("p", "kern-body", text(lang, Key::CHECK_INTRO)))
        .child(classed("div", "vd-no-print").child(button(text(lang, Key::PRINT), Weight::Tertiary, "", "vd-drucken", print)).view())
        .child(sections(application, change))
        .child(sending(application))
        .child(form_page::saving(application))
        .child(conflict::question(application))
        .view();
    classed("div", "vd-form-layout").child(form_page::progress(application, steps)).child(content).view()
}

fn sections(application: Application, change: Callback<String>) -> AnyView {
    let (lang, language) = (application.lang(), application.filling.language.get_untracked());
    let state = application.filling.with(Clone::clone);
    let mut views = several();
    for section in reading::sections(&state, language) {
        let answers = section.rows.into_iter().map(|row| answer(&state, row)).collect();
        views.and(summary_list(lang, &section.title, answers, change));
    }
    views.view()
}

fn answer(state: &FormState, row: reading::Row) -> Answer {
    let is_asked = |field: &Field| !matches!(field.kind, FieldType::Calculated { .. } | FieldType::Hidden);
    let target = state.form().field(row.field).filter(|field| is_asked(field)).map(|_| row.path.as_str().to_owned());
    Answer { target, group: row.group, question: row.label, lines: row.lines }
}

fn sending(application: Application) -> AnyView {
    let lang = application.lang();
    let (fee, tenant, kind) = application.filling.with(|state| (state.fee(), state.form().tenant.name.clone(), state.form().kind));
    let press = Callback::new(move |()| submit(application));
    let mut section = classed("section", "vd-flow vd-no-print");
    section.child(said("h2", "kern-heading-medium", text(lang, Key::SUBMIT_TITLE)));
    if let Some(amount) = fee {
        section.child(said("p", "kern-body kern-body--bold", &fill(lang, Key::FEE, &[("amount", &local_number(lang, &amount))])));
    }
    let button = button(&messages::submit(lang, kind), Weight::Primary, "", "vd-absenden", Does::Start(press, application.busy));
    section
        .child(said("p", "kern-body", &fill(lang, Key::SUBMIT_INTRO, &[("tenant", &tenant)])))
        .child(classed("div", "vd-actions").child(button).view())
        .child(while_busy(application.busy, text(lang, Key::BUSY)))
        .child(course::view(application))
        .child(lateness::view(application.desk.live, lang, application.busy))
        .view()
}

/// Sends it. However often it is pressed or repeated, it is one application.
fn submit(application: Application) {
    let errors = application.filling.with(FormState::all_errors);
    let stopped = application.pages().into_iter().find(|page| application.filling.is_stopped(*page));
    if !leaving::report(application, &errors) {
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
    task::run(async move {
        let hear = course::hear(application);
        let outcome = match session.submit(&state, &language, &hear).await {
            // Another window was faster with other answers: its receipt is the true one, and there is no copy of it here.
            Err(ClientError::AlreadySubmitted(receipt)) => Ok((*receipt, Vec::new())),
            other => other,
        };
        course::end();
        application.busy.set(false);
        match outcome {
            Ok(sent) => {
                application.sent_place.set_value(kept::written(application, &sent.0));
                application.sent.set_value(Some(sent));
                application.desk.go_instead(Screen::Sent);
            }
            Err(error) => application.fail(&error),
        }
    });
}

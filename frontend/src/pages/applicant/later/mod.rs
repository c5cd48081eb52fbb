//! What comes after the first page: saving, files, check answers, sending, continuing a draft. The build cuts it out into a file of its
//! own, which `lazy` loads while the first page is being read; nothing else may call into it.

mod around;
mod check;
mod conflict;
mod course;
mod kept;
mod lasting;
mod lateness;
mod leaving;
mod phone;
mod relay;
mod resume;
mod save;
mod saved;
mod sent;
mod storing;
mod upload;

use super::application::Application;
use super::desk::Desk;
use super::form_page;
use crate::components::combobox::combobox;
use crate::form_view::{self, Part, Search};
use crate::markup::{nothing, several};
use leptos::prelude::{AnyView, Callback, GetUntracked, Set};
use vordruck_form::compiled::PageIndex;

/// The ways in.
#[derive(Clone, Copy)]
pub(super) struct Later {
    /// Once, when it has come.
    pub(super) arrived: fn(Desk),
    /// Check answers.
    pub(super) check: fn(Application) -> AnyView,
    /// The draft is saved.
    pub(super) saved: fn(Application) -> AnyView,
    /// The application has been received.
    pub(super) sent: fn(Desk) -> AnyView,
    /// Link and PIN.
    pub(super) resume: fn(Desk) -> AnyView,
    /// Leaves a page forwards.
    pub(super) next: fn(Application, PageIndex),
    /// What is wrong on a page.
    pub(super) summary: fn(Application, PageIndex) -> AnyView,
    /// What there is to see of going on and saving: what is waited for, how far it is, and which answers are to count while two windows disagree.
    pub(super) saving: fn(Application) -> AnyView,
    /// The way back to answers that were put aside.
    pub(super) aside: fn(Application) -> AnyView,
    /// A part of a page.
    pub(super) part: fn(Application, &Part) -> AnyView,
    /// Saves.
    pub(super) save: fn(Application),
}

/// All of them.
pub(super) fn ways_in() -> Later {
    Later {
        arrived: around::keep,
        check: check::view,
        saved: saved::view,
        sent: sent::view,
        resume: resume::view,
        next: leaving::next,
        summary: leaving::summary,
        saving,
        aside: conflict::aside_view,
        part,
        save: save::save,
    }
}

fn saving(application: Application) -> AnyView {
    let late = lateness::view(application.desk.live, application.lang(), application.busy);
    several().and(leaving::waiting(application)).and(course::view(application)).and(late).and(conflict::question(application)).view()
}

fn part(application: Application, part: &Part) -> AnyView {
    match part {
        Part::Files(question, field) => upload::view(application, question, *field),
        // Drawn without being waited for.
        Part::Link(..) => nothing(),
        Part::Search(Search { question, choices, entered, autocomplete, enter }) => {
            combobox(question, choices, entered, autocomplete.as_deref(), *enter, application.desk.live)
        }
        Part::Offer(field) => form_view::offer(application.filling, *field),
        Part::Takeover(group) => {
            let screen = application.desk.screen;
            // The same screen with other answers: setting the signal draws it anew.
            form_view::takeover(application.filling, *group, Callback::new(move |()| screen.set(screen.get_untracked())))
        }
        Part::Rows(group) => form_view::rows(application.filling, *group, &form_page::parts(application)),
    }
}

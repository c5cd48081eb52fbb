//! The start page, as far as it is ours: the way in. The page itself is the public side's and was there before us.

use super::application::Application;
use super::desk::{Desk, Screen};
use super::{header, trouble};
use crate::client::{self, ClientError, FetchedForm, Session};
use crate::components::button::{Button, Weight};
use crate::components::live_region::LiveRegion;
use crate::components::loader::Loader;
use crate::form_view::Filling;
use crate::messages::{Key, text};
use crate::platform::{address, clock, page};
use leptos::prelude::*;
use leptos::task::spawn_local;
use vordruck_contract::paths;
use vordruck_form::answers::Answers;
use vordruck_form::journey::Moment;

/// Fetches the form while the start page is being read. What goes wrong is told when it is needed.
pub(super) fn prefetch(desk: Desk) {
    if desk.screen.get_untracked() == Screen::Start {
        spawn_local(async move {
            if let Ok(form) = client::fetch_form(&desk.context().form).await {
                desk.form.set_value(Some(form));
            }
        });
    }
}

pub(super) fn view(desk: Desk) -> AnyView {
    let lang = desk.lang();
    let busy = RwSignal::new(false);
    let begun = desk.application.get_untracked();
    let press = Callback::new(move |()| match begun {
        Some(application) => go_on(application),
        None => begin(desk, busy),
    });
    let label = text(lang, if begun.is_some() { Key::CONTINUE_HERE } else { Key::BEGIN }).to_owned();
    let context = desk.context();
    view! {
        {trouble::view(desk.trouble, lang)}
        <div class="vd-actions">
            <Button label weight=Weight::Primary icon="arrow-forward" id="vd-beginnen" busy press/>
            <a class="kern-link vd-alone" href=paths::resume_page(&context.tenant, &context.service)>{text(lang, Key::CONTINUE_SAVED)}</a>
        </div>
        {move || busy.get().then(|| view! { <Loader words=text(lang, Key::LOADING)/> })}
    }
    .into_any()
}

/// Puts a form on the screen with the answers there are.
pub(super) fn open(desk: Desk, form: &FetchedForm, answers: Answers, language: &str, session: Session) -> Application {
    let language = form.form.language_index(language);
    let live: LiveRegion = desk.live;
    let filling = Filling::new(form.form.clone(), answers, Moment { local: clock::now() }, language, live);
    let application = Application::new(desk, filling, session);
    desk.application.set(Some(application));
    header::take_over(application);
    application
}

/// Leaves for a new application.
pub(super) fn anew(desk: Desk) {
    let context = desk.context();
    address::leave_for(&paths::start_page(&context.tenant, &context.service));
}

fn go_on(application: Application) {
    let pages = application.pages();
    let at = application.reached.get_untracked().saturating_sub(1).min(pages.len().saturating_sub(1));
    if let Some(page) = pages.get(at) {
        application.visit(*page);
    }
}

fn begin(desk: Desk, busy: RwSignal<bool>) {
    busy.set(true);
    desk.trouble.set(None);
    spawn_local(async move {
        let form = match desk.form.get_value() {
            Some(form) => Ok(form),
            None => client::fetch_form(&desk.context().form).await,
        };
        busy.set(false);
        match form {
            Ok(form) => {
                let session = client::begin(desk.context());
                let application = open(desk, &form, Answers::default(), &page::language(), session);
                match application.pages().first() {
                    Some(first) => application.visit(*first),
                    None => trouble::tell(desk.trouble, desk.lang(), &ClientError::FormDamaged),
                }
            }
            Err(error) => trouble::tell(desk.trouble, desk.lang(), &error),
        }
    });
}

//! Entry of the benchmark's page: a whole form on one page, drawn and checked by what applicants get. In: the form that the page names.
//! Out: its fields, live. Saving and sending are no part of it. See `frontend/bench`.

use leptos::prelude::*;
use std::sync::Arc;
use vordruck_form::answers::Answers;
use vordruck_form::compiled::{CompiledForm, Field, FieldType, PageIndex};
use vordruck_form::journey::Moment;
use vordruck_frontend::client::{self, ClientError};
use vordruck_frontend::components::button::{Does, Weight, button};
use vordruck_frontend::components::combobox::combobox;
use vordruck_frontend::components::error_summary::{self, Line, error_summary};
use vordruck_frontend::components::file_upload::{FileRow, FileState, Heard, Limits, file_upload};
use vordruck_frontend::components::live_region::{LiveRegion, announcements};
use vordruck_frontend::components::question::Question;
use vordruck_frontend::form_view::{DrawParts, Filling, Part, Search, lines, offer, page_items, rows};
use vordruck_frontend::markup::{classed, nothing, said};
use vordruck_frontend::messages::{self, Key, Lang, fill, text};
use vordruck_frontend::platform::fetch::Call;
use vordruck_frontend::platform::files::ChosenFile;
use vordruck_frontend::platform::{clock, focus, page, task};
use wasm_split_helpers::wasm_split;

const ROOT: &str = "vordruck-app";
/// The one page of a benchmark's form.
const PAGE: PageIndex = PageIndex(0);

fn main() {
    let (Some(root), Some(path)) = (page::element(ROOT), page::data(ROOT, "form")) else { return };
    task::run(async move {
        // As the page's preload asks for it.
        let Some(answer) = Call::get(&path).with_cookies().send().await else { return };
        let Some(form) = answer.bytes().await.and_then(|bytes| CompiledForm::from_bytes(&bytes).ok()) else { return };
        // As the app does. If its words don't come, the page goes on in German.
        let _ = messages::arrive(Lang::of(&page::language())).await;
        let Ok(()) = client::arrive_for(&form).await else { return };
        let seldom = if needs_seldom(&form) { seldom().await.ok() } else { None };
        leptos::mount::mount_to(root, move || whole(form, seldom)).forget();
        if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
            let _ = performance.mark("form-interactive");
        }
    });
}

fn whole(form: CompiledForm, seldom: Option<DrawSeldom>) -> AnyView {
    let live = LiveRegion::new();
    let filling = Filling::new(Arc::new(form), Answers::default(), Moment { local: clock::now() }, 0, live);
    let errors = RwSignal::new(Vec::new());
    let submit = move |event: leptos::ev::Event| {
        event.prevent_default();
        check(filling, errors);
    };
    let lang = filling.lang();
    classed("form", "vd-flow")
        .flag("novalidate", true)
        .on("submit", submit)
        .child(announcements(live))
        .child(error_summary(
            lang,
            errors,
            Callback::new(|id: String| {
                focus::to(&id);
            }),
        ))
        .child(page_items(filling, PAGE, parts(filling, live, seldom)))
        .child(button(text(lang, Key::NEXT), Weight::Primary, "", "vd-weiter", Does::Submit))
        .view()
}

/// As leaving a page forwards does.
fn check(filling: Filling, summary: RwSignal<Vec<Line>>) {
    let errors = filling.with(|state| state.page_errors(PAGE));
    filling.mark(&errors);
    let language = filling.language.get_untracked();
    let found = filling.with(|state| lines(state, language, &errors));
    summary.set(found.into_iter().map(|(target, words)| Line { target, words }).collect());
    if !errors.is_empty() {
        focus::soon(error_summary::ID);
    }
}

fn parts(filling: Filling, live: LiveRegion, seldom: Option<DrawSeldom>) -> DrawParts {
    Arc::new(move |part| match part {
        Part::Files(question, _) => files(&question),
        // No form of the benchmark offers a block.
        Part::Takeover(_) => nothing(),
        // There is no other page.
        Part::Link(_, words) => said("span", "", &words),
        part => seldom.map_or_else(nothing, |draw| draw(filling, live, part)),
    })
}

/// Draws what few forms have.
type DrawSeldom = fn(Filling, LiveRegion, Part) -> AnyView;

fn needs_seldom(form: &CompiledForm) -> bool {
    let is_long = |field: &Field| field.offer.is_some() || matches!(field.kind, FieldType::Select { searchable: true, .. });
    form.fields.iter().any(is_long) || form.groups.iter().any(|group| group.repeat.is_some())
}

/// What applicants get with all that comes after the first page: here, only what a form has.
#[wasm_split(seldom, fallible)]
fn seldom() -> Result<DrawSeldom, ClientError> {
    Ok(draw_seldom)
}

fn draw_seldom(filling: Filling, live: LiveRegion, part: Part) -> AnyView {
    match part {
        Part::Search(Search { question, choices, entered, autocomplete, enter }) => {
            combobox(&question, &choices, &entered, autocomplete.as_deref(), enter, live)
        }
        Part::Offer(at) => offer(filling, at),
        Part::Rows(at) => rows(filling, at, &parts(filling, live, Some(draw_seldom))),
        Part::Files(..) | Part::Link(..) | Part::Takeover(_) => nothing(),
    }
}

/// Files are listed; hashing and sealing them is the vault's.
fn files(question: &Question) -> AnyView {
    let words = fill(question.lang, Key::FILE_LIMITS_ONE, &[("kinds", "PDF, JPEG, PNG"), ("size", "10 MB")]);
    let listed = RwSignal::new(Vec::new());
    let choose = Callback::new(move |chosen: Vec<ChosenFile>| {
        let row = |file: &ChosenFile| FileRow {
            key: file.name(),
            name: RwSignal::new(file.name()),
            size: RwSignal::new(String::new()),
            state: RwSignal::new(FileState::Done),
        };
        listed.set(chosen.iter().map(row).collect());
    });
    let remove = Callback::new(move |key: String| listed.update(|rows| rows.retain(|row: &FileRow| row.key != key)));
    let limits = Limits { words, accept: "application/pdf,image/jpeg,image/png".to_owned(), multiple: false, photos: false, drop: true };
    file_upload(
        question,
        &limits,
        listed,
        Heard { choose, remove, restore: Callback::new(|_| {}), retry: Callback::new(|_| {}) },
        nothing(),
    )
}

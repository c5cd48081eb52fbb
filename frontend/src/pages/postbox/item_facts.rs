//! What is known about an item beside what it says, and what can be done with it.

use super::item::{self, Open};
use super::{item_files, item_work, list_table, wording};
use crate::components::button::{Button, Weight};
use crate::messages::{Lang, file_size, language_name, postbox as words, put};
use leptos::prelude::*;
use vordruck_contract::paths;
use vordruck_contract::postbox::{Content, ItemDetail, ItemState};

pub(super) fn view(open: Open, detail: &ItemDetail) -> AnyView {
    let (summary, receipt) = (&detail.summary, &detail.receipt);
    let text = |key: &'static str, value: String| row(key, value.into_any());
    let mut facts = vec![
        text(words::FACT_REFERENCE, summary.reference.clone()),
        text(words::FACT_RECEIVED, wording::moment(&summary.received_at)),
        text(words::FACT_DELETED, wording::left(&summary.deleted_at)),
    ];
    let mut actions = vec![mark(open), step_on(open, &summary.id)];
    if let Content::Readable { language, pdf_size_bytes, .. } = &detail.content {
        facts.push(text(words::FACT_LANGUAGE, language_name(language).to_owned()));
        // What came over an interface may have no paper.
        if *pdf_size_bytes > 0 {
            actions.push(pdf(open, &summary.id, &summary.reference, *pdf_size_bytes));
        }
    }
    let mut technical = vec![text(words::FACT_DELIVERED, wording::moment(&summary.delivered_at))];
    if !receipt.form_version.is_empty() {
        technical.push(text(words::FACT_FORM, receipt.form_version.clone()));
    }
    technical.push(text(words::FACT_PID, receipt.pid.clone()));
    technical.push(row(words::FACT_DIGEST, view! { <code class="vd-break">{receipt.digest.clone()}</code> }.into_any()));
    let state = row(words::FACT_STATE, view! { {move || open.summary.get().as_ref().map(list_table::badge)} }.into_any());
    // What one does with every item comes before what one seldom looks up.
    view! {
        <aside class="vd-detail__aside vd-flow" aria-labelledby="vd-zum-vorgang">
            <h2 class="kern-heading-small" id="vd-zum-vorgang">{words::FACTS}</h2>
            <dl class="kern-description-list kern-description-list--col">{state}</dl>
            {actions}
            {item_work::assignment(open, summary, detail.colleagues.clone())}
            <dl class="kern-description-list kern-description-list--col">{facts}</dl>
            <details class="vd-more" aria-labelledby="vd-technisch">
                <summary class="vd-more__summary" id="vd-technisch">{words::FACTS_TECHNICAL}</summary>
                <dl class="kern-description-list kern-description-list--col">{technical}</dl>
            </details>
        </aside>
    }
    .into_any()
}

fn row(key: &'static str, value: AnyView) -> AnyView {
    view! {
        <div class="kern-description-list-item">
            <dt class="kern-description-list-item__key">{key}</dt>
            <dd class="kern-description-list-item__value">{value}</dd>
        </div>
    }
    .into_any()
}

/// The same button before and after, so that focus stays on it.
fn mark(open: Open) -> AnyView {
    let is_done = move || open.summary.with(|summary| summary.as_ref().is_some_and(|summary| summary.state == ItemState::Done));
    let press = move |_| open.mark(if is_done() { ItemState::Opened } else { ItemState::Done });
    view! {
        <button
            type="button" class="kern-btn kern-btn--primary kern-btn--block"
            aria-busy=move || open.busy.get().then_some("true") on:click=press
        >
            <span class="kern-label">{move || if is_done() { words::MARK_OPEN } else { words::MARK_DONE }}</span>
        </button>
    }
    .into_any()
}

/// Where to go once an item is filed: there is nothing to do beside it then.
fn step_on(open: Open, item: &str) -> AnyView {
    let next = open.desk.visited.with_value(|visited| visited.around(item)).and_then(|around| around.next);
    let is_done = move || open.summary.with(|summary| summary.as_ref().is_some_and(|summary| summary.state == ItemState::Done));
    let link = move || next.clone().filter(|_| is_done()).map(|route| item::step_on(open.desk, route));
    view! { {link} }.into_any()
}

fn pdf(open: Open, item: &str, reference: &str, size_bytes: u64) -> AnyView {
    let size = put(words::PDF_OF, &[("size", &file_size(Lang::De, size_bytes))]);
    let (path, name) = (paths::postbox_item_pdf(item), put(words::PDF_NAME, &[("reference", reference)]));
    let press = Callback::new(move |()| item_files::download(open, path.clone(), name.clone(), "application/pdf".to_owned()));
    let about = [", ", &size].concat();
    view! { <Button label=words::DOWNLOAD_PDF.to_owned() about=about weight=Weight::Secondary icon="download" press/> }.into_any()
}

//! The application has been received. In: receipt and copy. Out: the reference number, files to keep, an end without traces.

use super::application::{Application, day, time};
use super::{start, title};
use crate::components::button::{Button, Weight, icon};
use crate::components::code::Code;
use crate::components::note::{Note, Tone};
use crate::components::page_heading::PageHeading;
use crate::markup::{classed, el, nothing};
use crate::messages::{Key, Lang, fill, text};
use crate::platform::{clock, download};
use leptos::prelude::*;
use vordruck_contract::submissions::Receipt;

pub(super) fn view(application: Application) -> AnyView {
    let lang = application.lang();
    let Some((receipt, copy)) = application.sent.get_value() else { return nothing() };
    title::set(application, text(lang, Key::SENT_TITLE), None);
    let tenant = application.filling.with(|state| state.form().tenant.name.clone());
    let at = clock::local(&receipt.received_at).unwrap_or_default();
    let received = fill(lang, Key::SENT_AT, &[("date", &day(at)), ("time", &time(at)), ("tenant", &tenant)]);
    let reference = receipt.reference.clone();
    let named = move |key: Key, reference: &str| fill(lang, key, &[("reference", reference)]);
    let copy_name = named(Key::FILE_COPY, &reference);
    let save_copy = (!copy.is_empty()).then(|| {
        let press = Callback::new(move |()| {
            download::offer(&copy_name, "application/pdf", &copy);
        });
        view! { <Button label=text(lang, Key::SENT_COPY).to_owned() weight=Weight::Primary icon="download" id="vd-kopie" press/> }.into_any()
    });
    let receipt_name = named(Key::FILE_RECEIPT, &reference);
    let save_receipt = Callback::new(move |()| {
        download::offer(&receipt_name, "text/plain;charset=utf-8", receipt_text(lang, &receipt).as_bytes());
    });
    let finish = Callback::new(move |()| {
        application.session.get_value().wipe();
        start::anew(application.desk);
    });
    let button = |key: Key, id: &'static str, press: Callback<()>| {
        view! { <Button label=text(lang, key).to_owned() weight=Weight::Secondary id press/> }.into_any()
    };
    let paragraph = |key: Key| classed("p", "kern-body").words(text(lang, key)).view();
    let head = classed("div", "vd-flow vd-flow--tight")
        .child(view! { <PageHeading title=text(lang, Key::SENT_TITLE).to_owned()/> }.into_any())
        .child(classed("p", "kern-body").text(received).view());
    let (label, copy, live) = (text(lang, Key::SENT_REFERENCE), text(lang, Key::COPY_REFERENCE), application.desk.live);
    let number = view! { <Code lang label value=reference spelled=true id="vd-vorgangsnummer" copy live/> }.into_any();
    let next = [Key::SENT_NEXT_1, Key::SENT_NEXT_2, Key::SENT_NEXT_3].map(|key| el("li").words(text(lang, key)).view());
    let shared = vec![text(lang, Key::SENT_SHARED).to_owned()];
    classed("div", "vd-column vd-flow")
        .children(vec![
            classed("section", "vd-receipt")
                .child(classed("div", "vd-receipt__head").child(icon("success")).child(head.view()).view())
                .child(number)
                .view(),
            paragraph(Key::SENT_KEEP),
            classed("div", "vd-actions").child_some(save_copy).child(button(Key::SENT_RECEIPT, "vd-quittung", save_receipt)).view(),
            paragraph(Key::SENT_WARN),
            classed("section", "vd-flow")
                .child(classed("h2", "kern-heading-medium").words(text(lang, Key::SENT_NEXT_TITLE)).view())
                .child(classed("ol", "vd-next").children(next.into()).view())
                .view(),
            view! { <Note tone=Tone::Info title=text(lang, Key::NOTE_INFO).to_owned() paragraphs=shared/> }.into_any(),
            classed("div", "vd-actions").child(button(Key::FINISH, "vd-beenden", finish)).view(),
        ])
        .view()
}

/// The receipt as a file: readable lines, and the signed proof as it came.
fn receipt_text(lang: Lang, receipt: &Receipt) -> String {
    [
        text(lang, Key::RECEIPT_TEXT), "\n\n", text(lang, Key::SENT_REFERENCE), ": ", &receipt.reference, "\n", &receipt.received_at, "\n\npid: ",
        &receipt.pid, "\nSHA-512: ", &receipt.digest, "\nJWS: ", &receipt.jws, "\n",
    ]
    .concat()
}

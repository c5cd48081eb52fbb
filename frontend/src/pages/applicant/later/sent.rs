//! The application has been received. In: receipt and copy. Out: the reference number, files to keep, an end without traces.

use crate::components::button::{Does, Weight, button, icon};
use crate::components::code::{Code, code};
use crate::components::note::{Tone, note};
use crate::components::page_heading::page_heading;
use crate::markup::{classed, el, nothing, said};
use crate::messages::{Key, Lang, fill, local_day, text};
use crate::pages::applicant::application::{Application, time};
use crate::pages::applicant::{start, title};
use crate::platform::{clock, download};
use leptos::prelude::*;
use vordruck_contract::submissions::Receipt;

pub(super) fn view(application: Application) -> AnyView {
    application.filling.language.track();
    let lang = application.lang();
    let Some((receipt, copy)) = application.sent.get_value() else { return nothing() };
    title::set(application, text(lang, Key::SENT_TITLE), None);
    let tenant = application.filling.with(|state| state.form().tenant.name.clone());
    let at = clock::local(&receipt.received_at).unwrap_or_default();
    let date = local_day(lang, at.date());
    let received = fill(lang, Key::SENT_AT, &[("date", &date), ("time", &time(at)), ("tenant", &tenant)]);
    let reference = receipt.reference.clone();
    let copy_name = fill(lang, Key::FILE_COPY, &[("reference", &reference)]);
    let receipt_name = fill(lang, Key::FILE_RECEIPT, &[("reference", &reference)]);
    let mut files = classed("div", "vd-actions");
    if !copy.is_empty() {
        let press = Callback::new(move |()| {
            download::offer(&copy_name, "application/pdf", &copy);
        });
        files.child(button(text(lang, Key::SENT_COPY), Weight::Primary, "download", "vd-kopie", Does::Press(press)));
    }
    let save_receipt = Callback::new(move |()| {
        download::offer(&receipt_name, "text/plain;charset=utf-8", receipt_text(lang, &receipt).as_bytes());
    });
    files.child(button(text(lang, Key::SENT_RECEIPT), Weight::Secondary, "download", "vd-quittung", Does::Press(save_receipt)));
    let finish = Callback::new(move |()| {
        application.session.get_value().wipe();
        start::anew(application.desk);
    });
    let head = classed("div", "vd-flow vd-flow--tight")
        .child(page_heading(text(lang, Key::SENT_TITLE)))
        .child(said("p", "kern-body", &received))
        .view();
    let head = classed("div", "vd-receipt__head").child(icon("success")).child(head).view();
    let number = Code { label: Key::SENT_REFERENCE, value: &reference, spelled: true, id: "vd-vorgangsnummer", copy: Key::COPY_REFERENCE };
    let mut next = classed("ol", "vd-next");
    for key in [Key::SENT_NEXT_1, Key::SENT_NEXT_2, Key::SENT_NEXT_3] {
        next.child(el("li").text(text(lang, key)).view());
    }
    classed("div", "vd-column vd-flow")
        .child(classed("section", "vd-receipt").child(head).child(code(lang, number, application.desk.live)).view())
        .child(said("p", "kern-body", text(lang, Key::SENT_KEEP)))
        .child(files.view())
        .child(said("p", "kern-body", text(lang, Key::SENT_WARN)))
        .child(said("h2", "kern-heading-medium", text(lang, Key::SENT_NEXT_TITLE)))
        .child(next.view())
        .child(note(Tone::Info, text(lang, Key::NOTE_INFO), "", &[text(lang, Key::SENT_SHARED)]))
        .child(
            classed("div", "vd-actions")
                .child(button(text(lang, Key::FINISH), Weight::Secondary, "", "vd-beenden", Does::Press(finish)))
                .view(),
        )
        .view()
}

/// The receipt as a file: readable lines, and the signed proof as it came.
fn receipt_text(lang: Lang, receipt: &Receipt) -> String {
    [
        text(lang, Key::RECEIPT_TEXT),
        "\n\n",
        text(lang, Key::SENT_REFERENCE),
        ": ",
        &receipt.reference,
        "\n",
        &receipt.received_at,
        "\n\npid: ",
        &receipt.pid,
        "\nSHA-512: ",
        &receipt.digest,
        "\nJWS: ",
        &receipt.jws,
        "\n",
    ]
    .concat()
}

//! It has been received. In: receipt and, until the page is loaded again, the copy. Out: the reference number, files to keep, an end without traces.

use super::kept::{self, Received};
use crate::components::button::{Does, Weight, button, icon};
use crate::components::code::{Code, code};
use crate::components::note::{Tone, note};
use crate::components::page_heading::page_heading;
use crate::markup::{classed, el, nothing, said};
use crate::messages::{Key, Lang, fill, local_day, named, text};
use crate::pages::applicant::application::time;
use crate::pages::applicant::desk::Desk;
use crate::pages::applicant::{start, title};
use crate::platform::{address, clock, download};
use leptos::prelude::*;
use vordruck_contract::submissions::Receipt;

pub(super) fn view(desk: Desk) -> AnyView {
    let Some(Received { lang, receipt, tenant, service, kind, copy }) = kept::received(desk) else { return unknown(desk) };
    let words = |pair: [Key; 2]| named(lang, kind, pair, &[]);
    let heading = words([Key::SENT_TITLE, Key::SENT_TITLE_OTHER]);
    title::keep(fill(lang, Key::TITLE_PAGE, &[("page", &heading), ("service", &service), ("tenant", &tenant)]), lang, || false);
    let at = clock::local(&receipt.received_at).unwrap_or_default();
    let date = local_day(lang, at.date());
    let received = fill(lang, Key::SENT_AT, &[("date", &date), ("time", &time(at)), ("tenant", &tenant)]);
    let reference = receipt.reference.clone();
    let receipt_name = fill(lang, Key::FILE_RECEIPT, &[("reference", &reference)]);
    let about = |key| said("p", "kern-body", text(lang, key));
    let (about_copy, shared) = match &copy {
        Some(copy) if copy.is_empty() => (nothing(), Key::SENT_SHARED_NO_COPY),
        Some(_) => (about(Key::SENT_WARN), Key::SENT_SHARED),
        None => (about(Key::SENT_AGAIN), Key::SENT_SHARED_NO_COPY),
    };
    let mut files = classed("div", "vd-actions");
    if let Some(copy) = copy.filter(|copy| !copy.is_empty()) {
        let name = named(lang, kind, [Key::FILE_COPY, Key::FILE_COPY_OTHER], &[("reference", &reference)]);
        let press = Callback::new(move |()| {
            download::offer(&name, "application/pdf", &copy);
        });
        let label = words([Key::SENT_COPY, Key::SENT_COPY_OTHER]);
        files.child(button(&label, Weight::Primary, "download", "vd-kopie", Does::Press(press)));
    }
    let save_receipt = Callback::new(move |()| {
        download::offer(&receipt_name, "text/plain;charset=utf-8", receipt_text(lang, &receipt).as_bytes());
    });
    files.child(button(text(lang, Key::SENT_RECEIPT), Weight::Secondary, "download", "vd-quittung", Does::Press(save_receipt)));
    let head = classed("div", "vd-flow vd-flow--tight").child(page_heading(&heading)).child(said("p", "kern-body", &received)).view();
    let head = classed("div", "vd-receipt__head").child(icon("success")).child(head).view();
    let number = Code { label: Key::SENT_REFERENCE, value: &reference, spelled: true, id: "vd-vorgangsnummer", copy: Key::COPY_REFERENCE };
    let mut next = classed("ol", "vd-next");
    next.child(el("li").text(&words([Key::SENT_NEXT_1, Key::SENT_NEXT_1_OTHER])).view());
    for key in [Key::SENT_NEXT_2, Key::SENT_NEXT_3] {
        next.child(el("li").text(text(lang, key)).view());
    }
    classed("div", "vd-column vd-flow")
        .child(classed("section", "vd-receipt").child(head).child(code(lang, number, desk.live)).view())
        .child(said("p", "kern-body", text(lang, Key::SENT_KEEP)))
        .child(files.view())
        .child(about_copy)
        .child(said("h2", "kern-heading-medium", text(lang, Key::SENT_NEXT_TITLE)))
        .child(next.view())
        .child(note(Tone::Info, text(lang, Key::NOTE_INFO), "", &[text(lang, shared)]))
        .child(classed("div", "vd-actions").child(finish(desk, lang)).view())
        .view()
}

/// A receipt of another version of the app, which this one can't read.
fn unknown(desk: Desk) -> AnyView {
    let lang = desk.lang();
    let heading = page_heading(text(lang, Key::ALREADY_SENT));
    classed("div", "vd-column vd-flow").child(heading).child(classed("div", "vd-actions").child(finish(desk, lang)).view()).view()
}

fn finish(desk: Desk, lang: Lang) -> AnyView {
    let finish = Callback::new(move |()| {
        if let Some(application) = desk.application.get_untracked() {
            application.session.get_value().wipe();
        }
        // To the address one is at, browsers go as if they loaded it again, and the receipt would be there again.
        address::replace("");
        start::anew(desk);
    });
    button(text(lang, Key::FINISH), Weight::Secondary, "", "vd-beenden", Does::Press(finish))
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

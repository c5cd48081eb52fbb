//! The application has been received. In: receipt and copy. Out: the reference number, files to keep, an end without traces.

use super::application::{Application, day, time};
use super::{start, title};
use crate::components::button::{Button, Icon, Weight};
use crate::components::code::Code;
use crate::components::note::{Note, Tone};
use crate::components::page_heading::PageHeading;
use crate::messages::{Key, Lang, fill, text};
use crate::platform::{clock, download};
use leptos::prelude::*;
use vordruck_contract::submissions::Receipt;

pub(super) fn view(application: Application) -> AnyView {
    let lang = application.lang();
    let Some((receipt, copy)) = application.sent.get_value() else { return ().into_any() };
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
        view! { <Button label=text(lang, Key::SENT_COPY).to_owned() weight=Weight::Primary icon="download" id="vd-kopie" press/> }
    });
    let receipt_name = named(Key::FILE_RECEIPT, &reference);
    let save_receipt = Callback::new(move |()| {
        download::offer(&receipt_name, "text/plain;charset=utf-8", receipt_text(lang, &receipt).as_bytes());
    });
    let finish = Callback::new(move |()| {
        application.session.get_value().wipe();
        start::anew(application.desk);
    });
    let next: Vec<AnyView> = [Key::SENT_NEXT_1, Key::SENT_NEXT_2, Key::SENT_NEXT_3].map(|key| view! { <li>{text(lang, key)}</li> }.into_any()).into();
    view! {
        <div class="vd-column vd-flow">
            <section class="vd-receipt">
                <div class="vd-receipt__head">
                    <Icon name="success"/>
                    <div class="vd-flow vd-flow--tight">
                        <PageHeading title=text(lang, Key::SENT_TITLE).to_owned()/>
                        <p class="kern-body">{received}</p>
                    </div>
                </div>
                <Code
                    lang label=text(lang, Key::SENT_REFERENCE) value=reference spelled=true id="vd-vorgangsnummer"
                    copy=text(lang, Key::COPY_REFERENCE) live=application.desk.live
                />
            </section>
            <p class="kern-body">{text(lang, Key::SENT_KEEP)}</p>
            <div class="vd-actions">
                {save_copy}
                <Button label=text(lang, Key::SENT_RECEIPT).to_owned() weight=Weight::Secondary icon="download" id="vd-quittung" press=save_receipt/>
            </div>
            <p class="kern-body">{text(lang, Key::SENT_WARN)}</p>
            <section class="vd-flow">
                <h2 class="kern-heading-medium">{text(lang, Key::SENT_NEXT_TITLE)}</h2>
                <ol class="vd-next">{next}</ol>
            </section>
            <Note tone=Tone::Info title=text(lang, Key::NOTE_INFO).to_owned() paragraphs=vec![text(lang, Key::SENT_SHARED).to_owned()]/>
            <div class="vd-actions">
                <Button label=text(lang, Key::FINISH).to_owned() weight=Weight::Secondary id="vd-beenden" press=finish/>
            </div>
        </div>
    }
    .into_any()
}

/// The receipt as a file: readable lines, and the signed proof as it came.
fn receipt_text(lang: Lang, receipt: &Receipt) -> String {
    [
        text(lang, Key::RECEIPT_TEXT), "\n\n", text(lang, Key::SENT_REFERENCE), ": ", &receipt.reference, "\n", &receipt.received_at, "\n\npid: ",
        &receipt.pid, "\nSHA-512: ", &receipt.digest, "\nJWS: ", &receipt.jws, "\n",
    ]
    .concat()
}

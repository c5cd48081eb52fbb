//! What stays of a sent application when the page is loaded again. In: the receipt. Out: a place in the history of this tab, and the receipt out of one. Holds what
//! the receipt page says, and the signed proof; no answer and no key: those are gone with the page, and it says so.

use crate::messages::Lang;
use crate::pages::applicant::application::Application;
use crate::pages::applicant::desk::Desk;
use crate::platform::{address, page};
use leptos::prelude::*;
use vordruck_contract::submissions::Receipt;
use vordruck_form::compiled::SubmissionKind;

/// What the receipt page shows.
pub(super) struct Received {
    pub(super) lang: Lang,
    pub(super) receipt: Receipt,
    /// Name of the authority.
    pub(super) tenant: String,
    /// Name of the service.
    pub(super) service: String,
    pub(super) kind: SubmissionKind,
    /// The PDF copy, as long as this is the page that has sent it; empty if another window has.
    pub(super) copy: Option<Vec<u8>>,
}

/// The receipt of the application in this window, else the one the history has kept.
pub(super) fn received(desk: Desk) -> Option<Received> {
    let application = desk.application.get_untracked().filter(|application| application.is_sent());
    let Some(application) = application else { return read(&address::place(), desk.lang()) };
    application.filling.language.track();
    page::set_language(&application.filling.language_tag());
    let (receipt, copy) = application.sent.get_value()?;
    Some(Received { copy: Some(copy), ..of(application, receipt) })
}

/// The place in the history.
pub(super) fn written(application: Application, receipt: &Receipt) -> String {
    write(&of(application, receipt.clone()))
}

fn of(application: Application, receipt: Receipt) -> Received {
    let language = application.filling.language.get_untracked();
    let (tenant, service, kind) = application.filling.with(|state| {
        let form = state.form();
        (form.tenant.name.clone(), form.title.in_language(language).to_owned(), form.kind)
    });
    Received { lang: application.lang(), receipt, tenant, service, kind, copy: None }
}

fn write(Received { receipt, tenant, service, kind, .. }: &Received) -> String {
    let Receipt { pid, reference, digest, received_at, retain_until, jws } = receipt;
    ["sent", kind.name(), tenant, service, pid, reference, digest, received_at, retain_until, jws].join("\n")
}

fn read(place: &str, lang: Lang) -> Option<Received> {
    let mut lines = place.split('\n').map(str::to_owned);
    let mut next = || lines.next();
    next().filter(|mark| mark == "sent")?;
    let kind = SubmissionKind::of_name(&next()?)?;
    let (tenant, service) = (next()?, next()?);
    let receipt = Receipt { pid: next()?, reference: next()?, digest: next()?, received_at: next()?, retain_until: next()?, jws: next()? };
    Some(Received { lang, receipt, tenant, service, kind, copy: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn received(kind: SubmissionKind) -> Received {
        let text = |text: &str| text.to_owned();
        let receipt = Receipt {
            pid: text("3f0d"),
            reference: text("VD-7K3M9-QX2TB"),
            digest: text("ab"),
            received_at: text("2026-11-22T20:57:00Z"),
            retain_until: text("2027-02-20T20:57:00Z"),
            jws: text("e.y.J"),
        };
        Received { lang: Lang::De, receipt, tenant: text("Stadt: Muster"), service: text("Mangel melden"), kind, copy: Some(vec![1]) }
    }

    #[test]
    fn a_receipt_is_read_as_it_was_written_without_the_copy() {
        for (_, kind) in SubmissionKind::NAMES {
            let before = received(kind);
            let place = write(&before);
            let after = read(&place, Lang::De).unwrap();
            assert_eq!(
                (&after.receipt, &after.tenant, &after.service, after.kind),
                (&before.receipt, &before.tenant, &before.service, kind)
            );
            assert_eq!(after.copy, None);
        }
    }

    #[test]
    fn other_places_and_halves_of_receipts_are_none() {
        let whole = write(&received(SubmissionKind::Report));
        for place in ["", "page:person", "check", "sent", "sent\nreport\nStadt", "sent\nx\na\nb\nc\nd\ne\nf\ng\nh"] {
            assert!(read(place, Lang::De).is_none(), "{place}");
        }
        assert!(read(&whole, Lang::De).is_some());
    }
}

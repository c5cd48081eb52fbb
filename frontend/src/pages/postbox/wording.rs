//! Facts of the contract in words. In: states, verdicts, reasons, instants. Out: texts.

use crate::messages::{Lang, local_date, postbox as words, put};
use crate::platform::clock;
use vordruck_contract::postbox::{Alarm, ItemState, PasswordFault, Scan, UnreadableReason};

/// How far an item has come.
pub(super) fn state(state: ItemState) -> &'static str {
    match state {
        ItemState::New => words::STATE_NEW,
        ItemState::Opened => words::STATE_OPENED,
        ItemState::Downloaded => words::STATE_DOWNLOADED,
        ItemState::Done => words::STATE_DONE,
    }
}

/// What the scanner said about a file.
pub(super) fn scan(scan: &Scan) -> String {
    match scan {
        Scan::Clean => words::SCAN_CLEAN.to_owned(),
        Scan::NotScanned => words::SCAN_NOT_SCANNED.to_owned(),
        Scan::Found { name } => put(words::SCAN_FOUND, &[("name", name)]),
    }
}

/// What keeps applications from arriving.
pub(super) fn alarm(alarm: Alarm) -> &'static str {
    match alarm {
        Alarm::PublicSideUnreachable => words::ALARM_PUBLIC_SIDE_UNREACHABLE,
        Alarm::ScannerUnreachable => words::ALARM_SCANNER_UNREACHABLE,
        Alarm::ScannerMissing => words::ALARM_SCANNER_MISSING,
        Alarm::DeliveryFailing => words::ALARM_DELIVERY_FAILING,
    }
}

/// Why an item can't be read.
pub(super) fn reason(reason: UnreadableReason) -> &'static str {
    match reason {
        UnreadableReason::NotOpened => words::REASON_NOT_OPENED,
        UnreadableReason::ReceiptMismatch => words::REASON_RECEIPT_MISMATCH,
        UnreadableReason::Replayed => words::REASON_REPLAYED,
        UnreadableReason::UnknownForm => words::REASON_UNKNOWN_FORM,
        UnreadableReason::Malformed => words::REASON_MALFORMED,
        UnreadableReason::InvalidAnswers => words::REASON_INVALID_ANSWERS,
        UnreadableReason::WrongFiles => words::REASON_WRONG_FILES,
        UnreadableReason::TooLarge => words::REASON_TOO_LARGE,
        UnreadableReason::Failed => words::REASON_FAILED,
    }
}

/// Why a new password is refused; by its code on the wire.
pub(super) fn password_fault(code: &str) -> Option<&'static str> {
    let faults = [
        (PasswordFault::TooShort, words::FAULT_TOO_SHORT),
        (PasswordFault::TooLong, words::FAULT_TOO_LONG),
        (PasswordFault::WellKnown, words::FAULT_WELL_KNOWN),
        (PasswordFault::Context, words::FAULT_CONTEXT),
        (PasswordFault::TooFewClasses, words::FAULT_TOO_FEW_CLASSES),
        (PasswordFault::UsedBefore, words::FAULT_USED_BEFORE),
        (PasswordFault::ChangedRecently, words::FAULT_CHANGED_RECENTLY),
    ];
    faults.into_iter().find(|(fault, _)| fault.code() == code).map(|(_, words)| words)
}

/// An instant as date and time in Europe/Berlin: "22.11.2026, 10:58 Uhr".
pub(super) fn moment(instant: &str) -> String {
    match clock::local(instant) {
        Some(local) => put(words::AT, &[("date", &local_date(Lang::De, &local.date().to_string())), ("time", &hours(local))]),
        None => instant.to_owned(),
    }
}

/// An instant as a date in Europe/Berlin: "22.11.2026".
pub(super) fn day(instant: &str) -> String {
    clock::local(instant).map_or_else(|| instant.to_owned(), |local| local_date(Lang::De, &local.date().to_string()))
}

/// "10:58".
pub(super) fn hours(local: jiff::civil::DateTime) -> String {
    let two = |number: i8| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
    [two(local.hour()), two(local.minute())].join(":")
}

/// A kind of file, as people call it.
pub(super) fn file_kind(media_type: &str) -> &str {
    match media_type {
        "application/pdf" => "PDF",
        "image/jpeg" => "JPEG",
        "image/png" => "PNG",
        "image/heic" => "HEIC",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_of_a_password_has_words_and_nothing_else_has() {
        for fault in [
            PasswordFault::TooShort,
            PasswordFault::TooLong,
            PasswordFault::WellKnown,
            PasswordFault::Context,
            PasswordFault::TooFewClasses,
            PasswordFault::UsedBefore,
            PasswordFault::ChangedRecently,
        ] {
            assert!(password_fault(fault.code()).is_some(), "{}", fault.code());
        }
        assert_eq!(password_fault("missing"), None);
    }

    #[test]
    fn hours_have_two_digits() {
        assert_eq!(hours(jiff::civil::date(2026, 11, 22).at(8, 5, 59, 0)), "08:05");
    }
}

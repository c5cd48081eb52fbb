//! Facts of the contract in words. In: states, verdicts, reasons, instants. Out: texts.

use crate::messages::{Lang, local_day, postbox as words, put};
use crate::platform::passkey::NoPasskey;
use crate::platform::{clock, instant};
use vordruck_contract::postbox::{Alarm, FaultKind, ItemState, PasswordFault, Scan, TransferState, UnreadableReason};

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
        Alarm::ReceivingFailing => words::ALARM_RECEIVING_FAILING,
        Alarm::KeysUnchecked => words::ALARM_KEYS_UNCHECKED,
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
        UnreadableReason::ForDestination => words::REASON_FOR_DESTINATION,
    }
}

/// How far an application has come on its way to an interface.
pub(super) fn transfer(state: TransferState) -> &'static str {
    match state {
        TransferState::Waiting => words::TRANSFER_WAITING,
        TransferState::Sending => words::TRANSFER_SENDING,
        TransferState::Transferred => words::TRANSFER_TRANSFERRED,
        TransferState::Confirmed => words::TRANSFER_CONFIRMED,
        TransferState::Rejected => words::TRANSFER_REJECTED,
        TransferState::GaveUp => words::TRANSFER_GAVE_UP,
    }
}

/// Why an interface did not take an application.
pub(super) fn fault(kind: FaultKind) -> &'static str {
    match kind {
        FaultKind::Unreachable => words::FAULT_UNREACHABLE,
        FaultKind::Refused => words::FAULT_REFUSED,
        FaultKind::Mismatch => words::FAULT_MISMATCH,
        FaultKind::Unconfigured => words::FAULT_UNCONFIGURED,
        FaultKind::Restored => words::FAULT_RESTORED,
    }
}

/// What an interface is, by the word of the configuration.
pub(super) fn channel_kind(kind: &str) -> &str {
    match kind {
        "folder" => words::CHANNEL_FOLDER,
        "webhook" => words::CHANNEL_WEBHOOK,
        "fit-connect" => words::CHANNEL_FIT_CONNECT,
        "s3" => words::CHANNEL_S3,
        "sftp" => words::CHANNEL_SFTP,
        "xta" => words::CHANNEL_XTA,
        other => other,
    }
}

/// Why the browser gave no passkey; `origin` is where passkeys are for.
pub(super) fn no_passkey(why: NoPasskey, origin: &str) -> String {
    match why {
        NoPasskey::Unsupported => words::PASSKEY_UNSUPPORTED.to_owned(),
        NoPasskey::Cancelled => words::PASSKEY_CANCELLED.to_owned(),
        NoPasskey::Known => words::PASSKEY_KNOWN.to_owned(),
        NoPasskey::Elsewhere if origin.is_empty() => words::PASSKEY_NOT_HERE.to_owned(),
        NoPasskey::Elsewhere => put(words::PASSKEY_ELSEWHERE, &[("origin", origin)]),
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
        (PasswordFault::Guessable, words::FAULT_GUESSABLE),
        (PasswordFault::UsedBefore, words::FAULT_USED_BEFORE),
        (PasswordFault::ChangedRecently, words::FAULT_CHANGED_RECENTLY),
    ];
    // What is longer than the wire takes is told before anybody has judged it.
    let code = if code == "length" { PasswordFault::TooLong.code() } else { code };
    faults.into_iter().find(|(fault, _)| fault.code() == code).map(|(_, words)| words)
}

/// An instant as date and time in Europe/Berlin: "22.11.2026, 10:58 Uhr".
pub(super) fn moment(instant: &str) -> String {
    match clock::local(instant) {
        Some(local) => put(words::AT, &[("date", &local_day(Lang::De, local.date())), ("time", &hours(local))]),
        None => instant.to_owned(),
    }
}

/// An instant as a date in Europe/Berlin: "22.11.2026".
pub(super) fn day(instant: &str) -> String {
    clock::local(instant).map_or_else(|| instant.to_owned(), |local| local_day(Lang::De, local.date()))
}

/// How long an item is still there: "noch 12 Tage", and the day. Counted in days of the calendar, since a day stands beside it: what goes tomorrow
/// morning isn't gone "heute".
pub(super) fn left(deleted_at: &str) -> String {
    let days = match (clock::local(deleted_at), clock::local(&instant::utc())) {
        (Some(end), Some(now)) => end.date().duration_since(now.date()).as_hours() / 24,
        _ => 0,
    };
    let left = match days {
        ..=0 => words::LEFT_TODAY.to_owned(),
        1 => words::LEFT_ONE.to_owned(),
        days => put(words::LEFT_MANY, &[("days", &days.to_string())]),
    };
    put(words::LEFT_UNTIL, &[("left", &left), ("date", &day(deleted_at))])
}

/// "12.345".
pub(super) fn number(number: u64) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let mut text = digits.get(..first).unwrap_or_default().to_owned();
    for at in (first..digits.len()).step_by(3) {
        if !text.is_empty() {
            text.push('.');
        }
        text.push_str(digits.get(at..at + 3).unwrap_or_default());
    }
    text
}

/// What was done with an item, or by whom in a tenant; the word of the audit log where we have none.
pub(super) fn action(action: &str) -> &str {
    match action {
        "signed-in" => words::DID_SIGNED_IN,
        "signed-out" => words::DID_SIGNED_OUT,
        "password-changed" => words::DID_PASSWORD_CHANGED,
        "item-delivered" => words::DID_ITEM_DELIVERED,
        "item-opened" => words::DID_ITEM_OPENED,
        "pdf-downloaded" => words::DID_PDF_DOWNLOADED,
        "attachment-downloaded" => words::DID_ATTACHMENT_DOWNLOADED,
        "item-filed" => words::DID_ITEM_FILED,
        "item-reopened" => words::DID_ITEM_REOPENED,
        // What older entries say.
        "state-set" => words::DID_STATE_SET,
        "item-assigned" => words::DID_ITEM_ASSIGNED,
        "items-expired" => words::DID_ITEMS_EXPIRED,
        "staff-added" => words::DID_STAFF_ADDED,
        "staff-removed" => words::DID_STAFF_REMOVED,
        "staff-invited" => words::DID_STAFF_INVITED,
        "staff-changed" => words::DID_STAFF_CHANGED,
        "staff-locked" => words::DID_STAFF_LOCKED,
        "staff-unlocked" => words::DID_STAFF_UNLOCKED,
        "invitation-accepted" => words::DID_INVITATION_ACCEPTED,
        "user-list-taken" => words::DID_USER_LIST_TAKEN,
        "second-factor-set" => words::DID_SECOND_FACTOR_SET,
        "second-factor-removed" => words::DID_SECOND_FACTOR_REMOVED,
        "transfers-retried" => words::DID_TRANSFERS_RETRIED,
        "transfers-acknowledged" => words::DID_TRANSFERS_ACKNOWLEDGED,
        "transfer-confirmed" => words::DID_TRANSFER_CONFIRMED,
        "transfer-failed" => words::DID_TRANSFER_FAILED,
        "item-reread" => words::DID_ITEM_REREAD,
        "passkey-added" => words::DID_PASSKEY_ADDED,
        "passkey-named" => words::DID_PASSKEY_NAMED,
        "passkey-removed" => words::DID_PASSKEY_REMOVED,
        "session-ended" => words::DID_SESSION_ENDED,
        "form-published" => words::DID_FORM_PUBLISHED,
        other => other,
    }
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
            PasswordFault::Guessable,
            PasswordFault::UsedBefore,
            PasswordFault::ChangedRecently,
        ] {
            assert!(password_fault(fault.code()).is_some(), "{}", fault.code());
        }
        assert_eq!(password_fault("length"), Some(words::FAULT_TOO_LONG));
        assert_eq!(password_fault("missing"), None);
    }

    #[test]
    fn thousands_are_parted() {
        assert_eq!([0, 999, 1_000, 100_000, 1_234_567].map(number), ["0", "999", "1.000", "100.000", "1.234.567"]);
    }

    #[test]
    fn hours_have_two_digits() {
        assert_eq!(hours(jiff::civil::date(2026, 11, 22).at(8, 5, 59, 0)), "08:05");
    }
}

//! Validated answers for programs.

use crate::build::*;
use crate::parking::*;
use serde_json::json;
use vordruck_form::answers::RawAnswer;
use vordruck_form::export::json::answers;
use vordruck_form::validate::ReceivedAnswers;

#[test]
fn answers_have_speaking_names_and_types_and_hidden_ones_are_not_there() {
    let mut state = filled_in();
    state.set(path("halter"), typed("andere"));
    state.set(path("halter_name"), typed("Erika"));
    state.set(path("halter"), typed("selbst"));
    let validated = ReceivedAnswers::from_state(&state, "", "en").validate(state.form(), moment()).unwrap();
    let expected = json!({
        "process": "bewohnerparken",
        "version": "1.0.0",
        "leika_key": null,
        "language": "en",
        "fee_euro": "61.40",
        "answers": {
            "name": "Müller-Łukasz",
            "geburtsdatum": "1950-07",
            "halter": "selbst",
            "garage": false,
            "dauer": 2,
            "summe": "61.40",
            "beginn": "2026-12-01",
            "richtigkeit": true,
            "iban": "DE89370400440532013000",
        },
    });
    assert_eq!(answers(&validated), expected);
}

#[test]
fn files_are_named_with_what_proves_them() {
    let mut state = filled_in();
    state.set(path("halter"), typed("andere"));
    state.set(path("halter_name"), typed("Erika"));
    state.set(path("ueberlassung"), RawAnswer::Files(vec![file("schein.pdf", "application/pdf", 5)]));
    let validated = ReceivedAnswers::from_state(&state, "", "de").validate(state.form(), moment()).unwrap();
    let file = &answers(&validated)["answers"]["ueberlassung"][0];
    assert_eq!(file["name"], "schein.pdf");
    assert_eq!(file["sha512"], "0f".repeat(64));
}

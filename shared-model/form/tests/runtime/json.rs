//! Validated answers for programs.

use crate::build::*;
use crate::parking::*;
use serde_json::{Value, json};
use vordruck_form::answers::RawAnswer;
use vordruck_form::compiled::{CompiledForm, FieldType};
use vordruck_form::export::{Keys, json::to_text};
use vordruck_form::journey::FormState;
use vordruck_form::validate::ReceivedAnswers;

fn text(state: &FormState, keys: Keys) -> String {
    let validated = ReceivedAnswers::from_state(state, "", "en").validate(state.form(), moment()).unwrap();
    to_text(&validated, keys).unwrap()
}

fn exported(state: &FormState) -> Value {
    serde_json::from_str(&text(state, Keys::Names)).unwrap()
}

#[test]
fn answers_have_speaking_names_and_types_and_hidden_ones_are_not_there() {
    let mut state = filled_in();
    state.set(path("halter"), typed("andere"));
    state.set(path("halter_name"), typed("Erika"));
    state.set(path("halter"), typed("selbst"));
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
        "code_lists": {},
    });
    assert_eq!(exported(&state), expected);
}

#[test]
fn files_are_named_with_what_proves_them() {
    let mut state = filled_in();
    state.set(path("halter"), typed("andere"));
    state.set(path("halter_name"), typed("Erika"));
    state.set(path("ueberlassung"), RawAnswer::Files(vec![file("schein.pdf", "application/pdf", 5)]));
    let file = &exported(&state)["answers"]["ueberlassung"][0];
    assert_eq!(file["name"], "schein.pdf");
    assert_eq!(file["sha512"], "0f".repeat(64));
}

#[test]
fn codes_of_published_lists_are_said_with_their_urn() {
    let mut form = parking();
    form.code_lists[0].urn = Some("urn:example:halter".into());
    let mut state = start(form);
    filled_in().answers().iter().for_each(|(path, answer)| drop(state.set(path.clone(), answer.clone())));
    assert_eq!(exported(&state)["code_lists"], json!({ "halter": "urn:example:halter" }));
}

/// Two persons' names without groups, an address in its group, a birth date, an amount.
fn with_fim_ids() -> CompiledForm {
    let mut form = form();
    let page = page(&mut form, "seite", None);
    let bare = group(&mut form, page, None, "nur_bedingung", None);
    form.groups[bare.at()].title = None;
    let address = group(&mut form, page, None, "anschrift", None);
    form.groups[address.at()].fim_id = Some("G60000086V1.1".into());
    let named = group(&mut form, page, Some(address), "ohne_fim", None);
    let name = || FieldType::PersonName { max_length: None };
    let fields = [
        (field(&mut form, page, &[bare], "halter", name()), "F60000227V1.1"),
        (field(&mut form, page, &[], "fahrer", name()), "F60000227V1.1"),
        (field(&mut form, page, &[address], "strasse", plain_text()), "F60000243"),
        (field(&mut form, page, &[address, named], "ort", plain_text()), "F60000247V1.1"),
        (field(&mut form, page, &[], "geburt", FieldType::PartialDate { not_in_future: false }), "G60000083V2.0"),
        (field(&mut form, page, &[], "betrag", FieldType::Money { min: None, max: None }), "F00000001V1.0"),
    ];
    for (index, fim) in fields {
        form.fields[index.at()].fim_id = Some(fim.into());
    }
    form
}

#[test]
fn with_fim_ids_groups_nest_and_amounts_keep_their_digits() {
    let mut state = start(with_fim_ids());
    for (id, answer) in [("halter", "Anna"), ("fahrer", "Berta"), ("strasse", "Am Weg"), ("ort", "Ort"), ("betrag", "123456789012345,1")] {
        state.set(path(id), typed(answer));
    }
    state.set(path("geburt"), day("", "7", "1950"));
    assert_eq!(
        text(&state, Keys::Fim),
        concat!(
            r#"{"F60000227.halter":"Anna","G60000086":{"ohne_fim":{"F60000247":"Ort"},"F60000243":"Am Weg"},"#,
            r#""F60000227.fahrer":"Berta","G60000083":{"F60000232":7,"F60000233":1950},"F00000001":123456789012345.10}"#
        )
    );
    assert_eq!(
        text(&state, Keys::FimVersioned),
        concat!(
            r#"{"F60000227V1.1.halter":"Anna","G60000086V1.1":{"ohne_fim":{"F60000247V1.1":"Ort"},"F60000243":"Am Weg"},"#,
            r#""F60000227V1.1.fahrer":"Berta","G60000083V2.0":{"F60000232V1.1":7,"F60000233V1.1":1950},"F00000001V1.0":123456789012345.10}"#
        )
    );
}

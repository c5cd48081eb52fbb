//! Sending and receiving: only what is visible goes out, only what the form asks comes in.

use crate::build::*;
use crate::parking::*;
use std::sync::Arc;
use vordruck_form::answers::{Answers, RawAnswer};
use vordruck_form::compiled::{CompiledForm, FieldIndex};
use vordruck_form::validate::{Fault, ReceivedAnswers, ValidateError};

fn sent() -> (Arc<CompiledForm>, ReceivedAnswers) {
    let state = filled_in();
    (Arc::clone(state.form()), ReceivedAnswers::from_state(&state, &"ab".repeat(32), "en"))
}

#[test]
fn hidden_and_blank_answers_are_not_sent() {
    let mut state = filled_in();
    state.set(path("halter"), typed("andere"));
    state.set(path("halter_name"), typed("Erika"));
    state.set(path("halter"), typed("selbst"));
    state.set(path("bemerkung"), typed("  "));
    let sent = ReceivedAnswers::from_state(&state, "", "de");
    let paths: Vec<&str> = sent.answers.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["beginn", "dauer", "garage", "geburtsdatum", "halter", "iban", "name", "richtigkeit"]);
}

#[test]
fn what_is_sent_is_normal() {
    let (_, sent) = sent();
    assert_eq!(sent.answers.get(&path("iban")), Some(&typed("DE89370400440532013000")));
    assert_eq!(sent.answers.get(&path("dauer")), Some(&typed("2")));
    assert_eq!(sent.answers.get(&path("geburtsdatum")), Some(&day("", "07", "1950")));
    assert_eq!(sent.answers.get(&path("beginn")), Some(&day("01", "12", "2026")));
}

#[test]
fn what_was_sent_validates_and_has_the_same_values() {
    let (form, sent) = sent();
    let applicant = filled_in();
    let validated = sent.validate(&form, moment()).unwrap();
    assert_eq!(validated.language(), 1);
    for index in (0..12).map(FieldIndex) {
        assert_eq!(validated.state().value(index), applicant.value(index));
    }
    assert_eq!(validated.state().fee(), applicant.fee());
}

#[test]
fn answers_without_a_question_are_refused() {
    let (form, sent) = sent();
    for (id, answer) in [("fremdes_feld", typed("x")), ("halter_name", typed("Erika")), ("summe", typed("1"))] {
        let mut claimed = sent.clone();
        claimed.answers.set(path(id), answer);
        let refused = claimed.validate(&form, moment()).unwrap_err();
        assert_eq!(refused, ValidateError::UnexpectedAnswers(vec![path(id)]));
    }
}

#[test]
fn an_answer_in_the_wrong_shape_is_refused() {
    let (form, sent) = sent();
    for (id, answer) in [
        ("beginn", typed("2026-12-01")),
        ("dauer", RawAnswer::Choices(vec!["2".into()])),
        ("name", day("1", "1", "2026")),
        ("name", RawAnswer::Choices(vec![])),
    ] {
        let mut claimed = sent.clone();
        claimed.answers.set(path(id), answer);
        let Err(ValidateError::Faults(faults)) = claimed.validate(&form, moment()) else { panic!("{id} was accepted") };
        assert_eq!((faults[0].path.as_str(), &faults[0].fault), (id, &Fault::WrongShape));
    }
}

#[test]
fn faults_and_stops_are_refused() {
    let (form, sent) = sent();
    let mut claimed = sent.clone();
    claimed.answers.set(path("dauer"), typed("3"));
    claimed.answers.remove(&path("name"));
    let Err(ValidateError::Faults(faults)) = claimed.validate(&form, moment()) else { panic!("accepted") };
    let said: Vec<_> = faults.iter().map(|error| (error.path.as_str(), error.fault.clone())).collect();
    assert_eq!(said, [("name", Fault::Missing), ("dauer", Fault::TooLarge { most: "2".into() })]);
    let mut claimed = sent;
    claimed.answers.set(path("garage"), typed("yes"));
    assert_eq!(claimed.validate(&form, moment()).unwrap_err(), ValidateError::Stopped);
}

#[test]
fn sizes_are_bounded() {
    let (form, sent) = sent();
    let mut long = sent.clone();
    long.answers.set(path("name"), typed(&"x".repeat(100_001)));
    assert_eq!(long.validate(&form, moment()).unwrap_err(), ValidateError::TooLarge);
    let mut many = Answers::default();
    for number in 0..1000 {
        many.set(path(&format!("f{number}")), typed("x"));
    }
    let many = ReceivedAnswers { answers: many, ..sent };
    assert_eq!(many.validate(&form, moment()).unwrap_err(), ValidateError::TooLarge);
}

#[test]
fn received_answers_go_through_json_unchanged_and_unknown_members_are_refused() {
    let (_, sent) = sent();
    let json = serde_json::to_string(&sent).unwrap();
    assert_eq!(serde_json::from_str::<ReceivedAnswers>(&json).unwrap(), sent);
    assert!(json.contains(r#""name":{"text":"Müller-Łukasz"}"#), "{json}");
    let more = json.replacen('{', r#"{"approved":true,"#, 1);
    assert!(serde_json::from_str::<ReceivedAnswers>(&more).is_err());
}

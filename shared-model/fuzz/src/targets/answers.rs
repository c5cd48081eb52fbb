//! Answers out of an envelope, as JSON: validated against a form with something of everything, or refused.

use super::{Target, moment};
use std::sync::{Arc, OnceLock};
use vordruck_form::compile::check;
use vordruck_form::compiled::CompiledForm;
use vordruck_form::export::{Keys, json, reading};
use vordruck_form::validate::ReceivedAnswers;

pub(super) const TARGET: Target = Target {
    name: "answers",
    run,
    dictionary: &[
        "\"",
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "null",
        "{\"text\":\"",
        "{\"choices\":[\"a\"]}",
        "{\"rows\":{\"ids\":[1,1,4294967295],\"next\":0}}",
        "{\"date\":{\"day\":\"31\",\"month\":\"2\",\"year\":\"2024\"}}",
        "{\"files\":[]}",
        "kinder[1].name",
        "kinder[4294967295].",
        "[",
        "]",
        "yes",
        "no",
        "\\u0000",
        "\\ud83d\\ude00",
        "-1",
        "1,5",
        "99999999999999999999999999999999",
        "DE02120300000000202051",
        "\u{e4}",
    ],
    rounds: 4500,
};

/// The form the answers are for: the first seed of definitions.
fn form() -> Option<&'static Arc<CompiledForm>> {
    static FORM: OnceLock<Option<Arc<CompiledForm>>> = OnceLock::new();
    FORM.get_or_init(|| {
        let source = crate::seeds("definition").into_iter().next().and_then(|seed| String::from_utf8(seed).ok())?;
        check("process.xml", &source, &[]).form.map(Arc::new)
    })
    .as_ref()
}

#[allow(clippy::panic, reason = "a promise that is broken is a finding")]
fn run(bytes: &[u8]) -> bool {
    let Some(form) = form() else { panic!("the first seed of definitions does not compile") };
    let Ok(received) = serde_json::from_slice::<ReceivedAnswers>(bytes) else { return false };
    if let Ok(validated) = received.validate(form, moment()) {
        assert!(json::to_text(&validated, Keys::Names).is_ok(), "validated answers can be exported");
        let _ = reading::sections(validated.state(), 0);
    }
    true
}

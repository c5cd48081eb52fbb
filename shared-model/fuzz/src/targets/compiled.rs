//! Compiled forms: a browser checks their hash before it reads them, so that this is a second line. Bytes that are read as a form are
//! filled in and validated.

use super::{Target, moment};
use std::sync::Arc;
use vordruck_form::answers::Answers;
use vordruck_form::compiled::CompiledForm;
use vordruck_form::journey::FormState;

pub(super) const TARGET: Target =
    Target { name: "compiled", run, dictionary: &["\u{0}", "\u{1}", "\u{7f}", "a", "text", "\u{ff}\u{ff}"], rounds: 9000 };

fn run(bytes: &[u8]) -> bool {
    let Ok(form) = CompiledForm::from_bytes(bytes) else { return false };
    let again = CompiledForm::from_bytes(&form.to_bytes());
    assert!(again.as_ref() == Ok(&form), "bytes give the same form");
    let state = FormState::new(Arc::new(form), Answers::default(), moment());
    for page in state.pages() {
        let _ = state.page_errors(page);
    }
    let _ = state.fee();
    true
}

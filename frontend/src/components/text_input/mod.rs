//! One line of text. In: what was entered. Out: every change, as typed.
//!
//! Criteria
//! - A native input with label, hint and error tied to it; see `question`.
//! - The keyboard fits (`inputmode`), the purpose is named (1.3.5), nothing is corrected or sent for spell checking.
//! - Nothing is cut off while typing: there is no `maxlength`, what is too long is said and stays (3.3.1).
//! - Width hints at the length of the answer and never cuts it off.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::question::{Classes, INPUT, Question};
use leptos::prelude::*;

/// What is typed: it decides keyboard and width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// Words.
    Text,
    /// Digits only.
    Digits,
    /// A number with a decimal sign.
    Decimal,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// Capitals and digits, e.g. an IBAN.
    Code,
    /// An address of the web.
    Link,
}

/// How wide the answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// About 4 characters.
    Four,
    /// About 10 characters.
    Ten,
    /// About 20 characters.
    Twenty,
    /// The column.
    Full,
}

/// One line of text. `autocomplete` is the token of WCAG 1.3.5; without one the browser fills in nothing. `enter` hears every change,
/// as typed.
#[must_use]
pub fn text_input(
    question: &Question,
    value: &str,
    typed: Typed,
    width: Width,
    autocomplete: Option<&str>,
    enter: Callback<String>,
) -> AnyView {
    let (kind, mode, capitals) = match typed {
        Typed::Text => ("text", "", ""),
        Typed::Code => ("text", "text", "characters"),
        Typed::Digits => ("text", "numeric", "none"),
        Typed::Decimal => ("text", "decimal", "none"),
        // `type="email"` trims and, with umlaut domains, rewrites what was typed in some browsers; the keyboard is what counts.
        Typed::Email => ("text", "email", "none"),
        Typed::Phone => ("tel", "", "none"),
        Typed::Link => ("text", "url", "none"),
    };
    let input = question
        .input("input", width.classes())
        .set("type", kind)
        .set("value", value)
        .set_some("inputmode", mode)
        .set_some("autocapitalize", capitals)
        .set("autocomplete", autocomplete.unwrap_or("off"))
        .set("spellcheck", "false")
        .on("input", move |event| enter.run(event_target_value(&event)))
        .view();
    question.frame(input)
}

impl Width {
    fn classes(self) -> Classes {
        match self {
            Self::Four => ["kern-form-input__input vd-width-4", "kern-form-input__input kern-form-input__input--error vd-width-4"],
            Self::Ten => ["kern-form-input__input vd-width-10", "kern-form-input__input kern-form-input__input--error vd-width-10"],
            Self::Twenty => ["kern-form-input__input vd-width-20", "kern-form-input__input kern-form-input__input--error vd-width-20"],
            Self::Full => INPUT,
        }
    }
}

/// One line of text, for leptos' macro.
#[component]
pub fn TextInput(
    /// The question.
    question: Question,
    /// What was entered before.
    value: String,
    /// What is typed.
    typed: Typed,
    /// How wide the answer is.
    width: Width,
    /// The token of WCAG 1.3.5; without one the browser fills in nothing.
    autocomplete: Option<String>,
    /// Every change, as typed.
    enter: Callback<String>,
) -> impl IntoView {
    text_input(&question, &value, typed, width, autocomplete.as_deref(), enter)
}

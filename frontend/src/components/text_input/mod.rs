//! One line of text. In: what was entered. Out: every change, as typed.
//!
//! Criteria
//! - A native input with label, hint and error tied to it; see `question`.
//! - The keyboard fits (`inputmode`), the purpose is named (1.3.5), nothing is corrected or sent for spell checking.
//! - Nothing is cut off while typing: there is no `maxlength`, what is too long is said and stays (3.3.1).
//! - Width hints at the length of the answer and never cuts it off.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::question::Question;
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

/// One line of text.
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
    let (kind, mode) = match typed {
        Typed::Text => ("text", None),
        Typed::Code => ("text", Some("text")),
        Typed::Digits => ("text", Some("numeric")),
        Typed::Decimal => ("text", Some("decimal")),
        // `type="email"` trims and, with umlaut domains, rewrites what was typed in some browsers; the keyboard is what counts.
        Typed::Email => ("text", Some("email")),
        Typed::Phone => ("tel", None),
        Typed::Link => ("text", Some("url")),
    };
    let capitals = match typed {
        Typed::Text => None,
        Typed::Code => Some("characters"),
        _ => Some("none"),
    };
    let (fine, wrong) = match width {
        Width::Four => ("kern-form-input__input vd-width-4", "kern-form-input__input kern-form-input__input--error vd-width-4"),
        Width::Ten => ("kern-form-input__input vd-width-10", "kern-form-input__input kern-form-input__input--error vd-width-10"),
        Width::Twenty => ("kern-form-input__input vd-width-20", "kern-form-input__input kern-form-input__input--error vd-width-20"),
        Width::Full => ("kern-form-input__input", "kern-form-input__input kern-form-input__input--error"),
    };
    let input = question
        .required_input("input", (fine, wrong))
        .set("type", kind)
        .put("value", value)
        .put_some("inputmode", mode.map(str::to_owned))
        .put_some("autocapitalize", capitals.map(str::to_owned))
        .put("autocomplete", autocomplete.unwrap_or_else(|| "off".to_owned()))
        .set("spellcheck", "false")
        .on("input", move |event| enter.run(event_target_value(&event)));
    question.frame(input.view())
}

//! Examples of `password_input`.

use super::*;
use crate::components::gallery::{Example, question, unheard, with_error};

/// All of them.
pub const EXAMPLES: &[Example] = &[
    Example { name: "password input", view: |lang| draw(question(lang, "bsp-passwort", "Passwort")) },
    Example {
        name: "password input: error",
        view: |lang| draw(with_error(question(lang, "bsp-passwort-fehlt", "Passwort"), "Geben Sie Ihr Passwort ein.")),
    },
];

fn draw(question: Question) -> AnyView {
    view! { <PasswordInput question=question autocomplete="current-password" enter=unheard()/> }.into_any()
}

//! How to reach an authority. In: its card. Out: name, address, telephone and mail, as links where a device can use them.

use maud::{Markup, html};
use vordruck_contract::services::Authority;

use super::Language;

pub(super) fn contact(language: Language, authority: &Authority) -> Markup {
    html! {
        h3 class="kern-heading-small" { (language.contact()) }
        p class="kern-body" {
            (authority.name)
            @for line in &authority.address { br; (line) }
        }
        p class="kern-body" { (language.phone()) ": " a class="kern-link" href={ "tel:" (dialled(&authority.phone)) } { (authority.phone) } }
        p class="kern-body" { (language.email()) ": " a class="kern-link" href={ "mailto:" (authority.email) } { (authority.email) } }
    }
}

/// The digits of a telephone number (RFC 3966 allows separators, but not blanks).
fn dialled(phone: &str) -> String {
    phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

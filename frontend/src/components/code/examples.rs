//! Examples of `Code`.

use super::*;
use crate::components::gallery::Example;

/// All of them.
pub const EXAMPLES: &[Example] = &[
    Example { name: "code: PIN", view: |lang| code(lang, "Ihre PIN", "7K3M-9QX2-ABCB", true, "bsp-code-pin", text(lang, Key::COPY_PIN)) },
    Example {
        name: "code: link",
        view: |lang| {
            let link = "https://antrag.musterstadt.example/musterstadt/bewohnerparken/weiter#v1.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
            code(lang, "Ihr Link", link, false, "bsp-code-link", text(lang, Key::COPY_LINK))
        },
    },
];

fn code(lang: Lang, label: &'static str, value: &str, spelled: bool, id: &'static str, copy: &'static str) -> AnyView {
    view! { <Code lang label value=value.to_owned() spelled id copy live=LiveRegion::new()/> }.into_any()
}

//! Examples of `code`.

use super::*;
use crate::components::gallery::Example;

const LINK: &str = "https://antrag.musterstadt.example/musterstadt/bewohnerparken/weiter#v1.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

/// All of them.
pub const EXAMPLES: &[Example] = &[
    Example {
        name: "code: PIN",
        view: |lang| {
            let pin = Code { label: Key::SAVED_PIN, value: "7K3M-9QX2-ABCB", spelled: true, id: "bsp-code-pin", copy: Key::COPY_PIN };
            code(lang, pin, LiveRegion::new())
        },
    },
    Example {
        name: "code: reference number",
        view: |lang| {
            let value = "VD-7K3M9-QX2AB";
            let number = Code { label: Key::SENT_REFERENCE, value, spelled: true, id: "bsp-code-nummer", copy: Key::COPY_REFERENCE };
            code(lang, number, LiveRegion::new())
        },
    },
    Example {
        name: "code: link",
        view: |lang| {
            let link = Code { label: Key::SAVED_LINK, value: LINK, spelled: false, id: "bsp-code-link", copy: Key::COPY_LINK };
            code(lang, link, LiveRegion::new())
        },
    },
];

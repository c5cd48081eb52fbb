//! The way in for another device: a code for its camera, and the same as a link. In: the link, its code, until when it is valid, what is going on. Out: the
//! wish to end it.
//!
//! Criteria
//! - Nothing needs a camera: the link stands beside the code, can be read, copied and mailed (1.1.1; the picture says so in its text).
//! - The code is dark on white with a white margin in every mode: cameras don't read it otherwise (1.4.11 is met by black on white).
//! - It has a heading that takes focus when it opens; what is going on stands there in words, too, and not only in the live region (4.1.3).

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::button::{Does, Weight, button};
use crate::components::code::{Code, code};
use crate::components::live_region::LiveRegion;
use crate::markup::{classed, el, said};
use crate::messages::{Key, Lang, fill, text};
use leptos::prelude::*;

/// The id of the heading. There is one code at a time.
pub const ID: &str = "vd-handy";

/// A way in that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayIn {
    /// The whole link.
    pub link: String,
    /// Its code as SVG, written so that it can stand in an address.
    pub svg: String,
    /// Until when it is valid: `14:05`.
    pub until: String,
}

/// The way in. `news` says what is going on; `close` hears that it is to end.
#[must_use]
pub fn phone_code(lang: Lang, way: &WayIn, news: RwSignal<String>, live: LiveRegion, close: Callback<()>) -> AnyView {
    let picture = el("img")
        .set("class", "vd-phone__code")
        .set("src", &["data:image/svg+xml,", &way.svg].concat())
        .set("alt", text(lang, Key::RELAY_CODE))
        .set("width", "240")
        .set("height", "240")
        .view();
    let link = Code { label: Key::RELAY_LINK, value: &way.link, spelled: false, id: "vd-handy-link", copy: Key::COPY_LINK };
    let mail = el("a")
        .set("class", "kern-link vd-alone")
        .set("href", &mail(text(lang, Key::RELAY_SUBJECT), &way.link))
        .text(text(lang, Key::RELAY_MAIL))
        .view();
    classed("section", "vd-phone vd-flow")
        .set("aria-labelledby", ID)
        .child(classed("h2", "kern-heading-small").set("id", ID).set("tabindex", "-1").text(text(lang, Key::RELAY_TITLE)).view())
        .child(said("p", "kern-body", &fill(lang, Key::RELAY_SCAN, &[("time", &way.until)])))
        .child(picture)
        .child(code(lang, link, live))
        .child(mail)
        .child(classed("p", "kern-body vd-phone__news").saying(move || news.get()).view())
        .child(
            classed("div", "vd-actions")
                .child(button(text(lang, Key::RELAY_DONE), Weight::Secondary, "", "vd-handy-fertig", Does::Press(close)))
                .view(),
        )
        .view()
}

/// A mail that is yet to be addressed (RFC 6068). The link has no character but `#` that would have to be written differently.
fn mail(subject: &str, link: &str) -> String {
    ["mailto:?subject=", &subject.replace(' ', "%20"), "&body=", &link.replace('#', "%23")].concat()
}

#[cfg(test)]
mod tests {
    use super::mail;

    #[test]
    fn a_mail_holds_the_whole_link() {
        assert_eq!(
            mail("Fotos zum Antrag", "https://a.example/t/s/handy#r1.x"),
            "mailto:?subject=Fotos%20zum%20Antrag&body=https://a.example/t/s/handy%23r1.x"
        );
    }
}

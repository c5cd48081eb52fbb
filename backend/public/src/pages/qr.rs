//! QR codes (ISO/IEC 18004) of addresses. In: an address. Out: an SVG drawn from its modules, with the quiet zone of four that scanners need.

use std::fmt::Write as _;

use qrcode::{Color, QrCode};

const QUIET_ZONE: usize = 4;

/// `None`: the address is longer than a QR code holds (2 953 bytes at the lowest level).
pub(crate) fn svg(address: &str, label: &str) -> Option<String> {
    let code = QrCode::new(address.as_bytes()).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (at, colour) in code.to_colors().into_iter().enumerate() {
        if colour == Color::Dark {
            let _ = write!(path, "M{} {}h1v1h-1z", at % width + QUIET_ZONE, at / width + QUIET_ZONE);
        }
    }
    let side = width + 2 * QUIET_ZONE;
    let label = maud::html! { (label) }.into_string();
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{0}\" height=\"{0}\" role=\"img\" aria-label=\"{label}\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path fill=\"#000\" shape-rendering=\"crispEdges\" d=\"{path}\"/></svg>",
        side * 5
    ))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_a_label_and_nothing_of_the_address_as_markup() {
        let svg = svg("https://formulare.musterstadt.example/musterstadt/bewohnerparken/?lang=de", "\"><script>").unwrap();
        assert!(svg.starts_with("<svg ") && svg.contains("aria-label=\"&quot;&gt;&lt;script&gt;\"") && !svg.contains("<script"), "{svg}");
    }

    #[test]
    fn what_is_too_long_has_no_code() {
        assert_eq!(svg(&"a".repeat(4000), "x"), None);
    }
}

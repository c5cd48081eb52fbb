//! A link as a QR code (ISO/IEC 18004). In: a text. Out: SVG, black on white with a quiet zone of its own: cameras want dark on light, whatever colours the
//! page has.

use qrcode::{Color, EcLevel, QrCode};

/// Modules of white around the code (ISO/IEC 18004, 5.3.8).
const QUIET: usize = 4;

/// The code as SVG; none for a text that is too long for one.
#[must_use]
pub fn svg(text: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let (width, colors) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (y, line) in colors.chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let dark = line.iter().skip(x).take_while(|color| **color == Color::Dark).count();
            if dark > 0 {
                let (left, top) = ((x + QUIET).to_string(), (y + QUIET).to_string());
                let dark = dark.to_string();
                path.push_str(&["M", &left, " ", &top, "h", &dark, "v1h-", &dark, "z"].concat());
            }
            x += dark.max(1);
        }
    }
    let side = (width + 2 * QUIET).to_string();
    Some(
        [
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 ",
            &side,
            " ",
            &side,
            "' shape-rendering='crispEdges'><path fill='%23fff' d='M0 0h",
            &side,
            "v",
            &side,
            "H0z'/><path d='",
            &path,
            "'/></svg>",
        ]
        .concat(),
    )
}

#[cfg(test)]
mod tests {
    use super::svg;

    #[test]
    fn a_link_becomes_a_square_of_dark_modules_with_a_quiet_zone() {
        let link = "https://formulare.musterstadt.example/musterstadt/bewohnerparken/handy#r1.ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8";
        let drawn = svg(link).unwrap();
        // The finder pattern in the upper left corner: seven dark modules behind four of white.
        assert!(drawn.contains("M4 4h7v1h-7z"), "{drawn}");
        assert!(!drawn.contains('#') && !drawn.contains('"'), "it stands in an address");
        assert!(svg(&"x".repeat(5_000)).is_none());
    }
}

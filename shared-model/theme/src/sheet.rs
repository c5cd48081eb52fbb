//! A theme as a style sheet. In: a theme. Out: custom properties on the root element and nothing else; every value is written by this file from typed
//! colours, so that no text of a tenant's can stand in it. Loaded after the applicant's own sheet.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::theme::{Font, Palette, Theme};

impl Theme {
    /// The style sheet.
    #[must_use]
    pub fn sheet(&self) -> String {
        let mut css = String::from(":root{");
        palette(&mut css, &self.light, "");
        palette(&mut css, &self.dark, "-dark");
        if let Some(family) = self.font.family() {
            let _ = write!(css, "--vd-theme-font:{family};");
        }
        css.push_str("}\n");
        css
    }

    /// 16 hexadecimal digits that change with the sheet: part of its immutable address.
    #[must_use]
    pub fn hash(&self) -> String {
        short_hash(self.sheet().as_bytes())
    }
}

fn palette(css: &mut String, palette: &Palette, suffix: &str) {
    let Palette { action, on_action, focus, band } = palette;
    let _ = write!(
        css,
        "--vd-theme-action{suffix}:{action};--vd-theme-on-action{suffix}:{on_action};--vd-theme-focus{suffix}:{focus};--vd-theme-band{suffix}:{band};"
    );
}

impl Font {
    /// `None`: the sheet's own.
    fn family(self) -> Option<&'static str> {
        match self {
            Self::FiraSans => None,
            Self::System => Some("system-ui,sans-serif"),
            Self::Serif => Some("Georgia,\"Liberation Serif\",serif"),
        }
    }
}

/// The first 16 hexadecimal digits of SHA-256.
pub(crate) fn short_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use vordruck_contract::presentation::ThemeSettings;

    #[test]
    fn a_sheet_holds_tokens_and_nothing_else() {
        let set: ThemeSettings =
            serde_json::from_str(r##"{"light":{"action":"#8a1538"},"dark":{"action":"#ffb3c1","band":"#ff0000"},"font":"system"}"##)
                .unwrap();
        let css = Theme::read(&set).unwrap().sheet();
        assert!(css.starts_with(":root{--vd-theme-action:#8a1538;--vd-theme-on-action:#ffffff;"), "{css}");
        assert!(css.contains("--vd-theme-band:#8a1538;") && css.contains("--vd-theme-band-dark:#ff0000;"), "{css}");
        let body = css.trim_end().strip_prefix(":root{").unwrap().strip_suffix('}').unwrap();
        assert!(body.split_terminator(';').all(|line| line.starts_with("--vd-theme-")), "{css}");
    }

    #[test]
    fn no_setting_reaches_a_sheet_as_text() {
        for evil in ["red}body{display:none", "url(https://example.org)", "#fff;background:url(x)", "expression(1)", "</style>"] {
            let set = serde_json::json!({ "light": { "action": evil } });
            assert!(Theme::read(&serde_json::from_value(set).unwrap()).is_err(), "{evil}");
            let set = serde_json::json!({ "font": evil });
            assert!(Theme::read(&serde_json::from_value(set).unwrap()).is_err(), "{evil}");
        }
    }
}

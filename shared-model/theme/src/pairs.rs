//! Which colour stands on which in the applicant's pages. In: the list that the styles keep (`style/settings/pairs.json`), a scheme, a tenant's colours.
//! Out: colours by the names of that list, those that the styles mix included.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::colour::Colour;
use crate::theme::Palette;

/// Light or dark, as the reader's system asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// What a colour is for, which decides how much contrast it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Use {
    /// Text: 4.5:1 (WCAG 1.4.3), better 7:1 (1.4.6).
    Text,
    /// Edges, marks and the focus ring: 3:1 (1.4.11, 2.4.13).
    Mark,
}

impl Use {
    pub(crate) const fn least(self) -> f64 {
        match self {
            Self::Text => 4.5,
            Self::Mark => 3.0,
        }
    }

    pub(crate) const fn better(self) -> f64 {
        match self {
            Self::Text => 7.0,
            Self::Mark => 3.0,
        }
    }
}

/// The list.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Pairs {
    light: BTreeMap<String, String>,
    dark: BTreeMap<String, String>,
    pub(crate) pairs: Vec<(String, String, Use)>,
}

/// How much of a ground shows through a hovered or pressed link, and how much of its own colour a hovered or pressed button keeps, in the two
/// schemes (KERN's `action-state-opacity`).
const HOVERED: [f64; 2] = [0.92, 0.88];
const PRESSED: [f64; 2] = [0.84, 0.76];

impl Pairs {
    pub(crate) fn built_in() -> Result<Self, serde_json::Error> {
        serde_json::from_str(include_str!("../../../style/settings/pairs.json"))
    }

    /// A colour by its name in the list. `None`: the list names a colour that doesn't exist.
    pub(crate) fn colour(&self, name: &str, scheme: Scheme, palette: &Palette) -> Option<Colour> {
        let at = |states: [f64; 2]| match scheme {
            Scheme::Light => states[0],
            Scheme::Dark => states[1],
        };
        if let Some(ground) = name.strip_suffix("-hovered") {
            return self.touched(ground, at(HOVERED), scheme, palette);
        }
        if let Some(ground) = name.strip_suffix("-pressed") {
            return self.touched(ground, at(PRESSED), scheme, palette);
        }
        match name {
            "action" => Some(palette.action),
            "on-action" => Some(palette.on_action),
            "focus" => Some(palette.focus),
            fixed => match scheme {
                Scheme::Light => self.light.get(fixed),
                Scheme::Dark => self.dark.get(fixed),
            }?
            .parse()
            .ok(),
        }
    }

    /// A button mixes its colour with white or black; anything else shows a little of the action colour.
    fn touched(&self, ground: &str, kept: f64, scheme: Scheme, palette: &Palette) -> Option<Colour> {
        if ground == "action" {
            let other = if scheme == Scheme::Light { Colour([255; 3]) } else { Colour([0; 3]) };
            return Some(palette.action.mixed(other, kept));
        }
        Some(palette.action.over(self.colour(ground, scheme, palette)?, 1.0 - kept))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::theme::Theme;

    #[test]
    fn every_colour_the_list_names_exists_in_both_schemes() {
        let pairs = Pairs::built_in().unwrap();
        let theme = Theme::default();
        for (foreground, background, _) in &pairs.pairs {
            for (scheme, palette) in [(Scheme::Light, &theme.light), (Scheme::Dark, &theme.dark)] {
                assert!(pairs.colour(foreground, scheme, palette).is_some(), "{foreground}");
                assert!(pairs.colour(background, scheme, palette).is_some(), "{background}");
            }
        }
    }
}

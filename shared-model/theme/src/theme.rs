//! What a tenant sets of the look. In: the wire's words. Out: typed colours, a font that we serve or the system has; anything else is refused, so that
//! nothing of a tenant's own text gets into a style sheet.

use vordruck_contract::presentation::{PaletteSettings, ThemeSettings};

use crate::colour::{Colour, NotAColour};

/// The tenant's colours of one scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// Links, buttons, marks.
    pub action: Colour,
    /// Text on buttons.
    pub on_action: Colour,
    /// The focus ring.
    pub focus: Colour,
    /// The band above the page; decoration, so it may have any colour.
    pub band: Colour,
}

/// A font of ours or of the reader's system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Font {
    /// Fira Sans, KERN's font, which we serve.
    #[default]
    FiraSans,
    /// What the system writes its own menus in.
    System,
    /// A font with serifs of the system.
    Serif,
}

/// A checked theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Dark on light.
    pub light: Palette,
    /// Light on dark.
    pub dark: Palette,
    /// The font.
    pub font: Font,
}

/// What is set can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// A colour.
    #[error("{field}: {cause}")]
    Colour {
        /// `light.action` and so on.
        field: String,
        /// What is wrong with it.
        cause: NotAColour,
    },
    /// A font we don't know.
    #[error("font: {0:?} is none of fira-sans, system, serif")]
    Font(String),
}

impl Default for Theme {
    /// The look of `style/settings/theme.css`.
    fn default() -> Self {
        let (blue, pale) = (Colour([0x20, 0x44, 0xaa]), Colour([0x97, 0xaf, 0xe1]));
        Self {
            light: Palette { action: blue, on_action: Colour([255; 3]), focus: Colour([0x45, 0x4b, 0x6b]), band: blue },
            dark: Palette { action: pale, on_action: Colour([0; 3]), focus: Colour([0xa9, 0xae, 0xc6]), band: pale },
            font: Font::FiraSans,
        }
    }
}

impl Palette {
    pub(crate) fn get(&self, name: &str) -> Option<Colour> {
        match name {
            "action" => Some(self.action),
            "on-action" => Some(self.on_action),
            "focus" => Some(self.focus),
            _ => None,
        }
    }

    pub(crate) fn with(mut self, name: &str, colour: Colour) -> Self {
        match name {
            "action" => self.action = colour,
            "on-action" => self.on_action = colour,
            "focus" => self.focus = colour,
            _ => {}
        }
        self
    }

    fn read(scheme: &str, set: &PaletteSettings, own: Self) -> Result<Self, ThemeError> {
        let colour = |name: &str, text: &Option<String>, own| match text {
            None => Ok(own),
            Some(text) => text.parse().map_err(|cause| ThemeError::Colour { field: format!("{scheme}.{name}"), cause }),
        };
        let action = colour("action", &set.action, own.action)?;
        Ok(Self {
            action,
            on_action: colour("on-action", &set.on_action, own.on_action)?,
            focus: colour("focus", &set.focus, own.focus)?,
            band: colour("band", &set.band, action)?,
        })
    }
}

impl Theme {
    /// Reads settings; what is not set stays ours, and the band follows the action colour.
    ///
    /// # Errors
    /// The first setting that is no colour or no font.
    pub fn read(set: &ThemeSettings) -> Result<Self, ThemeError> {
        let own = Self::default();
        let font = match set.font.as_deref() {
            None | Some("fira-sans") => Font::FiraSans,
            Some("system") => Font::System,
            Some("serif") => Font::Serif,
            Some(other) => return Err(ThemeError::Font(other.chars().take(24).collect())),
        };
        Ok(Self { light: Palette::read("light", &set.light, own.light)?, dark: Palette::read("dark", &set.dark, own.dark)?, font })
    }
}

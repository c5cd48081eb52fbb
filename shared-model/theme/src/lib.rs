//! A tenant's look. In: what a tenant sets (colours, a font by name, a logo). Out: a style sheet of tokens and a picture that are safe to serve, or
//! every pair of colours that can't be read, with the nearest colour that can. Knows no form, no store and no network; whoever publishes checks with
//! it, and whoever serves checks again.

// What is measured.
mod colour;
mod contrast;
mod pairs;

// What is set.
mod logo;
mod sheet;
mod theme;

pub use colour::{Colour, NotAColour};
pub use contrast::{Finding, Report, check};
pub use logo::{Logo, LogoError, LogoKind, MAX_LOGO_BYTES};
pub use pairs::Scheme;
pub use theme::{Font, Palette, Theme, ThemeError};

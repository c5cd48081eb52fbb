//! From a tenant's settings to what is published of its look. In: settings, the bytes of its logo. Out: `Presentation`, or every pair of colours that can't
//! be read, as sentences with the nearest colour that can. Sends nothing.

use crate::tenant::Tenant;
use std::path::Path;
use vordruck_contract::presentation::{Presentation, ThemeSettings, is_embedding_origin};
use vordruck_theme::{Finding, Logo, LogoError, Report, Scheme, Theme, ThemeError};

/// Why a look is not published.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LookError {
    /// A colour or the font.
    #[error("look.{0}")]
    Theme(#[from] ThemeError),
    /// Colours that can't be read.
    #[error("{}", refusal(.0))]
    Contrast(Report),
    /// The logo's file.
    #[error("look.logo: {0}: {1}")]
    File(String, std::io::Error),
    /// The logo.
    #[error("look.logo: {0}")]
    Logo(#[from] LogoError),
    /// An origin.
    #[error("embedding.origins: {0:?} is no origin; write scheme and host, such as https://www.musterstadt.example")]
    Origin(String),
    /// Our own list of pairs.
    #[error("the list of pairs of colours: {0}")]
    Pairs(#[from] serde_json::Error),
}

/// What is published, and what was measured.
#[derive(Debug)]
pub(crate) struct CheckedLook {
    pub(crate) presentation: Presentation,
    pub(crate) report: Report,
}

/// Checks a tenant's look; the logo's path is relative to `folder`.
///
/// # Errors
/// What is wrong first, the contrasts all at once.
pub(crate) fn look(tenant: &Tenant, folder: &Path) -> Result<CheckedLook, LookError> {
    let file = tenant.look.logo.as_ref().map(|logo| folder.join(logo));
    let read = |path: &Path| std::fs::read(path).map_err(|fault| LookError::File(path.display().to_string(), fault));
    look_with(tenant, file.as_deref().map(read).transpose()?)
}

/// The same with the logo at hand.
///
/// # Errors
/// As [`look`].
pub(crate) fn look_with(tenant: &Tenant, logo: Option<Vec<u8>>) -> Result<CheckedLook, LookError> {
    let set = &tenant.look;
    let settings = ThemeSettings { light: set.light.clone(), dark: set.dark.clone(), font: set.font.clone() };
    let report = vordruck_theme::check(&Theme::read(&settings)?)?;
    if !report.refused.is_empty() {
        return Err(LookError::Contrast(report));
    }
    if let Some(wrong) = tenant.embedding.origins.iter().find(|origin| !is_embedding_origin(origin)) {
        return Err(LookError::Origin(wrong.clone()));
    }
    let logo = logo.map(Logo::read).transpose()?.map(|logo| logo.to_wire());
    let presentation =
        Presentation { name: tenant.name.clone(), theme: settings, logo, embedding_origins: tenant.embedding.origins.clone() };
    Ok(CheckedLook { presentation, report })
}

fn refusal(report: &Report) -> String {
    let lines: Vec<String> = report.refused.iter().map(|finding| format!("\n- {}", sentence(finding))).collect();
    format!("Diese Farben sind nicht lesbar genug (WCAG 2.2, Stufe AA):{}", lines.concat())
}

/// A finding in German, with what to do.
pub(crate) fn sentence(finding: &Finding) -> String {
    let scheme = match finding.scheme {
        Scheme::Light => ("light", "hell"),
        Scheme::Dark => ("dark", "dunkel"),
    };
    let (front, behind) = finding.colours;
    let advice = finding
        .nearest
        .map_or_else(String::new, |(name, colour)| format!("; nächste lesbare Farbe: look.{}.{name} = \"{colour}\"", scheme.0));
    format!(
        "{}: {} {front} auf {} {behind} hat {:.2}:1, nötig ist {}:1{advice}",
        scheme.1, finding.foreground, finding.background, finding.ratio, finding.needed
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOWN: &str = include_str!("demo/beispielhausen.toml");

    #[test]
    fn the_demo_towns_look_is_readable() {
        let logo = include_bytes!("demo/beispielhausen.svg").to_vec();
        let checked = look_with(&Tenant::from_toml(TOWN).unwrap(), Some(logo)).unwrap();
        assert!(checked.report.measured > 60);
        assert_eq!(checked.presentation.logo.unwrap().media_type, "image/svg+xml");
    }

    #[test]
    fn a_refusal_names_pair_ratio_and_a_colour_that_passes() {
        let pale = format!("{TOWN}\n").replace("action = \"#7a1f3d\"", "action = \"#e8b0c0\"");
        let sentence = look_with(&Tenant::from_toml(&pale).unwrap(), None).unwrap_err().to_string();
        assert!(sentence.contains("hell: action #e8b0c0 auf page #ffffff hat 1."), "{sentence}");
        assert!(sentence.contains("nächste lesbare Farbe: look.light.action = \"#"), "{sentence}");
    }

    #[test]
    fn a_wrong_origin_is_named() {
        let mut tenant = Tenant::from_toml(TOWN).unwrap();
        tenant.embedding.origins = vec!["https://a.example/x".into()];
        assert!(look_with(&tenant, None).unwrap_err().to_string().contains("https://a.example/x"));
    }
}

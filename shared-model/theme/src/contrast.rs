//! The contrasts of a theme. In: a theme. Out: every pair that can't be read (below level AA), with the nearest colour that can be, and every pair that
//! could be read more easily (below AAA).

use crate::colour::{Colour, Oklch};
use crate::pairs::{Pairs, Scheme, Use};
use crate::theme::{Palette, Theme};

/// A pair of colours with too little contrast.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Light or dark.
    pub scheme: Scheme,
    /// Name of the colour in front: `action`, `on-action`, `focus` and those of the styles.
    pub foreground: String,
    /// Name of the colour behind.
    pub background: String,
    /// The two colours.
    pub colours: (Colour, Colour),
    /// Their contrast, 1 to 21.
    pub ratio: f64,
    /// What is needed.
    pub needed: f64,
    /// Which of the tenant's colours to change, and the nearest one with which every pair it stands in is readable. `None`: no colour does alone.
    pub nearest: Option<(&'static str, Colour)>,
}

/// What was measured.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// Below level AA: refused.
    pub refused: Vec<Finding>,
    /// Below level AAA: noted.
    pub noted: Vec<Finding>,
    /// How many pairs were measured.
    pub measured: usize,
}

/// Measures every pair the styles use.
///
/// # Errors
/// The list of pairs is damaged, which a test of this crate would have shown.
pub fn check(theme: &Theme) -> Result<Report, serde_json::Error> {
    let pairs = Pairs::built_in()?;
    let mut report = Report::default();
    for (scheme, palette) in [(Scheme::Light, &theme.light), (Scheme::Dark, &theme.dark)] {
        for (foreground, background, purpose) in &pairs.pairs {
            let Some(colours) = both(&pairs, foreground, background, scheme, palette) else { continue };
            report.measured += 1;
            let ratio = colours.0.contrast(colours.1);
            let finding = |needed, nearest| Finding {
                scheme,
                foreground: foreground.clone(),
                background: background.clone(),
                colours,
                ratio,
                needed,
                nearest,
            };
            if ratio < purpose.least() {
                let nearest = suggestion(&pairs, scheme, palette, foreground, background);
                report.refused.push(finding(purpose.least(), nearest));
            } else if ratio < purpose.better() && !depends_on(foreground, background).is_empty() {
                report.noted.push(finding(purpose.better(), None));
            }
        }
    }
    Ok(report)
}

fn both(pairs: &Pairs, foreground: &str, background: &str, scheme: Scheme, palette: &Palette) -> Option<(Colour, Colour)> {
    Some((pairs.colour(foreground, scheme, palette)?, pairs.colour(background, scheme, palette)?))
}

/// The tenant's colours a name depends on, the one to change first at the front.
fn depends_on(foreground: &str, background: &str) -> Vec<&'static str> {
    let behind = background.starts_with("action") || background.ends_with("-hovered") || background.ends_with("-pressed");
    match foreground {
        "on-action" => vec!["action", "on-action"],
        "action" => vec!["action"],
        "focus" => vec!["focus"],
        _ if behind => vec!["action"],
        _ => Vec::new(),
    }
}

fn suggestion(pairs: &Pairs, scheme: Scheme, palette: &Palette, foreground: &str, background: &str) -> Option<(&'static str, Colour)> {
    let names = depends_on(foreground, background);
    names.into_iter().find_map(|name| nearest(pairs, scheme, palette, name).map(|colour| (name, colour)))
}

/// Goes lighter and darker in small steps with the same hue until everything in which this colour stands is readable.
fn nearest(pairs: &Pairs, scheme: Scheme, palette: &Palette, name: &str) -> Option<Colour> {
    let was = palette.get(name)?.oklch();
    let mut steps: Vec<Oklch> = (0..=200_u32).map(|step| Oklch { lightness: f64::from(step) / 200.0, ..was }).collect();
    steps.sort_by(|a, b| (a.lightness - was.lightness).abs().total_cmp(&(b.lightness - was.lightness).abs()));
    steps.into_iter().map(Colour::from_oklch).find(|colour| {
        let changed = palette.with(name, *colour);
        pairs.pairs.iter().filter(|(foreground, background, _)| concerns(name, foreground, background)).all(
            |(foreground, background, purpose): &(String, String, Use)| {
                both(pairs, foreground, background, scheme, &changed).is_some_and(|(f, b)| f.contrast(b) >= purpose.least())
            },
        )
    })
}

fn concerns(name: &str, foreground: &str, background: &str) -> bool {
    depends_on(foreground, background).contains(&name)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn with_action(light: &str) -> Theme {
        let mut theme = Theme::default();
        theme.light.action = light.parse().unwrap();
        theme
    }

    #[test]
    fn our_own_colours_meet_aa_everywhere_and_aaa_for_text_on_the_page() {
        let report = check(&Theme::default()).unwrap();
        assert_eq!(report.refused, [], "{:?}", report.refused);
        assert!(report.measured > 60);
        // What passes for a moment, under the pointer, is the only text of ours below 7:1.
        let lasting = |finding: &&Finding| !finding.background.ends_with("-hovered") && !finding.background.ends_with("-pressed");
        assert_eq!(report.noted.iter().find(lasting), None);
    }

    #[test]
    fn a_pale_colour_is_refused_with_the_pair_and_a_colour_that_passes() {
        let report = check(&with_action("#ffcc00")).unwrap();
        let finding = report.refused.iter().find(|finding| finding.foreground == "action" && finding.background == "page").unwrap();
        assert_eq!(finding.scheme, Scheme::Light);
        assert!(finding.ratio < 2.0);
        let (name, colour) = finding.nearest.unwrap();
        assert_eq!(name, "action");
        assert!(check(&with_action(&colour.to_string())).unwrap().refused.is_empty());
    }

    #[test]
    fn white_on_a_pale_button_names_the_button() {
        let mut theme = Theme::default();
        theme.dark.action = "#f0d060".parse().unwrap();
        theme.dark.on_action = "#ffffff".parse().unwrap();
        let report = check(&theme).unwrap();
        let finding = report.refused.iter().find(|finding| finding.foreground == "on-action").unwrap();
        assert_eq!((finding.scheme, finding.background.as_str()), (Scheme::Dark, "action"));
        let (name, colour) = finding.nearest.unwrap();
        theme.dark = theme.dark.with(name, colour);
        assert!(check(&theme).unwrap().refused.is_empty());
    }

    #[test]
    fn a_focus_ring_nobody_sees_is_refused() {
        let mut theme = Theme::default();
        theme.light.focus = "#eeeeee".parse().unwrap();
        assert!(check(&theme).unwrap().refused.iter().any(|finding| finding.foreground == "focus"));
    }

    proptest! {
        #[test]
        fn whatever_is_refused_gets_a_colour_that_is_not(r: u8, g: u8, b: u8) {
            let mut theme = Theme::default();
            theme.light.action = Colour([r, g, b]);
            for finding in check(&theme).unwrap().refused {
                let (name, colour) = finding.nearest.unwrap();
                theme.light = theme.light.with(name, colour);
            }
            prop_assert!(check(&theme).unwrap().refused.is_empty());
        }
    }
}

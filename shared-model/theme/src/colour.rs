//! A colour of sRGB and what is computed with it: contrast (WCAG 2.2, "contrast ratio" and "relative luminance"), OKLCH (CSS Color 4 § 9.3 and 10.2)
//! for the shades the styles mix. In: `#rrggbb`. Out: the same, and numbers.

use std::fmt;
use std::str::FromStr;

/// An opaque colour of sRGB. Its text is `#rrggbb`; `#rgb` is read, too. There is no other notation, so that nothing else can get into a style sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour(pub(crate) [u8; 3]);

/// The text is no colour.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no colour; write # and six hexadecimal digits, such as #2044aa")]
pub struct NotAColour(pub String);

/// Lightness 0 to 1, chroma, hue in radians.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Oklch {
    pub(crate) lightness: f64,
    pub(crate) chroma: f64,
    pub(crate) hue: f64,
}

impl FromStr for Colour {
    type Err = NotAColour;

    fn from_str(text: &str) -> Result<Self, NotAColour> {
        let wrong = || NotAColour(text.chars().take(24).collect());
        let digits: Vec<u8> = text
            .strip_prefix('#')
            .ok_or_else(wrong)?
            .chars()
            .map(|digit| digit.to_digit(16).and_then(|value| u8::try_from(value).ok()))
            .collect::<Option<_>>()
            .ok_or_else(wrong)?;
        match *digits.as_slice() {
            [r, g, b] => Ok(Self([r * 17, g * 17, b * 17])),
            [r, r2, g, g2, b, b2] => Ok(Self([r * 16 + r2, g * 16 + g2, b * 16 + b2])),
            _ => Err(wrong()),
        }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

impl Colour {
    /// Contrast ratio with another colour, 1 to 21; the order doesn't matter.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    fn luminance(self) -> f64 {
        let [r, g, b] = self.linear();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    fn linear(self) -> [f64; 3] {
        self.0.map(|channel| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// This colour, of which `share` (0 to 1) lies over a ground: what `color-mix(…, transparent)` looks like there.
    pub(crate) fn over(self, ground: Self, share: f64) -> Self {
        let [r, g, b] = self.0;
        let [gr, gg, gb] = ground.0;
        let mix = |above: u8, below: u8| channel((f64::from(above) * share + f64::from(below) * (1.0 - share)) / 255.0);
        Self([mix(r, gr), mix(g, gg), mix(b, gb)])
    }

    /// `color-mix(in oklch, self share, other)` where the other is white or black, which have no hue of their own.
    pub(crate) fn mixed(self, other: Self, share: f64) -> Self {
        let (one, two) = (self.oklch(), other.oklch());
        let between = |a: f64, b: f64| a * share + b * (1.0 - share);
        Self::from_oklch(Oklch { lightness: between(one.lightness, two.lightness), chroma: between(one.chroma, 0.0), hue: one.hue })
    }

    pub(crate) fn oklch(self) -> Oklch {
        let [r, g, b] = self.linear();
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        let lightness = 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s;
        let a = 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s;
        let b = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s;
        Oklch { lightness, chroma: a.hypot(b), hue: b.atan2(a) }
    }

    /// The nearest colour of sRGB with this lightness and hue: what is outside of sRGB loses chroma.
    pub(crate) fn from_oklch(colour: Oklch) -> Self {
        let mut chroma = colour.chroma;
        for _ in 0..40 {
            let channels = srgb(Oklch { chroma, ..colour });
            if channels.iter().all(|value| (-0.002..=1.002).contains(value)) {
                return Self(channels.map(channel));
            }
            chroma *= 0.93;
        }
        Self(srgb(Oklch { chroma: 0.0, ..colour }).map(channel))
    }
}

fn srgb(Oklch { lightness, chroma, hue }: Oklch) -> [f64; 3] {
    let (a, b) = (chroma * hue.cos(), chroma * hue.sin());
    let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
    [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
    ]
    .map(|value| if value <= 0.003_130_8 { value * 12.92 } else { 1.055 * value.powf(1.0 / 2.4) - 0.055 })
}

/// 0 to 1 as a byte.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the range of a byte before")]
fn channel(value: f64) -> u8 {
    (value.clamp(0.0, 1.0) * 255.0).round() as u8
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn colour(text: &str) -> Colour {
        text.parse().unwrap()
    }

    #[test]
    fn contrasts_are_those_of_the_standards_own_examples() {
        assert!((colour("#000").contrast(colour("#fff")) - 21.0).abs() < 1e-9);
        // The well-known boundary: #767676 is the lightest grey with 4.5:1 on white.
        assert!(colour("#767676").contrast(colour("#ffffff")) >= 4.5);
        assert!(colour("#777777").contrast(colour("#ffffff")) < 4.5);
    }

    #[test]
    fn only_hexadecimal_colours_are_colours() {
        assert_eq!(colour("#AbC").to_string(), "#aabbcc");
        for bad in ["", "#", "2044aa", "#2044a", "#2044aaff", "red", "#20 4aa", "#2044aa;}", "var(--x)", "#äöü"] {
            assert!(bad.parse::<Colour>().is_err(), "{bad}");
        }
    }

    #[test]
    fn mixing_is_what_browsers_compute() {
        // color-mix(in oklch, #2044aa, white 8%) in Chromium: oklch(0.4596 0.1487 264.6), which is #2f55b9 within rounding.
        let mixed = colour("#2044aa").mixed(colour("#fff"), 0.92).0;
        for (found, expected) in mixed.iter().zip([0x32_u8, 0x55, 0xb7]) {
            assert!(found.abs_diff(expected) <= 6, "{mixed:02x?}");
        }
        assert_eq!(colour("#000000").over(colour("#ffffff"), 0.5).to_string(), "#808080");
    }

    proptest! {
        #[test]
        fn a_colour_survives_the_way_to_oklch_and_back(r: u8, g: u8, b: u8) {
            let back = Colour::from_oklch(Colour([r, g, b]).oklch());
            for (was, is) in [r, g, b].iter().zip(back.0) {
                prop_assert!(was.abs_diff(is) <= 1, "{:?} {back}", [r, g, b]);
            }
        }
    }
}

//! Text to lines: shaping and line breaking by parley. In: text, size, weight, width. Out: a layout that can be measured and
//! drawn. Knows no pages.

use crate::RenderError;
use parley::fontique::{Blob, Collection, CollectionOptions};
use parley::style::{FontFamily, FontFamilyName, FontWeight, LineHeight, OverflowWrap, StyleProperty};
use parley::{FontContext, Layout, LayoutContext};
use std::borrow::Cow;
use std::sync::Arc;

/// Font files, TrueType or OpenType, the first that has a character is used. Regular and semibold of a family share its name.
#[derive(Debug, Clone, Default)]
pub struct Fonts {
    /// The bytes of each file.
    pub files: Vec<Arc<Vec<u8>>>,
}

/// Black, or nothing: the paper knows one ink.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Ink;

/// A text set in lines.
pub(crate) struct SetText {
    pub(crate) text: String,
    pub(crate) layout: Layout<Ink>,
}

impl SetText {
    /// Height in points.
    pub(crate) fn height(&self) -> f32 {
        self.layout.height()
    }
}

/// How a text is set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Face {
    /// Size in points.
    pub(crate) size: f32,
    /// Semibold instead of regular.
    pub(crate) is_strong: bool,
}

/// Sets texts.
pub(crate) struct Typesetter {
    fonts: FontContext,
    layouts: LayoutContext<Ink>,
    families: Vec<String>,
}

impl Typesetter {
    pub(crate) fn new(fonts: &Fonts) -> Result<Self, RenderError> {
        let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts: false });
        let mut families = Vec::new();
        for file in &fonts.files {
            let registered = collection.register_fonts(Blob::new(Arc::new(SharedBytes(Arc::clone(file)))), None);
            if registered.is_empty() {
                return Err(RenderError::UnreadableFont);
            }
            for (family, _) in registered {
                if let Some(name) = collection.family_name(family)
                    && !families.iter().any(|known| known == name)
                {
                    families.push(name.to_owned());
                }
            }
        }
        if families.is_empty() {
            return Err(RenderError::UnreadableFont);
        }
        let fonts = FontContext { collection, source_cache: parley::fontique::SourceCache::default() };
        Ok(Self { fonts, layouts: LayoutContext::new(), families })
    }

    /// Sets a text in lines no wider than `width` points; a word that is wider is broken anywhere. What no font has is named by its code points: names
    /// of files come in every script, and an application must not fail for one.
    pub(crate) fn set(&mut self, text: &str, face: Face, width: f32) -> SetText {
        // A tabulator comes along with text from tables; no font has one, and rare spaces are in few.
        let text = text
            .replace(|character: char| !matches!(character, '\n' | '\u{A0}') && (character.is_control() || character.is_whitespace()), " ");
        // An empty cell still needs a line, or its row has no height.
        let text = if text.is_empty() { " ".to_owned() } else { text };
        let layout = self.lay_out(&text, face, width);
        match naming_what_is_missing(&text, &layout) {
            None => SetText { text, layout },
            Some(text) => SetText { layout: self.lay_out(&text, face, width), text },
        }
    }

    fn lay_out(&mut self, text: &str, face: Face, width: f32) -> Layout<Ink> {
        let families: Vec<FontFamilyName<'_>> = self.families.iter().map(|name| FontFamilyName::Named(Cow::Borrowed(name))).collect();
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(Cow::Owned(families))));
        builder.push_default(StyleProperty::FontSize(face.size));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(1.4)));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        builder.push_default(StyleProperty::FontWeight(FontWeight::new(if face.is_strong { 600.0 } else { 400.0 })));
        let mut layout = builder.build(text);
        layout.break_all_lines(Some(width));
        layout
    }
}

/// The text with `[U+1F600]` for each character of a cluster that has a glyph in no font; none if there is no such cluster.
fn naming_what_is_missing(text: &str, layout: &Layout<Ink>) -> Option<String> {
    let mut missing = Vec::new();
    for line in layout.lines() {
        for run in line.runs() {
            missing
                .extend(run.clusters().filter(|cluster| cluster.glyphs().any(|glyph| glyph.id == 0)).map(|cluster| cluster.text_range()));
        }
    }
    if missing.is_empty() {
        return None;
    }
    let mut named = String::with_capacity(text.len() * 2);
    for (at, character) in text.char_indices() {
        if missing.iter().any(|range| range.contains(&at)) {
            named.push_str(&format!("[U+{:04X}]", u32::from(character)));
        } else {
            named.push(character);
        }
    }
    Some(named)
}

/// Lets parley share the bytes instead of copying them.
struct SharedBytes(Arc<Vec<u8>>);

impl AsRef<[u8]> for SharedBytes {
    fn as_ref(&self) -> &[u8] {
        self.0.as_slice()
    }
}

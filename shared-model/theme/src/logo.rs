//! A tenant's logo. In: the bytes of a file. Out: a PNG or SVG that is safe to show as an image, or what is wrong with it. Nothing is repaired: what
//! would have to be taken out is named, so that the picture that is shown is the one that was given.

use base64ct::{Base64, Encoding as _};
use roxmltree::{Document, Node, ParsingOptions};
use vordruck_contract::presentation::LogoFile;

use crate::sheet::short_hash;

/// A logo stands on every page that is loaded: 48 KiB is a generous coat of arms.
pub const MAX_LOGO_BYTES: usize = 48 * 1024;
/// Pixels in one direction; it is shown 40 CSS pixels high.
const MAX_PIXELS: u32 = 2048;
const SVG: &str = "http://www.w3.org/2000/svg";
/// What draws. Everything else (scripts, styles, foreign content, animations, links, text in fonts a reader may lack) has no place in a logo.
const DRAWING: [&str; 20] = [
    "svg",
    "g",
    "defs",
    "title",
    "desc",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "use",
    "symbol",
    "clipPath",
    "mask",
    "linearGradient",
    "radialGradient",
    "stop",
    "metadata",
];

/// Which kind of picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogoKind {
    /// Portable Network Graphics.
    Png,
    /// Scalable Vector Graphics.
    Svg,
}

/// A checked logo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// Its kind.
    pub kind: LogoKind,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Why a file is no logo.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LogoError {
    /// Too many bytes.
    #[error("the logo has {0} bytes; {MAX_LOGO_BYTES} are allowed")]
    TooLarge(usize),
    /// Neither of the two.
    #[error("the logo is neither PNG nor SVG")]
    Kind,
    /// A picture too wide or high, or without size.
    #[error("the logo has {0} x {1} pixels; between 1 and {MAX_PIXELS} are allowed")]
    Pixels(u32, u32),
    /// Not well-formed, or with a document type, which can hold entities.
    #[error("the SVG cannot be read: {0}")]
    Xml(String),
    /// No `viewBox`, so that it can't be scaled.
    #[error("the SVG has no viewBox on its root element")]
    NoViewBox,
    /// An element that doesn't draw.
    #[error("line {line}: the element {name} is not allowed in a logo; convert text to paths and styles to attributes")]
    Element {
        /// Its name.
        name: String,
        /// Line in the file.
        line: u32,
    },
    /// An attribute that runs, loads or styles something.
    #[error("line {line}: the attribute {name} is not allowed in a logo, or refers to something outside of it")]
    Attribute {
        /// Its name.
        name: String,
        /// Line in the file.
        line: u32,
    },
}

impl Logo {
    /// Checks the bytes of a file.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn read(bytes: Vec<u8>) -> Result<Self, LogoError> {
        if bytes.len() > MAX_LOGO_BYTES {
            return Err(LogoError::TooLarge(bytes.len()));
        }
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            check_png(&bytes)?;
            return Ok(Self { kind: LogoKind::Png, bytes });
        }
        let text = std::str::from_utf8(&bytes).map_err(|_| LogoError::Kind)?;
        if !text.contains("<svg") {
            return Err(LogoError::Kind);
        }
        check_svg(text)?;
        Ok(Self { kind: LogoKind::Svg, bytes })
    }

    /// Checks what came over the wire.
    ///
    /// # Errors
    /// As [`Logo::read`]; another media type than the bytes' own is [`LogoError::Kind`].
    pub fn of_wire(file: &LogoFile) -> Result<Self, LogoError> {
        let bytes = Base64::decode_vec(&file.base64).map_err(|_| LogoError::Kind)?;
        let logo = Self::read(bytes)?;
        if logo.kind.media_type() == file.media_type { Ok(logo) } else { Err(LogoError::Kind) }
    }

    /// As it goes over the wire.
    #[must_use]
    pub fn to_wire(&self) -> LogoFile {
        LogoFile { media_type: self.kind.media_type().to_owned(), base64: Base64::encode_string(&self.bytes) }
    }

    /// 16 hexadecimal digits that change with the picture: part of its immutable address.
    #[must_use]
    pub fn hash(&self) -> String {
        short_hash(&self.bytes)
    }
}

impl LogoKind {
    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Svg => "image/svg+xml",
        }
    }

    /// The ending of its file's name.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
        }
    }
}

/// Width and height stand in the header chunk, which comes first (PNG, third edition, § 11.2.1).
fn check_png(bytes: &[u8]) -> Result<(), LogoError> {
    if bytes.get(12..16) != Some(b"IHDR") {
        return Err(LogoError::Kind);
    }
    let number = |at: usize| bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_be_bytes);
    let (width, height) = (number(16), number(20));
    if [width, height].iter().all(|size| (1..=MAX_PIXELS).contains(size)) { Ok(()) } else { Err(LogoError::Pixels(width, height)) }
}

fn check_svg(text: &str) -> Result<(), LogoError> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: 20_000, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|fault| LogoError::Xml(fault.to_string()))?;
    if document.root_element().attribute("viewBox").is_none() {
        return Err(LogoError::NoViewBox);
    }
    document.descendants().filter(Node::is_element).try_for_each(|element| check_element(&document, element))?;
    let instruction = document.descendants().find(Node::is_pi);
    instruction.map_or(Ok(()), |node| Err(LogoError::Element { name: "processing instruction".into(), line: line(&document, node) }))
}

fn check_element(document: &Document<'_>, element: Node<'_, '_>) -> Result<(), LogoError> {
    // What drawing programs note for themselves below `metadata` or in namespaces of their own is never drawn.
    let noted = element.ancestors().skip(1).any(|above| above.has_tag_name((SVG, "metadata")));
    let name = element.tag_name();
    if !noted && (name.namespace() != Some(SVG) || !DRAWING.contains(&name.name())) {
        return Err(LogoError::Element { name: name.name().chars().take(40).collect(), line: line(document, element) });
    }
    for attribute in element.attributes() {
        let (name, value) = (attribute.name(), attribute.value());
        let refers = name == "href" && !value.starts_with('#');
        let loads = value.to_ascii_lowercase().replace(' ', "").match_indices("url(").any(|(at, _)| !inside(value, at));
        let runs = name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on")) || name == "style" && value.contains(['@', '\\']);
        if refers || loads || runs || name == "base" {
            return Err(LogoError::Attribute { name: name.chars().take(40).collect(), line: line(document, element) });
        }
    }
    Ok(())
}

/// Whether `url(…)` names something in the picture itself.
fn inside(value: &str, at: usize) -> bool {
    let compact = value.to_ascii_lowercase().replace(' ', "");
    compact.get(at + 4..).is_some_and(|rest| rest.trim_start_matches(['"', '\'']).starts_with('#'))
}

fn line(document: &Document<'_>, node: Node<'_, '_>) -> u32 {
    document.text_pos_at(node.range().start).row
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn svg(inside: &str) -> Vec<u8> {
        format!("<svg xmlns=\"{SVG}\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 10 10\">\n{inside}</svg>").into_bytes()
    }

    #[test]
    fn a_drawing_is_a_logo_and_comes_back_from_the_wire() {
        let logo = Logo::read(svg("<defs><linearGradient id=\"a\"/></defs><path fill=\"url(#a)\" d=\"M0 0h10v10z\"/>")).unwrap();
        assert_eq!(logo.kind, LogoKind::Svg);
        assert_eq!(Logo::of_wire(&logo.to_wire()).unwrap(), logo);
        let mut wrong = logo.to_wire();
        wrong.media_type = "image/png".into();
        assert_eq!(Logo::of_wire(&wrong), Err(LogoError::Kind));
    }

    #[test]
    fn whatever_runs_loads_or_links_is_refused_with_its_line() {
        for (evil, name) in [
            ("<script>alert(1)</script>", "script"),
            ("<foreignObject/>", "foreignObject"),
            ("<style>*{background:url(http://x)}</style>", "style"),
            ("<a href=\"http://x\"/>", "a"),
            ("<image href=\"http://x/y.png\"/>", "image"),
            ("<animate attributeName=\"href\"/>", "animate"),
            ("<set/>", "set"),
            ("<text>x</text>", "text"),
            ("<x:script xmlns:x=\"http://www.w3.org/1999/xhtml\"/>", "script"),
        ] {
            let found = Logo::read(svg(evil));
            assert_eq!(found, Err(LogoError::Element { name: name.into(), line: 2 }), "{evil}");
        }
        for evil in [
            "<path onload=\"alert(1)\"/>",
            "<path OnClick=\"alert(1)\"/>",
            "<use href=\"http://x#y\"/>",
            "<use xlink:href=\"data:image/svg+xml,x\"/>",
            "<path fill=\"url(http://x)\"/>",
            "<path fill=\"URL( 'http://x')\"/>",
            "<path style=\"background:url(//x)\"/>",
            "<path style=\"@import 'x'\"/>",
        ] {
            assert!(matches!(Logo::read(svg(evil)), Err(LogoError::Attribute { line: 2, .. })), "{evil}");
        }
    }

    #[test]
    fn entities_are_refused() {
        let text = format!("<!DOCTYPE svg [<!ENTITY a \"aaaa\">]><svg xmlns=\"{SVG}\" viewBox=\"0 0 1 1\">&a;</svg>");
        assert!(matches!(Logo::read(text.into_bytes()), Err(LogoError::Xml(_))));
    }

    #[test]
    fn size_kind_and_pixels_have_their_limits() {
        assert_eq!(Logo::read(vec![b' '; MAX_LOGO_BYTES + 1]), Err(LogoError::TooLarge(MAX_LOGO_BYTES + 1)));
        assert_eq!(Logo::read(b"GIF89a".to_vec()), Err(LogoError::Kind));
        let png = |width: u32| [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &width.to_be_bytes(), &40_u32.to_be_bytes()].concat();
        assert_eq!(Logo::read(png(40)).unwrap().kind, LogoKind::Png);
        assert_eq!(Logo::read(png(5000)), Err(LogoError::Pixels(5000, 40)));
        assert_eq!(Logo::read(b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec()), Err(LogoError::NoViewBox));
    }
}

//! What a file is by its content, and what of it nobody asked for. In: bytes. Out: its kind, its size in pixels, the same file without the
//! place it was taken at. Pure: knows neither browser nor form.

mod heic;
mod jpeg;
mod pdf;
mod png;
mod tiff;

pub(super) use pdf::is_protected;

use vordruck_form::compiled::FileKind;

/// What the first bytes of a file show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// A kind that forms may accept.
    Kind(FileKind),
    /// WebP, which browsers can turn into JPEG.
    WebP,
}

/// How many bytes tell the kind.
pub(super) const TELLING_BYTES: u64 = 16;

impl Content {
    /// By content, whatever the name says; none for what is none of them.
    pub(super) fn of(first_bytes: &[u8]) -> Option<Self> {
        match first_bytes {
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::WebP),
            _ => FileKind::of_content(first_bytes).map(Self::Kind),
        }
    }

    /// Whether it is a picture.
    pub(super) fn is_picture(self) -> bool {
        self != Self::Kind(FileKind::Pdf)
    }
}

/// Width and height in pixels, where the file says so in a place that is found without decoding it.
pub(super) fn pixels(kind: FileKind, bytes: &[u8]) -> Option<(u32, u32)> {
    match kind {
        FileKind::Jpeg => jpeg::pixels(bytes),
        FileKind::Png => png::pixels(bytes),
        FileKind::Pdf | FileKind::Heic => None,
    }
}

/// The same picture without its metadata: place, device, time, comments, previews. Which way is up and its colours stay. A PDF stays as it is.
/// None when the file isn't built as its kind is.
pub(super) fn cleaned(kind: FileKind, mut bytes: Vec<u8>) -> Option<Vec<u8>> {
    match kind {
        FileKind::Pdf => Some(bytes),
        FileKind::Jpeg => jpeg::cleaned(&bytes),
        FileKind::Png => png::cleaned(&bytes),
        FileKind::Heic => {
            heic::blank_location(&mut bytes);
            Some(bytes)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_content() {
        assert_eq!(Content::of(b"RIFF\x10\0\0\0WEBPVP8 "), Some(Content::WebP));
        assert_eq!(Content::of(b"RIFF\x10\0\0\0WAVEfmt "), None);
        assert_eq!(Content::of(b"%PDF-1.7\n"), Some(Content::Kind(FileKind::Pdf)));
        assert_eq!(Content::of(b"MZ"), None);
        assert_eq!(Content::of(b""), None);
        assert!(Content::WebP.is_picture() && !Content::Kind(FileKind::Pdf).is_picture());
    }
}

//! Kinds of files that may be attached. In: the first bytes of a file. Out: what it is, whatever its name says.

/// Kinds of files, told by content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// `application/pdf`
    Pdf,
    /// `image/jpeg`
    Jpeg,
    /// `image/png`
    Png,
    /// `image/heic`
    Heic,
}

impl FileKind {
    /// The media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Heic => "image/heic",
        }
    }
    /// The kind that the first bytes of a file show, whatever its name says.
    #[must_use]
    pub fn of_content(first_bytes: &[u8]) -> Option<Self> {
        match first_bytes {
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some(Self::Png),
            [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..]
                if [b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"].iter().any(|known| brand.starts_with(*known)) =>
            {
                Some(Self::Heic)
            }
            _ => None,
        }
    }
}

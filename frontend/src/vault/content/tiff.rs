//! The directories in EXIF (TIFF 6.0, section 2). In: bytes that begin with the byte order. Out: how a picture lies, and where the place it
//! was taken at is written. Reads nothing it doesn't need, and nothing outside of the bytes.

use std::ops::Range;

const ORIENTATION: u16 = 0x0112;
const GPS: u16 = 0x8825;

/// What begins with a TIFF header.
pub(super) struct Tiff<'a> {
    bytes: &'a [u8],
    is_big: bool,
}

/// One entry of a directory.
struct Entry {
    tag: u16,
    /// Where the entry begins.
    at: usize,
    /// Where its value is: in the entry, or elsewhere.
    value: Range<usize>,
}

impl<'a> Tiff<'a> {
    /// None if there is no TIFF header.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let is_big = match bytes.get(..4)? {
            b"MM\0\x2A" => true,
            b"II\x2A\0" => false,
            _ => return None,
        };
        Some(Self { bytes, is_big })
    }

    /// The value of the tag Orientation.
    pub(super) fn orientation(&self) -> Option<u16> {
        let entry = self.first_directory().into_iter().find(|entry| entry.tag == ORIENTATION)?;
        self.short(entry.value.start)
    }

    /// Every range of bytes in which the place is written.
    pub(super) fn location(&self) -> Vec<Range<usize>> {
        let link = self.first_directory().into_iter().find(|entry| entry.tag == GPS);
        let Some(at) = link.and_then(|entry| self.long(entry.value.start)) else { return Vec::new() };
        self.directory(at).into_iter().flat_map(|entry| [entry.at..entry.at + ENTRY, entry.value]).collect()
    }

    fn first_directory(&self) -> Vec<Entry> {
        self.long(4).map_or_else(Vec::new, |at| self.directory(at))
    }

    fn directory(&self, at: usize) -> Vec<Entry> {
        let count = self.short(at).unwrap_or(0);
        (0..usize::from(count)).map_while(|number| self.entry(at.checked_add(2 + number * ENTRY)?)).collect()
    }

    fn entry(&self, at: usize) -> Option<Entry> {
        let (tag, kind, count) = (self.short(at)?, self.short(at + 2)?, self.long(at + 4)?);
        let length = count.checked_mul(bytes_of(kind))?;
        let start = if length <= 4 { at + 8 } else { self.long(at + 8)? };
        let end = start.checked_add(length).filter(|end| *end <= self.bytes.len()).unwrap_or(start);
        Some(Entry { tag, at, value: start..end })
    }

    fn short(&self, at: usize) -> Option<u16> {
        let bytes = *self.bytes.get(at..)?.first_chunk()?;
        Some(if self.is_big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    }

    fn long(&self, at: usize) -> Option<usize> {
        let bytes = *self.bytes.get(at..)?.first_chunk()?;
        usize::try_from(if self.is_big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) }).ok()
    }
}

/// Length of an entry.
const ENTRY: usize = 12;

/// Bytes of one value of a type (TIFF 6.0, p. 15).
fn bytes_of(kind: u16) -> usize {
    match kind {
        3 | 8 => 2,
        4 | 9 | 11 => 4,
        5 | 10 | 12 => 8,
        _ => 1,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// EXIF with an orientation and a place: big-endian, directory 0 at 8, the place's directory at 38, its value behind it.
    pub(in crate::vault::content) fn exif(orientation: u16) -> Vec<u8> {
        let mut bytes = b"MM\0\x2A\0\0\0\x08\0\x02".to_vec();
        bytes.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1]);
        bytes.extend(orientation.to_be_bytes());
        bytes.extend([0, 0]);
        bytes.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38]);
        bytes.extend([0, 0, 0, 0]);
        bytes.extend([0, 1, 0, 2, 0, 2, 0, 0, 0, 10, 0, 0, 0, 56]);
        bytes.extend([0, 0, 0, 0]);
        bytes.extend(b"GPS-BREITE");
        bytes
    }

    #[test]
    fn orientation_and_place_are_found() {
        let bytes = exif(8);
        let tiff = Tiff::read(&bytes).unwrap();
        assert_eq!(tiff.orientation(), Some(8));
        let places = tiff.location();
        assert!(places.iter().any(|range| &bytes[range.clone()] == b"GPS-BREITE"), "{places:?}");
    }

    #[test]
    fn damaged_directories_are_read_as_far_as_they_go() {
        let whole = exif(3);
        for cut in 0..whole.len() {
            if let Some(tiff) = Tiff::read(&whole[..cut]) {
                let _ = (tiff.orientation(), tiff.location());
            }
        }
        let mut loops = whole.clone();
        loops[4..8].copy_from_slice(&u32::MAX.to_be_bytes());
        assert_eq!(Tiff::read(&loops).unwrap().orientation(), None);
        assert!(Tiff::read(b"XX\0\x2A\0\0\0\x08").is_none());
    }
}

//! JPEG files as segments (ITU-T T.81, B.1). In: bytes. Out: size in pixels; the same file with nothing but what it takes to show it.
//! Dropped are EXIF, XMP, IPTC, comments, and everything behind the picture's end, where telephones put further pictures with their own EXIF.

use super::tiff::Tiff;

const SOI: u8 = 0xD8;
const EOI: u8 = 0xD9;
const SOS: u8 = 0xDA;
const COM: u8 = 0xFE;
const APP0: u8 = 0xE0;
const APP1: u8 = 0xE1;
const APP2: u8 = 0xE2;
const APP14: u8 = 0xEE;
const APP15: u8 = 0xEF;

/// The file without metadata; which way is up and the colour profile stay. None if it isn't built as a JPEG file.
pub(super) fn cleaned(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(&[0xFF, SOI])?;
    let mut clean = Vec::with_capacity(bytes.len());
    clean.extend([0xFF, SOI]);
    loop {
        let (marker, after) = next_marker(rest)?;
        if marker == EOI {
            clean.extend([0xFF, EOI]);
            return Some(clean);
        }
        let (body, behind) = body(after)?;
        if is_kept(marker, body) {
            put(&mut clean, marker, body);
        } else if let Some(turned) = turned(marker, body) {
            put(&mut clean, APP1, &upright(turned));
        }
        rest = behind;
        if marker == SOS {
            let (scan, behind) = scan(rest);
            clean.extend_from_slice(scan);
            rest = behind;
            if rest.is_empty() {
                // Cut off behind the picture: browsers show it, too.
                return Some(clean);
            }
        }
    }
}

/// Width and height, from the frame's header (B.2.2).
pub(super) fn pixels(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.strip_prefix(&[0xFF, SOI])?;
    loop {
        let (marker, after) = next_marker(rest)?;
        let (body, behind) = body(after)?;
        if matches!(marker, 0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF) {
            let &[_, high, low, wide, narrow, ..] = body else { return None };
            return Some((u32::from(u16::from_be_bytes([wide, narrow])), u32::from(u16::from_be_bytes([high, low]))));
        }
        if marker == SOS {
            return None;
        }
        rest = behind;
    }
}

/// The next marker and what follows it. Fill bytes before it are skipped (B.1.1.2).
fn next_marker(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let mut rest = bytes.strip_prefix(&[0xFF])?;
    while let Some(behind) = rest.strip_prefix(&[0xFF]) {
        rest = behind;
    }
    let (&marker, rest) = rest.split_first()?;
    (marker != 0).then_some((marker, rest))
}

/// The body of a segment, without its length, and what follows it.
fn body(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk()?;
    let length = usize::from(u16::from_be_bytes(*length)).checked_sub(2)?;
    rest.split_at_checked(length)
}

/// The coded picture up to the next marker that ends it.
fn scan(bytes: &[u8]) -> (&[u8], &[u8]) {
    let ends = |pair: &[u8]| matches!(pair, [0xFF, next] if !matches!(next, 0x00 | 0xD0..=0xD7 | 0xFF));
    bytes.split_at(bytes.windows(2).position(ends).unwrap_or(bytes.len()))
}

/// Whether it takes the segment to show the picture.
fn is_kept(marker: u8, body: &[u8]) -> bool {
    match marker {
        APP2 => body.starts_with(b"ICC_PROFILE\0"),
        // JFIF and Adobe say how colours are meant.
        APP0 => body.starts_with(b"JFIF\0"),
        APP14 => body.starts_with(b"Adobe"),
        APP1..=APP15 | COM => false,
        _ => true,
    }
}

fn put(clean: &mut Vec<u8>, marker: u8, body: &[u8]) {
    let length = u16::try_from(body.len() + 2).unwrap_or(u16::MAX);
    clean.extend([0xFF, marker]);
    clean.extend(length.to_be_bytes());
    clean.extend_from_slice(body);
}

/// How the picture lies (EXIF 2.32, 4.6.4 A, Orientation), if it isn't upright.
fn turned(marker: u8, body: &[u8]) -> Option<u16> {
    let exif = body.strip_prefix(b"Exif\0\0").filter(|_| marker == APP1)?;
    Tiff::read(exif)?.orientation().filter(|turned| (2..=8).contains(turned))
}

/// An EXIF segment that says how the picture lies and nothing else.
fn upright(turned: u16) -> Vec<u8> {
    let [high, low] = turned.to_be_bytes();
    let mut body = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01".to_vec();
    body.extend([high, low, 0, 0, 0, 0, 0, 0]);
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        put(&mut bytes, marker, body);
        bytes
    }

    /// A JPEG of 4 × 3 pixels by its frame, with everything a telephone puts around it.
    fn photo(orientation: u16) -> Vec<u8> {
        let exif = super::super::tiff::tests::exif(orientation);
        let mut bytes = vec![0xFF, SOI];
        bytes.extend(segment(APP0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0"));
        bytes.extend(segment(APP1, &[b"Exif\0\0".as_slice(), &exif].concat()));
        bytes.extend(segment(APP1, b"http://ns.adobe.com/xap/1.0/\0<x>Giessen</x>"));
        bytes.extend(segment(APP2, b"ICC_PROFILE\0\x01\x01profile"));
        bytes.extend(segment(APP2, b"MPF\0more pictures"));
        bytes.extend(segment(COM, b"Geheimer Kommentar"));
        bytes.extend(segment(0xC0, &[8, 0, 3, 0, 4, 1, 1, 0x11, 0]));
        bytes.extend(segment(SOS, &[1, 1, 0, 0, 63, 0]));
        bytes.extend([0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56]);
        bytes.extend([0xFF, EOI]);
        bytes.extend(b"Exif\0\0 of another picture behind the end");
        bytes
    }

    fn holds(bytes: &[u8], words: &[u8]) -> bool {
        bytes.windows(words.len()).any(|window| window == words)
    }

    #[test]
    fn what_tells_of_the_person_goes_and_the_picture_stays() {
        let clean = cleaned(&photo(1)).unwrap();
        for gone in [b"GPS-BREITE".as_slice(), b"Giessen", b"Kommentar", b"another picture", b"Exif", b"MPF"] {
            assert!(holds(&photo(1), gone) && !holds(&clean, gone), "{}", String::from_utf8_lossy(gone));
        }
        for kept in [b"JFIF\0".as_slice(), b"ICC_PROFILE", &[0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56, 0xFF, EOI]] {
            assert!(holds(&clean, kept), "{}", String::from_utf8_lossy(kept));
        }
        assert_eq!(pixels(&clean), Some((4, 3)));
        assert_eq!(cleaned(&clean).unwrap(), clean, "what is clean stays as it is");
    }

    #[test]
    fn a_picture_that_lies_on_its_side_still_does() {
        let clean = cleaned(&photo(6)).unwrap();
        let at = clean.windows(6).position(|window| window == b"Exif\0\0").unwrap();
        assert_eq!(Tiff::read(&clean[at + 6..]).unwrap().orientation(), Some(6));
        assert!(!holds(&clean, b"GPS-BREITE"));
        assert_eq!(cleaned(&clean).unwrap(), clean);
    }

    #[test]
    fn a_picture_without_an_end_is_taken_and_one_without_a_beginning_is_not() {
        let whole = photo(1);
        let end = whole.windows(2).position(|window| window == [0xFF, EOI]).unwrap();
        assert!(cleaned(&whole[..end]).is_some());
        for cut in [0, 2, 4, 20, 100] {
            assert_eq!(cleaned(&whole[..cut]), None, "cut at {cut}");
        }
        assert_eq!(cleaned(b"\xFF\xD8\xFFno segments at all"), None);
        assert_eq!(pixels(b"\xFF\xD8"), None);
    }
}

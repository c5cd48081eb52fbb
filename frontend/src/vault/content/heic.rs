//! HEIC files (ISO/IEC 23008-12) that the browser cannot decode stay as they are but for the place. In: bytes. Out: the same bytes with the
//! place's entries in EXIF (annex A.2.1: an item that begins with `Exif`) overwritten by zeros; nothing moves, so that no box has to be rewritten.

use super::tiff::Tiff;

const EXIF: &[u8] = b"Exif\0\0";

/// Overwrites the place in every EXIF item.
pub(super) fn blank_location(bytes: &mut [u8]) {
    let mut from = 0;
    while let Some(found) = bytes.get(from..).and_then(|rest| rest.windows(EXIF.len()).position(|window| window == EXIF)) {
        let start = from + found + EXIF.len();
        let places = bytes.get(start..).and_then(Tiff::read).map(|tiff| tiff.location()).unwrap_or_default();
        for place in places {
            if let Some(written) = bytes.get_mut(start + place.start..start + place.end) {
                written.fill(0);
            }
        }
        from = start;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_overwritten_and_nothing_moves() {
        let exif = super::super::tiff::tests::exif(1);
        let before = [b"\0\0\0\x18ftypheic ... mdat \0\0\0\x06Exif\0\0".as_slice(), &exif, b" picture"].concat();
        let mut after = before.clone();
        blank_location(&mut after);
        assert_eq!(after.len(), before.len());
        assert!(!after.windows(10).any(|window| window == b"GPS-BREITE"));
        assert!(after.ends_with(b" picture") && after.starts_with(b"\0\0\0\x18ftypheic"));
        let mut none = b"\0\0\0\x18ftypheic Exif\0\0no tiff".to_vec();
        let unchanged = none.clone();
        blank_location(&mut none);
        assert_eq!(none, unchanged);
    }
}

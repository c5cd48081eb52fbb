//! PNG files as chunks (W3C, Portable Network Graphics, third edition, 5). In: bytes. Out: size in pixels; the same file with nothing but what it takes to
//! show it. Dropped are EXIF, texts, times, unknown chunks, and everything behind the end.

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1A\n";

/// Chunks that change how the picture looks, beside the critical ones.
const KEPT: [&[u8]; 9] = [b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"pHYs", b"bKGD"];

/// The file without metadata. None if it isn't built as a PNG file.
pub(super) fn cleaned(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(SIGNATURE)?;
    let mut clean = Vec::with_capacity(bytes.len());
    clean.extend_from_slice(SIGNATURE);
    loop {
        let (length, _) = rest.split_first_chunk()?;
        // Length, type, content, check sum.
        let whole = usize::try_from(u32::from_be_bytes(*length)).ok()?.checked_add(12)?;
        let (chunk, behind) = rest.split_at_checked(whole)?;
        let name = chunk.get(4..8)?;
        let is_critical = name.first().is_some_and(u8::is_ascii_uppercase);
        if is_critical || KEPT.contains(&name) {
            clean.extend_from_slice(chunk);
        }
        if name == b"IEND" {
            return Some(clean);
        }
        rest = behind;
    }
}

/// Width and height, from the first chunk (11.2.1).
pub(super) fn pixels(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes.strip_prefix(SIGNATURE)?.get(4..)?.strip_prefix(b"IHDR")?;
    let (width, rest) = header.split_first_chunk()?;
    Some((u32::from_be_bytes(*width), u32::from_be_bytes(*rest.first_chunk()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &[u8], content: &[u8]) -> Vec<u8> {
        [u32::try_from(content.len()).unwrap().to_be_bytes().as_slice(), name, content, b"crc!"].concat()
    }

    #[test]
    fn texts_and_what_is_behind_the_end_go() {
        let header = [&[0, 0, 0, 9, 0, 0, 0, 7], [8, 2, 0, 0, 0].as_slice()].concat();
        let file = [
            SIGNATURE,
            &chunk(b"IHDR", &header),
            &chunk(b"eXIf", b"MM\0\x2Aplace"),
            &chunk(b"tEXt", b"Comment\0Giessen"),
            &chunk(b"iCCP", b"profile"),
            &chunk(b"IDAT", b"picture"),
            &chunk(b"IEND", b""),
            b"Giessen again",
        ]
        .concat();
        let clean = cleaned(&file).unwrap();
        let expected =
            [SIGNATURE, &chunk(b"IHDR", &header), &chunk(b"iCCP", b"profile"), &chunk(b"IDAT", b"picture"), &chunk(b"IEND", b"")].concat();
        assert_eq!(clean, expected);
        assert_eq!(pixels(&file), Some((9, 7)));
        for cut in [0, 8, 11, 20, 60, expected.len() - 1] {
            assert_eq!(cleaned(&expected[..cut]), None, "cut at {cut}");
        }
    }
}

//! The text formats of the wire, each with its check. In: text. Out: yes or no. Knows no cryptography: a well-formed
//! digest may still be the wrong one.
//!
//! | format | what | example |
//! |---|---|---|
//! | slug | tenant and service ids | `musterstadt`, `bewohnerparken` |
//! | b64u16, b64u32 | 16 or 32 bytes, base64url without padding (RFC 4648 §5) | `AUEBol7vh3LwX6AFevlA9w` |
//! | hex64, hex128 | SHA-256 or SHA-512, lower-case hex | – |
//! | uuid4 | RFC 9562 version 4, lower case with hyphens | – |
//! | instant | RFC 3339, UTC, seconds, ends in `Z` | `2026-11-22T08:00:00Z` |

/// Whether `text` is a tenant or service id: `[a-z][a-z0-9-]{1,62}`.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    let bytes = text.as_bytes();
    (2..=63).contains(&bytes.len())
        && bytes.first().is_some_and(u8::is_ascii_lowercase)
        && bytes.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-')
}

/// Whether `text` is base64url without padding for exactly `bytes` bytes.
#[must_use]
pub fn is_base64url_of(text: &str, bytes: usize) -> bool {
    text.len() == (bytes * 4).div_ceil(3) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// Whether `text` is `digits` lower-case hexadecimal digits.
#[must_use]
pub fn is_hex_of(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// Whether `text` is a version 4 UUID in lower case with hyphens (RFC 9562 §5.4).
#[must_use]
pub fn is_uuid4(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(i, b)| match i {
            8 | 13 | 18 | 23 => b == b'-',
            14 => b == b'4',
            19 => matches!(b, b'8' | b'9' | b'a' | b'b'),
            _ => b.is_ascii_digit() || (b'a'..=b'f').contains(&b),
        })
}

#[cfg(feature = "validate")]
pub(crate) mod checks {
    //! The same formats as `validator` custom checks.
    use super::{is_base64url_of, is_hex_of, is_slug, is_uuid4};
    use validator::ValidationError;

    fn require(ok: bool, code: &'static str) -> Result<(), ValidationError> {
        if ok { Ok(()) } else { Err(ValidationError::new(code)) }
    }
    pub(crate) fn slug(text: &str) -> Result<(), ValidationError> {
        require(is_slug(text), "slug")
    }
    pub(crate) fn b64u16(text: &str) -> Result<(), ValidationError> {
        require(is_base64url_of(text, 16), "b64u16")
    }
    pub(crate) fn b64u32(text: &str) -> Result<(), ValidationError> {
        require(is_base64url_of(text, 32), "b64u32")
    }
    pub(crate) fn hex64(text: &str) -> Result<(), ValidationError> {
        require(is_hex_of(text, 64), "hex64")
    }
    pub(crate) fn hex128(text: &str) -> Result<(), ValidationError> {
        require(is_hex_of(text, 128), "hex128")
    }
    pub(crate) fn uuid4(text: &str) -> Result<(), ValidationError> {
        require(is_uuid4(text), "uuid4")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_accept_what_they_name_and_refuse_neighbours() {
        assert!(is_slug("bewohnerparken") && is_slug("a-1"));
        for bad in ["", "a", "Ab", "1a", "a/b", "a.b", &"a".repeat(64)] {
            assert!(!is_slug(bad), "{bad}");
        }
        assert!(is_base64url_of("AUEBol7vh3LwX6AFevlA9w", 16));
        assert!(!is_base64url_of("AUEBol7vh3LwX6AFevlA9w==", 16) && !is_base64url_of("AUEBol7vh3LwX6AFevlA+w", 16));
        assert!(is_hex_of(&"0a".repeat(32), 64) && !is_hex_of(&"0A".repeat(32), 64));
        assert!(is_uuid4("3d1c2b1a-0f0e-4d0c-8b0a-090807060504"));
        assert!(!is_uuid4("3d1c2b1a-0f0e-1d0c-8b0a-090807060504") && !is_uuid4("3D1C2B1A-0F0E-4D0C-8B0A-090807060504"));
    }
}

//! Sizes: how many bytes sealing adds, how long padded content gets, and what is too much. In: lengths in bytes. Out: lengths in bytes.

/// Shortest padded draft body: 16 KiB. Small and large answers of a usual form look alike.
pub const MIN_BODY: u64 = 16 * 1024;
/// Shortest padded invitation of a relay: 1 KiB.
pub const MIN_INVITATION: u64 = 1024;
/// Shortest padded attachment or submission object: 64 KiB.
pub const MIN_OBJECT: u64 = 64 * 1024;
/// Longest content of one attachment or object that this format allows: 1 GiB. A service sets far less; a browser can't hold more.
pub const MAX_CONTENT: u64 = 1 << 30;
/// Most objects in a submission, object 0 included.
pub const MAX_OBJECTS: u32 = 256;
/// Longest name of an object in bytes of UTF-8.
pub const MAX_NAME: usize = 255;
/// Bytes a sealed share takes: nonce 12, share 32, tag 16.
pub const SEALED_SHARE: usize = 60;
/// Bytes of the wrapped package key (suite `hpke-1`): encapsulation 1 665, key 32, tag 16.
pub const WRAPPED_KEY: usize = 1_713;
/// Longest validity of a key manifest in seconds: 90 days.
pub const MAX_MANIFEST_VALIDITY: u64 = 90 * 86_400;
/// How far two clocks may be apart before a manifest is refused, in seconds: 10 minutes.
pub const CLOCK_TOLERANCE: u64 = 600;

const CHUNK: u64 = 16 * 1024;
const TAG: u64 = 16;
const HEADER: u64 = 56;

/// Length of a draft body, sealed, for `content` bytes.
#[must_use]
pub const fn sealed_body_len(content: u64) -> u64 {
    chunked_len(padded_len(content, MIN_BODY))
}

/// Length of an attachment or a submission object, sealed, for `content` bytes.
#[must_use]
pub const fn sealed_len(content: u64) -> u64 {
    chunked_len(padded_len(content, MIN_OBJECT))
}

/// Length of `len` bytes under the chunked encryption: header 56, a tag of 16 for each begun chunk of 16 KiB; a full last chunk is followed by an empty one.
#[must_use]
pub const fn chunked_len(len: u64) -> u64 {
    HEADER.saturating_add(len).saturating_add((len / CHUNK + 1).saturating_mul(TAG))
}

/// Length of `content` bytes after padding to at least `min`: `Padmé(max(8 + content, min))` (Nikitin et al., "Reducing Metadata Leakage from
/// Encrypted Files and Communication with PURBs", PoPETs 2019): at most 12 % longer, and only O(log log n) bits of the length show.
#[must_use]
pub const fn padded_len(content: u64, min: u64) -> u64 {
    let framed = content.saturating_add(8);
    padme(if framed > min { framed } else { min })
}

const fn padme(len: u64) -> u64 {
    if len < 4 {
        return len;
    }
    let exponent = len.ilog2();
    let kept = exponent.ilog2() + 1;
    let mask = (1_u64 << exponent.saturating_sub(kept)) - 1;
    len.saturating_add(mask) & !mask
}

//! The one way in which fields become bytes for hashing and binding: `ctx(f…) = LP("vd1") || LP(f1) || …`, `LP(x) = u32(len) || x`.
//! Injective: two different lists of fields never give the same bytes. In: fields. Out: bytes.

use crate::VERSION;

/// `ctx(fields…)`. Integers are passed as big-endian bytes, texts as UTF-8.
///
/// A field longer than 4 GiB can't occur: fields are ids, hashes and counters. The length saturates so that no path panics.
pub(crate) fn context(fields: &[&[u8]]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(8 + fields.iter().map(|field| field.len() + 4).sum::<usize>());
    push(&mut bytes, VERSION.as_bytes());
    for field in fields {
        push(&mut bytes, field);
    }
    bytes
}

fn push(bytes: &mut Vec<u8>, field: &[u8]) {
    bytes.extend_from_slice(&u32::try_from(field.len()).unwrap_or(u32::MAX).to_be_bytes());
    bytes.extend_from_slice(field);
}

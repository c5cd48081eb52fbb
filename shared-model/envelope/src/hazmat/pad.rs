//! `pad(p, min) = u64(len p) || p || 00…` up to `Padmé(max(8 + len p, min))`. In: content. Out: padded content piece by piece, and back with every
//! pad byte checked.

use zeroize::Zeroizing;

use crate::error::OpenError;
use crate::limits;

/// Length of the length prefix.
const PREFIX: usize = 8;

/// Padded content that is never built as a whole: 25 MB need not be copied to be framed.
pub(crate) struct Padded<'a> {
    prefix: Option<[u8; PREFIX]>,
    content: &'a [u8],
    len: u64,
}

impl<'a> Padded<'a> {
    pub(crate) fn new(content: &'a [u8], min: u64) -> Self {
        let content_len = content.len() as u64;
        Self { prefix: Some(content_len.to_be_bytes()), content, len: limits::padded_len(content_len, min) }
    }

    /// Content as it is, for what is padded already.
    #[cfg(feature = "at-rest")]
    pub(crate) fn none(content: &'a [u8]) -> Self {
        Self { prefix: None, content, len: content.len() as u64 }
    }

    /// Length after padding.
    pub(crate) fn len(&self) -> u64 {
        self.len
    }

    /// Appends the next `count` padded bytes from `offset` to `target`.
    pub(crate) fn append(&self, offset: u64, count: usize, target: &mut Vec<u8>) {
        let end = target.len() + count;
        let offset = usize::try_from(offset).unwrap_or(usize::MAX);
        let prefix = self.prefix.as_ref().map_or(&[][..], |prefix| prefix);
        let content = self.content.get(offset.saturating_sub(prefix.len())..).unwrap_or_default();
        let prefix = prefix.get(offset..).unwrap_or_default();
        for part in [prefix, content] {
            let missing = end - target.len();
            target.extend_from_slice(part.get(..missing).unwrap_or(part));
        }
        target.resize(end, 0);
    }
}

/// The content of padded bytes, moved to their front; the rest is dropped.
///
/// # Errors
/// `PadLength`: the prefix doesn't fit, or the whole isn't as long as Padmé makes it. `PadNotZero`: a pad byte isn't zero.
pub(crate) fn unpad(mut padded: Zeroizing<Vec<u8>>, min: u64) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let (prefix, rest) = padded.split_first_chunk::<PREFIX>().ok_or(OpenError::PadLength)?;
    let content_len = u64::from_be_bytes(*prefix);
    if content_len > limits::MAX_CONTENT || limits::padded_len(content_len, min) != padded.len() as u64 {
        return Err(OpenError::PadLength);
    }
    let len = usize::try_from(content_len).map_err(|_| OpenError::PadLength)?;
    let pad = rest.get(len..).ok_or(OpenError::PadLength)?;
    if pad.iter().any(|byte| *byte != 0) {
        return Err(OpenError::PadNotZero);
    }
    padded.copy_within(PREFIX..PREFIX + len, 0);
    padded.truncate(len);
    Ok(padded)
}

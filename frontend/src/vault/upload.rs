//! Sending sealed bytes in pieces, so that a line that breaks costs one piece. In: where to, sealed bytes. Out: all of it stored, and the page told how far it is.

use super::blob;
use super::protocol::{Progress, encode};
use crate::platform::fetch::Call;
use crate::platform::{desk, instant};
use crate::wire::{Failure, fetch, send};
use std::cell::Cell;
use vordruck_contract::attachments::PutResponse;
use vordruck_contract::headers::{UPLOAD_LENGTH, UPLOAD_OFFSET};
use vordruck_contract::problem::ProblemKind;
use web_sys::Blob;

/// Bytes of the largest piece: 1 MiB.
const PIECE: u64 = 1 << 20;
/// Bytes of the first piece, and of those the page asks for one by one: 256 KiB.
const STEP: u64 = 256 << 10;
/// Bytes of the smallest piece: 64 KiB, which a line of 64 kbit/s takes eight seconds for.
const LEAST: u64 = 64 << 10;
/// Seconds after which a piece is told to be too large for the line.
const SLOW_SECONDS: u64 = 4;
/// How often a line may break, or the server may expect another offset, before we give up.
const SETBACKS: u32 = 4;

/// Where to begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Begin {
    /// At the start: the server has nothing of it.
    AtStart,
    /// Where the server is.
    WhereItIs,
}

/// How far several transfers are that somebody waits for together. The page is told after every piece.
pub(super) struct Course {
    of: u64,
    before: Cell<u64>,
}

impl Course {
    /// Of all of these.
    pub(super) fn of<'a>(all: impl IntoIterator<Item = &'a Blob>) -> Self {
        Self::after(0, all)
    }

    /// Of all of these, when so many bytes have been transferred before, which whoever waits counts, too.
    pub(super) fn after<'a>(before: u64, all: impl IntoIterator<Item = &'a Blob>) -> Self {
        Self::over(before + all.into_iter().map(blob::size).sum::<u64>(), before)
    }

    /// Of so many bytes, of which so many are there.
    pub(super) fn over(of: u64, before: u64) -> Self {
        Self { of, before: Cell::new(before) }
    }

    /// So many bytes of what is being transferred are there.
    pub(super) fn is_at(&self, offset: u64) {
        desk::tell(&encode(&Progress { stored: self.before.get() + offset, of: self.of }));
    }

    /// All of what was being transferred is there.
    pub(super) fn has_passed(&self, size: u64) {
        self.before.set(self.before.get() + size);
    }
}

/// Sends all of it. Pieces are as large as the line takes within a few seconds: few requests on a fast one, and one that is slow shows that it moves.
pub(super) async fn store(path: &str, bearer: &str, sealed: &Blob, begin: Begin, course: &Course) -> Result<(), Failure> {
    let (size, mut most) = (blob::size(sealed), STEP);
    let mut offset = if begin == Begin::AtStart { 0 } else { position(path, bearer).await? };
    let mut setbacks = 0;
    while offset < size {
        course.is_at(offset);
        let begun = instant::unix_seconds();
        match put(path, bearer, sealed, offset, most).await {
            Ok(stored) if stored.offset > offset => {
                offset = stored.offset;
                most = next_most(most, instant::unix_seconds().saturating_sub(begun));
            }
            Ok(_) => return Err(Failure::Misunderstood),
            Err(failure) => {
                setbacks += 1;
                if setbacks > SETBACKS {
                    return Err(failure);
                }
                most = LEAST;
                offset = resume(path, bearer, failure).await?;
            }
        }
    }
    course.is_at(size);
    course.has_passed(size);
    Ok(())
}

/// Bytes of the next piece, after how long one of these took.
fn next_most(most: u64, seconds: u64) -> u64 {
    match seconds {
        0..=1 => (most * 2).min(PIECE),
        SLOW_SECONDS.. => (most / 2).max(LEAST),
        _ => most,
    }
}

/// Sends one piece and gives how many bytes the server has then. Small, so that a slow line shows that it moves.
pub(super) async fn next(path: &str, bearer: &str, sealed: &Blob, offset: Option<u64>) -> Result<u64, Failure> {
    let offset = match offset {
        Some(offset) => offset,
        None => position(path, bearer).await?,
    };
    if offset == blob::size(sealed) {
        return Ok(offset);
    }
    match put(path, bearer, sealed, offset, STEP).await? {
        stored if stored.offset > offset => Ok(stored.offset),
        _ => Err(Failure::Misunderstood),
    }
}

/// How many bytes the server has.
async fn position(path: &str, bearer: &str) -> Result<u64, Failure> {
    match send(Call::head(path).bearer(bearer)).await {
        Ok(answer) => answer.header(UPLOAD_OFFSET).and_then(|offset| offset.parse().ok()).ok_or(Failure::Misunderstood),
        Err(failure) if failure.is(ProblemKind::NotFound) => Ok(0),
        Err(failure) => Err(failure),
    }
}

async fn put(path: &str, bearer: &str, sealed: &Blob, offset: u64, most: u64) -> Result<PutResponse, Failure> {
    let piece = blob::piece(sealed, offset, most).ok_or(Failure::NoAnswer)?;
    let call = Call::put(path)
        .bearer(bearer)
        .header(UPLOAD_OFFSET, &offset.to_string())
        .header(UPLOAD_LENGTH, &blob::size(sealed).to_string())
        .sealed(piece);
    fetch(call).await
}

/// Where to go on after a failure that need not be the last word.
async fn resume(path: &str, bearer: &str, failure: Failure) -> Result<u64, Failure> {
    if let Failure::Refused(refusal) = &failure
        && refusal.kind == Some(ProblemKind::OffsetConflict)
        && let Some(offset) = refusal.current_offset
    {
        return Ok(offset);
    }
    if !failure.may_pass() {
        return Err(failure);
    }
    crate::wire::pause().await;
    position(path, bearer).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_grow_on_a_fast_line_and_shrink_on_a_slow_one() {
        assert_eq!([next_most(STEP, 0), next_most(PIECE, 1)], [2 * STEP, PIECE]);
        assert_eq!([next_most(STEP, 2), next_most(STEP, 3)], [STEP, STEP]);
        assert_eq!([next_most(STEP, 4), next_most(LEAST, 60)], [STEP / 2, LEAST]);
    }
}

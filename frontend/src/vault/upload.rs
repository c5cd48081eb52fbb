//! Sending sealed bytes in pieces, so that a line that breaks costs one piece. In: where to, sealed bytes. Out: all of it stored.

use super::blob;
use crate::platform::fetch::Call;
use crate::wire::{Failure, fetch, send};
use vordruck_contract::attachments::PutResponse;
use vordruck_contract::headers::{UPLOAD_LENGTH, UPLOAD_OFFSET};
use vordruck_contract::problem::ProblemKind;
use web_sys::Blob;

/// Bytes of a piece: 1 MiB.
const PIECE: u64 = 1 << 20;
/// Bytes of a piece while somebody watches: 256 KiB.
const STEP: u64 = 256 << 10;
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

/// Sends all of it.
pub(super) async fn store(path: &str, bearer: &str, sealed: &Blob, begin: Begin) -> Result<(), Failure> {
    let size = blob::size(sealed);
    let mut offset = if begin == Begin::AtStart { 0 } else { position(path, bearer).await? };
    let mut setbacks = 0;
    while offset < size {
        match put(path, bearer, sealed, offset, PIECE).await {
            Ok(stored) if stored.offset > offset => offset = stored.offset,
            Ok(_) => return Err(Failure::Misunderstood),
            Err(failure) => {
                setbacks += 1;
                if setbacks > SETBACKS {
                    return Err(failure);
                }
                offset = resume(path, bearer, failure).await?;
            }
        }
    }
    Ok(())
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

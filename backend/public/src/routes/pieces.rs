//! Objects that arrive and leave in pieces, for attachments and submissions alike. In: a body, an offset, where it belongs. Out: how far the object is,
//! or a body that is read piece by piece, so that memory doesn't grow with the object.

use axum::body::Body;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE, HeaderName};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::{Stream, stream};
use vordruck_contract::attachments::PutResponse;
use vordruck_contract::headers::{UPLOAD_LENGTH, UPLOAD_OFFSET};
use vordruck_contract::problem::ProblemKind;
use vordruck_envelope::at_rest::{open_blob, seal_blob};
use vordruck_envelope::{Pid, Share};

use crate::app::App;
use crate::extract::{Arriving, UploadRange};
use crate::problem::{Fault, Refusal};
use crate::store::{Appended, Object, Objects, Owner, Piece, StoreError};

/// Why an object did not take a piece.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PieceError {
    #[error("the object goes on at another offset")]
    OtherOffset { offset: u64 },
    #[error("the object was announced with another length")]
    OtherLength { offset: u64 },
    #[error("more arrived than was announced")]
    TooLong,
    #[error("whom it belongs to is gone")]
    Gone,
    #[error("the body could not be read")]
    Body(Box<Refusal>),
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<StoreError> for PieceError {
    fn from(error: StoreError) -> Self {
        Self::Fault(error.into())
    }
}

impl From<PieceError> for Refusal {
    fn from(error: PieceError) -> Self {
        match error {
            PieceError::OtherOffset { offset } => Self { current_offset: Some(offset), ..Self::new(ProblemKind::OffsetConflict) },
            PieceError::OtherLength { offset } => Self {
                current_offset: Some(offset),
                errors: Self::field(ProblemKind::OffsetConflict, format!("header:{UPLOAD_LENGTH}"), "differs").errors,
                ..Self::new(ProblemKind::OffsetConflict)
            },
            PieceError::TooLong => Self::new(ProblemKind::TooLarge).detail("More arrived than Upload-Length announced."),
            PieceError::Gone => Self::new(ProblemKind::NotAuthorised),
            PieceError::Body(refusal) => *refusal,
            PieceError::Fault(fault) => fault.into(),
        }
    }
}

/// An outer seal for stored pieces: the share of a submission and its place.
pub(crate) struct OuterSeal {
    pub(crate) share: Share,
    pub(crate) tenant: String,
    pub(crate) pid: Pid,
    /// Number of the object in the submission.
    pub(crate) object: u32,
}

impl OuterSeal {
    /// Each stored piece has a number of its own in the seal's context: the object's in the upper half, its own in the lower.
    fn number(&self, piece: i64) -> Option<u32> {
        u16::try_from(piece).ok().and_then(|piece| u16::try_from(self.object).ok().map(|object| u32::from(object) << 16 | u32::from(piece)))
    }

    fn seal(&self, app: &App, piece: i64, bytes: &[u8]) -> Result<Vec<u8>, PieceError> {
        let number = self.number(piece).ok_or(PieceError::TooLong)?;
        Ok(seal_blob(&self.share, &self.tenant, &self.pid, number, bytes, &mut app.rng.clone()).map_err(Fault::from)?)
    }

    pub(crate) fn open(&self, piece: i64, stored: Vec<u8>) -> Result<Bytes, Fault> {
        let number = self.number(piece).ok_or(Fault::Stored("piece number"))?;
        Ok(Bytes::copy_from_slice(&open_blob(&self.share, &self.tenant, &self.pid, number, stored)?))
    }
}

/// Where a body belongs.
pub(crate) struct Target {
    pub(crate) owner: Owner,
    pub(crate) name: Vec<u8>,
    pub(crate) range: UploadRange,
    pub(crate) seal: Option<OuterSeal>,
}

/// Appends a body. What arrived before the line broke is kept, so that the client goes on from there.
pub(crate) async fn append(app: &App, target: Target, mut body: Arriving) -> Result<PutResponse, PieceError> {
    let known = app.store.object(target.owner.clone(), target.name.clone()).await?;
    let mut pieces = 0;
    if let Some(object) = &known {
        if object.length != target.range.length {
            return Err(PieceError::OtherLength { offset: object.stored });
        }
        pieces = object.pieces;
    }
    let stored = known.map_or(0, |object| object.stored);
    if stored != target.range.offset {
        return Err(PieceError::OtherOffset { offset: stored });
    }
    let mut offset = stored;
    while let Some(piece) = body.piece().await.map_err(|refusal| PieceError::Body(Box::new(refusal)))? {
        let size = piece.len() as u64;
        if offset + size > target.range.length {
            return Err(PieceError::TooLong);
        }
        let bytes = match &target.seal {
            Some(seal) => seal.seal(app, pieces, &piece)?,
            None => piece.into(),
        };
        let piece = Piece {
            owner: target.owner.clone(),
            name: target.name.clone(),
            length: target.range.length,
            offset,
            number: pieces,
            size,
            bytes,
        };
        match app.store.append(piece).await? {
            Appended::Stored { offset: next } => offset = next,
            Appended::Conflict { offset } => return Err(PieceError::OtherOffset { offset }),
            Appended::Gone => return Err(PieceError::Gone),
        }
        pieces += 1;
    }
    Ok(PutResponse { offset, complete: offset == target.range.length })
}

/// Answer to `HEAD`: how far an object is.
pub(crate) fn progress(object: &Object) -> Response {
    let number = HeaderValue::from;
    (
        StatusCode::OK,
        [(HeaderName::from_static(UPLOAD_OFFSET), number(object.stored)), (HeaderName::from_static(UPLOAD_LENGTH), number(object.length))],
    )
        .into_response()
}

/// A whole object, read piece by piece while it is sent. Never shown by a browser, only downloaded.
pub(crate) fn send(app: &App, object: Object, seal: Option<OuterSeal>) -> Response {
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("application/octet-stream")),
        (CONTENT_DISPOSITION, HeaderValue::from_static("attachment")),
        (CONTENT_LENGTH, HeaderValue::from(object.length)),
    ];
    let seal = seal.map(std::sync::Arc::new);
    (headers, Body::from_stream(pieces(app.clone(), object, seal))).into_response()
}

/// The pieces of an object, opened.
pub(crate) fn pieces(app: App, object: Object, seal: Option<std::sync::Arc<OuterSeal>>) -> impl Stream<Item = Result<Bytes, Fault>> + Send {
    stream::try_unfold((app, 0), move |(app, number)| {
        let (object, count, seal) = (object.object, object.pieces, seal.clone());
        async move {
            if number >= count {
                return Ok(None);
            }
            let stored = app.store.piece(object, number).await?.ok_or(Fault::Stored("piece"))?;
            let bytes = match &seal {
                Some(seal) => seal.open(number, stored)?,
                None => stored.into(),
            };
            Ok(Some((bytes, (app, number + 1))))
        }
    })
}

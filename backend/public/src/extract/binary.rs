//! Bodies of sealed bytes. In: a body with `Content-Type: application/octet-stream`. Out: all of it, or pieces as they arrive. The server's
//! connection puts a floor under the rate at which bodies come in; here that shows as a body that fails.

use axum::body::{Body, BodyDataStream};
use axum::extract::{FromRequest, Request};
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use http_body_util::BodyExt;
use vordruck_contract::problem::ProblemKind;

use super::headers::require_media_type;
use crate::app::App;
use crate::problem::Refusal;
use crate::server::TooSlow;

/// A sealed body that is small enough to be held.
pub(crate) struct Whole(pub(crate) Bytes);

impl FromRequest<App> for Whole {
    type Rejection = Refusal;

    async fn from_request(request: Request, app: &App) -> Result<Self, Refusal> {
        require_media_type(request.headers(), "application/octet-stream")?;
        read_whole(request, app.config.limits.body_bytes).await.map(Self)
    }
}

/// A sealed body that is read while it arrives.
pub(crate) struct Arriving {
    stream: BodyDataStream,
    rest: Bytes,
}

/// How long a piece gets before it is stored: long enough to cost few rows, short enough that many uploads at once fit into memory.
const PIECE: usize = 256 * 1024;

impl FromRequest<App> for Arriving {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &App) -> Result<Self, Refusal> {
        require_media_type(request.headers(), "application/octet-stream")?;
        Ok(Self { stream: request.into_body().into_data_stream(), rest: Bytes::new() })
    }
}

impl Arriving {
    /// The next piece: 256 KiB, or what was left. `None` at the end. What arrived before a failure is given out first, so that it can be kept.
    pub(crate) async fn piece(&mut self) -> Result<Option<Bytes>, Refusal> {
        let mut piece = BytesMut::from(std::mem::take(&mut self.rest));
        while piece.len() < PIECE {
            match self.stream.next().await {
                Some(Ok(frame)) => piece.extend_from_slice(&frame),
                Some(Err(_)) if !piece.is_empty() => break,
                Some(Err(error)) => return Err(unreadable(&error)),
                None => break,
            }
        }
        if piece.len() > PIECE {
            self.rest = piece.split_off(PIECE).freeze();
        }
        Ok(Some(piece.freeze()).filter(|piece| !piece.is_empty()))
    }
}

pub(crate) async fn read_whole(request: Request, limit: usize) -> Result<Bytes, Refusal> {
    let body: Body = request.into_body();
    if http_body::Body::size_hint(&body).lower() > limit as u64 {
        return Err(Refusal::new(ProblemKind::TooLarge));
    }
    match http_body_util::Limited::new(body, limit).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<http_body_util::LengthLimitError>() => Err(Refusal::new(ProblemKind::TooLarge)),
        Err(error) => Err(unreadable(error.as_ref())),
    }
}

fn unreadable(error: &(dyn std::error::Error + 'static)) -> Refusal {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.is::<TooSlow>() {
            return Refusal::new(ProblemKind::RequestTimeout);
        }
        cause = error.source();
    }
    Refusal::new(ProblemKind::MalformedBody).detail("The body ended early.")
}

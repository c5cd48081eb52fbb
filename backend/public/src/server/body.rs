//! Bodies with a pace. In: a request's body as hyper reads it. Out: the same, which fails when it comes too slowly; and response bodies that show whether
//! the client takes them.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use hyper::body::Incoming;
use tokio::time::{Instant, Sleep, sleep};

use super::connection::Activity;

/// The body came more slowly than is allowed.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the request's body came too slowly")]
pub struct TooSlow;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A request's body that must bring a least number of bytes in every stretch of time.
pub(super) struct Paced {
    inner: Incoming,
    stretch: Duration,
    least: u64,
    received: u64,
    /// Runs from the first time somebody waits for the body.
    end: Option<Pin<Box<Sleep>>>,
}

impl Paced {
    pub(super) fn new(inner: Incoming, stretch: Duration, bytes_per_second: u64) -> Self {
        Self { inner, stretch, least: bytes_per_second.saturating_mul(stretch.as_secs()), received: 0, end: None }
    }
}

impl Body for Paced {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.inner).poll_frame(cx) {
            if let Some(Ok(frame)) = &frame {
                self.received += frame.data_ref().map_or(0, |data| data.len() as u64);
            }
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        let this = &mut *self;
        let end = this.end.get_or_insert_with(|| Box::pin(sleep(this.stretch)));
        ready!(end.as_mut().poll(cx));
        if this.received < this.least {
            return Poll::Ready(Some(Err(TooSlow.into())));
        }
        this.received = 0;
        end.as_mut().reset(Instant::now() + this.stretch);
        // Polled once more, so that the new end wakes somebody.
        let _ = end.as_mut().poll(cx);
        Poll::Pending
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

/// A response's body in small frames. Each frame that hyper asks for is a sign of life: it asks only when the client has taken what came before.
pub(super) struct Watched {
    inner: axum::body::Body,
    rest: Bytes,
    activity: Arc<Activity>,
}

/// Small enough that a slow but honest line asks for one in time.
const FRAME: usize = 16 * 1024;

impl Watched {
    pub(super) fn new(inner: axum::body::Body, activity: Arc<Activity>) -> Self {
        Self { inner, rest: Bytes::new(), activity }
    }
}

impl Body for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        self.activity.progress();
        if self.rest.is_empty() {
            match ready!(Pin::new(&mut self.inner).poll_frame(cx)) {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) => self.rest = data,
                    Err(trailers) => return Poll::Ready(Some(Ok(trailers))),
                },
                other => return Poll::Ready(other),
            }
        }
        let length = self.rest.len().min(FRAME);
        Poll::Ready(Some(Ok(Frame::data(self.rest.split_to(length)))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let inner = self.inner.size_hint();
        let rest = self.rest.len() as u64;
        match inner.exact() {
            Some(exact) => SizeHint::with_exact(exact + rest),
            None => SizeHint::default(),
        }
    }
}

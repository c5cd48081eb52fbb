//! One connection, HTTP/1.1 or HTTP/2. In: a socket. Out: nothing; it ends when the client is done, too slow, or the process ends.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use hyper::body::Incoming;
use hyper::header::{CONNECTION, HeaderValue};
use hyper::{Request, Response, Version};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{Instant, interval};
use tower::ServiceExt;

use super::body::{Paced, Watched};
use super::phase::Phase;
use crate::extract::Peer;

/// How long a client may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    pub(super) wait: Duration,
    pub(super) bytes_per_second: u64,
}

/// What goes on on a connection.
pub(super) struct Activity {
    start: Instant,
    /// Requests whose handler runs; their bodies have a pace of their own, and a long poll is no idleness.
    handlers: AtomicUsize,
    /// Milliseconds from `start` to the last sign of life.
    last: AtomicU64,
}

impl Activity {
    fn new() -> Self {
        Self { start: Instant::now(), handlers: AtomicUsize::new(0), last: AtomicU64::new(0) }
    }

    pub(super) fn progress(&self) {
        let now = u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.last.store(now, Ordering::Relaxed);
    }

    fn idle_longer_than(&self, wait: Duration) -> bool {
        let last = Duration::from_millis(self.last.load(Ordering::Relaxed));
        self.handlers.load(Ordering::Relaxed) == 0 && self.start.elapsed().saturating_sub(last) > wait
    }
}

/// Counts a running handler, whatever becomes of it.
struct Running(Arc<Activity>);

impl Running {
    fn begin(activity: &Arc<Activity>) -> Self {
        activity.handlers.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(activity))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.progress();
        self.0.handlers.fetch_sub(1, Ordering::Relaxed);
    }
}

pub(super) async fn serve(stream: TcpStream, peer: SocketAddr, router: Router, patience: Patience, mut phase: watch::Receiver<Phase>) {
    let activity = Arc::new(Activity::new());
    let service = hyper::service::service_fn({
        let (activity, phase) = (Arc::clone(&activity), phase.clone());
        move |request: Request<Incoming>| {
            let version = request.version();
            let (answer, phase) = (handle(request, peer, router.clone(), patience, Arc::clone(&activity)), phase.clone());
            async move {
                let mut response = answer.await?;
                // So that nobody sends the next request just when the connection ends. HTTP/2 says it by a frame of its own.
                if phase.borrow().is_last() && version < Version::HTTP_2 {
                    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
                }
                Ok::<_, Infallible>(response)
            }
        }
    });
    let builder = builder(patience);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
    let mut watch = interval(Duration::from_millis(500));
    let mut stopping = false;
    loop {
        tokio::select! {
            // A client that breaks off or breaks the protocol is no error of ours.
            _ = connection.as_mut() => return,
            _ = phase.wait_for(|phase| *phase == Phase::Ending), if !stopping => {
                stopping = true;
                connection.as_mut().graceful_shutdown();
            }
            // Also bounds what hyper leaves unbounded: telling HTTP/2 from HTTP/1 by the first bytes, and HTTP/2 heads that never end.
            _ = watch.tick() => if activity.idle_longer_than(patience.wait) { return },
        }
    }
}

fn builder(patience: Patience) -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(patience.wait).max_buf_size(64 * 1024);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(64)
        .max_header_list_size(32 * 1024)
        // "Rapid reset" (CVE-2023-44487).
        .max_pending_accept_reset_streams(20)
        .keep_alive_interval(patience.wait)
        .keep_alive_timeout(patience.wait);
    builder
}

async fn handle(
    request: Request<Incoming>,
    peer: SocketAddr,
    router: Router,
    patience: Patience,
    activity: Arc<Activity>,
) -> Result<Response<Watched>, Infallible> {
    let running = Running::begin(&activity);
    let mut request = request.map(|body| Body::new(Paced::new(body, patience.wait, patience.bytes_per_second)));
    request.extensions_mut().insert(Peer(peer));
    let response = router.oneshot(request).await?;
    drop(running);
    Ok(response.map(|body| Watched::new(body, activity)))
}

//! The listener. In: a socket, a router. Out: answered connections. `axum::serve` never closes slow clients (it sets no timer, so hyper's
//! `header_read_timeout` does nothing), hence a server of our own: a head must arrive in time, and so must a body.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tower::ServiceExt as _;

/// How patient the server is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Patience {
    pub(crate) head: Duration,
    pub(crate) request: Duration,
    pub(crate) connections: usize,
}

/// Serves until told to stop; what is being answered may finish.
pub(crate) async fn serve(listener: TcpListener, router: Router, patience: Patience, mut stop: watch::Receiver<bool>) {
    let permits = Arc::new(Semaphore::new(patience.connections.max(1)));
    let mut connections = JoinSet::new();
    loop {
        while connections.try_join_next().is_some() {}
        let accepted = async {
            let permit = Arc::clone(&permits).acquire_owned().await.ok()?;
            Some((listener.accept().await, permit))
        };
        let (stream, address, permit) = tokio::select! {
            _ = stop.changed() => break,
            accepted = accepted => match accepted {
                Some((Ok((stream, address)), permit)) => (stream, address, permit),
                // No file descriptors left: the next try may find one.
                Some((Err(error), _)) => { tracing::warn!(error = %error, "a connection was not accepted"); tokio::time::sleep(Duration::from_millis(50)).await; continue }
                None => break,
            },
        };
        let (router, stop) = (router.clone(), stop.clone());
        connections.spawn(async move {
            connection(stream, address, router, patience, stop).await;
            drop(permit);
        });
    }
    let finished = async { while connections.join_next().await.is_some() {} };
    if tokio::time::timeout(Duration::from_secs(5), finished).await.is_err() {
        connections.shutdown().await;
    }
}

async fn connection(stream: TcpStream, address: SocketAddr, router: Router, patience: Patience, mut stop: watch::Receiver<bool>) {
    let service = hyper::service::service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(address));
        let router = router.clone();
        async move {
            let answered = tokio::time::timeout(patience.request, router.oneshot(request.map(Body::new) as Request)).await;
            Ok::<_, Infallible>(match answered {
                Ok(Ok(response)) => response,
                Err(_) => axum::response::IntoResponse::into_response(axum::http::StatusCode::REQUEST_TIMEOUT),
            })
        }
    });
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(patience.head);
    builder.http2().timer(TokioTimer::new()).keep_alive_interval(Some(patience.head)).keep_alive_timeout(patience.head);
    let _ = stream.set_nodelay(true);
    let connection = builder.serve_connection(TokioIo::new(stream), service);
    tokio::pin!(connection);
    tokio::select! {
        _ = connection.as_mut() => {}
        _ = stop.changed() => {
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        }
    }
}

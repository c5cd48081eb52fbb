//! The accept loop: who may connect, how long they may take, how it ends. In: a router and limits. Out: a bound address and a way to stop.
//!
//! `axum::serve` sets no timer, so that a client that sends nothing, or a byte a second, is never closed. Here every wait has an end.

mod body;
mod connection;
mod crowd;
mod phase;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub use body::TooSlow;
pub(crate) use phase::Phase;

use crate::config::ServerConfig;
use connection::Patience;
use crowd::Crowd;

/// Connections the kernel holds while all permitted ones are taken; tokio's own 128 makes bursts wait for retries.
const BACKLOG: u32 = 1024;

/// A listening server.
pub(crate) struct Server {
    address: SocketAddr,
    /// How long it serves on when it is to end.
    drain: Duration,
    phase: watch::Sender<Phase>,
    task: JoinHandle<()>,
}

impl Server {
    /// Binds and begins to accept.
    pub(crate) fn start(config: &ServerConfig, router: Router, phase: watch::Sender<Phase>) -> io::Result<Self> {
        let listener = listen(config.listen)?;
        let address = listener.local_addr()?;
        let patience =
            Patience { wait: Duration::from_secs(config.patience_seconds.max(1)), bytes_per_second: config.body_bytes_per_second };
        let crowd = Crowd::new(config.connections, config.connections_per_address, config.trusted_proxies.clone());
        let farewell = Duration::from_secs(config.farewell_seconds);
        let task = tokio::spawn(accept(listener, router, patience, Arc::new(crowd), farewell, phase.subscribe()));
        Ok(Self { address, drain: Duration::from_secs(config.drain_seconds), phase, task })
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Says that it leaves and serves on for a while; then accepts nobody any more, lets running requests end, and waits for them, but not for ever.
    pub(crate) async fn stop(self) {
        self.phase.send_replace(Phase::Leaving);
        tokio::time::sleep(self.drain).await;
        self.phase.send_replace(Phase::Ending);
        drop(self.task.await);
    }
}

fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

async fn accept(
    listener: TcpListener,
    router: Router,
    patience: Patience,
    crowd: Arc<Crowd>,
    farewell: Duration,
    mut phase: watch::Receiver<Phase>,
) {
    let connections = tokio_util::task::TaskTracker::new();
    loop {
        // Waits for room first: whoever comes meanwhile waits in the kernel's queue instead of costing memory here.
        let place = tokio::select! {
            place = crowd.room() => place,
            _ = phase.wait_for(|phase| *phase == Phase::Ending) => break,
        };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = phase.wait_for(|phase| *phase == Phase::Ending) => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // Out of descriptors, most likely: others must end before it makes sense to go on.
                tracing::warn!(error = %error, "a connection was not accepted");
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let Some(place) = crowd.admit(place, peer.ip()) else { continue };
        drop(stream.set_nodelay(true));
        let connection = connection::serve(stream, peer, router.clone(), patience, phase.clone());
        connections.spawn(async move {
            connection.await;
            drop(place);
        });
    }
    drop(listener);
    connections.close();
    drop(tokio::time::timeout(farewell, connections.wait()).await);
}

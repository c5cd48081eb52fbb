//! The accept loop: who may connect, how long they may take, how it ends. In: a router and limits. Out: a bound address and a way to stop.
//!
//! `axum::serve` sets no timer, so that a client that sends nothing, or a byte a second, is never closed. Here every wait has an end.

mod body;
mod connection;
mod crowd;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub use body::TooSlow;

use crate::config::ServerConfig;
use connection::Patience;
use crowd::Crowd;

/// Connections the kernel holds while all permitted ones are taken; tokio's own 128 makes bursts wait for retries.
const BACKLOG: u32 = 1024;
/// How long running requests get when the process is to end.
const FAREWELL: Duration = Duration::from_secs(10);

/// A listening server.
pub(crate) struct Server {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Server {
    /// Binds and begins to accept.
    pub(crate) fn start(config: &ServerConfig, router: Router, stop: watch::Sender<bool>) -> io::Result<Self> {
        let listener = listen(config.listen)?;
        let address = listener.local_addr()?;
        let patience =
            Patience { wait: Duration::from_secs(config.patience_seconds.max(1)), bytes_per_second: config.body_bytes_per_second };
        let crowd = Crowd::new(config.connections, config.connections_per_address, config.trusted_proxies.clone());
        let task = tokio::spawn(accept(listener, router, patience, Arc::new(crowd), stop.subscribe()));
        Ok(Self { address, stop, task })
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Accepts nobody any more, lets running requests end, and waits for them, but not for ever.
    pub(crate) async fn stop(self) {
        self.stop.send_replace(true);
        drop(self.task.await);
    }
}

fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

async fn accept(listener: TcpListener, router: Router, patience: Patience, crowd: Arc<Crowd>, mut stop: watch::Receiver<bool>) {
    let connections = tokio_util::task::TaskTracker::new();
    loop {
        // Waits for room first: whoever comes meanwhile waits in the kernel's queue instead of costing memory here.
        let place = tokio::select! {
            place = crowd.room() => place,
            _ = stop.wait_for(|stop| *stop) => break,
        };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.wait_for(|stop| *stop) => break,
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
        let connection = connection::serve(stream, peer, router.clone(), patience, stop.clone());
        connections.spawn(async move {
            connection.await;
            drop(place);
        });
    }
    drop(listener);
    connections.close();
    drop(tokio::time::timeout(FAREWELL, connections.wait()).await);
}

//! Waits until the operating system asks the process to stop: Ctrl+C, or SIGTERM from a service manager. Listened for from the beginning on: the first process of a
//! container has no default action (pid_namespaces(7)), so what came before somebody listened would be lost.

/// Whoever waits to be asked to stop.
pub(crate) struct StopRequest {
    #[cfg(unix)]
    signals: Vec<tokio::signal::unix::Signal>,
}

impl StopRequest {
    /// Listens from now on; inside of a runtime.
    ///
    /// # Errors
    /// The operating system doesn't let it.
    pub(crate) fn listen() -> std::io::Result<Self> {
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};
            Ok(Self { signals: vec![signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?] })
        }
        #[cfg(not(unix))]
        Ok(Self {})
    }

    /// Returns when the process is asked to stop, or has been.
    pub(crate) async fn asked(&mut self) {
        #[cfg(unix)]
        std::future::poll_fn(|cx| {
            let is_asked = self.signals.iter_mut().any(|signal| signal.poll_recv(cx).is_ready());
            if is_asked { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
        })
        .await;
        #[cfg(not(unix))]
        if tokio::signal::ctrl_c().await.is_err() {
            // Without a handler the process can still be killed; waiting on is right then.
            std::future::pending::<()>().await;
        }
    }
}

/// What `begin` comes to, unless the process is asked to stop before.
pub(crate) async fn unless_asked<T>(stop: &mut StopRequest, begin: impl Future<Output = T>) -> Option<T> {
    tokio::select! {
        begun = begin => Some(begun),
        () = stop.asked() => None,
    }
}

//! What a taken-over reading process could do, tried by a test from inside; only in debug builds. In: limits, a deed. Out: one word on whether it went.

use std::io::Write as _;
use std::net::{SocketAddr, TcpStream, UdpSocket};

use super::confined::{Limits, confine};

/// Confines this process and tries something; prints `done` or `refused`.
///
/// # Errors
/// It could not be confined, or standard output is closed.
pub fn attempt(deed: &str, limits: &Limits) -> Result<(), super::ServeError> {
    let own = rustix::process::getpid();
    confine(limits)?;
    let went = match deed {
        "nothing" => true,
        "read" => std::fs::read("/etc/passwd").is_ok(),
        "list" => std::fs::read_dir("/").is_ok(),
        "write" => std::fs::write("/tmp/vordruck-probe", b"x").is_ok(),
        "connect" => !matches!(TcpStream::connect(SocketAddr::from(([127, 0, 0, 1], 9))), Err(error) if is_forbidden(&error)),
        "datagram" => UdpSocket::bind("127.0.0.1:0").is_ok(),
        "start" => std::process::Command::new("/bin/true").status().is_ok(),
        "signal" => rustix::process::test_kill_process(own).is_ok(),
        "abort" => std::process::abort(),
        "thread" => std::thread::Builder::new().spawn(|| ()).is_ok(),
        // Ends this process, or is no limit at all.
        "memory" => std::hint::black_box(vec![1_u8; 2 << 30]).iter().all(|byte| *byte == 1),
        "time" => loop {
            std::hint::black_box(0);
        },
        _ => return Err(std::io::Error::from(std::io::ErrorKind::InvalidInput).into()),
    };
    writeln!(std::io::stdout(), "{}", if went { "done" } else { "refused" })?;
    Ok(())
}

/// A refused connection would be one that was tried.
fn is_forbidden(error: &std::io::Error) -> bool {
    error.kind() == std::io::ErrorKind::PermissionDenied
}

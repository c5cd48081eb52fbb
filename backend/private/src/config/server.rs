//! Section `server`.

use serde::Deserialize;
use std::net::{IpAddr, SocketAddr};

/// Where the postbox is served: in a protected network, never on the internet.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServerConfig {
    /// Address and port; port 0 takes a free one. TLS ends at a proxy in front, unless the address is a loopback one.
    pub listen: SocketAddr,
    /// What clerks type: scheme and host without a path, e.g. `https://postkorb.musterstadt.example`. Missing: `http` on the loopback address
    /// it listens on; then the cookie is not marked `Secure`.
    #[serde(default)]
    pub public_url: Option<String>,
    /// Addresses of reverse proxies whose `x-forwarded-for` is believed; its last entry counts. Default none. Signing in is slowed down by address, so
    /// behind a proxy that isn't listed here all clerks share one count.
    #[serde(default)]
    pub trusted_proxies: Vec<IpAddr>,
    /// Open connections at most. Default 512.
    #[serde(default = "connections")]
    pub connections: usize,
    /// Seconds a client may take for the head of a request, and for its body. Default 10.
    #[serde(default = "patience_seconds")]
    pub patience_seconds: u64,
}

fn connections() -> usize {
    512
}

fn patience_seconds() -> u64 {
    10
}

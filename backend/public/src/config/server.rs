//! Section `server`.

use ipnet::IpNet;
use serde::Deserialize;
use std::net::SocketAddr;

/// Where the public side listens and what it bears.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServerConfig {
    /// Address and port; port 0 takes a free one.
    pub listen: SocketAddr,
    /// What people type: scheme and host, without a path, e.g. `https://formulare.musterstadt.example`. Resume links begin with it.
    pub public_url: String,
    /// Networks of reverse proxies whose `forwarded_header` is believed. Default none.
    #[serde(default)]
    pub trusted_proxies: Vec<IpNet>,
    /// The header in which a trusted proxy names the client; its last entry counts. Default `x-forwarded-for`.
    #[serde(default = "forwarded_header")]
    pub forwarded_header: String,
    /// Open connections at most. Default 4096.
    #[serde(default = "connections")]
    pub connections: usize,
    /// Open connections of one address at most; trusted proxies are exempt. Default 256.
    #[serde(default = "connections_per_address")]
    pub connections_per_address: usize,
    /// Seconds a client may take for the first byte, for the head of a request, between two requests, and to take an answer. Default 10.
    #[serde(default = "patience_seconds")]
    pub patience_seconds: u64,
    /// Bytes a second a request's body must bring at least, measured over `patience_seconds`. Default 1024.
    #[serde(default = "body_rate")]
    pub body_bytes_per_second: u64,
    /// Seconds to serve on after the process was asked to stop, while `/health` says 503 already: as long as whoever distributes requests takes to notice.
    /// Default 0: for a process that nobody distributes to.
    #[serde(default)]
    pub drain_seconds: u64,
    /// Seconds that running requests get afterwards until they are cut off. Default 10.
    #[serde(default = "farewell_seconds")]
    pub farewell_seconds: u64,
}

fn forwarded_header() -> String {
    "x-forwarded-for".into()
}

fn connections() -> usize {
    4096
}

fn connections_per_address() -> usize {
    256
}

fn patience_seconds() -> u64 {
    10
}

fn body_rate() -> u64 {
    1024
}

fn farewell_seconds() -> u64 {
    10
}

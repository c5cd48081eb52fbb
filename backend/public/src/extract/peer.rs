//! Where a request comes from, as little of it as throttling needs. In: the socket's address, a trusted proxy's header. Out: an address prefix. Nothing
//! of it is logged or stored in clear.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::app::App;
use crate::config::ServerConfig;

/// The other end of the connection; the accept loop puts it into each request's extensions.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) SocketAddr);

/// The first 24 bits of an IPv4 address or the first 64 of an IPv6 address: what one household or office has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct AddressPrefix(pub(crate) [u8; 9]);

impl FromRequestParts<App> for AddressPrefix {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let socket = parts.extensions.get::<Peer>().map(|peer| peer.0.ip());
        Ok(Self::of(socket.map(|ip| client(ip, parts, &app.config.server))))
    }
}

impl AddressPrefix {
    fn of(address: Option<IpAddr>) -> Self {
        let mut prefix = [0; 9];
        let octets: Vec<u8> = match address.map(|ip| ip.to_canonical()) {
            Some(IpAddr::V4(ip)) => [4].into_iter().chain(ip.octets().into_iter().take(3)).collect(),
            Some(IpAddr::V6(ip)) => [6].into_iter().chain(ip.octets().into_iter().take(8)).collect(),
            None => Vec::new(),
        };
        for (target, octet) in prefix.iter_mut().zip(octets) {
            *target = octet;
        }
        Self(prefix)
    }
}

/// The last entry counts: it is the one the trusted proxy itself appended; all before it can be invented by the client.
fn client(socket: IpAddr, parts: &Parts, config: &ServerConfig) -> IpAddr {
    if !config.trusted_proxies.iter().any(|network| network.contains(&socket.to_canonical())) {
        return socket;
    }
    let named = parts.headers.get_all(config.forwarded_header.as_str()).iter().next_back();
    named
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.rsplit(',').next())
        .and_then(|entry| entry.trim().parse().ok())
        .unwrap_or(socket)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_join_a_household_and_tell_others_apart() {
        let of = |text: &str| AddressPrefix::of(text.parse().ok());
        assert!(of("192.0.2.1") == of("192.0.2.250") && of("192.0.2.1") == of("::ffff:192.0.2.7"));
        assert!(of("192.0.2.1") != of("192.0.3.1"));
        assert!(of("2001:db8:1:2::1") == of("2001:db8:1:2:ffff::1") && of("2001:db8:1:2::1") != of("2001:db8:1:3::1"));
    }
}

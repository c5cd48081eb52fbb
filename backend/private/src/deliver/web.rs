//! Connections to interfaces: HTTPS, or HTTP to this machine; no redirects, no proxies. In: an address and a certificate of configuration. Out: a client.

use std::path::Path;
use std::time::Duration;

use reqwest::{Certificate, Client, ClientBuilder, Identity, StatusCode, Url};
use zeroize::Zeroizing;

use super::{ChannelError, SetupError};
use crate::silence;

/// A client that also trusts the authority of one's own.
pub(crate) fn client(root_certificate: Option<&Path>) -> Result<Client, SetupError> {
    built(builder(root_certificate)?)
}

/// A client that says who it is, too: a certificate with its chain and its key, both PEM (mutual TLS).
pub(crate) fn client_with_certificate(root_certificate: Option<&Path>, certificate: &Path, key: &Path) -> Result<Client, SetupError> {
    let read = |path| std::fs::read(path).map(Zeroizing::new).map_err(|error| SetupError::file(path, error));
    let (certificate, key) = (read(certificate)?, read(key)?);
    let pem = Zeroizing::new([key.as_slice(), b"\n", certificate.as_slice()].concat());
    let identity =
        Identity::from_pem(&pem).map_err(|_| SetupError::Value("client_certificate and client_key_file are no certificate and its key"))?;
    built(builder(root_certificate)?.identity(identity))
}

fn built(builder: ClientBuilder) -> Result<Client, SetupError> {
    builder.build().map_err(|_| SetupError::Value("no connection can be set up"))
}

fn builder(root_certificate: Option<&Path>) -> Result<ClientBuilder, SetupError> {
    let mut builder = Client::builder()
        .connect_timeout(Duration::from_secs(10))
        .timeout(Duration::from_secs(300))
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .user_agent("vordruck-private");
    if let Some(path) = root_certificate {
        let pem = std::fs::read(path).map_err(|error| SetupError::file(path, error))?;
        builder =
            builder.tls_certs_merge([Certificate::from_pem(&pem).map_err(|_| SetupError::Value("root_certificate is no certificate"))?]);
    }
    Ok(builder)
}

/// An address, if it is protected or leads to this machine.
pub(crate) fn address(text: &str) -> Result<Url, SetupError> {
    let url: Url = text.parse().map_err(|_| SetupError::Address(text.to_owned()))?;
    let is_loopback = match url.host_str() {
        Some("localhost") => true,
        Some(host) => host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback()),
        None => false,
    };
    let is_protected = url.scheme() == "https" || (url.scheme() == "http" && is_loopback);
    is_protected.then_some(url).ok_or_else(|| SetupError::Unprotected(text.to_owned()))
}

/// No answer, or a broken one.
pub(crate) fn unreachable(error: reqwest::Error) -> ChannelError {
    ChannelError::NotNow(format!("no answer: {}", silence::cause(&error.without_url())))
}

/// What a status that is no success means: try again, or not this way.
pub(crate) fn refusal(status: StatusCode, what: &str) -> ChannelError {
    let is_passing = status.is_server_error()
        || matches!(
            status,
            StatusCode::REQUEST_TIMEOUT
                | StatusCode::TOO_EARLY
                | StatusCode::TOO_MANY_REQUESTS
                | StatusCode::UNAUTHORIZED
                | StatusCode::FORBIDDEN
        );
    let text = format!("{what}: status {}{}", status.as_u16(), meaning(status));
    if is_passing { ChannelError::NotNow(text) } else { ChannelError::Refused(text) }
}

/// What a status usually means to whoever has set up the channel.
fn meaning(status: StatusCode) -> &'static str {
    match status {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => " (it does not accept who we say we are: user, key, secret or certificate)",
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => " (the address leads to something else there; is its path right?)",
        StatusCode::PAYLOAD_TOO_LARGE => " (it takes nothing as large as this)",
        status if status.is_redirection() => " (it points to another address, which is not followed; name that one)",
        status if status.is_server_error() => " (it has a problem of its own)",
        _ => "",
    }
}

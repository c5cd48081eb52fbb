//! The public side, seen from here: every connection is opened on this side (inverse communication). In: requests of the contract. Out: answers of the
//! contract, or why there are none. Knows envelopes, never what is in them.

mod collecting;
mod publishing;

use std::time::Duration;

use reqwest::{Certificate, Response, StatusCode, Url};
use vordruck_contract::problem::{Problem, ProblemKind};

use crate::config::PublicSideConfig;

/// Why the public side didn't do it.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// No connection, or it broke.
    #[error("the public side does not answer: {}", crate::silence::cause(.0))]
    Unreachable(reqwest::Error),
    /// It refused.
    #[error("the public side refuses with status {status}{}", next_step(*status))]
    Refused {
        /// HTTP status.
        status: u16,
        /// What it says the problem is, if it says so.
        kind: Option<ProblemKind>,
    },
    /// It answered something that isn't in the contract.
    #[error("the public side's answer is not a {0}")]
    Malformed(&'static str),
    /// The address in the configuration is none, or unencrypted.
    #[error("public_side.url is not an https address (http goes to this machine only)")]
    Address,
    /// The certificate in the configuration can't be read.
    #[error("public_side.root_certificate cannot be read: {0}")]
    Certificate(std::io::Error),
}

impl From<reqwest::Error> for ClientError {
    fn from(error: reqwest::Error) -> Self {
        Self::Unreachable(error.without_url())
    }
}

/// Talks to the public side.
#[derive(Clone)]
pub(crate) struct Client {
    http: reqwest::Client,
    base: Url,
}

impl Client {
    pub(crate) fn new(config: &PublicSideConfig) -> Result<Self, ClientError> {
        let base: Url = config.url.parse().map_err(|_| ClientError::Address)?;
        let is_loopback = match base.host_str() {
            Some("localhost") => true,
            Some(host) => host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback()),
            None => false,
        };
        if base.scheme() != "https" && !(base.scheme() == "http" && is_loopback) {
            return Err(ClientError::Address);
        }
        let mut builder = reqwest::Client::builder()
            .connect_timeout(Duration::from_secs(10))
            .read_timeout(Duration::from_secs(90))
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .user_agent("vordruck-private");
        if let Some(path) = &config.root_certificate {
            let pem = std::fs::read(path).map_err(ClientError::Certificate)?;
            let certificate = Certificate::from_pem(&pem).map_err(|_| ClientError::Certificate(std::io::ErrorKind::InvalidData.into()))?;
            builder = builder.tls_certs_merge([certificate]);
        }
        Ok(Self { http: builder.build()?, base })
    }

    fn url(&self, path: &str) -> Result<Url, ClientError> {
        self.base.join(path).map_err(|_| ClientError::Address)
    }
}

async fn accept(response: Response) -> Result<Response, ClientError> {
    if response.status().is_success() {
        return Ok(response);
    }
    let status = response.status();
    let kind = response.json::<Problem>().await.ok().map(|problem| problem.kind);
    Err(ClientError::Refused { status: status.as_u16(), kind })
}

/// What helps against a refusal, where that is known.
fn next_step(status: u16) -> &'static str {
    if status == StatusCode::UNAUTHORIZED.as_u16() {
        ": it does not know this tenant's token. Has the tenant's public.toml been copied to its tenants_folder, and `vordruck serve` been restarted since?"
    } else {
        ""
    }
}

impl ClientError {
    /// Whether the lease is somebody else's by now.
    pub(crate) fn is_lease_lost(&self) -> bool {
        let gone = [StatusCode::NOT_FOUND, StatusCode::CONFLICT].map(|status| status.as_u16());
        matches!(self, Self::Refused { status, kind } if *kind == Some(ProblemKind::LeaseLost) || gone.contains(status))
    }
}

#[cfg(test)]
mod tests {
    use super::ClientError;

    #[test]
    fn a_token_nobody_knows_is_told_with_what_to_do() {
        let said = |status| ClientError::Refused { status, kind: None }.to_string();
        assert!(said(401).contains("been restarted since?"), "{}", said(401));
        assert_eq!(said(500), "the public side refuses with status 500");
    }
}

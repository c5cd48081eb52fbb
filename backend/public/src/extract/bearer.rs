//! Bearer tokens (RFC 6750 § 2.1). In: `Authorization`. Out: the token's hash; the token itself goes no further than this file.

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use sha2::{Digest, Sha256};
use vordruck_contract::problem::ProblemKind;

use crate::app::App;
use crate::problem::Refusal;

/// SHA-256 of the bearer token's text. Tokens spell 32 random bytes, so that a plain hash is as good as a slow one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bearer(pub(crate) [u8; 32]);

impl FromRequestParts<App> for Bearer {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Refusal> {
        token(&parts.headers).map(session_hash).map(Self).ok_or_else(|| Refusal::new(ProblemKind::NotAuthorised))
    }
}

/// The hash under which a token is stored.
pub(crate) fn session_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}

fn token(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let first = values.next()?;
    if values.next().is_some() {
        return None;
    }
    first.to_str().ok()?.strip_prefix("Bearer ")
}

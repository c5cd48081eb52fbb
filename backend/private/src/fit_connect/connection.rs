//! The connection to the delivery service under one client id: tokens, published keys, event logs. In: configuration, ids. Out: what the API answers, as far as it
//! is needed; members we don't know are ignored, as the API's rules for compatible changes ask.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use reqwest::{Client, RequestBuilder, Response, Url};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use super::key::Jwk;
use crate::clock::UnixSeconds;
use crate::deliver::{ChannelError, SetupError, web};

/// Most bytes of an answer that is read as a whole: event logs are the longest.
const MOST_BYTES: usize = 4 << 20;
/// Most events of one submission that are asked for.
const MOST_EVENTS: u32 = 100;

/// What the configuration says of the delivery service.
pub(crate) struct Access<'a> {
    pub(crate) token_url: &'a str,
    pub(crate) submission_url: &'a str,
    /// Missing: that of the Submission API.
    pub(crate) destination_url: Option<&'a str>,
    pub(crate) client_id: &'a str,
    pub(crate) client_secret_file: &'a Path,
    pub(crate) root_certificate: Option<&'a Path>,
}

/// A client of the delivery service.
pub(crate) struct Connection {
    pub(crate) http: Client,
    /// Base of the Submission API, without a slash at its end.
    pub(crate) submission: String,
    /// Base of the Destination API.
    pub(crate) destination: String,
    token_url: Url,
    client_id: String,
    client_secret: Zeroizing<String>,
    cached: Mutex<Option<(String, UnixSeconds)>>,
}

impl Connection {
    pub(crate) fn from_config(access: &Access<'_>) -> Result<Self, SetupError> {
        let path = access.client_secret_file;
        let secret = Zeroizing::new(std::fs::read_to_string(path).map_err(|error| SetupError::file(path, error))?);
        let submission = base(access.submission_url)?;
        Ok(Self {
            http: web::client(access.root_certificate)?,
            token_url: web::address(access.token_url)?,
            destination: access.destination_url.map_or(Ok(submission.clone()), base)?,
            submission,
            client_id: access.client_id.to_owned(),
            client_secret: Zeroizing::new(secret.trim().to_owned()),
            cached: Mutex::default(),
        })
    }

    /// A token for a minute at least (RFC 6749 § 4.4; the secret in the body, which is what this authorisation server takes).
    pub(crate) async fn token(&self, now: UnixSeconds) -> Result<String, ChannelError> {
        #[derive(Deserialize)]
        struct Answer {
            access_token: String,
            expires_in: i64,
        }
        if let Some((token, ends)) = &*self.cached.lock().unwrap_or_else(PoisonError::into_inner)
            && now + 60 < *ends
        {
            return Ok(token.clone());
        }
        // RFC 6749 asks for application/x-www-form-urlencoded.
        let form = Url::parse_with_params(
            "http://localhost/",
            [("grant_type", "client_credentials"), ("client_id", &self.client_id), ("client_secret", &self.client_secret)],
        );
        let body = form.ok().and_then(|url| url.query().map(str::to_owned)).unwrap_or_default();
        let request = self.http.post(self.token_url.clone()).header("content-type", "application/x-www-form-urlencoded").body(body);
        let answer: Answer = match send(request, "no token").await {
            // The authorisation server says so of a client it does not know, and of a wrong secret (RFC 6749 § 5.2): the receiver has refused nothing.
            Err(ChannelError::Refused(fault)) => {
                Err(ChannelError::NotNow(format!("{fault}; are token_url, client_id and the secret right?")))
            }
            sent => read(sent?).await,
        }?;
        *self.cached.lock().unwrap_or_else(PoisonError::into_inner) = Some((answer.access_token.clone(), now + answer.expires_in));
        Ok(answer.access_token)
    }

    /// A key of a destination.
    pub(crate) async fn key(&self, token: &str, destination: &str, kid: &str) -> Result<Jwk, ChannelError> {
        let url = format!("{}/v2/destinations/{}/keys/{}", self.destination, path_part(destination)?, path_part(kid)?);
        read(send(self.http.get(url).bearer_auth(token), "the destination's key").await?).await
    }

    /// A key of the delivery service itself.
    pub(crate) async fn service_key(&self, kid: &str) -> Result<Jwk, ChannelError> {
        #[derive(Deserialize)]
        struct Answer {
            keys: Vec<Jwk>,
        }
        let request = self.http.get(format!("{}/.well-known/jwks.json", self.submission));
        let answer: Answer = read(send(request, "the delivery service's keys").await?).await?;
        answer
            .keys
            .into_iter()
            .find(|key| key.kid == kid)
            .ok_or_else(|| ChannelError::NotNow("an event is signed with an unknown key".to_owned()))
    }

    /// The event log of a submission, compact JWS each.
    pub(crate) async fn events(&self, token: &str, submission: &str) -> Result<Vec<String>, ChannelError> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Answer {
            event_log: Vec<String>,
        }
        let url = format!("{}/v2/submissions/{}/events?limit={MOST_EVENTS}&offset=0", self.submission, path_part(submission)?);
        let answer: Answer = read(send(self.http.get(url).bearer_auth(token), "the event log").await?).await?;
        Ok(answer.event_log)
    }
}

/// The base of an API, without a slash at its end.
pub(crate) fn base(text: &str) -> Result<String, SetupError> {
    web::address(text).map(|url| url.as_str().trim_end_matches('/').to_owned())
}

/// Sends; an answer that is no success is an error that says whether to try again.
pub(crate) async fn send(request: RequestBuilder, what: &str) -> Result<Response, ChannelError> {
    let response = request.send().await.map_err(web::unreachable)?;
    if response.status().is_success() { Ok(response) } else { Err(web::refusal(response.status(), what)) }
}

/// Reads an answer of JSON.
pub(crate) async fn read<T: DeserializeOwned>(response: Response) -> Result<T, ChannelError> {
    let bytes = read_bytes(response, MOST_BYTES).await?;
    serde_json::from_slice(&bytes).map_err(|_| ChannelError::NotNow("an answer is not what the API promises".to_owned()))
}

/// Reads an answer of at most so many bytes.
pub(crate) async fn read_bytes(mut response: Response, most: usize) -> Result<Vec<u8>, ChannelError> {
    let mut bytes = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(web::unreachable)? {
        if bytes.len() + piece.len() > most {
            return Err(ChannelError::NotNow("an answer is too long".to_owned()));
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

/// Something of an answer as part of a path.
pub(crate) fn path_part(text: &str) -> Result<&str, ChannelError> {
    let is_plain = !text.is_empty() && text.len() <= 200 && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    is_plain.then_some(text).ok_or_else(|| ChannelError::NotNow("an id in an answer is none".to_owned()))
}

/// A word of an answer, for a log.
pub(crate) fn word(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric() || "-_ ".contains(*c)).take(80).collect()
}

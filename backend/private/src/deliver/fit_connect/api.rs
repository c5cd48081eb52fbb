//! The Submission API v2 as requests. In: ids, tokens, sealed bytes. Out: what the API answers, as far as it is needed; members we don't know are ignored, as the
//! API's rules for compatible changes ask.

use std::sync::{Mutex, PoisonError};

use reqwest::{Client, RequestBuilder, Response, Url};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use zeroize::Zeroizing;

use super::key::Jwk;
use crate::clock::UnixSeconds;
use crate::config::FitConnectConfig;
use crate::deliver::{ChannelError, SetupError, web};

/// Most bytes of an answer: event logs are the longest.
const MOST_BYTES: usize = 4 << 20;
/// Most events of one submission that are asked for.
const MOST_EVENTS: u32 = 100;

/// The API with this sender's name.
pub(super) struct Api {
    http: Client,
    token_url: Url,
    submission: String,
    destination: String,
    routing: Option<String>,
    destination_id: Option<String>,
    ars: Option<String>,
    client_id: String,
    client_secret: Zeroizing<String>,
    service_identifier: String,
    service_name: String,
    cached: Mutex<Option<(String, UnixSeconds)>>,
}

/// A destination, ready to take submissions.
pub(super) struct Destination {
    pub(super) id: String,
    pub(super) encryption_kid: String,
}

/// A submission that has begun.
pub(super) struct Created {
    pub(super) submission: String,
    pub(super) case: String,
}

impl Api {
    pub(super) fn from_config(config: &FitConnectConfig, http: Client) -> Result<Self, SetupError> {
        let base = |text: &str| web::address(text).map(|url| url.as_str().trim_end_matches('/').to_owned());
        let secret = Zeroizing::new(
            std::fs::read_to_string(&config.client_secret_file).map_err(|error| SetupError::file(&config.client_secret_file, error))?,
        );
        if config.destination_id.is_none() && (config.routing_url.is_none() || config.ars.is_none()) {
            return Err(SetupError::Value("FIT-Connect needs destination_id, or routing_url and ars to look it up"));
        }
        if config.destination_id.as_deref().is_some_and(|id| !vordruck_contract::formats::is_uuid4(id)) {
            return Err(SetupError::Value("destination_id is no UUID"));
        }
        let submission = base(&config.submission_url)?;
        Ok(Self {
            token_url: web::address(&config.token_url)?,
            destination: config.destination_url.as_deref().map_or(Ok(submission.clone()), base)?,
            routing: config.routing_url.as_deref().map(base).transpose()?,
            submission,
            http,
            destination_id: config.destination_id.clone(),
            ars: config.ars.clone(),
            client_id: config.client_id.clone(),
            client_secret: Zeroizing::new(secret.trim().to_owned()),
            service_identifier: config.service_identifier.clone(),
            service_name: config.service_name.clone(),
            cached: Mutex::default(),
        })
    }

    /// A token for a minute at least (RFC 6749 § 4.4; the secret in the body, which is what this authorisation server takes).
    pub(super) async fn token(&self, now: UnixSeconds) -> Result<String, ChannelError> {
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
        let answer: Answer = read(send(request, "no token").await?).await?;
        *self.cached.lock().unwrap_or_else(PoisonError::into_inner) = Some((answer.access_token.clone(), now + answer.expires_in));
        Ok(answer.access_token)
    }

    /// The destination, from the configuration or by asking who is in charge.
    pub(super) async fn destination(&self, token: &str) -> Result<Destination, ChannelError> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Answer {
            status: String,
            encryption_kid: String,
        }
        let id = match &self.destination_id {
            Some(id) => id.clone(),
            None => self.route().await?,
        };
        let request = self.http.get(format!("{}/v2/destinations/{id}", self.destination)).bearer_auth(token);
        let answer: Answer = read(send(request, "the destination").await?).await?;
        if answer.status != "active" {
            return Err(ChannelError::NotNow(format!("the destination is {}", word(&answer.status))));
        }
        Ok(Destination { id, encryption_kid: answer.encryption_kid })
    }

    /// Routing API 2: the one destination for service and region.
    async fn route(&self) -> Result<String, ChannelError> {
        #[derive(Deserialize)]
        struct Answer {
            routes: Vec<Route>,
        }
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Route {
            destination_id: String,
        }
        let (Some(routing), Some(ars)) = (&self.routing, &self.ars) else { return Err(ChannelError::NotWritten) };
        let leika = self.service_identifier.rsplit(':').next().unwrap_or_default();
        let url = Url::parse_with_params(&format!("{routing}/routes"), [("leikaKey", leika), ("ars", ars)]);
        let url = url.map_err(|_| ChannelError::NotWritten)?;
        let answer: Answer = read(send(self.http.get(url), "routing").await?).await?;
        match answer.routes.as_slice() {
            [route] if vordruck_contract::formats::is_uuid4(&route.destination_id) => Ok(route.destination_id.clone()),
            [] => Err(ChannelError::Refused("nobody is in charge of this service in this region".to_owned())),
            _ => Err(ChannelError::Refused("several are in charge of this service in this region; name one as destination_id".to_owned())),
        }
    }

    /// A key of a destination.
    pub(super) async fn key(&self, token: &str, destination: &str, kid: &str) -> Result<Jwk, ChannelError> {
        let url = format!("{}/v2/destinations/{destination}/keys/{}", self.destination, path_part(kid)?);
        read(send(self.http.get(url).bearer_auth(token), "the destination's key").await?).await
    }

    /// A key of the delivery service itself.
    pub(super) async fn service_key(&self, kid: &str) -> Result<Jwk, ChannelError> {
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

    /// Begins a submission and announces its attachments.
    pub(super) async fn create(&self, token: &str, destination: &str, attachments: &[&str]) -> Result<Created, ChannelError> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Answer {
            submission_id: String,
            case_id: String,
        }
        let body = json!({
            "destinationId": destination,
            "announcedAttachments": attachments,
            "publicService": { "identifier": self.service_identifier, "name": self.service_name },
        });
        let request = self.http.post(format!("{}/v2/submissions", self.submission)).bearer_auth(token).json(&body);
        let answer: Answer = read(send(request, "the submission").await?).await?;
        let is_expected = [&answer.submission_id, &answer.case_id].into_iter().all(|id| path_part(id).is_ok());
        is_expected
            .then_some(Created { submission: answer.submission_id, case: answer.case_id })
            .ok_or_else(|| ChannelError::NotNow("the delivery service gives ids that are none".to_owned()))
    }

    /// Sends an attachment.
    pub(super) async fn put_attachment(&self, token: &str, submission: &str, id: &str, jwe: String) -> Result<(), ChannelError> {
        let url = format!("{}/v2/submissions/{submission}/attachments/{id}", self.submission);
        let request = self.http.put(url).bearer_auth(token).header("content-type", "application/jose").body(jwe);
        send(request, "an attachment").await.map(drop)
    }

    /// Sends metadata and data: from then on the destination sees the submission.
    pub(super) async fn submit(&self, token: &str, submission: &str, metadata: &str, data: &str) -> Result<(), ChannelError> {
        let body = json!({ "encryptedMetadata": metadata, "encryptedData": data });
        let request = self.http.put(format!("{}/v2/submissions/{submission}", self.submission)).bearer_auth(token).json(&body);
        send(request, "the submission").await.map(drop)
    }

    /// The event log, compact JWS each.
    pub(super) async fn events(&self, token: &str, submission: &str) -> Result<Vec<String>, ChannelError> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Answer {
            event_log: Vec<String>,
        }
        let url = format!("{}/v2/submissions/{submission}/events?limit={MOST_EVENTS}&offset=0", self.submission);
        let answer: Answer = read(send(self.http.get(url).bearer_auth(token), "the event log").await?).await?;
        Ok(answer.event_log)
    }
}

async fn send(request: RequestBuilder, what: &str) -> Result<Response, ChannelError> {
    let response = request.send().await.map_err(web::unreachable)?;
    if response.status().is_success() { Ok(response) } else { Err(web::refusal(response.status(), what)) }
}

async fn read<T: DeserializeOwned>(mut response: Response) -> Result<T, ChannelError> {
    let mut bytes = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(web::unreachable)? {
        if bytes.len() + piece.len() > MOST_BYTES {
            return Err(ChannelError::NotNow("an answer is too long".to_owned()));
        }
        bytes.extend_from_slice(&piece);
    }
    serde_json::from_slice(&bytes).map_err(|_| ChannelError::NotNow("an answer is not what the API promises".to_owned()))
}

/// Something of an answer as part of a path.
fn path_part(text: &str) -> Result<&str, ChannelError> {
    let is_plain = !text.is_empty() && text.len() <= 200 && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    is_plain.then_some(text).ok_or_else(|| ChannelError::NotNow("an id in an answer is none".to_owned()))
}

/// A word of an answer, for a log.
pub(super) fn word(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric() || "-_ ".contains(*c)).take(80).collect()
}

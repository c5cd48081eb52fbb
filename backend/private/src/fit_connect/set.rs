//! Security Event Tokens (RFC 8417) of the event log: JWS with PS512. In: compact JWS, a checked key; or what happened and a private key. Out: what happened, if
//! signature, issuer, submission and case are right; or a compact JWS. Titles of problems are the API's phrases; details, which may repeat what was
//! entered, are neither read nor written.

use base64ct::{Base64UrlUnpadded, Encoding as _};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::Tags;
use super::connection::{Connection, word};
use super::jws::Jws;
use super::key::{SignatureKey, Trust, signature_key};
use super::private_key::{PrivateKey, PrivateKeyError};
use crate::clock::UnixSeconds;
use crate::deliver::ChannelError;

/// Every event's name begins with it.
const EVENTS: &str = "https://schema.fitko.de/fit-connect/events/";
/// What an event's payload looks like.
const SCHEMA: &str = "https://schema.fitko.de/fit-connect/set-payload/1.2.2/set-payload.schema.json";

/// Why an event is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum SetFault {
    #[error("an event is not what the API promises")]
    Malformed,
    #[error("an event's signature is wrong")]
    Signature,
    #[error("an event is about another submission")]
    AnotherSubmission,
}

/// What is not believed is not acted on; it is asked for again.
impl From<SetFault> for ChannelError {
    fn from(fault: SetFault) -> Self {
        Self::NotNow(fault.to_string())
    }
}

/// An event that may be anybody's.
pub(crate) struct Claimed {
    jws: Jws,
    claims: Claims,
}

/// An event that is what it says. `is_destination`: the destination's own key signed it, not the delivery service's.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Event {
    Submitted { tags: Option<Tags>, is_destination: bool },
    Accepted { tags: Tags, is_destination: bool },
    Rejected { problems: String, is_destination: bool },
    Deleted,
    Other,
}

/// What a destination answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answer {
    Accept(Tags),
    Reject(Vec<Problem>),
}

/// Why a submission is rejected: a name of the API's list, and which part it is about (`submission`, `metadata`, `data`, `attachment:<id>`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) name: &'static str,
    pub(crate) instance: String,
}

/// Whom an answer is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct About<'a> {
    pub(crate) destination: &'a str,
    pub(crate) submission: &'a str,
    pub(crate) case: &'a str,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    txn: String,
    #[serde(default)]
    iat: UnixSeconds,
    events: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Tagged {
    authentication_tags: Tags,
}

#[derive(Deserialize)]
struct Rejected {
    #[serde(default)]
    problems: Vec<ClaimedProblem>,
}

#[derive(Deserialize)]
struct ClaimedProblem {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    title: String,
}

impl Claimed {
    /// Takes a compact JWS apart; nothing in it is believed yet.
    pub(crate) fn read(jws: &str) -> Result<Self, SetFault> {
        let (jws, claims) = Jws::read(jws, "secevent+jwt").ok_or(SetFault::Malformed)?;
        Ok(Self { jws, claims })
    }

    /// When it says it was issued, Unix seconds.
    pub(crate) fn issued_at(&self) -> UnixSeconds {
        self.claims.iat
    }

    /// The key it has to be signed with: the destination's, if it says so, or one of the delivery service's.
    pub(crate) async fn key(
        &self,
        connection: &Connection,
        token: &str,
        destination: &str,
        trust: &Trust,
        now: UnixSeconds,
    ) -> Result<SignatureKey, ChannelError> {
        if self.claims.iss == destination {
            return signature_key(&connection.key(token, destination, &self.jws.kid).await?, trust, now);
        }
        signature_key(&connection.service_key(&self.jws.kid).await?, &Trust::KnownByAddress, now)
    }

    /// Checks the signature and whom the event is about.
    pub(crate) fn verify(self, key: &SignatureKey, destination: &str, submission: &str, case: &str) -> Result<Event, SetFault> {
        if !self.jws.is_signed_by(key) {
            return Err(SetFault::Signature);
        }
        if self.claims.sub != format!("submission:{submission}") || self.claims.txn != format!("case:{case}") {
            return Err(SetFault::AnotherSubmission);
        }
        let is_destination = self.claims.iss == destination;
        let mut events = self.claims.events.into_iter();
        let (Some((name, payload)), None) = (events.next(), events.next()) else { return Err(SetFault::Malformed) };
        Ok(match name.strip_prefix(EVENTS) {
            Some("submit-submission") => {
                let tags = serde_json::from_value(payload).ok().map(|tagged: Tagged| tagged.authentication_tags);
                Event::Submitted { tags, is_destination }
            }
            Some("accept-submission") => {
                let accepted: Tagged = serde_json::from_value(payload).map_err(|_| SetFault::Malformed)?;
                Event::Accepted { tags: accepted.authentication_tags, is_destination }
            }
            Some("reject-submission") => {
                let rejected: Rejected = serde_json::from_value(payload).map_err(|_| SetFault::Malformed)?;
                let problems = rejected.problems.iter().map(ClaimedProblem::name).collect::<Vec<_>>().join(", ");
                Event::Rejected { problems, is_destination }
            }
            Some("delete-submission") => Event::Deleted,
            _ => Event::Other,
        })
    }
}

impl Answer {
    /// Signs the answer as the destination's event. `id` is a UUID of the token itself.
    pub(crate) fn sign(&self, about: About<'_>, id: &str, now: UnixSeconds, key: &PrivateKey) -> Result<String, PrivateKeyError> {
        let (name, payload) = match self {
            Self::Accept(tags) => ("accept-submission", json!({ "authenticationTags": tags })),
            Self::Reject(problems) => ("reject-submission", json!({ "problems": problems.iter().map(Problem::json).collect::<Vec<_>>() })),
        };
        let header = json!({ "typ": "secevent+jwt", "alg": "PS512", "kid": key.kid() });
        let claims = json!({
            "$schema": SCHEMA,
            "iss": about.destination,
            "iat": now,
            "jti": id,
            "sub": format!("submission:{}", about.submission),
            "txn": format!("case:{}", about.case),
            "events": { format!("{EVENTS}{name}"): payload },
        });
        let text = |value: &Value| Base64UrlUnpadded::encode_string(value.to_string().as_bytes());
        let signed = format!("{}.{}", text(&header), text(&claims));
        let signature = key.sign(signed.as_bytes())?;
        Ok(format!("{signed}.{}", Base64UrlUnpadded::encode_string(&signature)))
    }
}

impl Problem {
    fn json(&self) -> Value {
        json!({
            "type": format!("{EVENTS}problems/{}", self.name),
            "title": self.title(),
            "detail": self.title(),
            "instance": self.instance,
        })
    }

    /// A phrase about the kind of problem alone: nothing of what was sent.
    fn title(&self) -> &'static str {
        match self.name {
            "invalid-event-log" => "Das Ereignisprotokoll ist ungültig",
            "incorrect-authentication-tag" => "Ein Authentication-Tag stimmt nicht",
            "missing-authentication-tags" => "Es fehlen Authentication-Tags",
            "encryption-issue" => "Die Entschlüsselung ist fehlgeschlagen",
            "syntax-violation" => "Die Syntax ist ungültig",
            "missing-schema" => "Die Schema-Referenz fehlt",
            "schema-violation" => "Das Schema ist verletzt",
            "unsupported-schema" => "Das Schema wird nicht unterstützt",
            "unsupported-service" => "Die Verwaltungsleistung wird nicht unterstützt",
            "attachments-mismatch" => "Angekündigte Anlagen und Metadaten stimmen nicht überein",
            "missing-attachment" => "Eine Anlage fehlt",
            "missing-data" => "Der Fachdatensatz fehlt",
            "hash-mismatch" => "Eine Prüfsumme stimmt nicht",
            _ => "Die Einreichung ist fehlerhaft",
        }
    }
}

impl ClaimedProblem {
    fn name(&self) -> String {
        format!("{} ({})", word(self.kind.rsplit('/').next().unwrap_or_default()), word(&self.title))
    }
}

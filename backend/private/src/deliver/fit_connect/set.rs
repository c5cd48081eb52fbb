//! Security Event Tokens (RFC 8417) of the event log: JWS with PS512. In: compact JWS, a checked key. Out: what happened, if signature, issuer, submission and case
//! are right. Titles of problems are the API's phrases; details, which may repeat what was entered, are not read.

use aws_lc_rs::rsa::PublicKeyComponents;
use aws_lc_rs::signature::RSA_PSS_2048_8192_SHA512;
use base64ct::{Base64UrlUnpadded, Encoding as _};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::Tags;
use super::api::word;
use super::key::SignatureKey;
use crate::deliver::ChannelError;

/// Every event's name begins with it.
const EVENTS: &str = "https://schema.fitko.de/fit-connect/events/";

/// An event that may be anybody's.
pub(super) struct Claimed {
    pub(super) issuer: String,
    pub(super) kid: String,
    claims: Claims,
    signed: String,
    signature: Vec<u8>,
}

/// An event that is what it says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Event {
    Submitted,
    Accepted { tags: Tags, is_destination: bool },
    Rejected { problems: String },
    Deleted,
    Other,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    typ: String,
    kid: String,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    txn: String,
    events: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Accepted {
    authentication_tags: Tags,
}

#[derive(Deserialize)]
struct Rejected {
    #[serde(default)]
    problems: Vec<Problem>,
}

#[derive(Deserialize)]
struct Problem {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    title: String,
}

impl Claimed {
    /// Takes a compact JWS apart; nothing in it is believed yet.
    pub(super) fn read(jws: &str) -> Result<Self, ChannelError> {
        let (signed, signature) = jws.rsplit_once('.').ok_or_else(malformed)?;
        let (header, claims) = signed.split_once('.').ok_or_else(malformed)?;
        let header: Header = part(header)?;
        if header.alg != "PS512" || header.typ != "secevent+jwt" {
            return Err(malformed());
        }
        let claims: Claims = part(claims)?;
        let signature = Base64UrlUnpadded::decode_vec(signature).map_err(|_| malformed())?;
        Ok(Self { issuer: claims.iss.clone(), kid: header.kid, claims, signed: signed.to_owned(), signature })
    }

    /// Checks the signature and whom the event is about.
    pub(super) fn verify(self, key: &SignatureKey, is_destination: bool, submission: &str, case: &str) -> Result<Event, ChannelError> {
        let components = PublicKeyComponents { n: &key.modulus, e: &key.exponent };
        components
            .verify(&RSA_PSS_2048_8192_SHA512, self.signed.as_bytes(), &self.signature)
            .map_err(|_| ChannelError::NotNow("an event's signature is wrong".to_owned()))?;
        if self.claims.sub != format!("submission:{submission}") || self.claims.txn != format!("case:{case}") {
            return Err(ChannelError::NotNow("an event is about another submission".to_owned()));
        }
        let mut events = self.claims.events.into_iter();
        let (Some((name, payload)), None) = (events.next(), events.next()) else { return Err(malformed()) };
        Ok(match name.strip_prefix(EVENTS) {
            Some("submit-submission") => Event::Submitted,
            Some("accept-submission") => {
                let accepted: Accepted = serde_json::from_value(payload).map_err(|_| malformed())?;
                Event::Accepted { tags: accepted.authentication_tags, is_destination }
            }
            Some("reject-submission") => {
                let rejected: Rejected = serde_json::from_value(payload).map_err(|_| malformed())?;
                Event::Rejected { problems: rejected.problems.iter().map(Problem::name).collect::<Vec<_>>().join(", ") }
            }
            Some("delete-submission") => Event::Deleted,
            _ => Event::Other,
        })
    }
}

impl Problem {
    fn name(&self) -> String {
        format!("{} ({})", word(self.kind.rsplit('/').next().unwrap_or_default()), word(&self.title))
    }
}

fn part<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, ChannelError> {
    let bytes = Base64UrlUnpadded::decode_vec(text).map_err(|_| malformed())?;
    serde_json::from_slice(&bytes).map_err(|_| malformed())
}

fn malformed() -> ChannelError {
    ChannelError::NotNow("an event is not what the API promises".to_owned())
}

//! Callbacks: the delivery service says that something is new. In: a request's headers and body, a shared secret. Out: what is new, if the request is the delivery
//! service's and of now. It names submissions; asking for them is the poll's, which comes anyway.

use aws_lc_rs::hmac;
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::clock::UnixSeconds;
use crate::deliver::SetupError;

/// Header with the moment, Unix seconds.
pub(crate) const TIMESTAMP: &str = "callback-timestamp";
/// Header with the signature: HMAC-SHA-512 of moment, a full stop and the body, 128 lower-case hexadecimal digits.
pub(crate) const AUTHENTICATION: &str = "callback-authentication";
/// How old a callback may be, or how far our clocks may differ.
const MOST_SECONDS: u64 = 300;
/// Fewest bytes of a secret.
const LEAST_SECRET: usize = 32;

/// What is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum News {
    /// At a destination of one's own.
    Submissions,
    /// About what was sent.
    Events,
    /// Something else.
    Other,
}

/// A secret shared with the delivery service.
pub(crate) struct Secret(hmac::Key);

impl Secret {
    /// From a file's text, without what stands around it.
    pub(crate) fn read(path: &std::path::Path) -> Result<(Self, Zeroizing<String>), SetupError> {
        let text = Zeroizing::new(std::fs::read_to_string(path).map_err(|error| SetupError::file(path, error))?);
        let text = Zeroizing::new(text.trim().to_owned());
        if text.len() < LEAST_SECRET {
            return Err(SetupError::Value("the secret of a callback has fewer than 32 bytes"));
        }
        Ok((Self::of(&text), text))
    }

    fn of(text: &str) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA512, text.as_bytes()))
    }

    /// What is new, if it is signed with this secret and of now.
    pub(crate) fn verify(&self, timestamp: &str, authentication: &str, body: &[u8], now: UnixSeconds) -> Option<News> {
        #[derive(Deserialize)]
        struct Body {
            #[serde(rename = "type")]
            kind: String,
        }
        let at: UnixSeconds = timestamp.parse().ok()?;
        if at.abs_diff(now) > MOST_SECONDS {
            return None;
        }
        let tag = from_hex(authentication)?;
        // In constant time.
        hmac::verify(&self.0, &[timestamp.as_bytes(), b".", body].concat(), &tag).ok()?;
        let body: Body = serde_json::from_slice(body).ok()?;
        Some(match body.kind.rsplit('/').next() {
            Some("new-submissions") => News::Submissions,
            Some("new-events") => News::Events,
            _ => News::Other,
        })
    }
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.bytes().all(|digit| digit.is_ascii_digit() || (b'a'..=b'f').contains(&digit)) {
        return None;
    }
    (0..text.len()).step_by(2).map(|place| u8::from_str_radix(text.get(place..place + 2)?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "ein Geheimnis nur fuer diese Tests, 1";
    const BODY: &[u8] = br#"{"type":"https://schema.fitko.de/fit-connect/submission-api/callbacks/new-events","submissionIds":[]}"#;
    /// `printf '%s.%s' 1700000000 "$BODY" | openssl dgst -sha512 -hmac "$SECRET"`
    const SIGNED: &str =
        "fd9ed40340728860de46b3af80d2ba8bcf674f01652c228fff639b8d406d4f903ec44b875a52ad7cf672aca670260a773f6218b741f5b9126d0bcabc0c89d0af";

    #[test]
    fn a_callback_is_believed_only_with_its_signature_and_in_its_time() {
        let secret = Secret::of(SECRET);
        let news = |timestamp: &str, authentication: &str, body: &[u8], now| secret.verify(timestamp, authentication, body, now);
        let at = 1_700_000_000;
        assert_eq!(news("1700000000", SIGNED, BODY, at), Some(News::Events));
        assert_eq!(news("1700000000", SIGNED, BODY, at + 300), Some(News::Events));
        assert_eq!(news("1700000000", SIGNED, BODY, at + 301), None, "too old");
        assert_eq!(news("1700000000", SIGNED, BODY, at - 301), None, "of tomorrow");
        assert_eq!(news("1700000001", SIGNED, BODY, at), None, "another moment");
        assert_eq!(news("1700000000", SIGNED, br#"{"type":"new-submissions"}"#, at), None, "another body");
        assert_eq!(news("1700000000", &SIGNED.to_uppercase(), BODY, at), None, "another spelling");
        assert_eq!(news("1700000000", &SIGNED[..126], BODY, at), None, "cut off");
        assert_eq!(Secret::of("ein anderes Geheimnis nur fuer diese Tests").verify("1700000000", SIGNED, BODY, at), None);
    }

    #[test]
    #[ignore = "needs FITKO's vectors: VORDRUCK_FIT_CALLBACKS=callback-hmac-vectors.json cargo test -p vordruck-private published_callbacks -- --ignored"]
    fn the_published_callbacks_are_believed() {
        let vectors: serde_json::Value =
            serde_json::from_slice(&std::fs::read(std::env::var("VORDRUCK_FIT_CALLBACKS").unwrap()).unwrap()).unwrap();
        let (secret, at) = (Secret::of(vectors["secret"].as_str().unwrap()), vectors["timestamp"].as_i64().unwrap());
        let vectors = vectors["vectors"].as_array().unwrap();
        assert!(!vectors.is_empty());
        for vector in vectors {
            let (body, hmac) = (vector["body"].as_str().unwrap(), vector["hmac"].as_str().unwrap());
            assert_eq!(secret.verify(&at.to_string(), hmac, body.as_bytes(), at), Some(News::Submissions), "{body}");
        }
    }
}

//! Passkeys (W3C Web Authentication, Level 3). In: an account, what a browser answers, the time. Out: what the browser is asked, and whether the answer is
//! good. A passkey is password and second factor in one: it is bound to our origin, so that no other page can ask for it, and whoever uses it shows the
//! device a PIN, a finger or a face (user verification is demanded). The ceremonies are checked by `passki`. No attestation is asked for: which make of
//! key somebody has is nobody's business here.

use passki::{
    AuthenticationCredential, AuthenticationOptions, AuthenticationState, Passki, RegistrationCredential, RegistrationOptions,
    RegistrationState, ResidentKeyRequirement, StoredPasskey, UserVerificationRequirement,
};
use serde::{Deserialize, Serialize};

use super::account::Account;
use crate::clock::UnixSeconds;

/// How long a ceremony may take, in seconds. Its end in the browser is the same (WCAG 2.2.1: it can be begun again at will).
const CEREMONY_SECONDS: i64 = 300;
/// Passkeys an account has at most: its record is read with every request.
pub(crate) const MOST: usize = 10;

/// A passkey of an account.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Passkey {
    /// Random; what it is called where passkeys are listed.
    pub(crate) id: String,
    /// What its owner calls it.
    pub(crate) name: String,
    /// Public key and counter. Nothing in here is secret.
    key: StoredPasskey,
    pub(crate) added_at: UnixSeconds,
    pub(crate) used_at: Option<UnixSeconds>,
}

/// A ceremony that has begun: what was asked, and when. It is kept in the session and good once.
#[derive(Serialize, Deserialize)]
pub(crate) struct Begun<S> {
    state: S,
    at: UnixSeconds,
}

/// Making a passkey.
pub(crate) type Making = Begun<RegistrationState>;
/// Signing in with one.
pub(crate) type SigningIn = Begun<AuthenticationState>;

/// Why a ceremony came to nothing.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PasskeyError {
    /// The answer is no JSON of the standard, comes too late, or doesn't hold.
    #[error("the passkey is not accepted")]
    Refused,
    /// There are enough.
    #[error("the account has {MOST} passkeys already")]
    TooMany,
    /// The library could not begin.
    #[error("no ceremony can begin: {0}")]
    Beginning(String),
}

/// We, as browsers know us.
pub(crate) struct RelyingParty {
    passki: Passki,
    /// Scheme, host and port.
    pub(crate) origin: String,
}

impl RelyingParty {
    /// The one at an address that clerks type. Passkeys are for its host: with another host they are lost.
    pub(crate) fn at(public_url: &str) -> Self {
        let origin = public_url.trim_end_matches('/').to_lowercase();
        let host = origin.split_once("://").map_or(origin.as_str(), |(_, host)| host);
        let id = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|digit| digit.is_ascii_digit())).map_or(host, |(host, _)| host);
        Self { passki: Passki::new(id, &[&origin], "Postkorb"), origin }
    }

    /// Begins to make a passkey; tells what the browser is asked, as JSON.
    pub(crate) fn begin_making(&self, account: &Account, now: UnixSeconds) -> Result<(String, Making), PasskeyError> {
        if account.passkeys.len() >= MOST {
            return Err(PasskeyError::TooMany);
        }
        let known: Vec<StoredPasskey> = account.passkeys.iter().map(|passkey| passkey.key.clone()).collect();
        let mut options = RegistrationOptions::default();
        options.timeout = CEREMONY_SECONDS.unsigned_abs() * 1_000;
        options.resident_key = ResidentKeyRequirement::Required;
        options.user_verification = UserVerificationRequirement::Required;
        options.exclude_credentials = Some(&known);
        let begun = self.passki.start_passkey_registration(account.id.as_bytes(), &account.name, &account.display_name, options);
        let (asked, state) = begun.map_err(|error| PasskeyError::Beginning(error.to_string()))?;
        Ok((json(&asked)?, Begun { state, at: now }))
    }

    /// The passkey that was made.
    pub(crate) fn made(&self, id: String, name: &str, answer: &str, begun: &Making, now: UnixSeconds) -> Result<Passkey, PasskeyError> {
        let answer: RegistrationCredential = read(answer, begun.at, now)?;
        let key = self.passki.finish_passkey_registration(&answer, &begun.state).map_err(|_| PasskeyError::Refused)?;
        Ok(Passkey { id, name: name.trim().to_owned(), key, added_at: now, used_at: None })
    }

    /// Begins to sign somebody in; who it is, the answer tells.
    pub(crate) fn begin_signing_in(&self, now: UnixSeconds) -> Result<(String, SigningIn), PasskeyError> {
        let mut options = AuthenticationOptions::default();
        options.timeout = CEREMONY_SECONDS.unsigned_abs() * 1_000;
        options.user_verification = UserVerificationRequirement::Required;
        let begun = self.passki.start_passkey_authentication(&[], options);
        let (asked, state) = begun.map_err(|error| PasskeyError::Beginning(error.to_string()))?;
        Ok((json(&asked)?, Begun { state, at: now }))
    }

    /// Whether the answer is of one of the account's passkeys and holds. Notes counter and time in it, so that a cloned key shows (§ 6.1.1).
    pub(crate) fn takes(&self, account: &mut Account, answer: &Answer, begun: &SigningIn, now: UnixSeconds) -> bool {
        let Some(passkey) = account.passkeys.iter_mut().find(|passkey| passkey.key.credential_id == answer.credential_id) else {
            return false;
        };
        let Ok(checked) = self.passki.finish_passkey_authentication(&answer.credential, &begun.state, &passkey.key) else { return false };
        passkey.key.counter = checked.counter;
        passkey.used_at = Some(now);
        checked.user_handle.as_deref() == Some(account.id.as_bytes())
    }
}

/// What a browser answers when somebody signs in: read, not yet believed.
pub(crate) struct Answer {
    /// The account it claims.
    pub(crate) account: String,
    credential_id: Vec<u8>,
    credential: AuthenticationCredential,
}

impl Answer {
    pub(crate) fn read(text: &str, begun: &SigningIn, now: UnixSeconds) -> Result<Self, PasskeyError> {
        let credential: AuthenticationCredential = read(text, begun.at, now)?;
        let bytes = |text: &str| Passki::base64_decode(text).map_err(|_| PasskeyError::Refused);
        let credential_id = bytes(&credential.raw_id)?;
        let handle = bytes(credential.response.user_handle.as_deref().unwrap_or_default())?;
        Ok(Self { account: String::from_utf8(handle).map_err(|_| PasskeyError::Refused)?, credential_id, credential })
    }
}

fn read<T: for<'a> Deserialize<'a>>(text: &str, begun_at: UnixSeconds, now: UnixSeconds) -> Result<T, PasskeyError> {
    if now >= begun_at + CEREMONY_SECONDS {
        return Err(PasskeyError::Refused);
    }
    serde_json::from_str(text).map_err(|_| PasskeyError::Refused)
}

fn json(asked: &impl Serialize) -> Result<String, PasskeyError> {
    serde_json::to_string(asked).map_err(|error| PasskeyError::Beginning(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_are_for_the_host_alone_and_the_origin_has_its_port() {
        for (url, id, origin) in [
            ("https://Postkorb.musterstadt.example/", "postkorb.musterstadt.example", "https://postkorb.musterstadt.example"),
            ("http://localhost:8081", "localhost", "http://localhost:8081"),
        ] {
            let party = RelyingParty::at(url);
            assert_eq!((party.passki.rp_id.as_str(), party.origin.as_str()), (id, origin));
        }
    }
}

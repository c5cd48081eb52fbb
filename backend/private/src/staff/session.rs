//! Sessions of clerks: the store that tower-sessions asks, and what a session of ours holds. When a session ends is decided here by our own clock.

use std::sync::Arc;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result, SessionStore};

use crate::clock::{Clock, UnixSeconds};
use crate::config::StaffConfig;
use crate::store::{Store, StoreError};

/// Under which name tower-sessions keeps what we put in.
pub(crate) const KEY: &str = "signed-in";

/// What a session holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SignedIn {
    /// Account id.
    pub(crate) staff: String,
    pub(crate) at: UnixSeconds,
    pub(crate) last_seen_at: UnixSeconds,
    /// Random; what the session is called where sessions are listed. It signs nobody in.
    #[serde(default)]
    pub(crate) handle: String,
    /// Where it began: an IP address.
    #[serde(default)]
    pub(crate) address: String,
    /// What the browser says of itself, shortened to names.
    #[serde(default)]
    pub(crate) browser: String,
}

/// How long sessions last, in seconds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lifetime {
    pub(crate) idle: i64,
    pub(crate) absolute: i64,
}

impl Lifetime {
    pub(crate) fn of(config: &StaffConfig) -> Self {
        Self { idle: i64::from(config.idle_minutes) * 60, absolute: i64::from(config.session_hours) * 3_600 }
    }
}

impl SignedIn {
    /// When the session ends unless something is asked before.
    pub(crate) fn expires_at(&self, lifetime: Lifetime) -> UnixSeconds {
        (self.last_seen_at + lifetime.idle).min(self.ends_at(lifetime))
    }

    /// When the session ends, however busy it is.
    pub(crate) fn ends_at(&self, lifetime: Lifetime) -> UnixSeconds {
        self.at + lifetime.absolute
    }
}

/// tower-sessions' store on ours.
#[derive(Clone)]
pub(crate) struct Sessions {
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) lifetime: Lifetime,
}

impl std::fmt::Debug for Sessions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sessions(…)")
    }
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        // 128 random bits: a collision is not among the things that happen.
        self.save(record).await
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let json = serde_json::to_vec(&record.data).map_err(|error| Error::Encode(error.to_string()))?;
        let signed_in: Option<SignedIn> = record.data.get(KEY).and_then(|value| serde_json::from_value(value.clone()).ok());
        let expires_at =
            signed_in.as_ref().map_or_else(|| self.clock.now() + self.lifetime.idle, |session| session.expires_at(self.lifetime));
        let staff = signed_in.as_ref().map(|session| session.staff.as_str());
        self.store.save_session(&record.id.to_string(), staff, &json, expires_at).await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let Some(json) = self.store.lookup_session(&id.to_string(), self.clock.now()).await.map_err(backend)? else { return Ok(None) };
        let data = serde_json::from_slice(&json).map_err(|error| Error::Decode(error.to_string()))?;
        let expiry_date =
            OffsetDateTime::from_unix_timestamp(self.clock.now() + self.lifetime.idle).map_err(|error| Error::Decode(error.to_string()))?;
        Ok(Some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.store.remove_session(&id.to_string()).await.map_err(backend)
    }
}

/// What a sealed record of the store holds, if somebody is signed in with it.
pub(crate) fn read(record: &[u8]) -> Option<SignedIn> {
    let mut data: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(record).ok()?;
    serde_json::from_value(data.remove(KEY)?).ok()
}

/// Browser and system out of a `User-Agent`, by their well-known names: enough to tell one's own sessions apart, too little to track anybody.
pub(crate) fn browser(user_agent: &str) -> String {
    let name = |names: &[(&'static str, &'static str)]| names.iter().find(|(sign, _)| user_agent.contains(sign)).map(|(_, name)| *name);
    let browser = name(&[("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]);
    let system = name(&[
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iOS"),
        ("iPad", "iOS"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    [browser, system].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn backend(error: StoreError) -> Error {
    Error::Backend(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_called_by_its_name() {
        for (agent, expected) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari/537.36 Edg/156.0",
                "Edge, Windows",
            ),
            ("<script>", ""),
        ] {
            assert_eq!(browser(agent), expected);
        }
    }
}

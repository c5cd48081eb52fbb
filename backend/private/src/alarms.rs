//! What the operator has to look after, as it stands now: what this process has come upon, and what the store knows of. In: raise and clear, a store. Out: the list that
//! clerks see, and a log line at every change. What stands in the store is not kept here: it ends when its cause is settled, by whichever process or person, and
//! is there again after a restart as long as the cause is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use vordruck_contract::postbox::Alarm;

use crate::clock::UnixSeconds;
use crate::store::{Store, StoreError};

/// Subjects of an alarm, each until when unless it is raised again.
type Subjects = BTreeMap<String, UnixSeconds>;

/// The alarms, each raised by one or several.
#[derive(Clone)]
pub(crate) struct Alarms {
    store: Store,
    /// After how many seconds an interface's silence about what it has is one.
    patience_seconds: UnixSeconds,
    raised: Arc<Mutex<BTreeMap<Alarm, Subjects>>>,
}

impl Alarms {
    /// `patience_hours`: how long an interface may say nothing about what it has.
    pub(crate) fn new(store: Store, patience_hours: i64) -> Self {
        Self { store, patience_seconds: patience_hours.saturating_mul(3_600), raised: Arc::default() }
    }

    /// Something is wrong with `what` (a tenant, an interface) until it is cleared; saying it twice changes nothing.
    pub(crate) fn raise(&self, alarm: Alarm, what: &str) {
        self.raise_until(alarm, what, UnixSeconds::MAX);
    }

    /// Something is wrong with `what` (a submission), and from `until` on it is somebody else's to say.
    pub(crate) fn raise_until(&self, alarm: Alarm, what: &str, until: UnixSeconds) {
        let mut alarms = self.raised.lock().unwrap_or_else(PoisonError::into_inner);
        if alarms.entry(alarm).or_default().insert(what.to_owned(), until).is_none() {
            tracing::warn!(alarm = ?alarm, subject = what, "alarm raised");
        }
    }

    /// It is right again.
    pub(crate) fn clear(&self, alarm: Alarm, what: &str) {
        let mut alarms = self.raised.lock().unwrap_or_else(PoisonError::into_inner);
        if alarms.get_mut(&alarm).is_some_and(|subjects| subjects.remove(what).is_some()) {
            tracing::info!(alarm = ?alarm, subject = what, "alarm cleared");
        }
    }

    /// What is wrong now.
    pub(crate) async fn list(&self, now: UnixSeconds) -> Result<Vec<Alarm>, StoreError> {
        let mut alarms = self.raised_at(now);
        if self.store.has_stuck_transfers(now - self.patience_seconds).await? {
            alarms.insert(Alarm::DeliveryFailing);
        }
        if self.store.has_stuck_receptions().await? {
            alarms.insert(Alarm::ReceivingFailing);
        }
        Ok(alarms.into_iter().collect())
    }

    fn raised_at(&self, now: UnixSeconds) -> BTreeSet<Alarm> {
        let mut alarms = self.raised.lock().unwrap_or_else(PoisonError::into_inner);
        alarms.retain(|_, subjects| {
            subjects.retain(|_, until| *until > now);
            !subjects.is_empty()
        });
        alarms.keys().copied().collect()
    }
}

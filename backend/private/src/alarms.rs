//! What the operator has to look after, as it stands now. In: raise and clear. Out: the list that clerks see, and a log line at every change.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use vordruck_contract::postbox::Alarm;

/// The alarms of this process, each raised by one or several.
#[derive(Debug, Clone, Default)]
pub(crate) struct Alarms(Arc<Mutex<BTreeMap<Alarm, std::collections::BTreeSet<String>>>>);

impl Alarms {
    /// Something is wrong with `what` (a tenant, a submission); saying it twice changes nothing.
    pub(crate) fn raise(&self, alarm: Alarm, what: &str) {
        let mut alarms = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if alarms.entry(alarm).or_default().insert(what.to_owned()) {
            tracing::warn!(alarm = ?alarm, subject = what, "alarm raised");
        }
    }

    /// It is right again.
    pub(crate) fn clear(&self, alarm: Alarm, what: &str) {
        let mut alarms = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(raised) = alarms.get_mut(&alarm) else { return };
        if raised.remove(what) {
            tracing::info!(alarm = ?alarm, subject = what, "alarm cleared");
        }
        if raised.is_empty() {
            alarms.remove(&alarm);
        }
    }

    /// What is wrong now.
    pub(crate) fn list(&self) -> Vec<Alarm> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).keys().copied().collect()
    }
}

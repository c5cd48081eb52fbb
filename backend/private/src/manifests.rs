//! Key manifests that come due while the private side runs. In: the files in which signed ones lie ready. Out: the newest valid one at the public side; a
//! warning when the last one is about to end.

use vordruck_contract::keys::KeyManifest;

use crate::clock::{UnixSeconds, unsigned};
use crate::keys::ceremony::{SignedManifests, current, destinations_end};
use crate::side::PrivateSide;

/// So long before the last signed manifest ends, somebody is told every hour.
const WARNING_SECONDS: u64 = 30 * 86_400;

impl PrivateSide {
    /// Publishes what is due for every tenant that has signed manifests lying ready. What fails for one tenant is logged and keeps no other from it.
    pub(crate) async fn publish_due_manifests(&self) {
        for (tenant, section) in &self.config.tenants {
            let Some(file) = &section.manifests_file else { continue };
            let Some(signed) = std::fs::read(file).ok().and_then(|bytes| serde_json::from_slice::<SignedManifests>(&bytes).ok()) else {
                tracing::warn!(tenant, "no signed key manifests can be read");
                continue;
            };
            if let Err(error) = self.publish_due(tenant, &signed, self.clock.now()).await {
                tracing::warn!(tenant, error = %error, "the key manifest could not be published; it is tried again in an hour");
            }
        }
    }

    async fn publish_due(&self, tenant: &str, signed: &SignedManifests, now: UnixSeconds) -> Result<(), crate::ClientError> {
        let last = signed.manifests.iter().map(|manifest| manifest.not_after).max().unwrap_or(0);
        if last < unsigned(now).saturating_add(WARNING_SECONDS) {
            tracing::warn!(tenant, "the last signed key manifest ends within 30 days: the root key is needed");
        }
        if destinations_end(&signed.manifests).is_some_and(|end| end < unsigned(now).saturating_add(WARNING_SECONDS)) {
            tracing::warn!(
                tenant,
                "the key of a destination ends within 30 days, and with it what browsers seal for it: request keys and sign again"
            );
        }
        let (Some(due), Some(keys)) = (current(&signed.manifests, now), self.tenant_keys(tenant)) else { return Ok(()) };
        let published = self.client().key_manifest(tenant).await?;
        if published.is_some_and(|published| published.jws == due.jws) {
            return Ok(());
        }
        self.client().put_keys(&keys.token, tenant, &KeyManifest { jws: due.jws.clone() }).await?;
        tracing::info!(tenant, sequence = due.sequence, "key manifest published");
        Ok(())
    }
}

//! Handing a delivery over: into the queue of its service's first interface, or into the postbox. In: a delivery. Out: the certainty that it is durably here, so
//! that whoever gave it may forget it. Doing it again leaves one.

use crate::clock::UnixSeconds;
use crate::deliver::{ChannelError, Channels, Delivery, Trace, packed};
use crate::failpoint;
use crate::store::Store;
use crate::store::transfers::NewTransfer;

/// Hands a delivery over.
pub(crate) async fn hand_over(store: &Store, channels: &Channels, delivery: &Delivery, now: UnixSeconds) -> Result<(), ChannelError> {
    match channels.first(delivery) {
        // An interface's time is its own: it waits in our store.
        Some(channel) => queue(store, delivery, channel, now).await,
        None => channels.postbox.deliver(delivery, &mut Trace::none()).await.map(drop),
    }
}

async fn queue(store: &Store, delivery: &Delivery, channel: &str, now: UnixSeconds) -> Result<(), ChannelError> {
    let is_new = store
        .queue_transfer(NewTransfer {
            tenant: delivery.tenant.clone(),
            service: delivery.service.clone(),
            pid: delivery.pid,
            digest: delivery.digest.clone(),
            channel: channel.to_owned(),
            received_at: delivery.received_at,
            queued_at: now,
            delivery: packed::pack(delivery).ok_or(ChannelError::NotWritten)?,
        })
        .await?;
    tracing::info!(tenant = delivery.tenant, service = delivery.service, pid = %delivery.pid, channel, is_new, "queued for an interface");
    failpoint::reach("queued");
    Ok(())
}

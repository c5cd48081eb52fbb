//! The first channel: the postbox. In: a delivery. Out: an item in our own store, committed, with the notice that tells of it.

use std::sync::Arc;

use async_trait::async_trait;
use vordruck_contract::postbox::{Attachment, AttachmentRole, Content, Scan};
use zeroize::Zeroizing;

use super::{Channel, ChannelError, Delivery, Handed, Parcel, ReadableParcel, Trace};
use crate::clock::{Clock, UnixSeconds};
use crate::scan::worse;
use crate::search::words_of_item;
use crate::store::Store;
use crate::store::items::{Line, NewItem, Part};

const DAY: i64 = 86_400;

/// The postbox as a channel.
pub(crate) struct Postbox {
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
}

#[async_trait]
impl Channel for Postbox {
    fn name(&self) -> &str {
        "postbox"
    }

    async fn deliver(&self, delivery: &Delivery, _: &mut Trace) -> Result<Handed, ChannelError> {
        let is_new = self.store.add_item(item_of(delivery, self.clock.now())?).await?;
        tracing::info!(tenant = delivery.tenant, service = delivery.service, pid = %delivery.pid, is_new, "delivered to the postbox");
        Ok(Handed::Confirmed)
    }
}

/// A delivery as an item.
pub(crate) fn item_of(delivery: &Delivery, now: UnixSeconds) -> Result<NewItem, ChannelError> {
    let (content, mut parts) = match &delivery.parcel {
        Parcel::Readable(parcel) => (content_of(parcel), parts_of(parcel)),
        // Whoever examines turns it into something unreadable if no interface takes it; there is nothing in it for anybody here.
        Parcel::ForDestination(_) => return Err(ChannelError::NotWritten),
        Parcel::Unreadable { reason, lease, objects } => {
            let kept = (0..).zip(objects.iter()).map(|(n, object)| (Part::Unopened(n), Zeroizing::new(object.clone())));
            let parts = std::iter::once((Part::Lease, Zeroizing::new(lease.to_vec()))).chain(kept).collect();
            (Content::Unreadable { reason: *reason }, parts)
        }
    };
    let line = line_of(delivery, &content);
    let words = words_of_item(&delivery.reference, &content);
    let json = serde_json::to_vec(&content).map_err(|_| ChannelError::NotWritten)?;
    parts.push((Part::Content, Zeroizing::new(json)));
    Ok(NewItem {
        tenant: delivery.tenant.clone(),
        service: delivery.service.clone(),
        pid: delivery.pid,
        digest: delivery.digest.clone(),
        is_readable: matches!(delivery.parcel, Parcel::Readable(_)),
        received_at: delivery.received_at,
        delivered_at: now,
        delete_at: now + i64::from(delivery.postbox_days) * DAY,
        line,
        words,
        parts,
    })
}

fn content_of(parcel: &ReadableParcel) -> Content {
    let attachment = |file: &super::DeliveredFile| Attachment {
        number: file.number,
        role: file.role,
        name: file.name.clone(),
        media_type: file.media_type.clone(),
        size_bytes: file.bytes.len() as u64,
        scan: file.scan.clone(),
    };
    Content::Readable {
        language: parcel.language.clone(),
        sections: parcel.sections.clone(),
        pdf_size_bytes: parcel.pdf.len() as u64,
        attachments: parcel.files.iter().map(attachment).collect(),
        unproven: parcel.unproven,
    }
}

fn parts_of(parcel: &ReadableParcel) -> Vec<(Part, Zeroizing<Vec<u8>>)> {
    let files = parcel.files.iter().map(|file| (Part::Attachment(file.number), file.bytes.clone()));
    let own = [(Part::Pdf, parcel.pdf.clone()), (Part::Answers, parcel.answers.clone())];
    own.into_iter().filter(|(_, bytes)| !bytes.is_empty()).chain(files).collect()
}

fn line_of(delivery: &Delivery, content: &Content) -> Line {
    let (attachments, scan) = match content {
        Content::Readable { attachments, .. } => {
            let uploads = attachments.iter().filter(|attachment| attachment.role == AttachmentRole::Upload).count();
            (
                u32::try_from(uploads).unwrap_or(u32::MAX),
                attachments.iter().map(|attachment| attachment.scan.clone()).reduce(worse).unwrap_or(Scan::Clean),
            )
        }
        Content::Unreadable { .. } => (0, Scan::NotScanned),
    };
    Line {
        reference: delivery.reference.clone(),
        title: delivery.title.clone(),
        form: delivery.form.clone(),
        form_version: delivery.form_version.clone(),
        attachments,
        scan,
    }
}

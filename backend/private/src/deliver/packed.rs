//! A delivery as bytes, to wait in the store. In: a delivery that an interface can take. Out: frames, and the delivery back.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use vordruck_contract::postbox::{AssuranceLevel, AttachmentRole, Scan, Section};
use zeroize::Zeroizing;

use super::{DeliveredFile, Delivery, Parcel, ReadableParcel};
use crate::clock::UnixSeconds;
use crate::reading::{ExportFormat, ForDestination, SealedHead, frames};

#[derive(Serialize, Deserialize)]
struct Head {
    tenant: String,
    service: String,
    pid: String,
    digest: String,
    reference: String,
    received_at: UnixSeconds,
    form: String,
    form_version: String,
    title: String,
    postbox_days: u32,
    language: String,
    sections: Vec<Section>,
    exports: Vec<ExportFormat>,
    files: Vec<FileHead>,
    unproven: Option<AssuranceLevel>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    for_destination: Option<SealedHead>,
}

#[derive(Serialize, Deserialize)]
struct FileHead {
    number: u32,
    role: AttachmentRole,
    name: String,
    media_type: String,
    scan: Scan,
}

/// Packs a delivery that an interface can take; none for others.
pub(crate) fn pack(delivery: &Delivery) -> Option<Zeroizing<Vec<u8>>> {
    match &delivery.parcel {
        Parcel::Readable(parcel) => pack_readable(delivery, parcel),
        Parcel::ForDestination(sealed) => pack_sealed(delivery, sealed),
        Parcel::Unreadable { .. } => None,
    }
}

fn pack_sealed(delivery: &Delivery, sealed: &ForDestination) -> Option<Zeroizing<Vec<u8>>> {
    let head = Head { for_destination: Some(sealed.head()), ..Head::of(delivery) };
    write(&head, sealed.parts())
}

fn pack_readable(delivery: &Delivery, parcel: &ReadableParcel) -> Option<Zeroizing<Vec<u8>>> {
    let file = |file: &DeliveredFile| FileHead {
        number: file.number,
        role: file.role,
        name: file.name.clone(),
        media_type: file.media_type.clone(),
        scan: file.scan.clone(),
    };
    let head = Head {
        language: parcel.language.clone(),
        sections: parcel.sections.clone(),
        exports: parcel.exports.iter().map(|(format, _)| *format).collect(),
        files: parcel.files.iter().map(file).collect(),
        unproven: parcel.unproven,
        ..Head::of(delivery)
    };
    let exports = parcel.exports.iter().map(|(_, bytes)| bytes.as_slice());
    let files = parcel.files.iter().map(|file| file.bytes.as_slice());
    write(&head, [parcel.answers.as_slice(), parcel.pdf.as_slice()].into_iter().chain(exports).chain(files))
}

fn write<'a>(head: &Head, parts: impl Iterator<Item = &'a [u8]>) -> Option<Zeroizing<Vec<u8>>> {
    let mut packed = Zeroizing::new(Vec::new());
    frames::write(&mut *packed, head, &parts.collect::<Vec<_>>()).ok()?;
    Some(packed)
}

impl Head {
    fn of(delivery: &Delivery) -> Self {
        Self {
            tenant: delivery.tenant.clone(),
            service: delivery.service.clone(),
            pid: delivery.pid.to_string(),
            digest: delivery.digest.clone(),
            reference: delivery.reference.clone(),
            received_at: delivery.received_at,
            form: delivery.form.clone(),
            form_version: delivery.form_version.clone(),
            title: delivery.title.clone(),
            postbox_days: delivery.postbox_days,
            language: String::new(),
            sections: Vec::new(),
            exports: Vec::new(),
            files: Vec::new(),
            unproven: None,
            for_destination: None,
        }
    }
}

/// Unpacks a delivery; none if the bytes are no packed one.
pub(crate) fn unpack(packed: &[u8]) -> Option<Delivery> {
    let (head, parts): (Head, _) = frames::read(&mut &*packed, u64::MAX).ok()?;
    let mut parts = parts.into_iter();
    let parcel = match head.for_destination {
        Some(sealed) => Parcel::ForDestination(Arc::new(sealed.joined(&mut parts)?)),
        None => {
            let (answers, pdf) = (parts.next()?, parts.next()?);
            let exports = head.exports.into_iter().map(|format| Some((format, parts.next()?))).collect::<Option<_>>()?;
            let file = |file: FileHead| {
                let FileHead { number, role, name, media_type, scan } = file;
                Some(DeliveredFile { number, role, name, media_type, scan, bytes: parts.next()? })
            };
            let files = head.files.into_iter().map(file).collect::<Option<_>>()?;
            let (language, sections, unproven) = (head.language, head.sections, head.unproven);
            Parcel::Readable(Arc::new(ReadableParcel { language, sections, answers, pdf, exports, files, unproven }))
        }
    };
    Some(Delivery {
        tenant: head.tenant,
        service: head.service,
        pid: head.pid.parse().ok()?,
        digest: head.digest,
        reference: head.reference,
        received_at: head.received_at,
        form: head.form,
        form_version: head.form_version,
        title: head.title,
        postbox_days: head.postbox_days,
        parcel,
    })
}

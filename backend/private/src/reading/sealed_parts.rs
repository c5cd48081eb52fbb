//! What a browser has sealed for a destination, looked at from outside. In: opened objects whose roles say that they are compact JWE. Out: the JWE, if roles, number
//! and every header are what the API of FIT-Connect asks for, and all are for the same key. What is inside, nobody here can know.

use std::collections::BTreeSet;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use serde::Deserialize;
use vordruck_contract::formats::is_uuid4;
use vordruck_envelope::submission::{OpenedObject, Role};

use super::ForDestination;

/// A JWE is longer at least by what 4096 bits take: FITKO's specification says so of every JWE.
const LEAST_CHARACTERS: usize = 776;
/// Bytes of the tag and the nonce of A256GCM.
const TAG: usize = 16;
const NONCE: usize = 12;
/// Bytes that a key of 4096 bits wraps into; longer keys into more.
const WRAPPED: usize = 512;

/// The header of a JWE: these four and nothing else, so that neither `zip` nor `crit` nor a key by address is passed on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    enc: String,
    kid: String,
    cty: String,
}

/// Whether somebody sealed it for a destination; what says so in parts only is none of either kind.
pub(super) fn is_for_destination(objects: &[OpenedObject]) -> bool {
    objects.iter().any(|object| object.entry.role.is_sealed())
}

/// The sealed parts; none if something about them is not right.
pub(super) fn take(objects: Vec<OpenedObject>) -> Option<ForDestination> {
    let mut objects = objects.into_iter();
    let mut next = |role: Role| objects.next().filter(|object| object.entry.role == role).and_then(|object| jwe(&object.bytes));
    let ((kid, metadata), (data_kid, data)) = (next(Role::SealedMetadata)?, next(Role::SealedData)?);
    let mut attachments = Vec::new();
    let mut ids = BTreeSet::new();
    for object in objects {
        let (its, jwe) = jwe(&object.bytes)?;
        let id = object.entry.name;
        if object.entry.role != Role::SealedAttachment || its != kid || !is_uuid4(&id) || !ids.insert(id.clone()) {
            return None;
        }
        attachments.push((id, jwe));
    }
    (data_kid == kid).then_some(ForDestination { kid, metadata, data, attachments })
}

/// Key and text of a compact JWE of this suite.
fn jwe(bytes: &[u8]) -> Option<(String, String)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let parts: Vec<&str> = text.split('.').collect();
    let [header, wrapped, nonce, sealed, tag] = parts.as_slice() else { return None };
    let read: Header = serde_json::from_slice(&Base64UrlUnpadded::decode_vec(header).ok()?).ok()?;
    let has_shape = read.alg == "RSA-OAEP-256" && read.enc == "A256GCM" && !read.kid.is_empty() && !read.cty.is_empty();
    let length = |part: &str| Base64UrlUnpadded::decode_vec(part).map(|bytes| bytes.len()).ok();
    let fits = length(wrapped)? >= WRAPPED && length(nonce)? == NONCE && length(tag)? == TAG && length(sealed).is_some();
    (has_shape && fits && text.len() >= LEAST_CHARACTERS).then(|| (read.kid, text.to_owned()))
}

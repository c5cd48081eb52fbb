//! What handlers take from a request, each part strictly checked. In: a request. Out: typed parts, or a refusal that names the part.

mod bearer;
mod binary;
mod headers;
mod json;
mod path;
mod peer;

pub(crate) use bearer::{Bearer, session_hash};
pub(crate) use binary::{Arriving, Whole, read_whole};
pub(crate) use headers::{UploadRange, accepts_encoding, if_match, none_match, number, require_media_type, required};
pub(crate) use json::Json;
pub(crate) use path::Path;
pub(crate) use peer::AddressPrefix;
pub(crate) use peer::Peer;

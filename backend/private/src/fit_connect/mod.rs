//! FIT-Connect (FITKO, Submission API v2) as both roles need it: connection, keys and how far they are trusted, JWE, events. In: what the delivery service
//! answers. Out: checked keys, opened content, verified events. Sending is a channel (`deliver::fit_connect`), receiving a destination (`destination`).

pub(crate) mod callback;
pub(crate) mod connection;
#[cfg(test)]
mod jose_tests;
pub(crate) mod jwe;
pub(crate) mod jws;
pub(crate) mod key;
pub(crate) mod private_key;
pub(crate) mod set;
#[cfg(test)]
mod vector_tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha512};

/// The fifth part of each JWE: by these both sides say which submission they speak of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Tags {
    pub(crate) metadata: String,
    pub(crate) data: String,
    #[serde(default)]
    pub(crate) attachments: BTreeMap<String, String>,
}

/// SHA-512, 128 lower-case hexadecimal digits: of plaintexts, in the metadata.
pub(crate) fn sha512(bytes: &[u8]) -> String {
    crate::deliver::manifest::hex(&Sha512::digest(bytes))
}

//! Sealed attachments of a draft: uploaded once, in as many pieces as the line allows, immutable when complete.
//!
//! `PUT` with `Upload-Offset` and `Upload-Length` appends; `HEAD` tells the offset to go on from; `GET` reads a complete one.

use serde::{Deserialize, Serialize};

/// 200 after a piece was stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PutResponse {
    /// Bytes stored so far: the next `Upload-Offset`.
    pub offset: u64,
    /// Whether all of `Upload-Length` is there.
    pub complete: bool,
}

//! Compiled forms, opaque here: bytes named by their SHA-256.

/// Media type of a compiled form. The bytes are served as they were published, so that the hash can be checked.
pub const MEDIA_TYPE: &str = "application/vnd.vordruck.form";

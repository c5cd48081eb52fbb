//! Section `limits`.

use serde::Deserialize;

/// How much is too much. Every field has a default.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LimitsConfig {
    /// Longest JSON request in bytes. Default 256 KiB.
    pub json_bytes: usize,
    /// Longest sealed draft body in bytes. Default 2 MiB.
    pub body_bytes: usize,
    /// Longest compiled form in bytes. Default 4 MiB.
    pub form_bytes: usize,
    /// Longest sealed attachment or object in bytes, whatever a service card says. Default 128 MiB.
    pub object_bytes: u64,
    /// All objects of a submission, or all attachments of a draft, in bytes. Default 512 MiB.
    pub total_bytes: u64,
    /// Attachments of a draft. Default 40.
    pub attachments: u32,
    /// All files that wait in one relay, in bytes. Default 64 MiB.
    pub relay_bytes: u64,
    /// Files that wait in one relay. Default 20.
    pub relay_files: u32,
    /// Days a submission is kept if nobody collects it, at most, whatever a service card says. Default 90.
    pub submission_days: u32,
}

impl Default for LimitsConfig {
    fn default() -> Self {
        Self {
            json_bytes: 256 << 10,
            body_bytes: 2 << 20,
            form_bytes: 4 << 20,
            object_bytes: 128 << 20,
            total_bytes: 512 << 20,
            attachments: 40,
            relay_bytes: 64 << 20,
            relay_files: 20,
            submission_days: 90,
        }
    }
}

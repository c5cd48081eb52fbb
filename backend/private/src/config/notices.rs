//! Section `notices`.

use serde::Deserialize;

/// How often staff are told of what arrives.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NoticesConfig {
    /// Minutes between two mails of a kind about a service: what arrives meanwhile is told at once afterwards. Default 15.
    pub pause_minutes: u32,
}

impl Default for NoticesConfig {
    fn default() -> Self {
        Self { pause_minutes: 15 }
    }
}

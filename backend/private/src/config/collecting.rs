//! Section `collecting`.

use serde::Deserialize;

/// How submissions are collected.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CollectingConfig {
    /// Seconds the public side may hold a question for work until there is some. Default 25, at most 60.
    pub wait_seconds: u32,
    /// Submissions of one tenant worked on at once; each is held in memory. Default 2.
    pub parallel: u32,
    /// Largest sealed submission in bytes; larger ones become items that could not be read. Default 512 MiB.
    pub most_bytes: u64,
    /// Milliseconds before a failed step is tried again the first time; doubles each time. Default 2 000.
    pub retry_first_ms: u64,
    /// Milliseconds between two tries at most. Default 60 000.
    pub retry_most_ms: u64,
    /// How often our own program may fail on one submission before it becomes an item that could not be read. Default 5.
    pub attempts: u32,
    /// Seconds between two runs of the retention job. Default 3 600.
    pub retention_seconds: u64,
}

impl Default for CollectingConfig {
    fn default() -> Self {
        Self {
            wait_seconds: 25,
            parallel: 2,
            most_bytes: 512 << 20,
            retry_first_ms: 2_000,
            retry_most_ms: 60_000,
            attempts: 5,
            retention_seconds: 3_600,
        }
    }
}

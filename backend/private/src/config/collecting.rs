//! Section `collecting`.

use serde::Deserialize;

/// How submissions are collected.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CollectingConfig {
    /// Seconds the public side may hold a question for work until there is some; with more than a hundred tenants in one process, in proportion less. Default 25,
    /// at most 60.
    pub wait_seconds: u32,
    /// Submissions of one tenant worked on at once, at most 100; as many again are lent in advance. Default 8.
    pub parallel: u32,
    /// Sealed bytes of all submissions this process works on at once, of all tenants together; each takes about five times its size in memory. What is larger
    /// than this alone is worked on alone. Default 64 MiB.
    pub bytes_at_once: u64,
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
            parallel: 8,
            bytes_at_once: 64 << 20,
            most_bytes: 512 << 20,
            retry_first_ms: 2_000,
            retry_most_ms: 60_000,
            attempts: 5,
            retention_seconds: 3_600,
        }
    }
}

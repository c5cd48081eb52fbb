//! Section `opening`.

use std::num::NonZeroUsize;

use serde::Deserialize;

use crate::reading::{Confinement, Limits};

/// What the process that opens and reads an application may use; there is one for each application.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OpeningConfig {
    /// Megabytes of memory beyond five times the application's size. Default 512.
    pub memory_megabytes: u64,
    /// Seconds. Default 120.
    pub seconds: u64,
    /// Such processes at once, for all tenants together. Default 0: as many as there are processors.
    pub processes: usize,
    /// `required` (default): where the kernel can't confine the process, applications wait and an alarm says so. `if-possible`: they are read
    /// all the same.
    pub confinement: Confinement,
}

impl Default for OpeningConfig {
    fn default() -> Self {
        Self { memory_megabytes: 512, seconds: 120, processes: 0, confinement: Confinement::Required }
    }
}

impl OpeningConfig {
    /// As limits.
    #[must_use]
    pub fn limits(&self) -> Limits {
        Limits { memory_bytes: self.memory_megabytes << 20, seconds: self.seconds, confinement: self.confinement }
    }

    /// How many at once.
    #[must_use]
    pub fn at_once(&self) -> NonZeroUsize {
        NonZeroUsize::new(self.processes).or_else(|| std::thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN)
    }
}

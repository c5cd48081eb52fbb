//! Leaving: what a tenant's private side is told before it takes everything along, and when it deletes everything.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// 200 of `GET /api/v1/tenants/{tenant}`, for the tenant's private side only: what waits at the public side, in numbers. All of it is sealed; drafts can
/// be opened by nobody but their applicants.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TenantStock {
    /// Drafts that have not expired.
    pub drafts: u64,
    /// Applications that were received and not collected.
    pub submissions: u64,
    /// Applications that are being sent.
    pub uploads: u64,
    /// Telephones that may add files to an application.
    pub relays: u64,
    /// By ring (`drafts`, `postbox`), Unix seconds: from then on no share sealed until now can be opened by anybody, in backups neither.
    #[serde(default)]
    pub shares_end: BTreeMap<String, u64>,
}

/// `DELETE /api/v1/tenants/{tenant}`: for the tenant's private side only. A repetition finds nothing left to delete.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeletedTenant {
    /// Rows deleted, by table.
    pub rows: BTreeMap<String, u64>,
    /// Rows of the tenant that are still there; 0.
    pub left: u64,
    /// By ring (`drafts`, `postbox`), Unix seconds: from then on no share that was deleted can be opened by anybody, in backups neither.
    #[serde(default)]
    pub shares_end: BTreeMap<String, u64>,
}

//! Leaving: what a tenant's private side is told when it deletes everything.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// `DELETE /api/v1/tenants/{tenant}`: for the tenant's private side only. A repetition finds nothing left to delete.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeletedTenant {
    /// Rows deleted, by table.
    pub rows: BTreeMap<String, u64>,
    /// Rows of the tenant that are still there; 0.
    pub left: u64,
}

//! Tenants as a whole. In: a tenant's private side. Out: nothing of the tenant stays.

pub(crate) mod delete;

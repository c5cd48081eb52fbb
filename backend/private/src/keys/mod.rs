//! Key files of the private side: a tenant's private keys, the root, the collector's signing key, the key of what is stored. In: a passphrase or an
//! identity file. Out: keys, or files sealed with it. Knows no database.

pub mod ceremony;
mod file;
mod generate;
mod ring;
mod unlock;

pub use file::{KeyFileError, write_destination_keys};
pub(crate) use file::{Purpose, create_private, read_key, write_key};
pub use generate::{
    CollectorKeys, GeneratedKeys, KeyFiles, generate_collector_keys, generate_identity, generate_tenant_keys, read_tenant_keys,
    sign_manifest,
};
pub(crate) use ring::TenantKeys;
pub use unlock::{Unlock, UnlockError};

//! At rest: shares and stored bytes sealed under day keys, blobs of submissions under shares. In: plain bytes, a key, the place. Out: sealed bytes, and
//! back. Destroying a day key makes every copy of what it sealed unreadable, in backups too; that is what deletion means here.

mod blob;
mod day;

pub use blob::{open_blob, seal_blob, sealed_blob_len};
pub use day::{Day, DayKey, Ring, Slot};

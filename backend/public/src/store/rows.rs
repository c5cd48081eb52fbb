//! Between rows and the domain's types. In: columns. Out: ids and shares, or the fact that a column doesn't hold what was written.

use vordruck_envelope::at_rest::Day;

use super::StoreError;

/// A share as it is stored: sealed, and under which day's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SealedShare {
    pub(crate) day: Day,
    pub(crate) bytes: Vec<u8>,
}

pub(super) fn array<const N: usize>(column: &[u8]) -> Result<[u8; N], StoreError> {
    column.try_into().map_err(|_| sqlx::Error::Decode("a stored id has another length".into()).into())
}

pub(super) fn day(column: i64) -> Day {
    Day(u32::try_from(column).unwrap_or(0))
}

/// Counters and sizes fit: they are written from `u64`s far below 2⁶³.
pub(super) fn unsigned(column: i64) -> u64 {
    u64::try_from(column).unwrap_or(0)
}

pub(super) fn signed(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

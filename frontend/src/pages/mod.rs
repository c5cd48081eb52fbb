//! The pages of the two apps.

#[cfg(feature = "applicant")]
pub mod applicant;

//! The pages of the two apps.

#[cfg(feature = "applicant")]
pub mod applicant;
#[cfg(feature = "postbox")]
pub mod postbox;

//! What page and document maker say to each other, as postcard in the words of a parcel.

use crate::client::ClientError;
use serde::{Deserialize, Serialize};
use vordruck_form::validate::ReceivedAnswers;

/// Name of the part that makes the paper.
pub const PART: &str = "document_maker";

/// A paper to be made.
#[derive(Serialize, Deserialize)]
pub struct Order {
    /// What stands on it, and the form it answers.
    pub answers: ReceivedAnswers,
    /// Local time in Europe/Berlin, `2026-11-22T08:00:00`.
    pub made_at: String,
    /// The machine format in which the answers are wanted as well.
    pub format: Option<String>,
}

/// Answers in a machine format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// What was written.
    pub text: String,
    /// Its media type.
    pub media_type: String,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// The paper is in the luggage; the answers, if they were wanted, are here.
    Made(Option<Written>),
    /// There is none.
    Failed(ClientError),
}

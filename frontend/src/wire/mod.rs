//! Requests in JSON and what they are answered with: results, or refusals as facts. In: calls of the platform. Out: types of the
//! contract. Knows neither answers nor keys; used by the sealing worker and by the postbox.

mod failure;

pub use failure::{Failure, Refusal};

use crate::platform::fetch::{Answer, Call};
use serde::{Serialize, de::DeserializeOwned};
use std::pin::Pin;

/// A request on its way. Boxed: a state machine a kind of request would weigh three times as much.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = Result<T, Failure>> + 'a>>;

/// Asks, and takes every status but a success for a failure: `NoAnswer`, or what the server says.
#[must_use]
pub fn send(call: Call<'_>) -> Pending<'_, Answer> {
    Box::pin(async {
        let answer = call.send().await.ok_or(Failure::NoAnswer)?;
        if matches!(answer.status(), 200..=299) { Ok(answer) } else { Err(Failure::Refused(Box::new(Refusal::read(answer).await))) }
    })
}

/// Asks for a JSON document.
///
/// # Errors
/// As `send`, and `Misunderstood` for another document than expected.
pub async fn fetch<T: DeserializeOwned>(call: Call<'_>) -> Result<T, Failure> {
    read(&bytes_of(send(call)).await?)
}

/// All bytes of an answer.
#[must_use]
pub fn bytes_of<'a>(answer: Pending<'a, Answer>) -> Pending<'a, Vec<u8>> {
    Box::pin(async { answer.await?.bytes().await.ok_or(Failure::NoAnswer) })
}

/// Reads a JSON document.
///
/// # Errors
/// `Misunderstood` for another document than expected.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Failure> {
    serde_json::from_slice(bytes).map_err(|_| Failure::Misunderstood)
}

/// Puts a JSON document into a call.
///
/// # Errors
/// `Misunderstood`, which no type of the contract causes.
pub fn with_json<'a, T: Serialize>(call: Call<'a>, document: &T) -> Result<Call<'a>, Failure> {
    serde_json::to_vec(document).map(|json| call.bytes("application/json", &json)).map_err(|_| Failure::Misunderstood)
}

/// A moment before asking again, so that a line that breaks often isn't asked often.
pub async fn pause() {
    crate::platform::instant::pause(1500).await;
}

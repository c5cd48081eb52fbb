//! Code that not every form needs. In: a form. Out: what it needs is there. Here the build cuts: what only one of these functions reaches
//! becomes a file of its own, which such a form waits for.

use super::ClientError;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;
use vordruck_form::compiled::CompiledForm;
use vordruck_form::parts::{self, Needs};
use wasm_split_helpers::wasm_split;

type Arriving = Pin<Box<dyn Future<Output = Result<(), ClientError>>>>;

/// Waits for all that a form needs; to be called before any of its answers is read.
///
/// # Errors
/// `PartMissing` when something does not come.
pub async fn arrive_for(form: &CompiledForm) -> Result<(), ClientError> {
    let needs = Needs::of(form);
    let mut all: Vec<Arriving> = Vec::new();
    if needs.computing {
        all.push(Box::pin(computing()));
    }
    if needs.patterns {
        all.push(Box::pin(patterns()));
    }
    if needs.functions {
        all.push(Box::pin(further()));
    }
    if needs.kinds {
        all.push(Box::pin(kinds()));
    }
    together(all).await
}

/// Waits for several things at once: each is a way to the server and back.
async fn together(mut all: Vec<Arriving>) -> Result<(), ClientError> {
    let mut outcome = Ok(());
    poll_fn(|context| {
        all.retain_mut(|one| match one.as_mut().poll(context) {
            Poll::Pending => true,
            Poll::Ready(Ok(())) => false,
            Poll::Ready(Err(error)) => {
                outcome = Err(error);
                false
            }
        });
        if all.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    outcome
}

#[wasm_split(computing, fallible)]
fn computing() -> Result<(), ClientError> {
    parts::computing_arrives();
    Ok(())
}

#[wasm_split(patterns, fallible)]
fn patterns() -> Result<(), ClientError> {
    parts::patterns_arrive();
    Ok(())
}

#[wasm_split(further, fallible)]
fn further() -> Result<(), ClientError> {
    parts::functions_arrive();
    Ok(())
}

#[wasm_split(kinds, fallible)]
fn kinds() -> Result<(), ClientError> {
    parts::kinds_arrive();
    Ok(())
}

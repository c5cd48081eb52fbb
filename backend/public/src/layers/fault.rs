//! A handler that panicked. In: the panic's payload. Out: a 500 that says nothing of it; the payload could hold anything, so it isn't logged either.

use std::any::Any;

use axum::body::Body;
use axum::http::Response;
use axum::response::IntoResponse;

use crate::problem::{Fault, Refusal};

pub(crate) fn panicked(_: Box<dyn Any + Send + 'static>) -> Response<Body> {
    Refusal::from(Fault::Panicked).into_response()
}

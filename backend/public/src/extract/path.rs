//! Path segments. In: the matched path. Out: typed ids, or a 400 that names the segment and doesn't repeat what it held.

use axum::extract::path::ErrorKind;
use axum::extract::rejection::PathRejection;
use axum::extract::{FromRequestParts, Path as AxumPath};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use vordruck_contract::problem::ProblemKind;

use crate::app::App;
use crate::problem::Refusal;

/// Typed segments of the path.
pub(crate) struct Path<T>(pub(crate) T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for Path<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        match AxumPath::from_request_parts(parts, app).await {
            Ok(AxumPath(value)) => Ok(Self(value)),
            Err(PathRejection::FailedToDeserializePathParams(error)) => {
                let name = match error.kind() {
                    ErrorKind::ParseErrorAtKey { key, .. }
                    | ErrorKind::DeserializeError { key, .. }
                    | ErrorKind::InvalidUtf8InPathParam { key } => key.as_str(),
                    _ => "",
                };
                Err(Refusal::field(ProblemKind::MalformedIdentifier, format!("path:{name}"), "format"))
            }
            Err(_) => Err(Refusal::new(ProblemKind::NotFound)),
        }
    }
}

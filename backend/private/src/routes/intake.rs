//! JSON requests and ids from paths. In: what a browser sent. Out: a wire type that passed its checks, or the refusal that names the field.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use validator::Validate;
use vordruck_contract::formats::is_uuid4;
use vordruck_contract::problem::{FieldProblem, ProblemKind};

use crate::problem::Refusal;

/// A JSON body that passed its checks.
pub(super) struct Checked<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned + Validate> FromRequest<S> for Checked<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let Parsed(value) = Parsed::<T>::from_request(request, state).await?;
        value.validate().map_err(|errors| Refusal { errors: problems(&errors), ..Refusal::new(ProblemKind::InvalidFields) })?;
        Ok(Self(value))
    }
}

/// A JSON body as it is.
pub(super) struct Parsed<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Parsed<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        match Json::<T>::from_request(request, state).await {
            Ok(Json(value)) => Ok(Self(value)),
            Err(JsonRejection::MissingJsonContentType(_)) => Err(Refusal::new(ProblemKind::UnsupportedMediaType)),
            Err(JsonRejection::JsonDataError(_)) => Err(Refusal::field(ProblemKind::InvalidFields, "", "shape")),
            Err(JsonRejection::BytesRejection(error)) if error.status().as_u16() == 413 => Err(Refusal::new(ProblemKind::TooLarge)),
            Err(_) => Err(Refusal::new(ProblemKind::MalformedBody)),
        }
    }
}

fn problems(errors: &validator::ValidationErrors) -> Vec<FieldProblem> {
    let fields = errors.field_errors();
    fields
        .iter()
        .flat_map(|(field, errors)| {
            errors.iter().map(move |error| FieldProblem { pointer: format!("/{field}"), code: error.code.to_string() })
        })
        .collect()
}

/// The id of an item in the path; what is no id is like what isn't there.
pub(super) struct ItemId(pub(super) String);

impl<S: Send + Sync> FromRequestParts<S> for ItemId {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let path = Path::<std::collections::HashMap<String, String>>::from_request_parts(parts, state).await;
        let id = path.ok().and_then(|Path(mut path)| path.remove("item")).filter(|id| is_uuid4(id));
        id.map(Self).ok_or_else(|| Refusal::new(ProblemKind::NotFound))
    }
}

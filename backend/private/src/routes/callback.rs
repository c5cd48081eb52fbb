//! FIT-Connect's callbacks: something is new, so ask now. In: a signed request; without a configured secret there is no such path. Out: an empty answer at once;
//! nothing of the request is stored.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use vordruck_contract::paths;
use vordruck_contract::problem::{Problem, ProblemKind};

use super::App;
use crate::fit_connect::callback::{AUTHENTICATION, News, TIMESTAMP};
use crate::problem::Refusal;

/// `POST`
#[utoipa::path(post, path = paths::FIT_CONNECT_CALLBACKS, tag = "fit-connect", params(
    ("callback-timestamp" = i64, Header, description = "Unix seconds, at most five minutes off."),
    ("callback-authentication" = String, Header, description = "HMAC-SHA-512 of moment, full stop and body under the shared secret, 128 hexadecimal digits."),
), request_body(content = String, content_type = "application/json", description = "As FIT-Connect's Submission API v2 says; only its kind is looked at."), responses(
    (status = 204, description = "What is new is being asked for."),
    (status = 403, body = Problem, content_type = "application/problem+json", description = "Not signed with a secret that is known here, or not of now."),
    (status = 404, body = Problem, content_type = "application/problem+json", description = "No secret is configured."),
))]
pub(super) async fn post(State(app): State<App>, headers: HeaderMap, body: Bytes) -> Result<StatusCode, Refusal> {
    if app.callbacks.secrets.is_empty() {
        return Err(Refusal::new(ProblemKind::NotFound));
    }
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (timestamp, authentication, now) = (header(TIMESTAMP), header(AUTHENTICATION), app.clock.now());
    let news = app.callbacks.secrets.iter().find_map(|secret| secret.verify(timestamp, authentication, &body, now));
    match news.ok_or_else(|| Refusal::new(ProblemKind::Forbidden))? {
        News::Submissions => app.callbacks.destinations.iter().for_each(|destination| destination.notify_one()),
        News::Events => drop(app.store.hurry_follow_ups(now).await?),
        News::Other => {}
    }
    Ok(StatusCode::NO_CONTENT)
}

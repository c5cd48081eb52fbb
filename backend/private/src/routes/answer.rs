//! The outermost layer: gives the request an id, writes down refusals, sets the headers of every answer, logs one line. Logs routes, never paths.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use vordruck_contract::headers::{POLICY_OF_DATA, PROTECTIVE, REQUEST_ID};
use vordruck_contract::paths;
use vordruck_contract::problem::{MEDIA_TYPE, Problem, ProblemKind};

use super::{App, page};
use crate::problem::Refusal;

/// Answers every request.
pub(super) async fn answer(State(app): State<App>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = app.store.rng.uuid().unwrap_or_else(|_| "00000000-0000-4000-8000-000000000000".to_owned());
    let method = request.method().clone();
    let is_page = wants_page(&request);
    let route = request.extensions().get::<MatchedPath>().map_or_else(|| "none".to_owned(), |path| path.as_str().to_owned());
    let mut response = next.run(request).await;
    if response.status().is_client_error() || response.status().is_server_error() {
        response = refused(response, &id, is_page);
    }
    set_headers(&mut response);
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    let status = response.status().as_u16();
    let duration = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
    match response.extensions().get::<Refusal>().and_then(|refusal| refusal.cause.as_deref()) {
        Some(cause) => tracing::error!(
            request.id = id, http.method = %method, http.route = route, http.status = status, http.duration_us = duration, problem.cause = cause,
            "request failed"
        ),
        None => tracing::info!(
            request.id = id, http.method = %method, http.route = route, http.status = status, http.duration_us = duration, "request answered"
        ),
    }
    response
}

/// A refusal as document. What axum refuses by itself carries only a status.
fn refused(response: Response, id: &str, is_page: bool) -> Response {
    let (mut parts, _) = response.into_parts();
    let refusal = parts.extensions.remove::<Refusal>().unwrap_or_else(|| Refusal::new(ProblemKind::of_status(parts.status.as_u16())));
    if let Some(seconds) = refusal.retry_after_seconds {
        parts.headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    parts.headers.remove(CONTENT_LENGTH);
    let mut answer = if is_page {
        page::fault(refusal.kind, id)
    } else {
        let mut answer = axum::Json(document(&refusal, id)).into_response();
        answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        answer
    };
    *answer.status_mut() = StatusCode::from_u16(refusal.kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in &parts.headers {
        if name != CONTENT_TYPE {
            answer.headers_mut().append(name, value.clone());
        }
    }
    answer.extensions_mut().insert(refusal);
    answer
}

fn document(refusal: &Refusal, id: &str) -> Problem {
    Problem { errors: refusal.errors.clone(), ..Problem::of(refusal.kind, id) }
}

fn set_headers(response: &mut Response) {
    let data = [(CONTENT_SECURITY_POLICY.as_str(), POLICY_OF_DATA), (CACHE_CONTROL.as_str(), "no-store")];
    for (name, value) in PROTECTIVE.iter().copied().chain(data) {
        response.headers_mut().entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    if response.status() >= StatusCode::BAD_REQUEST {
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

/// Somebody who reads: a browser that asks for HTML outside of the API.
fn wants_page(request: &Request) -> bool {
    let accepts_html =
        || request.headers().get("accept").and_then(|accept| accept.to_str().ok()).is_some_and(|accept| accept.contains("text/html"));
    !paths::is_for_programs(request.uri().path()) && accepts_html()
}

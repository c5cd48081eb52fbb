//! The outermost layer: gives the request an id, writes down refusals, sets the headers of every answer, logs one line. Logs routes, never paths:
//! a path holds a lookup.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use vordruck_contract::headers::REQUEST_ID;
use vordruck_contract::paths;
use vordruck_contract::problem::{MEDIA_TYPE, Problem, ProblemKind};
use vordruck_envelope::Pid;

use super::headers;
use crate::app::App;
use crate::pages;
use crate::problem::Refusal;

pub(crate) async fn answer(State(app): State<App>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = request_id(&app);
    let method = request.method().clone();
    let page = wants_page(&request);
    let language = pages::Language::of_query(request.uri().query());
    let route = request.extensions().get::<MatchedPath>().map_or_else(|| "none".to_owned(), |path| path.as_str().to_owned());

    let mut response = next.run(request).await;
    if response.status().is_client_error() || response.status().is_server_error() {
        response = refused(response, &id, page.then_some(language), &app.assets.entry());
    }
    headers::set(&mut response, page);
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    if method == Method::HEAD {
        // A refusal's document belongs to GET only; its length may stay (RFC 9110 § 9.3.2).
        *response.body_mut() = axum::body::Body::empty();
    }
    log(&response, &id, &method, &route, started);
    response
}

/// A refusal as document. What axum refuses by itself (a method, a path) carries only a status.
fn refused(response: Response, id: &str, page: Option<pages::Language>, entry: &vordruck_contract::assets::EntryTags) -> Response {
    let (mut parts, _) = response.into_parts();
    let refusal = parts.extensions.remove::<Refusal>().unwrap_or_else(|| Refusal::new(ProblemKind::of_status(parts.status.as_u16())));
    if let Some(seconds) = refusal.retry_after_seconds {
        parts.headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    if refusal.kind == ProblemKind::NotAuthorised {
        parts.headers.insert("www-authenticate", HeaderValue::from_static("Bearer"));
    }
    parts.headers.remove(CONTENT_LENGTH);
    let mut answer = match page {
        Some(language) => axum::response::Html(pages::fault(language, refusal.kind, id, entry)).into_response(),
        None => {
            let mut answer = axum::Json(document(&refusal, id)).into_response();
            answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
            answer
        }
    };
    *answer.status_mut() = StatusCode::from_u16(refusal.kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in &parts.headers {
        if name != CONTENT_TYPE {
            answer.headers_mut().insert(name, value.clone());
        }
    }
    answer.extensions_mut().insert(refusal);
    answer
}

fn document(refusal: &Refusal, id: &str) -> Problem {
    Problem {
        detail: refusal.detail.map(str::to_owned),
        errors: refusal.errors.clone(),
        receipt: refusal.receipt.as_deref().cloned(),
        current_rev: refusal.current_rev,
        current_offset: refusal.current_offset,
        ..Problem::of(refusal.kind, id)
    }
}

/// Somebody who reads: a browser that asks for HTML outside of the API.
fn wants_page(request: &Request) -> bool {
    let accepts_html =
        || request.headers().get("accept").and_then(|accept| accept.to_str().ok()).is_some_and(|accept| accept.contains("text/html"));
    !paths::is_for_programs(request.uri().path()) && accepts_html()
}

/// A UUID of version 4. Says nothing about the person who asked; a client's own id is not taken over, since it could.
fn request_id(app: &App) -> String {
    app.rng.bytes().map(Pid::from_random).map(|id| id.to_string()).unwrap_or_else(|_| "00000000-0000-4000-8000-000000000000".to_owned())
}

fn log(response: &Response, id: &str, method: &Method, route: &str, started: Instant) {
    let status = response.status().as_u16();
    let duration = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
    let refusal = response.extensions().get::<Refusal>();
    let kind = refusal.map_or("", |refusal| refusal.kind.uri());
    match refusal.and_then(|refusal| refusal.cause.as_ref()) {
        Some(cause) => tracing::error!(
            request.id = id, http.method = %method, http.route = route, http.status = status, http.duration_us = duration, problem.kind = kind,
            problem.cause = %cause, "request failed"
        ),
        None => tracing::info!(
            request.id = id, http.method = %method, http.route = route, http.status = status, http.duration_us = duration, problem.kind = kind,
            "request answered"
        ),
    }
}

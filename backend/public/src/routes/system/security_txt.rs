//! `GET /.well-known/security.txt`: whom to tell of a weakness (RFC 9116). What the operator has configured; nothing is there without it.

use std::fmt::Write as _;

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, HeaderValue};
use vordruck_contract::paths;
use vordruck_contract::problem::{Problem, ProblemKind};

use crate::app::App;
use crate::problem::Refusal;

#[utoipa::path(get, path = paths::SECURITY_TXT, tag = "instance", responses(
    (status = 200, body = String, content_type = "text/plain; charset=utf-8", description = "RFC 9116."),
    (status = 404, body = Problem, content_type = "application/problem+json", description = "None is configured."),
))]
pub(crate) async fn handle(State(app): State<App>) -> Result<([(HeaderName, HeaderValue); 1], String), Refusal> {
    let security = app.config.security.as_ref().ok_or_else(|| Refusal::new(ProblemKind::NotFound))?;
    let mut text = String::new();
    let policy = security.policy.iter().map(|policy| ("Policy", policy));
    for (name, value) in security.contact.iter().map(|contact| ("Contact", contact)).chain([("Expires", &security.expires)]).chain(policy) {
        // Writing into a String doesn't fail.
        let _ = writeln!(text, "{name}: {value}");
    }
    let _ = writeln!(text, "Preferred-Languages: de, en\nCanonical: {}{}", app.config.server.public_url, paths::SECURITY_TXT);
    Ok(([(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"))], text))
}

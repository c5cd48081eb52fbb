//! The page around the web app, and the page for what went wrong. In: what the app must load. Out: HTML that stands without it: it says what this is and
//! that JavaScript is needed.

use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use vordruck_contract::headers::policy_of_app;
use vordruck_contract::problem::ProblemKind;

use super::App;
use vordruck_contract::assets::{EntryTags, PreloadPurpose, Sealed};

/// `GET` a page of the app: all are the same shell, the app reads the address.
pub(super) async fn app(State(app): State<App>) -> Response {
    let entry = app.assets.entry();
    let missing = if entry.script.is_some() { "" } else { "<p>Diese Fassung enthält die Web-Anwendung nicht.</p>" };
    let body = format!(
        "<noscript><main><h1>Postkorb</h1><p>Der Postkorb braucht JavaScript. Bitte schalten Sie es für diese Adresse ein.</p></main></noscript>{missing}"
    );
    html(&entry, "Postkorb", &body)
}

/// A page that says what went wrong. Kept without styles and scripts: it must work when nothing else does.
pub(super) fn fault(kind: ProblemKind, id: &str) -> Response {
    let (heading, advice) = match kind {
        ProblemKind::NotFound => ("Diese Seite gibt es nicht", "Bitte prüfen Sie die Adresse."),
        ProblemKind::TooManyRequests => ("Zu viele Versuche", "Bitte warten Sie einen Moment."),
        _ => ("Das hat nicht funktioniert", "Bitte versuchen Sie es noch einmal."),
    };
    let body =
        format!("<main><h1>{heading}</h1><p>{advice}</p><p><a href=\"/\">Zum Postkorb</a></p><p>Kennung der Anfrage: {id}</p></main>");
    html(&EntryTags::default(), heading, &body)
}

fn html(entry: &EntryTags, title: &str, body: &str) -> Response {
    let mut head = String::new();
    for style in &entry.styles {
        head.push_str(&format!("<link rel=\"stylesheet\" href=\"{}\"{}>", style.href, integrity(style)));
    }
    for preload in &entry.preloads {
        let file = &preload.file;
        let (rel, purpose) = match preload.purpose {
            PreloadPurpose::Module => ("modulepreload", ""),
            PreloadPurpose::Fetch => ("preload", " as=\"fetch\""),
            PreloadPurpose::Font => ("preload", " as=\"font\""),
        };
        head.push_str(&format!("<link rel=\"{rel}\" href=\"{}\"{purpose}{}>", file.href, integrity(file)));
    }
    if let Some(script) = &entry.script {
        head.push_str(&format!("<script type=\"module\" src=\"{}\"{}></script>", script.href, integrity(script)));
    }
    let page = format!(
        "<!doctype html>\n<html lang=\"de\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"robots\" content=\"noindex\"><link rel=\"icon\" href=\"{}\"><title>{title}</title>{head}</head><body>{body}</body></html>\n",
        vordruck_contract::paths::ICON
    );
    let mut response = page.into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    if let Ok(policy) = HeaderValue::from_str(&policy_of_app([])) {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

fn integrity(file: &Sealed) -> String {
    // With CORS mode, which preloads for modules, fonts and `fetch` need to be used at all.
    let hash = file.integrity.as_ref().map(|hash| format!(" integrity=\"{hash}\"")).unwrap_or_default();
    format!("{hash} crossorigin=\"anonymous\"")
}

//! The panel beside the form. In: snapshots. Out: a page, its script and its style, and the newest snapshot as soon as there is another.

use super::snapshot::Snapshot;
use axum::extract::{Query, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use maud::{DOCTYPE, Markup, html};
use serde::Deserialize;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Path of the panel.
pub(super) const PAGE: &str = "/vorschau";
const SCRIPT: &str = "/vorschau/panel.mjs";
const FILLING: &str = "/vorschau/filling.mjs";
const STYLE: &str = "/vorschau/panel.css";
const STATE: &str = "/vorschau/stand";

/// How long a question for the next snapshot waits; less than what browsers and proxies wait for.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the panel needs.
#[derive(Clone)]
pub(super) struct Panel {
    /// Style sheets of the app.
    pub(super) styles: Vec<String>,
    /// Snapshots, as they come.
    pub(super) states: watch::Receiver<Arc<Snapshot>>,
}

/// Its routes.
pub(super) fn router(panel: Panel) -> Router {
    Router::new()
        .route("/", get(async || axum::response::Redirect::to(PAGE)))
        .route(PAGE, get(page))
        .route(SCRIPT, get(async || text("text/javascript", include_str!("panel.mjs"))))
        .route(FILLING, get(async || text("text/javascript", include_str!("filling.mjs"))))
        .route(STYLE, get(async || text("text/css", include_str!("panel.css"))))
        .route(STATE, get(state))
        .with_state(Arc::new(panel))
}

fn text(media_type: &'static str, content: &'static str) -> Response {
    ([(CONTENT_TYPE, media_type)], content).into_response()
}

/// Which snapshot the browser has.
#[derive(Deserialize)]
struct After {
    #[serde(default)]
    nach: u64,
}

/// The newest snapshot, once it is another one; after a while the same.
async fn state(State(panel): State<Arc<Panel>>, Query(after): Query<After>) -> Json<Arc<Snapshot>> {
    let mut states = panel.states.clone();
    let waiting = states.wait_for(|snapshot| snapshot.revision != after.nach);
    let newest = tokio::time::timeout(PATIENCE, waiting).await.ok().and_then(|found| found.ok().map(|snapshot| Arc::clone(&snapshot)));
    Json(newest.unwrap_or_else(|| Arc::clone(&panel.states.borrow())))
}

async fn page(State(panel): State<Arc<Panel>>) -> Markup {
    html! {
        (DOCTYPE)
        html lang="de" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                link rel="icon" href=(vordruck_contract::paths::ICON);
                title { "Vorschau" }
                @for style in &panel.styles { link rel="stylesheet" href=(style); }
                link rel="stylesheet" href=(STYLE);
                script type="module" src=(SCRIPT) {}
            }
            body.preview {
                aside.preview__panel aria-labelledby="titel" {
                    h1.kern-heading-medium id="titel" tabindex="-1" { "Vorschau" }
                    p.kern-body id="stand" role="status" { "Wird geladen." }
                    section aria-labelledby="ausfuellen" {
                        h2.kern-heading-small id="ausfuellen" { "Ausfüllen und springen" }
                        div.kern-form-input {
                            label.kern-label for="szenario" { "Szenario" }
                            select.kern-form-input__input id="szenario" {}
                        }
                        p.kern-hint id="zeitpunkt" {}
                        div.preview__actions {
                            button.kern-btn.kern-btn--secondary type="button" id="alles" { span.kern-label { "Alles ausfüllen" } }
                            button.kern-btn.kern-btn--secondary type="button" id="seite" { span.kern-label { "Diese Seite ausfüllen" } }
                            button.kern-btn.kern-btn--tertiary type="button" id="neu" { span.kern-label { "Von vorn" } }
                        }
                        h3.kern-label { "Zur Seite" }
                        ol.preview__pages id="seiten" {}
                    }
                    section aria-labelledby="meldungen-titel" {
                        h2.kern-heading-small id="meldungen-titel" { "Meldungen" }
                        ul.preview__messages id="meldungen" {}
                    }
                    noscript { p.kern-body { "Die Vorschau braucht JavaScript." } }
                }
                main.preview__form id="formular" aria-label="Formular" {}
            }
        }
    }
}

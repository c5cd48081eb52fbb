//! A clerk's own sessions: seen and ended.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use tower_sessions::Session as Cookie;
use vordruck_contract::accounts::{SessionFacts, SessionList};
use vordruck_contract::problem::ProblemKind;

use super::App;
use super::signed_in::Clerk;
use crate::clock::instant;
use crate::problem::Refusal;
use crate::staff::session::read;
use crate::store::audit::{Action, Entry};

/// `GET`
pub(super) async fn get(State(app): State<App>, clerk: Clerk) -> Result<Json<SessionList>, Refusal> {
    let records = app.store.list_sessions(&clerk.account.id, app.clock.now()).await?;
    let mut known: Vec<_> = records.iter().filter_map(|(_, record)| read(record)).collect();
    known.sort_by_key(|session| std::cmp::Reverse(session.last_seen_at));
    let facts = known.into_iter().map(|session| SessionFacts {
        is_this: session.handle == clerk.signed_in.handle,
        id: session.handle,
        began_at: instant(session.at),
        seen_at: instant(session.last_seen_at),
        address: session.address,
        browser: session.browser,
    });
    Ok(Json(SessionList { sessions: facts.collect() }))
}

/// `DELETE` one; one of somebody else's isn't there.
pub(super) async fn delete(State(app): State<App>, clerk: Clerk, Path(handle): Path<String>) -> Result<StatusCode, Refusal> {
    let records = app.store.list_sessions(&clerk.account.id, app.clock.now()).await?;
    let found = records.iter().find(|(_, record)| read(record).is_some_and(|session| session.handle == handle));
    let (hash, _) = found.filter(|_| !handle.is_empty()).ok_or_else(|| Refusal::new(ProblemKind::NotFound))?;
    app.store.remove_session_by_hash(hash, &entry(&app, &clerk)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE` all but the one that asks.
pub(super) async fn delete_others(State(app): State<App>, clerk: Clerk, cookie: Cookie) -> Result<StatusCode, Refusal> {
    let this = cookie.id().map(|id| id.to_string()).unwrap_or_default();
    app.store.remove_other_sessions(&clerk.account.id, &this, &entry(&app, &clerk)).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn entry<'a>(app: &App, clerk: &'a Clerk) -> Entry<'a> {
    let tenant = clerk.account.tenant().unwrap_or_default();
    Entry { at: app.clock.now(), actor: &clerk.account.id, action: Action::SessionEnded, tenant, subject: "" }
}

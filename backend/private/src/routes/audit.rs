//! Who did what in a tenant, for its administrators. Names are looked up when it is read; what is gone keeps its id.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use vordruck_contract::accounts::{AuditLine, AuditList, AuditQuery};
use vordruck_contract::formats::{is_hex_of, is_uuid4};
use vordruck_contract::postbox::Happening;
use vordruck_contract::problem::ProblemKind;
use vordruck_form::compiled::CompiledForm;

use super::App;
use super::signed_in::Administrator;
use crate::clock::instant;
use crate::problem::Refusal;
use crate::store::audit::{Line, Mark};
use crate::store::items::Item;

/// `GET`
pub(super) async fn get(
    State(app): State<App>,
    administrator: Administrator,
    query: Result<Query<AuditQuery>, QueryRejection>,
) -> Result<Json<AuditList>, Refusal> {
    let wrong = |pointer: &str| Refusal::field(ProblemKind::InvalidFields, pointer, "malformed");
    let Query(query) = query.map_err(|_| wrong("query"))?;
    let after: Option<Mark> = query.after.map(|text| text.parse().map_err(|()| wrong("query:after"))).transpose()?;
    let (lines, next) = app.store.list_audit(&administrator.tenant, after).await?;
    let mut names = Names { app: &app, tenant: &administrator.tenant, known: BTreeMap::new() };
    let mut told = Vec::with_capacity(lines.len());
    for line in lines {
        told.push(AuditLine {
            at: instant(line.at),
            who: names.person(&line.actor).await?,
            subject: names.subject(&line.subject).await?,
            action: line.action,
        });
    }
    Ok(Json(AuditList { lines: told, next: next.map(|mark| mark.to_string()) }))
}

/// What was done with one item, latest first.
pub(super) async fn history(app: &App, item: &Item) -> Result<Vec<Happening>, Refusal> {
    let mut names = Names { app, tenant: &item.tenant, known: BTreeMap::new() };
    let mut told = Vec::new();
    for Line { at, actor, action, .. } in app.store.list_audit_of(&item.id).await? {
        told.push(Happening { at: instant(at), who: names.person(&actor).await?, action });
    }
    Ok(told)
}

struct Names<'a> {
    app: &'a App,
    tenant: &'a str,
    known: BTreeMap<String, Option<String>>,
}

impl Names<'_> {
    async fn person(&mut self, id: &str) -> Result<Option<String>, Refusal> {
        if !is_uuid4(id) {
            return Ok(None);
        }
        if !self.known.contains_key(id) {
            let account = self.app.store.lookup_staff(id).await?;
            self.known.insert(id.to_owned(), account.map(|account| account.display_name));
        }
        Ok(self.known.get(id).cloned().flatten())
    }

    /// The reference number of an item, the name of a person, name and version of a form, or what was written down.
    async fn subject(&mut self, id: &str) -> Result<String, Refusal> {
        if is_hex_of(id, 64)
            && let Some(bytes) = self.app.store.lookup_form_named(self.tenant, id).await?
            && let Ok(form) = CompiledForm::from_bytes(&bytes)
        {
            return Ok(format!("{}, {}", form.title.in_language(0), form.version));
        }
        if !is_uuid4(id) {
            return Ok(id.to_owned());
        }
        if let Some(name) = self.person(id).await? {
            return Ok(name);
        }
        let item = self.app.store.lookup_item(id).await?;
        Ok(item.map_or_else(|| id.to_owned(), |item| item.line.reference))
    }
}

//! A tenant's users: seen, invited, and the list of them on paper or as a table.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use vordruck_contract::accounts::{Invitation, NewUser, User, UserList};
use vordruck_contract::postbox::ServiceAccess;

use super::App;
use super::files::download;
use super::intake::Checked;
use super::signed_in::Administrator;
use crate::clock::{instant, moment};
use crate::problem::Refusal;
use crate::staff::account::Account;
use crate::staff::accounts_of_tenant::{list, permissions};
use crate::staff::invitation::Link;
use crate::staff::list_of_users;
use crate::store::audit::{Action, Entry};

/// `GET`
pub(super) async fn get(State(app): State<App>, administrator: Administrator) -> Result<Json<UserList>, Refusal> {
    let accounts = list(&app.store, &administrator.tenant).await?;
    let tenant_name = authority(&app, &administrator.tenant);
    let service =
        |(service, title)| ServiceAccess { tenant: administrator.tenant.clone(), tenant_name: tenant_name.clone(), service, title };
    let services = app.store.list_titles(&administrator.tenant).await?.into_iter().map(service).collect();
    let users = accounts.iter().map(|account| user(account, &administrator)).collect();
    Ok(Json(UserList { users, services }))
}

/// `POST`
pub(super) async fn post(
    State(app): State<App>,
    administrator: Administrator,
    Checked(request): Checked<NewUser>,
) -> Result<(StatusCode, Json<Invitation>), Refusal> {
    let invited = administrator.desk(&app).invite(request.name, request.display_name, &request.permissions).await?;
    Ok((StatusCode::CREATED, Json(invitation(invited, &administrator))))
}

/// `GET` as CSV
pub(super) async fn csv(State(app): State<App>, administrator: Administrator) -> Result<Response, Refusal> {
    let (accounts, titles) = taken(&app, &administrator).await?;
    let table = list_of_users::csv(&accounts, &administrator.tenant, &titles).map_err(Refusal::internal)?;
    download(&table, "text/csv; charset=utf-8", &file_name(&app, "csv"))
}

/// `GET` as PDF
pub(super) async fn pdf(State(app): State<App>, administrator: Administrator) -> Result<Response, Refusal> {
    let (accounts, titles) = taken(&app, &administrator).await?;
    let authority = authority(&app, &administrator.tenant);
    let list = list_of_users::paper(&accounts, &administrator.tenant, &authority, &titles, app.clock.now());
    let printer = std::sync::Arc::clone(&app.lists);
    let written = tokio::task::spawn_blocking(move || printer.print(&list)).await.map_err(Refusal::internal)?;
    download(&written.map_err(Refusal::internal)?, "application/pdf", &file_name(&app, "pdf"))
}

async fn taken(app: &App, administrator: &Administrator) -> Result<(Vec<Account>, BTreeMap<String, String>), Refusal> {
    let accounts = list(&app.store, &administrator.tenant).await?;
    let titles = app.store.list_titles(&administrator.tenant).await?;
    let (actor, tenant) = (administrator.account.id.as_str(), administrator.tenant.as_str());
    app.store.audit(&Entry { at: app.clock.now(), actor, action: Action::UserListTaken, tenant, subject: "" }).await?;
    Ok((accounts, titles))
}

fn authority(app: &App, tenant: &str) -> String {
    app.tenants.get(tenant).map_or_else(|| tenant.to_owned(), |tenant| tenant.name.clone())
}

fn file_name(app: &App, ending: &str) -> String {
    format!("Berechtigte-{}.{ending}", moment(app.clock.now()).local.strftime("%Y-%m-%d"))
}

/// An account as administrators of a tenant see it.
pub(super) fn user(account: &Account, administrator: &Administrator) -> User {
    User {
        id: account.id.clone(),
        name: account.name.clone(),
        display_name: account.display_name.clone(),
        permissions: permissions(account, &administrator.tenant),
        status: account.status(),
        has_second_factor: account.has_second_factor(),
        signed_in_at: account.signed_in_at.map(instant),
        is_managed_here: account.tenant() == Some(administrator.tenant.as_str()),
        is_self: account.id == administrator.account.id,
    }
}

/// What is answered to who has made a link.
pub(super) fn invitation((account, link): (Account, Link), administrator: &Administrator) -> Invitation {
    Invitation { user: user(&account, administrator), token: link.token, expires_at: instant(link.expires_at) }
}

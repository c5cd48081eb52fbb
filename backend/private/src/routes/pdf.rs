//! The PDF of an item, written by this side.

use axum::extract::State;
use axum::response::Response;
use vordruck_contract::postbox::ItemState;
use vordruck_contract::problem::ProblemKind;

use super::App;
use super::files::download;
use super::intake::ItemId;
use super::signed_in::Clerk;
use crate::problem::Refusal;
use crate::staff::permission::Wish;
use crate::store::audit::{Action, Entry};
use crate::store::items::Part;

/// `GET`
pub(super) async fn get(State(app): State<App>, clerk: Clerk, ItemId(id): ItemId) -> Result<Response, Refusal> {
    let item = clerk.item(&app, &id, Wish::Download).await?;
    let pdf = app.store.lookup_part(&item, Part::Pdf).await?.ok_or_else(|| Refusal::new(ProblemKind::NotFound))?;
    let entry =
        Entry { at: app.clock.now(), actor: &clerk.account.id, action: Action::PdfDownloaded, tenant: &item.tenant, subject: &item.id };
    app.store.set_item_state(&item, &[ItemState::New, ItemState::Opened], ItemState::Downloaded, &entry).await?;
    download(&pdf, "application/pdf", &format!("{}.pdf", item.line.reference))
}

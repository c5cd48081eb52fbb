//! An attachment of an item, never shown in the browser: always a download of unnamed type. What the scanner found something in stays here.

use std::collections::HashMap;

use axum::extract::{Path, State};
use axum::response::Response;
use vordruck_contract::postbox::{Content, Scan};
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
pub(super) async fn get(
    State(app): State<App>,
    clerk: Clerk,
    ItemId(id): ItemId,
    Path(path): Path<HashMap<String, String>>,
) -> Result<Response, Refusal> {
    let not_found = || Refusal::new(ProblemKind::NotFound);
    let item = clerk.item(&app, &id, Wish::Download).await?;
    let number: u32 = path.get("n").and_then(|n| n.parse().ok()).ok_or_else(not_found)?;
    let content = app.store.lookup_part(&item, Part::Content).await?.ok_or_else(not_found)?;
    let Ok(Content::Readable { attachments, .. }) = serde_json::from_slice(&content) else { return Err(not_found()) };
    let attachment = attachments.into_iter().find(|attachment| attachment.number == number).ok_or_else(not_found)?;
    if matches!(attachment.scan, Scan::Found { .. }) {
        return Err(Refusal::new(ProblemKind::Forbidden));
    }
    let bytes = app.store.lookup_part(&item, Part::Attachment(number)).await?.ok_or_else(not_found)?;
    let entry = Entry {
        at: app.clock.now(),
        actor: &clerk.account.id,
        action: Action::AttachmentDownloaded,
        tenant: &item.tenant,
        subject: &item.id,
    };
    app.store.audit(&entry).await?;
    download(&bytes, "application/octet-stream", &attachment.name)
}

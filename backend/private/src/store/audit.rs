//! Who did what when, without content: ids only.

use sqlx::{Sqlite, Transaction};

use super::{Store, StoreError};
use crate::clock::UnixSeconds;

/// What is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    SignedIn,
    SignInRefused,
    SignedOut,
    PasswordChanged,
    ItemDelivered,
    ItemReread,
    ItemOpened,
    PdfDownloaded,
    AttachmentDownloaded,
    StateSet,
    ItemsExpired,
    StaffAdded,
    StaffRemoved,
    FormPublished,
}

impl Action {
    fn word(self) -> &'static str {
        match self {
            Self::SignedIn => "signed-in",
            Self::SignInRefused => "sign-in-refused",
            Self::SignedOut => "signed-out",
            Self::PasswordChanged => "password-changed",
            Self::ItemDelivered => "item-delivered",
            Self::ItemReread => "item-reread",
            Self::ItemOpened => "item-opened",
            Self::PdfDownloaded => "pdf-downloaded",
            Self::AttachmentDownloaded => "attachment-downloaded",
            Self::StateSet => "state-set",
            Self::ItemsExpired => "items-expired",
            Self::StaffAdded => "staff-added",
            Self::StaffRemoved => "staff-removed",
            Self::FormPublished => "form-published",
        }
    }
}

/// One line of the audit log.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry<'a> {
    pub(crate) at: UnixSeconds,
    /// A staff id, or `system`, or `command-line`.
    pub(crate) actor: &'a str,
    pub(crate) action: Action,
    pub(crate) tenant: &'a str,
    /// An item's or a staff member's id, or a count.
    pub(crate) subject: &'a str,
}

impl Store {
    /// Writes a line on its own.
    pub(crate) async fn audit(&self, entry: &Entry<'_>) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        self.audit_in(&mut transaction, entry).await?;
        Ok(transaction.commit().await?)
    }

    /// Writes a line as part of what it reports.
    pub(super) async fn audit_in(&self, transaction: &mut Transaction<'static, Sqlite>, entry: &Entry<'_>) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO audit (id, at, actor, action, tenant, subject) VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(self.rng.uuid()?)
            .bind(entry.at)
            .bind(entry.actor)
            .bind(entry.action.word())
            .bind(entry.tenant)
            .bind(entry.subject)
            .execute(&mut **transaction)
            .await?;
        Ok(())
    }
}

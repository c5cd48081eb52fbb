//! Who did what when, without content: ids only. Written with what it reports, read by administrators.

use super::{Store, StoreError, Transaction};
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
    TransferConfirmed,
    TransferFailed,
    TransfersRetried,
    TransfersAcknowledged,
    ItemOpened,
    PdfDownloaded,
    AttachmentDownloaded,
    ItemFiled,
    ItemReopened,
    ItemAssigned,
    ItemsExpired,
    StaffAdded,
    StaffRemoved,
    StaffInvited,
    StaffChanged,
    StaffLocked,
    StaffUnlocked,
    InvitationAccepted,
    UserListTaken,
    SecondFactorSet,
    SecondFactorRemoved,
    PasskeyAdded,
    PasskeyNamed,
    PasskeyRemoved,
    SessionEnded,
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
            Self::TransferConfirmed => "transfer-confirmed",
            Self::TransferFailed => "transfer-failed",
            Self::TransfersRetried => "transfers-retried",
            Self::TransfersAcknowledged => "transfers-acknowledged",
            Self::ItemOpened => "item-opened",
            Self::PdfDownloaded => "pdf-downloaded",
            Self::AttachmentDownloaded => "attachment-downloaded",
            Self::ItemFiled => "item-filed",
            Self::ItemReopened => "item-reopened",
            Self::ItemAssigned => "item-assigned",
            Self::ItemsExpired => "items-expired",
            Self::StaffAdded => "staff-added",
            Self::StaffRemoved => "staff-removed",
            Self::StaffInvited => "staff-invited",
            Self::StaffChanged => "staff-changed",
            Self::StaffLocked => "staff-locked",
            Self::StaffUnlocked => "staff-unlocked",
            Self::InvitationAccepted => "invitation-accepted",
            Self::UserListTaken => "user-list-taken",
            Self::SecondFactorSet => "second-factor-set",
            Self::SecondFactorRemoved => "second-factor-removed",
            Self::PasskeyAdded => "passkey-added",
            Self::PasskeyNamed => "passkey-named",
            Self::PasskeyRemoved => "passkey-removed",
            Self::SessionEnded => "session-ended",
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
    /// An item's or a staff member's id, a channel's name, or a count.
    pub(crate) subject: &'a str,
}

/// A line that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) at: UnixSeconds,
    pub(crate) actor: String,
    pub(crate) action: String,
    pub(crate) subject: String,
}

/// A line's place, latest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    at: UnixSeconds,
    id: String,
}

impl std::str::FromStr for Mark {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (at, id) = text.split_once('.').ok_or(())?;
        Ok(Self { at: at.parse().map_err(|_| ())?, id: id.to_owned() })
    }
}

impl std::fmt::Display for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.at, self.id)
    }
}

/// Lines read at once.
const PAGE: usize = 100;

impl Store {
    /// A tenant's lines behind a place, latest first, and the place behind them if there are more.
    pub(crate) async fn list_audit(&self, tenant: &str, after: Option<Mark>) -> Result<(Vec<Line>, Option<Mark>), StoreError> {
        let (at, id) = after.map_or((i64::MAX, String::new()), |mark| (mark.at, mark.id));
        let mut rows: Vec<(String, i64, String, String, String)> = sqlx::query_as(
            "SELECT id, at, actor, action, subject FROM audit WHERE tenant = $1 AND (at, id) < ($2, $3) ORDER BY at DESC, id DESC LIMIT $4",
        )
        .bind(tenant)
        .bind(at)
        .bind(id)
        .bind(PAGE as i64 + 1)
        .fetch_all(&self.pool)
        .await?;
        let has_more = rows.len() > PAGE;
        rows.truncate(PAGE);
        let next = rows.last().filter(|_| has_more).map(|(id, at, ..)| Mark { at: *at, id: id.clone() });
        Ok((rows.into_iter().map(|(_, at, actor, action, subject)| Line { at, actor, action, subject }).collect(), next))
    }

    /// The lines about one item, latest first.
    pub(crate) async fn list_audit_of(&self, subject: &str) -> Result<Vec<Line>, StoreError> {
        let rows: Vec<(i64, String, String, String)> =
            sqlx::query_as("SELECT at, actor, action, subject FROM audit WHERE subject = $1 ORDER BY at DESC, number DESC LIMIT 200")
                .bind(subject)
                .fetch_all(&self.pool)
                .await?;
        Ok(rows.into_iter().map(|(at, actor, action, subject)| Line { at, actor, action, subject }).collect())
    }

    /// Writes a line on its own.
    pub(crate) async fn audit(&self, entry: &Entry<'_>) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        self.audit_in(&mut transaction, entry).await?;
        Ok(transaction.commit().await?)
    }

    /// Writes a line as part of what it reports.
    pub(super) async fn audit_in(&self, transaction: &mut Transaction, entry: &Entry<'_>) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO audit (id, at, actor, action, tenant, subject, number) \
             VALUES ($1, $2, $3, $4, $5, $6, (SELECT COALESCE(MAX(number), 0) + 1 FROM audit))",
        )
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

//! Items of the postbox, one by one; `item_list` has the list. In: what was delivered, in parts. Out: lines, parts. Each item has a share of its own,
//! sealed under the key of its day; the parts are sealed under the share. Deleting is deleting the rows, and destroying the day's key when no item needs it any more.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sqlx::Row as _;
use vordruck_contract::postbox::{ItemState, Scan};
use vordruck_envelope::at_rest::{self, Day};
use vordruck_envelope::{Pid, Share};
use zeroize::Zeroizing;

use super::audit::{Action, Entry};
pub(crate) use super::item_part::Part;
use super::journal::{self, JournalKey};
use super::statement::Statement;
use super::vault::{Vault, place, slot};
use super::{Store, StoreError, Transaction, unsigned};
use crate::clock::UnixSeconds;
use crate::failpoint;

/// What a line of the list says beyond the columns; sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Line {
    pub(crate) reference: String,
    pub(crate) title: String,
    pub(crate) form: String,
    pub(crate) form_version: String,
    pub(crate) attachments: u32,
    pub(crate) scan: Scan,
}

/// An item to be.
pub(crate) struct NewItem {
    pub(crate) tenant: String,
    pub(crate) service: String,
    pub(crate) pid: Pid,
    /// hex128.
    pub(crate) digest: String,
    pub(crate) is_readable: bool,
    pub(crate) received_at: UnixSeconds,
    pub(crate) delivered_at: UnixSeconds,
    pub(crate) delete_at: UnixSeconds,
    pub(crate) line: Line,
    /// What it is found by; kept as keyed hashes.
    pub(crate) words: BTreeSet<String>,
    pub(crate) parts: Vec<(Part, Zeroizing<Vec<u8>>)>,
}

impl NewItem {
    fn journal_key(&self) -> JournalKey {
        JournalKey { tenant: self.tenant.clone(), pid: self.pid.to_string(), digest: self.digest.clone() }
    }
}

/// An item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) id: String,
    pub(crate) tenant: String,
    pub(crate) service: String,
    pub(crate) pid: String,
    pub(crate) digest: String,
    pub(crate) state: ItemState,
    pub(crate) is_readable: bool,
    pub(crate) received_at: UnixSeconds,
    pub(crate) delivered_at: UnixSeconds,
    pub(crate) delete_at: UnixSeconds,
    /// Staff id of who works on it; empty: nobody.
    pub(crate) assignee: String,
    pub(crate) line: Line,
}

pub(super) const COLUMNS: &str = "SELECT id, tenant, service, pid, digest, state, CAST(readable AS INTEGER) AS readable, received_at, delivered_at, \
    delete_at, day, summary_sealed, assignee FROM items";

impl Store {
    /// Puts an item into the postbox, with the notice that tells of it and the line of the journal. Putting the same submission in twice leaves one item; the
    /// answer is whether it was new.
    pub(crate) async fn add_item(&self, new: NewItem) -> Result<bool, StoreError> {
        let (store, key, now) = (self.clone(), new.journal_key(), new.delivered_at);
        let present: Option<String> = sqlx::query_scalar("SELECT id FROM items WHERE tenant = $1 AND pid = $2 AND digest = $3")
            .bind(&key.tenant)
            .bind(&key.pid)
            .bind(&key.digest)
            .fetch_optional(&self.pool)
            .await?;
        let sealed = match present {
            Some(_) => None,
            None => Some(tokio::task::spawn_blocking(move || store.seal_item(new)).await.map_err(|_| StoreError::Interrupted)??),
        };
        let store = self.clone();
        let write = self.writer.write(move |transaction| {
            Box::pin(async move {
                let is_new = match sealed {
                    Some(sealed) => store.insert_item_in(transaction, sealed).await?,
                    None => false,
                };
                journal::delivered(transaction, &key, now).await?;
                failpoint::reach("delivered-uncommitted");
                Ok(is_new)
            })
        });
        write.await
    }

    pub(super) fn seal_item(&self, new: NewItem) -> Result<SealedItem, StoreError> {
        self.seal_item_as(self.rng.uuid()?, new)
    }

    fn seal_item_as(&self, id: String, new: NewItem) -> Result<SealedItem, StoreError> {
        let mut rng = self.rng.clone();
        let day = Day::of(unsigned(new.delivered_at));
        let key = self.vault.day_key_for_sealing(day)?;
        let share = Share::generate(&mut rng)?;
        let share_sealed = key.seal_share(&slot(day, &place("items", &id, "share")), &share, &mut rng)?;
        let line = Zeroizing::new(serde_json::to_vec(&new.line).map_err(|_| StoreError::Malformed("summary"))?);
        let line_sealed = key.seal_record(&slot(day, &place("items", &id, "summary")), &line, &mut rng)?;
        let mut parts = Vec::with_capacity(new.parts.len());
        for (part, bytes) in &new.parts {
            parts.push((part.number(), at_rest::seal_blob(&share, &new.tenant, &new.pid, part.number(), bytes, &mut rng)?));
        }
        let index = Vault::index_key(&key, &new.tenant)?;
        let words = new.words.iter().map(|word| Vault::word(&index, word)).collect();
        let new = NewItem { parts: Vec::new(), words: BTreeSet::new(), ..new };
        Ok(SealedItem { id, day, share_sealed, line_sealed, parts, words, new })
    }

    pub(super) async fn insert_item_in(&self, transaction: &mut Transaction, sealed: SealedItem) -> Result<bool, StoreError> {
        let SealedItem { id, day, share_sealed, line_sealed, parts, words, new } = sealed;
        let inserted = sqlx::query(
            "INSERT INTO items (id, tenant, service, pid, digest, state, readable, received_at, delivered_at, delete_at, day, share_sealed, \
             summary_sealed, number) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, (SELECT COALESCE(MAX(number), 0) + 1 FROM items)) ON CONFLICT (tenant, pid, digest) DO NOTHING",
        )
        .bind(&id)
        .bind(&new.tenant)
        .bind(&new.service)
        .bind(new.pid.to_string())
        .bind(&new.digest)
        .bind(state_word(ItemState::New))
        .bind(new.is_readable)
        .bind(new.received_at)
        .bind(new.delivered_at)
        .bind(new.delete_at)
        .bind(i64::from(day.0))
        .bind(share_sealed)
        .bind(line_sealed)
        .execute(&mut **transaction)
        .await?;
        if inserted.rows_affected() == 0 {
            return Ok(false);
        }
        add_words(transaction, &id, day, words).await?;
        insert_objects(transaction, &id, parts).await?;
        self.add_notice_in(transaction, &new.tenant, &new.service, new.delivered_at).await?;
        let entry = Entry { at: new.delivered_at, actor: "system", action: Action::ItemDelivered, tenant: &new.tenant, subject: &id };
        self.audit_in(transaction, &entry).await?;
        Ok(true)
    }

    /// Puts a readable item in the place of one that could not be read; who had seen the old one sees it as new.
    pub(crate) async fn replace_unreadable(&self, item: &Item, new: NewItem, now: UnixSeconds) -> Result<(), StoreError> {
        let day = Day::of(unsigned(item.delivered_at));
        let (store, id) = (self.clone(), item.id.clone());
        let sealed = tokio::task::spawn_blocking(move || store.seal_item_as(id, new)).await.map_err(|_| StoreError::Interrupted)??;
        let mut transaction = self.write().await?;
        let replaced = sqlx::query(
            "UPDATE items SET state = $1, readable = $2, delete_at = $3, share_sealed = $4, summary_sealed = $5 \
             WHERE id = $6 AND readable = $7 AND day = $8",
        )
        .bind(state_word(ItemState::New))
        .bind(true)
        .bind(sealed.new.delete_at)
        .bind(sealed.share_sealed)
        .bind(sealed.line_sealed)
        .bind(&item.id)
        .bind(false)
        .bind(i64::from(day.0))
        .execute(&mut *transaction)
        .await?;
        if replaced.rows_affected() == 0 {
            // Somebody else was faster, or its time was over.
            return Ok(());
        }
        sqlx::query("DELETE FROM item_objects WHERE item = $1").bind(&item.id).execute(&mut *transaction).await?;
        insert_objects(&mut transaction, &item.id, sealed.parts).await?;
        remove_words(&mut transaction, &item.id).await?;
        add_words(&mut transaction, &item.id, day, sealed.words).await?;
        self.add_notice_in(&mut transaction, &item.tenant, &item.service, now).await?;
        let entry = Entry { at: now, actor: "command-line", action: Action::ItemReread, tenant: &item.tenant, subject: &item.id };
        self.audit_in(&mut transaction, &entry).await?;
        Ok(transaction.commit().await?)
    }

    /// Every item that could not be read.
    pub(crate) async fn list_unreadable(&self) -> Result<Vec<Item>, StoreError> {
        let mut list = Statement::new(COLUMNS);
        list.push(" WHERE readable = ").push_bind(false).push(" ORDER BY delivered_at, id");
        let rows = list.build()?.fetch_all(&self.pool).await?;
        rows.iter().filter_map(|row| readable(self.read_item(row)).transpose()).collect()
    }

    /// One item, whoever may see it; the caller asks the policy.
    pub(crate) async fn lookup_item(&self, id: &str) -> Result<Option<Item>, StoreError> {
        let mut query = Statement::new(COLUMNS);
        query.push(" WHERE id = ").push_bind(id);
        let row = query.build()?.fetch_optional(&self.pool).await?;
        row.map_or(Ok(None), |row| readable(self.read_item(&row)))
    }

    /// A part of an item.
    pub(crate) async fn lookup_part(&self, item: &Item, part: Part) -> Result<Option<Zeroizing<Vec<u8>>>, StoreError> {
        let row: Option<(i64, Vec<u8>, Vec<u8>)> = sqlx::query_as(
            "SELECT i.day, i.share_sealed, o.object_sealed FROM items AS i JOIN item_objects AS o ON o.item = i.id WHERE i.id = $1 AND o.number = $2",
        )
        .bind(&item.id)
        .bind(i64::from(part.number()))
        .fetch_optional(&self.pool)
        .await?;
        let Some((day, share_sealed, object_sealed)) = row else { return Ok(None) };
        let day = read_day(day)?;
        let share = self.vault.day_key(day)?.open_share(&slot(day, &place("items", &item.id, "share")), &share_sealed)?;
        let pid: Pid = item.pid.parse().map_err(|_| StoreError::Malformed("pid"))?;
        let tenant = item.tenant.clone();
        let opened = tokio::task::spawn_blocking(move || at_rest::open_blob(&share, &tenant, &pid, part.number(), object_sealed));
        Ok(Some(opened.await.map_err(|_| StoreError::Interrupted)??))
    }

    /// Sets how far an item has come, if it stands at one of `from`, and writes who did it into the audit log.
    pub(crate) async fn set_item_state(&self, item: &Item, from: &[ItemState], to: ItemState, entry: &Entry<'_>) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        let mut update = Statement::new("UPDATE items SET state = ");
        update.push_bind(state_word(to)).push(" WHERE id = ").push_bind(&item.id).push(" AND state IN (");
        update.push_list(from.iter().map(|state| state_word(*state))).push(")");
        update.build()?.execute(&mut *transaction).await?;
        self.audit_in(&mut transaction, entry).await?;
        Ok(transaction.commit().await?)
    }

    /// Sets who works on each of these items, all or none, and writes down who said so.
    pub(crate) async fn set_assignees(&self, changes: &[(&Item, &str)], actor: &str, at: UnixSeconds) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        for (item, assignee) in changes {
            sqlx::query("UPDATE items SET assignee = $1 WHERE id = $2").bind(*assignee).bind(&item.id).execute(&mut *transaction).await?;
            let entry = Entry { at, actor, action: Action::ItemAssigned, tenant: &item.tenant, subject: &item.id };
            self.audit_in(&mut transaction, &entry).await?;
        }
        Ok(transaction.commit().await?)
    }

    pub(super) fn read_item(&self, row: &sqlx::any::AnyRow) -> Result<Item, StoreError> {
        let id: String = row.try_get("id")?;
        let day = read_day(row.try_get("day")?)?;
        let sealed: Vec<u8> = row.try_get("summary_sealed")?;
        let line = self.vault.day_key(day)?.open_record(&slot(day, &place("items", &id, "summary")), &sealed)?;
        let state: String = row.try_get("state")?;
        Ok(Item {
            tenant: row.try_get("tenant")?,
            service: row.try_get("service")?,
            pid: row.try_get("pid")?,
            digest: row.try_get("digest")?,
            state: read_state(&state).ok_or(StoreError::Malformed("state"))?,
            is_readable: row.try_get::<i64, _>("readable")? != 0,
            received_at: row.try_get("received_at")?,
            delivered_at: row.try_get("delivered_at")?,
            delete_at: row.try_get("delete_at")?,
            assignee: row.try_get("assignee")?,
            line: serde_json::from_slice(&line).map_err(|_| StoreError::Malformed("summary"))?,
            id,
        })
    }
}

pub(super) struct SealedItem {
    id: String,
    day: Day,
    share_sealed: Vec<u8>,
    line_sealed: Vec<u8>,
    parts: Vec<(u32, Vec<u8>)>,
    words: BTreeSet<Vec<u8>>,
    new: NewItem,
}

async fn insert_objects(transaction: &mut Transaction, item: &str, parts: Vec<(u32, Vec<u8>)>) -> Result<(), StoreError> {
    for (number, bytes) in parts {
        sqlx::query("INSERT INTO item_objects (item, number, object_sealed) VALUES ($1, $2, $3)")
            .bind(item)
            .bind(i64::from(number))
            .bind(bytes)
            .execute(&mut **transaction)
            .await?;
    }
    Ok(())
}

/// An item whose day key was destroyed is as good as deleted: its rows came back from a backup.
pub(super) fn readable(item: Result<Item, StoreError>) -> Result<Option<Item>, StoreError> {
    match item {
        Err(StoreError::KeyDestroyed(day)) => {
            tracing::warn!(day, "an item was left out: the key of its day is destroyed");
            Ok(None)
        }
        item => item.map(Some),
    }
}

async fn remove_words(transaction: &mut Transaction, item: &str) -> Result<(), StoreError> {
    sqlx::query(
        "DELETE FROM item_words WHERE day = (SELECT day FROM items WHERE id = $1) AND number = (SELECT number FROM items WHERE id = $1)",
    )
    .bind(item)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

async fn add_words(transaction: &mut Transaction, item: &str, day: Day, words: BTreeSet<Vec<u8>>) -> Result<(), StoreError> {
    if words.is_empty() {
        return Ok(());
    }
    let number: i64 = sqlx::query_scalar("SELECT number FROM items WHERE id = $1").bind(item).fetch_one(&mut **transaction).await?;
    let words: Vec<Vec<u8>> = words.into_iter().collect();
    // SQLite binds 32 766 values at most, PostgreSQL 65 535.
    for some in words.chunks(5_000) {
        let mut insert = Statement::new("INSERT INTO item_words (day, word, number) ");
        insert.push_rows(some, |row, word| {
            row.push_bind(i64::from(day.0)).push(", ").push_bind(word.clone()).push(", ").push_bind(number);
        });
        insert.push(" ON CONFLICT DO NOTHING");
        insert.build()?.execute(&mut **transaction).await?;
    }
    Ok(())
}

pub(super) fn state_word(state: ItemState) -> &'static str {
    match state {
        ItemState::New => "new",
        ItemState::Opened => "opened",
        ItemState::Downloaded => "downloaded",
        ItemState::Done => "done",
    }
}

fn read_state(word: &str) -> Option<ItemState> {
    [ItemState::New, ItemState::Opened, ItemState::Downloaded, ItemState::Done].into_iter().find(|state| state_word(*state) == word)
}

fn read_day(day: i64) -> Result<Day, StoreError> {
    u32::try_from(day).map(Day).map_err(|_| StoreError::Malformed("day"))
}

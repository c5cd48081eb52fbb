//! The list of items: what the grants allow and the filter asks for, in order, a page at a time, with how many there are. Pages begin behind an item, not
//! after so many: the last of four thousand pages costs what the first does, and nothing is shown twice because something arrived. Each tenant is asked
//! by itself, since an index serves one of them in order; who works for several gets their pages merged.

use std::collections::{BTreeMap, BTreeSet};

use vordruck_contract::postbox::{ItemSort, ItemState};
use vordruck_database::Dialect;

use super::items::{COLUMNS, Item, readable, state_word};
use super::statement::Statement;
use super::vault::Vault;
use super::{Store, StoreError, unsigned};
use crate::clock::UnixSeconds;
use crate::staff::permission::Grant;

/// Which items are asked for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filter<'a> {
    pub(crate) state: Option<ItemState>,
    pub(crate) tenant: Option<&'a str>,
    pub(crate) service: Option<&'a str>,
    /// Received not before.
    pub(crate) from: Option<UnixSeconds>,
    /// Received before.
    pub(crate) until: Option<UnixSeconds>,
    /// Staff id of who works on it; empty: nobody.
    pub(crate) assignee: Option<&'a str>,
    /// Words all of which occur.
    pub(crate) words: BTreeSet<String>,
    pub(crate) sort: ItemSort,
    pub(crate) place: Place,
    /// Items on a page.
    pub(crate) most: usize,
}

/// Where the page begins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Place {
    /// At the first item.
    #[default]
    Start,
    /// Behind an item.
    After(Mark),
    /// So that it ends before an item.
    Before(Mark),
}

/// An item's place in an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    value: UnixSeconds,
    id: String,
}

/// A page.
pub(crate) struct Page {
    pub(crate) items: Vec<Item>,
    /// Items on all pages.
    pub(crate) total: u64,
    /// Whether words occur in more items than are looked at; the newest of them are.
    pub(crate) is_cut: bool,
    pub(crate) next: Option<Mark>,
    pub(crate) previous: Option<Mark>,
}

impl std::str::FromStr for Mark {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (value, id) = text.split_once('.').ok_or(())?;
        let is_id = vordruck_contract::formats::is_uuid4(id);
        is_id.then_some(Self { value: value.parse().map_err(|_| ())?, id: id.to_owned() }).ok_or(())
    }
}

impl std::fmt::Display for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.value, self.id)
    }
}

/// By which column, and whether the largest comes first.
const fn order(sort: ItemSort) -> (&'static str, &'static str, bool) {
    match sort {
        ItemSort::Newest => ("items_by_receipt", "received_at", true),
        ItemSort::Oldest => ("items_by_receipt", "received_at", false),
        ItemSort::Deletion => ("items_by_end", "delete_at", false),
    }
}

fn mark(sort: ItemSort, item: &Item) -> Mark {
    let value = if sort == ItemSort::Deletion { item.delete_at } else { item.received_at };
    Mark { value, id: item.id.clone() }
}

impl Store {
    /// A page of the items that the grants allow and the filter asks for.
    pub(crate) async fn list_items(&self, grants: &[Grant], filter: &Filter<'_>, now: UnixSeconds) -> Result<Page, StoreError> {
        let (_, _, is_descending) = order(filter.sort);
        let is_backwards = matches!(filter.place, Place::Before(_));
        let (mut items, mut total, mut is_cut) = (Vec::new(), 0, false);
        for (tenant, services) in allowed(grants, filter) {
            let found = self.items_with_words(tenant, &filter.words).await?;
            is_cut |= found.as_ref().is_some_and(|found| found.is_cut);
            let numbers = found.map(|found| found.numbers);
            let narrowing = Narrowing { dialect: self.access.dialect(), tenant, services, numbers, filter, now };
            let count = self.count(&narrowing).await?;
            total += count;
            // To find nothing once is enough.
            if count > 0 {
                items.extend(self.page(&narrowing, filter.most + 1).await?);
            }
        }
        items.sort_by(|a, b| {
            let (a, b) = (mark(filter.sort, a), mark(filter.sort, b));
            let ordering = (a.value, &a.id).cmp(&(b.value, &b.id));
            if is_descending == is_backwards { ordering } else { ordering.reverse() }
        });
        let has_more = items.len() > filter.most;
        items.truncate(filter.most);
        if is_backwards {
            items.reverse();
        }
        let (first, last) = (items.first().map(|item| mark(filter.sort, item)), items.last().map(|item| mark(filter.sort, item)));
        let (previous, next) = match filter.place {
            Place::Start => (None, last.filter(|_| has_more)),
            Place::After(_) => (first, last.filter(|_| has_more)),
            Place::Before(_) => (first.filter(|_| has_more), last),
        };
        Ok(Page { items, total, is_cut, next, previous })
    }

    async fn count(&self, narrowing: &Narrowing<'_>) -> Result<u64, StoreError> {
        let mut query = Statement::new("SELECT COUNT(*) FROM items");
        narrowing.narrow(&mut query);
        let count: i64 = query.build_query_scalar()?.fetch_one(&self.pool).await?;
        Ok(unsigned(count))
    }

    async fn page(&self, narrowing: &Narrowing<'_>, most: usize) -> Result<Vec<Item>, StoreError> {
        let filter = narrowing.filter;
        let (_, column, is_descending) = order(filter.sort);
        let mut query = Statement::new(COLUMNS);
        narrowing.narrow(&mut query);
        let (place, goes_down) = match &filter.place {
            Place::Start => (None, is_descending),
            Place::After(mark) => (Some(mark), is_descending),
            Place::Before(mark) => (Some(mark), !is_descending),
        };
        if let Some(mark) = place {
            query.push(format!(" AND ({column}, id) {} (", if goes_down { "<" } else { ">" }));
            query.push_bind(mark.value).push(", ").push_bind(mark.id.clone()).push(")");
        }
        let way = if goes_down { "DESC" } else { "ASC" };
        query.push(format!(" ORDER BY {column} {way}, id {way} LIMIT ")).push_bind(i64::try_from(most).unwrap_or(i64::MAX));
        let rows = query.build()?.fetch_all(&self.pool).await?;
        rows.iter().filter_map(|row| readable(self.read_item(row)).transpose()).collect()
    }

    /// The numbers of the items in which all words occur; none: no words, nothing to narrow by. Begins with the word that occurs least often, and looks
    /// at its newest items only: a word that is nearly everywhere narrows nothing, and must not cost more than one that does.
    async fn items_with_words(&self, tenant: &str, words: &BTreeSet<String>) -> Result<Option<Found>, StoreError> {
        if words.is_empty() {
            return Ok(None);
        }
        let mut places = Vec::new();
        for word in self.hashed_words(tenant, words)? {
            let found = self.places_of_word(&word).await?;
            places.push((word, found));
        }
        places.sort_by_key(|(_, found)| found.len());
        let mut places = places.into_iter();
        let mut left = places.next().map(|(_, found)| found).unwrap_or_default();
        let is_cut = left.len() > MOST_FOUND;
        left.truncate(MOST_FOUND);
        for (word, _) in places {
            left = self.places_with_word(left, &word).await?;
        }
        Ok(Some(Found { numbers: left.into_iter().map(|(_, number)| number).collect(), is_cut }))
    }

    /// Day and number of the items in which a word occurs, the newest days first, one more than are looked at.
    async fn places_of_word(&self, word: &HashedWord) -> Result<Vec<(i64, i64)>, StoreError> {
        if word.is_empty() {
            return Ok(Vec::new());
        }
        let mut query = Statement::new("WITH wanted (day, word) AS (");
        query.push_rows(word, |row, (day, hash)| {
            row.push_bind(*day).push(", ").push_bind(hash.clone());
        });
        // SQLite joins in this order: a look-up in the index of words for each day, the newest first. PostgreSQL has to be told which are the newest.
        query.push(") SELECT w.day, w.number FROM wanted CROSS JOIN item_words AS w WHERE w.day = wanted.day AND w.word = wanted.word");
        if self.access.dialect() == Dialect::Postgres {
            query.push(" ORDER BY w.day DESC");
        }
        query.push(" LIMIT ");
        query.push_bind(MOST_FOUND as i64 + 1);
        Ok(query.build_query_as()?.fetch_all(&self.pool).await?)
    }

    /// Those of the places at which another word occurs, too.
    async fn places_with_word(&self, places: Vec<(i64, i64)>, word: &HashedWord) -> Result<Vec<(i64, i64)>, StoreError> {
        let hashes: BTreeMap<i64, &Vec<u8>> = word.iter().map(|(day, hash)| (*day, hash)).collect();
        let asked: Vec<(i64, &Vec<u8>, i64)> = places.iter().filter_map(|(day, number)| Some((*day, *hashes.get(day)?, *number))).collect();
        if asked.is_empty() {
            return Ok(Vec::new());
        }
        let mut query = Statement::new("WITH asked (day, word, number) AS (");
        query.push_rows(asked, |row, (day, hash, number)| {
            row.push_bind(day).push(", ").push_bind(hash.clone()).push(", ").push_bind(number);
        });
        query.push(
            ") SELECT w.day, w.number FROM asked CROSS JOIN item_words AS w \
             WHERE w.day = asked.day AND w.word = asked.word AND w.number = asked.number",
        );
        Ok(query.build_query_as()?.fetch_all(&self.pool).await?)
    }

    /// For each word what it is hashed to on each day of which there are items, the newest first: equal words of two days have nothing in common.
    fn hashed_words(&self, tenant: &str, words: &BTreeSet<String>) -> Result<Vec<HashedWord>, StoreError> {
        let mut keys = Vec::new();
        for day in self.vault.days()? {
            match self.vault.day_key(day) {
                Ok(key) => keys.push((i64::from(day.0), Vault::index_key(&key, tenant)?)),
                // Destroyed while we were looking.
                Err(StoreError::KeyDestroyed(_)) => {}
                Err(error) => return Err(error),
            }
        }
        keys.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
        Ok(words.iter().map(|word| keys.iter().map(|(day, key)| (*day, Vault::word(key, word))).collect()).collect())
    }
}

/// A word as it is kept: day and hash.
type HashedWord = Vec<(i64, Vec<u8>)>;

/// Items with the rarest word that are looked at.
const MOST_FOUND: usize = 2_000;

/// What was found by words.
struct Found {
    numbers: Vec<i64>,
    is_cut: bool,
}

/// Tenants that are asked for and allowed, with the allowed services; none: all of them.
fn allowed<'a>(grants: &'a [Grant], filter: &Filter<'_>) -> BTreeMap<&'a str, Option<BTreeSet<&'a str>>> {
    let mut allowed: BTreeMap<&str, Option<BTreeSet<&str>>> = BTreeMap::new();
    for grant in grants.iter().filter(|grant| filter.tenant.is_none_or(|tenant| tenant == grant.tenant)) {
        let services = allowed.entry(&grant.tenant).or_insert_with(|| Some(BTreeSet::new()));
        match (&grant.service, services.as_mut()) {
            (Some(service), Some(services)) => {
                services.insert(service);
            }
            (None, _) => *services = None,
            (Some(_), None) => {}
        }
    }
    allowed
}

struct Narrowing<'a> {
    dialect: Dialect,
    tenant: &'a str,
    services: Option<BTreeSet<&'a str>>,
    /// The items that words were found in; none: no words were looked for.
    numbers: Option<Vec<i64>>,
    filter: &'a Filter<'a>,
    now: UnixSeconds,
}

impl Narrowing<'_> {
    fn narrow(&self, query: &mut Statement) {
        let (index, ..) = order(self.filter.sort);
        // What words were found in is looked up one by one; otherwise the index of the order is walked, which has all that narrows it.
        // PostgreSQL counts its rows and chooses by itself; there is no such clause.
        if self.dialect == Dialect::Sqlite {
            query.push(" INDEXED BY ").push(if self.numbers.is_some() { "items_by_number" } else { index });
        }
        query.push(" WHERE tenant = ").push_bind(self.tenant.to_owned());
        query.push(" AND delete_at > ").push_bind(self.now);
        if let Some(services) = &self.services {
            query.push(" AND service IN (").push_list(services.iter().copied()).push(")");
        }
        if let Some(service) = self.filter.service {
            query.push(" AND service = ").push_bind(service.to_owned());
        }
        if let Some(state) = self.filter.state {
            query.push(" AND state = ").push_bind(state_word(state));
        }
        if let Some(assignee) = self.filter.assignee {
            query.push(" AND assignee = ").push_bind(assignee.to_owned());
        }
        if let Some(from) = self.filter.from {
            query.push(" AND received_at >= ").push_bind(from);
        }
        if let Some(until) = self.filter.until {
            query.push(" AND received_at < ").push_bind(until);
        }
        if let Some(numbers) = &self.numbers {
            // No item has the number zero; an empty list is no SQL.
            query.push(" AND number IN (").push_list(std::iter::once(0_i64).chain(numbers.iter().copied())).push(")");
        }
    }
}

#[cfg(test)]
mod tests;

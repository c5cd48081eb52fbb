//! Sealed bytes in pieces. In: pieces and where they begin. Out: how far an object is. An object that is complete never changes.

use vordruck_envelope::{Lookup, Pid};

use super::rows::{signed, unsigned};
use super::writer::Connection;
use super::{Objects, Store, StoreError};

/// Whose object it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Owner {
    Draft(Lookup),
    Submission { tenant: String, pid: Pid },
    Relay(Lookup),
}

/// An object and how much of it is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Object {
    pub(crate) object: i64,
    pub(crate) name: Vec<u8>,
    pub(crate) length: u64,
    pub(crate) stored: u64,
    pub(crate) pieces: i64,
}

impl Object {
    pub(crate) fn complete(&self) -> bool {
        self.stored == self.length
    }
}

/// A piece to append.
pub(crate) struct Piece {
    pub(crate) owner: Owner,
    pub(crate) name: Vec<u8>,
    /// Length of the whole object.
    pub(crate) length: u64,
    /// Where the piece begins.
    pub(crate) offset: u64,
    /// How many pieces there are before it.
    pub(crate) number: i64,
    /// Bytes of the object in this piece; `bytes` may be longer by a seal.
    pub(crate) size: u64,
    pub(crate) bytes: Vec<u8>,
}

/// What came of an append.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Appended {
    Stored {
        offset: u64,
    },
    Conflict {
        offset: u64,
    },
    /// Whom it belongs to is gone.
    Gone,
}

type Row = (i64, Vec<u8>, i64, i64, i64);

impl Objects for Store {
    async fn object(&self, owner: Owner, name: Vec<u8>) -> Result<Option<Object>, StoreError> {
        let row: Option<Row> = sqlx::query_as("SELECT object, name, length, stored, pieces FROM objects WHERE owner = $1 AND name = $2")
            .bind(owner.column())
            .bind(name)
            .fetch_optional(&self.readers)
            .await?;
        Ok(row.map(object))
    }

    async fn objects(&self, owner: Owner) -> Result<Vec<Object>, StoreError> {
        let rows: Vec<Row> =
            sqlx::query_as("SELECT object, name, length, stored, pieces FROM objects WHERE owner = $1 ORDER BY name, object")
                .bind(owner.column())
                .fetch_all(&self.readers)
                .await?;
        Ok(rows.into_iter().map(object).collect())
    }

    async fn append(&self, piece: Piece) -> Result<Appended, StoreError> {
        self.writer.write(move |connection| Box::pin(append(connection, piece))).await
    }

    async fn piece(&self, object: i64, number: i64) -> Result<Option<Vec<u8>>, StoreError> {
        let row: Option<(Vec<u8>,)> = sqlx::query_as("SELECT bytes FROM pieces WHERE object = $1 AND number = $2")
            .bind(object)
            .bind(number)
            .fetch_optional(&self.readers)
            .await?;
        Ok(row.map(|(bytes,)| bytes))
    }
}

impl Owner {
    /// One column for all: a byte that says which, then the id.
    pub(super) fn column(&self) -> Vec<u8> {
        match self {
            Self::Draft(lookup) => [b"d".as_slice(), lookup.as_bytes()].concat(),
            Self::Relay(lookup) => [b"r".as_slice(), lookup.as_bytes()].concat(),
            Self::Submission { tenant, pid } => [b"s".as_slice(), pid.as_bytes(), tenant.as_bytes()].concat(),
        }
    }
}

async fn append(connection: &mut Connection, piece: Piece) -> Result<Appended, StoreError> {
    if !exists(connection, &piece.owner).await? {
        return Ok(Appended::Gone);
    }
    let owner = piece.owner.column();
    if piece.offset == 0 {
        sqlx::query(
            "INSERT INTO objects (owner, name, length, stored, pieces) VALUES ($1, $2, $3, 0, 0) ON CONFLICT (owner, name) DO NOTHING",
        )
        .bind(&owner)
        .bind(&piece.name)
        .bind(signed(piece.length))
        .execute(&mut *connection)
        .await?;
    }
    let advanced: Option<(i64,)> = sqlx::query_as(
        "UPDATE objects SET stored = stored + $1, pieces = pieces + 1
         WHERE owner = $2 AND name = $3 AND length = $4 AND stored = $5 AND pieces = $6 AND stored + $1 <= length RETURNING object",
    )
    .bind(signed(piece.size))
    .bind(&owner)
    .bind(&piece.name)
    .bind(signed(piece.length))
    .bind(signed(piece.offset))
    .bind(piece.number)
    .fetch_optional(&mut *connection)
    .await?;
    let Some((object,)) = advanced else {
        let at: Option<(i64,)> = sqlx::query_as("SELECT stored FROM objects WHERE owner = $1 AND name = $2")
            .bind(&owner)
            .bind(&piece.name)
            .fetch_optional(connection)
            .await?;
        return Ok(Appended::Conflict { offset: at.map_or(0, |(stored,)| unsigned(stored)) });
    };
    sqlx::query("INSERT INTO pieces (object, number, bytes) VALUES ($1, $2, $3)")
        .bind(object)
        .bind(piece.number)
        .bind(&piece.bytes)
        .execute(connection)
        .await?;
    Ok(Appended::Stored { offset: piece.offset + piece.size })
}

/// Nothing is stored for a draft that was deleted or an upload that was submitted while the piece was on its way.
async fn exists(connection: &mut Connection, owner: &Owner) -> Result<bool, StoreError> {
    let row: Option<(i64,)> = match owner {
        Owner::Draft(lookup) => {
            sqlx::query_as("SELECT rev FROM drafts WHERE lookup = $1").bind(lookup.as_bytes().as_slice()).fetch_optional(connection).await?
        }
        Owner::Relay(lookup) => {
            sqlx::query_as("SELECT expires_at FROM relays WHERE lookup = $1")
                .bind(lookup.as_bytes().as_slice())
                .fetch_optional(connection)
                .await?
        }
        Owner::Submission { tenant, pid } => {
            sqlx::query_as("SELECT opened_at FROM uploads WHERE tenant = $1 AND pid = $2")
                .bind(tenant)
                .bind(pid.as_bytes().as_slice())
                .fetch_optional(connection)
                .await?
        }
    };
    Ok(row.is_some())
}

/// `false`: there was none.
pub(super) async fn delete_object(connection: &mut Connection, owner: &Owner, name: &[u8]) -> Result<bool, StoreError> {
    let deleted =
        sqlx::query("DELETE FROM objects WHERE owner = $1 AND name = $2").bind(owner.column()).bind(name).execute(connection).await?;
    Ok(deleted.rows_affected() == 1)
}

pub(super) async fn delete_objects(connection: &mut Connection, owner: &Owner) -> Result<u64, StoreError> {
    Ok(sqlx::query("DELETE FROM objects WHERE owner = $1").bind(owner.column()).execute(connection).await?.rows_affected())
}

fn object(row: Row) -> Object {
    let (object, name, length, stored, pieces) = row;
    Object { object, name, length: unsigned(length), stored: unsigned(stored), pieces }
}

//! Which of the two databases it is, for the few things that both say differently.

use crate::{postgres, sqlite};

/// Which of the two databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

impl Dialect {
    /// Asks for the names of all tables with a column `tenant`.
    #[must_use]
    pub fn tables_of_tenants(self) -> &'static str {
        match self {
            Self::Sqlite => sqlite::TABLES_OF_TENANTS,
            Self::Postgres => postgres::TABLES_OF_TENANTS,
        }
    }
}

//! A statement that is put together piece by piece, with numbered places for its values (`$1`), which both databases understand. In: text of ours, values of
//! anybody's. Out: a query. sqlx has such a builder, too, but for either database it writes `?`, which PostgreSQL takes for an operator.

use std::fmt::{Display, Write as _};

use sqlx::any::AnyArguments;
use sqlx::error::BoxDynError;
use sqlx::query::{Query, QueryAs, QueryScalar};
use sqlx::{Any, Arguments as _, AssertSqlSafe, Encode, FromRow, Type};

/// Text and values.
pub(super) struct Statement {
    text: String,
    values: Result<AnyArguments, BoxDynError>,
    count: usize,
}

impl Statement {
    pub(super) fn new(text: &str) -> Self {
        Self { text: text.to_owned(), values: Ok(AnyArguments::default()), count: 0 }
    }

    /// Text that nobody but this program has written.
    pub(super) fn push(&mut self, text: impl Display) -> &mut Self {
        // Writing into a String doesn't fail.
        let _ = write!(self.text, "{text}");
        self
    }

    /// A place for a value.
    pub(super) fn push_bind<'v>(&mut self, value: impl Encode<'v, Any> + Type<Any>) -> &mut Self {
        self.count += 1;
        let _ = write!(self.text, "${}", self.count);
        let added = self.values.as_mut().map_or(Ok(()), |values| values.add(value));
        if let Err(error) = added {
            self.values = Err(error);
        }
        self
    }

    /// Places for values with commas between them; of none there is nothing.
    pub(super) fn push_list<'v, T: Encode<'v, Any> + Type<Any>>(&mut self, values: impl IntoIterator<Item = T>) -> &mut Self {
        for (place, value) in values.into_iter().enumerate() {
            if place > 0 {
                self.text.push_str(", ");
            }
            self.push_bind(value);
        }
        self
    }

    /// `VALUES`, a row for each.
    pub(super) fn push_rows<T>(&mut self, rows: impl IntoIterator<Item = T>, mut write: impl FnMut(&mut Self, T)) -> &mut Self {
        self.text.push_str("VALUES ");
        for (place, row) in rows.into_iter().enumerate() {
            self.text.push_str(if place > 0 { ", (" } else { "(" });
            write(self, row);
            self.text.push(')');
        }
        self
    }

    pub(super) fn build(self) -> Result<Query<'static, Any, AnyArguments>, sqlx::Error> {
        Ok(sqlx::query_with(AssertSqlSafe(self.text), self.values.map_err(sqlx::Error::Encode)?))
    }

    pub(super) fn build_query_as<T: for<'r> FromRow<'r, sqlx::any::AnyRow>>(
        self,
    ) -> Result<QueryAs<'static, Any, T, AnyArguments>, sqlx::Error> {
        Ok(sqlx::query_as_with(AssertSqlSafe(self.text), self.values.map_err(sqlx::Error::Encode)?))
    }

    pub(super) fn build_query_scalar<T>(self) -> Result<QueryScalar<'static, Any, T, AnyArguments>, sqlx::Error>
    where
        (T,): for<'r> FromRow<'r, sqlx::any::AnyRow>,
    {
        Ok(sqlx::query_scalar_with(AssertSqlSafe(self.text), self.values.map_err(sqlx::Error::Encode)?))
    }
}

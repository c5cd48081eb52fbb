//! What was seen once and must not change.

use super::{Store, StoreError};

impl Store {
    /// The pin of this name; `first` becomes it when there is none yet.
    pub(crate) async fn pin(&self, name: &str, first: &str) -> Result<String, StoreError> {
        sqlx::query("INSERT INTO pins (name, pin) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING")
            .bind(name)
            .bind(first)
            .execute(&self.pool)
            .await?;
        Ok(sqlx::query_scalar("SELECT pin FROM pins WHERE name = $1").bind(name).fetch_one(&self.pool).await?)
    }
}

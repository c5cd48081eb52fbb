//! What was seen once and must not change.

use super::turns::InTurn as _;
use super::{Store, StoreError};

impl Store {
    /// The pin of this name; `first` becomes it when there is none yet.
    pub(crate) async fn pin(&self, name: &str, first: &str) -> Result<String, StoreError> {
        if let Some(pin) = self.lookup_pin(name).await? {
            return Ok(pin);
        }
        sqlx::query("INSERT INTO pins (name, pin) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING")
            .bind(name)
            .bind(first)
            .in_turn(self)
            .await?;
        self.lookup_pin(name).await?.ok_or(StoreError::Malformed("pins"))
    }

    async fn lookup_pin(&self, name: &str) -> Result<Option<String>, StoreError> {
        Ok(sqlx::query_scalar("SELECT pin FROM pins WHERE name = $1").bind(name).fetch_optional(&self.pool).await?)
    }

    /// Whether what is here was sealed under the vault's key, or nothing is here yet.
    pub(crate) async fn is_sealed_under_this_key(&self) -> Result<bool, StoreError> {
        let name = self.vault.name();
        Ok(self.pin("at-rest-key", &name).await? == name)
    }
}

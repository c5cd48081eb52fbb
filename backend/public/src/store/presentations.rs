//! How tenants' pages look. In and out: settings as they were published, the picture beside them so that a page doesn't read it to name it.

use vordruck_contract::presentation::Presentation;
use vordruck_contract::services::ServiceCard;

use super::{Presentations, Store, StoreError};
use crate::clock::UnixSeconds;

/// A picture as it is served.
#[derive(Debug, Clone)]
pub(crate) struct StoredLogo {
    pub(crate) media_type: String,
    pub(crate) bytes: Vec<u8>,
}

impl Presentations for Store {
    async fn publish_presentation(
        &self,
        tenant: String,
        settings: Presentation,
        logo: Option<StoredLogo>,
        now: UnixSeconds,
    ) -> Result<(), StoreError> {
        let text = serde_json::to_string(&Presentation { logo: None, ..settings })?;
        let (logo_type, logo) = logo.map(|logo| (logo.media_type, logo.bytes)).unzip();
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    sqlx::query(
                        "INSERT INTO presentations (tenant, settings, logo_type, logo, published_at) VALUES ($1, $2, $3, $4, $5)
                         ON CONFLICT (tenant) DO UPDATE SET settings = excluded.settings, logo_type = excluded.logo_type, logo = excluded.logo,
                         published_at = excluded.published_at",
                    )
                    .bind(tenant)
                    .bind(text)
                    .bind(logo_type)
                    .bind(logo)
                    .bind(now)
                    .execute(connection)
                    .await?;
                    Ok(())
                })
            })
            .await
    }

    async fn presentation(&self, tenant: String) -> Result<Option<(Presentation, Option<StoredLogo>)>, StoreError> {
        let row: Option<(String, Option<String>, Option<Vec<u8>>)> =
            sqlx::query_as("SELECT settings, logo_type, logo FROM presentations WHERE tenant = $1")
                .bind(tenant)
                .fetch_optional(&self.readers)
                .await?;
        let Some((settings, logo_type, logo)) = row else { return Ok(None) };
        let logo = logo_type.zip(logo).map(|(media_type, bytes)| StoredLogo { media_type, bytes });
        Ok(Some((serde_json::from_str(&settings)?, logo)))
    }

    async fn services(&self, tenant: String) -> Result<Vec<ServiceCard>, StoreError> {
        let rows: Vec<(String,)> =
            sqlx::query_as("SELECT card FROM services WHERE tenant = $1 ORDER BY service").bind(tenant).fetch_all(&self.readers).await?;
        rows.into_iter().map(|(card,)| Ok(serde_json::from_str(&card)?)).collect()
    }
}

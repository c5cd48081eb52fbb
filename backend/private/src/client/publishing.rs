//! Publishing a form, its card and the tenant's keys.

use reqwest::header::CONTENT_TYPE;
use vordruck_contract::keys::KeyManifest;
use vordruck_contract::services::ServiceCard;
use vordruck_contract::{forms, paths};

use super::{Client, ClientError, accept};

impl Client {
    /// Stores a compiled form under its hash.
    pub(crate) async fn put_form(&self, token: &str, hash: &str, bytes: Vec<u8>) -> Result<(), ClientError> {
        let request = self.http.put(self.url(&paths::form(hash))?).bearer_auth(token).header(CONTENT_TYPE, forms::MEDIA_TYPE).body(bytes);
        accept(request.send().await?).await.map(drop)
    }

    /// Replaces the tenant's key manifest.
    pub(crate) async fn put_keys(&self, token: &str, tenant: &str, manifest: &KeyManifest) -> Result<(), ClientError> {
        accept(self.http.put(self.url(&paths::keys(tenant))?).bearer_auth(token).json(manifest).send().await?).await.map(drop)
    }

    /// Replaces the service's card: from then on new applications use its form.
    pub(crate) async fn put_card(&self, token: &str, card: &ServiceCard) -> Result<(), ClientError> {
        accept(self.http.put(self.url(&paths::service(&card.tenant, &card.service))?).bearer_auth(token).json(card).send().await?)
            .await
            .map(drop)
    }
}

//! Publishing a form, its card and the tenant's keys, and what is published already.

use reqwest::StatusCode;
use reqwest::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;
use vordruck_contract::keys::KeyManifest;
use vordruck_contract::presentation::Presentation;
use vordruck_contract::services::{ServiceCard, VersionsResponse};
use vordruck_contract::tenants::{DeletedTenant, TenantStock};
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

    /// Replaces how the tenant's pages look and who may frame them.
    pub(crate) async fn put_presentation(&self, token: &str, tenant: &str, presentation: &Presentation) -> Result<(), ClientError> {
        accept(self.http.put(self.url(&paths::presentation(tenant))?).bearer_auth(token).json(presentation).send().await?).await.map(drop)
    }

    /// Deletes everything of the tenant at the public side.
    pub(crate) async fn delete_tenant(&self, token: &str, tenant: &str) -> Result<DeletedTenant, ClientError> {
        let request = self.http.delete(self.url(&paths::tenant(tenant))?).bearer_auth(token);
        accept(request.send().await?).await?.json().await.map_err(|_| ClientError::Malformed("deleted tenant"))
    }

    /// What waits at the public side for the tenant.
    pub(crate) async fn tenant_stock(&self, token: &str, tenant: &str) -> Result<TenantStock, ClientError> {
        let request = self.http.get(self.url(&paths::tenant(tenant))?).bearer_auth(token);
        accept(request.send().await?).await?.json().await.map_err(|_| ClientError::Malformed("numbers of a tenant"))
    }

    /// The service's card; none if it was never published.
    pub(crate) async fn card(&self, tenant: &str, service: &str) -> Result<Option<ServiceCard>, ClientError> {
        self.lookup(&paths::service(tenant, service), "service card").await
    }

    /// The tenant's key manifest; none if it was never published.
    pub(crate) async fn key_manifest(&self, tenant: &str) -> Result<Option<KeyManifest>, ClientError> {
        self.lookup(&paths::keys(tenant), "key manifest").await
    }

    /// What pins which version of a service.
    pub(crate) async fn versions(&self, token: &str, tenant: &str, service: &str) -> Result<VersionsResponse, ClientError> {
        let request = self.http.get(self.url(&paths::service_versions(tenant, service))?).bearer_auth(token);
        accept(request.send().await?).await?.json().await.map_err(|_| ClientError::Malformed("list of versions"))
    }

    async fn lookup<T: DeserializeOwned>(&self, path: &str, what: &'static str) -> Result<Option<T>, ClientError> {
        let answer = self.http.get(self.url(path)?).send().await?;
        if answer.status() == StatusCode::NOT_FOUND {
            return Ok(None);
        }
        accept(answer).await?.json().await.map(Some).map_err(|_| ClientError::Malformed(what))
    }
}

//! Leasing, reading and acknowledging.

use vordruck_contract::collection::{AcknowledgeRequest, AcknowledgeResponse, LeaseRequest, LeaseResponse, LeasedSubmission};
use vordruck_contract::{headers, paths};
use vordruck_envelope::VerifyingKey;

use super::{Client, ClientError, accept};

impl Client {
    /// Asks for work; the public side may wait for some.
    pub(crate) async fn lease(&self, token: &str, request: &LeaseRequest) -> Result<Vec<LeasedSubmission>, ClientError> {
        let response = accept(self.http.post(self.url(paths::COLLECT_LEASE)?).bearer_auth(token).json(request).send().await?).await?;
        response.json::<LeaseResponse>().await.map(|leased| leased.items).map_err(|_| ClientError::Malformed("lease"))
    }

    /// Reads object `number`. More bytes than announced are not taken.
    pub(crate) async fn object(&self, token: &str, pid: &str, number: u32, fence: u64, size: u64) -> Result<Vec<u8>, ClientError> {
        let request = self.http.get(self.url(&paths::collect_object(pid, number))?).bearer_auth(token).header(headers::FENCE, fence);
        let mut response = accept(request.send().await?).await?;
        let mut bytes = Vec::new();
        while let Some(piece) = response.chunk().await? {
            if (bytes.len() as u64).saturating_add(piece.len() as u64) > size {
                return Err(ClientError::Malformed("object of the announced size"));
            }
            bytes.extend_from_slice(&piece);
        }
        Ok(bytes)
    }

    /// Says that a submission has arrived; the public side deletes it then.
    pub(crate) async fn acknowledge(
        &self,
        token: &str,
        pid: &str,
        request: &AcknowledgeRequest,
    ) -> Result<AcknowledgeResponse, ClientError> {
        let response =
            accept(self.http.post(self.url(&paths::collect_acknowledge(pid))?).bearer_auth(token).json(request).send().await?).await?;
        response.json().await.map_err(|_| ClientError::Malformed("acknowledgement"))
    }

    /// The key that signs receipts.
    pub(crate) async fn receipt_key(&self) -> Result<VerifyingKey, ClientError> {
        #[derive(serde::Deserialize)]
        struct Jwk {
            kty: String,
            crv: String,
            x: VerifyingKey,
        }
        let response = accept(self.http.get(self.url(paths::RECEIPT_KEY)?).send().await?).await?;
        let jwk: Jwk = response.json().await.map_err(|_| ClientError::Malformed("key"))?;
        if jwk.kty == "OKP" && jwk.crv == "Ed25519" { Ok(jwk.x) } else { Err(ClientError::Malformed("key")) }
    }
}

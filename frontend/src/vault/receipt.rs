//! Receipts. In: a receipt and the key of the server. Out: the same receipt, if it is signed and about this application.

use super::application::Application;
use crate::client::ClientError;
use crate::platform::{fetch::Call, instant};
use crate::wire::fetch;
use serde::Deserialize;
use vordruck_contract::paths;
use vordruck_contract::submissions::Receipt;
use vordruck_envelope::{SubmissionPlace, VerifyingKey};

/// An Ed25519 public key (RFC 8037 § 2); members that don't matter here are not read.
#[derive(Deserialize)]
struct Jwk {
    kty: String,
    crv: String,
    x: VerifyingKey,
}

impl Application {
    /// The receipt, if its signature verifies, it names this application and says beside the signature what it says in it.
    pub(super) async fn checked(&self, receipt: Receipt) -> Result<Receipt, ClientError> {
        let key: Jwk = fetch(Call::get(paths::RECEIPT_KEY)).await?;
        if self.is_signed(&receipt, &key) { Ok(receipt) } else { Err(ClientError::Server { request_id: None }) }
    }

    fn is_signed(&self, receipt: &Receipt, key: &Jwk) -> bool {
        let place = SubmissionPlace { tenant: &self.place.tenant, service: &self.place.service, pid: self.pid, form: self.form };
        let signed = receipt
            .digest
            .parse()
            .ok()
            .and_then(|digest| vordruck_envelope::receipt::Receipt::verify(&receipt.jws, &key.x, &place, &digest).ok());
        signed.is_some_and(|signed| {
            key.kty == "OKP"
                && key.crv == "Ed25519"
                && receipt.pid == signed.pid.to_string()
                && receipt.reference == signed.reference.as_str()
                && instant::read(&receipt.received_at) == Some(signed.received_at)
                && instant::read(&receipt.retain_until) == Some(signed.retain_until)
        })
    }
}

//! `GET /.well-known/vordruck-receipt-key`: the key that checks receipts, as a JSON Web Key (RFC 8037).

use axum::extract::State;
use serde::Serialize;
use vordruck_contract::paths;

use crate::app::App;

/// An Ed25519 public key (RFC 8037 § 2).
#[derive(Serialize, utoipa::ToSchema)]
pub(crate) struct Jwk {
    kty: &'static str,
    crv: &'static str,
    /// 43 base64url digits.
    x: String,
    /// SHA-256 of the raw key, 64 hexadecimal digits: the `kid` of the receipts.
    kid: String,
    #[serde(rename = "use")]
    purpose: &'static str,
    alg: &'static str,
}

#[utoipa::path(get, path = paths::RECEIPT_KEY, tag = "instance", responses((status = 200, body = Jwk)))]
pub(crate) async fn handle(State(app): State<App>) -> axum::Json<Jwk> {
    let key = app.receipts.verifying_key();
    axum::Json(Jwk { kty: "OKP", crv: "Ed25519", x: key.to_string(), kid: key.fingerprint().to_string(), purpose: "sig", alg: "EdDSA" })
}

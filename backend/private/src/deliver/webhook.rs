//! The channel to an HTTPS address. In: a delivery. Out: one POST of `multipart/form-data`, signed after RFC 9421 (HMAC-SHA-256) with the digest of its body
//! (RFC 9530), repeated with the same `Idempotency-Key` until a status 2xx says that the receiver has it durably.

use std::sync::Arc;

use async_trait::async_trait;
use base64ct::{Base64, Encoding as _};
use hmac::{Hmac, KeyInit as _, Mac as _};
use reqwest::Url;
use sha2::{Digest as _, Sha256, Sha512};
use zeroize::Zeroizing;

use super::content::Content;
use super::manifest::{self, Dropped};
use super::{Channel, ChannelError, Delivery, Handed, Trace, web};
use crate::clock::{Clock, UnixSeconds};
use crate::reading::ExportFormat;

/// An HTTPS address as a channel.
pub(crate) struct Webhook {
    pub(crate) name: String,
    pub(crate) http: reqwest::Client,
    pub(crate) url: Url,
    pub(crate) key_id: String,
    pub(crate) secret: Zeroizing<Vec<u8>>,
    pub(crate) content: Content,
    pub(crate) clock: Arc<dyn Clock>,
}

#[async_trait]
impl Channel for Webhook {
    fn name(&self) -> &str {
        &self.name
    }

    fn exports(&self) -> Vec<ExportFormat> {
        vec![self.content.format]
    }

    async fn deliver(&self, delivery: &Delivery, _: &mut Trace) -> Result<Handed, ChannelError> {
        let files = manifest::files(delivery, &self.content).await?;
        // Not among the content: 128 bits that the sender draws from the application's name and digest.
        let boundary = manifest::hex(Sha256::digest(format!("{}{}", delivery.pid, delivery.digest)).get(..16).unwrap_or_default());
        let body = multipart(&boundary, &files);
        let content_type = format!("multipart/form-data; boundary={boundary}");
        let digest = format!("sha-512=:{}:", Base64::encode_string(&Sha512::digest(&body)));
        let idempotency_key = delivery.pid.to_string();
        let covered = [
            ("@method", "POST"),
            ("@target-uri", self.url.as_str()),
            ("content-type", &content_type),
            ("content-digest", &digest),
            ("idempotency-key", &idempotency_key),
        ];
        let (input, signature) = sign(&covered, &self.key_id, &self.secret, self.clock.now());
        let request = self.http.post(self.url.clone()).header("content-type", &content_type).header("content-digest", &digest);
        let request = request.header("idempotency-key", &idempotency_key).header("signature-input", input).header("signature", signature);
        let status = request.body(body).send().await.map_err(web::unreachable)?.status();
        if status.is_success() { Ok(Handed::Confirmed) } else { Err(web::refusal(status, "the receiver refuses")) }
    }
}

/// RFC 7578. Names of files are ours or cleaned: no quotes, no line breaks.
fn multipart(boundary: &str, files: &[Dropped<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    for file in files {
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"datei\"; filename=\"{}\"\r\nContent-Type: {}\r\n\r\n",
            file.name, file.media_type
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(&file.bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    body
}

/// `Signature-Input` and `Signature` (RFC 9421 § 2.5, § 3.3.3) under the label `vordruck`.
fn sign(covered: &[(&str, &str)], key_id: &str, secret: &[u8], created: UnixSeconds) -> (String, String) {
    let names: Vec<String> = covered.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    let parameters = format!("({});created={created};keyid=\"{key_id}\";alg=\"hmac-sha256\"", names.join(" "));
    (format!("vordruck={parameters}"), format!("vordruck=:{}:", Base64::encode_string(&mac(covered, &parameters, secret))))
}

fn mac(covered: &[(&str, &str)], parameters: &str, secret: &[u8]) -> Vec<u8> {
    let mut base: String = covered.iter().map(|(name, value)| format!("\"{name}\": {value}\n")).collect();
    base.push_str(&format!("\"@signature-params\": {parameters}"));
    // HMAC takes keys of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else { return Vec::new() };
    mac.update(base.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_those_of_the_standards_example() {
        // RFC 9421, appendices B.1.5 and B.2.5.
        let secret =
            Base64::decode_vec("uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==").unwrap();
        let covered = [("date", "Tue, 20 Apr 2021 02:07:55 GMT"), ("@authority", "example.com"), ("content-type", "application/json")];
        let parameters = "(\"date\" \"@authority\" \"content-type\");created=1618884473;keyid=\"test-shared-secret\"";
        assert_eq!(Base64::encode_string(&mac(&covered, parameters, &secret)), "pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=");
    }

    #[test]
    fn each_file_is_a_part_of_the_body() {
        let file = |name: &str| Dropped { name: name.to_owned(), media_type: "text/plain".to_owned(), bytes: b"x".as_slice().into() };
        let body = String::from_utf8(multipart("B", &[file("a.txt"), file("b.txt")])).unwrap();
        assert_eq!(body.matches("--B\r\n").count(), 2);
        assert!(body.contains("filename=\"b.txt\"\r\nContent-Type: text/plain\r\n\r\nx\r\n") && body.ends_with("--B--\r\n"));
    }
}

//! The webhook against a receiver of its own: signed, repeated with the same key, refused.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use base64ct::Encoding as _;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256, Sha512};
use vordruck_contract::postbox::TransferState;
use vordruck_private::config::ChannelConfig;
use vordruck_private::reading::ExportFormat;

use crate::applicant::Application;
use crate::clerk::Clerk;
use crate::town::Town;
use crate::transfers::{content, plan, queue};

const SECRET: &[u8] = b"ein gemeinsames Geheimnis mit vielen Zeichen";

/// Statuses to answer with, from the back, and what came.
#[derive(Clone, Default)]
struct Receiver(Arc<Mutex<(Vec<u16>, Vec<Arrival>)>>);

type Arrival = (HeaderMap, Bytes);

async fn receive(State(receiver): State<Receiver>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let mut state = receiver.0.lock().unwrap();
    state.1.push((headers, body));
    StatusCode::from_u16(state.0.pop().unwrap_or(204)).unwrap()
}

async fn start(statuses: &[u16]) -> (Receiver, String) {
    let receiver = Receiver::default();
    receiver.0.lock().unwrap().0.extend(statuses.iter().rev());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/eingang", listener.local_addr().unwrap());
    let router = Router::new().route("/eingang", axum::routing::post(receive)).with_state(receiver.clone());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (receiver, url)
}

fn channel(url: &str, secret: &std::path::Path) -> ChannelConfig {
    std::fs::write(secret, SECRET).unwrap();
    ChannelConfig::Webhook {
        url: url.to_owned(),
        key_id: "musterstadt-1".to_owned(),
        secret_file: secret.to_owned(),
        root_certificate: None,
        content: content(ExportFormat::XmlFim),
    }
}

/// Verifies as a receiver would who has read RFC 9421 and RFC 9530.
fn verify(url: &str, headers: &HeaderMap, body: &[u8]) {
    let header = |name: &str| headers[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-digest"), format!("sha-512=:{}:", base64ct::Base64::encode_string(&Sha512::digest(body))));
    let input = header("signature-input");
    let parameters = input.strip_prefix("vordruck=").unwrap();
    let names = parameters.split_once(')').unwrap().0.trim_start_matches('(').split(' ');
    let mut base = String::new();
    for name in names {
        let value = match name.trim_matches('"') {
            "@method" => "POST".to_owned(),
            "@target-uri" => url.to_owned(),
            name => header(name),
        };
        base.push_str(&format!("{name}: {value}\n"));
    }
    base.push_str(&format!("\"@signature-params\": {parameters}"));
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET).unwrap();
    mac.update(base.as_bytes());
    let signature = header("signature");
    let signature = signature.strip_prefix("vordruck=:").unwrap().strip_suffix(':').unwrap();
    mac.verify_slice(&base64ct::Base64::decode_vec(signature).unwrap()).unwrap();
    assert!(parameters.contains("content-digest") && parameters.contains("keyid=\"musterstadt-1\""));
}

#[tokio::test]
async fn a_webhook_is_signed_and_repeated_until_it_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let (receiver, url) = start(&[503, 200]).await;
    let town = Town::with(plan(vec![("netz", channel(&url, &folder.path().join("secret")))])).await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    let receipt = town.submit(Application::of("Bello").with_file("a.pdf", b"%PDF-1.4 Anhang")).await;
    town.collect().await;
    town.private().transfer_once().await.unwrap();
    assert_eq!(queue(&clerk).await, [("netz".to_owned(), TransferState::Waiting, true)]);
    town.clock.advance(61);
    town.private().transfer_once().await.unwrap();
    assert_eq!(queue(&clerk).await, []);
    assert_eq!((clerk.list().await.total, town.count_transfers().await), (0, (1, 0)));
    let received = receiver.0.lock().unwrap().1.clone();
    assert_eq!(received.len(), 2);
    for (headers, body) in &received {
        verify(&url, headers, body);
        assert_eq!(headers["idempotency-key"], receipt.pid.as_str());
        let text = String::from_utf8_lossy(body);
        assert!(text.contains("Bello") && text.contains("%PDF-1.4 Anhang") && text.contains("filename=\"vorgang.json\""));
    }
    assert_eq!(received[0].1, received[1].1, "the same bytes each time");
}

#[tokio::test]
async fn a_webhook_that_refuses_leaves_it_to_the_postbox() {
    let folder = tempfile::tempdir().unwrap();
    let (_, url) = start(&[422]).await;
    let town = Town::with(plan(vec![("netz", channel(&url, &folder.path().join("secret")))])).await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    town.submit(Application::of("Bello")).await;
    town.collect().await;
    town.private().transfer_once().await.unwrap();
    assert_eq!(queue(&clerk).await, [("netz".to_owned(), TransferState::Rejected, true)]);
    assert_eq!(clerk.list().await.total, 1);
}

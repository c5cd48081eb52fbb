//! Relays: from a telephone into an application that is open elsewhere, through a server that can't read what it passes on.

use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use vordruck_contract::paths;
use vordruck_envelope::Verifier;
use vordruck_envelope::exposed::Exposed;

use crate::database::found;
use crate::harness::{Harness, SERVICE, TENANT, card, expect, problem, random};

/// What the two devices know; plain random bytes here.
struct Relay {
    lookup: String,
    auth: String,
    verifier: String,
    keeper: String,
    sender: String,
}

impl Relay {
    fn new() -> Self {
        let proof = vordruck_envelope::AccessProof::from_bytes(random());
        Self {
            lookup: vordruck_envelope::Lookup::from_bytes(random()).to_string(),
            auth: proof.to_exposed().to_string(),
            verifier: Verifier::of(&proof).to_string(),
            keeper: String::new(),
            sender: String::new(),
        }
    }

    fn create_request(&self) -> Value {
        json!({ "lookup": self.lookup, "verifier": self.verifier, "tenant": TENANT, "service": SERVICE })
    }

    fn open_request(&self) -> Value {
        json!({ "lookup": self.lookup, "auth": self.auth })
    }

    /// Created, invited to, joined; both ends were given the same share.
    async fn joined(harness: &Harness) -> Self {
        let mut relay = Self::new();
        let answer = harness.post(paths::RELAYS).json(&relay.create_request()).send().await.unwrap();
        let created = expect(answer, StatusCode::CREATED).await;
        relay.keeper = created["session"].as_str().unwrap().into();
        let invite = harness.put(&paths::relay_invitation(&relay.lookup)).bearer_auth(&relay.keeper);
        let answer = invite.header("content-type", "application/octet-stream").body("invitation").send().await.unwrap();
        assert_eq!(answer.status(), 204);
        let opened = relay.open(harness).await;
        assert_eq!((&opened["share"], &opened["tenant"], &opened["service"]), (&created["share"], &json!(TENANT), &json!(SERVICE)));
        assert_eq!(opened["invitation"], "aW52aXRhdGlvbg");
        relay.sender = opened["session"].as_str().unwrap().into();
        relay
    }

    async fn open(&self, harness: &Harness) -> Value {
        expect(harness.post(paths::RELAYS_OPEN).json(&self.open_request()).send().await.unwrap(), StatusCode::OK).await
    }

    fn append(&self, harness: &Harness, file: &str, offset: usize, length: usize, bytes: &[u8]) -> RequestBuilder {
        harness
            .put(&paths::relay_file(&self.lookup, file))
            .bearer_auth(&self.sender)
            .header("content-type", "application/octet-stream")
            .header("upload-offset", offset)
            .header("upload-length", length)
            .body(bytes.to_vec())
    }

    async fn send(&self, harness: &Harness, bytes: &[u8]) -> String {
        let file = id();
        expect(self.append(harness, &file, 0, bytes.len(), bytes).send().await.unwrap(), StatusCode::OK).await;
        file
    }

    async fn state(&self, harness: &Harness, session: &str) -> Value {
        expect(harness.get(&paths::relay(&self.lookup)).bearer_auth(session).send().await.unwrap(), StatusCode::OK).await
    }

    fn collect(&self, harness: &Harness, file: &str) -> RequestBuilder {
        harness.get(&paths::relay_file(&self.lookup, file)).bearer_auth(&self.keeper)
    }

    fn collected(&self, harness: &Harness, file: &str) -> RequestBuilder {
        harness.request(Method::DELETE, &paths::relay_file(&self.lookup, file)).bearer_auth(&self.keeper)
    }
}

fn id() -> String {
    vordruck_envelope::AttachmentId::from_bytes(random()).to_string()
}

#[tokio::test]
async fn a_file_goes_from_the_telephone_to_the_open_device_and_is_gone_once_it_is_there() {
    let harness = Harness::new().await;
    harness.publish().await;
    let relay = Relay::joined(&harness).await;
    let state = relay.state(&harness, &relay.keeper).await;
    assert_eq!((&state["joined"], &state["files"], &state["arriving"]), (&json!(true), &json!([]), &json!(false)));

    let (file, bytes) = (id(), vec![7_u8; 600_000]);
    let (head, tail) = bytes.split_at(400_000);
    expect(relay.append(&harness, &file, 0, bytes.len(), head).send().await.unwrap(), StatusCode::OK).await;
    let state = relay.state(&harness, &relay.keeper).await;
    assert_eq!((&state["files"], &state["arriving"]), (&json!([]), &json!(true)));
    assert_eq!(problem(relay.collect(&harness, &file).send().await.unwrap()).await.0, 404, "it is not complete");
    let path = paths::relay_file(&relay.lookup, &file);
    let progress = harness.request(Method::HEAD, &path).bearer_auth(&relay.sender).send().await.unwrap();
    assert_eq!((progress.status().as_u16(), &progress.headers()["upload-offset"]), (200, &"400000".parse().unwrap()));
    let answer = relay.append(&harness, &file, 400_000, bytes.len(), tail).send().await.unwrap();
    assert_eq!(expect(answer, StatusCode::OK).await["complete"], true);

    for session in [&relay.keeper, &relay.sender] {
        assert_eq!(relay.state(&harness, session).await["files"], json!([file]), "both ends see what waits");
    }
    assert_eq!(relay.collect(&harness, &file).send().await.unwrap().bytes().await.unwrap(), bytes);
    assert_eq!(relay.collected(&harness, &file).send().await.unwrap().status(), 204);
    assert_eq!(relay.state(&harness, &relay.sender).await["files"], json!([]), "the telephone sees that it was collected");
    for again in [relay.collect(&harness, &file), relay.collected(&harness, &file)] {
        assert_eq!(problem(again.send().await.unwrap()).await.1, "not-found", "nothing is collected twice");
    }
}

#[tokio::test]
async fn files_are_collected_in_the_order_they_were_sent() {
    let harness = Harness::new().await;
    harness.publish().await;
    let relay = Relay::joined(&harness).await;
    let mut sent = Vec::new();
    for number in 0..5_u8 {
        sent.push(relay.send(&harness, &[number; 40]).await);
    }
    assert_eq!(relay.state(&harness, &relay.keeper).await["files"], json!(sent));
}

#[tokio::test]
async fn each_end_can_do_its_own_and_nothing_else() {
    let harness = Harness::new().await;
    harness.publish().await;
    let (relay, other) = (Relay::joined(&harness).await, Relay::joined(&harness).await);
    let file = relay.send(&harness, b"sealed").await;
    let path = paths::relay_file(&relay.lookup, &file);
    let kind = async |request: RequestBuilder| problem(request.send().await.unwrap()).await.1;
    let sealed = |request: RequestBuilder| request.header("content-type", "application/octet-stream").body("x");
    // The telephone, and whoever has photographed the code as well, can't read what was sent, nor end or change anything.
    assert_eq!(kind(harness.get(&path).bearer_auth(&relay.sender)).await, "forbidden");
    assert_eq!(kind(harness.request(Method::DELETE, &path).bearer_auth(&relay.sender)).await, "forbidden");
    assert_eq!(kind(harness.request(Method::DELETE, &paths::relay(&relay.lookup)).bearer_auth(&relay.sender)).await, "forbidden");
    assert_eq!(kind(sealed(harness.put(&paths::relay_invitation(&relay.lookup)).bearer_auth(&relay.sender))).await, "forbidden");
    let append = |session: &str| sealed(harness.put(&path).bearer_auth(session)).header("upload-offset", 0).header("upload-length", 1);
    assert_eq!(kind(append(&relay.keeper)).await, "forbidden");
    for stranger in [&other.keeper, &other.sender] {
        assert_eq!(kind(append(stranger)).await, "not-authorised");
        assert_eq!(kind(harness.get(&path).bearer_auth(stranger)).await, "not-authorised");
        assert_eq!(kind(harness.get(&paths::relay(&relay.lookup)).bearer_auth(stranger)).await, "not-authorised");
    }
}

#[tokio::test]
async fn a_wrong_secret_an_unknown_relay_and_an_ended_one_are_answered_alike() {
    let harness = Harness::new().await;
    harness.publish().await;
    let relay = Relay::joined(&harness).await;
    let refused = async |request: Value| {
        let (status, kind, mut document) = problem(harness.post(paths::RELAYS_OPEN).json(&request).send().await.unwrap()).await;
        document["instance"] = Value::Null;
        (status, kind, document)
    };
    let wrong = refused(json!({ "lookup": relay.lookup, "auth": Relay::new().auth })).await;
    assert_eq!((wrong.0, wrong.1.as_str()), (401, "not-authorised"));
    assert_eq!(refused(Relay::new().open_request()).await, wrong);
    let end = harness.request(Method::DELETE, &paths::relay(&relay.lookup)).bearer_auth(&relay.keeper);
    assert_eq!(end.send().await.unwrap().status(), 204);
    assert_eq!(refused(relay.open_request()).await, wrong);
    assert_eq!(relay.append(&harness, &id(), 0, 6, b"sealed").send().await.unwrap().status(), 401);
}

#[tokio::test]
async fn a_second_telephone_takes_the_place_of_the_first() {
    let harness = Harness::new().await;
    harness.publish().await;
    let relay = Relay::joined(&harness).await;
    let second = relay.open(&harness).await;
    assert_eq!(relay.append(&harness, &id(), 0, 6, b"sealed").send().await.unwrap().status(), 401);
    let second = Relay { sender: second["session"].as_str().unwrap().into(), ..relay };
    second.send(&harness, b"sealed").await;
}

#[tokio::test]
async fn after_an_hour_nothing_opens_and_nothing_is_left() {
    let harness = Harness::new().await;
    harness.publish().await;
    let relay = Relay::joined(&harness).await;
    let canary = b"canary-canary-canary-52e1".repeat(500);
    let file = relay.send(&harness, &canary).await;
    harness.clock.pass(3_599);
    assert_eq!(relay.collect(&harness, &file).send().await.unwrap().status(), 200);
    harness.clock.pass(1);
    assert_eq!(relay.collect(&harness, &file).send().await.unwrap().status(), 401);
    assert_eq!(relay.append(&harness, &id(), 0, 6, b"sealed").send().await.unwrap().status(), 401);
    assert_eq!(harness.post(paths::RELAYS_OPEN).json(&relay.open_request()).send().await.unwrap().status(), 401);
    harness.side().delete_due().await.unwrap();
    assert_eq!(found(harness.database(), &canary[..25]).await, 0);
}

#[tokio::test]
async fn what_is_too_large_or_too_much_is_refused() {
    let harness = Harness::with(|config| {
        config.limits.relay_files = 2;
        config.limits.relay_bytes = 1_500_000;
    })
    .await;
    harness.publish().await;
    let relay = Relay::joined(&harness).await;
    let longest = usize::try_from(card()["max_attachment_bytes"].as_u64().unwrap() * 9 / 8).unwrap();
    let kind = async |request: RequestBuilder| problem(request.send().await.unwrap()).await.1;
    assert_eq!(kind(relay.append(&harness, &id(), 0, longest + 1, b"x")).await, "too-large");
    expect(relay.append(&harness, &id(), 0, 1_000_000, b"x").send().await.unwrap(), StatusCode::OK).await;
    assert_eq!(kind(relay.append(&harness, &id(), 0, 500_001, b"x")).await, "too-large");
    expect(relay.append(&harness, &id(), 0, 6, b"sealed").send().await.unwrap(), StatusCode::OK).await;
    assert_eq!(kind(relay.append(&harness, &id(), 0, 6, b"sealed")).await, "too-large");
    let long = harness.put(&paths::relay_invitation(&relay.lookup)).bearer_auth(&relay.keeper);
    assert_eq!(kind(long.header("content-type", "application/octet-stream").body(vec![0; 16 * 1024 + 1])).await, "too-large");
}

#[tokio::test]
async fn one_address_prefix_makes_sixty_relays_an_hour() {
    let harness = Harness::new().await;
    harness.publish().await;
    let create = async |relay: &Relay| harness.post(paths::RELAYS).json(&relay.create_request()).send().await.unwrap();
    let first = Relay::new();
    assert_eq!(create(&first).await.status(), 201);
    assert_eq!(problem(create(&first).await).await.1, "relay-exists");
    for _ in 2..60 {
        assert_eq!(create(&Relay::new()).await.status(), 201);
    }
    let answer = create(&Relay::new()).await;
    assert!(answer.headers()["retry-after"].to_str().unwrap().parse::<u64>().unwrap() <= 3_600);
    assert_eq!(problem(answer).await.1, "too-many-requests");
    harness.clock.pass(3_600);
    assert_eq!(create(&Relay::new()).await.status(), 201);
}

#[tokio::test]
async fn the_page_of_the_link_says_what_it_is_for() {
    let harness = Harness::new().await;
    harness.publish().await;
    let page = harness.get(&paths::relay_page(TENANT, SERVICE)).send().await.unwrap().text().await.unwrap();
    for words in ["data-page=\"relay\"", "Fotos mit dem Handy hinzufügen", "noindex"] {
        assert!(page.contains(words), "{words}");
    }
}

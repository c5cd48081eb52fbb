//! Submissions: uploaded in pieces, received once.

use reqwest::{RequestBuilder, StatusCode};
use serde_json::{Value, json};
use vordruck_contract::paths;
use vordruck_envelope::receipt::Receipt;
use vordruck_envelope::{BlobHash, Digest, SubmissionPlace};

use crate::harness::{Draft, Harness, SERVICE, TENANT, TOKEN, expect, form_hash, problem, random_pid, sha512};

/// A submission on its way.
pub struct Package {
    pub pid: String,
    pub objects: Vec<Vec<u8>>,
    pub session: String,
}

impl Package {
    pub fn new() -> Self {
        let mut objects: Vec<Vec<u8>> = (0..3).map(|n| format!("sealed object {n} of {}", random_pid()).into_bytes()).collect();
        objects[2] = objects[2].repeat(10_000);
        Self { pid: random_pid(), objects, session: String::new() }
    }

    pub fn digest(&self) -> String {
        Digest::of(&self.objects.iter().map(|object| BlobHash::of(object)).collect::<Vec<_>>()).to_string()
    }

    pub fn announcement(&self) -> Value {
        json!({ "pid": self.pid, "tenant": TENANT, "service": SERVICE, "object_sizes": self.objects.iter().map(Vec::len).collect::<Vec<_>>() })
    }

    pub fn request(&self) -> Value {
        let objects: Vec<Value> = self.objects.iter().map(|object| json!({ "size": object.len(), "sha512": sha512(object) })).collect();
        json!({ "pid": self.pid, "tenant": TENANT, "service": SERVICE, "form": form_hash(), "kid": "k".repeat(43), "suite": "hpke-1",
            "wrap": "w".repeat(100), "objects": objects, "digest": self.digest() })
    }

    pub async fn upload(&mut self, harness: &Harness) {
        let answer = harness.post(paths::UPLOADS).json(&self.announcement()).send().await.unwrap();
        self.session = expect(answer, StatusCode::CREATED).await["session"].as_str().unwrap().to_owned();
        for n in 0..self.objects.len() {
            expect(self.put(harness, n, 0, &self.objects[n]).send().await.unwrap(), StatusCode::OK).await;
        }
    }

    pub fn put(&self, harness: &Harness, n: usize, offset: usize, bytes: &[u8]) -> RequestBuilder {
        harness
            .put(&paths::upload_object(&self.pid, u32::try_from(n).unwrap()))
            .bearer_auth(&self.session)
            .header("content-type", "application/octet-stream")
            .header("upload-offset", offset)
            .header("upload-length", self.objects[n].len())
            .body(bytes.to_vec())
    }

    pub fn submit(&self, harness: &Harness, request: &Value) -> RequestBuilder {
        harness.post(paths::SUBMISSIONS).bearer_auth(&self.session).header("idempotency-key", &self.pid).json(request)
    }

    pub async fn submitted(harness: &Harness) -> (Self, Value) {
        let mut package = Self::new();
        package.upload(harness).await;
        let receipt = expect(package.submit(harness, &package.request()).send().await.unwrap(), StatusCode::CREATED).await;
        (package, receipt)
    }
}

#[tokio::test]
async fn what_was_uploaded_is_received_with_a_receipt_that_the_published_key_verifies() {
    let harness = Harness::new().await;
    harness.publish().await;
    let (package, receipt) = Package::submitted(&harness).await;
    assert_eq!((&receipt["received_at"], &receipt["retain_until"]), (&json!("2026-11-22T08:00:00Z"), &json!("2027-02-20T08:00:00Z")));
    let jwk: Value = harness.get(paths::RECEIPT_KEY).send().await.unwrap().json().await.unwrap();
    let key = jwk["x"].as_str().unwrap().parse().unwrap();
    let place = SubmissionPlace { tenant: TENANT, service: SERVICE, pid: package.pid.parse().unwrap(), form: form_hash().parse().unwrap() };
    let signed = Receipt::verify(receipt["jws"].as_str().unwrap(), &key, &place, &package.digest().parse().unwrap()).unwrap();
    assert_eq!(signed.reference.to_string(), receipt["reference"].as_str().unwrap());
}

#[tokio::test]
async fn sent_many_times_at_once_it_is_one_submission_with_one_receipt() {
    let harness = Harness::new().await;
    harness.publish().await;
    let mut package = Package::new();
    package.upload(&harness).await;
    let request = package.request();
    let answers = futures_util::future::join_all((0..12).map(|_| package.submit(&harness, &request).send())).await;
    let (mut fresh, mut receipts) = (0, Vec::new());
    for answer in answers {
        let answer = answer.unwrap();
        fresh += usize::from(answer.status() == 201);
        assert!(answer.status().is_success(), "{}", answer.status());
        receipts.push(answer.json::<Value>().await.unwrap());
    }
    assert_eq!(fresh, 1);
    assert!(receipts.iter().all(|receipt| *receipt == receipts[0]));
    let leased = harness
        .post(paths::COLLECT_LEASE)
        .bearer_auth(TOKEN)
        .json(&json!({ "tenant": TENANT, "max": 100, "wait_seconds": 0 }))
        .send()
        .await
        .unwrap();
    assert_eq!(expect(leased, StatusCode::OK).await["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn another_content_under_the_same_pid_is_refused_with_the_first_receipt() {
    let harness = Harness::new().await;
    harness.publish().await;
    let (package, receipt) = Package::submitted(&harness).await;
    let mut other = package.request();
    other["digest"] = sha512(b"something else").into();
    let (status, kind, document) = problem(package.submit(&harness, &other).send().await.unwrap()).await;
    assert_eq!((status, kind.as_str(), &document["receipt"]), (409, "already-submitted", &receipt));
    let again = harness.post(paths::UPLOADS).json(&package.announcement()).send().await.unwrap();
    assert_eq!(problem(again).await.2["receipt"], receipt, "who lost the answer gets the receipt when trying again");
    let same = package.submit(&harness, &package.request()).send().await.unwrap();
    assert_eq!(expect(same, StatusCode::OK).await, receipt);
    let stranger = Package { session: Draft::new().auth, pid: package.pid.clone(), objects: package.objects.clone() };
    assert_eq!(stranger.submit(&harness, &package.request()).send().await.unwrap().status(), 401);
}

#[tokio::test]
async fn missing_differing_and_unfinished_objects_are_not_received() {
    let harness = Harness::new().await;
    harness.publish().await;
    let mut package = Package::new();
    let answer = harness.post(paths::UPLOADS).json(&package.announcement()).send().await.unwrap();
    package.session = expect(answer, StatusCode::CREATED).await["session"].as_str().unwrap().to_owned();
    for n in [0, 1] {
        expect(package.put(&harness, n, 0, &package.objects[n]).send().await.unwrap(), StatusCode::OK).await;
    }
    let submit = || async { problem(package.submit(&harness, &package.request()).send().await.unwrap()).await.1 };
    assert_eq!(submit().await, "objects-incomplete");
    expect(package.put(&harness, 2, 0, &package.objects[2][..1000]).send().await.unwrap(), StatusCode::OK).await;
    assert_eq!(submit().await, "objects-incomplete");
    expect(package.put(&harness, 2, 1000, &package.objects[2][1000..]).send().await.unwrap(), StatusCode::OK).await;
    let mut lied = package.request();
    lied["objects"][1]["sha512"] = sha512(b"other").into();
    assert_eq!(problem(package.submit(&harness, &lied).send().await.unwrap()).await.1, "objects-incomplete");
    expect(package.submit(&harness, &package.request()).send().await.unwrap(), StatusCode::CREATED).await;
}

#[tokio::test]
async fn the_draft_goes_in_the_same_moment_and_a_repetition_without_it_is_the_same_submission() {
    let harness = Harness::new().await;
    harness.publish().await;
    let draft = harness.draft().await;
    expect(harness.save(&draft, 0, "sealed").send().await.unwrap(), StatusCode::OK).await;
    let mut package = Package::new();
    package.upload(&harness).await;
    let mut request = package.request();
    request["draft"] = json!({ "lookup": draft.lookup, "session": draft.session });
    let receipt = expect(package.submit(&harness, &request).send().await.unwrap(), StatusCode::CREATED).await;
    assert_eq!(harness.open(&draft).send().await.unwrap().status(), 401);
    assert_eq!(expect(package.submit(&harness, &request).send().await.unwrap(), StatusCode::OK).await, receipt);
}

#[tokio::test]
async fn a_stranger_cannot_delete_a_draft_by_naming_it_in_a_submission() {
    let harness = Harness::new().await;
    harness.publish().await;
    let draft = harness.draft().await;
    let mut package = Package::new();
    package.upload(&harness).await;
    let mut request = package.request();
    request["draft"] = json!({ "lookup": draft.lookup, "session": Draft::new().auth });
    expect(package.submit(&harness, &request).send().await.unwrap(), StatusCode::CREATED).await;
    assert_eq!(harness.open(&draft).send().await.unwrap().status(), 200);
}

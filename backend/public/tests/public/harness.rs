//! What tests need: a running public side, a client, a clock that can be turned.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use ed25519_dalek::{Signer, SigningKey};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use sha2::{Digest, Sha256, Sha512};
use vordruck_contract::assets::{AssetFile, Assets, EntryTags, Preload, PreloadPurpose, Sealed};
use vordruck_contract::paths;
use vordruck_envelope::exposed::Exposed;
use vordruck_envelope::{AccessProof, Verifier};
use vordruck_public::PublicSide;
use vordruck_public::clock::{Clock, Randomness, SystemRandomness, UnixSeconds};
use vordruck_public::config::{Config, DatabasePlace};

pub const TENANT: &str = "musterstadt";
pub const SERVICE: &str = "bewohnerparken";
pub const TOKEN: &str = "collector-of-musterstadt-0123456789";
pub const OTHER_TOKEN: &str = "collector-of-nachbarstadt-0123456789";
pub const FORM: &[u8] = b"a compiled form, opaque here";
/// 2026-11-22T08:00:00Z
pub const START: UnixSeconds = 1_795_334_400;

/// A clock that stands still until it is turned.
#[derive(Clone, Default)]
pub struct TestClock {
    wall: Arc<AtomicI64>,
    elapsed: Arc<AtomicI64>,
}

impl TestClock {
    /// Time passes.
    pub fn pass(&self, seconds: i64) {
        self.jump(seconds);
        self.elapsed.fetch_add(seconds, Ordering::SeqCst);
    }

    /// Somebody sets the wall clock.
    pub fn jump(&self, seconds: i64) {
        self.wall.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> UnixSeconds {
        self.wall.load(Ordering::SeqCst)
    }

    fn elapsed(&self) -> Duration {
        Duration::from_secs(self.elapsed.load(Ordering::SeqCst).unsigned_abs())
    }
}

pub struct TestAssets;

impl Assets for TestAssets {
    fn file(&self, path: &str) -> Option<AssetFile> {
        (path == "app-1.js").then(|| AssetFile {
            content_type: "text/javascript".into(),
            identity: "plain".into(),
            brotli: Some("brotli".into()),
            gzip: Some("gzip".into()),
        })
    }

    fn entry(&self) -> EntryTags {
        let sealed = |href: &str| Sealed { href: href.into(), integrity: Some("sha384-x".into()) };
        EntryTags {
            script: Some(sealed("/assets/app-1.js")),
            styles: vec![sealed("/assets/applicant-first-1.css")],
            further_styles: vec![sealed("/assets/applicant-further-1.css")],
            page_style: Some(".kern-body{margin:0}".into()),
            preloads: vec![Preload { file: sealed("/assets/app-1.wasm"), purpose: PreloadPurpose::Fetch }],
        }
    }
}

pub struct Harness {
    pub side: Option<PublicSide>,
    pub clock: TestClock,
    pub folder: Arc<tempfile::TempDir>,
    pub config: Config,
    pub client: Client,
}

impl Harness {
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    pub async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let mut config = config(&folder, crate::postgres::new_schema().await);
        change(&mut config);
        let clock = TestClock::default();
        clock.jump(START);
        let mut harness = Self { side: None, clock, folder, config, client: Client::new() };
        harness.start().await;
        harness
    }

    pub async fn start(&mut self) {
        self.side = Some(PublicSide::start(self.config.clone(), TestAssets, self.clock.clone(), SystemRandomness).await.unwrap());
    }

    pub async fn stop(&mut self) {
        self.side.take().unwrap().shutdown().await;
    }

    /// Another process on the same database and keys.
    pub async fn second(&self) -> Self {
        let mut other =
            Self { side: None, clock: self.clock.clone(), folder: self.folder.clone(), config: self.config.clone(), client: Client::new() };
        other.start().await;
        other
    }

    pub fn side(&self) -> &PublicSide {
        self.side.as_ref().unwrap()
    }

    pub fn address(&self) -> SocketAddr {
        self.side().address()
    }

    pub fn database(&self) -> &DatabasePlace {
        &self.config.database.place
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("http://{}{path}", self.address()))
    }

    pub fn get(&self, path: &str) -> RequestBuilder {
        self.request(Method::GET, path)
    }

    pub fn put(&self, path: &str) -> RequestBuilder {
        self.request(Method::PUT, path)
    }

    pub fn post(&self, path: &str) -> RequestBuilder {
        self.request(Method::POST, path)
    }

    pub async fn publish(&self) {
        let form = form_hash();
        let answer = self
            .put(&paths::form(&form))
            .bearer_auth(TOKEN)
            .header("content-type", "application/vnd.vordruck.form")
            .body(FORM)
            .send()
            .await
            .unwrap();
        assert!(answer.status().is_success(), "{}", answer.text().await.unwrap());
        let answer = self.put(&paths::service(TENANT, SERVICE)).bearer_auth(TOKEN).json(&card()).send().await.unwrap();
        assert_eq!(answer.status(), 204, "{}", answer.text().await.unwrap());
    }

    pub async fn draft(&self) -> Draft {
        let draft = Draft::new();
        let answer = self.post(paths::DRAFTS).json(&draft.create_request()).send().await.unwrap();
        let answer = expect(answer, StatusCode::CREATED).await;
        draft.with(&answer)
    }

    pub fn save(&self, draft: &Draft, rev: u64, body: impl Into<reqwest::Body>) -> RequestBuilder {
        self.put(&paths::draft_body(&draft.lookup))
            .bearer_auth(&draft.session)
            .header("content-type", "application/octet-stream")
            .header("if-match", format!("\"{rev}\""))
            .header("vordruck-attachments", "")
            .body(body)
    }

    pub fn open(&self, draft: &Draft) -> RequestBuilder {
        self.post(paths::DRAFTS_OPEN).json(&json!({ "lookup": draft.lookup, "auth": draft.auth }))
    }
}

/// What a browser knows of its draft; plain random bytes here.
#[derive(Debug, Clone)]
pub struct Draft {
    pub lookup: String,
    pub auth: String,
    pub verifier: String,
    pub session: String,
    pub share: String,
}

impl Draft {
    pub fn new() -> Self {
        let proof = AccessProof::from_bytes(random());
        Self {
            lookup: vordruck_envelope::Lookup::from_bytes(random()).to_string(),
            auth: proof.to_exposed().to_string(),
            verifier: Verifier::of(&proof).to_string(),
            session: String::new(),
            share: String::new(),
        }
    }

    pub fn create_request(&self) -> Value {
        json!({ "lookup": self.lookup, "verifier": self.verifier, "tenant": TENANT, "service": SERVICE, "form": form_hash() })
    }

    pub fn with(mut self, answer: &Value) -> Self {
        self.session = answer["session"].as_str().unwrap().into();
        self.share = answer["share"].as_str().unwrap().into();
        self
    }
}

pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemRandomness.fill(&mut bytes).unwrap();
    bytes
}

pub fn random_pid() -> String {
    vordruck_envelope::Pid::from_random(random()).to_string()
}

pub fn form_hash() -> String {
    hex(&Sha256::digest(FORM))
}

pub fn sha512(bytes: &[u8]) -> String {
    hex(&Sha512::digest(bytes))
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub async fn expect(answer: Response, status: StatusCode) -> Value {
    let found = answer.status();
    let text = answer.text().await.unwrap();
    assert_eq!(found, status, "{text}");
    serde_json::from_str(&text).unwrap_or(Value::Null)
}

/// The problem's kind, without its prefix.
pub async fn problem(answer: Response) -> (u16, String, Value) {
    let status = answer.status().as_u16();
    assert_eq!(answer.headers()["content-type"], "application/problem+json", "status {status}");
    let problem: Value = answer.json().await.unwrap();
    assert_eq!(problem["status"], status);
    let kind = problem["type"].as_str().unwrap().strip_prefix("urn:vordruck:problem:").unwrap().to_owned();
    (status, kind, problem)
}

pub fn collector_key() -> SigningKey {
    SigningKey::from_bytes(&[3; 32])
}

/// A compact JWS as the private side signs it.
pub fn acknowledgement(tenant: &str, pid: &str, digest: &str) -> String {
    use base64ct::{Base64UrlUnpadded as B, Encoding};
    let header = B::encode_string(json!({ "alg": "EdDSA", "typ": "vordruck-acknowledgement+jwt" }).to_string().as_bytes());
    let payload = json!({ "v": "vd1", "tenant": tenant, "pid": pid, "digest": digest, "outcome": "delivered", "at": START });
    let payload = B::encode_string(payload.to_string().as_bytes());
    let signature = collector_key().sign(format!("{header}.{payload}").as_bytes());
    format!("{header}.{payload}.{}", B::encode_string(&signature.to_bytes()))
}

pub fn card() -> Value {
    let texts = |title: &str| {
        json!({ "title": title, "summary": ["Für Ihr <Wohngebiet> & Auto."], "needed": ["Fahrzeugschein"], "duration": "etwa 10 Minuten",
            "fee": "30,70 € im Jahr", "legal_basis": ["§ 45 StVO"], "other_ways": ["Im Bürgerbüro, Marktplatz 1."] })
    };
    json!({
        "tenant": TENANT, "service": SERVICE, "form": form_hash(), "version": "1.0.0",
        "texts": {
            "de": texts("Bewohnerparkausweis beantragen"),
            "de-simple": texts("Park·ausweis beantragen"),
            "en": texts("Apply for a resident parking permit"),
        },
        "authority": { "name": "Musterstadt", "address": ["Marktplatz 1", "35390 Musterstadt"], "phone": "0641 123-0", "email": "info@musterstadt.example",
            "privacy_url": "https://musterstadt.example/datenschutz", "accessibility_url": "https://musterstadt.example/barrierefrei",
            "imprint_url": "https://musterstadt.example/impressum" },
        "draft_days": 30, "submission_days": 90, "max_attachment_bytes": 1_000_000
    })
}

/// On PostgreSQL if there is an address, else on SQLite.
fn config(folder: &tempfile::TempDir, address: Option<String>) -> Config {
    let tenant = |token: &str| {
        json!({ "collector_token_sha256": hex(&Sha256::digest(token)),
            "collector_key": vordruck_envelope::VerifyingKey::from_bytes(collector_key().verifying_key().to_bytes()).to_string() })
    };
    let path = |name: &str| folder.path().join(name);
    let database = address.map_or_else(|| json!({ "path": path("database/public.db") }), |url| json!({ "url": url }));
    serde_json::from_value(json!({
        "server": { "listen": "127.0.0.1:0", "public_url": "https://formulare.example" },
        "database": database,
        "keys": { "replicas": [path("keys-a"), path("keys-b")], "receipt_key": path("instance/receipt.key") },
        "tenants": { TENANT: tenant(TOKEN), "nachbarstadt": tenant(OTHER_TOKEN) }
    }))
    .unwrap()
}

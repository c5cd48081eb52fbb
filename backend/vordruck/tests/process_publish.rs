//! `vordruck process publish` as an administrator runs it: the real binary and a real private store against a running public side.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, missing_docs, reason = "tests")]

use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use vordruck_contract::assets::{AssetFile, Assets, EntryTags};
use vordruck_private::clock::SystemRandomness;
use vordruck_private::keys::{GeneratedKeys, Unlock, generate_identity, generate_tenant_keys, sign_manifest};
use vordruck_public::PublicSide;

struct NoAssets;

impl Assets for NoAssets {
    fn file(&self, _: &str) -> Option<AssetFile> {
        None
    }
    fn entry(&self) -> EntryTags {
        EntryTags::default()
    }
}

struct Town {
    folder: tempfile::TempDir,
    public: PublicSide,
    root_fingerprint: String,
}

const TENANT: &str = r#"id = "musterstadt"
name = "Musterstadt"
least-sequence = 1
[authority]
address = ["Marktplatz 1"]
phone = "0641 1"
email = "info@musterstadt.example"
privacy-url = "https://musterstadt.example/d"
accessibility-url = "https://musterstadt.example/b"
imprint-url = "https://musterstadt.example/i"
"#;

impl Town {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for part in ["keys", "store", "days", "a", "b", "database"] {
            std::fs::create_dir(at(part)).unwrap();
        }
        let unlock = generate_identity(&at("identity.txt")).unwrap();
        let keys = generate_tenant_keys(&at("keys"), "musterstadt", &unlock, Arc::new(SystemRandomness)).unwrap();
        let config = serde_json::from_value(json!({
            "server": { "listen": "127.0.0.1:0", "public_url": "http://localhost" },
            "database": { "path": at("database/public.sqlite") },
            "keys": { "replicas": [at("a"), at("b")], "receipt_key": at("receipt.key") },
            "tenants": { "musterstadt": { "collector_token_sha256": keys.collector_token_sha256, "collector_key": keys.collector_key } },
        }));
        let clock = vordruck_public::clock::SystemClock::new();
        let public = PublicSide::start(config.unwrap(), NoAssets, clock, vordruck_public::clock::SystemRandomness).await.unwrap();
        let town = Self { root_fingerprint: keys.root_fingerprint.clone(), public, folder };
        town.write_files(&keys, &unlock);
        town
    }

    fn write_files(&self, keys: &GeneratedKeys, unlock: &Unlock) {
        let at = |name: &str| self.at(name).display().to_string();
        let public = self.public.address();
        let config = format!(
            "[private.server]\nlisten = \"127.0.0.1:0\"\n[private.storage]\nfolder = \"{}\"\nday_keys = \"{}\"\nkey_file = \"{}\"\n\
             unlock = {{ identity_file = \"{}\" }}\n[private.public_side]\nurl = \"http://{public}\"\n[private.scanner]\nkind = \"none\"\n\
             [private.tenants.musterstadt]\nname = \"Musterstadt\"\ncollector_token_file = \"{}\"\ncollector_key_file = \"{}\"\nkey_files = [\"{}\"]\n",
            at("store"),
            at("days"),
            at("at-rest.age"),
            at("identity.txt"),
            keys.files.token.display(),
            keys.files.collector.display(),
            keys.files.recipient.display(),
        );
        std::fs::write(self.at("vordruck.toml"), config).unwrap();
        std::fs::write(self.at("musterstadt.toml"), TENANT).unwrap();
        let recipients = [keys.files.recipient.clone()];
        let now = i64::try_from(std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs()).unwrap();
        let manifest = sign_manifest(&keys.files.root, &recipients, "musterstadt", 1, now, 30, unlock).unwrap();
        std::fs::write(self.at("keys.jws"), manifest).unwrap();
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn publish(&self, more: &[&str]) -> (i32, String, String) {
        let arguments = ["process", "publish", "antrag", "--tenant", "musterstadt.toml", "--config", "vordruck.toml"];
        vordruck(self.folder.path(), &[&arguments, more].concat())
    }
}

fn vordruck(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_vordruck")).args(arguments).current_dir(folder).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[tokio::test(flavor = "multi_thread")]
async fn publishing_says_what_changes_and_what_goes_on_with_the_version_before() {
    let town = Town::new().await;
    assert_eq!(vordruck(town.folder.path(), &["process", "new", "antrag"]).0, 0);

    let (code, _, wrong) = town.publish(&[]);
    assert_eq!(code, 1);
    assert!(wrong.contains("--root-fingerprint"), "{wrong}");
    let root = town.root_fingerprint.clone();
    let (code, _, wrong) = town.publish(&["--root-fingerprint", &root]);
    assert_eq!(code, 1);
    assert!(wrong.contains("--keys"), "{wrong}");
    let (code, said, wrong) = town.publish(&["--root-fingerprint", &root, "--keys", "keys.jws"]);
    assert_eq!(code, 0, "{wrong}");
    assert!(said.contains("zum ersten Mal") && said.ends_with("Veröffentlicht.\n"), "{said}");
    let hash = said.split_whitespace().nth(2).unwrap().to_owned();

    // Somebody begins an application with this version.
    let draft = json!({ "lookup": format!("{}A", "B".repeat(21)), "verifier": "A".repeat(43), "tenant": "musterstadt", "service": "antrag", "form": hash });
    let answer = post(&town.public, "/api/v1/drafts", &draft).await;
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");

    let file = town.at("antrag/process.xml");
    let changed =
        std::fs::read_to_string(&file).unwrap().replace(r#"id="email" type="email""#, r#"id="email" type="email" required="true""#);
    std::fs::write(&file, changed).unwrap();
    let (code, said, wrong) = town.publish(&["--dry-run"]);
    assert_eq!(code, 0, "{wrong}");
    assert!(said.contains("Feld „E-Mail-Adresse“ (email) ist jetzt Pflicht."), "{said}");
    assert!(said.contains("Beide Fassungen heißen 1.0.0"), "{said}");
    assert!(said.contains(&format!("An {hash} hängen 1 Entwurf und 0 Einreichungen")), "{said}");
    assert!(said.contains("Nichts veröffentlicht"), "{said}");
    let (code, said, wrong) = town.publish(&["--language", "en"]);
    assert_eq!(code, 0, "{wrong}");
    assert!(said.contains("is required now.") && said.ends_with("Published.\n"), "{said}");
    let (code, said, _) = town.publish(&["--language", "en"]);
    assert_eq!(code, 0);
    assert!(said.contains("Exactly this version is published already."), "{said}");
    town.public.shutdown().await;
}

/// The smallest HTTP client: one request, the whole answer.
async fn post(public: &PublicSide, path: &str, body: &serde_json::Value) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let mut connection = tokio::net::TcpStream::connect(public.address()).await.unwrap();
    let body = body.to_string();
    let request = format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    connection.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.unwrap();
    answer
}

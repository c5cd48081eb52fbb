//! `vordruck tenant` as an administrator runs it: the real binary on two machines (two folders), a real private store, a running public side.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, missing_docs, reason = "tests")]

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use vordruck_contract::assets::NoAssets;
use vordruck_public::PublicSide;

struct Installation {
    folder: tempfile::TempDir,
    public: Option<PublicSide>,
    address: std::net::SocketAddr,
}

impl Installation {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for part in ["tenants", "store", "days", "a", "b", "database", "offline"] {
            std::fs::create_dir(folder.path().join(part)).unwrap();
        }
        vordruck_private::keys::generate_identity(&folder.path().join("identity.txt")).unwrap();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        drop(listener);
        let at = |name: &str| folder.path().join(name).display().to_string();
        let config = format!(
            "[public]\ntenants_folder = \"tenants\"\n[public.server]\nlisten = \"{address}\"\npublic_url = \"http://localhost\"\n\
             [public.database]\npath = \"{}\"\n[public.keys]\nreplicas = [\"{}\", \"{}\"]\nreceipt_key = \"{}\"\n\
             [private]\ntenants_folder = \"tenants\"\n[private.server]\nlisten = \"127.0.0.1:0\"\n[private.storage]\nfolder = \"{}\"\nday_keys = \"{}\"\n\
             key_file = \"{}\"\nunlock = {{ identity_file = \"{}\" }}\n[private.public_side]\nurl = \"http://{address}\"\n[private.scanner]\nkind = \"none\"\n",
            at("database/public.sqlite"),
            at("a"),
            at("b"),
            at("receipt.key"),
            at("store"),
            at("days"),
            at("at-rest.age"),
            at("identity.txt"),
        );
        std::fs::write(folder.path().join("vordruck.toml"), config).unwrap();
        Self { folder, public: None, address }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Success and what it said, both outputs.
    fn run(&self, arguments: &[&str]) -> (bool, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_vordruck"))
            .args(["tenant"])
            .args(arguments)
            .env("VORDRUCK_CONFIG", self.at("vordruck.toml"))
            .current_dir(self.folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        (output.status.success(), said)
    }

    fn done(&self, arguments: &[&str]) -> String {
        let (is_done, said) = self.run(arguments);
        assert!(is_done, "{arguments:?}: {said}");
        said
    }

    fn add(&self, id: &str, services: &[&str]) -> String {
        let mut arguments = vec![
            "add",
            id,
            "--name",
            "Stadt Neustadt",
            "--address",
            "Markt 1",
            "--address",
            "99999 Neustadt",
            "--phone",
            "0641 1",
            "--email",
            "rathaus@neustadt.example",
            "--privacy-url",
            "https://neustadt.example/d",
            "--accessibility-url",
            "https://neustadt.example/b",
            "--imprint-url",
            "https://neustadt.example/i",
        ];
        for service in services {
            arguments.extend(["--service", service]);
        }
        self.done(&arguments)
    }

    /// The ceremony's first round; the fingerprint.
    fn sign(&self, id: &str) -> String {
        let identity = self.at("identity.txt").display().to_string();
        let root = if self.at("offline/root.age").exists() {
            std::fs::read_to_string(self.at("offline/fingerprint")).unwrap()
        } else {
            let said = self.done(&["keys", "root", "offline/root.age", "--identity-file", &identity]);
            let fingerprint = said.lines().find_map(|line| line.strip_prefix("fingerprint: ")).unwrap().to_owned();
            std::fs::write(self.at("offline/fingerprint"), &fingerprint).unwrap();
            fingerprint
        };
        let request = format!("offline/{id}-request.json");
        let signed = format!("offline/{id}-signed.json");
        self.done(&["keys", "request", id, "--out", &request]);
        self.done(&["keys", "sign", &request, "--root", "offline/root.age", "--out", &signed, "--identity-file", &identity]);
        self.done(&["keys", "install", id, &signed, "--root-fingerprint", &root]);
        root
    }

    /// Another tenant like one there is, with a collector of its own. Made without the command, which a process each would take minutes for.
    fn copy(&self, model: &str, id: &str, root: &str) {
        use vordruck_private::clock::SystemRandomness;
        use vordruck_private::keys::{Unlock, ceremony, generate_collector_keys};
        let (model, own) = (self.at("tenants").join(model), self.at("tenants").join(id));
        std::fs::create_dir(&own).unwrap();
        for name in ["settings.toml", "private.toml", "recipient-1.age"] {
            std::fs::copy(model.join(name), own.join(name)).unwrap();
        }
        let settings = std::fs::read_to_string(own.join("settings.toml")).unwrap();
        std::fs::write(own.join("settings.toml"), settings.replace("id = \"neustadt\"", &format!("id = \"{id}\""))).unwrap();
        let unlock = Unlock::from_identity_file(&self.at("identity.txt")).unwrap();
        let rng = std::sync::Arc::new(SystemRandomness);
        let keys = generate_collector_keys(&own.join("collector.age"), &own.join("collector.token"), &unlock, rng).unwrap();
        let public = format!("collector_token_sha256 = \"{}\"\ncollector_key = \"{}\"\n", keys.collector_token_sha256, keys.collector_key);
        std::fs::write(own.join("public.toml"), public).unwrap();
        let request = ceremony::request(id, &[own.join("recipient-1.age")], 0, &unlock).unwrap();
        let now = i64::try_from(std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs()).unwrap();
        let signed = ceremony::sign(&request, &self.at("offline/root.age"), &unlock, now, 1, &[]).unwrap();
        assert_eq!(signed.root_fingerprint, root);
        std::fs::write(own.join("manifests.json"), serde_json::to_string(&signed).unwrap()).unwrap();
    }

    async fn serve(&mut self) {
        let text = std::fs::read_to_string(self.at("vordruck.toml")).unwrap();
        let document: toml::Table = toml::from_str(&text).unwrap();
        let mut public = document["public"].as_table().unwrap().clone();
        public.remove("tenants_folder");
        let mut tenants = toml::Table::new();
        for entry in std::fs::read_dir(self.at("tenants")).unwrap().flatten() {
            let section: toml::Table = toml::from_str(&std::fs::read_to_string(entry.path().join("public.toml")).unwrap()).unwrap();
            tenants.insert(entry.file_name().to_string_lossy().into_owned(), section.into());
        }
        public.insert("tenants".into(), tenants.into());
        let config = toml::Value::Table(public).try_into().unwrap();
        let clock = vordruck_public::clock::SystemClock::new();
        self.public = Some(PublicSide::start(config, NoAssets, clock, vordruck_public::clock::SystemRandomness).await.unwrap());
    }

    async fn get(&self, path: &str) -> (u16, String) {
        let address = self.address;
        let path = path.to_owned();
        tokio::task::spawn_blocking(move || {
            use std::io::{Read as _, Write as _};
            let mut stream = std::net::TcpStream::connect(address).unwrap();
            write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost\r\naccept: text/html, */*\r\nconnection: close\r\n\r\n").unwrap();
            let mut text = Vec::new();
            stream.read_to_end(&mut text).unwrap();
            let text = String::from_utf8_lossy(&text).into_owned();
            (text.split(' ').nth(1).unwrap().parse().unwrap(), text)
        })
        .await
        .unwrap()
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tenant_is_added_signed_published_exported_and_removed_for_good() {
    let mut town = Installation::new();
    let said = town.add("neustadt", &["hundesteuer"]);
    assert!(said.contains("Next:") && said.contains("keys request neustadt") && said.contains("Restart vordruck serve"), "{said}");
    use std::os::unix::fs::PermissionsExt as _;
    for file in files(&town.at("tenants/neustadt")) {
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o077, 0, "{}", file.display());
    }
    assert!(!town.run(&["add", "neustadt", "--name", "x"]).0);
    let (is_done, said) = town.run(&["publish", "neustadt"]);
    assert!(!is_done, "nothing is signed yet: {said}");
    town.sign("neustadt");
    assert!(town.done(&["keys", "status", "neustadt"]).contains("signed"));

    town.done(&["set", "neustadt", "services.hundesteuer.parameters.steuer_erster=\"60.00\""]);
    let (is_done, said) = town.run(&["set", "neustadt", "authority.telephone=1"]);
    assert!(!is_done && said.contains("telephone"), "{said}");
    let (is_done, said) = town.run(&["theme", "neustadt", "light.action=#ffcc00"]);
    assert!(!is_done && said.contains("action #ffcc00 auf page #ffffff") && said.contains("nächste lesbare Farbe"), "{said}");
    town.done(&["theme", "neustadt", "light.action=#8a1538", "--origin", "https://www.neustadt.example"]);
    let settings = std::fs::read_to_string(town.at("tenants/neustadt/settings.toml")).unwrap();
    assert!(settings.contains("#8a1538") && !settings.contains("#ffcc00"), "{settings}");

    let said = town.done(&["export", "neustadt", "--out", "early.tar", "--unsealed"]);
    assert!(said.contains("It does not answer"), "the other side may be gone when a tenant leaves: {said}");
    town.serve().await;
    let said = town.done(&["publish"]);
    assert!(said.contains("neustadt: published, 1 services, manifest 1"), "{said}");
    let (status, page) = town.get("/neustadt/hundesteuer/").await;
    assert!(
        status == 200 && page.contains("/themes/neustadt/theme-") && page.contains("frame-ancestors https://www.neustadt.example"),
        "{page}"
    );
    let said = town.done(&["show", "neustadt"]);
    assert!(said.contains("steuer_erster=60.00") && said.contains("manifest 1:"), "{said}");

    assert!(!town.run(&["export", "neustadt", "--out", "away.tar"]).0, "for whom is not said");
    std::fs::remove_file(town.at("away.tar")).ok();
    let said = town.done(&["export", "neustadt", "--out", "away.tar", "--unsealed"]);
    assert!(said.contains("not in it: 0 applications that are not collected yet, 0 on their way, 0 drafts"), "{said}");
    let bytes = std::fs::read(town.at("away.tar")).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    for part in [
        "einstellungen/settings.toml",
        "einstellungen/manifests.json",
        "prozesse/hundesteuer/process.xml",
        "formulare/hundesteuer/",
        "protokoll.tsv",
        "nicht-enthalten.json",
        "\"antraege_nicht_abgeholt\":0",
    ] {
        assert!(text.contains(part), "{part} is not in the archive");
    }
    for secret in ["recipient-1.age", "collector.token"] {
        assert!(!text.contains(&format!("einstellungen/{secret}")), "{secret} is in the archive");
    }

    assert!(!town.run(&["remove", "neustadt", "--confirm", "neustad", "--record", "gone.json"]).0);
    let public = std::fs::read_to_string(town.at("tenants/neustadt/public.toml")).unwrap();
    let said = town.done(&["remove", "neustadt", "--confirm", "neustadt", "--record", "gone.json"]);
    assert!(said.contains("1 private keys destroyed"), "{said}");
    assert!(!town.at("tenants/neustadt").exists());
    assert_eq!(town.get("/neustadt/hundesteuer/").await.0, 404);
    assert_eq!(town.get("/neustadt/").await.0, 404);
    let written: Value = serde_json::from_str(&std::fs::read_to_string(town.at("gone.json")).unwrap()).unwrap();
    assert_eq!(written["record"]["rows_left"], json!(0));
    assert_eq!(written["record"]["public_rows"]["services"], json!(1));
    let signer: vordruck_envelope::VerifyingKey =
        public.lines().find_map(|line| line.strip_prefix("collector_key = ")).unwrap().trim_matches('"').parse().unwrap();
    let record = vordruck_envelope::deletion::DeletionRecord::verify(written["jws"].as_str().unwrap(), signer.fingerprint()).unwrap();
    assert_eq!(record.tenant, "neustadt");
    // Shares of drafts live for 31 days, those of applications for one more than they are kept.
    let today = record.at / 86_400;
    assert_eq!(
        record.public_shares_end,
        [("drafts".to_owned(), (today + 31) * 86_400), ("postbox".to_owned(), (today + 91) * 86_400)].into()
    );
    assert_eq!((record.private_shares_end, record.remains.len()), (None, 4));
    assert!(said.contains("drafts: backups of the public side") && said.contains("all day keys are destroyed"), "{said}");
    town.public.take().unwrap().shutdown().await;
}

#[test]
fn a_key_is_rotated_and_the_old_one_revoked() {
    let town = Installation::new();
    town.add("neustadt", &[]);
    let root = town.sign("neustadt");
    let identity = town.at("identity.txt").display().to_string();
    let old = town
        .done(&["keys", "status", "neustadt"])
        .lines()
        .find_map(|line| line.strip_prefix("key "))
        .unwrap()
        .split(':')
        .next()
        .unwrap()
        .to_owned();
    town.done(&["keys", "rotate", "neustadt"]);
    assert!(town.done(&["keys", "status", "neustadt"]).contains("not signed yet"));
    town.done(&["keys", "request", "neustadt", "--out", "offline/second.json"]);
    town.done(&[
        "keys",
        "sign",
        "offline/second.json",
        "--root",
        "offline/root.age",
        "--out",
        "offline/second-signed.json",
        "--months",
        "2",
        "--revoke",
        &old,
        "--identity-file",
        &identity,
    ]);
    let said = town.done(&["keys", "install", "neustadt", "offline/second-signed.json"]);
    assert!(said.contains("least-sequence = "), "{said}");
    // Once more, because somebody is not sure whether it worked.
    assert!(town.done(&["keys", "install", "neustadt", "offline/second-signed.json"]).contains("are installed"));
    assert!(town.done(&["show", "neustadt"]).contains("revokes 1"));
    let other = town.run(&["keys", "install", "neustadt", "offline/second-signed.json", "--root-fingerprint", &root.replace('0', "1")]);
    assert!(!other.0, "another root is refused: {}", other.1);
}

#[tokio::test(flavor = "multi_thread")]
async fn three_hundred_tenants_are_listed_served_and_published_each_with_its_own_keys() {
    const TENANTS: usize = 300;
    let mut town = Installation::new();
    town.add("neustadt", &["maengelmelder"]);
    let root = town.sign("neustadt");
    for number in 0..TENANTS {
        town.copy("neustadt", &format!("ort-{number}"), &root);
    }
    let timed = |what: &str, started: std::time::Instant| eprintln!("{TENANTS} tenants: {what} in {:?}", started.elapsed());
    let started = std::time::Instant::now();
    assert_eq!(town.done(&["list"]).lines().count(), TENANTS + 1);
    timed("listed", started);
    let started = std::time::Instant::now();
    town.serve().await;
    timed("public side started", started);
    let started = std::time::Instant::now();
    let said = town.done(&["publish"]);
    assert_eq!(said.lines().filter(|line| line.contains(": published, 1 services")).count(), TENANTS + 1, "{said}");
    timed("all published", started);
    assert_eq!(town.get("/ort-0/").await.0, 200);
    assert_eq!(town.get("/ort-299/maengelmelder/").await.0, 200);
    // One leaves, the others stay.
    town.done(&["remove", "ort-7", "--confirm", "ort-7", "--record", "gone.json"]);
    assert_eq!(town.get("/ort-7/").await.0, 404);
    assert_eq!(town.get("/ort-8/maengelmelder/").await.0, 200);
    town.public.take().unwrap().shutdown().await;
}

/// As much of FIT-Connect as the ceremony asks for: a destination and its key of so many bits, in an environment without certificates.
async fn destination(bits: usize) -> String {
    use axum::Json;
    use axum::routing::{get, post};
    let mut modulus = vec![0xd7; bits / 8];
    modulus[0] = 0x80;
    let key = json!({
        "kty": "RSA", "n": base64url(&modulus), "e": "AQAB", "kid": "their-key", "alg": "RSA-OAEP-256", "key_ops": ["wrapKey"],
    });
    let said = json!({ "destinationId": DESTINATION, "status": "active", "encryptionKid": "their-key", "replyChannels": {} });
    let router = axum::Router::new()
        .route("/token", post(async || Json(json!({ "access_token": "t", "token_type": "bearer", "expires_in": 1800 }))))
        .route("/v2/destinations/{id}", get(async move || Json(said)))
        .route("/v2/destinations/{id}/keys/{kid}", get(async move || Json(key)));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    format!("http://{address}")
}

const DESTINATION: &str = "879ee109-a690-4db8-ab32-424f064ca8f1";

fn base64url(bytes: &[u8]) -> String {
    use base64ct::Encoding as _;
    base64ct::Base64UrlUnpadded::encode_string(bytes)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_destinations_key_goes_through_the_ceremony_and_ends_what_older_manifests_said() {
    let installation = Installation::new();
    installation.add("neustadt", &["hundesteuer", "bewohnerparken"]);
    installation.sign("neustadt");
    let private = installation.at("tenants/neustadt/private.toml");
    let before = std::fs::read_to_string(&private).unwrap();
    std::fs::write(installation.at("secret"), "geheim").unwrap();
    let secret = installation.at("secret").display().to_string();
    let use_destination = |url: &str| {
        let channel = format!(
            "\n[channels.fit]\nkind = \"fit-connect\"\ntoken_url = \"{url}/token\"\nsubmission_url = \"{url}\"\ndestination_id = \"{DESTINATION}\"\n\
             client_id = \"v\"\nclient_secret_file = \"{secret}\"\nservice_identifier = \"urn:de:fim:leika:leistung:99102013104000\"\nservice_name = \"Hund\"\n\
             test_environment = true\nsealed_by_browser = true\ncontent = {{ format = \"json\", schema_uri = \"urn:x\" }}\n\n[deliver]\nhundesteuer = [\"fit\"]\n"
        );
        std::fs::write(&private, before.clone() + &channel).unwrap();
    };

    use_destination(&destination(2048).await);
    let (is_done, said) = installation.run(&["keys", "request", "neustadt", "--out", "offline/second.json"]);
    assert!(!is_done && said.contains("hundesteuer") && said.contains("length"), "{said}");
    assert!(!installation.at("offline/second.json").exists(), "nothing is left out quietly");

    use_destination(&destination(4096).await);
    let named = format!("hundesteuer: sealed by browsers for destination {DESTINATION}, key their-key");
    let said = installation.done(&["keys", "request", "neustadt", "--out", "offline/second.json"]);
    assert!(said.contains(&named), "{said}");
    let identity = installation.at("identity.txt").display().to_string();
    let signing =
        ["keys", "sign", "offline/second.json", "--root", "offline/root.age", "--out", "offline/signed.json", "--identity-file", &identity];
    let said = installation.done(&signing);
    assert!(said.contains(&named), "whoever holds the root sees it, too: {said}");
    let request: Value = serde_json::from_str(&std::fs::read_to_string(installation.at("offline/second.json")).unwrap()).unwrap();
    let next = request["last_sequence"].as_u64().unwrap() + 1;
    let said = installation.done(&["keys", "install", "neustadt", "offline/signed.json"]);
    assert!(said.contains(&format!("least-sequence = {next}")), "a service is not turned back by an older manifest: {said}");
    let said = installation.done(&["keys", "status", "neustadt"]);
    assert!(said.contains("browsers seal for destinations, with keys that hold until"), "{said}");
}

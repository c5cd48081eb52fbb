//! Fifty times the process is killed in the middle of saves (`kill -9`): what was acknowledged is there afterwards, whole.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use reqwest::Client;
use serde_json::{Value, json};
use vordruck_envelope::exposed::Exposed;
use vordruck_envelope::{AccessProof, FormHash, Lookup, Verifier};
use vordruck_public::clock::{Randomness, SystemRandomness};

const ROUNDS: usize = 50;
const WRITERS: usize = 4;

/// A process that is ended with the test, whatever becomes of it.
struct Server {
    child: Child,
    url: String,
}

impl Server {
    fn start(folder: &Path) -> Self {
        let mut child = Command::new(program()).arg(folder).stdout(Stdio::piped()).spawn().expect("cargo builds examples with tests");
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening ").unwrap_or_else(|| panic!("it did not start: {line:?}"));
        Self { child, url: format!("http://{address}") }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // SIGKILL, and gone before the next one starts.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn program() -> PathBuf {
    let mut path = std::env::current_exe().unwrap();
    path.pop();
    path.pop();
    path.join("examples/serve")
}

/// A draft and what is known of it for certain.
#[derive(Clone)]
struct Draft {
    lookup: String,
    auth: String,
    session: String,
    acknowledged: u64,
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemRandomness.fill(&mut bytes).unwrap();
    bytes
}

/// The body of a revision: can be told from every other and from half of itself.
fn body(lookup: &str, rev: u64) -> String {
    format!("{lookup} revision {rev}; ").repeat(500)
}

async fn publish(client: &Client, url: &str) {
    let form = FormHash::of(b"form").to_string();
    let put = client
        .put(format!("{url}/api/v1/forms/{form}"))
        .bearer_auth("token")
        .header("content-type", "application/vnd.vordruck.form")
        .body("form");
    assert!(put.send().await.unwrap().status().is_success());
    let text = json!({ "title": "T", "summary": [], "needed": [], "duration": "", "fee": "", "legal_basis": [], "other_ways": [] });
    let link = "https://musterstadt.example/";
    let card = json!({ "tenant": "musterstadt", "service": "parken", "form": form, "version": "1", "texts": { "de": text },
        "authority": { "name": "M", "address": [], "phone": "", "email": "", "privacy_url": link, "accessibility_url": link, "imprint_url": link },
        "draft_days": 30, "submission_days": 90, "max_attachment_bytes": 1_000_000 });
    let put = client.put(format!("{url}/api/v1/tenants/musterstadt/services/parken")).bearer_auth("token").json(&card);
    assert!(put.send().await.unwrap().status().is_success());
}

async fn create(client: &Client, url: &str) -> Draft {
    let (lookup, proof) = (Lookup::from_bytes(random()).to_string(), AccessProof::from_bytes(random()));
    let request = json!({ "lookup": lookup, "verifier": Verifier::of(&proof), "tenant": "musterstadt", "service": "parken", "form": FormHash::of(b"form") });
    let created: Value = client.post(format!("{url}/api/v1/drafts")).json(&request).send().await.unwrap().json().await.unwrap();
    Draft { lookup, auth: proof.to_exposed().to_string(), session: created["session"].as_str().unwrap().into(), acknowledged: 0 }
}

async fn save(client: &Client, url: &str, draft: &Draft, rev: u64) -> Option<u64> {
    let put = client
        .put(format!("{url}/api/v1/drafts/{}/body", draft.lookup))
        .bearer_auth(&draft.session)
        .header("if-match", format!("\"{rev}\""));
    let put = put.header("vordruck-attachments", "").header("content-type", "application/octet-stream").body(body(&draft.lookup, rev + 1));
    let answer = put.send().await.ok()?;
    assert_eq!(answer.status(), 200);
    let saved: Value = answer.json().await.ok()?;
    saved["rev"].as_u64()
}

/// Saves until the process is gone. Whoever got a 200 may rely on it.
async fn write(client: Client, url: String, mut draft: Draft) -> Draft {
    while let Some(rev) = save(&client, &url, &draft, draft.acknowledged).await {
        draft.acknowledged = rev;
    }
    draft
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_acknowledged_save_is_lost_or_torn_when_the_process_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let client = Client::new();
    publish(&client, &server.url).await;
    let mut drafts = Vec::new();
    for _ in 0..WRITERS {
        drafts.push(create(&client, &server.url).await);
    }
    let mut acknowledged = 0;
    for _ in 0..ROUNDS {
        let client = Client::new();
        let before: u64 = drafts.iter().map(|draft| draft.acknowledged).sum();
        let writers: Vec<_> = drafts.iter().map(|draft| tokio::spawn(write(client.clone(), server.url.clone(), draft.clone()))).collect();
        let [moment] = random();
        tokio::time::sleep(Duration::from_millis(20 + u64::from(moment))).await;
        drop(server);
        drafts.clear();
        for writer in writers {
            drafts.push(writer.await.unwrap());
        }
        acknowledged += drafts.iter().map(|draft| draft.acknowledged).sum::<u64>() - before;
        server = Server::start(folder.path());
        for draft in &mut drafts {
            check(&server.url, draft).await;
        }
    }
    assert!(acknowledged > 500, "{acknowledged} saves are too few to show anything");
}

/// What is there is what was acknowledged, or the one save that was on its way, and it is whole.
async fn check(url: &str, draft: &mut Draft) {
    let client = Client::new();
    let open =
        client.post(format!("{url}/api/v1/drafts/open")).json(&json!({ "lookup": draft.lookup, "auth": draft.auth })).send().await.unwrap();
    assert_eq!(open.status(), 200);
    let opened: Value = open.json().await.unwrap();
    let rev = opened["rev"].as_u64().unwrap();
    assert!(rev == draft.acknowledged || rev == draft.acknowledged + 1, "acknowledged {}, found {rev}", draft.acknowledged);
    draft.session = opened["session"].as_str().unwrap().into();
    draft.acknowledged = rev;
    if rev > 0 {
        let read = client.get(format!("{url}/api/v1/drafts/{}/body", draft.lookup)).bearer_auth(&draft.session).send().await.unwrap();
        assert_eq!(read.text().await.unwrap(), body(&draft.lookup, rev));
    }
}

//! Somebody who saves, and knows what was acknowledged.

use reqwest::Client;
use serde_json::{Value, json};
use vordruck_envelope::exposed::Exposed;
use vordruck_envelope::{AccessProof, FormHash, Lookup, Verifier};
use vordruck_public::clock::{Randomness, SystemRandomness};

/// A draft and what is known of it for certain.
#[derive(Clone)]
pub struct Draft {
    pub lookup: String,
    auth: String,
    session: String,
    pub acknowledged: u64,
}

pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemRandomness.fill(&mut bytes).unwrap();
    bytes
}

/// The body of a revision: can be told from every other and from half of itself.
fn body(lookup: &str, rev: u64) -> String {
    format!("{lookup} revision {rev}; ").repeat(500)
}

pub async fn publish(client: &Client, url: &str) {
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

pub async fn create(client: &Client, url: &str) -> Draft {
    let (lookup, proof) = (Lookup::from_bytes(random()).to_string(), AccessProof::from_bytes(random()));
    let request = json!({ "lookup": lookup, "verifier": Verifier::of(&proof), "tenant": "musterstadt", "service": "parken", "form": FormHash::of(b"form") });
    let created: Value = client.post(format!("{url}/api/v1/drafts")).json(&request).send().await.unwrap().json().await.unwrap();
    Draft { lookup, auth: proof.to_exposed().to_string(), session: created["session"].as_str().unwrap().into(), acknowledged: 0 }
}

/// What came of a save.
pub enum Answer {
    Saved(u64),
    /// To be tried again after so many seconds; whether it was stored is not known.
    Unavailable(u64),
    /// Another save came first; so far it is.
    Conflict(u64),
    /// Nobody accepts the connection: nothing of the request has left.
    Refused,
    /// The process is gone.
    None,
}

pub async fn save(client: &Client, url: &str, draft: &Draft, rev: u64) -> Answer {
    let put = client
        .put(format!("{url}/api/v1/drafts/{}/body", draft.lookup))
        .bearer_auth(&draft.session)
        .header("if-match", format!("\"{rev}\""));
    let put = put.header("vordruck-attachments", "").header("content-type", "application/octet-stream").body(body(&draft.lookup, rev + 1));
    sent(put).await
}

/// A save whose second half waits for `rest`.
pub async fn save_slowly(client: &Client, url: &str, draft: &Draft, rest: tokio::sync::oneshot::Receiver<()>) -> Answer {
    let whole = body(&draft.lookup, draft.acknowledged + 1).into_bytes();
    let (first, second) = whole.split_at(whole.len() / 2);
    let first = futures_util::stream::iter([Ok::<_, std::io::Error>(first.to_vec())]);
    let second = second.to_vec();
    let second = futures_util::stream::once(async move {
        rest.await.map_err(std::io::Error::other)?;
        Ok(second)
    });
    let put = client
        .put(format!("{url}/api/v1/drafts/{}/body", draft.lookup))
        .bearer_auth(&draft.session)
        .header("if-match", format!("\"{}\"", draft.acknowledged))
        .header("vordruck-attachments", "")
        .header("content-type", "application/octet-stream");
    sent(put.body(reqwest::Body::wrap_stream(futures_util::StreamExt::chain(first, second)))).await
}

async fn sent(put: reqwest::RequestBuilder) -> Answer {
    let answer = match put.send().await {
        Ok(answer) => answer,
        Err(error) if error.is_connect() => return Answer::Refused,
        Err(_) => return Answer::None,
    };
    let status = answer.status().as_u16();
    let wait = answer.headers().get("retry-after").and_then(|value| value.to_str().ok()?.parse().ok());
    let Ok(document) = answer.json::<Value>().await else { return Answer::None };
    match status {
        200 => Answer::Saved(document["rev"].as_u64().unwrap()),
        412 => Answer::Conflict(document["current_rev"].as_u64().unwrap()),
        503 => Answer::Unavailable(wait.expect("whoever is sent away is told for how long")),
        other => panic!("{other}: {document}"),
    }
}

/// Saves until the process is gone. Whoever got a 200 may rely on it.
pub async fn write(client: Client, url: String, mut draft: Draft) -> Draft {
    while let Answer::Saved(rev) = save(&client, &url, &draft, draft.acknowledged).await {
        draft.acknowledged = rev;
    }
    draft
}

/// What is there is what was acknowledged, or the one save that was on its way, and it is whole.
pub async fn check(url: &str, draft: &mut Draft) {
    let client = Client::new();
    loop {
        let open = client.post(format!("{url}/api/v1/drafts/open")).json(&json!({ "lookup": draft.lookup, "auth": draft.auth }));
        let open = open.send().await.unwrap();
        assert_eq!(open.status(), 200);
        let opened: Value = open.json().await.unwrap();
        let rev = opened["rev"].as_u64().unwrap();
        assert!(rev == draft.acknowledged || rev == draft.acknowledged + 1, "acknowledged {}, found {rev}", draft.acknowledged);
        draft.session = opened["session"].as_str().unwrap().into();
        if rev == 0 {
            return;
        }
        let read = client.get(format!("{url}/api/v1/drafts/{}/body", draft.lookup)).bearer_auth(&draft.session).send().await.unwrap();
        if read.text().await.unwrap() == body(&draft.lookup, rev) {
            draft.acknowledged = rev;
            return;
        }
        // A database server finishes what a killed process had asked for, a moment later: then the one save on its way has come in between.
        assert_eq!(rev, draft.acknowledged, "what is stored is not whole");
    }
}

//! What is logged, and above all what isn't. A binary of its own: a process has one log.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, unreachable_pub, missing_docs, dead_code)]

#[path = "public/harness.rs"]
mod harness;
#[path = "public/postgres.rs"]
mod postgres;

use std::io::Write;
use std::sync::{Arc, Mutex};

use reqwest::StatusCode;
use serde_json::{Value, json};
use vordruck_contract::paths;

use harness::{Draft, Harness, expect};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn logs_name_routes_and_times_and_nothing_of_a_person_or_a_draft() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().json().with_max_level(tracing::Level::TRACE).with_writer(move || writer.clone()).finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let harness = Harness::with(|config| {
        // Nobody listens there: the mail fails, and its failure is logged.
        config.mail = Some(
            serde_json::from_value(json!({ "host": "127.0.0.1", "port": 1, "security": "plain", "from": "a@musterstadt.example" }))
                .unwrap(),
        );
    })
    .await;
    harness.publish().await;
    let draft = harness.draft().await;
    expect(harness.save(&draft, 0, "canary-body").send().await.unwrap(), StatusCode::OK).await;
    let wrong = Draft { auth: Draft::new().auth, ..draft.clone() };
    harness.open(&wrong).header("user-agent", "canary-agent").send().await.unwrap();
    let mail = json!({ "email": "canary-mail@example.org", "link_secret": draft.auth, "language": "de" });
    let mail = harness.post(&paths::draft_mail(&draft.lookup)).bearer_auth(&draft.session).json(&mail).send().await.unwrap();
    assert_eq!(mail.status(), 202);
    harness.get(&format!("/canary-path/x/?canary-query#{}", draft.auth)).send().await.unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;

    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ours: Vec<&Value> = lines.iter().filter(|line| line["target"].as_str().unwrap().starts_with("vordruck_public")).collect();
    let answered = ours.iter().find(|line| line["fields"]["http.route"] == paths::DRAFT_BODY).expect("the save is logged by its route");
    assert_eq!((&answered["fields"]["http.status"], &answered["fields"]["http.method"]), (&json!(200), &json!("PUT")));
    assert!(answered["fields"]["http.duration_us"].is_u64() && answered["fields"]["request.id"].is_string());
    assert!(ours.iter().any(|line| line["fields"]["error.kind"].is_string()), "the failed mail is logged: {text}");
    let about_requests: Vec<String> =
        ours.iter().filter(|line| line["fields"]["message"] != "public side started").map(ToString::to_string).collect();
    for canary in ["canary", "127.0.0.1", &draft.lookup, &draft.auth, &draft.session, &draft.share, &draft.verifier, &wrong.auth] {
        assert!(!about_requests.iter().any(|line| line.contains(canary)), "{canary} is in the log");
    }
}

//! The resume link by mail, to a mail server of the test's own.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use reqwest::StatusCode;
use serde_json::json;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use vordruck_contract::paths;

use crate::database::found;
use crate::harness::{Draft, Harness, expect, problem};

/// A mail server that says what it is told to after RCPT, and keeps what it takes.
#[derive(Clone)]
struct MailServer {
    port: u16,
    taken: Arc<Mutex<Vec<String>>>,
    says: Arc<Mutex<&'static str>>,
}

impl MailServer {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self { port: listener.local_addr().unwrap().port(), taken: Arc::default(), says: Arc::new(Mutex::new("250 ok")) };
        let this = server.clone();
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::spawn(this.clone().talk(stream));
            }
        });
        server
    }

    async fn talk(self, stream: tokio::net::TcpStream) {
        let mut stream = BufReader::new(stream);
        stream.write_all(b"220 test\r\n").await.unwrap();
        let mut line = String::new();
        while stream.read_line(&mut line).await.unwrap_or(0) > 0 {
            let answer = match line.split([' ', '\r']).next().unwrap() {
                "RCPT" => *self.says.lock().unwrap(),
                "DATA" => "354 go on",
                "QUIT" => "221 bye",
                _ => "250 ok",
            };
            let data = line.starts_with("DATA");
            stream.write_all(format!("{answer}\r\n").as_bytes()).await.unwrap();
            line.clear();
            if data {
                let mut mail = String::new();
                while !mail.ends_with("\r\n.\r\n") {
                    stream.read_line(&mut mail).await.unwrap();
                }
                self.taken.lock().unwrap().push(mail);
                stream.write_all(b"250 taken\r\n").await.unwrap();
            }
        }
    }

    async fn wait_for(&self, count: usize) -> Vec<String> {
        for _ in 0..200 {
            if self.taken.lock().unwrap().len() >= count {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        self.taken.lock().unwrap().clone()
    }

    async fn harness(&self) -> Harness {
        let port = self.port;
        Harness::with(|config| {
            config.mail = Some(
                serde_json::from_value(json!({ "host": "127.0.0.1", "port": port, "security": "plain", "from": "Musterstadt <formulare@musterstadt.example>" }))
                    .unwrap(),
            );
        })
        .await
    }
}

fn mail(harness: &Harness, draft: &Draft, to: &str) -> reqwest::RequestBuilder {
    let body = json!({ "email": to, "link_secret": "A".repeat(43), "language": "de" });
    harness.post(&paths::draft_mail(&draft.lookup)).bearer_auth(&draft.session).json(&body)
}

/// Quoted-printable or base64 as lettre chose; decoded enough to search.
fn decoded(mail: &str) -> String {
    let (head, body) = mail.split_once("\r\n\r\n").unwrap();
    if head.contains("base64") {
        use base64ct::{Base64, Encoding};
        let text: String = body.lines().take_while(|line| *line != ".").collect();
        return format!("{head}\n{}", String::from_utf8(Base64::decode_vec(&text).unwrap()).unwrap());
    }
    mail.replace("=\r\n", "").replace("=3D", "=").replace("=C3=B6", "ö").replace("=C3=BC", "ü")
}

#[tokio::test]
async fn the_link_is_mailed_and_nothing_of_it_stays() {
    let server = MailServer::start().await;
    let harness = server.harness().await;
    harness.publish().await;
    let draft = harness.draft().await;
    expect(harness.save(&draft, 0, "sealed").send().await.unwrap(), StatusCode::OK).await;
    let answer = expect(mail(&harness, &draft, "anna@example.org").send().await.unwrap(), StatusCode::ACCEPTED).await;
    assert_eq!(answer["remaining"], 2);
    let mails = server.wait_for(1).await;
    let text = decoded(&mails[0]);
    assert!(text.contains(&format!("https://formulare.example/musterstadt/bewohnerparken/weiter#v1.{}", "A".repeat(43))), "{text}");
    assert!(
        text.contains("22.12.2026")
            && text.contains("Auto-Submitted: auto-generated")
            && text.contains("Subject: Link zu Ihrem gespeicherten Entwurf"),
        "{text}"
    );
    tokio::time::sleep(Duration::from_millis(500)).await;
    for canary in [b"anna@example".as_slice(), "A".repeat(43).as_bytes()] {
        assert_eq!(found(harness.database(), canary).await, 0);
    }
}

#[tokio::test]
async fn a_mail_that_was_not_taken_is_tried_again_and_a_refused_one_is_not() {
    let server = MailServer::start().await;
    let harness = server.harness().await;
    harness.publish().await;
    let draft = harness.draft().await;
    *server.says.lock().unwrap() = "451 later";
    expect(mail(&harness, &draft, "anna@example.org").send().await.unwrap(), StatusCode::ACCEPTED).await;
    tokio::time::sleep(Duration::from_millis(1500)).await;
    *server.says.lock().unwrap() = "250 ok";
    harness.clock.pass(59);
    harness.side().send_due_mails().await.unwrap();
    assert_eq!(server.wait_for(0).await.len(), 0, "not before its time");
    harness.clock.pass(120);
    harness.side().send_due_mails().await.unwrap();
    assert_eq!(server.wait_for(1).await.len(), 1);

    *server.says.lock().unwrap() = "550 no such person";
    expect(mail(&harness, &draft, "nobody@example.org").send().await.unwrap(), StatusCode::ACCEPTED).await;
    tokio::time::sleep(Duration::from_millis(1500)).await;
    *server.says.lock().unwrap() = "250 ok";
    harness.clock.pass(7200);
    harness.side().send_due_mails().await.unwrap();
    assert_eq!(server.wait_for(1).await.len(), 1);
}

#[tokio::test]
async fn a_draft_sends_three_mails_a_minute_apart() {
    let server = MailServer::start().await;
    let harness = server.harness().await;
    harness.publish().await;
    let draft = harness.draft().await;
    for n in 0..3 {
        expect(mail(&harness, &draft, &format!("a{n}@example.org")).send().await.unwrap(), StatusCode::ACCEPTED).await;
        let answer = mail(&harness, &draft, "b@example.org").send().await.unwrap();
        assert!(answer.headers().contains_key("retry-after"));
        assert_eq!(problem(answer).await.1, "too-many-requests");
        harness.clock.pass(60);
    }
    assert_eq!(mail(&harness, &draft, "c@example.org").send().await.unwrap().status(), 429);
}

#[tokio::test]
async fn one_address_gets_five_mails_a_day_whoever_asks() {
    let server = MailServer::start().await;
    let harness = server.harness().await;
    harness.publish().await;
    for n in 0..6 {
        let draft = harness.draft().await;
        let status = mail(&harness, &draft, ["anna@example.org", "Anna@Example.ORG"][n % 2]).send().await.unwrap().status();
        assert_eq!(status, if n < 5 { 202 } else { 429 }, "{n}");
    }
}

#[tokio::test]
async fn without_a_mail_server_the_link_is_not_accepted() {
    let harness = Harness::new().await;
    harness.publish().await;
    let draft = harness.draft().await;
    assert_eq!(problem(mail(&harness, &draft, "a@example.org").send().await.unwrap()).await.1, "unavailable");
}

//! Clients that take their time are closed within 15 seconds; honest ones are served meanwhile.

use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use vordruck_contract::paths;

use crate::harness::Harness;

/// Sends `head`, then a byte a second, until the server closes. Says after how long, and what came.
async fn drip(harness: &Harness, head: &str, byte: Option<u8>) -> (Duration, String) {
    let mut stream = TcpStream::connect(harness.address()).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    let started = Instant::now();
    let mut answer = Vec::new();
    let (mut reader, mut writer) = stream.split();
    let reading = reader.read_to_end(&mut answer);
    let writing = async {
        loop {
            tokio::time::sleep(Duration::from_secs(1)).await;
            if let Some(byte) = byte {
                drop(writer.write_all(&[byte]).await);
            }
        }
    };
    tokio::select! {
        _ = tokio::time::timeout(Duration::from_secs(30), reading) => {}
        () = writing => {}
    }
    (started.elapsed(), String::from_utf8_lossy(&answer).into_owned())
}

#[tokio::test]
async fn slow_clients_are_closed_within_fifteen_seconds() {
    let harness = Harness::new().await;
    harness.publish().await;
    let host = "host: x\r\n";
    let post = format!("POST {} HTTP/1.1\r\n{host}content-type: application/json\r\ncontent-length: 100000\r\n\r\n{{", paths::DRAFTS);
    let once = format!("GET {} HTTP/1.1\r\n{host}\r\n", paths::HEALTH);
    let (silent, head, idle, body, preface) = tokio::join!(
        drip(&harness, "", None),
        drip(&harness, "GET / HTTP/1.1\r\nx: ", Some(b'a')),
        drip(&harness, &once, None),
        drip(&harness, &post, Some(b' ')),
        drip(&harness, "PRI * HT", None),
    );
    for (name, (took, _)) in [("silent", &silent), ("head", &head), ("idle", &idle), ("body", &body), ("preface", &preface)] {
        assert!((Duration::from_secs(9)..Duration::from_secs(15)).contains(took), "{name}: {took:?}");
    }
    assert!(idle.1.starts_with("HTTP/1.1 204"), "{}", idle.1);
    assert!(body.1.starts_with("HTTP/1.1 408") && body.1.contains("urn:vordruck:problem:request-timeout"), "{}", body.1);
}

#[tokio::test]
async fn an_address_has_so_many_connections_and_gets_them_back() {
    let harness = Harness::with(|config| {
        config.server.connections_per_address = 3;
        // Nobody is closed for being slow here.
        config.server.patience_seconds = 120;
    })
    .await;
    let mut held = Vec::new();
    for _ in 0..3 {
        held.push(TcpStream::connect(harness.address()).await.unwrap());
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    let mut fourth = TcpStream::connect(harness.address()).await.unwrap();
    let mut nothing = [0];
    let closed = tokio::time::timeout(Duration::from_secs(60), fourth.read(&mut nothing)).await.expect("closed at once");
    assert!(matches!(closed, Ok(0) | Err(_)));
    drop(held);
    // As soon as the server has noticed.
    while !matches!(harness.get(paths::HEALTH).send().await, Ok(answer) if answer.status() == 204) {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn requests_that_run_when_the_process_ends_are_answered() {
    let mut harness = Harness::new().await;
    let lease = serde_json::json!({ "tenant": crate::harness::TENANT, "max": 1, "wait_seconds": 30 });
    let waiting = tokio::spawn(harness.post(paths::COLLECT_LEASE).bearer_auth(crate::harness::TOKEN).json(&lease).send());
    tokio::time::sleep(Duration::from_millis(500)).await;
    let started = Instant::now();
    harness.stop().await;
    assert_eq!(waiting.await.unwrap().unwrap().status(), 200);
    assert!(started.elapsed() < Duration::from_secs(30), "only when its wait was over: {:?}", started.elapsed());
}

//! How many saves of 20 KiB a second, against a running `serve`.
//!
//! `saves --connections N [--seconds S] <address>`; one JSON line: saves a second, milliseconds at the median and the 99th percentile. On a disk that takes 1 ms to
//! flush: `cc -O2 -shared -fPIC tests/slowsync.c -o slowsync.so -ldl`, then `LD_PRELOAD=./slowsync.so SLOWSYNC_US=1000 serve <folder in a tmpfs>`.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing, missing_docs, reason = "a tool for measuring")]

use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const BODY: usize = 20 * 1024;

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let option =
        |name: &str, default: u64| arguments.iter().position(|word| word == name).map_or(default, |at| arguments[at + 1].parse().unwrap());
    let (connections, seconds) = (option("--connections", 32), option("--seconds", 5));
    let address = arguments.last().unwrap().clone();
    let form: String = publish(&address).await;
    let tasks: Vec<_> =
        (0..connections).map(|_| tokio::spawn(saves(address.clone(), form.clone(), Duration::from_secs(seconds)))).collect();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await.unwrap());
    }
    times.sort();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0;
    println!(
        "{}",
        serde_json::json!({ "connections": connections, "saves_per_second": times.len() as u64 / seconds, "p50_ms": at(0.5), "p99_ms": at(0.99) })
    );
}

async fn publish(address: &str) -> String {
    let form = vordruck_envelope::FormHash::of(b"form").to_string();
    let client = reqwest::Client::new();
    let put = client
        .put(format!("http://{address}/api/v1/forms/{form}"))
        .bearer_auth("token")
        .header("content-type", "application/vnd.vordruck.form");
    assert!(put.body("form").send().await.unwrap().status().is_success());
    let text =
        serde_json::json!({ "title": "T", "summary": [], "needed": [], "duration": "", "fee": "", "legal_basis": [], "other_ways": [] });
    let url = "https://musterstadt.example/";
    let card = serde_json::json!({ "tenant": "musterstadt", "service": "parken", "form": form, "version": "1", "texts": { "de": text },
        "authority": { "name": "M", "address": [], "phone": "", "email": "", "privacy_url": url, "accessibility_url": url, "imprint_url": url },
        "draft_days": 30, "submission_days": 90, "max_attachment_bytes": 1_000_000 });
    let put = client.put(format!("http://{address}/api/v1/tenants/musterstadt/services/parken")).bearer_auth("token").json(&card);
    assert!(put.send().await.unwrap().status().is_success());
    form
}

/// One connection that creates a draft and saves it until the time is over. By hand, so that the client costs next to nothing.
async fn saves(address: String, form: String, length: Duration) -> Vec<Duration> {
    let mut random = [0_u8; 48];
    vordruck_public::clock::Randomness::fill(&vordruck_public::clock::SystemRandomness, &mut random).unwrap();
    let lookup = vordruck_envelope::Lookup::from_bytes(random[..16].try_into().unwrap());
    let verifier = vordruck_envelope::Verifier::from_bytes(random[16..].try_into().unwrap());
    let mut stream = TcpStream::connect(&address).await.unwrap();
    stream.set_nodelay(true).unwrap();
    let create = serde_json::json!({ "lookup": lookup, "verifier": verifier, "tenant": "musterstadt", "service": "parken", "form": form })
        .to_string();
    let head = format!(
        "POST /api/v1/drafts HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{create}",
        create.len()
    );
    let answer = exchange(&mut stream, head.as_bytes()).await;
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    let created: serde_json::Value = serde_json::from_str(body).unwrap();
    let session = created["session"].as_str().unwrap();
    let (started, mut times) = (Instant::now(), Vec::new());
    for rev in 0.. {
        if started.elapsed() >= length {
            break;
        }
        let mut request = format!(
            "PUT /api/v1/drafts/{lookup}/body HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {session}\r\ncontent-type: application/octet-stream\r\n\
             if-match: \"{rev}\"\r\nvordruck-attachments:\r\ncontent-length: {BODY}\r\n\r\n"
        )
        .into_bytes();
        request.resize(request.len() + BODY, random[rev % 48]);
        let before = Instant::now();
        let answer = exchange(&mut stream, &request).await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        times.push(before.elapsed());
    }
    times
}

async fn exchange(stream: &mut TcpStream, request: &[u8]) -> String {
    stream.write_all(request).await.unwrap();
    let mut answer = Vec::new();
    loop {
        let mut part = [0; 4096];
        let read = stream.read(&mut part).await.unwrap();
        assert!(read > 0, "closed");
        answer.extend_from_slice(&part[..read]);
        let text = String::from_utf8_lossy(&answer);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length: usize = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap().parse().unwrap();
            if body.len() >= length {
                return text.into_owned();
            }
        }
    }
}

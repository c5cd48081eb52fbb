//! The public side alone, with the machine's clock, in a folder: for tests that end its process (SIGTERM: at leisure), and for measuring.
//!
//! `serve <folder> [postgres://…]` prints `listening <address>`. Tenant `musterstadt`, collector token `token`.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs, reason = "a tool for tests")]

use std::path::Path;

use sha2::{Digest, Sha256};
use vordruck_contract::assets::NoAssets;
use vordruck_public::PublicSide;
use vordruck_public::clock::{SystemClock, SystemRandomness};
use vordruck_public::config::Config;

#[tokio::main]
async fn main() {
    let (folder, address) = (std::env::args().nth(1).unwrap(), std::env::args().nth(2));
    let side = PublicSide::start(config(Path::new(&folder), address), NoAssets, SystemClock::new(), SystemRandomness).await.unwrap();
    println!("listening {}", side.address());
    tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).unwrap().recv().await;
    side.shutdown().await;
}

fn config(folder: &Path, address: Option<String>) -> Config {
    let path = |name: &str| folder.join(name);
    let token: String = Sha256::digest("token").iter().map(|byte| format!("{byte:02x}")).collect();
    let batch: usize = std::env::var("BATCH").ok().and_then(|text| text.parse().ok()).unwrap_or(64);
    let database = match address {
        Some(url) => serde_json::json!({ "url": url, "batch": batch }),
        None => serde_json::json!({ "path": path("database/public.db"), "batch": batch }),
    };
    serde_json::from_value(serde_json::json!({
        "server": { "listen": "127.0.0.1:0", "public_url": "https://formulare.example", "drain_seconds": 5, "farewell_seconds": 60 },
        "database": database,
        "keys": { "replicas": [path("keys-a"), path("keys-b")], "receipt_key": path("instance/receipt.key") },
        "tenants": { "musterstadt": { "collector_token_sha256": token, "collector_key": "A".repeat(43) } }
    }))
    .unwrap()
}

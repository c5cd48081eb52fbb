//! The API's description: every change of it is seen in a diff.

use serde_json::Value;
use vordruck_contract::paths;

use crate::harness::Harness;

#[tokio::test]
async fn the_description_is_the_snapshot() {
    let harness = Harness::new().await;
    let served: Value = harness.get(paths::OPENAPI).send().await.unwrap().json().await.unwrap();
    let served = serde_json::to_string_pretty(&served).unwrap() + "\n";
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/public/openapi.json");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(path, &served).unwrap();
    }
    let snapshot = std::fs::read_to_string(path).unwrap();
    assert!(snapshot == served, "the API changed; look at it, then run this test with UPDATE_SNAPSHOTS=1");
}

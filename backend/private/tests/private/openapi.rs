//! What programs may ask is described: every change of it is seen in a diff, and nothing is left out.

use std::collections::BTreeSet;

use serde_json::Value;
use vordruck_contract::paths;

use crate::town::Town;

#[tokio::test]
async fn the_description_is_the_snapshot_and_names_each_route_of_programs() {
    let town = Town::new().await;
    let served: Value = town.http.get(town.private_url(paths::OPENAPI)).send().await.unwrap().json().await.unwrap();
    let mut described = BTreeSet::new();
    for (path, methods) in served["paths"].as_object().unwrap() {
        described.extend(methods.as_object().unwrap().keys().map(|method| (method.to_uppercase(), path.clone())));
    }
    let routes = vordruck_private::machine_routes().into_iter();
    assert_eq!(described, routes.map(|(method, path)| (method.to_string(), path.to_owned())).collect());

    let served = serde_json::to_string_pretty(&served).unwrap() + "\n";
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/private/openapi.json");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(path, &served).unwrap();
    }
    let snapshot = std::fs::read_to_string(path).unwrap();
    assert!(snapshot == served, "the API changed; look at it, then run this test with UPDATE_SNAPSHOTS=1");
}

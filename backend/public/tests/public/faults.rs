//! A handler that panics: the process lives on, and nobody outside learns why.

use axum::Router;
use axum::routing::get;
use vordruck_contract::paths;
use vordruck_public::PublicSide;
use vordruck_public::clock::SystemRandomness;

use crate::harness::{Harness, TestAssets, problem};

#[tokio::test]
async fn a_panic_is_a_500_without_its_cause_and_the_next_request_is_served() {
    let mut harness = Harness::new().await;
    harness.stop().await;
    let panics = || async {
        if true {
            panic!("secret cause at /srv/file.rs")
        }
    };
    let further = Router::new().route("/panics", get(panics));
    harness.side =
        Some(PublicSide::start_with(harness.config.clone(), TestAssets, harness.clock.clone(), SystemRandomness, further).await.unwrap());
    let answer = harness.get("/panics").send().await.unwrap();
    assert!(answer.headers().contains_key("content-security-policy"));
    let (status, kind, document) = problem(answer).await;
    assert_eq!((status, kind.as_str()), (500, "internal"));
    assert!(!document.to_string().contains("secret"), "{document}");
    let page = harness.get("/panics").header("accept", "text/html").send().await.unwrap();
    assert_eq!(page.status(), 500);
    let html = page.text().await.unwrap();
    assert!(html.contains("Das hat nicht geklappt") && !html.contains("secret"), "{html}");
    assert_eq!(harness.get(paths::HEALTH).send().await.unwrap().status(), 204);
}

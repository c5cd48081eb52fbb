//! Private sides collect: leases, fences, acknowledgements.

use std::time::{Duration, Instant};

use reqwest::{RequestBuilder, StatusCode};
use serde_json::{Value, json};
use vordruck_contract::paths;

use crate::harness::{Harness, OTHER_TOKEN, TENANT, TOKEN, acknowledgement, expect, problem};
use crate::submissions::Package;

fn lease(harness: &Harness, wait: u32) -> RequestBuilder {
    harness.post(paths::COLLECT_LEASE).bearer_auth(TOKEN).json(&json!({ "tenant": TENANT, "max": 10, "wait_seconds": wait }))
}

async fn leased(harness: &Harness) -> Vec<Value> {
    expect(lease(harness, 0).send().await.unwrap(), StatusCode::OK).await["items"].as_array().unwrap().clone()
}

fn object(harness: &Harness, pid: &str, n: u32, fence: u64) -> RequestBuilder {
    harness.get(&paths::collect_object(pid, n)).bearer_auth(TOKEN).header("vordruck-fence", fence)
}

fn acknowledge(harness: &Harness, package: &Package, fence: u64, jws: &str) -> RequestBuilder {
    harness
        .post(&paths::collect_acknowledge(&package.pid))
        .bearer_auth(TOKEN)
        .json(&json!({ "fence": fence, "outcome": "received", "digest": package.digest(), "jws": jws }))
}

#[tokio::test]
async fn a_submission_is_leased_read_byte_for_byte_acknowledged_and_gone() {
    let harness = Harness::new().await;
    harness.publish().await;
    let (package, receipt) = Package::submitted(&harness).await;
    let items = leased(&harness).await;
    assert_eq!(
        (&items[0]["receipt"], &items[0]["fence"], &items[0]["leased_until"]),
        (&receipt, &json!(1), &json!("2026-11-22T08:10:00Z"))
    );
    for (n, sealed) in (0..).zip(&package.objects) {
        let answer = object(&harness, &package.pid, n, 1).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.bytes().await.unwrap(), sealed);
    }
    assert!(leased(&harness).await.is_empty(), "a leased one is nobody else's");
    let jws = acknowledgement(TENANT, &package.pid, &package.digest());
    let first = expect(acknowledge(&harness, &package, 1, &jws).send().await.unwrap(), StatusCode::OK).await;
    harness.clock.pass(3600);
    let second = expect(acknowledge(&harness, &package, 1, &jws).send().await.unwrap(), StatusCode::OK).await;
    assert_eq!(first, second);
    assert_eq!(object(&harness, &package.pid, 0, 1).send().await.unwrap().status(), 404);
    assert!(leased(&harness).await.is_empty());
    let again = package.submit(&harness, &package.request()).send().await.unwrap();
    assert_eq!(expect(again, StatusCode::OK).await, receipt, "sent once more after collection it is still the same submission");
}

#[tokio::test]
async fn after_a_lease_ended_the_next_collector_fences_the_first_one_out() {
    let harness = Harness::new().await;
    harness.publish().await;
    let (package, _) = Package::submitted(&harness).await;
    assert_eq!(leased(&harness).await[0]["fence"], 1);
    harness.clock.pass(601);
    assert_eq!(problem(object(&harness, &package.pid, 0, 1).send().await.unwrap()).await.1, "lease-lost");
    assert_eq!(leased(&harness).await[0]["fence"], 2);
    let jws = acknowledgement(TENANT, &package.pid, &package.digest());
    assert_eq!(problem(acknowledge(&harness, &package, 1, &jws).send().await.unwrap()).await.1, "lease-lost");
    assert_eq!(object(&harness, &package.pid, 0, 1).send().await.unwrap().status(), 409);
    expect(acknowledge(&harness, &package, 2, &jws).send().await.unwrap(), StatusCode::OK).await;
}

#[tokio::test]
async fn an_acknowledgement_that_the_collector_did_not_sign_deletes_nothing() {
    let harness = Harness::new().await;
    harness.publish().await;
    let (package, _) = Package::submitted(&harness).await;
    leased(&harness).await;
    let good = acknowledgement(TENANT, &package.pid, &package.digest());
    let (signed, signature) = good.rsplit_once('.').unwrap();
    let other = acknowledgement(TENANT, &Package::new().pid, &package.digest());
    let foreign = acknowledgement("nachbarstadt", &package.pid, &package.digest());
    for jws in [format!("{signed}.{}", signature.chars().rev().collect::<String>()), other, foreign, "a.b.c".repeat(10)] {
        let (status, _, document) = problem(acknowledge(&harness, &package, 1, &jws).send().await.unwrap()).await;
        assert_eq!((status, &document["errors"][0]["pointer"]), (422, &json!("/jws")));
    }
    assert_eq!(object(&harness, &package.pid, 0, 1).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_tenant_sees_nothing_of_another_ones() {
    let harness = Harness::new().await;
    harness.publish().await;
    let (package, _) = Package::submitted(&harness).await;
    leased(&harness).await;
    let foreign =
        harness.post(paths::COLLECT_LEASE).bearer_auth(OTHER_TOKEN).json(&json!({ "tenant": TENANT, "max": 1, "wait_seconds": 0 })).send();
    assert_eq!(foreign.await.unwrap().status(), 401);
    let foreign = harness.get(&paths::collect_object(&package.pid, 0)).bearer_auth(OTHER_TOKEN).header("vordruck-fence", 1).send();
    assert_eq!(problem(foreign.await.unwrap()).await.0, 404);
    let jws = acknowledgement("nachbarstadt", &package.pid, &package.digest());
    let foreign = harness.post(&paths::collect_acknowledge(&package.pid)).bearer_auth(OTHER_TOKEN);
    let foreign = foreign.json(&json!({ "fence": 1, "outcome": "received", "digest": package.digest(), "jws": jws })).send();
    assert_eq!(problem(foreign.await.unwrap()).await.0, 404);
}

#[tokio::test]
async fn two_collectors_at_once_never_hold_the_same_submission() {
    let harness = Harness::new().await;
    let second = harness.second().await;
    harness.publish().await;
    for _ in 0..4 {
        Package::submitted(&harness).await;
    }
    let (one, other) = futures_util::future::join(leased(&harness), leased(&second)).await;
    let mut pids: Vec<String> = one.iter().chain(&other).map(|item| item["pid"].to_string()).collect();
    pids.sort();
    pids.dedup();
    assert_eq!((one.len() + other.len(), pids.len()), (4, 4));
}

#[tokio::test]
async fn a_waiting_collector_is_answered_as_soon_as_something_comes_and_with_nothing_in_the_end() {
    let harness = Harness::new().await;
    harness.publish().await;
    let started = Instant::now();
    let waiting = tokio::spawn(lease(&harness, 50).send());
    tokio::time::sleep(Duration::from_millis(300)).await;
    Package::submitted(&harness).await;
    let items = expect(waiting.await.unwrap().unwrap(), StatusCode::OK).await;
    assert_eq!(items["items"].as_array().unwrap().len(), 1);
    assert!(started.elapsed() < Duration::from_secs(50), "only when the wait was over: {:?}", started.elapsed());
    let started = Instant::now();
    let nothing = expect(lease(&harness, 1).send().await.unwrap(), StatusCode::OK).await;
    assert!(nothing["items"].as_array().unwrap().is_empty() && started.elapsed() >= Duration::from_secs(1));
}

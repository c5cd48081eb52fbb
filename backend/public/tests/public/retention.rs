//! Deleted means deleted: rows, keys, and the bytes in SQLite's files. What PostgreSQL's files and every copy keep opens for nobody.

use reqwest::StatusCode;
use serde_json::json;
use vordruck_contract::paths;

use crate::database::{self, found};
use crate::harness::{Harness, TENANT, TOKEN, acknowledgement, expect, problem};
use crate::submissions::Package;

#[tokio::test]
async fn an_expired_draft_leaves_no_byte_in_database_or_log_and_no_key() {
    let harness = Harness::new().await;
    harness.publish().await;
    let draft = harness.draft().await;
    let canary = b"canary-canary-canary-7f3a";
    expect(harness.save(&draft, 0, canary.repeat(2000)).send().await.unwrap(), StatusCode::OK).await;
    assert!(found(harness.database(), canary).await > 0, "the search finds what is there");
    harness.clock.pass(30 * 86_400 - 3600);
    harness.side().delete_due().await.unwrap();
    assert!(found(harness.database(), canary).await > 0, "not early");
    harness.clock.pass(3600);
    harness.side().delete_due().await.unwrap();
    assert_eq!(found(harness.database(), canary).await, 0);
    let key = |replica: &str| harness.folder.path().join(replica).join("drafts").join(format!("{}.key", crate::harness::START / 86_400));
    assert!(key("keys-a").exists() && key("keys-b").exists());
    harness.clock.pass(86_400);
    harness.side().delete_due().await.unwrap();
    assert!(!key("keys-a").exists() && !key("keys-b").exists());
}

#[tokio::test]
async fn a_copy_of_the_database_that_outlives_its_day_keys_opens_for_nobody() {
    let mut harness = Harness::new().await;
    harness.publish().await;
    let draft = harness.draft().await;
    expect(harness.save(&draft, 0, "sealed").send().await.unwrap(), StatusCode::OK).await;
    harness.stop().await;
    let copy = database::copy(harness.database()).await;
    harness.clock.pass(31 * 86_400);
    harness.start().await;
    harness.stop().await;
    database::put_back(harness.database(), &copy).await;
    // As an attacker would have it: the clock set back, so that the row counts as alive.
    harness.clock.pass(-31 * 86_400);
    harness.start().await;
    assert_eq!(harness.open(&draft).send().await.unwrap().status(), 401);
}

#[tokio::test]
async fn what_is_due_is_deleted_before_the_first_request_after_a_start() {
    let mut harness = Harness::new().await;
    harness.publish().await;
    let draft = harness.draft().await;
    let canary = b"canary-canary-canary-91bc";
    expect(harness.save(&draft, 0, canary.repeat(500)).send().await.unwrap(), StatusCode::OK).await;
    harness.stop().await;
    harness.clock.pass(31 * 86_400);
    harness.start().await;
    assert_eq!(found(harness.database(), canary).await, 0);
}

#[tokio::test]
async fn a_start_with_a_clock_behind_the_newest_row_deletes_nothing() {
    let mut harness = Harness::new().await;
    harness.publish().await;
    harness.clock.pass(40 * 86_400);
    let draft = harness.draft().await;
    expect(harness.save(&draft, 0, "sealed").send().await.unwrap(), StatusCode::OK).await;
    harness.stop().await;
    harness.clock.jump(-35 * 86_400);
    harness.start().await;
    harness.clock.jump(35 * 86_400);
    assert_eq!(harness.open(&draft).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn an_upload_that_is_never_submitted_goes_after_a_day() {
    let harness = Harness::new().await;
    harness.publish().await;
    let mut package = Package::new();
    package.upload(&harness).await;
    harness.clock.pass(86_400);
    harness.side().delete_due().await.unwrap();
    assert_eq!(package.submit(&harness, &package.request()).send().await.unwrap().status(), 401);
}

#[tokio::test]
async fn a_submission_nobody_collects_goes_after_its_retention_and_a_collected_one_at_once() {
    let harness = Harness::new().await;
    harness.publish().await;
    let (collected, _) = Package::submitted(&harness).await;
    let lease = || async {
        let answer = harness
            .post(paths::COLLECT_LEASE)
            .bearer_auth(TOKEN)
            .json(&json!({ "tenant": TENANT, "max": 10, "wait_seconds": 0 }))
            .send()
            .await;
        expect(answer.unwrap(), StatusCode::OK).await["items"].as_array().unwrap().len()
    };
    assert_eq!(lease().await, 1);
    let before = database::size(harness.database()).await;
    let jws = acknowledgement(TENANT, &collected.pid, &collected.digest());
    let body = json!({ "fence": 1, "outcome": "received", "digest": collected.digest(), "jws": jws });
    let answer = harness.post(&paths::collect_acknowledge(&collected.pid)).bearer_auth(TOKEN).json(&body).send().await.unwrap();
    expect(answer, StatusCode::OK).await;
    let (forgotten, _) = Package::submitted(&harness).await;
    assert!(database::size(harness.database()).await <= before + 1_000_000);
    harness.clock.pass(90 * 86_400);
    harness.side().delete_due().await.unwrap();
    assert_eq!(lease().await, 0);
    assert_eq!(forgotten.submit(&harness, &forgotten.request()).send().await.unwrap().status(), 401);
}

#[tokio::test]
async fn a_form_stays_while_a_draft_is_pinned_to_it_and_goes_after_the_last_one() {
    let harness = Harness::new().await;
    let old = b"the form before";
    let hash = vordruck_envelope::FormHash::of(old).to_string();
    let put =
        harness.put(&paths::form(&hash)).bearer_auth(TOKEN).header("content-type", "application/vnd.vordruck.form").body(old.as_slice());
    assert_eq!(put.send().await.unwrap().status(), 201);
    harness.publish().await;
    let draft = crate::harness::Draft::new();
    let mut request = draft.create_request();
    request["form"] = hash.clone().into();
    let draft = draft.with(&expect(harness.post(paths::DRAFTS).json(&request).send().await.unwrap(), StatusCode::CREATED).await);
    expect(harness.save(&draft, 0, "sealed").send().await.unwrap(), StatusCode::OK).await;
    let there = || async { harness.get(&paths::form(&hash)).send().await.unwrap().status() };
    harness.clock.pass(29 * 86_400);
    harness.side().delete_due().await.unwrap();
    assert_eq!(there().await, 200);
    harness.clock.pass(86_400);
    harness.side().delete_due().await.unwrap();
    assert_eq!(there().await, 404);
    let answer = harness.get(&paths::form(&hash)).send().await.unwrap();
    assert_eq!(problem(answer).await.1, "not-found");
}

#[tokio::test]
async fn what_could_not_be_deleted_is_tried_again_at_once_and_not_when_a_claim_of_ones_own_has_ended() {
    let harness = Harness::new().await;
    harness.publish().await;
    let draft = harness.draft().await;
    expect(harness.save(&draft, 0, "sealed").send().await.unwrap(), StatusCode::OK).await;
    harness.clock.pass(30 * 86_400);
    database::refuse_deleting_drafts(harness.database(), true).await;
    harness.side().delete_due().await.unwrap_err();
    database::refuse_deleting_drafts(harness.database(), false).await;
    assert!(harness.side().delete_due().await.unwrap(), "it holds its claim still");
    assert_eq!(database::column(harness.database(), "drafts", "body").await.iter().filter(|body| !body.is_empty()).count(), 0);
}

/// What is stored of submissions and their objects: how it begins and how it ends.
async fn stored(harness: &Harness) -> Vec<Vec<u8>> {
    let mut traces: Vec<Vec<u8>> = Vec::new();
    for (table, column) in [("pieces", "bytes"), ("submissions", "wrap"), ("submissions", "share")] {
        for value in database::column(harness.database(), table, column).await {
            let end = value.len().saturating_sub(60);
            traces.extend([value[..value.len().min(60)].to_vec(), value[end..].to_vec()]);
        }
    }
    assert!(traces.iter().all(|trace| trace.len() >= 32), "short ones would be found by chance");
    traces
}

async fn left(harness: &Harness, traces: &[Vec<u8>]) -> usize {
    let mut count = 0;
    for trace in traces {
        count += usize::from(found(harness.database(), trace).await > 0);
    }
    count
}

async fn lent(harness: &Harness) -> serde_json::Value {
    let lease = harness.post(paths::COLLECT_LEASE).bearer_auth(TOKEN).json(&json!({ "tenant": TENANT, "max": 10, "wait_seconds": 0 }));
    expect(lease.send().await.unwrap(), StatusCode::OK).await["items"].clone()
}

#[tokio::test]
async fn a_submission_leaves_no_byte_when_it_was_collected_or_nobody_came_in_ninety_days() {
    for is_collected in [true, false] {
        let harness = Harness::new().await;
        harness.publish().await;
        let (package, _) = Package::submitted(&harness).await;
        assert_eq!(lent(&harness).await.as_array().unwrap().len(), 1);
        let traces = stored(&harness).await;
        assert!(traces.len() >= 4);
        assert_eq!(left(&harness, &traces).await, traces.len(), "the search finds what is there");
        if is_collected {
            let jws = acknowledgement(TENANT, &package.pid, &package.digest());
            let body = json!({ "fence": 1, "outcome": "received", "digest": package.digest(), "jws": jws });
            let answer = harness.post(&paths::collect_acknowledge(&package.pid)).bearer_auth(TOKEN).json(&body).send().await.unwrap();
            expect(answer, StatusCode::OK).await;
            // Gone from the rows at once, from the log with the next hour's job.
            harness.clock.pass(3_600);
        } else {
            harness.clock.pass(90 * 86_400);
        }
        harness.side().delete_due().await.unwrap();
        assert_eq!(left(&harness, &traces).await, 0, "collected: {is_collected}");
    }
}

#[tokio::test]
async fn a_copy_of_the_database_that_outlives_its_day_keys_hands_over_no_submission() {
    for (days, is_handed_over) in [(0, true), (92, false)] {
        let mut harness = Harness::new().await;
        harness.publish().await;
        let (package, _) = Package::submitted(&harness).await;
        harness.stop().await;
        let copy = database::copy(harness.database()).await;
        harness.clock.pass(days * 86_400);
        harness.start().await;
        harness.stop().await;
        database::put_back(harness.database(), &copy).await;
        // As an attacker would have it: the clock set back, so that the row counts as alive.
        harness.clock.pass(-days * 86_400);
        harness.start().await;
        let fence = lent(&harness).await[0]["fence"].as_u64().expect("the row is back");
        let object = harness.get(&paths::collect_object(&package.pid, 0)).bearer_auth(TOKEN).header("vordruck-fence", fence);
        let status = object.send().await.unwrap().status();
        assert_eq!(status.is_success(), is_handed_over, "{days} days: {status}: without the day's key nobody can take the outer seal off");
    }
}

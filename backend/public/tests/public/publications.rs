//! What private sides publish.

use reqwest::StatusCode;
use serde_json::{Value, json};
use vordruck_contract::paths;

use crate::harness::{Draft, FORM, Harness, OTHER_TOKEN, SERVICE, TENANT, TOKEN, card, expect, form_hash, problem};
use crate::submissions::Package;

#[tokio::test]
async fn a_form_is_read_back_as_published_and_may_be_kept_for_ever() {
    let harness = Harness::new().await;
    harness.publish().await;
    let answer = harness.get(&paths::form(&form_hash())).send().await.unwrap();
    assert_eq!(answer.headers()["content-type"], "application/vnd.vordruck.form");
    assert_eq!(answer.headers()["cache-control"], "public, max-age=31536000, immutable");
    let tag = answer.headers()["etag"].clone();
    assert_eq!(answer.bytes().await.unwrap(), FORM);
    let kept = harness.get(&paths::form(&form_hash())).header("if-none-match", tag).send().await.unwrap();
    assert_eq!((kept.status().as_u16(), kept.bytes().await.unwrap().len()), (304, 0));
}

#[tokio::test]
async fn a_form_travels_compressed_to_whoever_takes_that() {
    let harness = Harness::new().await;
    harness.publish().await;
    for _ in 0..2 {
        let answer = harness.get(&paths::form(&form_hash())).header("accept-encoding", "gzip, br").send().await.unwrap();
        assert_eq!(
            (&answer.headers()["content-encoding"], &answer.headers()["vary"]),
            (&"br".parse().unwrap(), &"accept-encoding".parse().unwrap())
        );
        let mut form = Vec::new();
        brotli::BrotliDecompress(&mut &answer.bytes().await.unwrap()[..], &mut form).unwrap();
        assert_eq!(form, FORM);
    }
    let answer = harness.get(&paths::form(&form_hash())).header("accept-encoding", "br;q=0").send().await.unwrap();
    assert!(!answer.headers().contains_key("content-encoding"));
}

#[tokio::test]
async fn a_form_whose_bytes_hash_to_something_else_is_refused() {
    let harness = Harness::new().await;
    let put =
        harness.put(&paths::form(&form_hash())).bearer_auth(TOKEN).header("content-type", "application/vnd.vordruck.form").body("tampered");
    assert_eq!(problem(put.send().await.unwrap()).await.2["errors"][0]["pointer"], "path:form");
}

#[tokio::test]
async fn a_card_is_read_back_with_a_tag_and_only_its_tenant_publishes_it() {
    let harness = Harness::new().await;
    harness.publish().await;
    let path = paths::service(TENANT, SERVICE);
    let answer = harness.get(&path).send().await.unwrap();
    let tag = answer.headers()["etag"].clone();
    assert_eq!(answer.json::<serde_json::Value>().await.unwrap(), card());
    assert_eq!(harness.get(&path).header("if-none-match", &tag).send().await.unwrap().status(), 304);
    assert_eq!(problem(harness.put(&path).bearer_auth(OTHER_TOKEN).json(&card()).send().await.unwrap()).await.0, 404);
    let mut other = card();
    other["form"] = "0".repeat(64).into();
    assert_eq!(
        problem(harness.put(&path).bearer_auth(TOKEN).json(&other).send().await.unwrap()).await.2["errors"][0]["code"],
        "unknown-form"
    );
    for link in ["javascript:alert(1)", "//elsewhere.example/", "data:text/html,x"] {
        let mut other = card();
        other["authority"]["imprint_url"] = link.into();
        assert_eq!(problem(harness.put(&path).bearer_auth(TOKEN).json(&other).send().await.unwrap()).await.0, 422, "{link}");
    }
}

#[tokio::test]
async fn a_key_manifest_is_served_as_it_was_put() {
    let harness = Harness::new().await;
    let (path, manifest) = (paths::keys(TENANT), json!({ "jws": format!("{}.{}.{}", "a".repeat(20), "b".repeat(20), "c".repeat(20)) }));
    assert_eq!(problem(harness.get(&path).send().await.unwrap()).await.0, 404);
    assert_eq!(harness.put(&path).bearer_auth(TOKEN).json(&manifest).send().await.unwrap().status(), 204);
    assert_eq!(problem(harness.put(&path).bearer_auth(OTHER_TOKEN).json(&manifest).send().await.unwrap()).await.0, 404);
    let answer = harness.get(&path).send().await.unwrap();
    let tag = answer.headers()["etag"].clone();
    assert_eq!(answer.json::<serde_json::Value>().await.unwrap(), manifest);
    assert_eq!(harness.get(&path).header("if-none-match", tag).send().await.unwrap().status(), 304);
}

/// Publishes other bytes as the service's form; their hash.
async fn publish_next(harness: &Harness, bytes: &'static [u8]) -> String {
    let hash = vordruck_envelope::FormHash::of(bytes).to_string();
    let put = harness.put(&paths::form(&hash)).bearer_auth(TOKEN).header("content-type", "application/vnd.vordruck.form").body(bytes);
    assert!(put.send().await.unwrap().status().is_success());
    let mut next = card();
    next["form"] = hash.clone().into();
    assert_eq!(harness.put(&paths::service(TENANT, SERVICE)).bearer_auth(TOKEN).json(&next).send().await.unwrap().status(), 204);
    hash
}

async fn versions(harness: &Harness) -> Value {
    let answer = harness.get(&paths::service_versions(TENANT, SERVICE)).bearer_auth(TOKEN).send().await.unwrap();
    expect(answer, StatusCode::OK).await["versions"].clone()
}

#[tokio::test]
async fn a_draft_opened_after_an_update_goes_on_with_its_version_and_is_counted_there() {
    let harness = Harness::new().await;
    harness.publish().await;
    let draft = harness.draft().await;
    expect(harness.save(&draft, 0, "sealed").send().await.unwrap(), StatusCode::OK).await;
    let next = publish_next(&harness, b"the form after").await;
    harness.clock.pass(10 * 86_400);
    harness.side().delete_due().await.unwrap();

    let opened = expect(harness.open(&draft).send().await.unwrap(), StatusCode::OK).await;
    assert_eq!(opened["form"], form_hash());
    assert_eq!(harness.get(&paths::form(&form_hash())).send().await.unwrap().bytes().await.unwrap(), FORM);
    let draft = Draft { session: opened["session"].as_str().unwrap().to_owned(), ..draft };
    expect(harness.save(&draft, 1, "sealed again").send().await.unwrap(), StatusCode::OK).await;
    let new = |form: &str, is_current: bool, drafts: u64, submissions: u64| json!({ "form": form, "is_current": is_current, "drafts": drafts, "submissions": submissions });
    assert_eq!(versions(&harness).await, json!([new(&next, true, 0, 0), new(&form_hash(), false, 1, 0)]));
    // What it becomes is received with the form it was begun with.
    Package::submitted(&harness).await;
    assert_eq!(versions(&harness).await, json!([new(&next, true, 0, 0), new(&form_hash(), false, 1, 1)]));
    harness.clock.pass(30 * 86_400);
    assert_eq!(versions(&harness).await[1], new(&form_hash(), false, 0, 1), "a draft that is over pins nothing");
}

#[tokio::test]
async fn whoever_has_a_form_open_when_the_next_is_published_has_a_day_to_save_it() {
    let harness = Harness::new().await;
    harness.publish().await;
    harness.clock.pass(100 * 86_400);
    publish_next(&harness, b"the form after").await;
    harness.side().delete_due().await.unwrap();
    harness.clock.pass(86_400 - 3600);
    harness.side().delete_due().await.unwrap();
    let draft = harness.draft().await;
    expect(harness.save(&draft, 0, "sealed").send().await.unwrap(), StatusCode::OK).await;
    harness.clock.pass(2 * 86_400);
    harness.side().delete_due().await.unwrap();
    assert_eq!(expect(harness.open(&draft).send().await.unwrap(), StatusCode::OK).await["form"], form_hash());
}

#[tokio::test]
async fn only_the_tenant_learns_how_many_drafts_pin_a_version() {
    let harness = Harness::new().await;
    harness.publish().await;
    let path = paths::service_versions(TENANT, SERVICE);
    assert_eq!(problem(harness.get(&path).send().await.unwrap()).await.0, 401);
    assert_eq!(problem(harness.get(&path).bearer_auth(OTHER_TOKEN).send().await.unwrap()).await.0, 404);
}

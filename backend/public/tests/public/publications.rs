//! What private sides publish.

use serde_json::json;
use vordruck_contract::paths;

use crate::harness::{FORM, Harness, OTHER_TOKEN, SERVICE, TENANT, TOKEN, card, form_hash, problem};

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

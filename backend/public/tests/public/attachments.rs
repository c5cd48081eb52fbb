//! Attachments of a draft, in pieces.

use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::json;
use vordruck_contract::paths;

use crate::harness::{Draft, Harness, expect, problem, random};

fn id() -> String {
    vordruck_envelope::AttachmentId::from_bytes(random()).to_string()
}

fn append(harness: &Harness, draft: &Draft, id: &str, offset: usize, length: usize, bytes: &[u8]) -> RequestBuilder {
    harness
        .put(&paths::draft_attachment(&draft.lookup, id))
        .bearer_auth(&draft.session)
        .header("content-type", "application/octet-stream")
        .header("upload-offset", offset)
        .header("upload-length", length)
        .body(bytes.to_vec())
}

#[tokio::test]
async fn an_attachment_arrives_in_pieces_and_is_read_back_whole_once_complete() {
    let harness = Harness::new().await;
    harness.publish().await;
    let (draft, id) = (harness.draft().await, id());
    let bytes: Vec<u8> = (0..700_000_u32).map(|n| (n % 251) as u8).collect();
    let (head, tail) = bytes.split_at(300_000);
    let answer = expect(append(&harness, &draft, &id, 0, bytes.len(), head).send().await.unwrap(), StatusCode::OK).await;
    assert_eq!(answer, json!({ "offset": 300_000, "complete": false }));
    let path = paths::draft_attachment(&draft.lookup, &id);
    let progress = harness.request(Method::HEAD, &path).bearer_auth(&draft.session).send().await.unwrap();
    assert_eq!(
        (progress.status().as_u16(), &progress.headers()["upload-offset"], &progress.headers()["upload-length"]),
        (200, &"300000".parse().unwrap(), &"700000".parse().unwrap())
    );
    let early = harness.get(&path).bearer_auth(&draft.session).send().await.unwrap();
    assert_eq!(problem(early).await.0, 404);
    let answer = expect(append(&harness, &draft, &id, 300_000, bytes.len(), tail).send().await.unwrap(), StatusCode::OK).await;
    assert_eq!(answer["complete"], true);
    let whole = harness.get(&path).bearer_auth(&draft.session).send().await.unwrap();
    assert_eq!(whole.headers()["content-disposition"], "attachment");
    assert_eq!(whole.bytes().await.unwrap(), bytes);
}

#[tokio::test]
async fn a_complete_attachment_never_changes_and_a_wrong_offset_is_told_the_right_one() {
    let harness = Harness::new().await;
    harness.publish().await;
    let (draft, id) = (harness.draft().await, id());
    expect(append(&harness, &draft, &id, 0, 6, b"sealed").send().await.unwrap(), StatusCode::OK).await;
    let (status, kind, document) = problem(append(&harness, &draft, &id, 0, 6, b"other!").send().await.unwrap()).await;
    assert_eq!((status, kind.as_str(), &document["current_offset"]), (409, "offset-conflict", &json!(6)));
    let (status, _, document) = problem(append(&harness, &draft, &id, 6, 12, b"longer").send().await.unwrap()).await;
    assert_eq!((status, &document["current_offset"]), (409, &json!(6)));
    assert_eq!(problem(append(&harness, &draft, &self::id(), 0, 3, b"longer").send().await.unwrap()).await.0, 413);
}

#[tokio::test]
async fn a_save_drops_what_it_does_not_list_and_refuses_to_list_what_is_not_there() {
    let harness = Harness::new().await;
    harness.publish().await;
    let (draft, kept, dropped, partial) = (harness.draft().await, id(), id(), id());
    for id in [&kept, &dropped] {
        expect(append(&harness, &draft, id, 0, 6, b"sealed").send().await.unwrap(), StatusCode::OK).await;
    }
    expect(append(&harness, &draft, &partial, 0, 9, b"sealed").send().await.unwrap(), StatusCode::OK).await;
    let save = |list: String, rev| {
        harness
            .put(&paths::draft_body(&draft.lookup))
            .bearer_auth(&draft.session)
            .header("content-type", "application/octet-stream")
            .header("if-match", format!("\"{rev}\""))
            .header("vordruck-attachments", list)
            .body("body")
            .send()
    };
    assert_eq!(problem(save(partial.clone(), 0).await.unwrap()).await.1, "objects-incomplete");
    expect(save(kept.clone(), 0).await.unwrap(), StatusCode::OK).await;
    for (id, status) in [(&kept, 200), (&dropped, 404), (&partial, 404)] {
        let answer = harness.get(&paths::draft_attachment(&draft.lookup, id)).bearer_auth(&draft.session).send().await.unwrap();
        assert_eq!(answer.status(), status);
    }
    assert_eq!(problem(save("not-an-id".into(), 1).await.unwrap()).await.1, "malformed-identifier");
}

#[tokio::test]
async fn attachments_larger_or_more_than_allowed_are_refused_before_they_are_sent() {
    let harness = Harness::with(|config| config.limits.attachments = 2).await;
    harness.publish().await;
    let draft = harness.draft().await;
    assert_eq!(problem(append(&harness, &draft, &id(), 0, 1_000_001, b"x").send().await.unwrap()).await.1, "too-large");
    for _ in 0..2 {
        expect(append(&harness, &draft, &id(), 0, 6, b"sealed").send().await.unwrap(), StatusCode::OK).await;
    }
    assert_eq!(problem(append(&harness, &draft, &id(), 0, 6, b"sealed").send().await.unwrap()).await.1, "too-large");
}

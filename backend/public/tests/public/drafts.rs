//! Drafts, from creation to deletion.

use reqwest::StatusCode;
use serde_json::{Value, json};
use vordruck_contract::paths;

use crate::harness::{Draft, Harness, START, expect, problem};

#[tokio::test]
async fn a_draft_is_created_saved_opened_and_read_back() {
    let harness = Harness::new().await;
    harness.publish().await;
    let draft = harness.draft().await;
    let saved = expect(harness.save(&draft, 0, "sealed 1").send().await.unwrap(), StatusCode::OK).await;
    assert_eq!(saved, json!({ "rev": 1, "expires_at": "2026-12-22T08:00:00Z" }));
    let opened = expect(harness.open(&draft).send().await.unwrap(), StatusCode::OK).await;
    assert_eq!(opened["share"], draft.share);
    assert_eq!((&opened["rev"], &opened["tenant"], &opened["service"]), (&json!(1), &json!("musterstadt"), &json!("bewohnerparken")));
    assert_ne!(opened["session"], draft.session);
    let body = harness.get(&paths::draft_body(&draft.lookup)).bearer_auth(opened["session"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(body.headers()["etag"], "\"1\"");
    assert_eq!(body.text().await.unwrap(), "sealed 1");
}

#[tokio::test]
async fn a_taken_lookup_is_a_conflict_and_changes_nothing() {
    let harness = Harness::new().await;
    harness.publish().await;
    let draft = harness.draft().await;
    let answer = harness.post(paths::DRAFTS).json(&draft.create_request()).send().await.unwrap();
    assert_eq!(problem(answer).await.1, "draft-exists");
    expect(harness.save(&draft, 0, "still mine").send().await.unwrap(), StatusCode::OK).await;
}

#[tokio::test]
async fn of_two_saves_at_once_one_is_told_of_the_other() {
    let harness = Harness::new().await;
    harness.publish().await;
    let draft = harness.draft().await;
    let answers = futures_util::future::join_all((0..8).map(|n| harness.save(&draft, 0, format!("sealed {n}")).send())).await;
    let mut stored = 0;
    for answer in answers {
        let answer = answer.unwrap();
        if answer.status() == 200 {
            stored += 1;
        } else {
            let (status, kind, problem) = problem(answer).await;
            assert_eq!((status, kind.as_str(), &problem["current_rev"]), (412, "revision-conflict", &json!(1)));
        }
    }
    assert_eq!(stored, 1);
}

#[tokio::test]
async fn unknown_wrong_and_expired_are_answered_alike() {
    let harness = Harness::new().await;
    harness.publish().await;
    let draft = harness.draft().await;
    expect(harness.save(&draft, 0, "sealed").send().await.unwrap(), StatusCode::OK).await;
    let wrong = Draft { auth: Draft::new().auth, ..draft.clone() };
    let mut answers = vec![harness.open(&Draft::new()).send().await.unwrap(), harness.open(&wrong).send().await.unwrap()];
    harness.clock.pass(30 * 86_400);
    answers.push(harness.open(&draft).send().await.unwrap());
    let mut seen: Vec<(Vec<(String, String)>, Value)> = Vec::new();
    for answer in answers {
        assert_eq!(answer.status(), 401);
        let headers = answer.headers().iter().filter(|(name, _)| !["date", "x-request-id"].contains(&name.as_str()));
        let headers = headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
        let mut problem: Value = answer.json().await.unwrap();
        problem["instance"] = Value::Null;
        seen.push((headers, problem));
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[0], seen[2]);
}

#[tokio::test]
async fn a_save_prolongs_the_draft_and_survives_the_day_key_it_was_created_under() {
    let harness = Harness::new().await;
    harness.publish().await;
    let draft = harness.draft().await;
    expect(harness.save(&draft, 0, "sealed 1").send().await.unwrap(), StatusCode::OK).await;
    harness.clock.pass(20 * 86_400);
    let opened = expect(harness.open(&draft).send().await.unwrap(), StatusCode::OK).await;
    let draft = draft.with(&opened);
    expect(harness.save(&draft, 1, "sealed 2").send().await.unwrap(), StatusCode::OK).await;
    harness.clock.pass(29 * 86_400);
    assert!(harness.side().delete_due().await.unwrap());
    let opened = expect(harness.open(&draft).send().await.unwrap(), StatusCode::OK).await;
    assert_eq!(opened["share"], draft.share, "the share stays the same under every day's key");
}

#[tokio::test]
async fn a_session_ends_after_half_an_hour_without_use_and_lives_on_while_used() {
    let harness = Harness::new().await;
    harness.publish().await;
    let draft = harness.draft().await;
    expect(harness.save(&draft, 0, "sealed").send().await.unwrap(), StatusCode::OK).await;
    let read = || async { harness.get(&paths::draft_body(&draft.lookup)).bearer_auth(&draft.session).send().await.unwrap() };
    for _ in 0..4 {
        harness.clock.pass(25 * 60);
        assert_eq!(read().await.status(), 200);
    }
    harness.clock.pass(30 * 60);
    assert_eq!(problem(read().await).await.1, "not-authorised");
}

#[tokio::test]
async fn a_service_keeps_drafts_for_as_long_as_its_card_said_when_they_were_begun() {
    let harness = Harness::new().await;
    harness.publish().await;
    for (days, promised) in [(7, "2026-11-29T08:00:00Z"), (400, "2026-12-22T08:00:00Z")] {
        let mut card = crate::harness::card();
        card["draft_days"] = days.into();
        let put = harness.put(&paths::service("musterstadt", "bewohnerparken")).bearer_auth(crate::harness::TOKEN).json(&card);
        assert_eq!(put.send().await.unwrap().status(), 204);
        let draft = harness.draft().await;
        harness.publish().await;
        assert_eq!(expect(harness.save(&draft, 0, "sealed").send().await.unwrap(), StatusCode::OK).await["expires_at"], promised);
    }
}

#[tokio::test]
async fn a_session_opens_its_own_draft_only() {
    let harness = Harness::new().await;
    harness.publish().await;
    let (mine, other) = (harness.draft().await, harness.draft().await);
    let foreign = Draft { session: mine.session.clone(), ..other };
    assert_eq!(problem(harness.save(&foreign, 0, "sealed").send().await.unwrap()).await.1, "not-authorised");
}

#[tokio::test]
async fn a_deleted_draft_is_gone_at_once_with_its_attachments_and_sessions() {
    let harness = Harness::new().await;
    harness.publish().await;
    let draft = harness.draft().await;
    expect(harness.save(&draft, 0, "sealed").send().await.unwrap(), StatusCode::OK).await;
    let delete = || harness.request(reqwest::Method::DELETE, &paths::draft(&draft.lookup)).bearer_auth(&draft.session).send();
    assert_eq!(delete().await.unwrap().status(), 204);
    assert_eq!(delete().await.unwrap().status(), 401);
    assert_eq!(harness.open(&draft).send().await.unwrap().status(), 401);
    assert_eq!(harness.clock_now(), START);
}

impl Harness {
    fn clock_now(&self) -> i64 {
        vordruck_public::clock::Clock::now(&self.clock)
    }
}

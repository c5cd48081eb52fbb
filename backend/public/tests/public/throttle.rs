//! Guessing is slow, whoever guesses and at whichever process.

use futures_util::future::join_all;
use reqwest::StatusCode;
use vordruck_contract::paths;

use crate::harness::{Draft, Harness, expect, problem};

#[tokio::test]
async fn of_many_guesses_at_once_at_two_processes_ten_are_compared() {
    let harness = Harness::new().await;
    let second = harness.second().await;
    harness.publish().await;
    let draft = harness.draft().await;
    let guesses: Vec<Draft> = (0..60).map(|_| Draft { auth: Draft::new().auth, ..draft.clone() }).collect();
    let answers = join_all(guesses.iter().enumerate().map(|(n, guess)| [&harness, &second][n % 2].open(guess).send())).await;
    let mut compared = 0;
    for answer in answers {
        let answer = answer.unwrap();
        if answer.status() == 429 {
            let wait: u64 = answer.headers()["retry-after"].to_str().unwrap().parse().unwrap();
            assert!((1..=30).contains(&wait));
            assert_eq!(problem(answer).await.1, "too-many-requests");
        } else {
            assert_eq!(answer.status(), 401);
            compared += 1;
        }
    }
    assert_eq!(compared, 10);
    assert_eq!(harness.open(&draft).send().await.unwrap().status(), 429, "the right PIN has to wait as well");
    harness.clock.pass(30);
    assert_eq!(harness.open(&draft).send().await.unwrap().status(), 200, "but not for long");
}

#[tokio::test]
async fn one_address_prefix_fails_sixty_times_an_hour_and_others_are_not_touched() {
    let harness = Harness::with(|config| config.server.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()]).await;
    harness.publish().await;
    let open = |draft: Draft, from: &'static str| harness.open(&draft).header("x-forwarded-for", from).send();
    for _ in 0..60 {
        assert_eq!(open(Draft::new(), "198.51.100.9, 192.0.2.7").await.unwrap().status(), 401);
    }
    let draft = harness.draft().await;
    assert_eq!(open(draft.clone(), "192.0.2.200").await.unwrap().status(), 429, "a neighbour in the same /24");
    assert_eq!(open(draft.clone(), "198.51.100.9").await.unwrap().status(), 200, "an invented first entry harms nobody");
    harness.clock.pass(3600);
    assert_eq!(open(draft, "192.0.2.200").await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_right_pin_forgives_the_slips_before_it() {
    let harness = Harness::new().await;
    harness.publish().await;
    let draft = harness.draft().await;
    for _ in 0..3 {
        for _ in 0..9 {
            let slip = Draft { auth: Draft::new().auth, ..draft.clone() };
            assert_eq!(harness.open(&slip).send().await.unwrap().status(), 401);
        }
        expect(harness.open(&draft).send().await.unwrap(), StatusCode::OK).await;
    }
}

#[tokio::test]
async fn an_untrusted_client_cannot_choose_its_address() {
    let harness = Harness::new().await;
    for n in 0..60 {
        let answer = harness.open(&Draft::new()).header("x-forwarded-for", format!("192.0.{n}.1")).send().await.unwrap();
        assert_eq!(answer.status(), 401);
    }
    assert_eq!(
        harness
            .post(paths::DRAFTS_OPEN)
            .header("x-forwarded-for", "203.0.113.1")
            .json(&serde_json::json!({
        "lookup": Draft::new().lookup, "auth": Draft::new().auth }))
            .send()
            .await
            .unwrap()
            .status(),
        429
    );
}

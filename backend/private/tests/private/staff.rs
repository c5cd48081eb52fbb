//! Who may do what, over every route; sessions; passwords.

use reqwest::Method;
use serde_json::json;
use vordruck_contract::paths;
use vordruck_contract::postbox::{ItemState, PasswordProfile, Session};
use vordruck_contract::problem::{self, Problem, ProblemKind};
use vordruck_private::config::StaffConfig;

use crate::applicant::Application;
use crate::clerk::Clerk;
use crate::town::{PASSWORD, Plan, Town};

const GUESS: &str = "nicht das richtige Wort";

#[tokio::test]
async fn other_sites_cannot_write_even_with_the_cookie() {
    let town = Town::new().await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    town.submit(Application::of("Bello")).await;
    town.collect().await;
    let id = clerk.only_item().await.id;
    for (name, value) in
        [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://evil.example"), ("x-other", "1")]
    {
        let put = town.http.put(town.private_url(&paths::postbox_item_state(&id))).header("cookie", clerk.cookie.clone().unwrap());
        let response = put.header(name, value).json(&json!({"state": "done"})).send().await.unwrap();
        assert_eq!(response.status(), 403, "{name}: {value}");
    }
    assert_eq!(clerk.only_item().await.state, ItemState::New);
}

#[tokio::test]
async fn a_clerk_marks_an_item_as_done_and_takes_it_back() {
    let town = Town::new().await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    town.submit(Application::of("Bello")).await;
    town.collect().await;
    let id = clerk.only_item().await.id;
    for (state, status, after) in [("done", 200, ItemState::Done), ("opened", 200, ItemState::Opened), ("new", 422, ItemState::Opened)] {
        let response = clerk.send(Method::PUT, &paths::postbox_item_state(&id), Some(json!({"state": state}))).await;
        assert_eq!(response.status(), status);
        assert_eq!(clerk.only_item().await.state, after);
    }
    let filtered: vordruck_contract::postbox::ItemList = clerk.get("/api/v1/items?state=done").await;
    assert_eq!(filtered.total, 0);
    let filtered: vordruck_contract::postbox::ItemList = clerk.get("/api/v1/items?state=opened&service=hund&sort=oldest&per_page=1").await;
    assert_eq!(filtered.total, 1);
    for query in ["per_page=0", "per_page=101", "state=lost", "surprise=1", "after=x", "before=1.x", "from=1.1.2026", "assignee=x"] {
        assert_eq!(clerk.send(Method::GET, &format!("/api/v1/items?{query}"), None).await.status(), 422, "{query}");
    }
}

#[tokio::test]
async fn sessions_end_after_idling_after_ten_hours_and_on_signing_out() {
    let town = Town::new().await;
    town.add_clerk("a.muster", &["musterstadt/hund"]).await;
    let mut clerk = Clerk::anonymous(&town);
    let signed_in = clerk.sign_in("A.Muster ", PASSWORD).await;
    let cookie = signed_in.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && cookie.contains("Path=/") && !cookie.contains("Max-Age"),
        "{cookie}"
    );
    let session: Session = signed_in.json().await.unwrap();
    assert_eq!((session.services.len(), session.services[0].title.as_str()), (1, "Hund anmelden"));

    town.clock.advance(29 * 60);
    assert_eq!(clerk.send(Method::GET, paths::POSTBOX_SESSION, None).await.status(), 200);
    town.clock.advance(29 * 60);
    assert_eq!(clerk.send(Method::GET, paths::POSTBOX_SESSION, None).await.status(), 200, "being busy keeps it alive");
    town.clock.advance(30 * 60);
    assert_eq!(clerk.send(Method::GET, paths::POSTBOX_SESSION, None).await.status(), 401);

    assert_eq!(clerk.sign_in("a.muster", PASSWORD).await.status(), 200);
    for _ in 0..29 {
        town.clock.advance(20 * 60);
        assert_eq!(clerk.send(Method::GET, paths::POSTBOX_SESSION, None).await.status(), 200);
    }
    town.clock.advance(20 * 60);
    assert_eq!(clerk.send(Method::GET, paths::POSTBOX_SESSION, None).await.status(), 401, "ten hours are over");

    assert_eq!(clerk.sign_in("a.muster", PASSWORD).await.status(), 200);
    assert_eq!(clerk.send(Method::DELETE, paths::POSTBOX_SESSION, None).await.status(), 204);
    assert_eq!(clerk.send(Method::GET, paths::POSTBOX_SESSION, None).await.status(), 401);
}

#[tokio::test]
async fn behind_https_the_cookie_is_bound_to_it() {
    let town = Town::with(Plan { public_url: Some("https://postkorb.musterstadt.example".to_owned()), ..Plan::default() }).await;
    town.add_clerk("a.muster", &["musterstadt/hund"]).await;
    let signed_in = Clerk::anonymous(&town).sign_in("a.muster", PASSWORD).await;
    let cookie = signed_in.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("__Host-vordruck=") && cookie.contains("Secure") && !cookie.contains("Domain"), "{cookie}");
}

#[tokio::test]
async fn signing_in_changes_the_session_id() {
    let town = Town::new().await;
    town.add_clerk("a.muster", &["musterstadt/hund"]).await;
    let mut clerk = Clerk::signed_in(&town, "a.muster").await;
    let first = clerk.cookie.clone().unwrap();
    clerk.sign_in("a.muster", PASSWORD).await;
    assert_ne!(clerk.cookie.clone().unwrap(), first);
    let old = Clerk { cookie: Some(first), ..Clerk::anonymous(&town) };
    assert_eq!(old.send(Method::GET, paths::POSTBOX_SESSION, None).await.status(), 401);
}

#[tokio::test]
async fn guessing_is_slowed_down_and_never_locks_anybody_out() {
    let town = Town::new().await;
    town.add_clerk("a.muster", &["musterstadt/hund"]).await;
    let mut clerk = Clerk::anonymous(&town);
    let unknown: Problem = clerk.sign_in("niemand", GUESS).await.json().await.unwrap();
    let wrong: Problem = clerk.sign_in("a.muster", GUESS).await.json().await.unwrap();
    assert_eq!((unknown.kind, unknown.status, unknown.errors), (wrong.kind, wrong.status, wrong.errors), "a name cannot be told from none");
    assert_eq!(wrong.kind, ProblemKind::NotAuthorised);
    let mut longest = 0;
    for _ in 0..20 {
        let refused = clerk.sign_in("a.muster", GUESS).await;
        if refused.status() == 429 {
            let wait: i64 = refused.headers()["retry-after"].to_str().unwrap().parse().unwrap();
            longest = longest.max(wait);
            // The right password isn't looked at either while the wait lasts.
            assert_eq!(clerk.sign_in("a.muster", PASSWORD).await.status(), 429);
            town.clock.advance(wait);
        } else {
            assert_eq!(refused.status(), 401);
        }
    }
    assert!((1..=60).contains(&longest), "{longest}");
    town.clock.advance(60);
    assert_eq!(clerk.sign_in("a.muster", PASSWORD).await.status(), 200);
}

#[tokio::test]
async fn guesses_that_come_at_once_are_counted_one_by_one() {
    let town = Town::new().await;
    town.add_clerk("a.muster", &["musterstadt/hund"]).await;
    let guesses =
        futures_util::future::join_all((0..60).map(|_| async { Clerk::anonymous(&town).sign_in("a.muster", GUESS).await.status() }));
    let looked_at = guesses.await.into_iter().filter(|status| *status == 401).count();
    assert_eq!(looked_at, 5, "the clock of this test stands still: what is free and no more");
}

#[tokio::test]
async fn right_passwords_that_come_at_once_are_no_failures() {
    let town = Town::new().await;
    town.add_clerk("a.muster", &["musterstadt/hund"]).await;
    for _ in 0..3 {
        let tries = (0..4).map(|_| async { Clerk::anonymous(&town).sign_in("a.muster", PASSWORD).await.status() });
        assert!(futures_util::future::join_all(tries).await.iter().all(|status| *status == 200));
    }
}

#[tokio::test]
async fn a_changed_password_ends_all_sessions_and_follows_the_profile() {
    let plan = Plan { staff: StaffConfig { password_profile: PasswordProfile::Bestand, ..StaffConfig::default() }, ..Plan::default() };
    let town = Town::with(plan).await;
    let member = vordruck_private::StaffMember { name: "b".into(), display_name: "B".into(), ..Default::default() };
    let side = town.private().side();
    side.add_user(member, "Kaffee-Regal-1".to_owned().into()).await.unwrap();
    let mut clerk = Clerk::anonymous(&town);
    assert_eq!(clerk.sign_in("b", "Kaffee-Regal-1").await.status(), 200);
    let change = |present: &str, new: &str| json!({"password": present, "new_password": new});
    let codes = async |response: reqwest::Response| {
        assert_eq!(response.status(), 422);
        response
            .json::<Problem>()
            .await
            .unwrap()
            .errors
            .into_iter()
            .map(|error| format!("{} {}", error.pointer, error.code))
            .collect::<Vec<_>>()
    };
    let refused = clerk.send(Method::PUT, paths::POSTBOX_PASSWORD, Some(change("falsch", "Kaffee-Regal-2"))).await;
    assert_eq!(codes(refused).await, ["/password wrong"]);
    let refused = clerk.send(Method::PUT, paths::POSTBOX_PASSWORD, Some(change("Kaffee-Regal-1", "Kaffee-Regal-1"))).await;
    assert_eq!(codes(refused).await, ["/new_password used-before", "/new_password changed-recently"]);
    town.clock.advance(86_400);
    clerk.sign_in("b", "Kaffee-Regal-1").await;
    let changed = clerk.send(Method::PUT, paths::POSTBOX_PASSWORD, Some(change("Kaffee-Regal-1", "Kaffee-Regal-2"))).await;
    assert_eq!(changed.status(), 204);
    assert_eq!(clerk.send(Method::GET, paths::POSTBOX_SESSION, None).await.status(), 401);
    assert_eq!(clerk.sign_in("b", "Kaffee-Regal-1").await.status(), 401);
    assert_eq!(clerk.sign_in("b", "Kaffee-Regal-2").await.status(), 200);
}

#[tokio::test]
async fn a_removed_user_is_out_at_once_and_users_are_listed_without_secrets() {
    let town = Town::new().await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    let users = town.private().side().list_users().await.unwrap();
    assert_eq!(
        (users.len(), users[0].member.name.as_str(), users[0].member.grants[0].to_string().as_str()),
        (1, "a.muster", "musterstadt/hund")
    );
    assert!(town.private().side().add_user(users[0].member.clone(), PASSWORD.to_owned().into()).await.is_err());
    town.private().side().remove_user("a.muster").await.unwrap();
    assert_eq!(clerk.send(Method::GET, paths::POSTBOX_SESSION, None).await.status(), 401);
    assert!(town.private().side().list_users().await.unwrap().is_empty());
}

#[tokio::test]
async fn every_answer_has_the_protective_headers_and_every_refusal_is_a_problem() {
    let town = Town::new().await;
    let clerk = Clerk::anonymous(&town);
    for (method, path, body, status) in [
        (Method::GET, "/", None, 200),
        (Method::GET, "/anmelden", None, 200),
        (Method::GET, "/eingang/00000000-0000-4000-8000-000000000000", None, 200),
        (Method::GET, "/assets/nichts.js", None, 404),
        (Method::GET, "/gibt-es-nicht", None, 404),
        (Method::GET, "/api/v1/items/kein-eingang", None, 401),
        (Method::PATCH, paths::POSTBOX_ITEMS, None, 405),
        (Method::POST, paths::POSTBOX_SESSION, Some(json!({"name": "a"})), 422),
        (Method::POST, paths::POSTBOX_SESSION, Some(json!({"name": "a", "password": "b", "more": 1})), 422),
        (Method::POST, paths::POSTBOX_SESSION, Some(json!({"name": "", "password": "b"})), 422),
        (Method::POST, paths::POSTBOX_SESSION, Some(json!({"name": "a", "password": "x".repeat(30_000)})), 413),
    ] {
        let response = clerk.send(method.clone(), path, body).await;
        assert_eq!(response.status(), status, "{method} {path}");
        for (name, value) in vordruck_contract::headers::PROTECTIVE {
            assert_eq!(response.headers()[*name], *value, "{path}");
        }
        assert!(response.headers().contains_key("content-security-policy") && response.headers().contains_key("x-request-id"));
        if status >= 400 {
            assert_eq!(response.headers()["content-type"], problem::MEDIA_TYPE, "{method} {path}");
            assert_eq!(response.headers()["cache-control"], "no-store");
            assert_eq!(response.json::<Problem>().await.unwrap().status, status);
        }
    }
    let not_json = town.http.post(town.private_url(paths::POSTBOX_SESSION)).header("sec-fetch-site", "same-origin").body("{}");
    assert_eq!(not_json.send().await.unwrap().status(), 415);
    let not_found = town.http.get(town.private_url("/gibt-es-nicht")).header("accept", "text/html").send().await.unwrap();
    assert_eq!((not_found.status().as_u16(), not_found.headers()["content-type"].as_bytes()), (404, &b"text/html; charset=utf-8"[..]));
}

//! Callbacks: the delivery service says that something is new, and is believed with its signature only.

use serde_json::json;
use vordruck_contract::paths;

use super::channel;
use super::receiving::{Scene, right};
use super::stand_in::{StandIn, Temper};
use crate::applicant::Application;
use crate::town::{Plan, Town};
use crate::transfers::{plan, queue};

const CALLBACK_SECRET: &str = "ein Geheimnis nur fuer diese Tests, 1";

/// The delivery service calls: what kind of news, signed with which secret.
async fn call(town: &Town, news: &str, secret: &str) -> u16 {
    let (at, body) = (
        town.clock.now(),
        json!({ "type": format!("https://schema.fitko.de/fit-connect/submission-api/callbacks/{news}"), "submissionIds": [] }),
    );
    let key = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA512, secret.as_bytes());
    let tag = aws_lc_rs::hmac::sign(&key, format!("{at}.{body}").as_bytes());
    let tag: String = tag.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    let request = town.http.post(town.private_url(paths::FIT_CONNECT_CALLBACKS)).header("callback-timestamp", at.to_string());
    request.header("callback-authentication", tag).body(body.to_string()).send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn a_callback_brings_what_is_new_at_once_and_only_a_signed_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("callback-secret");
    std::fs::write(&file, CALLBACK_SECRET).unwrap();
    let rarely = |_: &StandIn, mut plan: Plan| {
        let destination = plan.destinations.get_mut("eingang").unwrap();
        (destination.poll_seconds, destination.callback_secret_file) = (86_400, Some(file));
        plan
    };
    let mut scene = Scene::with(Temper::default(), rarely).await;
    scene.town.stop_private().await;
    scene.town.start_and_collect().await;
    wait_until(|| scene.stand_in.asked() == 1).await;
    scene.stand_in.put(right().seal());
    assert_eq!(call(&scene.town, "new-submissions", "ein anderes Geheimnis fuer diese Tests").await, 403);
    assert_eq!(call(&scene.town, "new-submissions", CALLBACK_SECRET).await, 204);
    wait_until(|| scene.stand_in.submission(0).sealed.is_none()).await;
    assert_eq!(scene.stand_in.asked(), 2, "once when it began, once when it was called");
}

#[tokio::test]
async fn a_callback_about_what_was_sent_makes_the_sender_ask_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("callback-secret");
    std::fs::write(&file, CALLBACK_SECRET).unwrap();
    let url = "https://postkorb.musterstadt.example/api/v1/fit-connect/callbacks";
    let told = |stand_in: &StandIn, _: Plan| {
        let callback = Some(vordruck_private::config::CallbackConfig { url: url.to_owned(), secret_file: file });
        plan(vec![("fit", channel(stand_in, folder.path(), |config| config.callback = callback))])
    };
    let scene = Scene::with(Temper::default(), told).await;
    scene.town.submit(Application::of("Bello")).await;
    scene.town.collect().await;
    scene.town.private().transfer_once().await.unwrap();
    assert_eq!(scene.stand_in.submission(0).callback, json!({ "url": url, "secret": CALLBACK_SECRET }));
    scene.stand_in.accept();
    assert_eq!(scene.town.private().transfer_once().await.unwrap(), 0, "not due for a minute");
    assert_eq!(call(&scene.town, "new-events", CALLBACK_SECRET).await, 204);
    assert_eq!(scene.town.private().transfer_once().await.unwrap(), 1);
    assert_eq!(queue(&scene.clerk().await).await, []);
}

/// Waits for something that comes by itself.
async fn wait_until(has_come: impl Fn() -> bool) {
    for _ in 0..1_200 {
        if has_come() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("it did not come");
}

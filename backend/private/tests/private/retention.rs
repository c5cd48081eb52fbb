//! Days pass by an injected clock.

use vordruck_contract::postbox::Content;

use crate::applicant::Application;
use crate::clerk::Clerk;
use crate::database;
use crate::town::Town;

const DAY: i64 = 86_400;

#[tokio::test]
async fn after_ninety_days_item_and_day_key_are_gone_and_an_old_backup_cannot_be_opened() {
    let mut town = Town::new().await;
    town.add_clerk("a.muster", &["musterstadt/hund"]).await;
    town.submit(Application::of("Bello")).await;
    town.collect().await;
    town.stop_private().await;
    let backup = database::copy(&town.database).await;
    town.start_private().await;

    town.clock.advance(90 * DAY - 60);
    assert_eq!(town.private().side().expire().await.unwrap().items, 0);
    town.clock.advance(61);
    assert_eq!(town.private().side().expire().await.unwrap().items, 1);
    town.clock.advance(2 * DAY);
    let expired = town.private().side().expire().await.unwrap();
    assert_eq!((expired.journal, expired.day_keys), (1, 0), "the key went with the item, the journal a day later");

    town.stop_private().await;
    database::put_back(&town.database, &backup).await;
    // The side deletes what is over before it answers anybody; what it would find can't be opened either.
    town.clock.advance(-93 * DAY);
    town.start_private().await;
    let clerk = Clerk::signed_in(&town, "a.muster").await;
    let list = clerk.list().await;
    assert_eq!((list.items, list.total), (vec![], 1), "the row is back, but the day key is destroyed: nothing of the item can be read");
}

#[tokio::test]
async fn an_item_is_invisible_from_its_last_second_on_even_before_the_job_has_run() {
    let town = Town::new().await;
    let item = {
        let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
        town.submit(Application::of("Bello")).await;
        town.collect().await;
        let item = clerk.only_item().await;
        assert!(matches!(clerk.detail(&item.id).await.content, Content::Readable { .. }));
        item
    };
    town.clock.advance(90 * DAY);
    let clerk = Clerk::signed_in(&town, "a.muster").await;
    assert_eq!(clerk.send(reqwest::Method::GET, &vordruck_contract::paths::postbox_item(&item.id), None).await.status(), 404);
}

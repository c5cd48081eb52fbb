//! Fifty times the only process is killed.

use std::time::Duration;

use reqwest::Client;

use crate::client::{check, create, publish, random, write};
use crate::server::Place;

const ROUNDS: usize = 50;
const WRITERS: usize = 4;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_acknowledged_save_is_lost_or_torn_when_the_process_is_killed() {
    let place = Place::new().await;
    let mut server = place.start();
    let client = Client::new();
    publish(&client, &server.url).await;
    let mut drafts = Vec::new();
    for _ in 0..WRITERS {
        drafts.push(create(&client, &server.url).await);
    }
    let mut acknowledged = 0;
    for _ in 0..ROUNDS {
        let client = Client::new();
        let before: u64 = drafts.iter().map(|draft| draft.acknowledged).sum();
        let writers: Vec<_> = drafts.iter().map(|draft| tokio::spawn(write(client.clone(), server.url.clone(), draft.clone()))).collect();
        let [moment] = random();
        tokio::time::sleep(Duration::from_millis(20 + u64::from(moment))).await;
        drop(server);
        drafts.clear();
        for writer in writers {
            drafts.push(writer.await.unwrap());
        }
        acknowledged += drafts.iter().map(|draft| draft.acknowledged).sum::<u64>() - before;
        server = place.start();
        for draft in &mut drafts {
            check(&server.url, draft).await;
        }
    }
    assert!(acknowledged > 500, "{acknowledged} saves are too few to show anything");
}

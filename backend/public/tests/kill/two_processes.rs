//! Of two processes on one database one is killed, again and again, while both are written to.

use std::time::Duration;

use reqwest::Client;

use crate::client::{Answer, Draft, check, create, publish, random, save, write};
use crate::server::Place;

const ROUNDS: usize = 15;
const WRITERS: usize = 4;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_acknowledged_save_is_lost_when_one_of_two_processes_is_killed_and_the_other_goes_on() {
    let place = Place::new().await;
    let (mut victim, survivor) = (place.start(), place.start());
    let client = Client::new();
    publish(&client, &victim.url).await;
    let mut drafts = Vec::new();
    for _ in 0..2 * WRITERS {
        drafts.push(create(&client, &survivor.url).await);
    }
    let (mut of_victim, mut of_survivor) = (0, 0);
    for _ in 0..ROUNDS {
        let client = Client::new();
        let mut writers = Vec::new();
        for (n, draft) in drafts.iter().enumerate() {
            let url = [&victim.url, &survivor.url][n % 2].clone();
            writers.push(tokio::spawn(until(client.clone(), url, draft.clone(), n % 2 == 1)));
        }
        let [moment] = random();
        tokio::time::sleep(Duration::from_millis(20 + u64::from(moment))).await;
        drop(victim);
        let before = std::mem::take(&mut drafts);
        for (n, writer) in writers.into_iter().enumerate() {
            let draft = writer.await.unwrap();
            *[&mut of_victim, &mut of_survivor][n % 2] += draft.acknowledged - before[n].acknowledged;
            drafts.push(draft);
        }
        for draft in &mut drafts {
            check(&survivor.url, draft).await;
        }
        victim = place.start();
        // What one process stored, the other one knows.
        drafts.rotate_left(1);
    }
    assert!(of_victim > 50 && of_survivor > 50, "{of_victim} and {of_survivor} saves are too few to show anything");
}

/// Saves until the process is gone, or, where it stays, twenty times more than nothing.
async fn until(client: Client, url: String, mut draft: Draft, stays: bool) -> Draft {
    if !stays {
        return write(client, url, draft).await;
    }
    for _ in 0..20 {
        match save(&client, &url, &draft, draft.acknowledged).await {
            Answer::Saved(rev) => draft.acknowledged = rev,
            // The database server has only now finished what the killed process had asked for.
            Answer::Conflict(rev) if rev == draft.acknowledged + 1 => draft.acknowledged = rev,
            _ => panic!("the process that stays answers every save"),
        }
    }
    draft
}

//! The database server ends at once and starts anew, again and again, while two processes are written to.

use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use reqwest::Client;

use crate::client::{Answer, Draft, check, create, publish, save};
use crate::server::Place;

const ROUNDS: usize = 5;
const WRITERS: usize = 4;

/// Ends the server as a failing machine does, without letting anybody finish, and starts it.
async fn restart() {
    let command = std::env::var("VORDRUCK_TEST_POSTGRES_RESTART").expect("names a command that restarts the server");
    let ended = tokio::task::spawn_blocking(|| Command::new(command).status().unwrap()).await.unwrap();
    assert!(ended.success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs PostgreSQL, and nobody else on it: .ci/run test-postgres"]
async fn while_the_database_server_restarts_clients_are_told_to_come_back_and_nothing_acknowledged_is_lost() {
    let place = Place::new().await;
    let servers = [place.start(), place.start()];
    let client = Client::new();
    publish(&client, &servers[0].url).await;
    let mut drafts = Vec::new();
    for n in 0..2 * WRITERS {
        drafts.push(create(&client, &servers[n % 2].url).await);
    }
    let (turned_away, saved) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    for _ in 0..ROUNDS {
        let ending = Arc::new(AtomicBool::new(false));
        let mut writers = Vec::new();
        for (n, draft) in drafts.drain(..).enumerate() {
            let counts = [saved.clone(), turned_away.clone()];
            writers.push(tokio::spawn(keep_saving(client.clone(), servers[n % 2].url.clone(), draft, ending.clone(), counts)));
        }
        let (saves, away) = (saved.load(Ordering::SeqCst), turned_away.load(Ordering::SeqCst));
        grown(&saved, saves + 20).await;
        restart().await;
        // Somebody noticed, and afterwards all goes on.
        let saves = saved.load(Ordering::SeqCst);
        grown(&saved, saves + 20).await;
        assert!(turned_away.load(Ordering::SeqCst) > away);
        for server in &servers {
            healthy(&client, &server.url).await;
        }
        ending.store(true, Ordering::SeqCst);
        for writer in writers {
            drafts.push(writer.await.unwrap());
        }
        for draft in &mut drafts {
            check(&servers[0].url, draft).await;
        }
    }
}

/// Waits until a process says that it can answer. Until then it says that it can't.
async fn healthy(client: &Client, url: &str) {
    loop {
        match client.get(format!("{url}/health")).send().await.unwrap().status().as_u16() {
            204 => return,
            status => assert_eq!(status, 503),
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn grown(count: &AtomicU64, to: u64) {
    while count.load(Ordering::SeqCst) < to {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Saves as a browser does: whoever is told to come back comes back, and whoever finds that the lost answer was a yes goes on from there.
async fn keep_saving(client: Client, url: String, mut draft: Draft, ending: Arc<AtomicBool>, [saved, away]: [Arc<AtomicU64>; 2]) -> Draft {
    while !ending.load(Ordering::SeqCst) {
        match save(&client, &url, &draft, draft.acknowledged).await {
            Answer::Saved(rev) => {
                draft.acknowledged = rev;
                saved.fetch_add(1, Ordering::SeqCst);
            }
            Answer::Unavailable(seconds) => {
                assert!((1..=5).contains(&seconds));
                away.fetch_add(1, Ordering::SeqCst);
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            Answer::Conflict(rev) => {
                assert_eq!(rev, draft.acknowledged + 1, "only the save that was on its way may have been stored");
                draft.acknowledged = rev;
            }
            Answer::Refused | Answer::None => panic!("the process is alive"),
        }
    }
    draft
}

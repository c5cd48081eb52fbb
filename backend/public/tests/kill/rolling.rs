//! Two processes on one database are replaced one after the other while people save: the load balancer in front asks `/health` and sends a request again only where
//! nothing of it can have arrived. Nobody gets an error, and nothing acknowledged is lost.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, RwLock};
use std::time::Duration;

use reqwest::Client;

use crate::client::{Answer, Draft, check, create, publish, save, save_slowly};
use crate::server::{Place, Server};

const WRITERS: usize = 4;

/// An address, and whether it said last that it answers.
type Behind = (String, Arc<AtomicBool>);

/// Which addresses are there, and which of them said that they answer. Asks again and again, like any load balancer.
#[derive(Clone, Default)]
struct Balancer(Arc<RwLock<Vec<Behind>>>);

impl Balancer {
    /// Adds an address once it says that it answers.
    async fn add(&self, server: &Server) {
        let (url, is_ready, client) = (server.url.clone(), Arc::new(AtomicBool::new(false)), Client::new());
        while !answers(&client, &url).await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        is_ready.store(true, Ordering::SeqCst);
        self.0.write().unwrap().push((url.clone(), Arc::clone(&is_ready)));
        tokio::spawn(async move {
            while answers(&client, &url).await {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            is_ready.store(false, Ordering::SeqCst);
        });
    }

    /// The addresses that answer, another one first each time.
    fn ready(&self, turn: u64) -> Vec<String> {
        let all = self.0.read().unwrap();
        let mut ready: Vec<String> =
            all.iter().filter(|(_, is_ready)| is_ready.load(Ordering::SeqCst)).map(|(url, _)| url.clone()).collect();
        let places = ready.len().max(1);
        ready.rotate_left(usize::try_from(turn).unwrap() % places);
        ready
    }
}

async fn answers(client: &Client, url: &str) -> bool {
    client.get(format!("{url}/health")).send().await.is_ok_and(|answer| answer.status() == 204)
}

/// Whether a connection is not even accepted.
async fn refuses(url: &str) -> bool {
    tokio::net::TcpStream::connect(url.trim_start_matches("http://")).await.is_err()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn processes_are_replaced_one_after_the_other_and_no_save_fails() {
    let place = Place::new().await;
    let (first, second) = (place.start(), place.start());
    let (client, balancer) = (Client::new(), Balancer::default());
    publish(&client, &first.url).await;
    balancer.add(&first).await;
    balancer.add(&second).await;
    let (is_over, saves) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
    let mut writers = Vec::new();
    for _ in 0..WRITERS {
        let draft = create(&client, &first.url).await;
        writers.push(tokio::spawn(keep_saving(client.clone(), balancer.clone(), draft, Arc::clone(&is_over), Arc::clone(&saves))));
    }
    let (mut slow, mut running) = (Vec::new(), Vec::new());
    for old in [first, second] {
        more_saves(&saves).await;
        // Somebody with a slow line is in the middle of a save when the process is asked to stop.
        let (go_on, rest) = tokio::sync::oneshot::channel();
        let mut draft = create(&client, &old.url).await;
        let (own, url, started) = (Client::new(), old.url.clone(), draft.clone());
        let saving = tokio::spawn(async move { save_slowly(&own, &url, &started, rest).await });
        more_saves(&saves).await;

        old.ask_to_stop();
        while answers(&client, &old.url).await {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        while !refuses(&old.url).await {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        go_on.send(()).unwrap();
        let Answer::Saved(rev) = saving.await.unwrap() else { panic!("a running save is cut off") };
        draft.acknowledged = rev;
        slow.push(draft);
        old.end().await;
        more_saves(&saves).await;
        let new = place.start();
        balancer.add(&new).await;
        running.push(new);
    }
    more_saves(&saves).await;
    is_over.store(true, Ordering::SeqCst);
    for writer in writers {
        slow.push(writer.await.unwrap());
    }
    for draft in &mut slow {
        let acknowledged = draft.acknowledged;
        check(&running[0].url, draft).await;
        assert_eq!(draft.acknowledged, acknowledged, "nothing was on its way any more");
    }
}

/// Waits until everybody has saved some more.
async fn more_saves(saves: &AtomicU64) {
    let before = saves.load(Ordering::SeqCst);
    while saves.load(Ordering::SeqCst) < before + 20 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

async fn keep_saving(client: Client, balancer: Balancer, mut draft: Draft, is_over: Arc<AtomicBool>, saves: Arc<AtomicU64>) -> Draft {
    for turn in 0.. {
        if is_over.load(Ordering::SeqCst) {
            break;
        }
        for url in balancer.ready(turn) {
            // What nobody accepts is sent to the next one; everything else has to be answered.
            match save(&client, &url, &draft, draft.acknowledged).await {
                Answer::Saved(rev) => draft.acknowledged = rev,
                Answer::Refused => continue,
                Answer::None => panic!("a save got no answer"),
                Answer::Unavailable(_) => panic!("a save was sent away"),
                Answer::Conflict(rev) => panic!("{} was acknowledged, and {rev} is stored", draft.acknowledged),
            }
            saves.fetch_add(1, Ordering::SeqCst);
            break;
        }
    }
    draft
}

//! An interface's process dies at every step of a transfer, and the receiver takes what it may take in between: each application arrives exactly once.
//! `VORDRUCK_CRASHES=20` is the long run; `cargo test` does two of each.

use std::collections::BTreeMap;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;

use crate::applicant::Application;
use crate::town::Town;

const PLACES: [&str; 6] = ["delivered-uncommitted", "queued", "claimed", "placed-unwritten", "placed", "handed"];

/// Takes what has its mark, as the pages for operators say, and counts how often each application came.
fn take(folder: &Path, taken: &mut BTreeMap<String, usize>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let Some(application) = name.strip_suffix(".done") else { continue };
        let pid = application.split_once('_').unwrap().1.to_owned();
        assert!(folder.join(application).join("vorgang.json").exists(), "marked, but not whole");
        *taken.entry(pid).or_default() += 1;
        std::fs::remove_dir_all(folder.join(application)).unwrap();
        std::fs::remove_file(folder.join(name)).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_dies_while_transferring_loses_nothing_and_sends_nothing_twice() {
    let rounds: usize = std::env::var("VORDRUCK_CRASHES").ok().map_or(2, |text| text.parse().unwrap());
    let town = Town::new().await;
    let folder = town.at("uebergabe");
    std::fs::create_dir(&folder).unwrap();
    let config = std::fs::read_to_string(town.at("vordruck.toml")).unwrap();
    let channel = format!(
        "[private.tenants.musterstadt.channels.ordner]\nkind = \"folder\"\npath = \"{}\"\ncontent = {{ format = \"json\" }}\n\
         [private.tenants.musterstadt.deliver]\n\"*\" = [\"ordner\"]\n[private.transfers]\npoll_seconds = 1\n",
        folder.display()
    );
    std::fs::write(town.at("vordruck.toml"), config + &channel).unwrap();
    let (mut submitted, mut taken) = (Vec::new(), BTreeMap::new());
    for place in PLACES {
        for round in 0..rounds {
            submitted.push(town.submit(Application::of(&format!("{place} {round}"))).await.pid);
            let status = town.collector(Some(place)).end().await;
            assert_eq!(status.signal(), Some(6), "it has to die at {place}, not to end otherwise: {status}");
            take(&folder, &mut taken);
            let (waiting, kept) = (town.waiting().await, town.transfers_with_content().await);
            for pid in &submitted {
                assert!(waiting.contains(pid) || kept.contains(pid) || taken.contains_key(pid), "{pid} is lost at {place}");
            }
            town.let_leases_run_out();
            town.let_transfer_leases_run_out().await;
        }
    }
    let _healthy = town.collector(None);
    for n in 0.. {
        take(&folder, &mut taken);
        if taken.len() == submitted.len() && town.transfers_with_content().await.is_empty() && town.waiting().await.is_empty() {
            break;
        }
        assert!(n < 600, "only {} of {} came", taken.len(), submitted.len());
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert!(taken.values().all(|count| *count == 1), "{taken:?}");
    assert_eq!(town.items().await, [], "nothing went to the postbox");
}

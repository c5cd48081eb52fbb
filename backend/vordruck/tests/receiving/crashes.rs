//! The private side dies at every step; at those a crash must not forget, before and after they are written down. `VORDRUCK_CRASHES=20` is the long run; `cargo test` does one of each.

use std::os::unix::process::ExitStatusExt as _;

use crate::applicant::Application;
use crate::interfaces::rounds;
use crate::town::Town;

const PLACES: [&str; 7] =
    ["leased", "downloaded", "examined", "delivered-uncommitted", "delivered", "acknowledged-unwritten", "acknowledged"];

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_dies_at_any_step_loses_nothing_and_delivers_nothing_twice() {
    let town = Town::new().await;
    let mut submitted = Vec::new();
    for place in PLACES {
        for round in 0..rounds() {
            for n in 0..2 {
                let application = Application::of(&format!("{place} {round} {n}")).with_file("impfpass.pdf", b"%PDF-1.4 Impfpass");
                submitted.push(town.submit(application).await.pid);
            }
            let status = town.collector(Some(place)).end().await;
            assert_eq!(status.signal(), Some(6), "it has to die at {place}, not to end otherwise: {status}");
            town.check(&submitted).await;
            town.let_leases_run_out();
        }
    }
    let _healthy = town.collector(None);
    town.until_all_have_arrived(&submitted).await;
}

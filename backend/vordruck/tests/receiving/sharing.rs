//! Several private sides share the work, and are killed at random moments. `VORDRUCK_KILLS=100` is the long run; `cargo test` does six.

use std::time::Duration;

use crate::applicant::Application;
use crate::town::Town;

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_share_the_work_and_survive_being_killed_under_load() {
    let kills: u64 = std::env::var("VORDRUCK_KILLS").ok().map_or(6, |text| text.parse().unwrap());
    let town = Town::new().await;
    let mut processes = [town.collector(None), town.collector(None)];
    let mut submitted = Vec::new();
    for kill in 0..kills {
        for n in 0..3 {
            submitted.push(town.submit(Application::of(&format!("{kill} {n}"))).await.pid);
        }
        // Another moment each time, spread over starting, collecting and waiting; the same ones in every run.
        tokio::time::sleep(Duration::from_millis(200 + kill * 7_919 % 1_500)).await;
        let victim = &mut processes[usize::try_from(kill % 2).unwrap()];
        victim.kill();
        town.check(&submitted).await;
        *victim = town.collector(None);
        town.let_leases_run_out();
    }
    town.until_all_have_arrived(&submitted).await;
}

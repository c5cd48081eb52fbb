//! The database server ends at once and starts anew, again and again, while two private sides collect.

use std::process::Command;
use std::time::Duration;

use crate::applicant::Application;
use crate::town::Town;

const ROUNDS: usize = 5;

/// Ends the server as a failing machine does, without letting anybody finish, and starts it.
async fn restart() {
    let command = std::env::var("VORDRUCK_TEST_POSTGRES_RESTART").expect("names a command that restarts the server");
    let ended = tokio::task::spawn_blocking(|| Command::new(command).status().unwrap()).await.unwrap();
    assert!(ended.success());
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL, and nobody else on it: .ci/run test-postgres"]
async fn while_the_database_server_restarts_nothing_is_lost_or_delivered_twice_and_the_private_sides_go_on() {
    let town = Town::new().await;
    let mut processes = [town.collector(None), town.collector(None)];
    let mut submitted = Vec::new();
    for round in 0..ROUNDS {
        let delivered = town.delivered().await;
        for n in 0..8 {
            let application = Application::of(&format!("{round} {n}")).with_file("impfpass.pdf", b"%PDF-1.4 Impfpass");
            submitted.push(town.submit(application).await.pid);
        }
        // In the middle of it: some are there, and more are on their way.
        while town.delivered().await == delivered {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        restart().await;
        town.check(&submitted).await;
        town.let_leases_run_out();
    }
    town.until_all_have_arrived(&submitted).await;
    for process in &mut processes {
        assert!(process.0.try_wait().unwrap().is_none(), "a process ended because its database did");
    }
}

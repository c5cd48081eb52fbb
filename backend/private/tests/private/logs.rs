//! What the log says: that something happened, never what anybody entered.

use std::io::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::applicant::Application;
use crate::clerk::Clerk;
use crate::town::{PASSWORD, Town};

static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Log;

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        log().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn log() -> MutexGuard<'static, Vec<u8>> {
    LOG.lock().unwrap_or_else(PoisonError::into_inner)
}

#[tokio::test]
async fn the_log_names_submissions_and_repeats_nothing_that_was_entered() {
    // For the whole process, since work is done on several threads; other tests write into it, too.
    tracing_subscriber::fmt().with_max_level(tracing::Level::INFO).with_ansi(false).with_writer(|| Log).init();
    let town = Town::new().await;
    let mut clerk = Clerk::new(&town, "protokollkanarie", &["musterstadt/hund"]).await;
    let receipt = town.submit(Application::of("Logkanarius").with_file("Dateikanarie.pdf", b"%PDF-1.4 Inhaltskanarie")).await;
    town.submit(Application { raw_answers: Some(b"{\"form\":\"Formkanarie".to_vec()), ..Application::default() }).await;
    town.submit(Application::of("Logkanarius Absturz")).await;
    town.collect().await;
    for item in clerk.list().await.items {
        clerk.detail(&item.id).await;
    }
    clerk.sign_in("protokollkanarie", "Passwortkanarie").await;
    let cookie = clerk.cookie.clone().unwrap();
    let token = std::fs::read_to_string(&town.keys.files.token).unwrap();
    let text = String::from_utf8(log().clone()).unwrap();
    assert!(text.contains(&receipt.pid) && text.contains("could not be read"), "the log is empty or the test looks at the wrong one");
    let session = cookie.split('=').nth(1).unwrap();
    let secrets =
        ["Logkanarius", "Dateikanarie", "Inhaltskanarie", "Formkanarie", "Passwortkanarie", "protokollkanarie", PASSWORD, &token, session];
    for secret in secrets {
        assert!(!text.contains(secret), "{secret}");
    }
}

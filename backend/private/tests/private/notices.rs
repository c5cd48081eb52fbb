//! Notices by mail, to a mail server of the test's own.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use vordruck_private::config::{MailConfig, MailSecurity};

use crate::applicant::Application;
use crate::clerk::Clerk;
use crate::town::{Plan, Town};

/// A mail server that takes every mail, or refuses every one.
struct MailServer {
    port: u16,
    mails: Arc<Mutex<Vec<String>>>,
    refuses: Arc<std::sync::atomic::AtomicBool>,
    /// Told when a mail begins that is never answered; none: every mail is answered.
    held: Arc<Mutex<Option<Arc<Notify>>>>,
}

impl MailServer {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = Self { port, mails: Arc::default(), refuses: Arc::default(), held: Arc::default() };
        let (mails, refuses, held) = (Arc::clone(&server.mails), Arc::clone(&server.refuses), Arc::clone(&server.held));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (mails, refuses, held) = (Arc::clone(&mails), Arc::clone(&refuses), Arc::clone(&held));
                tokio::spawn(async move {
                    let (read, mut write) = stream.into_split();
                    let mut lines = BufReader::new(read).lines();
                    write.write_all(b"220 test\r\n").await.unwrap();
                    let mut mail = None;
                    while let Ok(Some(line)) = lines.next_line().await {
                        let holding = held.lock().unwrap().clone().filter(|_| line.starts_with("MAIL"));
                        if let Some(begun) = holding {
                            begun.notify_one();
                            return std::future::pending().await;
                        }
                        let answer: &[u8] = match &mut mail {
                            Some(text) if line == "." => {
                                mails.lock().unwrap().push(std::mem::take(text));
                                mail = None;
                                b"250 taken\r\n"
                            }
                            Some(text) => {
                                text.push_str(&line);
                                text.push('\n');
                                continue;
                            }
                            None if line.starts_with("MAIL") && refuses.load(std::sync::atomic::Ordering::SeqCst) => b"451 later\r\n",
                            None if line == "DATA" => {
                                mail = Some(String::new());
                                b"354 go on\r\n"
                            }
                            None if line == "QUIT" => b"221 bye\r\n",
                            None => b"250 ok\r\n",
                        };
                        if write.write_all(answer).await.is_err() {
                            return;
                        }
                    }
                });
            }
        });
        server
    }

    fn refuse(&self, refuses: bool) {
        self.refuses.store(refuses, std::sync::atomic::Ordering::SeqCst);
    }

    /// No mail is answered any more; who waits for what is told that one has begun.
    fn hold(&self) -> Arc<Notify> {
        let begun = Arc::new(Notify::new());
        *self.held.lock().unwrap() = Some(Arc::clone(&begun));
        begun
    }

    fn release(&self) {
        *self.held.lock().unwrap() = None;
    }

    fn mails(&self) -> Vec<String> {
        self.mails.lock().unwrap().clone()
    }

    fn plan(&self) -> Plan {
        let mail = MailConfig {
            host: "127.0.0.1".to_owned(),
            port: self.port,
            security: MailSecurity::Plain,
            user: None,
            password: None,
            from: "Postkorb <postkorb@musterstadt.example>".to_owned(),
        };
        Plan { mail: Some(mail), ..Plan::default() }
    }
}

#[tokio::test]
async fn a_notice_says_that_something_arrived_and_nothing_of_what() {
    let server = MailServer::start().await;
    let town = Town::with(server.plan()).await;
    let receipt = town.submit(Application::of("Kanarienhund")).await;
    town.submit(Application::of("Zweithund")).await;
    town.collect().await;
    town.private().send_notices().await.unwrap();
    let mails = server.mails();
    assert_eq!(mails.len(), 1, "both arrivals are told at once");
    assert!(mails[0].contains("To: ordnungsamt@musterstadt.example"), "{}", mails[0]);
    for secret in ["Kanarienhund", "Zweithund", &receipt.reference, &receipt.pid] {
        assert!(!mails[0].contains(secret), "{secret} in {}", mails[0]);
    }
    town.private().send_notices().await.unwrap();
    assert_eq!(server.mails().len(), 1, "told once");
}

#[tokio::test]
async fn a_failed_notice_keeps_neither_the_item_nor_itself_from_arriving() {
    let server = MailServer::start().await;
    let town = Town::with(server.plan()).await;
    server.refuse(true);
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    town.submit(Application::of("Bello")).await;
    town.collect().await;
    town.private().send_notices().await.unwrap();
    assert_eq!((server.mails().len(), clerk.list().await.total), (0, 1));
    assert!(!town.public_side_has_something().await, "delivered is delivered");

    server.refuse(false);
    town.private().send_notices().await.unwrap();
    assert_eq!(server.mails().len(), 1);
}

#[tokio::test]
async fn two_processes_never_send_the_same_notice() {
    let server = MailServer::start().await;
    let town = Town::with(server.plan()).await;
    let other = town.another_private().await;
    for round in 1..=5 {
        town.submit(Application::of("Bello")).await;
        town.collect().await;
        let (one, two) = tokio::join!(town.private().send_notices(), other.send_notices());
        one.unwrap();
        two.unwrap();
        assert_eq!(server.mails().len(), round);
        town.clock.advance(16 * 60);
    }
    other.shutdown().await;
}

#[tokio::test]
async fn what_a_process_leaves_unsent_another_sends_when_its_time_is_over() {
    let server = MailServer::start().await;
    let town = Town::with(server.plan()).await;
    let other = town.another_private().await;
    town.submit(Application::of("Bello")).await;
    town.collect().await;
    let begun = server.hold();
    tokio::select! {
        _ = town.private().send_notices() => panic!("the mail server answers nobody"),
        () = begun.notified() => {}
    }
    server.release();
    town.submit(Application::of("Waldi")).await;
    town.collect().await;
    other.send_notices().await.unwrap();
    assert_eq!(server.mails().len(), 0, "it may still be on its way, and what came meanwhile waits for it");
    town.clock.advance(600);
    other.send_notices().await.unwrap();
    let mails = server.mails();
    assert_eq!(mails.len(), 1);
    assert!(mails[0].contains("2 neue Eing"), "{}", mails[0]);
    other.shutdown().await;
}

#[tokio::test]
async fn many_arrivals_make_few_mails() {
    let server = MailServer::start().await;
    let town = Town::with(server.plan()).await;
    for n in 0..4 {
        town.submit(Application::of(&format!("Hund {n}"))).await;
        town.collect().await;
        town.private().send_notices().await.unwrap();
        town.clock.advance(4 * 60);
    }
    assert_eq!(server.mails().len(), 1, "the first at once, the others wait");
    town.private().send_notices().await.unwrap();
    let mails = server.mails();
    assert_eq!(mails.len(), 2);
    assert!(mails[1].contains("3 neue"), "{}", mails[1]);
}

#[tokio::test]
async fn what_waits_unopened_and_what_will_be_deleted_is_told_once() {
    const DAY: i64 = 86_400;
    let server = MailServer::start().await;
    let town = Town::with(server.plan()).await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    town.submit(Application::of("Bello")).await;
    town.collect().await;
    let opened = clerk.only_item().await;
    clerk.detail(&opened.id).await;
    town.submit(Application::of("Waldi")).await;
    town.collect().await;
    let told = async |days: i64| {
        town.clock.advance(days * DAY);
        town.private().send_notices().await.unwrap();
        town.private().send_notices().await.unwrap();
        server.mails().len()
    };
    assert_eq!(told(0).await, 1, "arrived");
    assert_eq!(told(2).await, 1);
    assert_eq!(told(1).await, 2, "one is unopened after three days");
    assert!(server.mails()[1].contains("1 Eingang"), "{}", server.mails()[1]);
    assert_eq!(told(79).await, 2);
    assert_eq!(told(1).await, 3, "seven days before they are deleted");
    assert!(server.mails()[2].contains("2 Eing"), "{}", server.mails()[2]);
    assert_eq!(told(6).await, 3, "told once");
}

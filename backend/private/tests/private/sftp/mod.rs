//! The channel to an SFTP server, against Debian's OpenSSH.

mod server;

use std::sync::atomic::Ordering;

use vordruck_contract::paths;
use vordruck_contract::postbox::{TransferList, TransferState};
use vordruck_private::config::{ChannelConfig, SftpConfig};
use vordruck_private::reading::ExportFormat;

use crate::applicant::Application;
use crate::clerk::Clerk;
use crate::town::Town;
use crate::transfers::{content, names, plan, queue};
use server::Server;

impl Server {
    fn channel(&self, host: &str, user: &str) -> ChannelConfig {
        ChannelConfig::Sftp(Box::new(SftpConfig {
            host: "127.0.0.1".to_owned(),
            port: self.port,
            user: Self::user(),
            key_file: self.at(user),
            host_key: self.host_key(host),
            path: self.inbox().display().to_string(),
            content: content(ExportFormat::XmlFim),
        }))
    }
}

async fn fault(clerk: &Clerk<'_>) -> String {
    let list: TransferList = clerk.get(paths::POSTBOX_TRANSFERS).await;
    list.transfers[0].fault.clone().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_goes_to_the_server_at_once_or_not_at_all() {
    let server = Server::start();
    let town = Town::with(plan(vec![("server", server.channel("host", "user"))])).await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    // Longer than one packet.
    let file = [b"%PDF-1.4 ".as_slice(), &vec![b'x'; 700_000]].concat();
    let receipt = town.submit(Application::of("Bello").with_file("Impfpaß.pdf", &file)).await;
    town.collect().await;
    server.hangs_up.store(true, Ordering::SeqCst);
    town.private().transfer_once().await.unwrap();
    assert_eq!(queue(&clerk).await, [("server".to_owned(), TransferState::Waiting, true)]);
    assert!(fault(&clerk).await.starts_with("no connection"), "{}", fault(&clerk).await);

    // What a crash left behind is begun anew.
    server.hangs_up.store(false, Ordering::SeqCst);
    let name = format!("{}_{}", receipt.reference, receipt.pid);
    std::fs::create_dir(server.inbox().join(format!(".{name}.part"))).unwrap();
    std::fs::write(server.inbox().join(format!(".{name}.part/halb")), "x").unwrap();
    town.clock.advance(61);
    town.private().transfer_once().await.unwrap();
    assert_eq!(queue(&clerk).await, [], "{}", server.log());
    assert_eq!(names(&server.inbox()), [name.clone(), format!("{name}.done")]);
    let placed = server.inbox().join(&name);
    let files = names(&placed);
    assert_eq!((files.len(), files[1].as_str(), files[3].as_str()), (4, "antrag.pdf", "vorgang.json"), "{files:?}");
    assert_eq!(std::fs::read(placed.join(&files[0])).unwrap(), file);
    assert!(std::fs::read_to_string(placed.join("antrag.xml")).unwrap().contains("Bello"));
    assert_eq!((clerk.list().await.total, town.count_transfers().await), (0, (1, 0)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_with_another_key_gets_nothing() {
    let server = Server::start();
    let town = Town::with(plan(vec![("server", server.channel("stranger", "user"))])).await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    town.submit(Application::of("Bello")).await;
    town.collect().await;
    town.private().transfer_once().await.unwrap();
    assert!(fault(&clerk).await.contains("another key"), "{}", fault(&clerk).await);
    assert_eq!(names(&server.inbox()), Vec::<String>::new());
    assert!(!server.log().contains("Accepted"), "{}", server.log());
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_sign_in_and_a_folder_that_is_not_there_are_told_apart() {
    let server = Server::start();
    let town = Town::with(plan(vec![("server", server.channel("host", "stranger"))])).await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    town.submit(Application::of("Bello")).await;
    town.collect().await;
    town.private().transfer_once().await.unwrap();
    assert!(fault(&clerk).await.starts_with("the server does not accept key_file for the user "), "{}", fault(&clerk).await);

    let server = Server::start();
    std::fs::remove_dir(server.inbox()).unwrap();
    let town = Town::with(plan(vec![("server", server.channel("host", "user"))])).await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    town.submit(Application::of("Bello")).await;
    town.collect().await;
    town.private().transfer_once().await.unwrap();
    assert_eq!(fault(&clerk).await, "path is not there on the server, or is no folder; it is never made here", "{}", server.log());
}

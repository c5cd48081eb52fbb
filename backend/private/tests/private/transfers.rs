//! Interfaces as channels: folder, order, fallback, the queue, and that nothing stays behind.

use std::path::Path;

use reqwest::Method;
use vordruck_contract::paths;
use vordruck_contract::postbox::{TransferList, TransferState};
use vordruck_private::config::{ChannelConfig, ContentConfig, TransferConfig};
use vordruck_private::reading::ExportFormat;

use crate::applicant::Application;
use crate::clerk::Clerk;
use crate::database;
use crate::town::{Plan, SERVICE, Town};

pub(crate) fn content(format: ExportFormat) -> ContentConfig {
    ContentConfig { format, schema: None, schema_uri: None, services: Default::default() }
}

pub(crate) fn plan(channels: Vec<(&str, ChannelConfig)>) -> Plan {
    let order = channels.iter().map(|(name, _)| (*name).to_owned()).collect();
    Plan {
        channels: channels.into_iter().map(|(name, channel)| (name.to_owned(), channel)).collect(),
        deliver: [(SERVICE.to_owned(), order)].into(),
        transfers: TransferConfig { retry_first_seconds: 60, ..TransferConfig::default() },
        ..Plan::default()
    }
}

pub(crate) fn folder(path: &Path, content: ContentConfig) -> ChannelConfig {
    ChannelConfig::Folder { path: path.to_owned(), content }
}

pub(crate) fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

pub(crate) async fn queue(clerk: &Clerk<'_>) -> Vec<(String, TransferState, bool)> {
    let list: TransferList = clerk.send(Method::GET, paths::POSTBOX_TRANSFERS, None).await.json().await.unwrap();
    list.transfers.into_iter().map(|line| (line.channel, line.state, line.fault.is_some())).collect()
}

/// What went wrong last with the newest.
pub(crate) async fn fault(clerk: &Clerk<'_>) -> String {
    let list: TransferList = clerk.send(Method::GET, paths::POSTBOX_TRANSFERS, None).await.json().await.unwrap();
    list.transfers[0].fault.clone().unwrap()
}

#[tokio::test]
async fn an_application_goes_into_the_folder_and_nothing_of_it_stays_here() {
    let out = tempfile::tempdir().unwrap();
    let town = Town::with(plan(vec![("fachverfahren", folder(out.path(), content(ExportFormat::Json)))])).await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    let receipt = town.submit(Application::of("Bello").with_file("impfpass.pdf", b"%PDF-1.4 Impfpass")).await;
    town.collect().await;
    assert!(!town.public_side_has_something().await, "what waits durably here is acknowledged");
    assert_eq!(queue(&clerk).await, [("fachverfahren".to_owned(), TransferState::Waiting, false)]);
    assert_eq!(town.private().transfer_once().await.unwrap(), 1);

    let name = format!("{}_{}", receipt.reference, receipt.pid);
    assert_eq!(names(out.path()), [name.clone(), format!("{name}.done")]);
    let placed = out.path().join(&name);
    assert_eq!(names(&placed), ["anlage-01-impfpass.pdf", "antrag.json", "antrag.pdf", "vorgang.json"]);
    let answers: serde_json::Value = serde_json::from_slice(&std::fs::read(placed.join("antrag.json")).unwrap()).unwrap();
    assert!(answers.to_string().contains("Bello"), "{answers}");
    let manifest: serde_json::Value = serde_json::from_slice(&std::fs::read(placed.join("vorgang.json")).unwrap()).unwrap();
    assert_eq!(manifest["reference"], receipt.reference.as_str());
    assert_eq!(manifest["files"].as_array().unwrap().len(), 3);

    assert_eq!(clerk.list().await.total, 0, "not in the postbox");
    assert_eq!(queue(&clerk).await, [], "confirmed");
    assert_eq!(town.private().transfer_once().await.unwrap(), 0);
    let (rows, kept): (i64, i64) = town.count_transfers().await;
    assert_eq!((rows, kept), (1, 0), "the line stays, the content does not");
    town.submit(Application::of("Waldi")).await;
    town.collect().await;
    assert_eq!(town.count_transfers().await, (2, 1));
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_waited_for_and_given_up_for_the_postbox() {
    let out = tempfile::tempdir().unwrap();
    let missing = out.path().join("eingehängt");
    let town = Town::with(plan(vec![("fachverfahren", folder(&missing, content(ExportFormat::Xml)))])).await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    town.submit(Application::of("Bello")).await;
    town.collect().await;
    town.private().transfer_once().await.unwrap();
    assert_eq!(queue(&clerk).await, [("fachverfahren".to_owned(), TransferState::Waiting, true)]);
    assert_eq!(town.private().transfer_once().await.unwrap(), 0, "not before it is due");
    town.clock.advance(61);
    std::fs::create_dir(&missing).unwrap();
    assert_eq!(town.private().transfer_once().await.unwrap(), 1);
    assert_eq!(names(&missing).len(), 2);

    std::fs::remove_dir_all(&missing).unwrap();
    town.submit(Application::of("Waldi")).await;
    town.collect().await;
    town.private().transfer_once().await.unwrap();
    town.clock.advance(25 * 3_600);
    town.private().transfer_once().await.unwrap();
    let clerk = Clerk::signed_in(&town, "a.muster").await;
    assert_eq!(queue(&clerk).await, [("fachverfahren".to_owned(), TransferState::GaveUp, true)]);
    assert_eq!(clerk.list().await.total, 1);
    assert_eq!(town.count_transfers().await, (2, 0));
}

#[tokio::test]
async fn what_does_not_fit_the_schema_is_not_sent_and_goes_to_the_next_channel() {
    let out = tempfile::tempdir().unwrap();
    let (first, second) = (out.path().join("a"), out.path().join("b"));
    for path in [&first, &second] {
        std::fs::create_dir(path).unwrap();
    }
    let schema = out.path().join("schema.json");
    std::fs::write(&schema, r#"{ "type": "object", "required": ["gibt-es-nicht"] }"#).unwrap();
    let strict = ContentConfig { schema: Some(schema), ..content(ExportFormat::JsonFim) };
    let town =
        Town::with(plan(vec![("streng", folder(&first, strict)), ("gutmütig", folder(&second, content(ExportFormat::XmlFim)))])).await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    town.submit(Application::of("Geheimname")).await;
    town.collect().await;
    while town.private().transfer_once().await.unwrap() > 0 {}
    assert_eq!(names(&first), Vec::<String>::new());
    assert_eq!(names(&second).len(), 2);
    assert_eq!(queue(&clerk).await, [("streng".to_owned(), TransferState::Rejected, true)]);
    let list: TransferList = clerk.send(Method::GET, paths::POSTBOX_TRANSFERS, None).await.json().await.unwrap();
    let fault = list.transfers[0].fault.clone().unwrap();
    assert!(fault.contains("schema") && !fault.contains("Geheimname"), "{fault}");
    assert_eq!(database::found(&town.database, b"Geheimname").await, 0);
    let stranger = Clerk::new(&town, "b.fremd", &["musterstadt/katze"]).await;
    assert_eq!(queue(&stranger).await, []);
}

#[tokio::test]
async fn numbers_are_told_to_this_machine_only() {
    let out = tempfile::tempdir().unwrap();
    let town = Town::with(plan(vec![("fachverfahren", folder(out.path(), content(ExportFormat::Json)))])).await;
    town.submit(Application::of("Bello")).await;
    town.collect().await;
    let text = town.http.get(town.private_url(paths::METRICS)).send().await.unwrap().text().await.unwrap();
    assert!(text.contains("vordruck_transfers{tenant=\"musterstadt\",channel=\"fachverfahren\",state=\"waiting\"} 1\n"), "{text}");
    assert!(text.contains("vordruck_alarms{alarm=\"ScannerMissing\"} 1\n"), "{text}");
    let through_a_proxy = town.http.get(town.private_url(paths::METRICS)).header("x-forwarded-for", "10.0.0.9").send().await.unwrap();
    assert_eq!(through_a_proxy.status(), 404);
}

impl Town {
    /// Lines of transfers, and how many of them still have content.
    pub(crate) async fn count_transfers(&self) -> (i64, i64) {
        database::numbers(&self.database, "SELECT COUNT(*), COUNT(delivery_sealed) FROM transfers").await
    }
}

//! How interfaces are doing, as those see it who watch them: counted, explained, tried again, and nothing of anybody in it.

use reqwest::Method;
use serde_json::json;
use vordruck_contract::accounts::AuditList;
use vordruck_contract::paths;
use vordruck_contract::postbox::{Alarm, FaultKind, Retried, Transport};
use vordruck_private::config::{ContentConfig, ServiceContentConfig};
use vordruck_private::reading::ExportFormat;

use crate::applicant::Application;
use crate::clerk::Clerk;
use crate::town::Town;
use crate::transfers::{content, folder, plan};

async fn transport(clerk: &Clerk<'_>) -> Transport {
    clerk.get(&paths::postbox_transport("musterstadt")).await
}

async fn retry(clerk: &Clerk<'_>, channel: &str) -> u64 {
    let response = clerk.send(Method::POST, &paths::postbox_retries("musterstadt"), Some(json!({ "channel": channel }))).await;
    assert_eq!(response.status(), 200);
    response.json::<Retried>().await.unwrap().count
}

#[tokio::test]
async fn what_waits_is_counted_explained_and_tried_again_at_once() {
    let out = tempfile::tempdir().unwrap();
    let missing = out.path().join("eingehängt");
    let town = Town::with(plan(vec![("fachverfahren", folder(&missing, content(ExportFormat::Json)))])).await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    let administrator = Clerk::administrator(&town, "leitung", "musterstadt").await;
    let other = Clerk::new(&town, "katze", &["musterstadt/katze"]).await;

    let empty = transport(&clerk).await;
    assert_eq!(
        (empty.channels.len(), empty.channels[0].waiting, empty.transfers.len()),
        (1, 0, 0),
        "a channel is there before anything is in it"
    );
    assert_eq!(empty.channels[0].kind.as_deref(), Some("folder"));

    town.submit(Application::of("Geheimname")).await;
    town.collect().await;
    town.private().transfer_once().await.unwrap();
    town.clock.advance(30);
    for watcher in [&clerk, &administrator] {
        let seen = transport(watcher).await;
        let channel = &seen.channels[0];
        assert_eq!((channel.waiting, channel.failing, channel.failed, channel.confirmed), (1, 1, 0, 0));
        assert_eq!(channel.oldest_waiting_at.as_deref(), Some("2026-11-22T08:00:00Z"));
        assert_eq!(seen.transfers[0].fault_kind, Some(FaultKind::Unreachable));
        assert!(!serde_json::to_string(&seen).unwrap().contains("Geheimname"));
    }
    assert_eq!(transport(&other).await, Transport::default(), "another service's clerk sees none of it");
    assert_eq!(retry(&other, "fachverfahren").await, 0);
    let text = town.http.get(town.private_url(paths::METRICS)).send().await.unwrap().text().await.unwrap();
    let labels = "{tenant=\"musterstadt\",channel=\"fachverfahren\"}";
    for line in ["waiting{} 1", "failing{} 1", "oldest_waiting_seconds{} 30", "failed{} 0", "delivered{} 0"] {
        let line = format!("vordruck_channel_{}\n", line.replace("{}", labels));
        assert!(text.contains(&line), "{line} is missing in {text}");
    }

    assert!(clerk.list().await.alarms.contains(&Alarm::DeliveryFailing));

    std::fs::create_dir(&missing).unwrap();
    assert_eq!(town.private().transfer_once().await.unwrap(), 0, "not before it is due");
    assert_eq!(retry(&clerk, "gibt-es-nicht").await, 0);
    assert_eq!(retry(&clerk, "fachverfahren").await, 1);
    assert_eq!(town.private().transfer_once().await.unwrap(), 1);
    let seen = transport(&clerk).await;
    assert_eq!((seen.channels[0].waiting, seen.channels[0].confirmed, seen.transfers.len()), (0, 1, 0));
    assert!(!clerk.list().await.alarms.contains(&Alarm::DeliveryFailing));
    assert_eq!(seen.channels[0].last_confirmed_at.as_deref(), Some("2026-11-22T08:00:30Z"));
    assert_eq!(retry(&administrator, "fachverfahren").await, 0, "what is delivered is not sent again");

    let audit: AuditList = administrator.get(&paths::postbox_audit("musterstadt")).await;
    let retried = audit.lines.iter().filter(|line| line.action == "transfers-retried" && line.subject == "fachverfahren");
    assert_eq!(retried.count(), 3, "who tried again is written down: {:?}", audit.lines);
}

#[tokio::test]
async fn what_does_not_fit_is_said_with_its_place_and_counted_as_failed() {
    let out = tempfile::tempdir().unwrap();
    let schema = out.path().join("schema.json");
    std::fs::write(&schema, r#"{ "type": "object", "required": ["gibt-es-nicht"] }"#).unwrap();
    let strict = ContentConfig { schema: Some(schema), ..content(ExportFormat::JsonFim) };
    let town = Town::with(plan(vec![("streng", folder(out.path(), strict))])).await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/*"]).await;
    town.submit(Application::of("Bello")).await;
    town.collect().await;
    town.private().transfer_once().await.unwrap();
    let seen = transport(&clerk).await;
    assert_eq!((seen.channels[0].waiting, seen.channels[0].failed), (0, 1));
    assert_eq!(seen.transfers[0].fault_kind, Some(FaultKind::Mismatch));
    assert!(seen.transfers[0].fault.as_deref().unwrap().contains("/required"), "{:?}", seen.transfers);
    assert_eq!(clerk.list().await.total, 1, "people have it");
}

#[tokio::test]
async fn a_service_may_have_a_format_and_a_schema_of_its_own_in_the_same_channel() {
    let out = tempfile::tempdir().unwrap();
    let schema = |name: &str, kind: &str| {
        let path = out.path().join(name);
        std::fs::write(&path, format!(r#"{{ "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "{kind}" }}"#)).unwrap();
        Some(path)
    };
    let own = |schema| ServiceContentConfig { format: ExportFormat::JsonFim, schema, schema_uri: Some("urn:schema:hund:1.0".to_owned()) };
    // Nothing fits what is demanded for all, everything what is demanded for this one.
    let all = ContentConfig { schema: schema("alle.json", "boolean"), ..content(ExportFormat::Json) };
    let services = [("hund".to_owned(), own(schema("hund.json", "object")))].into();
    let inbox = out.path().join("eingang");
    std::fs::create_dir(&inbox).unwrap();
    let town = Town::with(plan(vec![("ordner", folder(&inbox, ContentConfig { services, ..all }))])).await;
    let receipt = town.submit(Application::of("Bello")).await;
    town.collect().await;
    town.private().transfer_once().await.unwrap();
    let placed = inbox.join(format!("{}_{}", receipt.reference, receipt.pid));
    let manifest: serde_json::Value = serde_json::from_slice(&std::fs::read(placed.join("vorgang.json")).unwrap()).unwrap();
    assert_eq!(manifest["schema_uri"], "urn:schema:hund:1.0");
    let answers: serde_json::Value = serde_json::from_slice(&std::fs::read(placed.join("antrag.json")).unwrap()).unwrap();
    assert_eq!(answers.get("process"), None, "with FIM ids an export is the data alone: {answers}");
}

//! FIT-Connect as subscriber: what a sender of another make submits is in the postbox or goes to an interface, what is wrong is rejected by its name, and the answer
//! is given once.

use reqwest::Method;
use serde_json::{Value, json};
use vordruck_contract::paths;
use vordruck_contract::postbox::{Content, DestinationStatus, Scan, TransferState, Transport};
use vordruck_private::config::{ChannelConfig, ContentConfig, DestinationConfig};
use vordruck_private::reading::ExportFormat;
use vordruck_private::scan::encrypted_zip;

use super::sender::{Draft, LEIKA};
use super::stand_in::{DESTINATION, StandIn, Temper, tag};
use super::{SCHEMA, channel};
use crate::applicant::Application;
use crate::clerk::Clerk;
use crate::database;
use crate::scanning::{Daemon, MALWARE};
use crate::town::{Plan, SERVICE, Town};
use crate::transfers::{content, plan, queue};

const INCOMING: &str = "hund-eingang";
const OTHER_SCHEMA: &str = "https://schema.musterstadt.example/hund/1.0.0.json";
pub(super) const ATTACHMENT: &str = "0b799252-deb9-42b0-98d3-c50d24bbafe0";

fn destination(stand_in: &StandIn, folder: &std::path::Path) -> DestinationConfig {
    let secret = folder.join("client-secret");
    std::fs::write(&secret, "geheim&=").unwrap();
    let schema = folder.join("hund.schema.json");
    std::fs::write(&schema, r#"{ "type": "object", "required": ["rufname"], "properties": { "rufname": { "type": "string" } } }"#).unwrap();
    let accepted = |uri: &str, schema| ContentConfig { schema_uri: Some(uri.to_owned()), schema, ..content(ExportFormat::JsonFim) };
    DestinationConfig {
        token_url: format!("{}/token", stand_in.url),
        submission_url: format!("{}/submission-api", stand_in.url),
        destination_url: None,
        destination_id: DESTINATION.to_owned(),
        client_id: "vordruck".to_owned(),
        client_secret_file: secret,
        // The town seals them.
        key_files: Vec::new(),
        root_certificate: None,
        service: INCOMING.to_owned(),
        title: "Hundesteuer, elektronisch eingereicht".to_owned(),
        public_services: vec![LEIKA.to_owned()],
        accepts: vec![accepted(SCHEMA, None), accepted(OTHER_SCHEMA, Some(schema))],
        metadata_schema: None,
        postbox_days: 30,
        callback_secret_file: None,
        poll_seconds: 60,
    }
}

pub(super) struct Scene {
    pub(super) town: Town,
    pub(super) stand_in: StandIn,
    _folder: tempfile::TempDir,
}

impl Scene {
    pub(super) async fn new(temper: Temper) -> Self {
        Self::with(temper, |_, plan| plan).await
    }

    pub(super) async fn with(temper: Temper, change: impl FnOnce(&StandIn, Plan) -> Plan) -> Self {
        let (stand_in, folder) = (StandIn::start(temper).await, tempfile::tempdir().unwrap());
        let destinations = [("eingang".to_owned(), destination(&stand_in, folder.path()))].into();
        let town = Town::with(change(&stand_in, Plan { destinations, ..Plan::default() })).await;
        town.add_clerk("a.muster", &["musterstadt/hund-eingang", "musterstadt/hund"]).await;
        Self { town, stand_in, _folder: folder }
    }

    pub(super) async fn receive(&self) -> usize {
        self.town.clock.advance(61);
        self.town.private().receive_once().await.unwrap()
    }

    pub(super) async fn clerk(&self) -> Clerk<'_> {
        Clerk::signed_in(&self.town, "a.muster").await
    }

    /// What the subscriber answered to a submission: the event's name and its payload.
    pub(super) fn answers(&self, number: usize) -> Vec<(String, Value)> {
        use base64ct::Encoding as _;
        let read = |jws: &String| {
            let claims = base64ct::Base64UrlUnpadded::decode_vec(jws.split('.').nth(1).unwrap()).unwrap();
            let claims: Value = serde_json::from_slice(&claims).unwrap();
            assert_eq!((&claims["iss"], &claims["txn"]), (&json!(DESTINATION), &json!("case:452b5ee6-35df-441a-bd39-6141723cf914")));
            let (name, payload) = claims["events"].as_object().unwrap().iter().next().unwrap();
            (name.rsplit('/').next().unwrap().to_owned(), payload.clone())
        };
        self.stand_in.submission(number).answers.iter().map(read).collect()
    }

    pub(super) async fn metrics(&self) -> String {
        self.town.http.get(self.town.private_url(paths::METRICS)).send().await.unwrap().text().await.unwrap()
    }
}

pub(super) fn right() -> Draft {
    Draft::of(OTHER_SCHEMA, &json!({ "rufname": "Bello", "halter": { "name": "Łukasz" } }))
}

#[tokio::test]
async fn what_another_sender_submits_is_in_the_postbox_and_accepted_by_its_tags() {
    let scene = Scene::new(Temper::default()).await;
    let draft = right().with(ATTACHMENT, "form", "antrag.pdf", b"%PDF-1.7 Antrag").with(
        "1c9b6f6e-52f7-4b3f-9a5e-0d4f6a0f5d11",
        "attachment",
        "../Impf\u{202e}pass.docx",
        b"PK Impfpass",
    );
    scene.stand_in.put(draft.seal());
    let sealed = scene.stand_in.submission(0);
    assert_eq!(scene.receive().await, 1);

    let clerk = scene.clerk().await;
    let item = clerk.only_item().await;
    assert_eq!((item.service.as_str(), item.title.as_str()), (INCOMING, "Hundesteuer, elektronisch eingereicht"));
    let Content::Readable { sections, attachments, pdf_size_bytes, .. } = clerk.detail(&item.id).await.content else { panic!() };
    let rows: Vec<(String, String)> =
        sections.iter().flat_map(|section| &section.rows).map(|row| (row.label.clone(), row.lines.join("|"))).collect();
    for (label, line) in [("rufname", "Bello"), ("name", "Łukasz"), ("Zeichen des Absenders", "AZ 4711"), ("Rückkanal", "eMail")] {
        assert!(rows.contains(&(label.to_owned(), line.to_owned())), "{label}: {rows:?}");
    }
    assert!(rows.contains(&("Adresse für Antworten".to_owned(), "ada@beispiel.example".to_owned())));
    assert_eq!(pdf_size_bytes, 15, "the sender's paper is the paper");
    assert_eq!(attachments.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["Impfpass.docx"]);
    assert_eq!(attachments[0].media_type, "application/octet-stream");

    let (metadata, data) = sealed.sealed.unwrap();
    let tags: Value = sealed.attachments.iter().map(|(id, jwe)| (id.clone(), json!(tag(jwe)))).collect::<serde_json::Map<_, _>>().into();
    let tags = json!({ "metadata": tag(&metadata), "data": tag(&data), "attachments": tags });
    assert_eq!(scene.answers(0), [("accept-submission".to_owned(), json!({ "authenticationTags": tags }))]);
    let text = scene.metrics().await;
    assert!(text.contains("vordruck_receptions{tenant=\"musterstadt\",destination=\"eingang\",state=\"accepted\"} 1\n"), "{text}");
    assert_eq!(scene.receive().await, 0, "it is not there any more");
}

#[tokio::test]
async fn an_application_goes_from_one_house_to_the_other_and_is_deleted_where_it_came_from() {
    let folder = tempfile::tempdir().unwrap();
    let both = |stand_in: &StandIn, receiving: Plan| Plan {
        destinations: receiving.destinations,
        ..plan(vec![("fit", channel(stand_in, folder.path(), |_| ()))])
    };
    let scene = Scene::with(Temper::default(), both).await;
    scene.town.submit(Application::of("Waldi").with_file("impfpass.pdf", b"%PDF-1.4 Impfpass")).await;
    scene.town.collect().await;
    scene.town.private().transfer_once().await.unwrap();
    assert_eq!(queue(&scene.clerk().await).await, [("fit".to_owned(), TransferState::Transferred, false)]);

    assert_eq!(scene.receive().await, 1);
    let clerk = scene.clerk().await;
    let item = clerk.only_item().await;
    let detail = clerk.detail(&item.id).await;
    let Content::Readable { sections, attachments, pdf_size_bytes, .. } = &detail.content else { panic!() };
    assert!(format!("{sections:?}").contains("Waldi"));
    assert_eq!((item.service.as_str(), attachments.len()), (INCOMING, 1));
    assert!(*pdf_size_bytes > 0);

    scene.town.private().transfer_once().await.unwrap();
    assert_eq!(queue(&clerk).await, [], "the sender has read the acceptance");
    assert_eq!(scene.town.count_transfers().await, (1, 0), "and deleted");
    assert!(scene.stand_in.submission(0).sealed.is_none(), "so has the delivery service");
}

#[tokio::test]
#[ignore = "needs FITKO's schema: VORDRUCK_FIT_METADATA_SCHEMA=metadata-2.1.0.schema.json cargo test -p vordruck-private published_schema -- --ignored"]
async fn the_published_schema_of_the_metadata_is_demanded() {
    let schema = std::env::var_os("VORDRUCK_FIT_METADATA_SCHEMA").unwrap();
    let demanding = |_: &StandIn, mut plan: Plan| {
        plan.destinations.get_mut("eingang").unwrap().metadata_schema = Some(schema.into());
        plan
    };
    let scene = Scene::with(Temper::default(), demanding).await;
    let with_file = || right().with(ATTACHMENT, "attachment", "a.pdf", b"%PDF-1.7");
    scene.stand_in.put(with_file().seal());
    let unknown = |draft: &mut Draft| draft.metadata["contentStructure"]["attachments"][0]["purpose"] = json!("irgendwas");
    scene.stand_in.put(with_file().but(unknown).seal());
    scene.receive().await;
    assert_eq!(scene.answers(0)[0].0, "accept-submission");
    let (name, payload) = scene.answers(1).remove(0);
    assert_eq!((name.as_str(), &payload["problems"][0]["instance"]), ("reject-submission", &json!("metadata")));
    assert!(payload["problems"][0]["type"].as_str().unwrap().ends_with("/schema-violation"));
}

#[tokio::test]
async fn what_a_sender_of_version_1_compressed_is_read() {
    let scene = Scene::new(Temper::default()).await;
    scene.stand_in.put(right().but(|draft| draft.header["zip"] = json!("DEF")).seal());
    scene.receive().await;
    let clerk = scene.clerk().await;
    let item = clerk.only_item().await;
    let Content::Readable { attachments, pdf_size_bytes, .. } = clerk.detail(&item.id).await.content else { panic!() };
    assert_eq!((pdf_size_bytes, attachments[0].name.as_str()), (0, "fachdaten.json"), "without a paper the data are a file");
    let pdf = clerk.send(Method::GET, &paths::postbox_item_pdf(&item.id), None).await;
    assert_eq!(pdf.status(), 404);
}

#[tokio::test]
async fn a_lost_receipt_of_the_answer_neither_answers_nor_delivers_twice() {
    let scene = Scene::new(Temper { loses_the_receipt: true, ..Temper::default() }).await;
    scene.stand_in.put(right().seal());
    scene.receive().await;
    assert_eq!((scene.answers(0).len(), scene.clerk().await.only_item().await.service), (1, INCOMING.to_owned()));
    assert_eq!(scene.receive().await, 0, "the event log said that it was taken");
}

#[tokio::test]
async fn an_answer_that_was_not_taken_is_given_again_the_same_without_receiving_again() {
    let mut scene = Scene::new(Temper { takes_the_second_answer: true, ..Temper::default() }).await;
    scene.stand_in.put(right().seal());
    assert_eq!(scene.receive().await, 1);
    assert!(scene.metrics().await.contains("vordruck_alarms{alarm=\"ReceivingFailing\"} 1\n"));
    assert_eq!(scene.town.private().receive_once().await.unwrap(), 0, "not before it is due");
    scene.town.crash_private().await;
    assert_eq!(scene.receive().await, 1);
    let submission = scene.stand_in.submission(0);
    assert_eq!(submission.fetched, 1);
    assert_eq!(submission.answers.len(), 2);
    assert_eq!(submission.answers[0], submission.answers[1]);
    assert_eq!(scene.clerk().await.list().await.total, 1);
    assert!(!scene.metrics().await.contains("ReceivingFailing"));
}

#[tokio::test]
async fn what_its_sender_took_back_is_no_alarm_any_more_and_named_again_it_is_there_again() {
    let mut scene = Scene::new(Temper { gives_nothing: true, ..Temper::default() }).await;
    scene.stand_in.put(right().seal());
    scene.receive().await;
    assert!(scene.metrics().await.contains("ReceivingFailing"));
    scene.town.crash_private().await;
    assert!(scene.metrics().await.contains("ReceivingFailing"), "whoever starts anew knows of it");
    let sealed = scene.stand_in.submission(0);
    scene.stand_in.take_back(0);
    scene.receive().await;
    assert!(!scene.metrics().await.contains("ReceivingFailing"));
    let states =
        async || scene.town.private().side().receptions(false).await.unwrap().into_iter().map(|line| line.state).collect::<Vec<_>>();
    assert_eq!(states().await, ["withdrawn"]);
    scene.stand_in.put_again(0, sealed);
    assert_eq!(scene.receive().await, 1);
    assert_eq!(states().await, ["waiting"]);
}

#[tokio::test]
async fn what_waits_at_a_destination_that_is_not_configured_any_more_is_no_alarm() {
    let mut scene = Scene::new(Temper { gives_nothing: true, ..Temper::default() }).await;
    scene.stand_in.put(right().seal());
    scene.receive().await;
    assert!(scene.metrics().await.contains("ReceivingFailing"));
    scene.town.plan.destinations.clear();
    scene.town.crash_private().await;
    assert!(!scene.metrics().await.contains("ReceivingFailing"));
}

#[tokio::test]
async fn what_was_delivered_before_a_crash_is_delivered_once_and_answered() {
    let mut scene = Scene::new(Temper { takes_the_second_answer: true, ..Temper::default() }).await;
    scene.stand_in.put(right().with(ATTACHMENT, "form", "antrag.pdf", b"%PDF-1.7 Antrag").seal());
    scene.receive().await;
    // As if it had died after delivering and before anything of the answer was written down.
    scene.town.stop_private().await;
    assert_eq!(database::numbers(&scene.town.database, "SELECT COUNT(*), COUNT(answer) FROM receptions").await, (1, 1));
    database::run(&scene.town.database, "UPDATE receptions SET answer = NULL, answer_says = NULL").await;
    scene.town.start_private().await;
    assert_eq!(scene.receive().await, 1);
    assert_eq!(scene.stand_in.submission(0).fetched, 2, "examined again");
    assert_eq!(scene.answers(0).iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["accept-submission"; 2]);
    assert_eq!(scene.clerk().await.list().await.total, 1);
}

#[tokio::test]
async fn what_others_submit_passes_the_scanner_and_what_it_finds_is_kept_back() {
    let mut daemon = Daemon::start().await;
    let scene = Scene::with(Temper::default(), |_, plan| Plan { scanner: daemon.plan().scanner, ..plan }).await;
    let id = |n: u8| format!("1c9b6f6e-52f7-4b3f-9a5e-0d4f6a0f5d{n:02x}");
    let large = [b"%PDF-1.7 ".as_slice(), &vec![b'x'; 300_000]].concat();
    let draft = right().with(&id(1), "form", "antrag.pdf", MALWARE).with(&id(2), "attachment", "gut.pdf", b"%PDF-1.7 gut");
    let draft = draft.with(&id(3), "attachment", "gross.pdf", &large).with(&id(4), "attachment", "zu.zip", &encrypted_zip());
    scene.stand_in.put(draft.seal());
    assert_eq!(scene.receive().await, 1);
    let clerk = scene.clerk().await;
    let item = clerk.only_item().await;
    assert!(matches!(item.scan, Scan::Found { .. }), "{:?}", item.scan);
    let Content::Readable { attachments, pdf_size_bytes, .. } = clerk.detail(&item.id).await.content else { panic!() };
    assert_eq!(pdf_size_bytes, 0, "an infected paper is none");
    for file in &attachments {
        let finding = match &file.scan {
            Scan::Found { name } => name.split('.').take(2).collect::<Vec<_>>().join("."),
            _ => "none".to_owned(),
        };
        let expected = match file.name.as_str() {
            "antrag.pdf" => "Vordruck.Test",
            "gross.pdf" => "Heuristics.Limits",
            "zu.zip" => "Heuristics.Encrypted",
            _ => "none",
        };
        assert_eq!(finding, expected, "{}", file.name);
        let status = clerk.send(Method::GET, &paths::postbox_item_attachment(&item.id, file.number), None).await.status();
        assert_eq!(status, if expected == "none" { 200 } else { 403 }, "{}", file.name);
    }
    assert_eq!(attachments.len(), 5, "the four, and the data, since there is no paper");

    // Without the scanner nothing is taken, and nothing is rejected for it.
    daemon.stop();
    scene.stand_in.put(right().with(ATTACHMENT, "form", "antrag.pdf", b"%PDF-1.7").seal());
    assert_eq!(scene.receive().await, 1);
    assert_eq!((scene.answers(1).len(), clerk.list().await.total), (0, 1));
    assert!(scene.metrics().await.contains("vordruck_alarms{alarm=\"ScannerUnreachable\"} 1\n"));
}

#[tokio::test]
async fn what_waits_at_a_destination_is_told_to_those_who_watch_it() {
    let scene = Scene::new(Temper { takes_the_second_answer: true, ..Temper::default() }).await;
    scene.town.add_clerk("katze", &["musterstadt/katze"]).await;
    let clerk = scene.clerk().await;
    let seen: Transport = clerk.get(&paths::postbox_transport("musterstadt")).await;
    assert_eq!(seen.destinations, [DestinationStatus { destination: "eingang".to_owned(), ..DestinationStatus::default() }]);
    scene.stand_in.put(right().seal());
    scene.receive().await;
    let seen: Transport = clerk.get(&paths::postbox_transport("musterstadt")).await;
    let status = &seen.destinations[0];
    assert_eq!((status.waiting, status.failing, status.accepted), (1, 1, 0));
    let [line] = seen.receptions.as_slice() else { panic!("{:?}", seen.receptions) };
    assert_eq!((line.destination.as_str(), line.attempts), ("eingang", 1));
    assert!(line.fault.is_some() && !serde_json::to_string(&seen).unwrap().contains("Bello"), "{seen:?}");
    let labels = "{tenant=\"musterstadt\",destination=\"eingang\"}";
    let text = scene.metrics().await;
    for name in ["waiting", "failing"] {
        assert!(text.contains(&format!("vordruck_destination_{name}{labels} 1\n")), "{text}");
    }
    let other = Clerk::signed_in(&scene.town, "katze").await;
    let hidden: Transport = other.get(&paths::postbox_transport("musterstadt")).await;
    assert_eq!((hidden.destinations, hidden.receptions), (vec![], vec![]), "another service's clerk sees none of it");
    scene.receive().await;
    let seen: Transport = clerk.get(&paths::postbox_transport("musterstadt")).await;
    let status = &seen.destinations[0];
    assert_eq!((status.waiting, status.accepted, status.last_accepted_at.is_some(), seen.receptions.len()), (0, 1, true, 0));
}

#[tokio::test]
async fn two_processes_receive_a_submission_once() {
    let scene = Scene::new(Temper::default()).await;
    for name in ["Bello", "Waldi", "Rex"] {
        scene.stand_in.put(Draft::of(OTHER_SCHEMA, &json!({ "rufname": name })).seal());
    }
    scene.town.clock.advance(61);
    let (a, b) = tokio::join!(scene.town.private().receive_once(), scene.town.private().receive_once());
    assert_eq!(a.unwrap() + b.unwrap(), 3);
    assert!((0..3).all(|number| scene.answers(number).len() == 1));
    assert_eq!(scene.clerk().await.list().await.total, 3);
}

#[tokio::test]
async fn what_is_received_takes_the_channels_of_its_service() {
    let out = tempfile::tempdir().unwrap();
    let path = out.path().to_owned();
    let to_folder = move |_: &StandIn, plan: Plan| Plan {
        channels: [("ordner".to_owned(), ChannelConfig::Folder { path, content: content(ExportFormat::JsonFim) })].into(),
        deliver: [(INCOMING.to_owned(), vec!["ordner".to_owned()])].into(),
        ..plan
    };
    let scene = Scene::with(Temper::default(), to_folder).await;
    scene.stand_in.put(right().with(ATTACHMENT, "form", "antrag.pdf", b"%PDF-1.7 Antrag").seal());
    scene.receive().await;
    assert_eq!(scene.answers(0)[0].0, "accept-submission", "it is durably here");
    assert_eq!(scene.town.private().transfer_once().await.unwrap(), 1);
    let placed = std::fs::read_dir(out.path()).unwrap().map(|entry| entry.unwrap().path()).find(|path| path.is_dir()).unwrap();
    let answers: Value = serde_json::from_slice(&std::fs::read(placed.join("antrag.json")).unwrap()).unwrap();
    assert_eq!(answers["rufname"], "Bello");
    assert_eq!(std::fs::read(placed.join("antrag.pdf")).unwrap(), b"%PDF-1.7 Antrag");
    assert_eq!(scene.clerk().await.list().await.total, 0);
}

#[tokio::test]
async fn a_delivery_service_that_does_not_answer_is_an_alarm_and_is_asked_again() {
    let at_the_wrong_address = |_: &StandIn, mut plan: Plan| {
        plan.destinations.get_mut("eingang").unwrap().token_url = "http://127.0.0.1:9/token".to_owned();
        plan
    };
    let scene = Scene::with(Temper::default(), at_the_wrong_address).await;
    assert_eq!(scene.receive().await, 0);
    assert!(scene.metrics().await.contains("vordruck_alarms{alarm=\"ReceivingFailing\"} 1\n"));
}

#[tokio::test]
async fn keys_that_are_taken_unchecked_are_an_alarm_wherever_somebody_looks() {
    let folder = tempfile::tempdir().unwrap();
    let unchecked = |stand_in: &StandIn, receiving: Plan| {
        let change =
            |config: &mut vordruck_private::config::FitConnectConfig| (config.trusted_roots, config.test_environment) = (None, true);
        Plan { destinations: receiving.destinations, ..plan(vec![("fit", channel(stand_in, folder.path(), change))]) }
    };
    let scene = Scene::with(Temper::default(), unchecked).await;
    assert!(scene.metrics().await.contains("vordruck_alarms{alarm=\"KeysUnchecked\"} 1\n"));
    assert_eq!(SERVICE, "hund");
}

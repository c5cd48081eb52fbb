//! FIT-Connect as subscriber: what a sender of another make submits is in the postbox or goes to an interface, what is wrong is rejected by its name, and the answer
//! is given once.

use reqwest::Method;
use serde_json::{Value, json};
use vordruck_contract::paths;
use vordruck_contract::postbox::{Content, TransferState};
use vordruck_private::config::{ChannelConfig, ContentConfig, DestinationConfig};
use vordruck_private::reading::ExportFormat;

use super::crypto::event;
use super::sender::{Draft, LEIKA};
use super::stand_in::{DESTINATION, StandIn, Temper, tag};
use super::{SCHEMA, channel};
use crate::applicant::Application;
use crate::clerk::Clerk;
use crate::town::{Plan, SERVICE, Town};
use crate::transfers::{content, plan, queue};

const INCOMING: &str = "hund-eingang";
const OTHER_SCHEMA: &str = "https://schema.musterstadt.example/hund/1.0.0.json";
const ATTACHMENT: &str = "0b799252-deb9-42b0-98d3-c50d24bbafe0";

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

struct Scene {
    town: Town,
    stand_in: StandIn,
    _folder: tempfile::TempDir,
}

impl Scene {
    async fn new(temper: Temper) -> Self {
        Self::with(temper, |_, plan| plan).await
    }

    async fn with(temper: Temper, change: impl FnOnce(&StandIn, Plan) -> Plan) -> Self {
        let (stand_in, folder) = (StandIn::start(temper).await, tempfile::tempdir().unwrap());
        let destinations = [("eingang".to_owned(), destination(&stand_in, folder.path()))].into();
        let town = Town::with(change(&stand_in, Plan { destinations, ..Plan::default() })).await;
        town.add_clerk("a.muster", &["musterstadt/hund-eingang", "musterstadt/hund"]).await;
        Self { town, stand_in, _folder: folder }
    }

    async fn receive(&self) -> usize {
        self.town.clock.advance(61);
        self.town.private().receive_once().await.unwrap()
    }

    async fn clerk(&self) -> Clerk<'_> {
        let mut clerk = Clerk::anonymous(&self.town);
        clerk.sign_in("a.muster", crate::town::PASSWORD).await;
        clerk
    }

    /// What the subscriber answered to a submission: the event's name and its payload.
    fn answers(&self, number: usize) -> Vec<(String, Value)> {
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

    async fn metrics(&self) -> String {
        self.town.http.get(self.town.private_url(paths::METRICS)).send().await.unwrap().text().await.unwrap()
    }
}

fn right() -> Draft {
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

/// What is wrong, and with which problem, about which part, it is rejected.
fn wrongs() -> Vec<(&'static str, &'static str, crate::fit_connect::stand_in::Submission)> {
    let other_hash = json!({ "type": "sha512", "content": "0".repeat(128) });
    let data_of = |draft: &mut Draft, data: &[u8]| {
        draft.data = data.to_vec();
        draft.metadata["contentStructure"]["data"]["hash"]["content"] = json!(super::stand_in::sha512(data));
    };
    let with_file = || right().with(ATTACHMENT, "attachment", "a.pdf", b"%PDF-1.7");
    let sealed = |change: &dyn Fn(&mut Draft)| right().but(|draft| change(draft)).seal();
    let mut untagged = right().seal();
    let issuer = "https://fit-connect.example";
    untagged.events = vec![event(issuer, 3, "submit", json!({}), false)];
    let mut other_tag = right().seal();
    let tags = json!({ "metadata": "AAAAAAAAAAAAAAAAAAAAAA", "data": tag(&other_tag.sealed.as_ref().unwrap().1), "attachments": {} });
    other_tag.events = vec![event(issuer, 1, "submit", json!({ "authenticationTags": tags }), false)];
    let mut broken = right().seal();
    broken.events = vec![event(issuer, 2, "submit", json!({ "authenticationTags": {} }), true)];
    let mut by_itself = right().seal();
    by_itself.events = vec![event(DESTINATION, 0, "submit", json!({ "authenticationTags": tags }), false)];
    let mut unannounced = with_file().seal();
    unannounced.announced.clear();
    let mut missing = with_file().seal();
    let all_tags = {
        let (metadata, data) = missing.sealed.as_ref().unwrap();
        json!({ "metadata": tag(metadata), "data": tag(data), "attachments": { ATTACHMENT: tag(&missing.attachments[ATTACHMENT]) } })
    };
    missing.events = vec![event(issuer, 6, "submit", json!({ "authenticationTags": all_tags }), false)];
    missing.attachments.clear();
    let mut nothing = right().seal();
    nothing.sealed.as_mut().unwrap().1 = nothing.sealed.as_ref().unwrap().0.clone();
    vec![
        ("invalid-event-log", "submission", by_itself),
        ("incorrect-authentication-tag", "metadata", other_tag),
        ("invalid-event-log", "submission", broken),
        ("missing-authentication-tags", "submission", untagged),
        ("unsupported-service", "submission", sealed(&|draft| draft.identifier = "urn:de:fim:leika:leistung:99000000000000".to_owned())),
        ("attachments-mismatch", "submission", unannounced),
        ("missing-attachment", "attachment:0b799252-deb9-42b0-98d3-c50d24bbafe0", missing),
        ("encryption-issue", "metadata", sealed(&|draft| draft.header["kid"] = json!("unbekannt"))),
        ("encryption-issue", "metadata", sealed(&|draft| draft.header["enc"] = json!("A128GCM"))),
        ("encryption-issue", "metadata", sealed(&|draft| draft.header["crit"] = json!(["exp"]))),
        ("encryption-issue", "metadata", sealed(&|draft| draft.header["zip"] = json!("GZIP"))),
        ("missing-schema", "metadata", sealed(&|draft| drop(draft.metadata.as_object_mut().unwrap().remove("$schema")))),
        ("schema-violation", "metadata", sealed(&|draft| draft.metadata["contentStructure"] = json!({}))),
        ("missing-data", "metadata", sealed(&|draft| drop(draft.metadata["contentStructure"].as_object_mut().unwrap().remove("data")))),
        ("hash-mismatch", "data", sealed(&|draft| draft.metadata["contentStructure"]["data"]["hash"] = other_hash.clone())),
        ("unsupported-schema", "data", Draft::of("urn:etwas:anderes", &json!({})).seal()),
        ("syntax-violation", "data", sealed(&|draft| data_of(draft, b"{ \"rufname\": "))),
        ("schema-violation", "data", sealed(&|draft| data_of(draft, b"{ \"rufname\": 7 }"))),
        (
            "hash-mismatch",
            "attachment:0b799252-deb9-42b0-98d3-c50d24bbafe0",
            with_file().but(|draft| draft.metadata["contentStructure"]["attachments"][0]["hash"] = other_hash.clone()).seal(),
        ),
        ("hash-mismatch", "data", nothing),
    ]
}

#[tokio::test]
async fn what_is_wrong_is_rejected_with_the_name_of_the_problem_and_is_in_no_postbox() {
    let scenes = wrongs();
    for chunk in scenes.chunks(16) {
        let scene = Scene::new(Temper::default()).await;
        for (_, _, submission) in chunk {
            scene.stand_in.put(submission.clone());
        }
        assert_eq!(scene.receive().await, chunk.len());
        for (number, (name, instance, _)) in chunk.iter().enumerate() {
            let [(event, payload)] = scene.answers(number).try_into().unwrap();
            let problem = &payload["problems"][0];
            let found = (event.as_str(), problem["type"].as_str().unwrap(), problem["instance"].as_str().unwrap());
            let kind = format!("https://schema.fitko.de/fit-connect/events/problems/{name}");
            assert_eq!(found, ("reject-submission", kind.as_str(), *instance), "{number}");
            assert!(!payload.to_string().contains("Bello"));
        }
        assert_eq!(scene.clerk().await.list().await.total, 0);
        let rejected = format!("destination=\"eingang\",state=\"rejected\"}} {}\n", chunk.len());
        assert!(scene.metrics().await.contains(&rejected));
    }
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

const CALLBACK_SECRET: &str = "ein Geheimnis nur fuer diese Tests, 1";

/// The delivery service calls: what kind of news, signed with which secret.
async fn call(town: &Town, news: &str, secret: &str) -> u16 {
    let (at, body) = (
        town.clock.now(),
        json!({ "type": format!("https://schema.fitko.de/fit-connect/submission-api/callbacks/{news}"), "submissionIds": [] }),
    );
    let key = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA512, secret.as_bytes());
    let tag = aws_lc_rs::hmac::sign(&key, format!("{at}.{body}").as_bytes());
    let tag: String = tag.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    let request = town.http.post(town.private_url(paths::FIT_CONNECT_CALLBACKS)).header("callback-timestamp", at.to_string());
    request.header("callback-authentication", tag).body(body.to_string()).send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn a_callback_brings_what_is_new_at_once_and_only_a_signed_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("callback-secret");
    std::fs::write(&file, CALLBACK_SECRET).unwrap();
    let rarely = |_: &StandIn, mut plan: Plan| {
        let destination = plan.destinations.get_mut("eingang").unwrap();
        (destination.poll_seconds, destination.callback_secret_file) = (86_400, Some(file));
        plan
    };
    let mut scene = Scene::with(Temper::default(), rarely).await;
    scene.town.stop_private().await;
    scene.town.start_and_collect().await;
    wait_until(|| scene.stand_in.asked() == 1).await;
    scene.stand_in.put(right().seal());
    assert_eq!(call(&scene.town, "new-submissions", "ein anderes Geheimnis fuer diese Tests").await, 403);
    assert_eq!(call(&scene.town, "new-submissions", CALLBACK_SECRET).await, 204);
    wait_until(|| scene.stand_in.submission(0).sealed.is_none()).await;
    assert_eq!(scene.stand_in.asked(), 2, "once when it began, once when it was called");
}

#[tokio::test]
async fn a_callback_about_what_was_sent_makes_the_sender_ask_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("callback-secret");
    std::fs::write(&file, CALLBACK_SECRET).unwrap();
    let url = "https://postkorb.musterstadt.example/api/v1/fit-connect/callbacks";
    let told = |stand_in: &StandIn, _: Plan| {
        let callback = Some(vordruck_private::config::CallbackConfig { url: url.to_owned(), secret_file: file });
        plan(vec![("fit", channel(stand_in, folder.path(), |config| config.callback = callback))])
    };
    let scene = Scene::with(Temper::default(), told).await;
    scene.town.submit(Application::of("Bello")).await;
    scene.town.collect().await;
    scene.town.private().transfer_once().await.unwrap();
    assert_eq!(scene.stand_in.submission(0).callback, json!({ "url": url, "secret": CALLBACK_SECRET }));
    scene.stand_in.accept();
    assert_eq!(scene.town.private().transfer_once().await.unwrap(), 0, "not due for a minute");
    assert_eq!(call(&scene.town, "new-events", CALLBACK_SECRET).await, 204);
    assert_eq!(scene.town.private().transfer_once().await.unwrap(), 1);
    assert_eq!(queue(&scene.clerk().await).await, []);
}

/// Waits for something that comes by itself.
async fn wait_until(has_come: impl Fn() -> bool) {
    for _ in 0..1_200 {
        if has_come() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("it did not come");
}

//! FIT-Connect against a stand-in that is written from the published API: the whole cycle, and what can go wrong on the way. Keys and certificates beside this file
//! are for these tests alone: `enc` and `sign` are a destination's, certified by `root`; `other` is a root that certified neither.

mod callbacks;
mod crypto;
mod receiving;
mod rejecting;
mod sealed_by_browser;
mod sender;
mod stand_in;

use std::path::Path;

use vordruck_contract::postbox::TransferState;
use vordruck_private::config::{ChannelConfig, ContentConfig, FitConnectConfig};
use vordruck_private::reading::ExportFormat;

use crate::applicant::Application;
use crate::clerk::Clerk;
use crate::town::Town;
use crate::transfers::{content, fault, plan, queue};
use stand_in::{DESTINATION, Routing, StandIn, Temper};

const SCHEMA: &str = "urn:de:fim:S00000000001_1.0";
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/private/fit_connect");

fn channel(stand_in: &StandIn, folder: &Path, change: impl FnOnce(&mut FitConnectConfig)) -> ChannelConfig {
    let secret = folder.join("client-secret");
    std::fs::write(&secret, "geheim&=\n").unwrap();
    let mut config = FitConnectConfig {
        token_url: format!("{}/token", stand_in.url),
        submission_url: format!("{}/submission-api/", stand_in.url),
        destination_url: None,
        routing_url: None,
        destination_id: Some(DESTINATION.to_owned()),
        ars: None,
        client_id: "vordruck".to_owned(),
        client_secret_file: secret,
        service_identifier: "urn:de:fim:leika:leistung:99108001001000".to_owned(),
        service_name: "Hund anmelden".to_owned(),
        trusted_roots: Some(Path::new(FOLDER).join("root.crt")),
        test_environment: false,
        routing_keys_url: None,
        sealed_by_browser: false,
        reply_email_field: None,
        callback: None,
        root_certificate: None,
        content: ContentConfig { schema_uri: Some(SCHEMA.to_owned()), ..content(ExportFormat::JsonFim) },
    };
    change(&mut config);
    ChannelConfig::FitConnect(Box::new(config))
}

struct Scene {
    town: Town,
    stand_in: StandIn,
    _folder: tempfile::TempDir,
}

impl Scene {
    async fn new(temper: Temper) -> Self {
        Self::with(temper, |_| ()).await
    }

    async fn with(temper: Temper, change: impl FnOnce(&mut FitConnectConfig)) -> Self {
        Self::submitting(temper, change, Application::of("Bello").with_file("impfpass.pdf", b"%PDF-1.4 Impfpass")).await
    }

    async fn submitting(temper: Temper, change: impl FnOnce(&mut FitConnectConfig), application: Application) -> Self {
        let (stand_in, folder) = (StandIn::start(temper).await, tempfile::tempdir().unwrap());
        let town = Town::with(plan(vec![("fit", channel(&stand_in, folder.path(), change))])).await;
        town.add_clerk("a.muster", &["musterstadt/hund"]).await;
        town.submit(application).await;
        town.collect().await;
        Self { town, stand_in, _folder: folder }
    }

    async fn work(&self) {
        self.town.clock.advance(61);
        self.town.private().transfer_once().await.unwrap();
    }

    async fn clerk(&self) -> Clerk<'_> {
        Clerk::signed_in(&self.town, "a.muster").await
    }

    async fn state(&self) -> Vec<(String, TransferState, bool)> {
        queue(&self.clerk().await).await
    }

    async fn fault(&self) -> String {
        fault(&self.clerk().await).await
    }
}

fn fit(state: TransferState, has_fault: bool) -> Vec<(String, TransferState, bool)> {
    vec![("fit".to_owned(), state, has_fault)]
}

#[tokio::test]
async fn an_application_is_submitted_and_deleted_here_once_the_destination_accepts() {
    let scene = Scene::new(Temper::default()).await;
    scene.work().await;
    assert_eq!(scene.state().await, fit(TransferState::Transferred, false));
    assert_eq!(scene.town.count_transfers().await, (1, 1), "kept until it is accepted");
    let [received] = scene.stand_in.received().try_into().unwrap();
    let answers: serde_json::Value = serde_json::from_slice(&received.data).unwrap();
    assert!(answers.to_string().contains("Bello"));
    let metadata: serde_json::Value = serde_json::from_slice(&received.metadata).unwrap();
    assert_eq!(metadata["$schema"], "https://schema.fitko.de/fit-connect/metadata/2.1.0/metadata.schema.json");
    let structure = &metadata["contentStructure"];
    assert_eq!(structure["data"]["submissionSchema"], serde_json::json!({ "schemaUri": SCHEMA, "mimeType": "application/json" }));
    assert_eq!(structure["data"]["hash"]["content"], stand_in::sha512(&received.data));
    let attached = structure["attachments"].as_array().unwrap();
    assert_eq!(attached.iter().map(|file| file["purpose"].as_str().unwrap()).collect::<Vec<_>>(), ["form", "attachment"]);
    assert_eq!(attached.len(), received.attachments.len());
    for file in attached {
        let bytes = &received.attachments[file["attachmentId"].as_str().unwrap()];
        assert_eq!(file["hash"]["content"], stand_in::sha512(bytes), "{}", file["filename"]);
    }

    scene.work().await;
    assert_eq!(scene.state().await, fit(TransferState::Transferred, false), "the destination has not answered yet");
    scene.stand_in.accept();
    scene.work().await;
    assert_eq!(scene.state().await, []);
    assert_eq!((scene.town.count_transfers().await, scene.clerk().await.list().await.total), ((1, 0), 0));
}

#[tokio::test]
async fn what_the_destination_rejects_is_in_the_postbox_and_the_queue_says_why() {
    let scene = Scene::new(Temper::default()).await;
    scene.work().await;
    scene.stand_in.reject();
    scene.work().await;
    assert_eq!(scene.state().await, fit(TransferState::Rejected, true));
    assert_eq!(scene.fault().await, "rejected: schema-violation (Schema nicht erfuellt)");
    assert_eq!((scene.town.count_transfers().await, scene.clerk().await.list().await.total), ((1, 0), 1));
}

#[tokio::test]
async fn a_lost_answer_to_submitting_does_not_submit_twice() {
    let scene = Scene::new(Temper { loses_the_answer: true, ..Temper::default() }).await;
    scene.work().await;
    assert_eq!(scene.state().await, fit(TransferState::Waiting, true));
    scene.work().await;
    assert_eq!(scene.state().await, fit(TransferState::Transferred, false));
    assert_eq!(scene.stand_in.received().len(), 1);
    scene.stand_in.accept();
    scene.work().await;
    assert_eq!(scene.state().await, []);
}

#[tokio::test]
async fn a_key_without_a_chain_to_a_trusted_root_gets_nothing() {
    let other = |config: &mut FitConnectConfig| config.trusted_roots = Some(Path::new(FOLDER).join("other.crt"));
    let scene = Scene::with(Temper::default(), other).await;
    scene.work().await;
    assert!(scene.fault().await.contains("trusted root"), "{}", scene.fault().await);
    for (temper, word) in [
        (Temper { certificate_of_another_key: true, ..Temper::default() }, "another key"),
        (Temper { has_no_certificate: true, ..Temper::default() }, "no certificate"),
        (Temper { short_key: true, ..Temper::default() }, "length"),
        (Temper { wrong_use: true, ..Temper::default() }, "use"),
    ] {
        let scene = Scene::new(temper).await;
        scene.work().await;
        assert!(scene.fault().await.contains(word), "{}", scene.fault().await);
        assert_eq!(scene.state().await, fit(TransferState::Waiting, true));
        assert_eq!(scene.stand_in.received().len(), 0, "{word}");
    }
}

#[tokio::test]
async fn an_acceptance_is_believed_only_with_signature_issuer_and_tags() {
    for (temper, word) in [
        (Temper { accepts_something_else: true, ..Temper::default() }, "something else"),
        (Temper { signs_wrongly: true, ..Temper::default() }, "signature"),
        (Temper { speaks_of_another: true, ..Temper::default() }, "another submission"),
        (Temper { service_accepts: true, ..Temper::default() }, "something else"),
    ] {
        let scene = Scene::new(temper).await;
        scene.work().await;
        scene.stand_in.accept();
        scene.work().await;
        assert_eq!(scene.state().await, fit(TransferState::Transferred, true), "{word}");
        assert!(scene.fault().await.contains(word), "{}", scene.fault().await);
        assert_eq!(scene.town.count_transfers().await, (1, 1), "nothing is deleted on a false word");
    }
}

fn look_up(config: &mut FitConnectConfig) {
    let url = config.submission_url.replace("/submission-api/", "");
    (config.destination_id, config.ars) = (None, Some("065310005005".to_owned()));
    (config.routing_url, config.routing_keys_url) = (Some(format!("{url}/routing")), Some(format!("{url}/portal/jwks.json")));
}

#[tokio::test]
async fn the_destination_in_charge_is_looked_up() {
    let scene = Scene::with(Temper::default(), look_up).await;
    scene.work().await;
    assert_eq!(scene.state().await, fit(TransferState::Transferred, false));
    assert_eq!(scene.stand_in.received().len(), 1);
}

#[tokio::test]
async fn nobody_is_in_charge_whom_the_portal_does_not_vouch_for() {
    for (routing, word) in [
        (Routing::SignedWrongly, "signature"),
        (Routing::OfAnotherDestination, "another destination"),
        (Routing::OfAnotherHost, "another delivery service"),
        (Routing::OfAnotherRegion, "another service or region"),
    ] {
        let scene = Scene::with(Temper { routing, ..Temper::default() }, look_up).await;
        scene.work().await;
        assert!(scene.fault().await.contains(word), "{}", scene.fault().await);
        assert_eq!(scene.stand_in.received().len(), 0);
    }
}

#[tokio::test]
async fn the_applicants_address_is_the_reply_channel_if_form_and_destination_have_one() {
    for (name, channel) in [
        ("bello@beispiel.example", serde_json::json!({ "eMail": { "address": "bello@beispiel.example" } })),
        ("Bello", serde_json::Value::Null),
    ] {
        let field = |config: &mut FitConnectConfig| config.reply_email_field = Some("rufname".to_owned());
        let (stand_in, folder) = (StandIn::start(Temper::default()).await, tempfile::tempdir().unwrap());
        let town = Town::with(plan(vec![("fit", self::channel(&stand_in, folder.path(), field))])).await;
        town.submit(Application::of(name)).await;
        town.collect().await;
        town.private().transfer_once().await.unwrap();
        let metadata: serde_json::Value = serde_json::from_slice(&stand_in.received()[0].metadata).unwrap();
        assert_eq!(metadata["replyChannel"], channel);
    }
}

#[tokio::test]
#[ignore = "needs FITKO's schema: VORDRUCK_FIT_METADATA_SCHEMA=metadata-2.1.0.schema.json cargo test -p vordruck-private published_schema -- --ignored"]
async fn the_metadata_fit_the_published_schema() {
    let schema = std::fs::read(std::env::var("VORDRUCK_FIT_METADATA_SCHEMA").unwrap()).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_slice(&schema).unwrap()).unwrap();
    let scene = Scene::with(Temper::default(), |config| config.reply_email_field = Some("rufname".to_owned())).await;
    scene.town.submit(Application::of("bello@beispiel.example")).await;
    scene.town.collect().await;
    scene.work().await;
    let received = scene.stand_in.received();
    assert_eq!(received.len(), 2);
    for received in received {
        let metadata = serde_json::from_slice(&received.metadata).unwrap();
        let faults: Vec<String> = validator.iter_errors(&metadata).map(|fault| fault.to_string()).collect();
        assert_eq!(faults, Vec::<String>::new());
    }
}

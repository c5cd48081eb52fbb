//! What the applicant's browser has sealed for the destination: passed on as it is, by a side that can't read it. The browser's part is played by a sender of another make.

use std::sync::Arc;

use serde_json::json;
use vordruck_contract::paths;
use vordruck_contract::postbox::{Acknowledged, Alarm, Content, TransferState, Transport, UnreadableReason};
use vordruck_envelope::submission::Role;
use vordruck_private::clock::SystemRandomness;
use vordruck_private::config::{ChannelConfig, FitConnectConfig, TenantConfig};
use vordruck_private::{DestinationFault, Destinations, Retried, fetch_destinations};

use super::sender::Draft;
use super::stand_in::{DESTINATION, StandIn, Temper};
use super::{FOLDER, SCHEMA, Scene, channel, fit};
use crate::applicant::Application;
use crate::clerk::Clerk;
use crate::town::{SERVICE, Town};
use crate::transfers::plan;

/// Roles, names and contents.
type Objects = Vec<(Role, String, String)>;

const FORM: &str = "0b4c1a52-5c5e-4d52-9d0a-6d6f0e1a2b3c";
const PROOF: &str = "7d1f6a3e-0c2b-4c47-8a55-1f2e3d4c5b6a";

fn draft() -> Draft {
    Draft::of(SCHEMA, &json!({ "rufname": "Bello" })).with(FORM, "form", "antrag.pdf", b"%PDF-1.7 Antrag").with(
        PROOF,
        "attachment",
        "impfpass.pdf",
        b"%PDF-1.4 Impfpass",
    )
}

/// The objects that a browser seals for the town, each of them a JWE for the destination.
fn objects(draft: &Draft) -> Objects {
    let sealed = draft.seal();
    let (metadata, data) = sealed.sealed.unwrap();
    let own = [(Role::SealedMetadata, "metadata".to_owned(), metadata), (Role::SealedData, "data".to_owned(), data)];
    let attached = draft.attachments.iter().map(|(id, ..)| (Role::SealedAttachment, id.clone(), sealed.attachments[id].clone()));
    own.into_iter().chain(attached).collect()
}

fn application(objects: Objects) -> Application {
    Application { objects: Some(objects), ..Application::of("") }
}

async fn scene(temper: Temper) -> Scene {
    Scene::submitting(temper, |config| config.sealed_by_browser = true, application(objects(&draft()))).await
}

#[tokio::test]
async fn it_is_passed_on_as_it_is_and_deleted_here_once_the_destination_accepts() {
    let scene = scene(Temper::default()).await;
    assert_eq!(scene.state().await, fit(TransferState::Waiting, false));
    assert!(!scene.town.public_side_has_something().await, "what waits durably here is acknowledged");
    scene.work().await;
    assert_eq!(scene.state().await, fit(TransferState::Transferred, false));
    let [received] = scene.stand_in.received().try_into().unwrap();
    assert_eq!(received.data, draft().data);
    assert_eq!(received.metadata, draft().metadata.to_string().into_bytes());
    assert_eq!(received.attachments.keys().collect::<Vec<_>>(), [FORM, PROOF]);
    assert_eq!(received.attachments[PROOF], b"%PDF-1.4 Impfpass");
    let sent = scene.stand_in.submission(0);
    assert_eq!(sent.announced, [FORM, PROOF]);

    scene.stand_in.accept();
    scene.work().await;
    assert_eq!(scene.state().await, []);
    assert_eq!((scene.town.count_transfers().await, scene.clerk().await.list().await.total), ((1, 0), 0), "it was never in the postbox");
}

#[tokio::test]
async fn what_the_destination_rejects_is_kept_here_and_sent_again_when_somebody_says_so() {
    let scene = scene(Temper::default()).await;
    scene.work().await;
    scene.stand_in.reject();
    scene.work().await;
    assert_eq!(scene.state().await, fit(TransferState::Rejected, true));
    assert_eq!(scene.fault().await, "rejected: schema-violation (Schema nicht erfuellt)");
    assert_eq!((scene.town.count_transfers().await, scene.clerk().await.list().await.total), ((1, 1), 0), "nobody here could read it");
    scene.town.clock.advance(30 * 86_400);
    scene.work().await;
    assert_eq!(scene.stand_in.received().len(), 1, "it is not sent again by itself");

    assert_eq!(scene.town.private().side().hurry(None).await.unwrap(), 1);
    scene.work().await;
    assert_eq!(scene.state().await, fit(TransferState::Transferred, false));
    assert_eq!(scene.stand_in.received().len(), 2);
    scene.stand_in.accept();
    scene.work().await;
    assert_eq!((scene.state().await, scene.town.count_transfers().await), (vec![], (1, 0)));
}

#[tokio::test]
async fn what_is_held_is_an_alarm_until_it_is_settled_also_after_a_restart() {
    let mut scene = scene(Temper::default()).await;
    let is_alarm = async |scene: &Scene| {
        let metrics = scene.town.http.get(scene.town.private_url(paths::METRICS)).send().await.unwrap().text().await.unwrap();
        metrics.contains("vordruck_alarms{alarm=\"DeliveryFailing\"} 1\n")
    };
    let transport = async |scene: &Scene| {
        let transport: Transport = scene.clerk().await.get(&paths::postbox_transport("musterstadt")).await;
        (transport.channels[0].held, transport.transfers[0].acknowledged_at.is_some())
    };
    scene.work().await;
    assert!(!is_alarm(&scene).await);
    scene.stand_in.reject();
    scene.work().await;
    assert!(is_alarm(&scene).await);
    scene.town.crash_private().await;
    assert!(is_alarm(&scene).await, "the cause still stands");
    assert_eq!(transport(&scene).await, (1, false));

    let (path, known) = (paths::postbox_acknowledgements("musterstadt"), Some(json!({ "channel": "fit" })));
    let answer = scene.clerk().await.send(reqwest::Method::POST, &path, known).await;
    assert_eq!(answer.json::<Acknowledged>().await.unwrap().count, 1);
    assert!(!is_alarm(&scene).await, "somebody knows of it");
    assert_eq!(transport(&scene).await, (0, true));
    scene.town.crash_private().await;
    assert!(!is_alarm(&scene).await);
    assert_eq!(scene.town.count_transfers().await, (1, 1), "and it is still here");

    scene.town.private().side().hurry(None).await.unwrap();
    scene.work().await;
    assert!(!is_alarm(&scene).await, "it is on its way");
    scene.stand_in.reject();
    scene.work().await;
    assert!(is_alarm(&scene).await, "refused anew, it is an alarm anew");
    assert_eq!(transport(&scene).await, (1, false));
    scene.town.private().side().hurry(None).await.unwrap();
    scene.work().await;
    scene.stand_in.accept();
    scene.work().await;
    assert!(!is_alarm(&scene).await);
    assert_eq!(scene.town.count_transfers().await, (1, 0));
}

#[tokio::test]
async fn what_nobody_sends_again_is_deleted_after_ninety_days() {
    let scene = scene(Temper::default()).await;
    scene.work().await;
    scene.stand_in.reject();
    scene.work().await;
    scene.town.clock.advance(89 * 86_400);
    scene.town.private().side().expire().await.unwrap();
    assert_eq!(scene.town.count_transfers().await, (1, 1));
    scene.town.clock.advance(2 * 86_400);
    scene.town.private().side().expire().await.unwrap();
    assert_eq!(scene.town.count_transfers().await, (0, 0));
    assert_eq!(scene.clerk().await.list().await.alarms, [Alarm::ScannerMissing], "what is deleted is no alarm");
}

#[tokio::test]
async fn a_lost_answer_to_submitting_does_not_submit_twice() {
    let scene = scene(Temper { loses_the_answer: true, ..Temper::default() }).await;
    scene.work().await;
    assert_eq!(scene.state().await, fit(TransferState::Waiting, true));
    scene.work().await;
    assert_eq!(scene.state().await, fit(TransferState::Transferred, false));
    assert_eq!(scene.stand_in.received().len(), 1);
}

#[tokio::test]
async fn what_comes_twice_is_submitted_once() {
    let (stand_in, folder) = (StandIn::start(Temper::default()).await, tempfile::tempdir().unwrap());
    let mut town = Town::with(plan(vec![("fit", channel(&stand_in, folder.path(), |_| ()))])).await;
    let sealed = town.seal(&application(objects(&draft())));
    town.send(&sealed).await;
    town.collect().await;
    town.private().transfer_once().await.unwrap();
    town.replace_public(true).await;
    town.clock.advance(60);
    town.send(&sealed).await;
    assert_eq!(town.collect().await, 1);
    town.private().transfer_once().await.unwrap();
    assert_eq!((stand_in.received().len(), town.count_transfers().await), (1, (1, 1)));
}

#[tokio::test]
async fn a_key_that_the_destination_does_not_stand_by_gets_nothing_and_the_application_waits() {
    for (temper, word) in [
        (Temper { short_key: true, ..Temper::default() }, "length"),
        (Temper { has_no_certificate: true, ..Temper::default() }, "no certificate"),
    ] {
        let scene = scene(temper).await;
        scene.work().await;
        assert!(scene.fault().await.contains(word), "{}", scene.fault().await);
        scene.town.clock.advance(3 * 86_400);
        scene.work().await;
        assert_eq!(scene.state().await, fit(TransferState::Waiting, true), "there is nobody to give it up for");
        assert_eq!(scene.stand_in.received().len(), 0);
    }
}

#[tokio::test]
async fn what_has_not_the_shape_that_was_asked_for_is_not_passed_on() {
    let header = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut draft = draft();
        change(&mut draft.header);
        objects(&draft)
    };
    let changed = |change: &dyn Fn(&mut Objects)| {
        let mut objects = objects(&draft());
        change(&mut objects);
        objects
    };
    let cases = [
        header(&|header| header["zip"] = json!("DEF")),
        header(&|header| header["crit"] = json!(["exp"])),
        header(&|header| header["alg"] = json!("RSA-OAEP")),
        changed(&|objects| objects[1].2 = header(&|header| header["kid"] = json!("another"))[1].2.clone()),
        changed(&|objects| objects[2].1 = "antrag.pdf".to_owned()),
        changed(&|objects| objects[3].1 = objects[2].1.clone()),
        changed(&|objects| objects[1].0 = Role::Pdf),
        changed(&|objects| objects[3].0 = Role::Attachment),
        changed(&|objects| objects[1].2 = "{\"rufname\":\"Bello\"}".to_owned()),
    ];
    let (stand_in, folder) = (StandIn::start(Temper::default()).await, tempfile::tempdir().unwrap());
    let town = Town::with(plan(vec![("fit", channel(&stand_in, folder.path(), |_| ()))])).await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    for (number, objects) in cases.into_iter().enumerate() {
        town.submit(application(objects)).await;
        town.collect().await;
        let list = clerk.list().await;
        assert_eq!(list.total, number as u64 + 1, "case {number}");
        for item in &list.items {
            assert_eq!(clerk.detail(&item.id).await.content, Content::Unreadable { reason: UnreadableReason::Malformed }, "case {number}");
        }
    }
    assert_eq!(town.count_transfers().await, (0, 0));
}

#[tokio::test]
async fn without_a_way_to_the_destination_it_is_an_item_that_says_so_until_there_is_one() {
    let (stand_in, folder) = (StandIn::start(Temper::default()).await, tempfile::tempdir().unwrap());
    let mut town = Town::new().await;
    town.submit(application(objects(&draft()))).await;
    town.collect().await;
    {
        let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
        let [item] = clerk.list().await.items.try_into().unwrap();
        assert_eq!(clerk.detail(&item.id).await.content, Content::Unreadable { reason: UnreadableReason::ForDestination });
    }

    let with_channel = plan(vec![("fit", channel(&stand_in, folder.path(), |_| ()))]);
    (town.plan.channels, town.plan.deliver) = (with_channel.channels, with_channel.deliver);
    town.crash_private().await;
    let retried = town.retry_unreadable().await;
    assert_eq!(retried.into_iter().map(|(_, result)| result).collect::<Vec<_>>(), [Retried::PassedOn]);
    town.private().transfer_once().await.unwrap();
    assert_eq!(stand_in.received()[0].data, draft().data);
}

async fn fetched(temper: Temper, change: impl FnOnce(&mut FitConnectConfig)) -> Result<Destinations, DestinationFault> {
    let (stand_in, folder) = (StandIn::start(temper).await, tempfile::tempdir().unwrap());
    let tenant = json!({
        "name": "Stadt Musterstadt", "collector_token_file": "/x", "collector_key_file": "/x", "key_files": [],
        "deliver": { SERVICE: ["fit"], "anderes": ["postbox"] },
    });
    let mut tenant: TenantConfig = serde_json::from_value(tenant).unwrap();
    let ChannelConfig::FitConnect(mut config) = channel(&stand_in, folder.path(), |_| ()) else { unreachable!() };
    config.sealed_by_browser = true;
    change(&mut config);
    tenant.channels.insert("fit".to_owned(), ChannelConfig::FitConnect(config));
    let clock = Arc::new(crate::clock::TownClock::at("2026-11-22T08:00:00Z"));
    fetch_destinations(&tenant, [SERVICE, "anderes"], clock, Arc::new(SystemRandomness)).await
}

#[tokio::test]
async fn the_key_ceremony_takes_a_destinations_key_only_after_every_check() {
    let Destinations { named, keys } =
        fetched(Temper::default(), |config| config.reply_email_field = Some("email".to_owned())).await.unwrap();
    let ([named], [key]) = (named.as_slice(), keys.as_slice()) else { panic!("one service has one destination") };
    assert_eq!((named.service.as_str(), named.id.as_str(), named.kid.as_str()), (SERVICE, DESTINATION, "verschluesseln-1"));
    assert_eq!((named.format.as_str(), named.schema_uri.as_str()), ("json-fim", SCHEMA));
    assert_eq!(named.reply_email_field.as_deref(), Some("email"));
    assert_eq!((named.key, key.suite.as_str()), (key.kid, "jwe-1"));
    assert!(key.not_after > key.not_before + 700 * 86_400, "the certificate holds for years");

    assert_eq!(fetched(Temper::default(), |config| config.sealed_by_browser = false).await.unwrap(), Destinations::default());
    let other = std::path::Path::new(FOLDER).join("other.crt");
    let faults = [
        (fetched(Temper { short_key: true, ..Temper::default() }, |_| ()).await, "length"),
        (fetched(Temper { wrong_use: true, ..Temper::default() }, |_| ()).await, "use"),
        (fetched(Temper { certificate_of_another_key: true, ..Temper::default() }, |_| ()).await, "another key"),
        (fetched(Temper::default(), |config| config.trusted_roots = Some(other)).await, "trusted root"),
    ];
    for (result, word) in faults {
        let fault = result.unwrap_err().to_string();
        assert!(fault.contains(word) && fault.starts_with(SERVICE), "{fault}");
    }
}

//! From a submission to an item, and what becomes of everything that is not as it should be.

use reqwest::Method;
use vordruck_contract::paths;
use vordruck_contract::postbox::{Alarm, AssuranceLevel, AttachmentRole, Content, ItemState, Scan, UnreadableReason};
use vordruck_envelope::{OsEntropy, Pid};

use crate::applicant::Application;
use crate::clerk::Clerk;
use crate::town::{PDF, SERVICE, TENANT, Town};

#[tokio::test]
async fn a_submission_arrives_with_answers_pdf_and_files_and_the_public_side_deletes_it() {
    let town = Town::new().await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    let receipt = town.submit(Application::of("Müşfiqə Bello").with_file("Impfpass.pdf", b"%PDF-1.4 Impfung")).await;
    assert_eq!(clerk.list().await.total, 0);

    assert_eq!(town.collect().await, 1);

    let item = clerk.only_item().await;
    assert_eq!((item.tenant.as_str(), item.service.as_str(), item.title.as_str()), (TENANT, SERVICE, "Hund anmelden"));
    assert_eq!(
        (&item.reference, &item.received_at, item.state, item.readable),
        (&receipt.reference, &receipt.received_at, ItemState::New, true)
    );
    assert_eq!((item.attachments, &item.scan), (1, &Scan::NotScanned));
    let detail = clerk.detail(&item.id).await;
    assert_eq!(
        (&detail.receipt.pid, &detail.receipt.digest, detail.receipt.form_version.as_str()),
        (&receipt.pid, &receipt.digest, "1.2.3")
    );
    let Content::Readable { language, sections, attachments, unproven, .. } = detail.content else { panic!("unreadable") };
    assert_eq!(unproven, Some(AssuranceLevel::Low), "the form demands a level, and nobody vouched for it");
    assert_eq!(language, "de");
    assert_eq!((sections[0].title.as_str(), sections[0].rows[0].label.as_str()), ("Ihr Hund", "Rufname"));
    assert_eq!(sections[0].rows[0].lines, ["Müşfiqə Bello"]);
    let seen: Vec<_> =
        attachments.iter().map(|file| (file.role, file.name.as_str(), file.media_type.as_str(), file.scan.clone())).collect();
    assert_eq!(
        seen,
        [
            (AttachmentRole::ApplicantCopy, "Kopie der antragstellenden Person.pdf", "application/pdf", Scan::NotScanned),
            (AttachmentRole::Upload, "Impfpass.pdf", "application/pdf", Scan::NotScanned),
        ]
    );
    assert!(!town.public_side_has_something().await);
}

#[tokio::test]
async fn pdf_and_attachments_are_downloads_with_safe_headers() {
    let town = Town::new().await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/*"]).await;
    let receipt = town.submit(Application::of("Bello").with_file("Söhne\u{202e}\".PDF", b"%PDF-1.4 Impfung")).await;
    town.collect().await;
    let item = clerk.only_item().await;

    let pdf = clerk.send(Method::GET, &paths::postbox_item_pdf(&item.id), None).await;
    assert_eq!(pdf.headers()["content-type"], "application/pdf");
    let expected = format!("attachment; filename=\"{0}.pdf\"; filename*=UTF-8''{0}.pdf", receipt.reference);
    assert_eq!(pdf.headers()["content-disposition"], expected);
    let text = pdf.text().await.unwrap();
    assert!(text.starts_with("%PDF") && text.contains("Rufname: Bello") && text.contains("2026-11-22T09:00:00"), "{text}");
    assert_eq!(clerk.only_item().await.state, ItemState::Downloaded);

    let upload = clerk.send(Method::GET, &paths::postbox_item_attachment(&item.id, 3), None).await;
    assert_eq!(upload.headers()["content-type"], "application/octet-stream");
    assert_eq!(upload.headers()["content-disposition"], "attachment; filename=\"S_hne.pdf\"; filename*=UTF-8''S%C3%B6hne.pdf");
    assert_eq!(
        (upload.headers()["x-content-type-options"].as_bytes(), upload.headers()["cache-control"].as_bytes()),
        (&b"nosniff"[..], &b"no-store"[..])
    );
    assert_eq!(upload.bytes().await.unwrap(), &b"%PDF-1.4 Impfung"[..]);
    let copy = clerk.send(Method::GET, &paths::postbox_item_attachment(&item.id, 2), None).await;
    assert_eq!(copy.bytes().await.unwrap(), PDF);
    assert_eq!(clerk.send(Method::GET, &paths::postbox_item_attachment(&item.id, 4), None).await.status(), 404);
}

#[tokio::test]
async fn what_cannot_be_read_becomes_a_visible_item_and_the_outside_sees_no_difference() {
    let town = Town::new().await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    let foreign_form = town.publish_unknown_form().await;
    let cases = [
        (UnreadableReason::NotOpened, Application { flip_a_bit_in: Some(1), ..Application::of("Geändert") }),
        (UnreadableReason::NotOpened, Application { flip_a_bit_in: Some(0), ..Application::of("Geändert") }),
        (UnreadableReason::NotOpened, Application { sealed_for_tenant: Some("anderestadt".into()), ..Application::of("Fremd") }),
        (UnreadableReason::UnknownForm, Application { form: Some(foreign_form), ..Application::of("Unbekannt") }),
        (UnreadableReason::InvalidAnswers, Application::of("")),
        (UnreadableReason::Malformed, Application { raw_answers: Some(b"{\"form\":".to_vec()), ..Application::of("") }),
        (UnreadableReason::Malformed, Application { raw_answers: Some(vec![b'['; 100_000]), ..Application::of("") }),
        (UnreadableReason::TooLarge, Application { raw_answers: Some(vec![b' '; 3 << 20]), ..Application::of("") }),
        (UnreadableReason::InvalidAnswers, Application::of("Bello").with_file("../a.pdf", b"%PDF-1.4")),
        (UnreadableReason::WrongFiles, Application { hide_files: true, ..Application::of("Bello") }.with_file("a.pdf", b"%PDF-1.4")),
        (UnreadableReason::WrongFiles, Application::of("Bello").with_file("programm.pdf", b"MZ\x90\x00")),
        (UnreadableReason::Failed, Application::of("Absturz")),
    ];
    for (reason, application) in cases {
        let name = application.name.clone();
        let receipt = town.submit(application).await;
        town.collect().await;
        let list = clerk.list().await;
        let item = list.items.iter().find(|item| item.reference == receipt.reference).unwrap_or_else(|| panic!("{reason:?} {name}: lost"));
        assert!(!item.readable);
        assert_eq!(clerk.detail(&item.id).await.content, Content::Unreadable { reason }, "{name}");
        assert_eq!(clerk.send(Method::GET, &paths::postbox_item_pdf(&item.id), None).await.status(), 404);
        assert!(!town.public_side_has_something().await, "{reason:?}: not acknowledged");
    }
}

#[tokio::test]
async fn nothing_that_was_submitted_twice_under_one_name_is_delivered_twice() {
    let town = Town::new().await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    let pid = Pid::generate(&mut OsEntropy).unwrap();
    town.submit(Application { pid: Some(pid), ..Application::of("Bello") }).await;
    // Leased by two rounds: the first lease ends before anything was done.
    town.private().collect_once(vordruck_private::collect::StopAfter::Lease).await.unwrap();
    town.clock.advance(601);
    town.collect().await;
    town.clock.advance(601);
    town.collect().await;
    assert_eq!(clerk.list().await.total, 1);
}

#[tokio::test]
async fn a_replayed_submission_is_acknowledged_and_not_delivered_again() {
    let mut town = Town::new().await;
    town.add_clerk("a.muster", &["musterstadt/hund"]).await;
    let sealed = town.seal(&Application::of("Bello"));
    town.send(&sealed).await;
    town.collect().await;
    town.replace_public(true).await;
    town.clock.advance(60);
    town.send(&sealed).await;
    assert_eq!(town.collect().await, 1);
    assert!(!town.public_side_has_something().await);
    let clerk = Clerk::signed_in(&town, "a.muster").await;
    assert_eq!(clerk.list().await.total, 1);
}

#[tokio::test]
async fn another_content_under_a_known_name_is_visible_and_not_believed() {
    let mut town = Town::new().await;
    town.add_clerk("a.muster", &["musterstadt/hund"]).await;
    let pid = Some(Pid::generate(&mut OsEntropy).unwrap());
    town.submit(Application { pid, ..Application::of("Bello") }).await;
    town.collect().await;
    town.replace_public(true).await;
    town.clock.advance(60);
    town.submit(Application { pid, ..Application::of("Ganz anders") }).await;
    town.collect().await;
    let clerk = Clerk::signed_in(&town, "a.muster").await;
    let list = clerk.list().await;
    assert_eq!(list.items.iter().map(|item| item.readable).collect::<Vec<_>>(), [false, true]);
    assert_eq!(clerk.detail(&list.items[0].id).await.content, Content::Unreadable { reason: UnreadableReason::Replayed });
}

#[tokio::test]
async fn a_public_side_with_another_receipt_key_is_not_believed() {
    let mut town = Town::new().await;
    town.plan.collecting.retry_first_ms = 300_000;
    town.add_clerk("a.muster", &["musterstadt/hund"]).await;
    town.submit(Application::of("Bello")).await;
    town.collect().await;
    town.replace_public(false).await;
    town.submit(Application::of("Waldi")).await;
    let clerk = Clerk::signed_in(&town, "a.muster").await;
    tokio::select! {
        _ = town.collect() => panic!("it is tried again, not delivered"),
        list = clerk.list_with(Alarm::DeliveryFailing) => {
            assert_eq!((list.total, list.alarms), (1, vec![Alarm::ScannerMissing, Alarm::DeliveryFailing]));
        }
    }
    assert!(town.public_side_has_something().await);
}

#[tokio::test]
async fn collecting_runs_by_itself_and_stops_when_told() {
    let mut town = Town::new().await;
    town.add_clerk("a.muster", &["musterstadt/hund"]).await;
    town.submit(Application::of("Bello")).await;
    town.stop_private().await;
    let mut plan = town.plan.clone();
    plan.collecting.wait_seconds = 1;
    town.plan = plan;
    town.start_and_collect().await;
    for n in 0..100 {
        let mut clerk = Clerk::anonymous(&town);
        assert_eq!(clerk.sign_in("a.muster", crate::town::PASSWORD).await.status(), 200);
        if clerk.list().await.total == 1 {
            break;
        }
        assert!(n < 99, "nothing was collected");
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    town.stop_private().await;
}

#[tokio::test]
async fn a_missing_scanner_is_said_plainly() {
    let town = Town::new().await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    assert_eq!(clerk.list().await.alarms, [Alarm::ScannerMissing]);
}

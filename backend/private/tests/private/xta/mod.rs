//! XTA against a small server of our own, over mutual TLS: sent, reported, fetched, closed, and what can go wrong on the way. `tool` has the same with `xta-tool`.

mod certificates;
mod schema;
mod server;
mod tool;

use std::path::Path;
use std::sync::Arc;

use vordruck_contract::postbox::TransferState;
use vordruck_private::clock::SystemRandomness;
use vordruck_private::config::{ChannelConfig, CodeConfig, ContentConfig, PartyConfig, ResponsibleConfig, XtaConfig};
use vordruck_private::deliver::xta::{Mailbox, TransportStatus};
use vordruck_private::reading::ExportFormat;

use crate::applicant::Application;
use crate::clerk::Clerk;
use crate::town::Town;
use crate::transfers::{content, fault, plan, queue};
use certificates::{Certified, Certifier};
use server::{Temper, XtaServer};

const TOWN: &str = "ags:06531005";
const OFFICE: &str = "psw:06531005";

fn party(identifier: &str, name: &str) -> PartyConfig {
    PartyConfig { identifier: identifier.to_owned(), name: name.to_owned(), kind: "xoev".to_owned(), category: String::new() }
}

fn config(server: &XtaServer, certifier: &Certifier, account: &Certified, author: &str) -> XtaConfig {
    XtaConfig {
        management_url: format!("{}/ManagementPort", server.url),
        send_url: format!("{}/SendXtaPort", server.url),
        msg_box_url: Some(format!("{}/MsgBoxPort", server.url)),
        client_certificate: account.certificate_file.clone(),
        client_key_file: account.key_file.clone(),
        root_certificate: Some(certifier.root_file.clone()),
        author: party(author, "Stadt Musterstadt"),
        reader: Some(party(OFFICE, "Ordnungsamt")),
        responsible: None,
        service: Some("urn:de:dienst:hund:1.0".to_owned()),
        business_scenario: CodeConfig { code: "ANTRAG".to_owned(), list_uri: String::new(), list_version: String::new() },
        message_type: None,
        basisnachricht: true,
        test: false,
        content: ContentConfig { schema_uri: Some("urn:schema:hund".to_owned()), ..content(ExportFormat::Xml) },
    }
}

/// A server with two accounts: the town's and the office's it writes to.
struct Post {
    folder: tempfile::TempDir,
    certifier: Certifier,
    server: XtaServer,
    town: Certified,
    office: Certified,
}

impl Post {
    async fn new(temper: Temper) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let certifier = Certifier::new(folder.path(), "root");
        let (town, office) = (certifier.certify("town"), certifier.certify("office"));
        let server = XtaServer::start(&certifier, temper).await;
        server.open_account(&town, TOWN);
        server.open_account(&office, OFFICE);
        Self { folder, certifier, server, town, office }
    }

    fn config(&self) -> XtaConfig {
        config(&self.server, &self.certifier, &self.town, TOWN)
    }

    fn mailbox(&self, account: &Certified, identifier: &str) -> Mailbox {
        Mailbox::from_config(&config(&self.server, &self.certifier, account, identifier), Arc::new(SystemRandomness)).unwrap()
    }

    fn office(&self) -> Mailbox {
        self.mailbox(&self.office, OFFICE)
    }
}

struct Scene {
    town: Town,
    post: Post,
}

impl Scene {
    async fn new(temper: Temper) -> Self {
        Self::with(Post::new(temper).await, |_, _| ()).await
    }

    async fn with(post: Post, change: impl FnOnce(&mut XtaConfig, &Path)) -> Self {
        let mut config = post.config();
        change(&mut config, post.folder.path());
        let town = Town::with(plan(vec![("xta", ChannelConfig::Xta(Box::new(config)))])).await;
        town.add_clerk("a.muster", &["musterstadt/hund"]).await;
        town.submit(Application::of("Bello").with_file("impfpass.pdf", b"%PDF-1.4 Impfpass\r\n--grenze")).await;
        town.collect().await;
        Self { town, post }
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

    fn sent(&self) -> Vec<server::Sent> {
        self.post.server.sent()
    }
}

fn xta(state: TransferState, has_fault: bool) -> Vec<(String, TransferState, bool)> {
    vec![("xta".to_owned(), state, has_fault)]
}

#[tokio::test]
async fn an_application_is_sent_and_deleted_here_once_the_report_says_that_it_is_there() {
    let scene = Scene::new(Temper::default()).await;
    scene.work().await;
    assert_eq!(scene.post.server.actions(), ["CheckAccountActive", "CreateMessageID", "SendMessage"]);
    assert_eq!(scene.state().await, xta(TransferState::Transferred, false));
    scene.work().await;
    assert_eq!(scene.state().await, xta(TransferState::Transferred, false), "still under way");
    assert_eq!(scene.town.count_transfers().await, (1, 1), "kept until it is there");

    let [sent] = scene.sent().try_into().ok().unwrap();
    assert_eq!((sent.author.as_str(), sent.reader.as_str()), (TOWN, OFFICE));
    let names: Vec<(&str, &str)> = sent.files.iter().map(|(kind, name, ..)| (kind.as_str(), name.as_str())).collect();
    assert_eq!(names, [("Message", "nachricht.xml"), ("Attachment", "antrag.pdf"), ("Attachment", "anlage-01-impfpass.pdf")]);
    assert!(sent.files[1].3.starts_with(b"%PDF") && sent.files[2].3 == b"%PDF-1.4 Impfpass\r\n--grenze");
    for word in ["urn:de:dienst:hund:1.0", "antrag.uebermitteln.0101", "payloadSchema=\"urn:vordruck:antrag:1\"", "Undefined>ANTRAG<"] {
        assert!(sent.metadata.contains(word), "{word}: {}", sent.metadata);
    }
    let message = std::str::from_utf8(&sent.files[0].3).unwrap();
    let document = roxmltree::Document::parse(message).unwrap();
    let text = |name: &str| document.descendants().find(|node| node.tag_name().name() == name).unwrap().text().unwrap_or_default();
    assert_eq!((text("kennung"), text("rufname"), text("formular")), (OFFICE, "Bello", "1.2.3"));

    scene.post.server.change(|temper| temper.status = 1);
    scene.work().await;
    assert_eq!(scene.state().await, []);
    assert_eq!((scene.town.count_transfers().await, scene.clerk().await.list().await.total), ((1, 0), 0));
}

#[tokio::test]
async fn a_reader_lists_fetches_and_closes_what_was_sent() {
    for inlines in [false, true] {
        let scene = Scene::new(Temper { inlines, ..Temper::default() }).await;
        scene.work().await;
        let [sent] = scene.sent().try_into().ok().unwrap();
        let office = scene.post.office();
        office.check().await.unwrap();
        let list = office.list(10).await.unwrap();
        assert_eq!((list.messages.len(), list.pending), (1, 0));
        let listed = &list.messages[0];
        assert_eq!((&listed.message_id, listed.author.name.as_str()), (&sent.id, "Stadt Musterstadt"));
        for _ in 0..2 {
            let fetched = office.fetch(&listed.message_id).await.unwrap();
            assert_eq!(&fetched.described, listed);
            let files: Vec<_> = std::iter::once(&fetched.message).chain(&fetched.attachments).collect();
            assert_eq!(files.len(), sent.files.len());
            for (file, (_, name, media_type, bytes)) in files.into_iter().zip(&sent.files) {
                assert!(file.name == *name && file.media_type == *media_type && file.bytes == *bytes, "{name}");
            }
        }
        office.close(&listed.message_id).await.unwrap();
        assert!(office.list(10).await.unwrap().messages.is_empty());
        let wrong = office.fetch("urn:nothing").await.err().unwrap();
        assert_eq!(wrong.to_string(), "InvalidMessageId (9070)");
        assert_eq!(office.report(&sent.id).await.unwrap().status, TransportStatus::Open);
    }
}

#[tokio::test]
async fn what_the_server_or_the_transport_refuses_is_in_the_postbox_and_the_queue_says_why() {
    for (temper, steps, said) in [
        (Temper { refuses: Some(("MessageSchemaViolation", "9050")), ..Temper::default() }, 1, "XTA: MessageSchemaViolation (9050)"),
        (Temper { refuses: Some(("MessageVirusDetection", "9060")), ..Temper::default() }, 1, "XTA: MessageVirusDetection (9060)"),
        (Temper { status: 3, ..Temper::default() }, 2, "XTA: the transport failed (9032)"),
    ] {
        let scene = Scene::new(temper).await;
        for _ in 0..steps {
            scene.work().await;
        }
        assert_eq!(scene.state().await, xta(TransferState::Rejected, true));
        assert_eq!(scene.fault().await, said, "number and name only: free text may repeat content");
        assert_eq!((scene.town.count_transfers().await, scene.clerk().await.list().await.total), ((1, 0), 1));
    }
}

#[tokio::test]
async fn a_lost_answer_does_not_send_twice() {
    // Where the report tells, it is not sent again; where it doesn't, the message's name tells.
    for (has_no_reports, sendings) in [(false, 1), (true, 2)] {
        let scene = Scene::new(Temper { loses_the_answer: true, has_no_reports, ..Temper::default() }).await;
        scene.work().await;
        assert_eq!(scene.state().await, xta(TransferState::Waiting, true));
        scene.work().await;
        assert_eq!(scene.state().await, xta(TransferState::Transferred, false));
        let count = |what: &str| scene.post.server.actions().iter().filter(|action| *action == what).count();
        assert_eq!((scene.sent().len(), count("CreateMessageID"), count("SendMessage")), (1, 1, sendings));
        scene.post.server.change(|temper| (temper.status, temper.has_no_reports) = (2, false));
        scene.work().await;
        assert_eq!(scene.state().await, [], "warnings are no errors");
    }
}

#[tokio::test]
async fn a_report_about_another_message_is_not_believed() {
    let scene = Scene::new(Temper { status: 1, reports_another: true, ..Temper::default() }).await;
    scene.work().await;
    scene.work().await;
    assert_eq!(scene.state().await, xta(TransferState::Transferred, true));
    assert!(scene.fault().await.contains("another message"), "{}", scene.fault().await);
    assert_eq!(scene.town.count_transfers().await, (1, 1), "nothing is deleted on a false word");
    scene.post.server.change(|temper| (temper.reports_another, temper.status) = (false, 7));
    scene.town.clock.advance(3_600);
    scene.work().await;
    assert!(scene.fault().await.contains("unknown status"), "{}", scene.fault().await);
    assert_eq!(scene.town.count_transfers().await, (1, 1));
}

#[tokio::test]
async fn without_the_right_account_nothing_is_sent_and_it_waits() {
    let scene = Scene::new(Temper { is_closed: true, ..Temper::default() }).await;
    scene.work().await;
    assert_eq!((scene.state().await, scene.fault().await), (xta(TransferState::Waiting, true), "XTA: PermissionDenied (9011)".to_owned()));
    assert_eq!(scene.post.server.actions(), ["CheckAccountActive"]);
    scene.post.server.change(|temper| temper.is_closed = false);
    scene.work().await;
    assert_eq!((scene.state().await, scene.sent().len()), (xta(TransferState::Transferred, false), 1));

    let post = Post::new(Temper::default()).await;
    let said = post.mailbox(&post.office, TOWN).check().await.unwrap_err().to_string();
    assert_eq!(said, "PermissionDenied (9014)", "the certificate of one, the name of another");
}

#[tokio::test]
async fn neither_end_talks_to_a_stranger() {
    let post = Post::new(Temper::default()).await;
    let strangers = tempfile::tempdir().unwrap();
    let other = Certifier::new(strangers.path(), "other");
    let stranger = other.certify("stranger");
    assert!(post.mailbox(&stranger, TOWN).check().await.unwrap_err().to_string().starts_with("no answer"));
    let mut config = post.config();
    config.root_certificate = Some(other.root_file.clone());
    let misled = Mailbox::from_config(&config, Arc::new(SystemRandomness)).unwrap();
    assert!(misled.check().await.unwrap_err().to_string().starts_with("no answer"));
    assert_eq!(post.server.actions(), Vec::<String>::new());
    post.mailbox(&post.town, TOWN).check().await.unwrap();
}

#[tokio::test]
async fn who_is_written_to_is_looked_up_and_answers_may_go_alone() {
    let scene = Scene::with(Post::new(Temper::default()).await, |config, folder| {
        let file = folder.join("dvdv.toml");
        let entry = format!(
            "[[entry]]\nleika_key = \"99102013104000\"\nars = \"06531\"\nauthority = \"{OFFICE}\"\nname = \"Ordnungsamt\"\nservice = \"urn:de:dienst:kreis\"\n"
        );
        std::fs::write(&file, entry).unwrap();
        config.reader = None;
        config.service = None;
        config.responsible = Some(ResponsibleConfig { file, leika_key: "99102013104000".to_owned(), ars: "065310005005".to_owned() });
        config.basisnachricht = false;
        config.test = true;
        config.business_scenario = CodeConfig { code: "A".to_owned(), list_uri: "urn:szenarien".to_owned(), list_version: "1".to_owned() };
    })
    .await;
    scene.work().await;
    let [sent] = scene.sent().try_into().ok().unwrap();
    assert_eq!(sent.reader, OFFICE);
    for word in
        ["urn:de:dienst:kreis", "TestMsg=\"true\"", "payloadSchema=\"urn:schema:hund\"", "<code>hund</code>", "listURI=\"urn:szenarien\""]
    {
        assert!(sent.metadata.contains(word), "{word}: {}", sent.metadata);
    }
    let names: Vec<&str> = sent.files.iter().map(|(_, name, ..)| name.as_str()).collect();
    assert_eq!(names, ["antrag.xml", "antrag.pdf", "anlage-01-impfpass.pdf", "vorgang.json"]);
    assert!(String::from_utf8_lossy(&sent.files[0].3).contains("Bello"));
}

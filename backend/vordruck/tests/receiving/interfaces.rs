//! An interface's process dies at every step of a transfer, and the receiver takes what it may take in between: nothing is lost, and each application arrives exactly
//! once, or as often as one name allows. `VORDRUCK_CRASHES=20` is the long run; `cargo test` dies once at each place. FIT-Connect has a file of its own.

use std::collections::BTreeMap;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};

use crate::applicant::Application;
use crate::s3_store;
use crate::sftp_server;
use crate::town::Town;
use crate::xta::certificates::Certifier;
use crate::xta::server::{Temper, XtaServer};

/// How often each application came, by the dog's name.
pub(crate) type Arrivals = BTreeMap<String, usize>;

/// How often the process dies at each place.
pub(crate) fn rounds() -> usize {
    std::env::var("VORDRUCK_CRASHES").ok().map_or(1, |text| text.parse().unwrap())
}

/// Lets the process die at each place, with one application more each time; `look` takes what may be taken and counts it. Everything has come when this returns.
pub(crate) async fn survive(town: &Town, channel: &str, places: &[&str], look: &mut dyn FnMut(&mut Arrivals)) -> Arrivals {
    town.configure(&format!(
        "[private.tenants.musterstadt.channels.ziel]\n{channel}\n[private.tenants.musterstadt.deliver]\n\"*\" = [\"ziel\"]\n\
         [private.transfers]\npoll_seconds = 1\nfollow_up_seconds = 1\nretry_first_seconds = 1\n"
    ));
    let (mut submitted, mut arrivals) = (Vec::new(), Arrivals::new());
    for place in places {
        for round in 0..rounds() {
            let name = format!("{place} {round}");
            submitted.push((town.submit(Application::of(&name)).await.pid, name));
            let status = town.collector(Some(place)).end().await;
            assert_eq!(status.signal(), Some(6), "it has to die at {place}, not to end otherwise: {status}");
            look(&mut arrivals);
            let (waiting, kept) = (town.waiting().await, town.transfers_with_content().await);
            for (pid, name) in &submitted {
                assert!(waiting.contains(pid) || kept.contains(pid) || arrivals.contains_key(name), "{name} is lost at {place}");
            }
            town.let_leases_run_out();
            town.let_own_leases_run_out().await;
        }
    }
    let _healthy = town.collector(None);
    for n in 0.. {
        look(&mut arrivals);
        let is_all = submitted.iter().all(|(_, name)| arrivals.contains_key(name));
        if is_all && town.transfers_with_content().await.is_empty() && town.waiting().await.is_empty() {
            break;
        }
        assert!(n < 1_200, "only {} of {} came", arrivals.len(), submitted.len());
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert_eq!(arrivals.len(), submitted.len(), "nothing else came");
    assert_eq!(town.items().await, [], "nothing went to the postbox");
    arrivals
}

/// The dog's name in an export.
pub(crate) fn name_in(export: &str) -> String {
    let rest = export.split_once("rufname").expect("a dog has a name").1;
    rest.trim_start_matches(['"', ':', ' ', '>']).split(['"', '<']).next().unwrap().to_owned()
}

/// Takes what has its mark, as the pages for operators say.
fn take(folder: &Path, arrivals: &mut Arrivals, delete: impl Fn(&str)) {
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let Some(application) = name.strip_suffix(".done") else { continue };
        assert!(folder.join(application).join("vorgang.json").exists(), "marked, but not whole");
        let answers = std::fs::read_to_string(folder.join(application).join("antrag.json")).unwrap();
        *arrivals.entry(name_in(&answers)).or_default() += 1;
        delete(application);
    }
}

fn take_from(folder: &Path, arrivals: &mut Arrivals) {
    take(folder, arrivals, |application| {
        std::fs::remove_dir_all(folder.join(application)).unwrap();
        std::fs::remove_file(folder.join(format!("{application}.done"))).unwrap();
    });
}

fn assert_once(arrivals: &Arrivals) {
    assert!(arrivals.values().all(|count| *count == 1), "{arrivals:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_gets_everything_once_wherever_the_process_dies() {
    let town = Town::new().await;
    let folder = town.at("uebergabe");
    std::fs::create_dir(&folder).unwrap();
    let channel = format!("kind = \"folder\"\npath = \"{}\"\ncontent = {{ format = \"json\" }}", folder.display());
    // What happens before a channel is asked is the same for all.
    let places = ["delivered-uncommitted", "queued", "claimed", "placed-unwritten", "placed", "handed"];
    assert_once(&survive(&town, &channel, &places, &mut |arrivals| take_from(&folder, arrivals)).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_gets_everything_once_wherever_the_process_dies() {
    let (town, store) = (Town::new().await, s3_store::Store::start());
    std::fs::create_dir(store.bucket()).unwrap();
    let secret = town.at("s3-secret");
    std::fs::write(&secret, s3_store::SECRET).unwrap();
    let channel = format!(
        "kind = \"s3\"\nendpoint = \"{}\"\nbucket = \"eingang\"\naccess_key_id = \"vordruck\"\nsecret_access_key_file = \"{}\"\n\
         content = {{ format = \"json\" }}",
        store.url,
        secret.display()
    );
    let places = ["placed-unwritten", "placed", "handed"];
    assert_once(
        &survive(&town, &channel, &places, &mut |arrivals| take(&store.bucket(), arrivals, |application| store.delete(application))).await,
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_sftp_server_gets_everything_once_wherever_the_process_dies() {
    let (town, server) = (Town::new().await, sftp_server::Server::start());
    let channel = format!(
        "kind = \"sftp\"\nhost = \"127.0.0.1\"\nport = {}\nuser = \"{}\"\nkey_file = \"{}\"\nhost_key = \"{}\"\npath = \"{}\"\n\
         content = {{ format = \"json\" }}",
        server.port,
        sftp_server::Server::user(),
        server.at("user").display(),
        server.host_key("host").trim(),
        server.inbox().display()
    );
    let places = ["placed-unwritten", "placed", "handed"];
    assert_once(&survive(&town, &channel, &places, &mut |arrivals| take_from(&server.inbox(), arrivals)).await);
}

/// What a webhook got, by the name it may be known by again.
type Posted = Arc<Mutex<Vec<(String, Bytes)>>>;

#[tokio::test(flavor = "multi_thread")]
async fn a_webhook_gets_everything_and_what_comes_again_has_the_same_name_and_the_same_bytes() {
    let (town, posted) = (Town::new().await, Posted::default());
    let taken = Arc::clone(&posted);
    let receive = async move |headers: HeaderMap, body: Bytes| {
        taken.lock().unwrap().push((headers["idempotency-key"].to_str().unwrap().to_owned(), body));
        StatusCode::NO_CONTENT
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (address, secret) = (listener.local_addr().unwrap(), town.at("webhook-secret"));
    tokio::spawn(async move { axum::serve(listener, axum::Router::new().fallback(receive)).await.unwrap() });
    std::fs::write(&secret, "ein gemeinsames Geheimnis mit vielen Zeichen").unwrap();
    let channel = format!(
        "kind = \"webhook\"\nurl = \"http://{address}/eingang\"\nkey_id = \"a\"\nsecret_file = \"{}\"\ncontent = {{ format = \"json\" }}",
        secret.display()
    );
    let mut look = |arrivals: &mut Arrivals| {
        arrivals.clear();
        for (_, body) in posted.lock().unwrap().iter() {
            *arrivals.entry(name_in(&String::from_utf8_lossy(body))).or_default() += 1;
        }
    };
    let arrivals = survive(&town, &channel, &["claimed", "handed"], &mut look).await;
    // Whoever dies between the receiver's answer and the own store asks again, for both that it had in hand.
    let mut known = BTreeMap::new();
    for (key, body) in posted.lock().unwrap().iter() {
        assert_eq!(known.entry(key.clone()).or_insert(body.clone()), body, "the same name, other bytes");
    }
    assert_eq!(known.len(), arrivals.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_xta_server_gets_everything_once_wherever_the_process_dies() {
    let town = Town::new().await;
    let certifier = Certifier::new(town.folder.path(), "root");
    let account = certifier.certify("town");
    let server = XtaServer::start(&certifier, Temper { status: 1, ..Temper::default() }).await;
    server.open_account(&account, "ags:06531005");
    let channel = format!(
        "kind = \"xta\"\nmanagement_url = \"{0}/ManagementPort\"\nsend_url = \"{0}/SendXtaPort\"\nclient_certificate = \"{1}\"\n\
         client_key_file = \"{2}\"\nroot_certificate = \"{3}\"\nservice = \"urn:de:dienst:hund:1.0\"\n\
         author = {{ identifier = \"ags:06531005\", name = \"Stadt Musterstadt\" }}\nreader = {{ identifier = \"psw:06531005\", name = \"Ordnungsamt\" }}\n\
         business_scenario = {{ code = \"ANTRAG\" }}\ncontent = {{ format = \"xml\" }}",
        server.url,
        account.certificate_file.display(),
        account.key_file.display(),
        certifier.root_file.display()
    );
    let mut look = |arrivals: &mut Arrivals| {
        arrivals.clear();
        for sent in server.sent() {
            let message = sent.files.iter().find(|(kind, ..)| kind == "Message").unwrap();
            *arrivals.entry(name_in(&String::from_utf8_lossy(&message.3))).or_default() += 1;
        }
    };
    let places = ["numbered-unwritten", "numbered", "handed", "followed-up"];
    assert_once(&survive(&town, &channel, &places, &mut look).await);
}

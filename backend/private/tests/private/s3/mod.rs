//! The channel into a bucket, against rclone's S3 server, and against what stands between us and a store when things go wrong.

mod store;

use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use vordruck_contract::postbox::TransferState;
use vordruck_private::config::{ChannelConfig, S3Config};
use vordruck_private::reading::ExportFormat;

use crate::applicant::Application;
use crate::clerk::Clerk;
use crate::town::Town;
use crate::transfers::{content, names, plan, queue};
use store::{SECRET, Store};

fn channel(url: &str, secret: &str, folder: &Path) -> ChannelConfig {
    let secret_access_key_file = folder.join("secret");
    std::fs::write(&secret_access_key_file, format!("{secret}\n")).unwrap();
    ChannelConfig::S3(Box::new(S3Config {
        endpoint: url.to_owned(),
        bucket: "eingang".to_owned(),
        region: "us-east-1".to_owned(),
        prefix: "hund/".to_owned(),
        access_key_id: "vordruck".to_owned(),
        secret_access_key_file,
        virtual_hosted: false,
        root_certificate: None,
        content: content(ExportFormat::JsonFim),
    }))
}

/// Something between us and the store: what it does to the requests whose path ends so, from the back.
#[derive(Clone)]
struct Between {
    store: String,
    http: reqwest::Client,
    troubles: Arc<Mutex<Vec<(&'static str, Trouble)>>>,
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Trouble {
    /// The store says that it can't now.
    Unavailable,
    /// The store does it, and its answer is lost.
    AnswerLost,
}

impl Between {
    async fn start(store: &Store, troubles: &[(&'static str, Trouble)]) -> (Self, String) {
        let troubles = Arc::new(Mutex::new(troubles.iter().rev().copied().collect()));
        let between = Self { store: store.url.clone(), http: reqwest::Client::builder().no_proxy().build().unwrap(), troubles };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = axum::Router::new().fallback(pass).with_state(between.clone());
        let router = router.layer(axum::extract::DefaultBodyLimit::disable());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        (between, url)
    }

    /// The next trouble, if it is for this request.
    fn trouble(&self, method: &Method, uri: &Uri) -> Option<Trouble> {
        let mut troubles = self.troubles.lock().unwrap();
        let is_next = troubles.last().is_some_and(|(end, _)| method == Method::PUT && uri.path().ends_with(end));
        is_next.then(|| troubles.pop().unwrap().1)
    }
}

async fn pass(State(between): State<Between>, method: Method, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let trouble = between.trouble(&method, &uri);
    if trouble == Some(Trouble::Unavailable) {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let request = between.http.request(method.clone(), format!("{}{uri}", between.store)).headers(headers).body(body);
    let answer = request.send().await.unwrap();
    if trouble == Some(Trouble::AnswerLost) {
        return StatusCode::BAD_GATEWAY.into_response();
    }
    let (status, mut headers) = (answer.status(), answer.headers().clone());
    let body = answer.bytes().await.unwrap();
    if method != Method::HEAD {
        headers.remove("content-length");
    }
    headers.remove("transfer-encoding");
    (status, headers, body).into_response()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_goes_into_the_bucket_with_its_mark_last() {
    let (store, folder) = (Store::start(), tempfile::tempdir().unwrap());
    let town = Town::with(plan(vec![("speicher", channel(&store.url, SECRET, folder.path()))])).await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    let receipt = town.submit(Application::of("Bello").with_file("Impfpaß & Größe.pdf", b"%PDF-1.4 Impfpass")).await;
    town.collect().await;
    town.private().transfer_once().await.unwrap();
    assert_eq!(queue(&clerk).await, [("speicher".to_owned(), TransferState::Waiting, true)], "there is no bucket yet");

    std::fs::create_dir(store.bucket()).unwrap();
    town.clock.advance(61);
    town.private().transfer_once().await.unwrap();
    assert_eq!(queue(&clerk).await, []);
    let name = format!("{}_{}", receipt.reference, receipt.pid);
    assert_eq!(names(&store.bucket().join("hund")), [name.clone(), format!("{name}.done")]);
    let placed = store.bucket().join("hund").join(&name);
    let files = names(&placed);
    assert_eq!((files.len(), files[1].as_str(), files[3].as_str()), (4, "antrag.json", "vorgang.json"), "{files:?}");
    assert!(std::fs::read_to_string(placed.join("antrag.json")).unwrap().contains("Bello"));
    let manifest: serde_json::Value = serde_json::from_slice(&std::fs::read(placed.join("vorgang.json")).unwrap()).unwrap();
    for file in manifest["files"].as_array().unwrap() {
        let size = std::fs::metadata(placed.join(file["name"].as_str().unwrap())).unwrap().len();
        assert_eq!(file["size"], size, "an object has the name that the manifest says");
    }
    assert_eq!((clerk.list().await.total, town.count_transfers().await), (0, (1, 0)));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_store_cannot_take_now_is_repeated_under_the_same_names() {
    let (store, folder) = (Store::start(), tempfile::tempdir().unwrap());
    std::fs::create_dir(store.bucket()).unwrap();
    // The library repeats once by itself.
    let troubles = [
        ("/antrag.pdf", Trouble::Unavailable),
        ("/antrag.pdf", Trouble::Unavailable),
        (".done", Trouble::AnswerLost),
        (".done", Trouble::AnswerLost),
    ];
    let (between, url) = Between::start(&store, &troubles).await;
    let town = Town::with(plan(vec![("speicher", channel(&url, SECRET, folder.path()))])).await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    town.submit(Application::of("Bello")).await;
    town.collect().await;
    town.private().transfer_once().await.unwrap();
    assert_eq!(queue(&clerk).await, [("speicher".to_owned(), TransferState::Waiting, true)]);
    let parts = || names(&store.bucket().join("hund"));
    assert!(!parts().iter().any(|name| name.ends_with(".done")), "what is not whole has no mark: {:?}", parts());

    town.clock.advance(61);
    town.private().transfer_once().await.unwrap();
    assert_eq!(queue(&clerk).await, [("speicher".to_owned(), TransferState::Waiting, true)], "the mark's answer was lost");
    assert_eq!(parts().len(), 2);
    // Somebody takes it meanwhile, as the page for operators says.
    let application = parts().into_iter().find(|name| !name.ends_with(".done")).unwrap();
    store.delete(&format!("hund/{application}"));
    town.clock.advance(121);
    town.private().transfer_once().await.unwrap();
    assert_eq!((queue(&clerk).await, between.troubles.lock().unwrap().len()), (vec![], 0));
    let left = std::fs::read_dir(store.bucket().join("hund")).map_or(0, Iterator::count);
    assert_eq!((left, clerk.list().await.total), (0, 0), "what was taken does not come a second time");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_access_key_is_told_and_waited_with() {
    let (store, folder) = (Store::start(), tempfile::tempdir().unwrap());
    std::fs::create_dir(store.bucket()).unwrap();
    let town = Town::with(plan(vec![("speicher", channel(&store.url, "falsch", folder.path()))])).await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    town.submit(Application::of("Bello")).await;
    town.collect().await;
    town.private().transfer_once().await.unwrap();
    let list: vordruck_contract::postbox::TransferList = clerk.get(vordruck_contract::paths::POSTBOX_TRANSFERS).await;
    assert_eq!(
        list.transfers[0].fault.as_deref(),
        Some(
            "the store does not accept access_key_id with its secret, or the key may not write there; is the clock of this machine right?"
        )
    );
    assert_eq!(names(&store.bucket()), Vec::<String>::new());
}

//! A running preview, asked over HTTP: what it shows, how soon after a change, and that it may be framed by itself only.

use super::{PreviewSettings, RunningPreview, start};
use crate::tenant::Tenant;
use serde_json::Value;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use vordruck_contract::assets::{AssetFile, Assets, EntryTags};

struct NoAssets;

impl Assets for NoAssets {
    fn file(&self, _: &str) -> Option<AssetFile> {
        None
    }
    fn entry(&self) -> EntryTags {
        EntryTags::default()
    }
}

struct Author {
    folder: tempfile::TempDir,
    preview: RunningPreview,
}

impl Author {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let shipped = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared-model/processes/bewohnerparken");
        for part in ["texts", "tests"] {
            std::fs::create_dir(folder.path().join(part)).unwrap();
            for entry in std::fs::read_dir(shipped.join(part)).unwrap().flatten() {
                std::fs::copy(entry.path(), folder.path().join(part).join(entry.file_name())).unwrap();
            }
        }
        std::fs::copy(shipped.join("process.xml"), folder.path().join("process.xml")).unwrap();
        let tenant = Tenant::from_toml(include_str!("../demo/musterstadt.toml")).unwrap();
        let settings = PreviewSettings { process: folder.path().to_owned(), tenant, port: 0, styles: vec!["/assets/a.css".into()] };
        Self { preview: start(settings, NoAssets).await.unwrap(), folder }
    }

    async fn get(&self, path: &str) -> (String, String) {
        let address = self.preview.address().strip_prefix("http://").unwrap().split('/').next().unwrap().to_owned();
        let mut connection = tokio::net::TcpStream::connect(&address).await.unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\naccept: */*\r\nconnection: close\r\n\r\n");
        connection.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        connection.read_to_string(&mut answer).await.unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_lowercase(), body.to_owned())
    }

    async fn snapshot(&self, after: u64) -> Value {
        let (head, body) = self.get(&format!("/vorschau/stand?nach={after}")).await;
        assert!(head.starts_with("http/1.1 200"), "{head}");
        // A long answer comes in chunks; the JSON is what stands between the braces.
        let (begin, end) = (body.find('{').unwrap(), body.rfind('}').unwrap());
        serde_json::from_str(&body[begin..=end]).unwrap_or_else(|fault| panic!("{fault}: {body}"))
    }

    fn replace(&self, from: &str, to: &str) {
        let file = self.folder.path().join("process.xml");
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.contains(from));
        std::fs::write(file, text.replace(from, to)).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_shows_in_under_a_second_and_an_error_keeps_the_last_form() {
    let author = Author::new().await;
    let first = author.snapshot(0).await;
    assert_eq!((&first["title"], &first["trouble"]), (&"Bewohnerparkausweis beantragen".into(), &Value::Null));
    assert!(first["diagnostics"].as_array().unwrap().is_empty() && first["scenarios"].as_array().unwrap().len() > 5, "{first}");
    let hash = first["published"]["hash"].as_str().unwrap().to_owned();
    let (head, _) = author.get(first["published"]["path"].as_str().unwrap()).await;
    assert!(head.starts_with("http/1.1 200"), "{head}");

    let began = Instant::now();
    author.replace("Bewohnerparkausweis beantragen</title>", "Parken</title>");
    let second = author.snapshot(first["revision"].as_u64().unwrap()).await;
    let took = began.elapsed();
    assert_eq!(second["title"], "Parken");
    assert_ne!(second["published"]["hash"], hash.as_str());
    assert!(took < Duration::from_secs(1), "{took:?}");

    author.replace(r#"field="beginn""#, r#"field="begin""#);
    let third = author.snapshot(second["revision"].as_u64().unwrap()).await;
    let message = &third["diagnostics"][0];
    assert!(message["severity"] == "error" && message["text"].as_str().unwrap().contains("Meinten Sie „beginn“?"), "{third}");
    assert_eq!(third["published"], second["published"], "the last form without errors stays");
    author.preview.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_its_own_pages_may_frame_it_and_the_rest_of_the_policy_stays() {
    let author = Author::new().await;
    for path in ["/vorschau", "/musterstadt/bewohnerparken/", "/api/v1/tenants/musterstadt/services/bewohnerparken"] {
        let (head, _) = author.get(path).await;
        assert!(head.contains("frame-ancestors 'self'") && head.contains("x-frame-options: sameorigin"), "{path}: {head}");
        assert!(head.contains("default-src 'none'") && head.contains("require-trusted-types-for 'script'"), "{path}: {head}");
        assert!(!head.contains("'unsafe-inline'"), "{path}: {head}");
    }
    let (_, page) = author.get("/vorschau").await;
    for inline in ["<style", "style=", "onclick", "<script>"] {
        assert!(!page.contains(inline), "{inline} in {page}");
    }
    author.preview.stop().await;
}

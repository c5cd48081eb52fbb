//! The same with `xta-tool` (PyPI), which somebody else wrote, at the other end: it fetches what we send, and we fetch what it sends. The server hands over what it
//! was given byte by byte, so that each reads what the other wrote.

use std::path::{Path, PathBuf};

use tokio::process::Command;

use super::certificates::Certified;
use super::server::Temper;
use super::{OFFICE, Post, Scene, TOWN, xta};
use vordruck_contract::postbox::TransferState;

/// The tool with an account.
struct Tool {
    config: PathBuf,
    folder: PathBuf,
}

impl Tool {
    fn new(post: &Post, account: &Certified, identifier: &str) -> Self {
        let folder = post.folder.path().join(format!("tool-{}", identifier.replace(':', "-")));
        std::fs::create_dir(&folder).unwrap();
        let config = folder.join("config.toml");
        let base = post.server.url.strip_suffix("/services/XTAService").unwrap();
        let (root, certificate, key) = (post.certifier.root_file.display(), account.certificate_file.display(), account.key_file.display());
        let text = format!(
            "base-url = \"{base}\"\ncafile = \"{root}\"\ncertfile = \"{certificate}\"\nkeyfile = \"{key}\"\n[self-identifier]\nvalue = \"{identifier}\"\n"
        );
        std::fs::write(&config, text).unwrap();
        Self { config, folder }
    }

    /// Runs it; its output, and whether it was content.
    async fn run(&self, arguments: &[&str]) -> (String, bool) {
        let program = std::env::var_os("VORDRUCK_XTA_TOOL").expect("VORDRUCK_XTA_TOOL names the program; run .ci/steps/test-xta");
        let output = Command::new(program)
            .args(arguments)
            .env("XTA_TOOL_CONFIG", &self.config)
            .env("XDG_CONFIG_HOME", &self.folder)
            .env("XDG_CONFIG_DIRS", &self.folder)
            .env("NO_PROXY", "*")
            .output()
            .await
            .unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        (text, output.status.success())
    }

    async fn done(&self, arguments: &[&str]) -> String {
        let (text, is_content) = self.run(arguments).await;
        assert!(is_content, "{arguments:?}: {text}");
        text
    }

    fn in_folder(&self, name: &str) -> String {
        let folder = self.folder.join(name);
        std::fs::create_dir(&folder).unwrap();
        folder.display().to_string()
    }
}

#[tokio::test]
#[ignore = "needs the PyPI package xta-tool: run .ci/steps/test-xta"]
async fn xta_tool_fetches_what_we_send() {
    let scene = Scene::new(Temper::default()).await;
    scene.work().await;
    let [sent] = scene.sent().try_into().ok().unwrap();
    let office = Tool::new(&scene.post, &scene.post.office, OFFICE);
    assert_eq!(office.done(&["ls"]).await.trim(), sent.id);
    let listed = office.done(&["ls", "--full"]).await;
    for word in [TOWN, OFFICE, "Stadt Musterstadt", "urn:de:dienst:hund:1.0", "antrag.uebermitteln.0101", "urn:vordruck:antrag:1"] {
        assert!(listed.contains(word), "{word}: {listed}");
    }
    let folder = office.in_folder("geholt");
    office.done(&["get", &sent.id, &folder]).await;
    for (_, name, _, bytes) in &sent.files {
        assert!(std::fs::read(Path::new(&folder).join(name)).unwrap() == *bytes, "{name}");
    }
    let (text, is_content) = office.run(&["get", "urn:nothing", &office.in_folder("nichts")]).await;
    assert!(!is_content && text.contains("9070"), "{text}");
    office.done(&["close", &sent.id]).await;
    assert_eq!(office.done(&["ls"]).await.trim(), "");

    scene.post.server.change(|temper| temper.status = 1);
    let town = Tool::new(&scene.post, &scene.post.town, TOWN);
    assert!(town.done(&["inspect", &sent.id]).await.contains("status: '1'"));
    assert_eq!(scene.state().await, xta(TransferState::Transferred, false));
    scene.work().await;
    assert_eq!(scene.state().await, []);
}

#[tokio::test]
#[ignore = "needs the PyPI package xta-tool: run .ci/steps/test-xta"]
async fn we_fetch_what_xta_tool_sends() {
    let post = Post::new(Temper { status: 1, ..Temper::default() }).await;
    let office = Tool::new(&post, &post.office, OFFICE);
    let folder = office.in_folder("bescheid");
    let contents: [(&str, &[u8]); 2] =
        [("bescheid.xml", b"<bescheid>bewilligt</bescheid>"), ("anlage.pdf", b"%PDF\0\xff\r\n--uuid:x\r\n\r\n--")];
    for (name, bytes) in contents {
        std::fs::write(Path::new(&folder).join(name), bytes).unwrap();
    }
    let message = format!(
        "metadata:\n  author: {{value: '{OFFICE}', name: 'Ordnungsamt & Co'}}\n  reader: {{value: '{TOWN}'}}\n  service: urn:de:dienst:bescheid\n  \
         business-scenario: {{code: BESCHEID}}\n  message-type: {{code: bescheid.0101}}\n  message-type-payload-schema: urn:bescheid\n\
         message: {{file-name: bescheid.xml, content: bescheid.xml, content-type: application/xml}}\n\
         attachments: [{{file-name: anlage.pdf, content: anlage.pdf, content-type: application/pdf}}]\n"
    );
    std::fs::write(Path::new(&folder).join("xta-message.yaml"), message).unwrap();
    let id = office.done(&["send", "new", &folder]).await.trim().to_owned();

    let town = post.mailbox(&post.town, TOWN);
    let list = town.list(10).await.unwrap();
    assert_eq!(list.messages.iter().map(|message| &message.message_id).collect::<Vec<_>>(), [&id]);
    let fetched = town.fetch(&id).await.unwrap();
    assert_eq!((fetched.described.author.name.as_str(), fetched.described.message_type.as_str()), ("Ordnungsamt & Co", "bescheid.0101"));
    let files: Vec<_> = std::iter::once(&fetched.message).chain(&fetched.attachments).collect();
    assert_eq!(files.len(), contents.len());
    for (file, (name, bytes)) in files.into_iter().zip(contents) {
        assert!(file.name == name && file.bytes == bytes, "{name}");
    }
    town.close(&id).await.unwrap();
    assert!(town.list(10).await.unwrap().messages.is_empty());
}

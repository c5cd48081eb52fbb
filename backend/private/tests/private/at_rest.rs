//! Nothing readable at rest: what was typed is nowhere in the private side's store, in no usual spelling.

use base64ct::Encoding as _;
use vordruck_private::config::DatabasePlace;

use crate::applicant::Application;
use crate::clerk::Clerk;
use crate::database;
use crate::town::{PASSWORD, Town};

#[tokio::test]
async fn nothing_that_was_entered_is_readable_in_the_stores_files() {
    let mut town = Town::new().await;
    let canaries = [
        "Zyxwanarius-Wuff",
        "Impfkanarie.pdf",
        "%PDF-1.4 Kanarieninhalt 4711",
        "kanarien.person",
        "Sachbearbeitung kanarien.person",
        PASSWORD,
    ];
    {
        let clerk = Clerk::new(&town, canaries[3], &["musterstadt/hund"]).await;
        town.submit(Application::of(canaries[0]).with_file(canaries[1], canaries[2].as_bytes())).await;
        // One that can't be read is kept, too.
        town.submit(Application { raw_answers: Some(format!("kaputt {}", canaries[0]).into_bytes()), ..Application::default() }).await;
        town.collect().await;
        let items = clerk.list().await.items;
        assert_eq!(items.len(), 2);
        for item in items {
            clerk.detail(&item.id).await;
            clerk.send(reqwest::Method::GET, &vordruck_contract::paths::postbox_item_pdf(&item.id), None).await;
        }
        // While it runs, the WAL counts; the session id of the clerk is a secret, too.
        let session = clerk.cookie.clone().unwrap();
        let id = session.split('=').nth(1).unwrap();
        assert_eq!(found(&town.database, &[id]).await, Vec::<String>::new());
        assert_eq!(found(&town.database, &canaries).await, Vec::<String>::new());
    }
    town.stop_private().await;
    assert_eq!(found(&town.database, &canaries).await, Vec::<String>::new());
}

#[tokio::test]
async fn the_search_finds_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        ("plain", "x Kanarie y".as_bytes().to_vec()),
        ("utf16", "Kanarie".encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("hex", b"..4b616e61726965..".to_vec()),
        ("base64", base64ct::Base64::encode_string(b"ab Kanarie").into_bytes()),
    ];
    for (name, content) in &files {
        std::fs::write(folder.path().join(name), content).unwrap();
    }
    let found = found(&DatabasePlace::File(folder.path().join("plain")), &["Kanarie"]).await;
    for (name, _) in files {
        assert!(found.iter().any(|line| line.ends_with(&format!("/{name}"))), "{name}: {found:?}");
    }
}

/// Where any of the texts stands in any file or column, plain, as UTF-16, hexadecimal, base64 (at each of the three offsets) or URL-escaped.
async fn found(place: &DatabasePlace, texts: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let contents = database::contents(place).await;
    assert!(!contents.is_empty());
    for (name, content) in contents {
        for text in texts {
            for (spelling, needle) in spellings(text) {
                if content.windows(needle.len()).any(|window| window == needle) {
                    found.push(format!("{text} as {spelling} in {name}"));
                }
            }
        }
    }
    found
}

fn spellings(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let bytes = text.as_bytes();
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut spellings = vec![
        ("plain", bytes.to_vec()),
        ("utf-16le", text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("utf-16be", text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        ("hex", hex.clone().into_bytes()),
        ("HEX", hex.to_uppercase().into_bytes()),
    ];
    let escaped: String =
        bytes.iter().map(|b| if b.is_ascii_alphanumeric() { char::from(*b).to_string() } else { format!("%{b:02X}") }).collect();
    spellings.push(("url", escaped.into_bytes()));
    for skip in 0..3 {
        // The first characters depend on what stands before, the last on what follows: only the middle is certain.
        let padded = [vec![0; skip], bytes.to_vec()].concat();
        let whole = padded.len() / 3 * 3;
        let encoded = base64ct::Base64::encode_string(&padded[..whole]);
        let certain = encoded[if skip == 0 { 0 } else { 4 }..].to_owned();
        if certain.len() >= 6 {
            spellings.push(("base64", certain.clone().into_bytes()));
            spellings.push(("base64url", certain.replace('+', "-").replace('/', "_").into_bytes()));
        }
    }
    spellings
}

//! Pages for people, and the app's files.

use base64ct::{Base64, Encoding as _};
use sha2::{Digest as _, Sha256};
use vordruck_contract::paths;

use serde_json::json;

use crate::harness::{Harness, SERVICE, TENANT, TOKEN, card, form_hash};

pub async fn page(harness: &Harness, path: &str) -> (u16, String, String) {
    let answer = harness.get(path).header("accept", "text/html,application/xhtml+xml").send().await.unwrap();
    let kind = answer.headers()["content-type"].to_str().unwrap().to_owned();
    (answer.status().as_u16(), kind, answer.text().await.unwrap())
}

#[tokio::test]
async fn the_start_page_says_all_before_the_app_and_hooks_it_in() {
    let harness = Harness::new().await;
    harness.publish().await;
    let (status, kind, html) = page(&harness, &paths::start_page(TENANT, SERVICE)).await;
    assert_eq!((status, kind.as_str()), (200, "text/html; charset=utf-8"));
    for part in [
        "<html lang=\"de\" dir=\"ltr\">",
        "<title>Bewohnerparkausweis beantragen – Musterstadt</title>",
        "etwa 10 Minuten",
        "30,70 €",
        "Fahrzeugschein",
        "Im Bürgerbüro",
        "Für Ihr &lt;Wohngebiet&gt; &amp; Auto.",
        "href=\"https://musterstadt.example/barrierefrei\"",
        "id=\"vordruck-start\"",
        "id=\"vordruck-app\"",
        "data-page=\"start\"",
        "data-tenant=\"musterstadt\"",
        "data-service=\"bewohnerparken\"",
        "data-lang=\"de\"",
        "data-draft-days=\"30\"",
        "data-max-attachment-bytes=\"1000000\"",
        "id=\"vordruck-loading\"",
        "data-late=\"Das dauert länger als üblich. Laden Sie die Seite neu",
        "role=\"status\"",
        "<noscript>",
        "?lang=en",
        "<script type=\"module\" fetchpriority=\"low\" src=\"/assets/app-1.js\" integrity=\"sha384-x\"></script>",
        "as=\"fetch\" fetchpriority=\"low\" crossorigin=\"anonymous\" href=\"/assets/app-1.wasm\"",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    assert!(html.contains(&format!("data-form=\"{}\"", form_hash())));
    assert!(!html.contains("style=") && !html.contains("onclick"));
    assert_eq!(html.matches("<h1").count(), 1);
}

#[tokio::test]
async fn a_page_is_seen_with_one_answer_and_its_policy_knows_the_style_in_it() {
    let harness = Harness::new().await;
    harness.publish().await;
    for path in [paths::start_page(TENANT, SERVICE), paths::resume_page(TENANT, SERVICE)] {
        let answer = harness.get(&path).header("accept", "text/html").send().await.unwrap();
        let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
        let html = answer.text().await.unwrap();
        assert!(!html.contains("rel=\"stylesheet\""), "{path} waits for a sheet: {html}");
        let (_, style) = html.split_once("<style>").unwrap();
        let hash = Base64::encode_string(&Sha256::digest(style.split_once("</style>").unwrap().0));
        assert!(policy.contains(&format!("style-src 'self' 'sha256-{hash}';")), "{path}: {policy}");
    }
    let services = harness.get(&paths::tenant_page(TENANT)).send().await.unwrap();
    assert!(services.headers()["content-security-policy"].to_str().unwrap().contains("style-src 'self';"));
}

#[tokio::test]
async fn a_page_travels_compressed_to_whoever_takes_that() {
    let harness = Harness::new().await;
    harness.publish().await;
    let plain = page(&harness, &paths::start_page(TENANT, SERVICE)).await.2;
    for _ in 0..2 {
        let packed = harness.get(&paths::start_page(TENANT, SERVICE)).header("accept-encoding", "gzip, br").send().await.unwrap();
        assert_eq!(packed.headers()["content-encoding"], "br");
        assert_eq!(packed.headers()["vary"], "accept, accept-encoding");
        let mut read = Vec::new();
        brotli::BrotliDecompress(&mut &packed.bytes().await.unwrap()[..], &mut read).unwrap();
        assert_eq!(String::from_utf8(read).unwrap(), plain);
    }
}

#[tokio::test]
async fn pages_speak_the_language_asked_for_and_german_where_the_card_does_not() {
    let harness = Harness::new().await;
    harness.publish().await;
    let english = page(&harness, &format!("{}?lang=en", paths::start_page(TENANT, SERVICE))).await.2;
    assert!(
        english.contains("<html lang=\"en\" dir=\"ltr\">")
            && english.contains("Apply for a resident parking permit")
            && english.contains("What you need")
    );
    let simple = page(&harness, &format!("{}?lang=de-simple", paths::start_page(TENANT, SERVICE))).await.2;
    assert!(
        simple.contains("<html lang=\"de-simple\" dir=\"ltr\">")
            && simple.contains("<h1 class=\"kern-heading-x-large\">Park·<wbr>ausweis beantragen</h1>")
            && simple.contains("Was passiert mit meinen Daten?")
    );
    let french = page(&harness, &format!("{}?lang=fr", paths::start_page(TENANT, SERVICE))).await.2;
    assert!(french.contains("<html lang=\"de\" dir=\"ltr\">") && french.contains("Das brauchen Sie"));
}

#[tokio::test]
async fn a_closed_form_says_so_on_the_start_page_and_cannot_be_begun_there() {
    let harness = Harness::new().await;
    harness.publish().await;
    let words = |closed: &str, from: &str, until: &str| json!({ "closed": closed, "from": from, "until": until });
    let publish = async |from: Option<&str>, until: Option<&str>| {
        let mut card = card();
        let texts = json!({ "de": words("Wählen Sie im Wahllokal.", "1. Mai 1999", "2. Mai 1999"), "en": words("Vote at the polls.", "1 May 1999", "2 May 1999") });
        card["opening"] = json!({ "texts": texts });
        from.into_iter().for_each(|from| card["opening"]["from"] = json!(from));
        until.into_iter().for_each(|until| card["opening"]["until"] = json!(until));
        harness.put(&paths::service(TENANT, SERVICE)).bearer_auth(TOKEN).json(&card).send().await.unwrap().status().as_u16()
    };
    let start = paths::start_page(TENANT, SERVICE);
    assert_eq!(publish(None, Some("2001-05-01T21:59:59Z")).await, 204);
    let closed = page(&harness, &start).await.2;
    for part in ["Das Formular ist geschlossen", "Es war offen bis 2. Mai 1999", "Wählen Sie im Wahllokal.", "Im Bürgerbüro"] {
        assert!(closed.contains(part), "{part} is missing in {closed}");
    }
    assert!(!closed.contains("vordruck-app") && !closed.contains("<script") && closed.contains("<style>"));
    assert!(page(&harness, &format!("{start}?lang=en")).await.2.contains("Vote at the polls."));
    assert!(page(&harness, &paths::resume_page(TENANT, SERVICE)).await.2.contains("vordruck-app"), "drafts stay within reach");

    assert_eq!(publish(Some("2999-05-01T22:00:00Z"), None).await, 204);
    let early = page(&harness, &start).await.2;
    assert!(early.contains("noch nicht offen") && early.contains("Es öffnet am 1. Mai 1999") && !early.contains("vordruck-app"));

    assert_eq!(publish(Some("2001-05-01T22:00:00Z"), Some("2999-05-01T22:00:00Z")).await, 204);
    let open = page(&harness, &start).await.2;
    assert!(open.contains("Möglich bis") && open.contains("2. Mai 1999") && open.contains("vordruck-app") && !open.contains("Wahllokal"));

    assert_eq!(publish(Some("morgen"), None).await, 422);
}

#[tokio::test]
async fn the_resume_page_changes_nothing_and_asks_search_engines_to_forget_it() {
    let harness = Harness::new().await;
    harness.publish().await;
    let (status, _, html) = page(&harness, &paths::resume_page(TENANT, SERVICE)).await;
    assert_eq!(status, 200);
    assert!(html.contains("data-page=\"resume\"") && html.contains("noindex") && html.contains("PIN"));
}

#[tokio::test]
async fn people_get_pages_when_something_is_missing_and_programs_get_problems() {
    let harness = Harness::new().await;
    for path in ["/musterstadt/nichts/", "/UPPER/case/", "/nothing", "/a/b/c/d"] {
        let (status, kind, html) = page(&harness, path).await;
        assert_eq!((status, kind.as_str()), (404, "text/html; charset=utf-8"), "{path}");
        assert!(html.contains("Diese Seite gibt es nicht"));
        let english = page(&harness, &format!("{path}?lang=en")).await.2;
        assert!(english.contains("This page does not exist"));
        let answer = harness.get(path).header("accept", "*/*").send().await.unwrap();
        assert_eq!(answer.headers()["content-type"], "application/problem+json", "{path}");
    }
    let answer = harness.get("/api/v1/nothing").header("accept", "text/html, */*").send().await.unwrap();
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
}

#[tokio::test]
async fn markup_in_a_card_is_text_on_the_page() {
    let harness = Harness::new().await;
    harness.publish().await;
    let mut card = card();
    let evil = "\"><script>alert(1)</script>";
    card["texts"]["de"]["title"] = evil.into();
    card["texts"]["de"]["other_ways"] = serde_json::json!([evil]);
    card["authority"]["phone"] = evil.into();
    card["authority"]["email"] = evil.into();
    assert_eq!(harness.put(&paths::service(TENANT, SERVICE)).bearer_auth(TOKEN).json(&card).send().await.unwrap().status(), 204);
    for path in [paths::start_page(TENANT, SERVICE), paths::resume_page(TENANT, SERVICE)] {
        let html = page(&harness, &path).await.2;
        assert!(html.contains("&lt;script&gt;") && !html.contains("<script>"), "{html}");
    }
}

#[tokio::test]
async fn files_are_served_in_the_smallest_form_the_client_takes() {
    let harness = Harness::new().await;
    for (accepted, encoding, body) in [
        ("br, gzip", Some("br"), "brotli"),
        ("gzip", Some("gzip"), "gzip"),
        ("br;q=0, gzip", Some("gzip"), "gzip"),
        ("identity", None, "plain"),
    ] {
        let answer = harness.get("/assets/app-1.js").header("accept-encoding", accepted).send().await.unwrap();
        assert_eq!(answer.headers().get("content-encoding").map(|value| value.to_str().unwrap()), encoding, "{accepted}");
        assert_eq!(
            (&answer.headers()["vary"], &answer.headers()["content-type"]),
            (&"accept-encoding".parse().unwrap(), &"text/javascript".parse().unwrap())
        );
        assert_eq!(answer.text().await.unwrap(), body);
    }
}

#[tokio::test]
async fn an_address_without_its_last_slash_leads_to_the_page() {
    let harness = Harness::new().await;
    harness.publish().await;
    let answer = harness.get(&format!("/{TENANT}/{SERVICE}?lang=en")).send().await.unwrap();
    assert_eq!(
        (answer.status().as_u16(), answer.url().path(), answer.url().query()),
        (200, "/musterstadt/bewohnerparken/", Some("lang=en"))
    );
}

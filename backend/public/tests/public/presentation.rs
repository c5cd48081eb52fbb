//! A tenant's look, its pages for portals and web editors, and who may frame what.

use reqwest::StatusCode;
use serde_json::{Value, json};
use vordruck_contract::paths;

use crate::harness::{Harness, OTHER_TOKEN, SERVICE, TENANT, TOKEN};

const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><path d=\"M0 0h8v8z\"/></svg>";

fn look() -> Value {
    json!({
        "name": "Musterstadt",
        "theme": { "light": { "action": "#8a1538" }, "dark": { "action": "#ffb3c1" } },
        "logo": { "media_type": "image/svg+xml", "base64": base64(LOGO.as_bytes()) },
        "embedding_origins": ["https://www.musterstadt.example"],
    })
}

fn base64(bytes: &[u8]) -> String {
    use base64ct::Encoding as _;
    base64ct::Base64::encode_string(bytes)
}

async fn put(harness: &Harness, token: &str, look: &Value) -> reqwest::Response {
    harness.put(&paths::presentation(TENANT)).bearer_auth(token).json(look).send().await.unwrap()
}

async fn html(harness: &Harness, path: &str) -> String {
    harness.get(path).header("accept", "text/html").send().await.unwrap().text().await.unwrap()
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    text.split_once(before).unwrap().1.split_once(after).unwrap().0
}

#[tokio::test]
async fn a_look_is_served_as_tokens_and_a_picture_that_can_do_nothing() {
    let harness = Harness::new().await;
    harness.publish().await;
    assert_eq!(put(&harness, TOKEN, &look()).await.status(), StatusCode::NO_CONTENT);
    let page = html(&harness, &paths::start_page(TENANT, SERVICE)).await;
    assert!(page.contains("<style>.kern-body{margin:0}:root{--vd-theme-action:#8a1538;"), "the start page carries its style: {page}");
    let services = html(&harness, &paths::tenant_page(TENANT)).await;
    let sheet = format!("/themes/musterstadt/theme-{}", between(&services, "/themes/musterstadt/theme-", "\""));
    let answer = harness.get(&sheet).send().await.unwrap();
    assert_eq!(answer.headers()["content-type"], "text/css; charset=utf-8");
    assert_eq!(answer.headers()["cache-control"], "public, max-age=31536000, immutable");
    assert!(answer.text().await.unwrap().starts_with(":root{--vd-theme-action:#8a1538;"));
    let logo = format!("/themes/musterstadt/logo-{}", between(&page, "src=\"/themes/musterstadt/logo-", "\""));
    let answer = harness.get(&logo).send().await.unwrap();
    assert_eq!(answer.headers()["content-type"], "image/svg+xml");
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("default-src 'none'") && policy.contains("sandbox") && policy.contains("frame-ancestors 'none'"), "{policy}");
    assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
    assert_eq!(answer.text().await.unwrap(), LOGO);
    let stored: Value = harness.get(&paths::presentation(TENANT)).send().await.unwrap().json().await.unwrap();
    assert_eq!(stored, look());
}

#[tokio::test]
async fn what_cannot_be_read_and_what_is_not_harmless_is_refused() {
    let harness = Harness::new().await;
    harness.publish().await;
    for (pointer, value, at) in [
        ("/theme/light/action", json!("#ffcc00"), "/theme"),
        ("/theme/light/action", json!("red}body{display:none"), "/theme"),
        ("/theme/light/focus", json!("#fafafa"), "/theme"),
        ("/logo/base64", json!(base64(LOGO.replace("<path", "<script/><path").as_bytes())), "/logo"),
        ("/logo/media_type", json!("text/html"), "/logo"),
        ("/embedding_origins", json!(["https://a.example; script-src *"]), "/embedding_origins"),
        ("/embedding_origins", json!(["*"]), "/embedding_origins"),
    ] {
        let mut look = look();
        look["theme"]["light"]["focus"] = json!("#454b6b");
        *look.pointer_mut(pointer).unwrap() = value.clone();
        let answer = put(&harness, TOKEN, &look).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{pointer} {value}");
        let problem: Value = answer.json().await.unwrap();
        assert_eq!(problem["errors"][0]["pointer"], at, "{problem}");
    }
    assert_eq!(put(&harness, OTHER_TOKEN, &look()).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(harness.get(&paths::presentation(TENANT)).send().await.unwrap().status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn only_the_start_page_may_be_framed_and_only_by_the_listed_origins() {
    let harness = Harness::new().await;
    harness.publish().await;
    let policy = async |path: &str| {
        let answer = harness.get(path).header("accept", "text/html").send().await.unwrap();
        let header = |name: &str| answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
        (header("content-security-policy").unwrap(), header("x-frame-options"), header("cross-origin-resource-policy").unwrap())
    };
    let start = paths::start_page(TENANT, SERVICE);
    let (before, frame_options, _) = policy(&start).await;
    assert!(before.contains("frame-ancestors 'none'") && frame_options.as_deref() == Some("DENY"));
    assert_eq!(put(&harness, TOKEN, &look()).await.status(), StatusCode::NO_CONTENT);
    let (framed, frame_options, resource) = policy(&start).await;
    // The look is part of the style in the page.
    let but_for_its_style = |policy: &str| policy.split(' ').filter(|part| !part.starts_with("'sha256-")).collect::<Vec<_>>().join(" ");
    assert_eq!(
        but_for_its_style(&framed),
        but_for_its_style(&before).replace("frame-ancestors 'none'", "frame-ancestors https://www.musterstadt.example")
    );
    assert_eq!((frame_options, resource.as_str()), (None, "cross-origin"));
    for path in [
        paths::resume_page(TENANT, SERVICE),
        paths::tenant_page(TENANT),
        paths::embedding_page(TENANT, SERVICE),
        paths::gateway_page(TENANT, SERVICE),
        "/musterstadt/nichts/".into(),
        "/nachbarstadt/nichts/".into(),
    ] {
        let (policy, frame_options, resource) = policy(&path).await;
        assert!(policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
        assert_eq!((frame_options.as_deref(), resource.as_str()), (Some("DENY"), "same-origin"), "{path}");
    }
}

#[tokio::test]
async fn in_a_frame_the_page_says_so_and_speaks_to_the_listed_origins_only() {
    let harness = Harness::new().await;
    harness.publish().await;
    put(&harness, TOKEN, &look()).await;
    let path = paths::start_page(TENANT, SERVICE);
    let framed =
        harness.get(&path).header("accept", "text/html").header("sec-fetch-dest", "iframe").send().await.unwrap().text().await.unwrap();
    assert!(framed.contains("data-origins=\"https://www.musterstadt.example\"") && framed.contains("data-framed"), "{framed}");
    assert!(framed.contains("In einem eigenen Fenster") || framed.contains("in einem eigenen Fenster"));
    let alone = html(&harness, &path).await;
    assert!(!alone.contains("data-origins") && !alone.contains("data-framed"));
    // A frame takes the way out of it in another language from a page that nobody asked for as a frame's.
    assert!(framed.contains("vd-own-window\"><a"), "{framed}");
    assert!(alone.contains("vd-own-window\" hidden><a"), "{alone}");
    let script = format!("/skripte/frame-{}", between(&framed, "src=\"/skripte/frame-", "\""));
    let answer = harness.get(&script).send().await.unwrap();
    assert_eq!(answer.headers()["cache-control"], "public, max-age=31536000, immutable");
    assert_eq!(harness.get("/skripte/frame-000000000000.js").send().await.unwrap().status(), StatusCode::NOT_FOUND);
    let component = harness.get(paths::WEB_COMPONENT).send().await.unwrap();
    assert_eq!(component.headers()["access-control-allow-origin"], "*");
    assert_eq!(component.headers()["cross-origin-resource-policy"], "cross-origin");
}

#[tokio::test]
async fn web_editors_get_links_a_button_a_code_a_frame_and_a_page_between() {
    let harness = Harness::new().await;
    harness.publish().await;
    put(&harness, TOKEN, &look()).await;
    let page = html(&harness, &paths::embedding_page(TENANT, SERVICE)).await;
    let url = &harness.config.server.public_url;
    for part in [
        format!("{url}/musterstadt/bewohnerparken/?lang=en"),
        "role=\"img\" aria-label=\"QR-Code".to_owned(),
        format!("&lt;script src=\"{url}/skripte/vordruck-form.js\" defer&gt;&lt;/script&gt;"),
        "&lt;vordruck-form src=".to_owned(),
        "https://www.musterstadt.example".to_owned(),
        format!("{url}/musterstadt/bewohnerparken/absprung"),
    ] {
        let escaped = part.replace('"', "&quot;");
        assert!(page.contains(&part) || page.contains(&escaped), "{part} is missing in {page}");
    }
    let between = html(&harness, &format!("{}?lang=en", paths::gateway_page(TENANT, SERVICE))).await;
    assert!(between.contains("You are leaving this portal") && between.contains("/musterstadt/bewohnerparken/?lang=en"), "{between}");
    let code = harness.get(&paths::qr_code(TENANT, SERVICE)).send().await.unwrap();
    assert_eq!(code.headers()["content-type"], "image/svg+xml");
    assert!(code.text().await.unwrap().starts_with("<svg "));
}

#[tokio::test]
async fn a_tenant_has_a_page_with_its_services_in_the_language_asked_for() {
    let harness = Harness::new().await;
    harness.publish().await;
    let page = html(&harness, "/musterstadt?lang=en").await;
    assert!(page.contains("<html lang=\"en\" dir=\"ltr\">") && page.contains("Apply for a resident parking permit"), "{page}");
    assert!(page.contains("href=\"/musterstadt/bewohnerparken/?lang=en\""));
    assert_eq!(harness.get("/nirgendwo/").send().await.unwrap().status(), StatusCode::NOT_FOUND);
}

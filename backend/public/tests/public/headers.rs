//! The headers of every answer.

use reqwest::Method;
use vordruck_contract::paths;

use crate::harness::{Harness, SERVICE, TENANT, form_hash};

const GOLDEN: [(&str, &str); 10] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; \
         worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    ("origin-agent-cluster", "?1"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("strict-transport-security", "max-age=63072000; includeSubDomains"),
    ("x-dns-prefetch-control", "off"),
];

#[tokio::test]
async fn every_answer_carries_the_headers_and_an_id_of_its_own_and_no_cookie() {
    let harness = Harness::new().await;
    harness.publish().await;
    let immutable = "public, max-age=31536000, immutable";
    let cases = [
        (Method::GET, paths::start_page(TENANT, SERVICE), 200, "no-store"),
        (Method::GET, paths::resume_page(TENANT, SERVICE), 200, "no-store"),
        (Method::GET, "/nobody/nothing/".into(), 404, "no-store"),
        (Method::GET, "/assets/app-1.js".into(), 200, immutable),
        (Method::GET, "/assets/none.js".into(), 404, "no-store"),
        (Method::GET, paths::form(&form_hash()), 200, immutable),
        (Method::GET, paths::service(TENANT, SERVICE), 200, "no-cache"),
        (Method::GET, paths::RECEIPT_KEY.into(), 200, "no-store"),
        (Method::GET, paths::HEALTH.into(), 204, "no-store"),
        (Method::GET, paths::ALIVE.into(), 204, "no-store"),
        (Method::POST, paths::DRAFTS.into(), 415, "no-store"),
        (Method::DELETE, paths::DRAFTS.into(), 405, "no-store"),
        (Method::GET, "/../..%00/".into(), 404, "no-store"),
    ];
    let mut ids = Vec::new();
    for (method, path, status, cache) in cases {
        let answer = harness.request(method.clone(), &path).header("x-request-id", "mine").send().await.unwrap();
        assert_eq!(answer.status(), status, "{method} {path}");
        let headers = answer.headers();
        for (name, value) in GOLDEN {
            assert_eq!(but_for_its_style(headers[name].to_str().unwrap()), value, "{method} {path}");
        }
        assert!(headers["permissions-policy"].to_str().unwrap().contains("camera=()"));
        assert_eq!(headers["cache-control"], cache, "{method} {path}");
        assert!(!headers.contains_key("set-cookie") && !headers.contains_key("server"));
        ids.push(headers["x-request-id"].to_str().unwrap().to_owned());
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert!(ids.len() == count && ids.iter().all(|id| vordruck_contract::formats::is_uuid4(id)));
}

/// A page names the one style that stands in it; which, is tested with the pages.
fn but_for_its_style(policy: &str) -> String {
    match policy.split_once(" 'sha256-") {
        Some((before, after)) => before.to_owned() + after.split_once('\'').unwrap().1,
        None => policy.to_owned(),
    }
}

#[tokio::test]
async fn who_finds_a_weakness_reads_whom_to_tell() {
    let security = |toml: &str| toml::from_str(toml).unwrap();
    let harness = Harness::with(|config| {
        config.security = Some(security(
            "contact = [\"mailto:a@musterstadt.example\", \"https://musterstadt.example/luecke\"]\nexpires = \"2027-06-30T00:00:00Z\"",
        ));
    })
    .await;
    let answer = harness.request(Method::GET, paths::SECURITY_TXT).send().await.unwrap();
    assert_eq!(answer.headers()["content-type"], "text/plain; charset=utf-8");
    let canonical = format!("{}{}", harness.config.server.public_url, paths::SECURITY_TXT);
    assert_eq!(
        answer.text().await.unwrap(),
        format!(
            "Contact: mailto:a@musterstadt.example\nContact: https://musterstadt.example/luecke\nExpires: 2027-06-30T00:00:00Z\n\
             Preferred-Languages: de, en\nCanonical: {canonical}\n"
        )
    );
    let without = Harness::new().await;
    assert_eq!(without.request(Method::GET, paths::SECURITY_TXT).send().await.unwrap().status(), 404);
}

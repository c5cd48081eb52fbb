//! The headers of every answer, errors included. In: an answer. Out: the same, with what browsers must be told.

use axum::http::header::{CACHE_CONTROL, HeaderName};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;

use crate::embedding::MayBeFramedBy;

/// leptos compiles its static markup into strings for `template.innerHTML`; the page's entry script installs the filtering policy `default`.
/// `wasm-unsafe-eval` allows compiling WebAssembly and no JavaScript `eval` (CSP Level 3 § 2.3.1).
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default";

const EVERYWHERE: [(&str, &str); 11] = [
    ("content-security-policy", CONTENT_SECURITY_POLICY),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    ("origin-agent-cluster", "?1"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("x-dns-prefetch-control", "off"),
    ("strict-transport-security", "max-age=63072000; includeSubDomains"),
    (
        "permissions-policy",
        "accelerometer=(), autoplay=(), bluetooth=(), browsing-topics=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), \
         gamepad=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), \
         picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), web-share=(), xr-spatial-tracking=()",
    ),
];

pub(crate) fn set(response: &mut Response, page: bool) {
    let is_framed = response.extensions_mut().remove::<MayBeFramedBy>().is_some_and(|framed| let_frame(response, &framed));
    let vary = page.then_some(("vary", "accept"));
    // X-Frame-Options knows no list; where it says no, some browsers would not look at the policy.
    for (name, value) in EVERYWHERE.into_iter().chain(vary).filter(|(name, _)| !(is_framed && *name == "x-frame-options")) {
        response.headers_mut().entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    // A handler that knows better (immutable files) has set its own; errors are never kept.
    if response.status() >= StatusCode::BAD_REQUEST || !response.headers().contains_key(CACHE_CONTROL) {
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

/// The tenant's listed origins may frame this answer, theirs may also be isolated (CORP), everything else of the policy stays.
fn let_frame(response: &mut Response, framed: &MayBeFramedBy) -> bool {
    let policy = CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", &format!("frame-ancestors {}", framed.as_str()));
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        let headers = response.headers_mut();
        headers.insert("content-security-policy", policy);
        headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
        return true;
    }
    false
}

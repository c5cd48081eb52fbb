//! The headers of every answer, errors included. In: an answer. Out: the same, with what browsers must be told.

use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY as CONTENT_SECURITY_POLICY_HEADER, HeaderName};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;

use crate::embedding::MayBeFramedBy;
use crate::page_style::AllowedStyle;

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
    let framed = response.extensions_mut().remove::<MayBeFramedBy>();
    let style = response.extensions_mut().remove::<AllowedStyle>();
    let is_framed = framed.is_some();
    if let Some(policy) = policy(response, framed.as_ref(), style.as_ref()) {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY_HEADER, policy);
    }
    if is_framed {
        // Theirs may also be isolated (CORP).
        response.headers_mut().insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    }
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

/// Where an answer may be more than others: framed by the tenant's listed origins, with one style in itself. Everything else of the policy stays, of the one
/// that what stands around the routes has set, too.
fn policy(response: &Response, framed: Option<&MayBeFramedBy>, style: Option<&AllowedStyle>) -> Option<HeaderValue> {
    if framed.is_none() && style.is_none() {
        return None;
    }
    let set = response.headers().get(CONTENT_SECURITY_POLICY_HEADER).and_then(|policy| policy.to_str().ok());
    let mut policy = set.unwrap_or(CONTENT_SECURITY_POLICY).to_owned();
    if let Some(framed) = framed {
        policy = policy.replace("frame-ancestors 'none'", &format!("frame-ancestors {}", framed.as_str()));
    }
    if let Some(style) = style {
        policy = policy.replace("style-src 'self'", &format!("style-src 'self' {}", style.as_str()));
    }
    HeaderValue::from_str(&policy).ok()
}

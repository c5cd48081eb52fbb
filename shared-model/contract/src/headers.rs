//! Header names of our own and of others that both ends must spell alike. All lower case, as HTTP/2 sends them.

/// On saving a draft: the ids of all attachments its body refers to, separated by commas. What is not listed is dropped.
pub const ATTACHMENTS: &str = "vordruck-attachments";
/// On reading an object of a leased submission: the fencing token of the lease.
pub const FENCE: &str = "vordruck-fence";
/// Where in the object the body of this upload begins, in bytes.
pub const UPLOAD_OFFSET: &str = "upload-offset";
/// How long the whole object is, in bytes.
pub const UPLOAD_LENGTH: &str = "upload-length";
/// Draft `draft-ietf-httpapi-idempotency-key-header`: the pid of the submission.
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";
/// Every answer carries a random id that the logs name too; it says nothing about the person who asked.
pub const REQUEST_ID: &str = "x-request-id";

/// Headers on every answer of the private side, whatever it is: the page that shows it may do nothing it has no need for; clerks sign in with passkeys.
/// `Cache-Control` and the content security policy depend on the answer and are not in the list.
pub const PROTECTIVE: &[(&str, &str)] = &[
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    ("origin-agent-cluster", "?1"),
    ("referrer-policy", "no-referrer"),
    ("strict-transport-security", "max-age=63072000; includeSubDomains"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("x-dns-prefetch-control", "off"),
    (
        "permissions-policy",
        "accelerometer=(), autoplay=(), bluetooth=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), \
         geolocation=(), gyroscope=(), hid=(), idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), \
         picture-in-picture=(), publickey-credentials-create=(self), publickey-credentials-get=(self), screen-wake-lock=(), serial=(), usb=(), \
         web-share=(), xr-spatial-tracking=()",
    ),
];

/// What an answer that is no page may do: nothing.
pub const POLICY_OF_DATA: &str = "default-src 'none'; frame-ancestors 'none'";

/// What a page with one of our apps may do. `scripts` are the hashes of what stands inline, e.g. `sha384-…`, without quotes.
/// leptos sets `template.innerHTML`, hence a Trusted Types policy named `default` instead of none at all.
#[must_use]
pub fn policy_of_app<'a>(scripts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hashes = String::new();
    for hash in scripts {
        hashes.push_str(" '");
        hashes.push_str(hash);
        hashes.push('\'');
    }
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; \
         connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types default"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_are_allowed_by_their_hash_alone() {
        let policy = policy_of_app(["sha384-abc"]);
        assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval' 'sha384-abc';"));
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
    }

    #[test]
    fn no_header_value_holds_a_line_break() {
        assert!(PROTECTIVE.iter().all(|(name, value)| name.is_ascii() && !value.contains(['\n', '\r', '\t'])));
    }
}

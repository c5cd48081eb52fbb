//! Passkeys in the browser (W3C Web Authentication, Level 3). In: what the server asks, as JSON. Out: what the authenticator answers, as JSON. The
//! browser's own readers and writers of that JSON (§ 5.1.8 to § 5.1.10) are used, so that nothing is taken apart here; a browser without them counts as one
//! without passkeys (Chrome before 129, Firefox before 119, Safari before 18.4).

use super::window;
use js_sys::{Function, JSON, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPasskey {
    /// The browser can't.
    Unsupported,
    /// Cancelled, or the time was over: browsers don't tell which, nor whether there is a passkey.
    Cancelled,
    /// The device holds one for this account already.
    Known,
    /// The page is not at the origin passkeys are for.
    Elsewhere,
}

/// Makes a passkey.
///
/// # Errors
/// See `NoPasskey`.
pub async fn make(options: &str) -> Result<String, NoPasskey> {
    ceremony("parseCreationOptionsFromJSON", "create", options).await
}

/// Has a passkey sign.
///
/// # Errors
/// See `NoPasskey`.
pub async fn sign(options: &str) -> Result<String, NoPasskey> {
    ceremony("parseRequestOptionsFromJSON", "get", options).await
}

/// Whether the browser has passkeys at all.
#[must_use]
pub fn are_possible() -> bool {
    function(&kind(), "parseCreationOptionsFromJSON").is_some()
}

fn kind() -> JsValue {
    window().map_or(JsValue::UNDEFINED, |window| get(&window, "PublicKeyCredential"))
}

async fn ceremony(reader: &str, verb: &str, options: &str) -> Result<String, NoPasskey> {
    let kind = kind();
    let read = function(&kind, reader).ok_or(NoPasskey::Unsupported)?;
    let asked = JSON::parse(options).map_err(|_| NoPasskey::Unsupported)?;
    let asked = read.call1(&kind, &asked).map_err(|_| NoPasskey::Unsupported)?;
    let wish = Object::new();
    Reflect::set(&wish, &JsValue::from_str("publicKey"), &asked).map_err(|_| NoPasskey::Unsupported)?;
    let credentials = window().map_or(JsValue::UNDEFINED, |window| get(&get(&window, "navigator"), "credentials"));
    let begin = function(&credentials, verb).ok_or(NoPasskey::Unsupported)?;
    let promise: Promise = begin.call1(&credentials, &wish).map_err(|fault| why(&fault))?.dyn_into().map_err(|_| NoPasskey::Unsupported)?;
    let credential = JsFuture::from(promise).await.map_err(|fault| why(&fault))?;
    let write = function(&credential, "toJSON").ok_or(NoPasskey::Unsupported)?;
    let answer = write.call0(&credential).and_then(|answer| JSON::stringify(&answer)).map_err(|_| NoPasskey::Unsupported)?;
    answer.as_string().ok_or(NoPasskey::Unsupported)
}

/// The names of § 5.1.3 and § 5.1.4.
fn why(fault: &JsValue) -> NoPasskey {
    match get(fault, "name").as_string().as_deref() {
        Some("InvalidStateError") => NoPasskey::Known,
        Some("SecurityError") => NoPasskey::Elsewhere,
        Some("NotSupportedError") => NoPasskey::Unsupported,
        _ => NoPasskey::Cancelled,
    }
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

fn function(object: &JsValue, name: &str) -> Option<Function> {
    get(object, name).dyn_into().ok()
}

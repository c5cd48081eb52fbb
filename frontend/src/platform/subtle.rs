//! The browser's own cryptography (Web Cryptography API), as far as the vault asks for it. In: a public key, bytes. Out: sealed bytes. Knows no format.

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Crypto, CryptoKey, DedicatedWorkerGlobalScope};

/// A public key that wraps content keys (RSA-OAEP with SHA-256).
pub struct WrappingKey(CryptoKey);

/// What was sealed.
pub struct Sealed {
    /// The content key, wrapped.
    pub wrapped: Vec<u8>,
    /// The nonce that was drawn.
    pub nonce: [u8; 12],
    /// The content and, behind it, a tag of 16 bytes (AES-256-GCM).
    pub content: Vec<u8>,
}

/// A key from its modulus (base64url); the public exponent is 65 537.
pub async fn wrapping_key(modulus: &str) -> Option<WrappingKey> {
    let jwk = object(&[("kty", "RSA".into()), ("n", modulus.into()), ("e", "AQAB".into()), ("alg", "RSA-OAEP-256".into())])?;
    let algorithm = object(&[("name", "RSA-OAEP".into()), ("hash", "SHA-256".into())])?;
    let imported = crypto()?.subtle().import_key_with_object("jwk", &jwk, &algorithm, false, &usages("wrapKey"));
    JsFuture::from(imported.ok()?).await.ok()?.dyn_into().ok().map(WrappingKey)
}

/// Seals under a key that the browser draws, uses once and wraps.
pub async fn seal(key: &WrappingKey, additional: &[u8], content: &[u8]) -> Option<Sealed> {
    let crypto = crypto()?;
    let subtle = crypto.subtle();
    let aes = object(&[("name", "AES-GCM".into()), ("length", 256.into())])?;
    let drawn = subtle.generate_key_with_object(&aes, true, &usages("encrypt")).ok()?;
    let content_key: CryptoKey = JsFuture::from(drawn).await.ok()?.dyn_into().ok()?;
    let oaep = object(&[("name", "RSA-OAEP".into())])?;
    let wrapped = JsFuture::from(subtle.wrap_key_with_object("raw", &content_key, &key.0, &oaep).ok()?).await.ok()?;
    let mut nonce = [0; 12];
    crypto.get_random_values_with_u8_array(&mut nonce).ok()?;
    let gcm = object(&[
        ("name", "AES-GCM".into()),
        ("iv", Uint8Array::from(&nonce[..]).into()),
        ("additionalData", Uint8Array::from(additional).into()),
        ("tagLength", 128.into()),
    ])?;
    let sealed = subtle.encrypt_with_object_and_u8_array(&gcm, &content_key, content).ok()?;
    let sealed = JsFuture::from(sealed).await.ok()?;
    Some(Sealed { wrapped: Uint8Array::new(&wrapped).to_vec(), nonce, content: Uint8Array::new(&sealed).to_vec() })
}

fn crypto() -> Option<Crypto> {
    js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>().ok()?.crypto().ok()
}

fn object(members: &[(&str, JsValue)]) -> Option<Object> {
    let object = Object::new();
    for (name, value) in members {
        Reflect::set(&object, &JsValue::from_str(name), value).ok()?;
    }
    Some(object)
}

fn usages(usage: &str) -> JsValue {
    Array::of1(&JsValue::from_str(usage)).into()
}

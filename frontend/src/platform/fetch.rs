//! Requests to our own host. In: method, path, headers, body. Out: the answer, or nothing when none came. Knows no problem
//! types; works in a window and in a worker.

use gloo::net::http::{Headers, Method, Request, RequestBuilder, Response};
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Blob, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect};

/// What is asked for.
pub struct Call<'a> {
    method: Method,
    path: &'a str,
    headers: Headers,
    body: Option<JsValue>,
    patience_seconds: u32,
    cookies: RequestCredentials,
    integrity: Option<String>,
}

/// What came back, whatever its status.
pub struct Answer(Response);

/// How long a request without a body may take.
const PATIENCE_SECONDS: u32 = 60;

impl<'a> Call<'a> {
    /// `GET`.
    #[must_use]
    pub fn get(path: &'a str) -> Self {
        Self::of(Method::GET, path)
    }
    /// `HEAD`.
    #[must_use]
    pub fn head(path: &'a str) -> Self {
        Self::of(Method::HEAD, path)
    }
    /// `POST`.
    #[must_use]
    pub fn post(path: &'a str) -> Self {
        Self::of(Method::POST, path)
    }
    /// `PUT`.
    #[must_use]
    pub fn put(path: &'a str) -> Self {
        Self::of(Method::PUT, path)
    }
    /// `DELETE`.
    #[must_use]
    pub fn delete(path: &'a str) -> Self {
        Self::of(Method::DELETE, path)
    }
    /// Adds a header.
    #[must_use]
    pub fn header(self, name: &str, value: &str) -> Self {
        self.headers.set(name, value);
        self
    }
    /// Proves a session (RFC 6750 § 2.1).
    #[must_use]
    pub fn bearer(self, token: &str) -> Self {
        self.header("authorization", &["Bearer ", token].concat())
    }
    /// Sends the cookies of our host along: clerks have one, applicants none.
    #[must_use]
    pub fn with_cookies(mut self) -> Self {
        self.cookies = RequestCredentials::SameOrigin;
        self
    }
    /// Has the browser refuse an answer whose SHA-256 (64 hexadecimal digits) is another: then no answer came. Costs no code of ours.
    #[must_use]
    pub fn hashed(mut self, sha256: &str) -> Self {
        self.integrity = in_base64(sha256).map(|hash| ["sha256-", &hash].concat());
        self
    }
    /// Sends bytes.
    #[must_use]
    pub fn bytes(mut self, media_type: &str, bytes: &[u8]) -> Self {
        self.body = Some(Uint8Array::from(bytes).into());
        self.header("content-type", media_type)
    }
    /// Sends sealed bytes that lie outside of wasm memory, without copying them.
    #[must_use]
    pub fn sealed(mut self, bytes: Blob) -> Self {
        self.body = Some(bytes.into());
        self.patient().header("content-type", "application/octet-stream")
    }
    /// Waits longer: 1 MiB at 64 kbit/s takes two minutes, a whole file more.
    #[must_use]
    pub fn patient(mut self) -> Self {
        self.patience_seconds = 5 * PATIENCE_SECONDS;
        self
    }

    /// Asks. `None`: no answer came, or not in time.
    pub async fn send(self) -> Option<Answer> {
        self.request()?.send().await.ok().map(Answer)
    }

    fn of(method: Method, path: &'a str) -> Self {
        Self {
            method,
            path,
            headers: Headers::new(),
            body: None,
            patience_seconds: PATIENCE_SECONDS,
            cookies: RequestCredentials::Omit,
            integrity: None,
        }
    }

    fn request(self) -> Option<Request> {
        let patience = AbortSignal::timeout_with_u32(self.patience_seconds * 1000);
        let mut builder = RequestBuilder::new(self.path)
            .method(self.method)
            .headers(self.headers)
            .cache(RequestCache::Default)
            .credentials(self.cookies)
            .redirect(RequestRedirect::Error)
            .referrer_policy(ReferrerPolicy::NoReferrer)
            .abort_signal(Some(&patience));
        if let Some(integrity) = &self.integrity {
            builder = builder.integrity(integrity);
        }
        match self.body {
            Some(body) => builder.body(body).ok(),
            None => builder.build().ok(),
        }
    }
}

impl Answer {
    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.0.status()
    }
    /// A header; none when it is missing or not text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<String> {
        self.0.headers().get(name)
    }
    /// All bytes; none when the line broke.
    pub async fn bytes(&self) -> Option<Vec<u8>> {
        self.0.binary().await.ok()
    }
    /// All bytes, kept outside of wasm memory; none when the line broke. `hear` is told how many have come.
    pub async fn blob(self, hear: impl Fn(u64)) -> Option<Blob> {
        let raw: web_sys::Response = self.0.into();
        let reader: ReadableStreamDefaultReader = raw.body()?.get_reader().dyn_into().ok()?;
        let (pieces, mut come) = (Array::new(), 0);
        loop {
            let read = JsFuture::from(reader.read()).await.ok()?;
            if Reflect::get(&read, &"done".into()).ok()?.is_truthy() {
                return Blob::new_with_u8_array_sequence(&pieces).ok();
            }
            let piece: Uint8Array = Reflect::get(&read, &"value".into()).ok()?.dyn_into().ok()?;
            come += u64::from(piece.length());
            pieces.push(&piece);
            hear(come);
        }
    }
}

/// Hexadecimal digits as base64 (RFC 4648 § 4), which is how the web writes hashes; none for another number of digits than a SHA-256 has.
fn in_base64(hex: &str) -> Option<String> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if hex.len() != 64 {
        return None;
    }
    // 64 digits are 256 bits: 42 groups of six, four more bits with two zeros behind them, and one sign of padding.
    let mut text = String::with_capacity(44);
    let (mut held, mut bits) = (0_usize, 0);
    for digit in hex.chars() {
        held = held << 4 | digit.to_digit(16)? as usize;
        bits += 4;
        if bits >= 6 {
            bits -= 6;
            text.push(char::from(*DIGITS.get(held >> bits & 63)?));
        }
    }
    text.push(char::from(*DIGITS.get(held << (6 - bits) & 63)?));
    text.push('=');
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::in_base64;

    #[test]
    fn a_hash_is_written_as_the_web_writes_it() {
        // SHA-256 of nothing, as `openssl dgst -sha256 -binary </dev/null | base64` prints it.
        let hex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(in_base64(hex).as_deref(), Some("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="));
    }

    #[test]
    fn what_is_no_hash_is_not_written_at_all() {
        assert_eq!(in_base64("e3b0"), None);
        assert_eq!(in_base64(&"x".repeat(64)), None);
    }
}

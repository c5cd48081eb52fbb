//! Requests to our own host. In: method, path, headers, body. Out: the answer, or nothing when none came. Knows no problem
//! types; works in a window and in a worker.

use gloo::net::http::{Headers, Method, Request, RequestBuilder, Response};
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Blob, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect};

/// What is asked for.
pub struct Call<'a> {
    method: Method,
    path: &'a str,
    headers: Headers,
    body: Option<JsValue>,
    patience_seconds: u32,
    cookies: RequestCredentials,
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
        Self { method, path, headers: Headers::new(), body: None, patience_seconds: PATIENCE_SECONDS, cookies: RequestCredentials::Omit }
    }

    fn request(self) -> Option<Request> {
        let patience = AbortSignal::timeout_with_u32(self.patience_seconds * 1000);
        let builder = RequestBuilder::new(self.path)
            .method(self.method)
            .headers(self.headers)
            .cache(RequestCache::Default)
            .credentials(self.cookies)
            .redirect(RequestRedirect::Error)
            .referrer_policy(ReferrerPolicy::NoReferrer)
            .abort_signal(Some(&patience));
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
    /// All bytes, kept outside of wasm memory; none when the line broke.
    pub async fn blob(self) -> Option<Blob> {
        let raw: web_sys::Response = self.0.into();
        JsFuture::from(raw.blob().ok()?).await.ok()?.dyn_into().ok()
    }
}

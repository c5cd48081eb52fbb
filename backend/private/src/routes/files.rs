//! Bytes to save: downloads of items, and the files of the web app.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use vordruck_contract::problem::ProblemKind;

use super::App;
use crate::problem::Refusal;

/// A download with a name (RFC 6266; the name in UTF-8 by RFC 8187).
pub(super) fn download(bytes: &[u8], content_type: &'static str, name: &str) -> Result<Response, Refusal> {
    let disposition = HeaderValue::from_str(&disposition(name)).map_err(|_| Refusal::internal("a file name is no header value"))?;
    let mut response = Response::new(Body::from(bytes.to_vec()));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response.headers_mut().insert(CONTENT_DISPOSITION, disposition);
    Ok(response)
}

/// `GET /assets/…`: names carry the hash of what they hold, so they never change.
pub(super) async fn get(State(app): State<App>, Path(path): Path<String>, headers: HeaderMap) -> Result<Response, Refusal> {
    let file = app.assets.file(&path).ok_or_else(|| Refusal::new(ProblemKind::NotFound))?;
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let accepts = |coding: &str| {
        accepted.split(',').any(|part| {
            part.trim() == coding || part.trim().starts_with(&format!("{coding};q=0.")) || part.trim() == format!("{coding};q=1")
        })
    };
    let (bytes, coding) = match (file.brotli, file.gzip) {
        (Some(brotli), _) if accepts("br") => (brotli, Some("br")),
        (_, Some(gzip)) if accepts("gzip") => (gzip, Some("gzip")),
        _ => (file.identity, None),
    };
    let content_type = HeaderValue::from_str(&file.content_type).map_err(|_| Refusal::internal("an asset's type is no header value"))?;
    let mut response = Response::new(Body::from(bytes));
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    response.headers_mut().insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(coding) = coding {
        response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    Ok(response)
}

fn disposition(name: &str) -> String {
    use std::fmt::Write as _;
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || ".-_ ".contains(c) { c } else { '_' }).collect();
    let encoded = name.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || b".-_".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
        text
    });
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_header() {
        let header = disposition("Söhne\"\r\nX: y.pdf");
        assert_eq!(header, "attachment; filename=\"S_hne___X_ y.pdf\"; filename*=UTF-8''S%C3%B6hne%22%0D%0AX%3A%20y.pdf");
        assert!(HeaderValue::from_str(&header).is_ok());
    }
}

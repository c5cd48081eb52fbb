//! Forms in pages of the tenant's site. In: the origins a tenant has listed, a request's headers. Out: who may frame a start page, and whether somebody
//! is about to. Resume pages are never framed: whoever types a PIN sees in the address bar where.

use axum::http::HeaderMap;
use vordruck_contract::presentation::is_embedding_origin;

/// Who may show an answer in a frame; put into the extensions of a response, read where the headers are set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MayBeFramedBy(String);

impl MayBeFramedBy {
    /// The listed origins, each checked once more; `None` if nobody may.
    pub(crate) fn origins(listed: &[String]) -> Option<Self> {
        let origins: Vec<&str> = listed.iter().map(String::as_str).filter(|origin| is_embedding_origin(origin)).collect();
        (!origins.is_empty()).then(|| Self(origins.join(" ")))
    }

    /// Separated by blanks, as `frame-ancestors` and the frame's script want them.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether the browser asks for a page to put it into a frame (Fetch Metadata, W3C). Older browsers don't say; they get the page as it is elsewhere.
pub(crate) fn is_for_a_frame(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-dest").is_some_and(|value| matches!(value.as_bytes(), b"iframe" | b"frame"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn only_well_formed_origins_reach_the_policy() {
        let listed = ["https://www.musterstadt.example", "https://x.example; script-src *", "*"].map(str::to_owned);
        assert_eq!(MayBeFramedBy::origins(&listed).unwrap().as_str(), "https://www.musterstadt.example");
        assert_eq!(MayBeFramedBy::origins(&[]), None);
        assert_eq!(MayBeFramedBy::origins(&["*".to_owned()]), None);
    }
}

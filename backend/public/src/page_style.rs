//! The style a page carries in itself. In: the app's files, a tenant's look. Out: CSS, and the hash by which the page's policy lets it in.
//!
//! A page that asks for its sheet is first seen a round trip later: on a slow line a third of the whole time.

use base64ct::{Base64, Encoding as _};
use sha2::{Digest as _, Sha256};
use vordruck_contract::assets::EntryTags;

use crate::look::Look;

/// CSS for one `style` element: ours, then the tenant's tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PageStyle(String);

impl PageStyle {
    /// `None`: there is none, or it could end the element it stands in; then the page links to its sheets.
    pub(crate) fn of(entry: &EntryTags, look: Option<&Look>) -> Option<Self> {
        let theme = look.and_then(Look::sheet);
        let style = [entry.page_style.as_deref()?, theme.as_deref().unwrap_or_default()].concat();
        let ends = |(at, _)| style.as_bytes().get(at + 2..at + 7).is_some_and(|name| name.eq_ignore_ascii_case(b"style"));
        (!style.match_indices("</").any(ends)).then_some(Self(style))
    }

    pub(crate) fn css(&self) -> &str {
        &self.0
    }

    /// What the policy says of it (CSP Level 3 § 2.3.1, hash-source).
    pub(crate) fn allowed(&self) -> AllowedStyle {
        AllowedStyle(format!("'sha256-{}'", Base64::encode_string(&Sha256::digest(&self.0))))
    }
}

/// The only style an answer's policy lets in beside files of ours; put into the extensions of a response, read where the headers are set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AllowedStyle(String);

impl AllowedStyle {
    /// As a source of `style-src`.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_the_element_it_stands_in() {
        let with = |style: &str| PageStyle::of(&EntryTags { page_style: Some(style.into()), ..EntryTags::default() }, None);
        assert_eq!(with("a{}").unwrap().css(), "a{}");
        assert_eq!(with("a{}</STYLE ><script>"), None);
        assert_eq!(PageStyle::of(&EntryTags::default(), None), None);
    }

    #[test]
    fn the_hash_is_the_one_browsers_compute() {
        let style = PageStyle("a{}".to_owned());
        assert_eq!(style.allowed().as_str(), "'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='");
    }
}

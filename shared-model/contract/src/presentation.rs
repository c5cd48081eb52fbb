//! How a tenant's pages look and where they may be shown: published by its private side, served by the public side. In: settings. Out: the same, checked
//! for shape here; whether colours can be read and pictures are harmless is checked by whoever publishes and by whoever serves.

use serde::{Deserialize, Serialize};

/// `GET` and `PUT /api/v1/tenants/{tenant}/presentation`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Presentation {
    /// Name of the authority, the heading of its own page.
    #[cfg_attr(feature = "validate", validate(length(min = 2, max = 200)))]
    pub name: String,
    /// Colours and font; ours where nothing is set.
    #[serde(default)]
    pub theme: ThemeSettings,
    /// Logo or coat of arms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<LogoFile>,
    /// Origins (`https://www.musterstadt.example`) whose pages may show forms in a frame; none unless they are listed.
    #[serde(default)]
    #[cfg_attr(feature = "validate", validate(length(max = 20), custom(function = "origins")))]
    pub embedding_origins: Vec<String>,
}

/// Colours (`#rrggbb`) of both schemes and a font by name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ThemeSettings {
    /// Dark on light.
    #[serde(default)]
    pub light: PaletteSettings,
    /// Light on dark.
    #[serde(default)]
    pub dark: PaletteSettings,
    /// `fira-sans`, `system` or `serif`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub font: Option<String>,
}

/// Colours of one scheme.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaletteSettings {
    /// Links, buttons, marks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// Text on buttons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_action: Option<String>,
    /// The focus ring.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub focus: Option<String>,
    /// The band above the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub band: Option<String>,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LogoFile {
    /// `image/svg+xml` or `image/png`.
    pub media_type: String,
    /// The file, base64 (RFC 4648 § 4).
    pub base64: String,
}

/// Whether `text` is an origin as a frame's ancestor may be named: `https://` and a host in ASCII, perhaps a port. `http://` is for this machine only,
/// where people try things out. No path, no wildcard, and nothing that could end a header's directive.
#[must_use]
pub fn is_embedding_origin(text: &str) -> bool {
    let (host_and_port, is_secure) = match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
        (Some(rest), _) => (rest, true),
        (None, Some(rest)) => (rest, false),
        (None, None) => return false,
    };
    let (host, port) = host_and_port.split_once(':').map_or((host_and_port, None), |(host, port)| (host, Some(port)));
    let port_fits = port.is_none_or(|port| (1..=5).contains(&port.len()) && port.bytes().all(|b| b.is_ascii_digit()));
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    let is_local = matches!(host, "localhost" | "127.0.0.1");
    host.len() <= 253 && host.split('.').all(is_label) && (host.contains('.') || is_local) && (is_secure || is_local) && port_fits
}

#[cfg(feature = "validate")]
fn origins(origins: &[String]) -> Result<(), validator::ValidationError> {
    if origins.iter().all(|origin| is_embedding_origin(origin)) { Ok(()) } else { Err(validator::ValidationError::new("origin")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_scheme_and_host_and_nothing_else() {
        for good in
            ["https://www.musterstadt.example", "https://xn--mnchen-3ya.example:8443", "http://localhost:8080", "http://127.0.0.1:1"]
        {
            assert!(is_embedding_origin(good), "{good}");
        }
        for bad in [
            "",
            "*",
            "https://*",
            "https://*.example.org",
            "http://www.musterstadt.example",
            "https://a.example/",
            "https://a.example/x",
            "https://a",
            "https://a.example; script-src *",
            "https://a.example https://b.example",
            "https://A.example",
            "javascript:x",
            "https://a.example:",
            "https://a.example:123456",
            "https://user@a.example",
            "https://.example",
            "data:",
            "null",
        ] {
            assert!(!is_embedding_origin(bad), "{bad}");
        }
    }
}

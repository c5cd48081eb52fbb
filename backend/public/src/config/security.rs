//! Section `security`.

use serde::Deserialize;

use crate::clock::UnixSeconds;

/// Whom people tell of a weakness they have found: what `/.well-known/security.txt` says (RFC 9116).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecurityConfig {
    /// Addresses, best first: `mailto:`, `https:` or `tel:`.
    pub contact: Vec<String>,
    /// Until when somebody vouches for the contact, RFC 3339, e.g. `2027-06-30T00:00:00Z`; less than a year ahead (RFC 9116 § 2.5.5).
    pub expires: String,
    /// Where it says how reports are dealt with: `https:`. Default none.
    #[serde(default)]
    pub policy: Option<String>,
}

impl SecurityConfig {
    /// `expires`; none if it is no moment.
    #[must_use]
    pub fn expires_at(&self) -> Option<UnixSeconds> {
        self.expires.parse::<jiff::Timestamp>().ok().map(jiff::Timestamp::as_second)
    }

    /// What in it can't be used, as the name of a field and what it should hold.
    #[must_use]
    pub fn fault(&self) -> Option<(&'static str, &'static str)> {
        let is_address = |text: &str, schemes: &[&str]| {
            schemes.iter().any(|scheme| text.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()))
                && text.chars().all(|c| c.is_ascii_graphic())
        };
        if self.contact.is_empty() || !self.contact.iter().all(|contact| is_address(contact, &["mailto:", "https://", "tel:"])) {
            return Some(("contact", "a list of addresses that begin with mailto:, https:// or tel:"));
        }
        if self.policy.as_deref().is_some_and(|policy| !is_address(policy, &["https://"])) {
            return Some(("policy", "an address that begins with https://"));
        }
        self.expires_at().is_none().then_some(("expires", "a moment such as 2027-06-30T00:00:00Z"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_no_line_of_a_security_txt_is_refused_by_its_name() {
        let fault = |contact: &str, expires: &str, policy: Option<&str>| {
            let config =
                SecurityConfig { contact: vec![contact.to_owned()], expires: expires.to_owned(), policy: policy.map(str::to_owned) };
            config.fault().map(|(field, _)| field)
        };
        let (mail, at) = ("mailto:sicherheit@musterstadt.example", "2027-06-30T00:00:00Z");
        assert_eq!(fault(mail, at, Some("https://musterstadt.example/sicherheit")), None);
        for contact in ["sicherheit@musterstadt.example", "mailto:", "http://musterstadt.example", "mailto:a@b.example\nExpires: never"] {
            assert_eq!(fault(contact, at, None), Some("contact"), "{contact}");
        }
        assert_eq!(fault(mail, "30.06.2027", None), Some("expires"));
        assert_eq!(fault(mail, at, Some("ftp://x")), Some("policy"));
    }
}

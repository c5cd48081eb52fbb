//! Web addresses. In: what was typed, with or without `https://`. Out: an address of the scheme http or https (RFC 3986, RFC 9110
//! §4.2) whose host is a domain name. Addresses with a user name in them are refused: they look like another host's.

use super::{Fault, Reading, email};
use crate::feel::lower;

/// Longest address that browsers and servers pass on without trouble (RFC 9110 §4.1 asks for at least 8 000).
const LONGEST: usize = 2_000;

/// Reads an address.
pub(super) fn read(typed: &str) -> Result<Reading, Fault> {
    let text = super::text::tidy(typed);
    let (scheme, rest) = match text.split_once("://") {
        Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
        None => ("https".to_owned(), text.as_str()),
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at_checked(end).ok_or(Fault::NotAUrl)?;
    let host = match authority.rsplit_once(':') {
        Some((host, port)) => port.parse::<u16>().ok().filter(|port| *port > 0).map(|_| host),
        None => Some(authority),
    };
    let is_host = host.is_some_and(email::is_domain);
    let misleads = |character| matches!(character, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}');
    let is_path = !path.chars().any(|character| character.is_whitespace() || character.is_control() || misleads(character));
    if !is_host || !is_path || !matches!(scheme.as_str(), "http" | "https") || text.len() > LONGEST {
        return Err(Fault::NotAUrl);
    }
    Ok(Reading::text([&scheme, "://", &lower(authority), path].concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_with_and_without_their_scheme() {
        for (typed, normal) in [
            ("https://www.Example.org/Pfad?a=b#c", "https://www.example.org/Pfad?a=b#c"),
            ("http://example.org:8080", "http://example.org:8080"),
            (" www.gießen.de ", "https://www.gießen.de"),
            ("HTTPS://example.org", "https://example.org"),
        ] {
            assert_eq!(read(typed).map(|reading| reading.normal_text()), Ok(normal.to_owned()), "{typed}");
        }
    }

    #[test]
    fn other_schemes_and_what_misleads_are_refused() {
        for typed in [
            "javascript:alert(1)",
            "javascript://example.org/%0aalert(1)",
            "ftp://example.org",
            "mailto:a@example.org",
            "https://",
            "https://localhost",
            "https://bank.de@example.org",
            "https://192.0.2.1",
            "example",
            "https://example.org/a b",
            "https://example.org:0",
            "https://example..org",
            "https://example.org/<script>",
        ] {
            assert_eq!(read(typed), Err(Fault::NotAUrl), "{typed}");
        }
    }
}

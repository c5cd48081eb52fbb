//! E-mail addresses. In: what was typed. Out: a mailbox of RFC 5321 §4.1.2 without quoting and address literals. The domain
//! may be an internationalised one as it is read (RFC 6531); whether it exists is the mail's business.

use super::{Fault, Reading};

/// Most bytes of an address: a path of 256 (RFC 5321 §4.5.3.1.3) without its angle brackets.
const LONGEST: usize = 254;
/// Most bytes before the `@` (RFC 5321 §4.5.3.1.1).
const LONGEST_LOCAL: usize = 64;
/// Most bytes of one part of a domain (RFC 1035 §2.3.4).
const LONGEST_LABEL: usize = 63;

/// Reads an address.
pub(super) fn read(typed: &str) -> Result<Reading, Fault> {
    address(typed).map(Reading::text).ok_or(Fault::NotAnEmail)
}

/// The address that was typed, if it is one: for whoever asks for one outside of a form.
#[must_use]
pub fn address(typed: &str) -> Option<String> {
    let address = super::text::tidy(typed);
    let is_mailbox =
        address.len() <= LONGEST && address.rsplit_once('@').is_some_and(|(local, domain)| is_local_part(local) && is_domain(domain));
    is_mailbox.then_some(address)
}

fn is_local_part(local: &str) -> bool {
    let is_atom =
        |atom: &str| !atom.is_empty() && atom.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte));
    local.len() <= LONGEST_LOCAL && local.split('.').all(is_atom)
}

/// At least two parts, the last one not of digits only: an address without a point is a slip.
pub(super) fn is_domain(domain: &str) -> bool {
    let mut labels = 0;
    let mut last = "";
    for label in domain.split('.') {
        let is_label = !label.is_empty()
            && label.len() <= LONGEST_LABEL
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|character| character == '-' || character.is_alphanumeric());
        if !is_label {
            return false;
        }
        labels += 1;
        last = label;
    }
    labels >= 2 && last.chars().nth(1).is_some() && !last.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mailboxes_are_accepted() {
        for address in [
            "erika@example.org",
            " erika.mustermann+park@mail.example.co.uk ",
            "o'neil@example.ie",
            "a@b.de",
            "max@müller.de",
            "x_y-z@xn--mller-kva.de",
            "1@2.museum",
        ] {
            assert!(read(address).is_ok(), "{address}");
        }
    }

    #[test]
    fn slips_are_refused() {
        let long = format!("{}@example.org", "a".repeat(65));
        for address in [
            "erika",
            "erika@",
            "@example.org",
            "erika@example",
            "erika@@example.org",
            "erika @example.org",
            "erika@exa mple.org",
            ".erika@example.org",
            "erika.@example.org",
            "er..ika@example.org",
            "erika@example..org",
            "erika@-example.org",
            "erika@example.org.",
            "erika@127.0.0.1",
            "\"e r\"@example.org",
            "erika@[::1]",
            "erika@example.o",
            "erika@example,org",
            "a@b.de, c@d.de",
            "müller@example.org",
            long.as_str(),
        ] {
            assert_eq!(read(address), Err(Fault::NotAnEmail), "{address}");
        }
    }
}

//! **VD0087 unsafe-link**: a link leads somewhere that a form must not lead to.
//!
//! Text may lead to `https://…`, `mailto:…`, `tel:…`, or to a page or a field of the form (`#id`). Anything else is no address (`www.…`), is
//! not protected on its way (`http://`), or could run something in the browser of somebody who has just entered personal data.

use crate::compile::diagnostic::{Code, Diagnostic, Place, Severity, say};

/// VD0087
pub static CODE: Code = Code { id: "VD0087", slug: "unsafe-link", severity: Severity::Error };

/// Whether text may lead there; `#id` is looked at elsewhere.
pub(crate) fn is_safe(to: &str) -> bool {
    if to.chars().any(|letter| letter.is_whitespace() || letter.is_control() || "\"<>\\^`{|}".contains(letter)) {
        return false;
    }
    if let Some(rest) = to.strip_prefix("https://") {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        // No name and password in front of the host: it would look like another one.
        return host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !host.contains('@');
    }
    if let Some(address) = to.strip_prefix("mailto:") {
        let address = address.split('?').next().unwrap_or_default();
        return address.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.') && !domain.contains('@'));
    }
    let is_digit = |letter: char| letter.is_ascii_digit() || "+-".contains(letter);
    to.strip_prefix("tel:").is_some_and(|number| number.len() >= 3 && number.chars().all(is_digit))
}

pub(crate) fn diagnostic(place: Place, to: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(&CODE, place, say!("Ein Link darf nicht nach „{to}“ führen.", "A link must not lead to “{to}”."));
    match to.strip_prefix("http://").or_else(|| to.starts_with("www.").then_some(to)) {
        Some(rest) => diagnostic.hint(say!("Schreiben Sie https://{rest}.", "Write https://{rest}.")),
        None => diagnostic.hint(say!(
            "Möglich sind https://…, mailto:name@stadt.example, tel:+496411234567 und #id einer Seite oder eines Felds.",
            "Possible are https://…, mailto:name@town.example, tel:+496411234567 and #id of a page or a field."
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::is_safe;
    use crate::compile::testing::{codes, codes_with_texts, page};

    #[test]
    fn text_leads_only_to_safe_places() {
        for safe in ["https://www.stadt.example/a?b=c#d", "mailto:amt@stadt.example", "mailto:a@b.example?subject=X", "tel:+49641-1234"] {
            assert!(is_safe(safe), "{safe}");
        }
        for bad in
            ["http://a.example", "javascript:alert(1)", "data:text/html,x", "//a.example", "www.a.example", "https://", "https://a b.example", "https://u:p@a.example", "mailto:amt", "tel:abc", "file:///etc"]
        {
            assert!(!is_safe(bad), "{bad}");
            assert_eq!(codes(&page(&format!(r#"<note><p>Zum <a href="{bad}">Bürgerbüro</a></p></note>"#))), ["VD0087"], "{bad}");
        }
        let form = page(r#"<note id="n"><p>Text</p></note>"#);
        let text = "process = Probe\np = Page\nn =\n    .p-1 = To the <a href=\"javascript:x\">office</a>\n";
        assert_eq!(codes_with_texts(&form, "en", text), ["VD0087"]);
    }
}

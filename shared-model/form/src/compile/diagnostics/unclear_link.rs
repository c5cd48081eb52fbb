//! **VD0089 unclear-link**: the words of a link do not say where it leads.
//!
//! Who uses a screen reader often has all links of a page listed: "hier", "hier", "mehr". WCAG 2.2 SC 2.4.9 (and BITV 2.0 § 3 (4) for forms) asks for
//! words that say it alone: "Satzung über Sondernutzungen". A bare address is spelt letter by letter.

use crate::compile::diagnostic::{Code, Diagnostic, Place, Severity, say};

/// VD0089
pub static CODE: Code = Code { id: "VD0089", slug: "unclear-link", severity: Severity::Warning };

/// Words that say nothing about where a link leads.
const SAYS_NOTHING: &[&str] = &[
    "hier", "hier klicken", "klicken sie hier", "bitte hier klicken", "dort", "link", "dieser link", "diesem link", "mehr", "mehr dazu",
    "mehr erfahren", "mehr informationen", "weitere informationen", "informationen", "infos", "details", "weiter", "weiterlesen", "lesen sie mehr",
    "webseite", "website", "internetseite", "diese seite", "dieser seite", "here", "click here", "there", "this link", "more", "read more",
    "learn more", "more information", "further information", "this page", "web page", "information", "continue",
];

/// Whether words say nothing.
pub(crate) fn is_unclear(words: &str) -> bool {
    let said = words.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    said.is_empty() || SAYS_NOTHING.contains(&said.as_str()) || is_address(words)
}

fn is_address(words: &str) -> bool {
    let words = words.trim();
    words.starts_with("https://") || words.starts_with("http://")
}

pub(crate) fn diagnostic(place: Place, words: &str) -> Diagnostic {
    Diagnostic::new(&CODE, place, say!("„{words}“ sagt nicht, wohin der Link führt.", "“{words}” does not say where the link leads."))
        .hint(say!("Nehmen Sie das Ziel als Linktext: „Satzung über Sondernutzungen“.", "Take what it leads to as the words: “Statute on special use”."))
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{all_codes, codes_with_texts, page};

    #[test]
    fn links_say_where_they_lead() {
        let form = |words: &str| page(&format!(r#"<note id="n"><p>Satzung: <a href="https://stadt.example/satzung">{words}</a></p></note>"#));
        assert!(all_codes(&form("Satzung über Sondernutzungen")).is_empty());
        for unclear in ["hier", " Hier klicken! ", "mehr  erfahren", "https://stadt.example/satzung", "→"] {
            assert_eq!(all_codes(&form(unclear)), ["VD0089"], "{unclear}");
        }
        let text = "process = Probe\np = Page\nn =\n    .p-1 = Statute: <a href=\"https://town.example\">here</a>\n";
        assert_eq!(codes_with_texts(&form("Satzung über Sondernutzungen"), "en", text), ["VD0089"]);
    }
}

//! **VD0029 bad-autocomplete**: an `autocomplete` token that browsers do not know, or that does not fit the type of the field.
//!
//! The tokens are those of the HTML standard ("Autofill field names"), optionally after `section-…`, `shipping` or `billing`, and
//! `home`, `work`, `mobile`, `fax` or `pager` for telephone and e-mail. They let browsers and assistive technology fill in what
//! they know about the user (WCAG 2.2 SC 1.3.5). Fields about other persons have none.

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::field_kinds::FieldKind;
use crate::compile::names::Names;

/// VD0029
pub static CODE: Code = Code { id: "VD0029", slug: "bad-autocomplete", severity: Severity::Error };

/// HTML Living Standard, "Autofill field names", without those for passwords and cards, which no form of an authority asks for.
const TOKENS: &[&str] = &[
    "name", "honorific-prefix", "given-name", "additional-name", "family-name", "honorific-suffix", "nickname", "username",
    "one-time-code", "organization-title", "organization", "street-address", "address-line1", "address-line2", "address-line3",
    "address-level4", "address-level3", "address-level2", "address-level1", "country", "country-name", "postal-code",
    "transaction-currency", "transaction-amount", "language", "bday", "bday-day", "bday-month", "bday-year", "sex", "url", "photo",
];
/// Those that may follow `home`, `work` and their like.
const CONTACT: &[&str] = &[
    "tel", "tel-country-code", "tel-national", "tel-area-code", "tel-local", "tel-local-prefix", "tel-local-suffix", "tel-extension",
    "email", "impp",
];

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    for field in &names.fields {
        let (Some(token), Some(kind)) = (field.definition.setting("autocomplete"), field.kind) else { continue };
        if !kind.has_setting("autocomplete") {
            continue;
        }
        let written = &token.value;
        let Some(name) = field_name(written) else {
            diagnostics.push(
                Diagnostic::new(&CODE, token.span, say!("„{written}“ ist kein Autocomplete-Wert.", "“{written}” is no autocomplete token."))
                    .did_you_mean(written, TOKENS.iter().chain(CONTACT).copied())
                    .hint(say!(
                        "Die Werte stehen im HTML-Standard unter „Autofill field names“, zum Beispiel family-name, postal-code, email.",
                        "The tokens are in the HTML standard under “Autofill field names”, for example family-name, postal-code, email."
                    )),
            );
            continue;
        };
        if !fits(kind, name) {
            let kind = kind.name();
            diagnostics.push(Diagnostic::new(
                &CODE,
                token.span,
                say!("„{written}“ passt nicht zu einem Feld vom Typ {kind}.", "“{written}” does not fit a field of type {kind}."),
            ));
        }
    }
}

fn field_name(written: &str) -> Option<&str> {
    let mut words = written.split(' ').peekable();
    words.next_if(|word| word.starts_with("section-") && word.len() > "section-".len());
    words.next_if(|word| matches!(*word, "shipping" | "billing"));
    let contact = words.next_if(|word| matches!(*word, "home" | "work" | "mobile" | "fax" | "pager")).is_some();
    let name = words.next()?;
    let known = CONTACT.contains(&name) || (!contact && TOKENS.contains(&name));
    (known && words.next().is_none()).then_some(name)
}

fn fits(kind: FieldKind, name: &str) -> bool {
    match kind {
        FieldKind::Email => name == "email",
        FieldKind::Phone => name.starts_with("tel"),
        FieldKind::PostalCode => name == "postal-code",
        FieldKind::Date | FieldKind::PartialDate => name == "bday",
        FieldKind::PersonName => name.ends_with("name") || name.starts_with("honorific") || name == "nickname",
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::field_name;
    use crate::compile::testing::{codes, page};

    #[test]
    fn tokens_of_the_standard_are_known_with_their_prefixes() {
        for known in ["family-name", "section-a billing address-line1", "work tel", "email"] {
            assert!(field_name(known).is_some(), "{known}");
        }
        for unknown in ["familyname", "work family-name", "", "email tel", "off"] {
            assert!(field_name(unknown).is_none(), "{unknown}");
        }
    }

    #[test]
    fn a_token_that_does_not_fit_the_type_is_reported() {
        assert_eq!(codes(&page(r#"<field id="a" type="email" autocomplete="tel"><label>A</label></field>"#)), ["VD0029"]);
        assert_eq!(codes(&page(r#"<field id="a" type="text" autocomplete="famly-name"><label>A</label></field>"#)), ["VD0029"]);
    }
}

//! **VD0012 bad-version**: the version of a process is not three numbers.
//!
//! Versions are written `1.4.0`: first number for changes that make answers mean something else, second for additions, third for
//! wording.

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::names::Names;

/// VD0012
pub static CODE: Code = Code { id: "VD0012", slug: "bad-version", severity: Severity::Error };

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    let version = &names.definition.version;
    let parts: Vec<&str> = version.value.split('.').collect();
    let is_number = |part: &&str| !part.is_empty() && part.len() <= 6 && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_version = parts.len() == 3 && parts.iter().all(is_number);
    if !version.is_missing() && !is_version {
        let written = &version.value;
        diagnostics.push(
            Diagnostic::new(&CODE, version.span, say!("„{written}“ ist keine Version.", "“{written}” is no version."))
                .hint(say!("Drei Zahlen mit Punkten, zum Beispiel 1.0.0.", "Three numbers with dots, for example 1.0.0.")),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, page};

    #[test]
    fn a_version_has_three_numbers() {
        let valid = page(r#"<field id="a" type="yes-no"><label>A</label></field>"#);
        assert!(codes(&valid).is_empty());
        assert_eq!(codes(&valid.replace(r#"version="1.0.0""#, r#"version="1.0""#)), ["VD0012"]);
    }
}

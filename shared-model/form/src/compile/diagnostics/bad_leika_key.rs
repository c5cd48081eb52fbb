//! **VD0013 bad-leika-key**: a LeiKa key that is none.
//!
//! LeiKa keys name public services: 14 digits beginning with 99, then three digits each for group, service, activity and detail,
//! e.g. `99108001001000` for the resident parking permit. FIM's catalogue lists them.

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::names::Names;

/// VD0013
pub static CODE: Code = Code { id: "VD0013", slug: "bad-leika-key", severity: Severity::Error };

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    let Some(key) = &names.definition.leika else { return };
    let written = &key.value;
    if !(written.len() == 14 && written.starts_with("99") && written.bytes().all(|byte| byte.is_ascii_digit())) {
        diagnostics.push(
            Diagnostic::new(&CODE, key.span, say!("„{written}“ ist kein LeiKa-Schlüssel.", "“{written}” is no LeiKa key.")).hint(say!(
                "14 Ziffern, die mit 99 beginnen, ohne Leerzeichen.",
                "14 digits that begin with 99, without spaces."
            )),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, page};

    #[test]
    fn a_leika_key_has_fourteen_digits() {
        let valid = page(r#"<field id="a" type="yes-no"><label>A</label></field>"#);
        assert_eq!(codes(&valid.replace("version=", r#"leika="9910800100100" version="#)), ["VD0013"]);
        assert!(codes(&valid.replace("version=", r#"leika="99108001001000" version="#)).is_empty());
    }
}

//! **VD0083 unknown-override**: `<override>` names a text that the block does not have.
//!
//! Texts are named as in the block's own files: `strasse.label`, `plz.hint`, `rule-alter.message`, `<list>-<code>.label`.

use crate::compile::diagnostic::{Code, Diagnostic, Severity, say};
use crate::definition::Written;

/// VD0083
pub static CODE: Code = Code { id: "VD0083", slug: "unknown-override", severity: Severity::Error };

pub(crate) fn diagnostic<'a>(text: &Written, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let name = &text.value;
    Diagnostic::new(&CODE, text.span, say!("Der Baustein hat keinen Text „{name}“.", "The block has no text “{name}”.")).did_you_mean(name, known)
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, page};

    #[test]
    fn only_texts_of_the_block_get_other_words() {
        let form = |text: &str| codes(&page(&format!(r#"<include id="a" block="anschrift"><override text="{text}">Weg</override></include>"#)));
        assert!(form("strasse.label").is_empty());
        assert_eq!(form("strase.label"), ["VD0083"]);
    }
}

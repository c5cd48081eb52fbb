//! **VD0073 unknown-block**: `<include>` names a block that isn't there, or a block that includes itself.
//!
//! Blocks are files in `blocks/`, named by the id that `block="…"` says; those that ship with the program (`anschrift`, `person`,
//! `kontakt`, `bankverbindung`, `staat`, …) are always there.

use crate::compile::diagnostic::{Code, Diagnostic, Severity, say};
use crate::definition::Written;

/// VD0073
pub static CODE: Code = Code { id: "VD0073", slug: "unknown-block", severity: Severity::Error };

pub(crate) fn diagnostic<'a>(block: &Written, known: impl Iterator<Item = &'a str> + Clone) -> Diagnostic {
    let (name, list) = (&block.value, known.clone().collect::<Vec<_>>().join(", "));
    Diagnostic::new(&CODE, block.span, say!("Den Baustein „{name}“ gibt es nicht.", "There is no block “{name}”."))
        .did_you_mean(name, known)
        .hint(say!("Es gibt: {list}.", "There are: {list}."))
}

pub(crate) fn circle(block: &Written) -> Diagnostic {
    let name = &block.value;
    Diagnostic::new(&CODE, block.span, say!("Der Baustein „{name}“ schließt sich selbst ein.", "The block “{name}” includes itself."))
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, page};
    use crate::compile::{Beside, BlockSource, compile_with};

    #[test]
    fn a_block_that_is_not_there_is_reported() {
        assert_eq!(codes(&page(r#"<include id="a" block="anschrift"/>"#)), Vec::<&str>::new());
        assert_eq!(codes(&page(r#"<include id="a" block="anschrfit"/><field id="b" type="yes-no"><label>B</label></field>"#)), ["VD0073"]);
    }

    #[test]
    fn a_block_that_includes_itself_is_reported() {
        let source = r#"<block xmlns="urn:vordruck:process:1" id="kreis"><include id="k" block="kreis"/><note><p>Hier</p></note></block>"#;
        let block = BlockSource { id: "kreis", name: "blocks/kreis.xml", source, texts: &[] };
        let compiled = compile_with("process.xml", &page(r#"<include id="a" block="kreis"/>"#), &[], Beside { blocks: &[block], ..Beside::default() }, None);
        assert_eq!(compiled.diagnostics.iter().map(|diagnostic| diagnostic.code.id).collect::<Vec<_>>(), ["VD0073"]);
    }
}

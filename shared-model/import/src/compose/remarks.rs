//! Comments: what authors should know about an element and a definition has no place for.

use super::Composer;
use crate::report::Fate;
use crate::schema::{Common, Said};

impl Composer<'_> {
    /// The first line of an element's comment: id, version, name if people read another one.
    pub(super) fn heading(&mut self, common: &Common) -> String {
        let is_title = common.label.as_ref().is_none_or(|label| label.value == common.name.value);
        match is_title {
            true => common.identity(),
            false => format!("{} „{}“", common.identity(), common.name.value),
        }
    }

    /// The other lines.
    pub(super) fn remarks(&mut self, common: &Common) -> Vec<String> {
        let mut lines = Vec::new();
        for (word, text) in &common.remarks {
            // Most groups and fields are called the same in forms and in printed results.
            if word.starts_with("Bezeichnung") && common.label.as_ref().is_some_and(|label| label.value == text.value) {
                self.ledger.left_out(text.item, crate::report::Reason::SaidElsewhere);
                continue;
            }
            lines.push(self.remark(word, text));
        }
        lines
    }

    /// The legal basis, as lines.
    pub(super) fn references(&mut self, references: &[Said<String>]) -> Vec<String> {
        references.iter().map(|reference| self.remark("Rechtsgrundlage", reference)).collect()
    }

    /// One line.
    pub(super) fn remark(&mut self, word: &str, text: &Said<String>) -> String {
        self.ledger.set(text.item, Fate::Remarked);
        format!("{word}: {}", text.value)
    }
}

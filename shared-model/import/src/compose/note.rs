//! Static text: a field of the kind label has nothing to fill in.

use super::Composer;
use crate::definition::{Note, Part};
use crate::report::{Fate, Reason};
use crate::schema::{Field, Position};

impl Composer<'_> {
    /// A note with the field's content, else with its help, else with its label.
    pub(super) fn note(&mut self, index: usize, position: &Position, field: &Field) -> Part {
        let common = &field.common;
        let mut remarks = self.introduced(position, common);
        let id = self.plan.place(index).map(|place| place.id.clone()).unwrap_or_default();
        let texts = [&field.content, &common.help, &common.label];
        let mut paragraphs = Vec::new();
        if let Some(text) = texts.into_iter().flatten().next() {
            self.ledger.taken(text.item, "<p>");
            paragraphs.push(text.value.clone());
        } else {
            self.ledger.simplified(common.name.item, "<p>", Reason::TextMissing);
            remarks.push("TODO: Der Text des Hinweises fehlt; hier steht der Name.".to_owned());
            paragraphs.push(common.name.value.clone());
        }
        // What is not shown is worth knowing.
        for (word, text) in [("Bezeichnung", &common.label), ("Hilfetext", &common.help)] {
            if let Some(text) = text.as_ref().filter(|text| paragraphs.first() != Some(&text.value)) {
                remarks.push(self.remark(word, text));
            } else if let Some(text) = text {
                self.ledger.left_out(text.item, Reason::SaidElsewhere);
            }
        }
        remarks.extend(self.restrictions(field, "note").remarks);
        if let Some(prefill) = &field.prefill {
            remarks.push(self.remark("Vorbefüllung", prefill));
        }
        if let Some(list) = &field.code_list {
            self.ledger.left_out_whole(list.item, &Reason::NoSuchRestriction { kind: "note".to_owned() });
        }
        for rule in &field.rules {
            remarks.extend(self.rule(rule));
        }
        self.ledger.set(common.name.item, Fate::Remarked);
        self.ledger.left_out(field.data_type.item, Reason::Editorial);
        self.ledger.taken(field.art.item, "<note>");
        self.ledger.taken(common.item, format!("<note id=\"{id}\">"));
        let mut attributes = vec![("id", id)];
        attributes.extend(self.visible(index));
        Part::Note(Note { remarks, attributes, paragraphs })
    }
}

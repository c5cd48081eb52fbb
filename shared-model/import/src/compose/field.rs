//! Fields → fields. The rest of a position, its texts and its restrictions come together here.

use super::Composer;
use super::known;
use super::multiplicity::Multiplicity;
use crate::definition::{self, Part};
use crate::report::{Fate, Reason};
use crate::schema::*;

/// Up to so many letters a help text stands before the input, longer ones unfold.
const HINT: usize = 140;
/// From so many options on one searches in them.
const MANY: usize = 20;
/// Files where FIM sets no limit.
const FILES: u32 = 20;

/// Whether a group is one field here: a date of which parts may be unknown.
pub(super) fn is_partial_date(group: &Group) -> bool {
    let fields: Vec<&str> = group
        .positions
        .iter()
        .filter_map(|position| match &position.element {
            Element::Field(field) => Some(field.common.id.value.as_str()),
            Element::Group(_) => None,
        })
        .collect();
    fields.len() == group.positions.len() && known::is_partial_date(&group.common.id.value, &fields)
}

impl Composer<'_> {
    /// A field that people see.
    pub(super) fn field(&mut self, index: usize, position: &Position, field: &Field) -> Part {
        let common = &field.common;
        let times = Multiplicity::of(position);
        let mut remarks = self.introduced(position, common);
        let options = matches!(field.art.value, FieldArt::Select).then(|| self.options(field));
        let kind = self.kind(field, times, options.as_ref().map_or(0, |(_, known)| *known));
        let mut attributes = self.named(index, common, 'F', kind);
        if let Some((list, known)) = options {
            attributes.push(("options", list));
            if kind == "select" && known > MANY {
                attributes.push(("searchable", "true".to_owned()));
            }
        } else if let Some(list) = &field.code_list {
            self.ledger.left_out_whole(list.item, &Reason::NoSuchRestriction { kind: kind.to_owned() });
        }
        let restricted = self.restrictions(field, kind);
        attributes.extend(restricted.attributes);
        remarks.extend(restricted.remarks);
        if let Some(content) = &field.content {
            if matches!(kind, "calculated" | "hidden") {
                attributes.push(("value", format!("\"{}\"", content.value)));
                self.ledger.taken(content.item, "value");
            } else {
                remarks.push(self.remark("Inhalt", content));
            }
        }
        if let Some(prefill) = &field.prefill {
            if prefill.value == "keine" {
                self.ledger.left_out(prefill.item, Reason::Editorial);
            } else {
                remarks.push(self.remark("Vorbefüllung", prefill));
            }
        }
        self.often(index, position, kind, &mut attributes);
        attributes.extend(self.visible(index));
        for rule in &field.rules {
            remarks.extend(self.rule(rule));
        }
        let (label, hint, help) = self.texts(common, &mut remarks);
        let composed = definition::Field { remarks, attributes, label, hint, help };
        let has_rows = times.is_repeated() && !matches!(kind, "checkboxes" | "file" | "calculated" | "hidden");
        if has_rows { self.in_rows(index, position, common, composed) } else { Part::Field(composed) }
    }

    /// A group that is one field: day, month and year of a date.
    pub(super) fn partial_date(&mut self, index: usize, position: &Position, group: &Group) -> Part {
        let common = &group.common;
        let mut remarks = self.introduced(position, common);
        let mut attributes = self.named(index, common, 'G', "partial-date");
        attributes.push(("not-in-future", "true".to_owned()));
        for inner in &group.positions {
            self.ledger.left_out(inner.times.item, Reason::OneField);
            inner.references.iter().for_each(|reference| self.ledger.left_out(reference.item, Reason::OneField));
            if let Element::Field(field) = &inner.element {
                self.ledger.taken(field.common.item, "type=\"partial-date\"");
                self.ledger.left_out_whole(field.common.item, &Reason::OneField);
            }
        }
        self.often(index, position, "partial-date", &mut attributes);
        attributes.extend(self.visible(index));
        for rule in &group.rules {
            remarks.extend(self.rule(rule));
        }
        if let Some(choice) = &group.is_choice {
            self.ledger.left_out(choice.item, Reason::OneField);
        }
        let (label, hint, help) = self.texts(common, &mut remarks);
        let composed = definition::Field { remarks, attributes, label, hint, help };
        let has_rows = Multiplicity::of(position).is_repeated();
        if has_rows { self.in_rows(index, position, common, composed) } else { Part::Field(composed) }
    }

    /// A field that people don't see, as a comment.
    pub(super) fn silent(&mut self, position: &Position, field: &Field) -> Part {
        let common = &field.common;
        let mut remarks = self.introduced(position, common);
        remarks.push(if Multiplicity::of(position).is_forbidden() {
            "Darf hier nicht vorkommen (höchstens 0-mal).".to_owned()
        } else {
            "Unsichtbares oder gesperrtes Feld: nicht übernommen.".to_owned()
        });
        for (word, text) in [("Bezeichnung", &common.label), ("Hilfetext", &common.help), ("Inhalt", &field.content)] {
            remarks.extend(text.iter().map(|text| self.remark(word, text)));
        }
        for rule in &field.rules {
            remarks.extend(self.rule(rule));
        }
        self.ledger.set(common.name.item, Fate::Remarked);
        let reason = if Multiplicity::of(position).is_forbidden() { Reason::Forbidden } else { Reason::Hidden };
        self.ledger.left_out(position.times.item, reason.clone());
        self.ledger.left_out(common.item, reason);
        self.ledger.left_out_whole(common.item, &Reason::InsideLeftOut);
        remarks.insert(1, format!("Name: {}", common.name.value));
        Part::Remark(remarks)
    }

    /// The first lines of a comment: id and version, what authors should know, legal basis.
    pub(super) fn introduced(&mut self, position: &Position, common: &Common) -> Vec<String> {
        let mut remarks = vec![self.heading(common)];
        remarks.extend(self.remarks(common));
        remarks.extend(self.references(&common.references));
        for reference in self.references(&position.references) {
            if !remarks.contains(&reference) {
                remarks.push(reference);
            }
        }
        remarks
    }

    /// `id`, `type` and `fim`.
    fn named(&mut self, index: usize, common: &Common, letter: char, kind: &'static str) -> Vec<(&'static str, String)> {
        let id = self.plan.place(index).map(|place| place.id.clone()).unwrap_or_default();
        self.ledger.taken(common.item, format!("<field id=\"{id}\" type=\"{kind}\">"));
        let mut attributes = vec![("id", id)];
        if kind == "date-time" {
            // It is a group of two fields, which can't have the id of a field.
            self.ledger.simplified(common.id.item, "<!-- … -->", Reason::TwoFields);
        } else {
            attributes.extend(self.fim(common, letter));
        }
        attributes.push(("type", kind.to_owned()));
        attributes
    }

    /// The FIM id, if it has the form of one.
    pub(super) fn fim(&mut self, common: &Common, letter: char) -> Option<(&'static str, String)> {
        if known::is_fim_id(&common.id.value, letter) {
            self.ledger.taken(common.id.item, "fim");
            let version = common.version.as_ref();
            let versioned = known::versioned(&common.id.value, version.map(|version| version.value.as_str()));
            if let (Some(version), Some(_)) = (version, &versioned) {
                self.ledger.taken(version.item, "fim");
            }
            return Some(("fim", versioned.unwrap_or_else(|| common.id.value.clone())));
        }
        self.ledger.simplified(common.id.item, "<!-- … -->", Reason::NotAFimId);
        None
    }

    /// What the multiplicity means for a field.
    fn often(&mut self, index: usize, position: &Position, kind: &str, attributes: &mut Vec<(&'static str, String)>) {
        let times = Multiplicity::of(position);
        let item = position.times.item;
        let place = self.plan.place(index);
        let is_chosen = place.is_some_and(|place| place.is_chosen);
        let condition = place.and_then(|place| place.required.clone());
        let limit = |count: u32| count.clamp(1, 100_000).to_string();
        if times.is_repeated() {
            match kind {
                "checkboxes" => {
                    if times.least() > 1 {
                        attributes.push(("min", limit(times.least())));
                    }
                    attributes.extend(times.most().map(|most| ("max", limit(most))));
                    self.ledger.taken(item, "type=\"checkboxes\"");
                }
                "file" => {
                    let most = times.most().unwrap_or(FILES).min(FILES);
                    attributes.push(("max-count", most.to_string()));
                    let target = format!("max-count=\"{most}\"");
                    if times.most() == Some(most) {
                        self.ledger.taken(item, target);
                    } else {
                        self.ledger.simplified(item, target, Reason::AboveHighest { highest: FILES.to_string() });
                    }
                }
                // Rows: whoever puts the field into them says what became of the multiplicity.
                "calculated" | "hidden" => {}
                _ => return,
            }
        }
        if matches!(kind, "calculated" | "hidden") {
            self.ledger.left_out(item, Reason::Locked);
        } else if is_chosen {
            attributes.push(("required", "true".to_owned()));
            self.ledger.simplified(item, "visible", Reason::AskedWhich);
        } else if times.is_demanded() {
            attributes.push(("required", "true".to_owned()));
            self.ledger.taken(item, "required=\"true\"");
        } else if let Some(condition) = condition {
            self.ledger.taken(item, format!("required=\"{condition}\""));
            attributes.push(("required", condition));
        } else {
            self.ledger.taken(item, "<field>");
        }
    }

    /// The condition under which something is shown.
    pub(super) fn visible(&self, index: usize) -> Option<(&'static str, String)> {
        let conditions = &self.plan.place(index)?.visible;
        (!conditions.is_empty()).then(|| ("visible", conditions.join(" and ")))
    }

    /// Label, hint, help.
    fn texts(&mut self, common: &Common, remarks: &mut Vec<String>) -> (String, Option<String>, Option<String>) {
        let label = match &common.label {
            Some(label) => {
                self.ledger.taken(label.item, "<label>");
                self.ledger.set(common.name.item, Fate::Remarked);
                label.value.clone()
            }
            None => {
                remarks.push("TODO: Die Bezeichnung für die Eingabe fehlt; als Beschriftung steht hier der Name.".to_owned());
                self.ledger.simplified(common.name.item, "<label>", Reason::TextMissing);
                common.name.value.clone()
            }
        };
        let Some(help) = &common.help else { return (label, None, None) };
        if help.value == label {
            self.ledger.left_out(help.item, Reason::SaidElsewhere);
            return (label, None, None);
        }
        if help.value.chars().count() <= HINT {
            self.ledger.taken(help.item, "<hint>");
            return (label, Some(help.value.clone()), None);
        }
        self.ledger.taken(help.item, "<help>");
        (label, None, Some(help.value.clone()))
    }
}

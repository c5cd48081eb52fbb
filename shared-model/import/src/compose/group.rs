//! Groups → groups and pages. What may be absent is asked for first; of what excludes each other, one is chosen first.

use super::Composer;
use super::multiplicity::Multiplicity;
use crate::definition::{self, CodeList, Entry, Page, Part};
use crate::report::{Fate, Reason};
use crate::schema::*;
use vordruck_form::journey::MOST_ROWS;

/// A hidden field with a value that never changes.
fn is_fixed(position: &Position, field: &Field) -> bool {
    field.art.value == FieldArt::Hidden && super::kind::is_constant(field) && !Multiplicity::of(position).is_forbidden()
}

/// The title of a row: braces would be a placeholder.
fn row_title(common: &Common) -> String {
    let title = common.label.as_ref().unwrap_or(&common.name).value.replace(['{', '}'], "");
    format!("{title} {{number}}")
}

impl Composer<'_> {
    /// A position: what it adds to the parts around it.
    pub(super) fn parts(&mut self, index: usize, parts: &mut Vec<Part>) {
        let Some(place) = self.plan.place(index) else { return };
        let (position, shows) = (place.position, place.shows);
        match &position.element {
            Element::Field(field) if is_fixed(position, field) => parts.push(self.field(index, position, field)),
            Element::Field(field) if !shows => parts.push(self.silent(position, field)),
            Element::Field(field) if field.art.value == FieldArt::Label => {
                self.ledger.taken(position.times.item, "<note>");
                parts.push(self.note(index, position, field));
            }
            Element::Field(field) => parts.push(self.field(index, position, field)),
            Element::Group(group) if !shows => self.silent_group(index, position, group, parts),
            Element::Group(group) if super::field::is_partial_date(group) => parts.push(self.partial_date(index, position, group)),
            Element::Group(group) => {
                let title = self.title(&group.common);
                let mut texts = vec![("title", title)];
                if let Some(help) = &group.common.help {
                    self.ledger.taken(help.item, "<hint>");
                    texts.push(("hint", help.value.clone()));
                }
                self.group(index, position, group, texts, true, parts);
            }
        }
    }

    /// A group at the top is a page; the group itself stands on it without a title, so that its FIM id is kept.
    pub(super) fn page(&mut self, index: usize) -> Option<Page> {
        let place = self.plan.place(index)?;
        let (position, shows, id) = (place.position, place.shows, place.id.clone());
        let Element::Group(group) = &position.element else { return None };
        let mut page = Page { id: self.plan.ids.take(&format!("seite {id}"), "seite"), ..Page::default() };
        if !shows {
            self.silent_group(index, position, group, &mut page.parts);
            return Some(page);
        }
        if super::field::is_partial_date(group) {
            page.title = group.common.label.as_ref().unwrap_or(&group.common.name).value.clone();
            let part = self.partial_date(index, position, group);
            page.parts.push(part);
            return Some(page);
        }
        page.title = self.title(&group.common);
        if let Some(help) = &group.common.help {
            self.ledger.taken(help.item, "<intro>");
            page.intro.push(help.value.clone());
        }
        page.visible = self.visible(index).map(|(_, condition)| condition);
        self.group(index, position, group, Vec::new(), false, &mut page.parts);
        Some(page)
    }

    fn group(
        &mut self,
        index: usize,
        position: &Position,
        group: &Group,
        mut texts: Vec<(&'static str, String)>,
        conditional: bool,
        parts: &mut Vec<Part>,
    ) {
        let common = &group.common;
        let Some(place) = self.plan.place(index) else { return };
        let (id, demands, is_chosen) = (place.id.clone(), place.demands, place.is_chosen);
        let (children, choice) = (place.children.clone(), place.choice.clone());
        let times = Multiplicity::of(position);
        let mut remarks = self.introduced(position, common);
        for rule in &group.rules {
            remarks.extend(self.rule(rule));
        }
        let mut visible = if conditional { self.visible(index) } else { None };
        let item = position.times.item;
        let element = if times.is_repeated() { "repeat" } else { "group" };
        if is_chosen {
            self.ledger.simplified(item, "visible", Reason::AskedWhich);
        } else if times.is_repeated() {
            self.repeated(position, "<repeat>");
        } else if !times.is_demanded() && demands {
            let question = self.question(common, &id, visible.take());
            visible = question.attributes.first().map(|(_, question)| ("visible", format!("{question} = true")));
            self.ledger.simplified(item, "visible", Reason::AskedWhether);
            parts.push(Part::Field(question));
        } else {
            self.ledger.taken(item, "<group>");
        }
        self.ledger.taken(common.item, format!("<{element} id=\"{id}\">"));
        let mut attributes = vec![("id", id.clone())];
        attributes.extend(self.fim(common, 'G'));
        if times.is_repeated() {
            attributes.extend(times.rows(is_chosen).0);
            if texts.is_empty() {
                texts.push(("title", common.label.as_ref().unwrap_or(&common.name).value.clone()));
            }
            texts.push(("row", row_title(common)));
        }
        attributes.extend(visible);
        if let Some(is_choice) = &group.is_choice {
            if choice.is_empty() {
                remarks.push("Auswahlgruppe mit weniger als zwei Elementen.".to_owned());
                self.ledger.set(is_choice.item, Fate::Remarked);
            } else {
                self.ledger.simplified(is_choice.item, "<field type=\"radios\">", Reason::AskedWhich);
            }
        }
        let mut inner = Vec::new();
        for child in children {
            if choice.first() == Some(&child) {
                let question = self.which(common, &id, &choice);
                inner.push(question);
            }
            self.parts(child, &mut inner);
        }
        parts.push(Part::Group(definition::Group { remarks, element, attributes, texts, parts: inner }));
    }

    /// What became of a multiplicity that is rows here.
    fn repeated(&mut self, position: &Position, target: &str) {
        let (rows, is_too_much) = Multiplicity::of(position).rows(false);
        let attributes: String = rows.iter().map(|(name, value)| format!(" {name}=\"{value}\"")).collect();
        let target = target.replace('>', &format!("{attributes}>"));
        if is_too_much {
            self.ledger.simplified(position.times.item, target, Reason::AboveHighest { highest: MOST_ROWS.to_string() });
        } else {
            self.ledger.taken(position.times.item, target);
        }
    }

    /// A field that may be there several times: rows of one field.
    pub(super) fn in_rows(&mut self, index: usize, position: &Position, common: &Common, mut field: definition::Field) -> Part {
        let is_chosen = self.plan.place(index).is_some_and(|place| place.is_chosen);
        let id = field.attributes.first().map(|(_, id)| format!("mehrere {id}")).unwrap_or_default();
        let mut attributes = vec![("id", self.plan.ids.take(&id, "mehrere"))];
        attributes.extend(Multiplicity::of(position).rows(is_chosen).0);
        attributes.extend(self.visible(index));
        field.attributes.retain(|(name, _)| !matches!(*name, "visible" | "required"));
        field.attributes.push(("required", "true".to_owned()));
        self.repeated(position, "<repeat>");
        let remarks = vec![format!("{} kommt mehrmals vor: Zeilen mit einem Feld.", common.identity())];
        let texts = vec![("title", field.label.clone()), ("row", row_title(common))];
        Part::Group(definition::Group { remarks, element: "repeat", attributes, texts, parts: vec![Part::Field(field)] })
    }

    /// Asks whether there is what may be absent.
    fn question(&mut self, common: &Common, id: &str, visible: Option<(&'static str, String)>) -> definition::Field {
        let title = common.label.as_ref().unwrap_or(&common.name).value.clone();
        let question = self.plan.ids.take(&format!("mit {id}"), "mit");
        let mut attributes = vec![("id", question), ("type", "yes-no".to_owned()), ("required", "true".to_owned())];
        attributes.extend(visible);
        definition::Field {
            remarks: vec![format!("{} darf fehlen: diese Frage entscheidet.", common.identity())],
            attributes,
            label: format!("Möchten Sie Angaben zu „{title}“ machen?"),
            hint: None,
            help: None,
        }
    }

    /// Asks which of several there is, and lets the answer decide.
    fn which(&mut self, common: &Common, id: &str, choice: &[usize]) -> Part {
        let list = self.plan.ids.take(&format!("auswahl {id} liste"), "liste");
        let question = self.plan.ids.take(&format!("auswahl {id}"), "auswahl");
        let mut entries = Vec::new();
        for child in choice {
            let Some(place) = self.plan.place_mut(*child) else { continue };
            let common = match &place.position.element {
                Element::Group(group) => &group.common,
                Element::Field(field) => &field.common,
            };
            place.visible.push(format!("{question} = \"{}\"", place.id));
            let label = common.label.as_ref().unwrap_or(&common.name).value.clone();
            entries.push(Entry { code: place.id.clone(), label, hint: None });
        }
        let remarks = vec![format!("{}: genau eins davon.", common.identity())];
        self.lists.add(CodeList { remarks: remarks.clone(), id: list.clone(), urn: None, is_parameter: false, entries });
        let title = common.label.as_ref().unwrap_or(&common.name).value.clone();
        Part::Field(definition::Field {
            remarks,
            attributes: vec![("id", question), ("type", "radios".to_owned()), ("options", list), ("required", "true".to_owned())],
            label: format!("Welche Angaben zu „{title}“ möchten Sie machen?"),
            hint: None,
            help: None,
        })
    }

    /// A group in which nothing is shown: comments.
    fn silent_group(&mut self, index: usize, position: &Position, group: &Group, parts: &mut Vec<Part>) {
        let common = &group.common;
        let mut remarks = self.introduced(position, common);
        remarks.push(format!("Gruppe „{}“: enthält nichts, was gefragt oder gezeigt werden kann.", common.name.value));
        for rule in &group.rules {
            remarks.extend(self.rule(rule));
        }
        for (word, text) in [("Bezeichnung", &common.label), ("Hilfetext", &common.help)] {
            remarks.extend(text.iter().map(|text| self.remark(word, text)));
        }
        self.ledger.set(common.name.item, Fate::Remarked);
        let reason = if Multiplicity::of(position).is_forbidden() { Reason::Forbidden } else { Reason::NothingInside };
        self.ledger.left_out(position.times.item, reason.clone());
        self.ledger.left_out(common.item, reason);
        parts.push(Part::Remark(remarks));
        for child in self.plan.children(Some(index)) {
            if let Some(place) = self.plan.place_mut(child) {
                place.shows = false;
            }
            self.parts(child, parts);
        }
        self.ledger.left_out_whole(common.item, &Reason::InsideLeftOut);
    }
}

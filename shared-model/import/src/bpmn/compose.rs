//! A process → a definition: pages in the order of the flow, each with the condition under which it is reached.

use super::choose::Chosen;
use super::condition::{Condition, translate};
use super::flow::{Course, Path, Reach};
use super::model::*;
use super::questions::{Known, Questions, is_code};
use crate::definition::{CodeList, Definition, Entry, Field, Ids, Page, Part, process_id};
use crate::ledger::Ledger;
use crate::report::{Fate, Reason};
use std::collections::{HashMap, HashSet};

/// Composes the definition.
pub(super) fn compose(file: &str, model: &Model, process: &Process, chosen: &Chosen, ledger: &mut Ledger) -> Definition {
    let mut definition = Definition {
        remarks: vec![
            format!("Importiert aus {file}: BPMN 2.0, Prozess {} „{}“.", process.id, chosen.name),
            "Was aus jedem Element wurde, steht im Bericht des Imports. Mit TODO ist markiert, was noch fehlt.".to_owned(),
        ],
        id: process_id(&chosen.name),
        version: "1.0.0".to_owned(),
        title: chosen.name.clone(),
        ..Definition::default()
    };
    for (word, texts) in [("Dokumentation", &process.documentation), ("Anmerkung", &model.annotations)] {
        for text in texts {
            definition.remarks.push(format!("{word}: {}", text.value));
            ledger.set(text.item, Fate::Remarked);
        }
    }
    for lane in process.lanes.iter().filter(|lane| !lane.name.is_empty()) {
        definition.remarks.push(format!("Bahn „{}“: {} Schritte", lane.name, lane.members.len()));
    }
    ledger.taken(process.item, format!("<process id=\"{}\">", definition.id));
    let course = Course::of(process);
    let mut composer = Composer { process, course, ledger, ids: Ids::default(), lists: Vec::new(), questions: Questions::default() };
    definition.pages = composer.pages(chosen);
    definition.code_lists = composer.lists;
    definition
}

struct Composer<'m> {
    process: &'m Process,
    course: Course,
    ledger: &'m mut Ledger,
    ids: Ids,
    lists: Vec<CodeList>,
    questions: Questions,
}

/// The condition of a page: none, one, or one that only a comment can say.
enum Needed {
    Nothing,
    Condition(Condition),
    Words(String),
}

impl Composer<'_> {
    fn pages(&mut self, chosen: &Chosen) -> Vec<Page> {
        let process = self.process;
        let kind = if process.nodes.iter().any(|node| node.kind == Kind::UserTask) { Kind::UserTask } else { Kind::Task };
        let is_page = |number: &usize| process.nodes.get(*number).is_some_and(|node| node.kind == kind) && !chosen.others.contains(number);
        let numbers: Vec<usize> = self.course.order.iter().copied().filter(is_page).collect();
        let place: HashMap<usize, usize> = numbers.iter().enumerate().map(|(place, number)| (*number, place)).collect();
        let mut pages: Vec<Page> =
            numbers.iter().enumerate().filter_map(|(place, number)| self.page(process.nodes.get(*number)?, place)).collect();

        let conditions: Vec<Needed> = numbers.iter().map(|number| self.needed(*number)).collect();
        let before = self.pages_before(&place);
        for (page, number) in numbers.iter().enumerate() {
            let Some(Needed::Condition(_)) = conditions.get(page) else { continue };
            for flow in self.branches(*number) {
                let Some(gateway) = process.flows.get(flow).map(|flow| flow.source) else { continue };
                let asked = before.get(gateway).copied().flatten().unwrap_or(0).min(page);
                let question = process.nodes.get(gateway).and_then(|node| node.name.as_deref());
                for sibling in self.course.forward.get(gateway).into_iter().flatten() {
                    if let Some(condition) = self.condition(*sibling) {
                        self.questions.note(&condition, asked, page, question);
                    }
                }
            }
        }
        for (page, field) in self.questions.settle(&mut self.ids, &mut self.lists) {
            if let Some(page) = pages.get_mut(page) {
                page.parts.push(Part::Field(field));
            }
        }
        let mut used = HashSet::new();
        for ((page, needed), number) in pages.iter_mut().zip(conditions).zip(&numbers) {
            let words = match needed {
                Needed::Nothing => continue,
                Needed::Words(words) => words,
                Needed::Condition(condition) => match self.questions.feel(&condition) {
                    Some(visible) => {
                        used.extend(self.branches(*number).into_iter().flat_map(|flow| self.siblings(flow)));
                        page.visible = Some(visible);
                        continue;
                    }
                    None => self.words(*number),
                },
            };
            page.remarks.push(format!("TODO: nur unter einer Bedingung, die nicht übersetzt wurde: {words}"));
        }
        for page in pages.iter_mut().filter(|page| page.parts.is_empty()) {
            page.intro.push(format!("TODO: Felder für „{}“", page.title));
        }
        if pages.is_empty() {
            let (id, title) = (self.ids.take("angaben", "seite"), "Angaben".to_owned());
            let intro = vec!["TODO: Der Prozess hat keine Aufgaben, die jemand ausfüllt.".to_owned()];
            pages.push(Page { id, title, intro, ..Page::default() });
        }
        self.fates(chosen, &place, &used);
        pages
    }

    fn page(&mut self, node: &FlowNode, place: usize) -> Option<Page> {
        let mut page = Page { id: self.ids.take(node.title(), "seite"), title: node.title().to_owned(), ..Page::default() };
        page.remarks.push(format!("Aufgabe {}", node.id));
        for text in &node.documentation {
            page.remarks.push(format!("Dokumentation: {}", text.value));
            self.ledger.set(text.item, Fate::Remarked);
        }
        for (word, key) in &node.keys {
            page.remarks.push(format!("{word}: {}", key.value));
            self.ledger.set(key.item, Fate::Remarked);
        }
        if node.repeats.is_some() {
            page.remarks.push("TODO: Kommt mehrmals vor, wird aber nur einmal gefragt.".to_owned());
        }
        for field in &node.fields {
            let part = self.field(field, place);
            page.parts.push(part);
        }
        let target = format!("<page id=\"{}\">", page.id);
        if node.fields.is_empty() {
            self.ledger.simplified(node.item, target, Reason::FieldsMissing);
        } else {
            self.ledger.taken(node.item, target);
        }
        Some(page)
    }

    /// A field that the model describes (`camunda:formField`).
    fn field(&mut self, field: &FormField, page: usize) -> Part {
        let id = self.ids.take(&field.id, "feld");
        let usable = field.values.iter().filter(|(_, code, _)| is_code(code)).count();
        let (kind, simplified) = match field.kind.as_str() {
            "string" => ("text", false),
            "boolean" => ("yes-no", false),
            "date" => ("date", false),
            "long" | "int" | "integer" => ("integer", false),
            "double" | "float" => ("decimal", false),
            "enum" if usable == field.values.len() && usable >= 2 => ("radios", false),
            _ => ("text", true),
        };
        let mut attributes = vec![("id", id.clone()), ("type", kind.to_owned())];
        if kind == "radios" {
            let list = self.ids.take(&format!("{id}_liste"), "liste");
            let mut entries: Vec<Entry> = Vec::new();
            for (item, code, name) in &field.values {
                self.ledger.taken(*item, format!("<entry code=\"{code}\">"));
                if !entries.iter().any(|entry| entry.code == *code) {
                    entries.push(Entry { code: code.clone(), label: name.clone(), hint: None });
                }
            }
            if entries.len() < 2 {
                entries.push(Entry { code: "todo_2".to_owned(), label: "TODO: Eintrag 2".to_owned(), hint: None });
            }
            self.lists.push(CodeList { remarks: Vec::new(), id: list.clone(), urn: None, is_parameter: false, entries });
            attributes.push(("options", list));
        } else {
            field.values.iter().for_each(|(item, ..)| self.ledger.left_out_whole(*item, &Reason::NoSuchType));
        }
        let mut remarks = Vec::new();
        for (item, constraint) in &field.constraints {
            if constraint == "required" && !attributes.iter().any(|(name, _)| *name == "required") {
                attributes.push(("required", "true".to_owned()));
                self.ledger.taken(*item, "required=\"true\"");
            } else {
                remarks.push(format!("Einschränkung: {constraint}"));
                self.ledger.left_out_whole(*item, &Reason::NoSuchRestriction { kind: kind.to_owned() });
            }
        }
        let target = format!("<field id=\"{id}\" type=\"{kind}\">");
        if simplified {
            remarks.push(format!("Typ im Modell: {}", field.kind));
            self.ledger.simplified(field.item, target, Reason::NoSuchType);
        } else {
            self.ledger.taken(field.item, target);
        }
        let codes = field.values.iter().map(|(_, code, _)| code.clone()).collect();
        self.questions.describe(field.id.clone(), Known { id, kind, codes, page });
        let label = field.label.clone().unwrap_or_else(|| format!("TODO: {}", field.id));
        Part::Field(Field { remarks, attributes, label, hint: None, help: None })
    }

    /// The last page before each node.
    fn pages_before(&self, place: &HashMap<usize, usize>) -> Vec<Option<usize>> {
        let mut before: Vec<Option<usize>> = vec![None; self.process.nodes.len()];
        for number in &self.course.order {
            let here = place.get(number).copied().or(before.get(*number).copied().flatten());
            for flow in self.course.forward.get(*number).into_iter().flatten() {
                let Some(target) = self.process.flows.get(*flow).map(|flow| flow.target) else { continue };
                if let Some(known) = before.get_mut(target) {
                    *known = (*known).max(here);
                }
            }
        }
        before
    }

    fn branches(&self, number: usize) -> Vec<usize> {
        match self.course.reach.get(number) {
            Some(Reach::By(paths)) => paths.iter().flatten().copied().collect(),
            _ => Vec::new(),
        }
    }

    /// A flow and the others that leave the same node: its condition is theirs as well.
    fn siblings(&self, flow: usize) -> Vec<usize> {
        let source = self.process.flows.get(flow).map(|flow| flow.source);
        source.and_then(|source| self.course.forward.get(source)).cloned().unwrap_or_default()
    }

    fn needed(&self, number: usize) -> Needed {
        let Some(Reach::By(paths)) = self.course.reach.get(number) else { return Needed::Words(self.words(number)) };
        if paths.iter().any(Vec::is_empty) || paths.is_empty() {
            return Needed::Nothing;
        }
        let path = |path: &Path| {
            let parts: Option<Vec<Condition>> = path.iter().map(|flow| self.branch(*flow)).collect();
            parts.map(|mut parts| if parts.len() == 1 { parts.remove(0) } else { Condition::And(parts) })
        };
        let all: Option<Vec<Condition>> = paths.iter().map(path).collect();
        match all {
            Some(mut all) if all.len() == 1 => Needed::Condition(all.remove(0)),
            Some(all) => Needed::Condition(Condition::Or(all)),
            None => Needed::Words(self.words(number)),
        }
    }

    fn condition(&self, flow: usize) -> Option<Condition> {
        self.process.flows.get(flow)?.condition.as_ref().and_then(|condition| translate(&condition.value))
    }

    /// When a branch is taken: its condition holds and none before it; the default, when none holds.
    fn branch(&self, flow: usize) -> Option<Condition> {
        let taken = self.process.flows.get(flow)?;
        let gateway = self.process.nodes.get(taken.source)?;
        if gateway.kind != Kind::Exclusive {
            return self.condition(flow);
        }
        let siblings = self.course.forward.get(taken.source)?;
        if siblings.len() > 12 {
            return None;
        }
        let others = |flows: Vec<usize>| -> Option<Vec<Condition>> { flows.into_iter().map(|flow| self.condition(flow)).collect() };
        if gateway.default.as_ref() == Some(&taken.id) {
            let mut all = others(siblings.iter().copied().filter(|other| *other != flow).collect())?;
            return Some(if all.len() == 1 { all.remove(0) } else { Condition::Or(all) }.negated());
        }
        let own = self.condition(flow)?;
        let default = |other: &usize| self.process.flows.get(*other).is_some_and(|flow| gateway.default.as_ref() == Some(&flow.id));
        let earlier: Vec<usize> = siblings.iter().copied().take_while(|other| *other != flow).filter(|other| !default(other)).collect();
        let mut all: Vec<Condition> = others(earlier)?.into_iter().filter(|other| !excludes(other, &own)).map(Condition::negated).collect();
        all.push(own);
        Some(if all.len() == 1 { all.remove(0) } else { Condition::And(all) })
    }

    /// How a page is reached, in the words of the model.
    fn words(&self, number: usize) -> String {
        let Some(Reach::By(paths)) = self.course.reach.get(number) else {
            return "über zu viele Wege, oder nach einem Ereignis".to_owned();
        };
        let branch = |flow: &usize| {
            let flow = self.process.flows.get(*flow)?;
            let gateway = self.process.nodes.get(flow.source)?;
            let condition = flow.condition.as_ref().map(|condition| format!(" [{}]", condition.value)).unwrap_or_default();
            Some(format!("„{}“: „{}“{condition}", gateway.title(), flow.name.as_deref().unwrap_or(&flow.id)))
        };
        let path = |path: &Path| path.iter().filter_map(branch).collect::<Vec<_>>().join(" und ");
        paths.iter().map(path).collect::<Vec<_>>().join("; oder ")
    }

    /// What became of everything that is no page.
    fn fates(&mut self, chosen: &Chosen, place: &HashMap<usize, usize>, used: &HashSet<usize>) {
        let decides: HashSet<usize> = place.keys().flat_map(|number| self.branches(*number)).flat_map(|flow| self.siblings(flow)).collect();
        for (number, node) in self.process.nodes.iter().enumerate().filter(|(number, _)| !place.contains_key(number)) {
            if chosen.others.contains(&number) {
                self.ledger.left_out_whole(node.item, &Reason::AnotherParticipant { imported: chosen.name.clone() });
                continue;
            }
            let forward = self.course.forward.get(number).map_or(&[][..], Vec::as_slice);
            match node.kind {
                Kind::Exclusive | Kind::Inclusive if forward.len() > 1 => {
                    if forward.iter().any(|flow| used.contains(flow)) {
                        self.ledger.taken(node.item, "visible");
                    } else if !forward.iter().any(|flow| decides.contains(flow)) {
                        self.ledger.left_out(node.item, Reason::NoPage);
                    } else {
                        self.ledger.simplified(node.item, "<!-- … -->", Reason::ConditionAsText);
                    }
                }
                Kind::Exclusive | Kind::Inclusive | Kind::Parallel => self.ledger.simplified(node.item, "<page>", Reason::OneAfterTheOther),
                Kind::SubProcess { .. } | Kind::Exit => self.ledger.simplified(node.item, "<page>", Reason::OneAfterTheOther),
                _ => self.ledger.left_out(node.item, Reason::NotFilledIn),
            }
            let said = node.documentation.iter().chain(node.keys.iter().map(|(_, key)| key));
            said.for_each(|text| self.ledger.left_out(text.item, Reason::NotFilledIn));
            node.fields.iter().for_each(|field| self.ledger.left_out_whole(field.item, &Reason::NotFilledIn));
        }
        for (number, flow) in self.process.flows.iter().enumerate() {
            let Some(item) = flow.item else { continue };
            let is_back = self.course.is_back.get(number).copied().unwrap_or(false);
            let (fate, condition) = if is_back {
                (Fate::LeftOut { reason: Reason::WayBack }, Fate::LeftOut { reason: Reason::WayBack })
            } else if used.contains(&number) {
                (Fate::TakenOver { target: "visible".to_owned() }, Fate::TakenOver { target: "visible".to_owned() })
            } else if !decides.contains(&number) {
                (Fate::TakenOver { target: "<page>".to_owned() }, Fate::LeftOut { reason: Reason::NoPage })
            } else {
                (
                    Fate::TakenOver { target: "<page>".to_owned() },
                    Fate::Simplified { target: "<!-- … -->".to_owned(), reason: Reason::ConditionAsText },
                )
            };
            self.ledger.set(item, fate);
            if let Some(text) = &flow.condition {
                self.ledger.set(text.item, condition);
            }
        }
    }
}

/// Whether two conditions can't both hold: the same variable is equal to different literals.
fn excludes(left: &Condition, right: &Condition) -> bool {
    match (left, right) {
        (
            Condition::Compare { variable: left, operator: "=", literal: first },
            Condition::Compare { variable: right, operator: "=", literal: second },
        ) => left == right && first != second,
        _ => false,
    }
}

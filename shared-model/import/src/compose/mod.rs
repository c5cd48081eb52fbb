//! A FIM schema → a definition. Pages are made from the groups at the top. In: the schema, the ledger. Out: parts of a definition; the
//! ledger learns what became of everything.

mod code_lists;
mod field;
mod group;
mod kind;
mod known;
mod multiplicity;
mod note;
mod plan;
mod remarks;
mod restrictions;
mod rules;
mod sentences;

use crate::definition::{Definition, Page, process_id};
use crate::ledger::Ledger;
use crate::report::Reason;
use crate::schema::{Element, Schema};
use code_lists::CodeLists;
use plan::Plan;

/// What composing needs to know everywhere.
struct Composer<'s> {
    plan: Plan<'s>,
    lists: CodeLists,
    ledger: &'s mut Ledger,
}

/// Composes a definition.
pub(crate) fn compose(dialect: &str, file: &str, schema: &Schema, ledger: &mut Ledger) -> Definition {
    let mut plan = Plan::of(schema);
    rules::apply(schema, &mut plan);
    let mut composer = Composer { plan, lists: CodeLists::default(), ledger };
    let common = &schema.common;
    let title = composer.title(common);
    let mut definition = Definition {
        remarks: vec![
            format!("Importiert aus {file}: {dialect}, {} „{}“.", common.identity(), common.name.value),
            "Was aus jedem Element wurde, steht im Bericht des Imports. Mit TODO ist markiert, was noch fehlt.".to_owned(),
        ],
        id: process_id(&title),
        version: version(common.version.as_ref().map_or("", |version| version.value.as_str())),
        ..Definition::default()
    };
    definition.remarks.extend(composer.remarks(common));
    for rule in &schema.rules {
        definition.remarks.extend(composer.rule(rule));
    }
    composer.ledger.taken(common.item, format!("<process id=\"{}\" version=\"{}\">", definition.id, definition.version));
    if let Some(help) = &common.help {
        composer.ledger.taken(help.item, "<summary>");
        definition.start.push(("summary", help.value.clone()));
    }
    for reference in &common.references {
        composer.ledger.taken(reference.item, "<legal-basis>");
        definition.start.push(("legal-basis", reference.value.clone()));
    }
    definition.title = title;
    definition.pages = composer.pages();
    definition.code_lists = composer.lists.into_lists();
    definition
}

impl Composer<'_> {
    /// Groups at the top are pages; fields between them are collected on pages of their own.
    fn pages(&mut self) -> Vec<Page> {
        let mut pages: Vec<Page> = Vec::new();
        let mut loose: Option<Page> = None;
        for index in self.plan.children(None) {
            let place = self.plan.position(index);
            let composed = match place.map(|position| &position.element) {
                Some(Element::Group(_)) => self.page(index),
                _ => {
                    let mut parts = Vec::new();
                    self.parts(index, &mut parts);
                    let page = loose.get_or_insert_with(|| self.loose_page());
                    page.parts.append(&mut parts);
                    continue;
                }
            };
            pages.extend(loose.take().into_iter().chain(composed));
        }
        pages.extend(loose);
        // A page on which nothing is shown keeps its comments on the next one, or on the one before.
        let mut shown: Vec<Page> = Vec::new();
        let mut silent = Vec::new();
        for mut page in pages {
            if page.parts.iter().any(crate::definition::Part::is_shown) {
                page.parts.splice(0..0, silent.drain(..));
                shown.push(page);
            } else {
                silent.push(crate::definition::Part::Remark(page.remarks));
                silent.append(&mut page.parts);
            }
        }
        match shown.last_mut() {
            Some(last) => last.parts.append(&mut silent),
            None => shown.push(Page {
                id: self.plan.ids.take("angaben", "seite"),
                title: "Angaben".to_owned(),
                intro: vec!["TODO: Das Schema hat keine Felder, die gefragt werden können.".to_owned()],
                parts: silent,
                ..Page::default()
            }),
        }
        shown
    }

    fn loose_page(&mut self) -> Page {
        Page {
            id: self.plan.ids.take("weitere_angaben", "seite"),
            title: "Weitere Angaben".to_owned(),
            remarks: vec!["Felder, die im Schema in keiner Gruppe stehen.".to_owned()],
            ..Page::default()
        }
    }

    /// What applicants call something: its Bezeichnung Eingabe, else its name.
    fn title(&mut self, common: &crate::schema::Common) -> String {
        match &common.label {
            Some(label) => {
                self.ledger.taken(label.item, "<title>");
                self.ledger.set(common.name.item, crate::report::Fate::Remarked);
                label.value.clone()
            }
            None => {
                self.ledger.simplified(common.name.item, "<title>", Reason::TextMissing);
                common.name.value.clone()
            }
        }
    }
}

/// `1.1` → `1.1.0`; what is no version becomes 1.0.0.
fn version(written: &str) -> String {
    let parts: Vec<&str> = written.split('.').collect();
    let is_number = |part: &&str| (1..=6).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if !(1..=3).contains(&parts.len()) || !parts.iter().all(is_number) {
        return "1.0.0".to_owned();
    }
    let mut three = parts;
    three.resize(3, "0");
    three.join(".")
}

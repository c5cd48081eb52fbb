//! Changes of everything but fields: process, pages with their groups and notes, rules, code lists, fee, settings. In: two versions. Out:
//! changes.

use super::change::{ChangeKind, Found};
use super::moved::Moved;
use super::texts::{Place, Versions};
use crate::compile::diagnostic::{Wording, say};
use crate::compiled::{CodeList, CompiledForm, Item, Note, Page, Repeat, RichText, Run, Text};
use crate::feel::{Expression, text_of};

pub(super) fn process(old: &CompiledForm, new: &CompiledForm, found: &mut Found) {
    let id = &new.id;
    if old.id != new.id {
        let (was, is) = (&old.id, &new.id);
        let message = say!("Es ist ein anderer Prozess: {is} statt {was}.", "It is another process: {is} instead of {was}.");
        found.replaced(ChangeKind::Other, "process", id, message, was, is);
    }
    if old.leika_key != new.leika_key {
        found.add(ChangeKind::SettingChanged, "process", id, say!("Der LeiKa-Schlüssel ist ein anderer.", "The LeiKa key is another one."));
    }
    if old.kind != new.kind {
        let (was, is) = (old.kind.name(), new.kind.name());
        let message = say!("Was gesendet wird, ist jetzt {is} statt {was}.", "What is sent is {is} now instead of {was}.");
        found.replaced(ChangeKind::SettingChanged, "process", "kind", message, was, is);
    }
    for language in new.languages.iter().filter(|language| !old.languages.contains(language)) {
        found.add(ChangeKind::Added, "language", language, say!("Neue Sprache: {language}.", "New language: {language}."));
    }
    for language in old.languages.iter().filter(|language| !new.languages.contains(language)) {
        found.add(ChangeKind::Removed, "language", language, say!("Entfallene Sprache: {language}.", "Language gone: {language}."));
    }
    let versions = Versions { old, new };
    let named = say!("Startseite", "Start page");
    let place = Place { part: "process", id, named: &named };
    let (before, after) = (&old.start, &new.start);
    versions.text(place, &say!("der Name", "the name"), Some(&old.title), Some(&new.title), found);
    versions.texts(place, &say!("die Beschreibung", "the summary"), &before.summary, &after.summary, found);
    versions.texts(place, &say!("was gebraucht wird", "what is needed"), &before.needed, &after.needed, found);
    versions.text(place, &say!("die Dauer", "the duration"), Some(&before.duration), Some(&after.duration), found);
    versions.text(place, &say!("die Kosten", "the costs"), Some(&before.fee), Some(&after.fee), found);
    versions.texts(place, &say!("die Rechtsgrundlage", "the legal basis"), &before.legal_basis, &after.legal_basis, found);
    versions.texts(place, &say!("der andere Weg", "the other way"), &before.other_ways, &after.other_ways, found);
}

pub(super) fn pages(old: &CompiledForm, new: &CompiledForm, found: &mut Found) {
    let moved = Moved::of(old, new);
    let kept = |form: &CompiledForm, other: &CompiledForm| -> Vec<String> {
        form.pages.iter().filter(|page| other.pages.iter().any(|known| known.id == page.id)).map(|page| page.id.clone()).collect()
    };
    let (order_before, order_after) = (kept(old, new), kept(new, old));
    for page in &new.pages {
        let name = named_page(page);
        let (de, en) = (&name.de, &name.en);
        let Some(before) = old.pages.iter().find(|known| known.id == page.id) else {
            found.add(ChangeKind::Added, "page", &page.id, say!("Neu: {de}.", "New: {en}."));
            continue;
        };
        let position = |order: &[String]| order.iter().position(|id| *id == page.id);
        if position(&order_before) != position(&order_after) {
            found.add(ChangeKind::Moved, "page", &page.id, say!("{de} steht an anderer Stelle.", "{en} stands elsewhere."));
        }
        if !moved.is_same(before.visible.as_ref(), page.visible.as_ref()) {
            let message = say!("{de} kommt unter anderen Bedingungen vor.", "{en} is passed under other conditions.");
            found.add(ChangeKind::ConditionChanged, "page", &page.id, message);
        }
        let versions = Versions { old, new };
        let place = Place { part: "page", id: &page.id, named: &name };
        versions.text(place, &say!("die Überschrift", "the heading"), Some(&before.title), Some(&page.title), found);
        versions.texts(place, &say!("die Einleitung", "the introduction"), &words(&before.intro), &words(&page.intro), found);
        notes(versions, &moved, before, page, found);
    }
    for page in old.pages.iter().filter(|page| new.pages.iter().all(|known| known.id != page.id)) {
        let name = named_page(page);
        let (de, en) = (name.de, name.en);
        found.add(ChangeKind::Removed, "page", &page.id, say!("Entfallen: {de}.", "Gone: {en}."));
    }
    groups(old, new, &moved, found);
}

fn groups(old: &CompiledForm, new: &CompiledForm, moved: &Moved, found: &mut Found) {
    for group in &new.groups {
        let Some(before) = old.groups.iter().find(|known| known.id == group.id) else { continue };
        let id = &group.id;
        let title = group.title.as_ref().map_or(id.as_str(), |title| title.in_language(0));
        let name = say!("Gruppe „{title}“", "Group “{title}”");
        let (de, en) = (&name.de, &name.en);
        if !moved.is_same(before.visible.as_ref(), group.visible.as_ref()) {
            let message = say!("{de} wird unter anderen Bedingungen gezeigt.", "{en} is shown under other conditions.");
            found.add(ChangeKind::ConditionChanged, "group", id, message);
        }
        let versions = Versions { old, new };
        let place = Place { part: "group", id, named: &name };
        versions.text(place, &say!("die Überschrift", "the heading"), before.title.as_ref(), group.title.as_ref(), found);
        versions.text(place, &say!("der Hinweis", "the hint"), before.hint.as_ref(), group.hint.as_ref(), found);
        match (&before.repeat, &group.repeat) {
            (Some(before), Some(after)) => repeat(place, versions, moved, before, after, found),
            (None, Some(_)) => {
                found.add(
                    ChangeKind::TypeChanged,
                    "group",
                    id,
                    say!("{de} wird jetzt mehrfach ausgefüllt.", "{en} is filled in repeatedly now."),
                );
            }
            (Some(_), None) => {
                let message = say!("{de} wird nur noch einmal ausgefüllt.", "{en} is filled in only once now.");
                found.add(ChangeKind::TypeChanged, "group", id, message);
            }
            (None, None) => {}
        }
    }
}

fn repeat(place: Place<'_>, versions: Versions<'_>, moved: &Moved, before: &Repeat, after: &Repeat, found: &mut Found) {
    let (de, en) = (&place.named.de, &place.named.en);
    let same = |before: &Option<Expression>, after: &Option<Expression>| moved.is_same(before.as_ref(), after.as_ref());
    if !same(&before.min, &after.min) || !same(&before.max, &after.max) {
        let message =
            say!("{de} darf anders oft ausgefüllt werden als vorher.", "{en} may be filled in another number of times than before.");
        found.add(ChangeKind::LimitsChanged, "group", place.id, message);
    }
    if !same(&before.row_name, &after.row_name) {
        found.add(
            ChangeKind::CalculationChanged,
            "group",
            place.id,
            say!("{de}: Zeilen heißen anders.", "{en}: rows are named differently."),
        );
    }
    versions.text(place, &say!("der Titel einer Zeile", "the title of a row"), Some(&before.row_title), Some(&after.row_title), found);
    versions.text(place, &say!("der Knopf zum Hinzufügen", "the button to add"), Some(&before.add), Some(&after.add), found);
    versions.text(place, &say!("der Knopf zum Entfernen", "the button to remove"), Some(&before.remove), Some(&after.remove), found);
}

/// Notes have no ids: those with the same German words are the same.
fn notes(versions: Versions<'_>, moved: &Moved, before: &Page, after: &Page, found: &mut Found) {
    let (old, new) = (notes_of(versions.old, &before.items), notes_of(versions.new, &after.items));
    let words = in_words;
    let id = &after.id;
    let page = after.title.in_language(0);
    for note in &new {
        let said = words(note);
        match old.iter().find(|known| words(known) == said) {
            None => {
                let message = say!("Seite „{page}“: neuer Hinweis „{said}“", "Page “{page}”: new note “{said}”");
                found.add(ChangeKind::Added, "note", id, message);
            }
            Some(known) if known.kind != note.kind || !moved.is_same(known.visible.as_ref(), note.visible.as_ref()) => {
                let message = say!(
                    "Seite „{page}“: der Hinweis „{said}“ ist anders gemeint oder steht unter anderen Bedingungen.",
                    "Page “{page}”: the note “{said}” is meant differently or stands under other conditions."
                );
                found.add(ChangeKind::ConditionChanged, "note", id, message);
            }
            Some(_) => {}
        }
    }
    for note in old.iter().filter(|known| new.iter().all(|note| words(note) != words(known))) {
        let said = words(note);
        found.add(ChangeKind::Removed, "note", id, say!("Seite „{page}“: Hinweis entfallen „{said}“", "Page “{page}”: note gone “{said}”"));
    }
}

/// What a note says in German, with where its links lead: another address is another note.
fn in_words(note: &Note) -> String {
    let mut said: Vec<String> = note.title.iter().map(|title| title.in_language(0).to_owned()).collect();
    let runs = note.body.iter().flat_map(|passage| &passage.texts).map(|text| text.in_language(0));
    said.extend(runs.map(spoken));
    said.join(" ")
}

fn spoken(runs: &[Run]) -> String {
    runs.iter().map(|run| if run.about.is_empty() { run.words.clone() } else { [&run.words, " (", &run.about, ")"].concat() }).collect()
}

fn words(texts: &[RichText]) -> Vec<Text> {
    texts.iter().map(|text| Text(text.0.iter().map(|runs| spoken(runs)).collect())).collect()
}

fn notes_of<'a>(form: &'a CompiledForm, items: &'a [Item]) -> Vec<&'a Note> {
    let of = |item: &'a Item| match item {
        Item::Note(note) => vec![note],
        Item::Group(group) => form.groups.get(group.at()).map(|group| notes_of(form, &group.items)).unwrap_or_default(),
        Item::Field(_) => Vec::new(),
    };
    items.iter().flat_map(of).collect()
}

pub(super) fn rules(old: &CompiledForm, new: &CompiledForm, found: &mut Found) {
    let moved = Moved::of(old, new);
    for rule in &new.rules {
        let (id, message) = (&rule.id, rule.message.in_language(0));
        let Some(before) = old.rules.iter().find(|known| known.id == rule.id) else {
            found.add(ChangeKind::Added, "rule", id, say!("Neue Regel {id}: „{message}“", "New rule {id}: “{message}”"));
            continue;
        };
        if moved.expression(&before.assert) != rule.assert {
            found.add(
                ChangeKind::ConditionChanged,
                "rule",
                id,
                say!("Regel {id} prüft etwas anderes.", "Rule {id} checks something else."),
            );
        }
        let name = say!("Regel {id}", "Rule {id}");
        let place = Place { part: "rule", id, named: &name };
        let kind = say!("die Meldung", "the message");
        Versions { old, new }.text(place, &kind, Some(&before.message), Some(&rule.message), found);
    }
    for rule in old.rules.iter().filter(|rule| new.rules.iter().all(|known| known.id != rule.id)) {
        let id = &rule.id;
        found.add(ChangeKind::Removed, "rule", id, say!("Entfallen: Regel {id}.", "Gone: rule {id}."));
    }
}

pub(super) fn code_lists(old: &CompiledForm, new: &CompiledForm, found: &mut Found) {
    for list in &new.code_lists {
        let Some(before) = old.code_lists.iter().find(|known| known.id == list.id) else { continue };
        options(Versions { old, new }, before, list, found);
    }
}

fn options(versions: Versions<'_>, before: &CodeList, after: &CodeList, found: &mut Found) {
    let id = &after.id;
    for entry in &after.entries {
        let (code, label) = (&entry.code, entry.label.in_language(0));
        let Some(known) = before.entries.iter().find(|known| known.code == entry.code) else {
            let message = say!("Codeliste {id}: neue Auswahl „{label}“ ({code}).", "Code list {id}: new option “{label}” ({code}).");
            found.add(ChangeKind::Added, "code-list", id, message);
            continue;
        };
        let name = say!("Codeliste {id}, Auswahl {code}", "Code list {id}, option {code}");
        let place = Place { part: "code-list", id, named: &name };
        versions.text(place, &say!("der Text", "the text"), Some(&known.label), Some(&entry.label), found);
        versions.text(place, &say!("der Hinweis", "the hint"), known.hint.as_ref(), entry.hint.as_ref(), found);
    }
    for entry in before.entries.iter().filter(|entry| after.entries.iter().all(|known| known.code != entry.code)) {
        let (code, label) = (&entry.code, entry.label.in_language(0));
        let message = say!("Codeliste {id}: Auswahl entfallen „{label}“ ({code}).", "Code list {id}: option gone “{label}” ({code}).");
        found.add(ChangeKind::Removed, "code-list", id, message);
    }
}

pub(super) fn fee(old: &CompiledForm, new: &CompiledForm, found: &mut Found) {
    let moved = Moved::of(old, new);
    let sentence: Option<(ChangeKind, Wording)> = match (&old.fee, &new.fee) {
        (None, Some(_)) => Some((ChangeKind::Added, say!("Es kostet jetzt etwas.", "There is a fee now."))),
        (Some(_), None) => Some((ChangeKind::Removed, say!("Es kostet nichts mehr.", "There is no fee any more."))),
        (Some(before), Some(after)) if moved.expression(&before.amount) != after.amount => {
            Some((ChangeKind::CalculationChanged, say!("Die Gebühr wird anders berechnet.", "The fee is calculated in another way.")))
        }
        _ => None,
    };
    if let Some((kind, message)) = sentence {
        found.add(kind, "fee", "fee", message);
    }
    let named = say!("Gebühr", "Fee");
    let place = Place { part: "fee", id: "fee", named: &named };
    let purpose = |form: &'_ CompiledForm| form.fee.as_ref().map(|fee| fee.purpose.clone());
    if old.fee.is_some() && new.fee.is_some() {
        let kind = say!("der Verwendungszweck", "the purpose");
        Versions { old, new }.text(place, &kind, purpose(old).as_ref(), purpose(new).as_ref(), found);
    }
}

/// When it is open, and how surely it has to be known who applies.
pub(super) fn access(old: &CompiledForm, new: &CompiledForm, found: &mut Found) {
    let moved = Moved::of(old, new);
    let named = say!("Öffnung", "Opening");
    let place = Place { part: "opening", id: "opening", named: &named };
    match (&old.opening, &new.opening) {
        (None, Some(_)) => {
            found.add(ChangeKind::Added, "opening", "opening", say!("Es gibt jetzt einen Zeitraum.", "There is a period now."))
        }
        (Some(_), None) => {
            found.add(ChangeKind::Removed, "opening", "opening", say!("Das Formular ist immer offen.", "The form is always open now."));
        }
        (Some(before), Some(after)) => {
            if !moved.is_same(before.from.as_ref(), after.from.as_ref()) || !moved.is_same(before.until.as_ref(), after.until.as_ref()) {
                let message = say!("Das Formular ist zu anderen Zeiten offen.", "The form is open at other times.");
                found.add(ChangeKind::ConditionChanged, "opening", "opening", message);
            }
            let kind = say!("die Meldung", "the message");
            Versions { old, new }.text(place, &kind, Some(&before.message), Some(&after.message), found);
        }
        (None, None) => {}
    }
    if old.assurance != new.assurance {
        let level = |form: &CompiledForm| crate::scenarios::hyphenated(&format!("{:?}", form.assurance));
        let (was, is) = (level(old), level(new));
        let message = say!("Das Vertrauensniveau ist jetzt {is} statt {was}.", "The level of assurance is {is} now instead of {was}.");
        found.replaced(ChangeKind::SettingChanged, "process", "assurance", message, &was, &is);
    }
}

pub(super) fn settings(old: &CompiledForm, new: &CompiledForm, found: &mut Found) {
    for parameter in &new.parameters {
        let before = old.parameters.iter().find(|known| known.id == parameter.id);
        if let Some(before) = before.filter(|before| before.value != parameter.value) {
            let id = &parameter.id;
            let (was, is) = (text_of(&before.value).unwrap_or_default(), text_of(&parameter.value).unwrap_or_default());
            let message = say!("Parameter {id} ist jetzt {is} statt {was}.", "Parameter {id} is {is} now instead of {was}.");
            found.replaced(ChangeKind::SettingChanged, "parameter", id, message, &was, &is);
        }
    }
    for (id, was, is, de, en) in [
        ("draft", old.retention.draft_days, new.retention.draft_days, "Entwürfe werden", "Drafts are kept"),
        ("postbox", old.retention.postbox_days, new.retention.postbox_days, "Einreichungen werden", "Submissions are kept"),
    ] {
        if was != is {
            let message = say!("{de} jetzt {is} Tage aufbewahrt statt {was}.", "{en} for {is} days now instead of {was}.");
            found.replaced(ChangeKind::SettingChanged, "retention", id, message, &was.to_string(), &is.to_string());
        }
    }
    if old.tenant != new.tenant {
        let message = say!("Mandant oder Stammschlüssel ist ein anderer.", "Tenant or root key is another one.");
        found.add(ChangeKind::SettingChanged, "process", "tenant", message);
    }
}

fn named_page(page: &Page) -> Wording {
    let (title, id) = (page.title.in_language(0), &page.id);
    say!("Seite „{title}“ ({id})", "Page “{title}” ({id})")
}

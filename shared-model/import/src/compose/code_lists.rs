//! Code lists: entries in the schema, or the name of a published list with placeholders for its entries. The same list is written once.

use super::Composer;
use crate::definition::{CodeList, Entry};
use crate::report::{Fate, Reason};
use crate::schema::{self, Field};
use std::collections::{HashMap, HashSet};

/// The code lists of a definition.
#[derive(Default)]
pub(super) struct CodeLists {
    lists: Vec<CodeList>,
    /// By what makes them the same: URN and version, or the field whose entries they are.
    by_key: HashMap<String, (String, usize)>,
}

impl CodeLists {
    pub(super) fn into_lists(self) -> Vec<CodeList> {
        self.lists
    }

    pub(super) fn add(&mut self, list: CodeList) {
        self.lists.push(list);
    }
}

impl Composer<'_> {
    /// The id of a field's code list and the number of entries that are known.
    pub(super) fn options(&mut self, field: &Field) -> (String, usize) {
        let common = &field.common;
        let key = match &field.code_list {
            Some(list) if list.entries.is_empty() => {
                let part = |said: &Option<schema::Said<String>>| said.as_ref().map_or("", |said| said.value.as_str()).to_owned();
                format!("{} {}", part(&list.uri), part(&list.version))
            }
            _ => format!("{} entries", common.identity()),
        };
        if let Some((id, known)) = self.lists.by_key.get(&key).cloned() {
            self.code_list_fates(field, &id);
            return (id, known);
        }
        let name = match field.code_list.as_ref().and_then(|list| list.uri.as_ref()) {
            Some(uri) => format!("{} liste", uri.value.rsplit(':').next().unwrap_or("")),
            None => format!("{} liste", common.name.value),
        };
        let id = self.plan.ids.take(&name, "liste");
        self.code_list_fates(field, &id);
        let (mut entries, changed) = entries(field);
        let known = entries.len();
        let mut remarks = Vec::new();
        let uri = field.code_list.as_ref().and_then(|list| list.uri.as_ref());
        let version = field.code_list.as_ref().and_then(|list| list.version.as_ref());
        if let Some(uri) = uri {
            let version = version.map(|version| format!(", Version {}", version.value)).unwrap_or_default();
            remarks.push(format!("Codeliste {}{version}", uri.value));
        }
        if known < 2 {
            remarks.push("TODO: Die Einträge stehen nicht in der importierten Datei; im XRepository sind sie veröffentlicht.".to_owned());
            for number in known + 1..=2 {
                let code = format!("todo_{number}");
                entries.push(Entry { label: format!("TODO: Eintrag {number}"), code, hint: None });
            }
        }
        if changed {
            remarks
                .push("Codes mit Zeichen, die hier nicht erlaubt sind, wurden geändert; die ursprünglichen stehen im Bericht.".to_owned());
        }
        let urn = uri.map(|uri| uri.value.clone()).filter(|uri| is_urn(uri));
        self.lists.add(CodeList { remarks, id: id.clone(), urn, is_parameter: known < 2, entries });
        self.lists.by_key.insert(key, (id.clone(), known));
        (id, known)
    }

    fn code_list_fates(&mut self, field: &Field, id: &str) {
        let Some(list) = &field.code_list else { return };
        let target = format!("<code-list id=\"{id}\">");
        match list.entries.len() {
            0 => self.ledger.simplified(list.item, target.clone(), Reason::EntriesElsewhere),
            1 => self.ledger.simplified(list.item, target.clone(), Reason::FewEntries),
            _ => self.ledger.taken(list.item, target.clone()),
        }
        if let Some(uri) = &list.uri {
            if is_urn(&uri.value) {
                self.ledger.taken(uri.item, "urn");
            } else {
                self.ledger.set(uri.item, Fate::Remarked);
            }
        }
        if let Some(version) = &list.version {
            self.ledger.set(version.item, Fate::Remarked);
        }
        for entry in &list.entries {
            let code = sane(&entry.code.value);
            let target = format!("<entry code=\"{code}\">");
            if code == entry.code.value {
                self.ledger.taken(entry.item, target);
                self.ledger.taken(entry.code.item, "code");
            } else {
                self.ledger.simplified(entry.item, target, Reason::CodeChanged);
                self.ledger.simplified(entry.code.item, format!("code=\"{code}\""), Reason::CodeChanged);
            }
            if let Some(name) = &entry.name {
                self.ledger.taken(name.item, "<label>");
            }
            if let Some(help) = &entry.help {
                self.ledger.taken(help.item, "<hint>");
            }
        }
    }
}

/// The entries of a field, and whether a code had to be changed.
fn entries(field: &Field) -> (Vec<Entry>, bool) {
    let mut taken = HashSet::new();
    let mut changed = false;
    let mut entries = Vec::new();
    for entry in field.code_list.iter().flat_map(|list| &list.entries) {
        let mut code = sane(&entry.code.value);
        changed |= code != entry.code.value;
        if !taken.insert(code.clone()) {
            code = unused(&code, &taken, entries.len());
            taken.insert(code.clone());
            changed = true;
        }
        let label = entry.name.as_ref().map_or_else(|| entry.code.value.clone(), |name| name.value.clone());
        entries.push(Entry { code, label, hint: entry.help.as_ref().map(|help| help.value.clone()) });
    }
    (entries, changed)
}

/// Letters, digits, `.`, `-`, `_`, at most 64.
fn sane(code: &str) -> String {
    let sane = |letter: char| if letter.is_ascii_alphanumeric() || ".-_".contains(letter) { letter } else { '_' };
    code.chars().take(64).map(sane).collect()
}

/// A code that is not taken: numbered by the entry's place, which no other entry has.
fn unused(code: &str, taken: &HashSet<String>, place: usize) -> String {
    let head: String = code.chars().take(50).collect();
    let mut candidate = format!("{head}_{place}");
    while taken.contains(&candidate) {
        candidate.push('_');
    }
    candidate.chars().take(64).collect()
}

/// `urn:` namespace `:` name, in printable ASCII (RFC 8141 § 2), and usable in an attribute.
fn is_urn(text: &str) -> bool {
    let mut parts = text.splitn(3, ':');
    parts.next() == Some("urn")
        && parts.next().is_some_and(|namespace| {
            (2..=32).contains(&namespace.len()) && namespace.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
        && parts.next().is_some_and(|name| !name.is_empty())
        && text.bytes().all(|byte| byte.is_ascii_graphic())
}

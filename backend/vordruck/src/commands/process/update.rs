//! `vordruck process test --update`: writes what came into the file of a scenario; comments and order stay. In: the text of the file,
//! verdicts. Out: the text with other expectations. Answers are never touched.

use serde_json::Value as Json;
use toml_edit::{Array, DocumentMut, InlineTable, Item, TableLike, Value, value};
use vordruck_form::scenarios::{Subject, Verdict};

/// The file with what came of these scenarios, which all stand in it.
///
/// # Errors
/// The parser's sentence; a file that scenarios were read from has none.
pub(super) fn updated<'a>(text: &str, verdicts: impl Iterator<Item = &'a Verdict>) -> Result<String, toml_edit::TomlError> {
    let mut document: DocumentMut = text.parse()?;
    for verdict in verdicts {
        if let Some(expected) = expected(&mut document, verdict.scenario.position) {
            update(expected, verdict);
        }
    }
    Ok(document.to_string())
}

/// The table `expected` of a scenario; made if there is none.
fn expected(document: &mut DocumentMut, position: usize) -> Option<&mut dyn TableLike> {
    let scenario: &mut dyn TableLike = match document.get_mut("scenario")? {
        Item::ArrayOfTables(tables) => tables.get_mut(position)?,
        Item::Value(Value::Array(array)) => array.get_mut(position)?.as_inline_table_mut()?,
        _ => return None,
    };
    if scenario.get("expected").is_none() {
        scenario.insert("expected", value(InlineTable::new()));
    }
    scenario.get_mut("expected")?.as_table_like_mut()
}

fn update(expected: &mut dyn TableLike, verdict: &Verdict) {
    let outcome = &verdict.outcome;
    for difference in &verdict.differences {
        match &difference.subject {
            Subject::Pages => set(expected, "pages", Value::Array(outcome.pages.iter().collect())),
            Subject::Shown(path) => transfer(expected, "shown", "hidden", path),
            Subject::Hidden(path) => transfer(expected, "hidden", "shown", path),
            Subject::Error(path) => {
                let came = outcome.errors.iter().find(|(at, _)| at == path).map(|(_, kind)| kind.as_str());
                entry(expected, "errors", path, came);
            }
            Subject::Stopped => match &outcome.stopped {
                Some(page) => set(expected, "stopped", Value::from(page)),
                None => drop(expected.remove("stopped")),
            },
            Subject::Opening => set(expected, "opening", Value::from(outcome.opening)),
            Subject::Fee => set(expected, "fee", Value::from(outcome.fee.as_deref().unwrap_or("none"))),
            Subject::Value(path) => entry(expected, "values", path, Some(outcome.values.get(path).map_or("none", String::as_str))),
            Subject::Export(_) => export(expected, verdict),
        }
    }
}

/// Replaces a value where it stands, with the comment behind it.
fn set(table: &mut dyn TableLike, key: &str, mut new: Value) {
    match table.get_mut(key) {
        Some(Item::Value(old)) => {
            *new.decor_mut() = old.decor().clone();
            *old = new;
        }
        Some(other) => *other = value(new),
        None => drop(table.insert(key, value(new))),
    }
}

/// Takes a path out of one list and puts it into another.
fn transfer(table: &mut dyn TableLike, from: &str, to: &str, path: &str) {
    if let Some(list) = table.get_mut(from).and_then(Item::as_array_mut) {
        list.retain(|entry| entry.as_str() != Some(path));
        if list.is_empty() {
            table.remove(from);
        }
    }
    match table.get_mut(to).and_then(Item::as_array_mut) {
        Some(list) => list.push(path),
        None => set(table, to, Value::Array(Array::from_iter([path]))),
    }
}

/// Sets or removes one entry of a table in the table; an empty one goes.
fn entry(table: &mut dyn TableLike, name: &str, key: &str, came: Option<&str>) {
    if table.get(name).is_none() {
        table.insert(name, value(InlineTable::new()));
    }
    let Some(inner) = table.get_mut(name).and_then(Item::as_table_like_mut) else { return };
    match came {
        Some(came) => set(inner, key, Value::from(came)),
        None => drop(inner.remove(key)),
    }
    if inner.is_empty() {
        table.remove(name);
    }
}

fn export(table: &mut dyn TableLike, verdict: &Verdict) {
    let (Some(expected), Some(Ok(came))) = (&verdict.scenario.expected.export, &verdict.outcome.export) else {
        table.remove("export");
        table.remove("export-part");
        return;
    };
    let key = if expected.value.is_whole { "export" } else { "export-part" };
    let new = if expected.value.is_whole { came.clone() } else { part(&expected.value.json, came) };
    // JSON has null and TOML has not: what was written as JSON stays JSON.
    let is_text = table.get(key).is_some_and(Item::is_str);
    match toml(&new).filter(|_| !is_text) {
        Some(new) => set(table, key, new),
        None => set(table, key, Value::from(new.to_string())),
    }
}

/// What came, of the members that were named.
fn part(named: &Json, came: &Json) -> Json {
    match (named, came) {
        (Json::Object(named), Json::Object(came)) => {
            named.iter().filter_map(|(name, inner)| Some((name.clone(), part(inner, came.get(name)?)))).collect()
        }
        (Json::Array(named), Json::Array(came)) if named.len() == came.len() => {
            named.iter().zip(came).map(|(named, came)| part(named, came)).collect()
        }
        _ => came.clone(),
    }
}

fn toml(json: &Json) -> Option<Value> {
    Some(match json {
        Json::Null => return None,
        Json::Bool(truth) => Value::from(*truth),
        Json::Number(number) => match number.as_i64() {
            Some(whole) => Value::from(whole),
            None => Value::from(number.as_f64()?),
        },
        Json::String(text) => Value::from(text),
        Json::Array(items) => Value::Array(items.iter().map(toml).collect::<Option<Array>>()?),
        Json::Object(members) => {
            let mut table = InlineTable::new();
            for (name, member) in members {
                table.insert(name, toml(member)?);
            }
            Value::InlineTable(table)
        }
    })
}

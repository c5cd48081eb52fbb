//! Received data for people. In: JSON and what came with it. Out: sections and rows with the names the data have themselves: there is no form here that would know
//! better ones.

use serde_json::{Map, Value};
use vordruck_contract::postbox::{Row, Section};

/// Most rows; the rest is in the data.
const MOST_ROWS: usize = 5_000;

/// The data as sections: one for each object at the top, one for what stands beside them.
pub(super) fn sections(data: &Value) -> Vec<Section> {
    let Value::Object(top) = data else { return vec![section("Angaben", data)] };
    let is_nested = |value: &Value| value.is_object() || value.is_array();
    let single: Map<String, Value> =
        top.iter().filter(|(_, value)| !is_nested(value)).map(|(key, value)| (key.clone(), value.clone())).collect();
    let mut sections = Vec::new();
    if !single.is_empty() {
        sections.push(section("Angaben", &Value::Object(single)));
    }
    sections.extend(top.iter().filter(|(_, value)| is_nested(value)).map(|(key, value)| section(key, value)));
    sections
}

/// A section of pairs.
pub(crate) fn of_pairs(title: &str, pairs: Vec<(&str, Option<String>)>) -> Section {
    let rows = pairs.into_iter().filter_map(|(label, text)| Some(row(label.to_owned(), vec![text?])));
    Section { title: title.to_owned(), rows: rows.collect() }
}

fn section(title: &str, value: &Value) -> Section {
    let mut rows = Vec::new();
    walk("", value, &mut rows);
    Section { title: title.to_owned(), rows }
}

fn walk(place: &str, value: &Value, rows: &mut Vec<Row>) {
    if rows.len() >= MOST_ROWS {
        return;
    }
    let below = |key: &str| if place.is_empty() { key.to_owned() } else { format!("{place} › {key}") };
    match value {
        Value::Object(members) => members.iter().for_each(|(key, value)| walk(&below(key), value, rows)),
        Value::Array(items) if items.iter().any(|item| item.is_object() || item.is_array()) => {
            (1..).zip(items).for_each(|(n, item)| walk(&below(&n.to_string()), item, rows));
        }
        Value::Array(items) => rows.push(row(label(place), items.iter().map(text).collect())),
        single => rows.push(row(label(place), vec![text(single)])),
    }
}

fn label(place: &str) -> String {
    if place.is_empty() { "Wert".to_owned() } else { place.to_owned() }
}

fn row(label: String, lines: Vec<String>) -> Row {
    let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    Row { group: None, label, is_blank: lines.is_empty(), lines }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => "Ja".to_owned(),
        Value::Bool(false) => "Nein".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_value_has_a_row_with_its_place() {
        let data = json!({ "leer": null, "ort": "Gießen", "person": { "farben": ["rot", "blau"], "kinder": [{ "alter": 3 }, { "alter": 5 }], "name": { "ruf": "Ada" } } });
        let mut read = Vec::new();
        for section in sections(&data) {
            read.extend(
                section.rows.into_iter().map(|row| (format!("{}: {}", section.title, row.label), row.lines.join("|"), row.is_blank)),
            );
        }
        let row = |label: &str, text: &str| (label.to_owned(), text.to_owned(), text.is_empty());
        assert_eq!(
            read,
            [
                row("Angaben: leer", ""),
                row("Angaben: ort", "Gießen"),
                row("person: farben", "rot|blau"),
                row("person: kinder › 1 › alter", "3"),
                row("person: kinder › 2 › alter", "5"),
                row("person: name › ruf", "Ada"),
            ]
        );
        assert_eq!(sections(&json!(7)).len(), 1);
    }
}

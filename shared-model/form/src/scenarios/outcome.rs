//! What came of a scenario, in the words of scenarios. In: an application. Out: ids and values as an author writes them.

use crate::compiled::{CompiledForm, FieldType, PageIndex};
use crate::export;
use crate::feel::{Value, text_of};
use crate::journey::{FormState, Moment, Openness, Visit};
use crate::validate::{Fault, ReceivedAnswers, ValidateError};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// What came of a scenario.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outcome {
    /// Ids of the pages the applicant has been to, in order.
    pub pages: Vec<String>,
    /// Paths of the fields and groups that are shown.
    pub shown: BTreeSet<String>,
    /// What is wrong, in the order of the form: path and kind of fault, or id of the rule.
    pub errors: Vec<(String, String)>,
    /// The page at which it does not go on.
    pub stopped: Option<String>,
    /// Whether the form is open at the moment: `open`, `not-yet`, `closed`. One that is not has no pages.
    pub opening: &'static str,
    /// The fee in euro; none when there is none.
    pub fee: Option<String>,
    /// Values of the fields that are shown and have one, as FEEL writes them.
    pub values: BTreeMap<String, String>,
    /// What is handed on, or why the private side would refuse it; none when there is nothing to send yet.
    pub export: Option<Result<Json, String>>,
}

/// How a scenario writes that the form is open.
pub(super) const OPEN: &str = "open";

pub(super) fn of(state: &FormState, pages: &[PageIndex], is_done: bool, language: &str) -> Outcome {
    let form = state.form();
    let page_id = |page: &PageIndex| form.pages.get(page.at()).map(|page| page.id.clone());
    let errors: Vec<(String, String)> = pages
        .iter()
        .flat_map(|page| state.page_errors(*page))
        .map(|error| (error.path.as_str().to_owned(), kind(form, &error.fault)))
        .collect();
    let mut outcome = Outcome {
        pages: pages.iter().filter_map(page_id).collect(),
        stopped: pages.iter().find(|page| state.is_stopped(**page)).and_then(page_id),
        opening: match state.openness() {
            Openness::Open { .. } => OPEN,
            Openness::NotYet { .. } => "not-yet",
            Openness::Closed { .. } => "closed",
        },
        fee: state.fee(),
        ..Outcome::default()
    };
    for page in pages {
        state.walk(*page, &mut |visit| match visit {
            Visit::Field(at) => {
                let path = state.path(at).as_str().to_owned();
                let value = state.value(at);
                if let Some(text) = text_of(&value).filter(|_| value != Value::Null) {
                    outcome.values.insert(path.clone(), text);
                }
                if form.field(at.field).is_some_and(|field| !matches!(field.kind, FieldType::Hidden)) {
                    outcome.shown.insert(path);
                }
            }
            Visit::Group(at) => drop(outcome.shown.insert(state.group_path(at).as_str().to_owned())),
            _ => {}
        });
    }
    outcome.export = (is_done && errors.is_empty()).then(|| handed_on(state, language));
    outcome.errors = errors;
    outcome
}

/// The name of a fault in scenarios: that of its variant with hyphens (`too-early`), or the id of the rule that is broken.
#[must_use]
pub fn kind(form: &CompiledForm, fault: &Fault) -> String {
    if let Fault::Rule(number) = fault
        && let Some(rule) = form.rules.get(*number as usize)
    {
        return rule.id.clone();
    }
    // A list of all variants here would be the second one.
    hyphenated(&format!("{fault:?}"))
}

/// The name of a variant, written by `Debug`, in lower case with hyphens: `TooEarly { … }` is `too-early`.
pub(crate) fn hyphenated(written: &str) -> String {
    let variant = written.split(|sign: char| !sign.is_alphanumeric()).next().unwrap_or_default();
    let mut name = String::new();
    for (position, letter) in variant.char_indices() {
        if letter.is_uppercase() && position > 0 {
            name.push('-');
        }
        name.extend(letter.to_lowercase());
    }
    name
}

/// Sends, receives and exports, as the private side does.
fn handed_on(state: &FormState, language: &str) -> Result<Json, String> {
    let moment: Moment = state.moment();
    let sent = ReceivedAnswers::from_state(state, "", language);
    match sent.validate(state.form(), moment) {
        Ok(validated) => export::json::to_value(&validated).map(without_file_ids).map_err(|fault| fault.to_string()),
        Err(ValidateError::Faults(faults)) => {
            let named = faults.iter().map(|error| format!("{}: {}", error.path.as_str(), kind(state.form(), &error.fault)));
            Err(named.collect::<Vec<_>>().join(", "))
        }
        Err(other) => Err(other.to_string()),
    }
}

/// The files of a scenario have no bytes, so neither id nor hash.
fn without_file_ids(mut json: Json) -> Json {
    match &mut json {
        Json::Object(members) => {
            if members.contains_key("sha512") {
                members.remove("sha512");
                members.remove("id");
            }
            for (_, member) in members.iter_mut() {
                *member = without_file_ids(member.take());
            }
        }
        Json::Array(items) => {
            for item in items.iter_mut() {
                *item = without_file_ids(item.take());
            }
        }
        _ => {}
    }
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_called_by_their_variant() {
        let names =
            [(Fault::Missing, "missing"), (Fault::TooEarly { earliest: "x".into() }, "too-early"), (Fault::NotAnIban, "not-an-iban")];
        let form =
            crate::compile::check("p.xml", &crate::compile::testing::page(r#"<field id="a" type="text"><label>A</label></field>"#), &[])
                .form
                .unwrap();
        for (fault, name) in names {
            assert_eq!(kind(&form, &fault), name);
        }
    }

    #[test]
    fn ids_and_hashes_of_files_are_left_out() {
        let json = serde_json::json!({ "a": [{ "id": "1", "name": "x", "sha512": "0" }], "b": { "id": "stays" } });
        assert_eq!(without_file_ids(json), serde_json::json!({ "a": [{ "name": "x" }], "b": { "id": "stays" } }));
    }
}

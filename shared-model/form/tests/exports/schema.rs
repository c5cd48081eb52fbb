//! The JSON Schemas say what validation does, judged by a validator that knows neither. What is accepted they accept; what is
//! refused for a reason they do not call beyond them, they refuse; what is hidden leaves nowhere.

use crate::generate::{HIDDEN, answer_set};
use crate::processes::{forms, moment};
use crate::{all_sets, sets};
use jsonschema::Validator;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use vordruck_form::answers::RawAnswer;
use vordruck_form::compiled::{CompiledForm, FieldIndex, GroupIndex};
use vordruck_form::export::json_schema::BEYOND;
use vordruck_form::export::{Keys, Unchecked, json, json_schema};
use vordruck_form::journey::FormState;
use vordruck_form::validate::{Fault, FieldError, ReceivedAnswers, ValidateError};

struct Schema {
    keys: Keys,
    validator: Validator,
}

fn schemas(form: &CompiledForm) -> [Schema; 3] {
    let schema = |keys| {
        let schema: Json = serde_json::from_str(&json_schema::to_text(form, keys).unwrap()).unwrap();
        let validator = jsonschema::draft202012::options().should_validate_formats(true).build(&schema).unwrap();
        Schema { keys, validator }
    };
    Keys::ALL.map(schema)
}

/// What each field's schema of speaking names says is beyond it.
fn beyond(form: &CompiledForm) -> BTreeMap<String, String> {
    let schema: Json = serde_json::from_str(&json_schema::to_text(form, Keys::Names).unwrap()).unwrap();
    let mut comments = BTreeMap::new();
    collect(&schema["properties"]["answers"], &mut comments);
    comments
}

fn collect(level: &Json, comments: &mut BTreeMap<String, String>) {
    for (id, part) in level["properties"].as_object().into_iter().flatten() {
        let comment = part["$comment"].as_str().and_then(|comment| comment.strip_prefix(BEYOND));
        comments.extend(comment.map(|comment| (id.clone(), comment.to_owned())));
        collect(part, comments);
        collect(&part["items"], comments);
    }
}

#[test]
fn what_validation_accepts_and_refuses_the_schemas_accept_and_refuse() {
    for form in forms() {
        let (schemas, beyond) = (schemas(&form), beyond(&form));
        let (mut accepted, mut refused) = (0, 0);
        for (seed, state) in all_sets(&form) {
            match ReceivedAnswers::from_state(&state, "", "de").validate(&form, moment()) {
                Ok(validated) => {
                    accepted += 1;
                    for schema in &schemas {
                        let text = json::to_text(&validated, schema.keys).unwrap();
                        assert!(!text.contains(HIDDEN), "{} {seed}: {text}", form.id);
                        judge(seed, &state, schema, &text, true);
                    }
                }
                Err(ValidateError::Faults(faults)) => {
                    for schema in &schemas {
                        if faults.iter().any(|fault| can_say(fault, &state, &beyond, schema.keys)) {
                            refused += 1;
                            judge(seed, &state, schema, &json::unchecked(Unchecked(&state), schema.keys).unwrap(), false);
                        }
                    }
                }
                Err(ValidateError::Stopped) => {}
                Err(other) => panic!("{} {seed}: {other:?}", form.id),
            }
        }
        crate::say(&format!(
            "{}: {accepted} sets accepted, {refused} refusals of schemas, of {} sets; beyond: {beyond:#?}",
            form.id,
            sets()
        ));
        assert!(accepted * 8 > sets() && refused > sets(), "{}: {accepted} accepted, {refused} refused of {}", form.id, sets());
    }
}

fn judge(number: u64, state: &FormState, schema: &Schema, text: &str, expected: bool) {
    let instance: Json = serde_json::from_str(text).unwrap();
    if schema.validator.is_valid(&instance) != expected {
        let errors: Vec<String> =
            schema.validator.iter_errors(&instance).map(|error| format!("{} at {}", error, error.instance_path())).collect();
        let (id, keys, faults) = (&state.form().id, schema.keys, state.all_errors());
        let answers: Vec<_> = faults.iter().map(|fault| state.answers().get(&fault.path)).collect();
        panic!("{id} {number} {keys:?}: the schema says {}: {errors:#?}\n{faults:#?}\n{answers:?}", !expected);
    }
}

/// Whether a fault is one that the schema promises to find: every one but those it calls beyond it.
fn can_say(error: &FieldError, state: &FormState, beyond: &BTreeMap<String, String>, keys: Keys) -> bool {
    let id = match error.fault {
        Fault::TooFewRows { group, .. } | Fault::TooManyRows { group, .. } => &state.form().groups[group.at()].id,
        _ => &state.form().field(error.field).unwrap().id,
    };
    let is_beyond = |words: &str| beyond.get(id).is_some_and(|comment| comment.contains(words));
    match &error.fault {
        Fault::Rule(_) | Fault::IdentifierCheckDigit { .. } => false,
        Fault::IbanCheckDigits => !is_beyond("check digits"),
        Fault::InFuture => !is_beyond("future"),
        Fault::TooSmall { .. } | Fault::TooLarge { .. } | Fault::TooEarly { .. } | Fault::TooLate { .. } => {
            !is_beyond("range") && !is_beyond("time")
        }
        Fault::Missing | Fault::NotAgreed | Fault::TooFewChosen { .. } => !is_beyond("condition"),
        Fault::TooFewRows { .. } => !is_beyond("range") && !is_beyond("condition"),
        Fault::TooManyRows { .. } => !is_beyond("range"),
        // The schemas of FIM's keys say so.
        Fault::TooManyDecimals { .. } => keys == Keys::Names || is_text(error, state, keys),
        _ => true,
    }
}

/// What can't be read is exported as it was typed, so its type is wrong where numbers are expected.
fn is_text(error: &FieldError, state: &FormState, _keys: Keys) -> bool {
    matches!(state.answers().get(&error.path), Some(RawAnswer::Text(_)))
}

#[test]
fn what_is_not_asked_is_not_exported_and_the_schemas_refuse_it() {
    let mut all_refused = 0;
    for form in forms() {
        let beyond = beyond(&form);
        let [Schema { validator, .. }, ..] = schemas(&form);
        // Answers as they were exported where they were asked.
        let mut known: BTreeMap<String, Json> = BTreeMap::new();
        let mut refused = 0;
        for seed in (0..sets()).filter(|seed| seed % 3 == 0) {
            let state = answer_set(&form, seed);
            let Ok(validated) = ReceivedAnswers::from_state(&state, "", "de").validate(&form, moment()) else { continue };
            let exported: Json = serde_json::from_str(&json::to_text(&validated, Keys::Names).unwrap()).unwrap();
            let answers = exported["answers"].as_object().unwrap();
            for id in hidden(&state) {
                assert!(!answers.contains_key(&id), "{} {seed}: {id} is hidden", form.id);
                let Some(answer) = known.get(&id).filter(|_| beyond.get(&id).is_none_or(|comment| !comment.contains("asked"))) else {
                    continue;
                };
                let mut more = exported.clone();
                more["answers"][&id] = answer.clone();
                assert!(!validator.is_valid(&more), "{} {seed}: the schema accepts {id}, which is hidden", form.id);
                refused += 1;
            }
            known.extend(answers.clone());
        }
        crate::say(&format!("{}: {refused} answers refused that were not asked", form.id));
        all_refused += refused;
    }
    assert!(all_refused > sets(), "{all_refused} answers refused that were not asked");
}

/// The keys of fields and lists of rows that are not shown, outside of rows.
fn hidden(state: &FormState) -> Vec<String> {
    let form = state.form();
    let is_in_row = |groups: &[GroupIndex]| groups.iter().any(|group| form.groups[group.at()].repeat.is_some());
    let fields = (0..).map(FieldIndex).zip(&form.fields);
    let fields =
        fields.filter(|(index, field)| !is_in_row(&field.groups) && !state.is_field_visible(*index)).map(|(_, field)| field.id.clone());
    let lists = (0..).map(GroupIndex).zip(&form.groups).filter(|(_, group)| group.repeat.is_some());
    fields.chain(lists.filter(|(index, _)| !state.is_group_visible(*index)).map(|(_, group)| group.id.clone())).collect()
}

#[test]
fn a_schema_has_the_same_bytes_each_time_and_its_own_id() {
    for form in forms() {
        let texts = Keys::ALL.map(|keys| json_schema::to_text(&form, keys).unwrap());
        assert_eq!(texts, Keys::ALL.map(|keys| json_schema::to_text(&form, keys).unwrap()));
        for (keys, text) in Keys::ALL.into_iter().zip(texts) {
            let schema: Json = serde_json::from_str(&text).unwrap();
            assert!(jsonschema::meta::is_valid(&schema));
            assert!(schema["$id"].as_str().unwrap().ends_with(&format!("{}:{}", form.version, keys.name())));
        }
    }
}

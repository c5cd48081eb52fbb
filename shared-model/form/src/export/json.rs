//! Validated answers as JSON with speaking names, for programs of the authority. In: validated answers. Out: one object.
//! Exact decimals are strings, since JSON numbers become binary fractions in most readers; days are ISO 8601, unknown parts
//! left out (`1950-07`). Blank and hidden answers are not there.

use crate::answers::RawAnswer;
use crate::compiled::{Field, FieldType};
use crate::feel::{Value, text_of};
use crate::journey::{FieldAt, FormState, Visit};
use crate::validate::{ValidatedAnswers, known_parts};
use serde_json::{Map, Value as Json, json};

/// The answers by field id, calculated values among them, in the order of the form; a repeated group is an array of its rows.
#[must_use]
pub fn answers(validated: &ValidatedAnswers) -> Json {
    let state = validated.state();
    let form = state.form();
    let mut open: Vec<(String, Map<String, Json>, Vec<Json>)> = Vec::new();
    let mut fields = Map::new();
    for page in state.pages() {
        state.walk(page, &mut |visit| match visit {
            Visit::Field(at) => {
                if let Some((field, value)) = form.field(at.field).and_then(|field| Some((field, field_value(state, at, field)?))) {
                    fields.insert(field.id.clone(), value);
                }
            }
            Visit::Group(at) => {
                if let Some(group) = form.groups.get(at.group.at()).filter(|group| group.repeat.is_some()) {
                    open.push((group.id.clone(), Map::new(), Vec::new()));
                }
            }
            Visit::Row(_) => {
                if let Some((_, around, _)) = open.last_mut() {
                    *around = std::mem::take(&mut fields);
                }
            }
            Visit::RowEnd(_) => {
                if let Some((_, around, rows)) = open.last_mut() {
                    rows.push(Json::Object(std::mem::replace(&mut fields, std::mem::take(around))));
                }
            }
            Visit::GroupEnd(at) => {
                let repeats = form.groups.get(at.group.at()).is_some_and(|group| group.repeat.is_some());
                if let Some((id, _, rows)) = if repeats { open.pop() } else { None } {
                    fields.insert(id, Json::Array(rows));
                }
            }
        });
    }
    json!({
        "process": form.id,
        "version": form.version,
        "leika_key": form.leika_key,
        "language": form.languages.get(validated.language()),
        "fee_euro": state.fee(),
        "answers": fields,
    })
}

fn field_value(state: &FormState, at: FieldAt, field: &Field) -> Option<Json> {
    let value = state.value(at);
    if field.value.is_some() || matches!(field.kind, FieldType::Calculated { .. }) {
        return of_value(&value);
    }
    let path = state.path(at);
    let answer = state.answers().get(&path).filter(|answer| !answer.is_blank())?;
    match (&field.kind, answer) {
        (FieldType::Integer { .. }, _) => value.as_number()?.to_integer().map(Json::from),
        (FieldType::PartialDate { .. }, _) => {
            let known = known_parts(answer)?;
            let parts = [Some((known.year, 4)), known.month.map(|month| (month, 2)), known.day.map(|day| (day, 2))];
            let parts: Vec<String> = parts.into_iter().flatten().map(|(part, width)| format!("{part:0width$}")).collect();
            Some(Json::from(parts.join("-")))
        }
        (_, RawAnswer::Files(files)) => {
            let file = |file: &crate::answers::FileAnswer| json!({ "id": file.id, "name": file.name, "media_type": file.media_type, "size_bytes": file.size_bytes, "sha512": file.sha512 });
            Some(Json::from(files.iter().map(file).collect::<Vec<_>>()))
        }
        _ => of_value(&value),
    }
}

fn of_value(value: &Value) -> Option<Json> {
    match value {
        Value::Null => None,
        Value::Boolean(truth) => Some(Json::from(*truth)),
        Value::Context(entries) => {
            let entries = entries.iter().map(|(name, value)| (name.clone(), of_value(value).unwrap_or_default()));
            Some(Json::Object(entries.collect()))
        }
        Value::List(items) => Some(Json::from(items.iter().filter_map(of_value).collect::<Vec<_>>())),
        other => text_of(other).map(Json::from),
    }
}

//! Validated answers as JSON with speaking names, for programs of the authority. In: validated answers. Out: one object.
//! Exact decimals are strings, since JSON numbers become binary fractions in most readers; days are ISO 8601, unknown parts
//! left out (`1950-07`). Blank and hidden answers are not there.

use crate::answers::{AnswerPath, RawAnswer};
use crate::compiled::{Field, FieldIndex, FieldType};
use crate::feel::{Value, text_of};
use crate::journey::FormState;
use crate::validate::{ValidatedAnswers, known_parts};
use serde_json::{Map, Value as Json, json};

/// The answers by field id, calculated values among them, in the order of the form.
#[must_use]
pub fn answers(validated: &ValidatedAnswers) -> Json {
    let state = validated.state();
    let form = state.form();
    let mut fields = Map::new();
    for (index, field) in (0..).map(FieldIndex).zip(&form.fields) {
        if let Some(value) = Some(index).filter(|index| state.is_field_visible(*index)).and_then(|index| field_value(state, index, field)) {
            fields.insert(field.id.clone(), value);
        }
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

fn field_value(state: &FormState, index: FieldIndex, field: &Field) -> Option<Json> {
    let value = state.value(index);
    if field.value.is_some() || matches!(field.kind, FieldType::Calculated { .. }) {
        return of_value(&value);
    }
    let answer = state.answers().get(&AnswerPath::of(&field.id)).filter(|answer| !answer.is_blank())?;
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

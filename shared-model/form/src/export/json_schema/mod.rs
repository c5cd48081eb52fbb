//! The JSON Schema (2020-12) of an export: what validation accepts, said so that receivers and their tools can check it. In: a
//! form, a style of keys. Out: one schema, the same bytes for the same form. What no schema can say stands in `$comment`.

mod conditions;
mod fields;
mod formula;

use self::conditions::{Conditions, What};
use self::fields::Fields;
use super::Keys;
use super::outline::{Content, Part, Parts, outline};
use super::shape::{Certainty, Describer};
use crate::compiled::{CompiledForm, FieldIndex, GroupIndex, Repeat, Text};
use serde_json::{Map, Value as Json, json};

/// The schema of `json::to_text` for a form, as JSON text that people can read.
///
/// # Errors
/// None for a compiled form; the serialiser's own otherwise.
pub fn to_text(form: &CompiledForm, keys: Keys) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&sorted(Writer::new(form, keys).document()))
}

/// Begins the `$comment` of everything that is validated beyond the schema.
pub const BEYOND: &str = "Beyond this schema: ";

struct Writer<'a> {
    form: &'a CompiledForm,
    keys: Keys,
    parts: Parts,
    fields: Fields<'a>,
    conditions: Conditions,
}

impl<'a> Writer<'a> {
    fn new(form: &'a CompiledForm, keys: Keys) -> Self {
        let parts = outline(form, keys);
        let fields = Fields::new(form, keys);
        let conditions = Conditions::new(form, &fields, &parts);
        Self { form, keys, parts, fields, conditions }
    }

    fn document(&self) -> Json {
        let form = self.form;
        let answers = self.with_clauses(self.level(&self.parts), None);
        let mut schema = if self.keys == Keys::Names { self.envelope(answers) } else { answers };
        if let Json::Object(members) = &mut schema {
            members.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
            let id = ["urn:vordruck:schema", &form.tenant.id, &form.id, &form.version, self.keys.name()].join(":");
            members.insert("$id".to_owned(), json!(id));
            members.insert("title".to_owned(), json!(form.title.in_language(0)));
            members.insert("description".to_owned(), json!(form.start.summary.first().map(|text| text.in_language(0))));
            members.insert("$defs".to_owned(), self.fields.definitions());
            members.retain(|_, member| !member.is_null());
        }
        schema
    }

    /// With speaking names, what the answers belong to stands around them.
    fn envelope(&self, answers: Json) -> Json {
        let form = self.form;
        let urns =
            form.fields.iter().filter_map(|field| Some((field.id.clone(), json!({ "const": super::json::urn_of(form, &field.kind)? }))));
        let amount = json!({ "type": ["string", "null"], "pattern": r"^[0-9]+\.[0-9]{2}$" });
        json!({
            "type": "object",
            "properties": {
                "process": { "const": form.id },
                "version": { "const": form.version },
                "leika_key": { "const": form.leika_key },
                "language": { "enum": form.languages },
                "fee_euro": if form.fee.is_some() { amount } else { json!({ "const": null }) },
                "answers": answers,
                "code_lists": { "type": "object", "properties": urns.collect::<Map<_, _>>(), "additionalProperties": false },
            },
            "required": ["process", "version", "leika_key", "language", "fee_euro", "answers", "code_lists"],
            "additionalProperties": false,
        })
    }

    /// A level with what its answers demand of each other.
    fn with_clauses(&self, mut level: Json, scope: Option<GroupIndex>) -> Json {
        let clauses = self.conditions.clauses(scope);
        if let (Json::Object(members), false) = (&mut level, clauses.is_empty()) {
            members.insert("allOf".to_owned(), Json::Array(clauses));
        }
        level
    }

    fn level(&self, parts: &Parts) -> Json {
        let describer = self.describer();
        let there = |part: &&Part| describer.is_part_there(part);
        let parts: Vec<&Part> = parts.iter().filter(|part| there(part) != Certainty::Never).collect();
        let properties: Map<_, _> = parts.iter().map(|part| (part.key.clone(), self.part(part))).collect();
        let required: Vec<&str> = parts.iter().filter(|part| there(part) == Certainty::Always).map(|part| part.key.as_str()).collect();
        let mut level = json!({ "type": "object", "properties": properties, "additionalProperties": false });
        if let (Json::Object(members), false) = (&mut level, required.is_empty()) {
            members.insert("required".to_owned(), json!(required));
        }
        level
    }

    fn part(&self, part: &Part) -> Json {
        match &part.content {
            Content::Field(index) => self.field(*index),
            Content::Group(index, parts) => {
                let repeat = self.describer().repeat(*index);
                let mut group = repeat.map_or_else(|| self.group(parts), |repeat| self.rows(*index, repeat, parts));
                if let (Json::Object(members), Some(group)) = (&mut group, self.form.groups.get(index.at())) {
                    let text = |text: &Option<Text>| text.as_ref().map(|text| json!(text.in_language(0)));
                    members.extend(text(&group.title).map(|title| ("title".to_owned(), title)));
                    members.extend(text(&group.hint).map(|hint| ("description".to_owned(), hint)));
                }
                group
            }
        }
    }

    fn group(&self, parts: &Parts) -> Json {
        let mut level = self.level(parts);
        if let Json::Object(members) = &mut level {
            members.insert("minProperties".to_owned(), json!(1));
        }
        level
    }

    fn rows(&self, index: GroupIndex, repeat: &Repeat, parts: &Parts) -> Json {
        let (least, most, mut unsaid) = self.describer().row_limits(repeat);
        unsaid.extend(self.conditions.unsaid(What::Rows(index)));
        let items = self.with_clauses(self.level(parts), Some(index));
        let mut rows = json!({ "type": "array", "items": items, "minItems": least.max(1), "maxItems": most });
        if let (Json::Object(members), Some(comment)) = (&mut rows, comment(&unsaid)) {
            members.insert("$comment".to_owned(), comment);
        }
        rows
    }

    fn field(&self, index: FieldIndex) -> Json {
        let Some(field) = self.form.field(index) else { return Json::Bool(false) };
        let mut schema = self.fields.schema(field);
        let mut unsaid = self.fields.unsaid(field);
        unsaid.extend(self.conditions.unsaid(What::Field(index)));
        if let Json::Object(members) = &mut schema {
            members.insert("title".to_owned(), json!(field.label.in_language(0)));
            members.extend(field.hint.as_ref().map(|hint| ("description".to_owned(), json!(hint.in_language(0)))));
            members.extend(comment(&unsaid).map(|comment| ("$comment".to_owned(), comment)));
        }
        schema
    }

    fn describer(&self) -> &Describer {
        self.fields.describer()
    }
}

fn comment(unsaid: &[&str]) -> Option<Json> {
    (!unsaid.is_empty()).then(|| json!([BEYOND, &unsaid.join("; ")].concat()))
}

/// Members in the order of their names, whether or not some crate of the build makes `serde_json` keep the order they came in.
fn sorted(json: Json) -> Json {
    match json {
        Json::Object(members) => {
            let mut members: Vec<(String, Json)> = members.into_iter().collect();
            members.sort_by(|(left, _), (right, _)| left.cmp(right));
            Json::Object(members.into_iter().map(|(name, member)| (name, sorted(member))).collect())
        }
        Json::Array(items) => Json::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}

//! Shapes as JSON Schema. In: a field. Out: the schema of its answer, and the definitions that several answers share: sets of
//! characters and code lists.

use crate::compiled::{CodeListIndex, CompiledForm, Field, FieldType};
use crate::export::Keys;
use crate::export::patterns::{self, ANY_DECIMAL, decimal_between, letters_name};
use crate::export::shape::{Certainty, Describer, Ends, Pattern, Shape};
use crate::feel::Number;
use crate::feel::number::Rounding;
use crate::validate::MOST_DIGITS;
use serde_json::{Map, Value as Json, json};

/// Writes the schemas of fields.
pub(super) struct Fields<'a> {
    form: &'a CompiledForm,
    keys: Keys,
    describer: Describer,
}

impl<'a> Fields<'a> {
    pub(super) fn new(form: &'a CompiledForm, keys: Keys) -> Self {
        Self { form, keys, describer: Describer::new(form) }
    }

    pub(super) fn describer(&self) -> &Describer {
        &self.describer
    }

    /// What is validated of an answer beyond its schema.
    pub(super) fn unsaid(&self, field: &Field) -> Vec<&'static str> {
        let described = self.describer.described(field, self.keys);
        let mut unsaid = described.unsaid;
        if matches!(described.shape, Shape::Decimal { scale: Some(_), .. }) && self.keys != Keys::Names {
            // `multipleOf` would be checked in binary fractions by most readers, who would refuse 19.99.
            unsaid.push("how many digits stand behind the point");
        }
        unsaid
    }

    /// The schema of a field's answer.
    pub(super) fn schema(&self, field: &Field) -> Json {
        let mut schema = self.of(&self.describer.described(field, self.keys).shape);
        if self.describer.is_there(field) == Certainty::Always {
            add(&mut schema, self.demand(field));
        } else if let (Json::Object(members), Shape::Codes { .. }) = (&mut schema, &self.describer.described(field, self.keys).shape) {
            members.insert("minItems".to_owned(), json!(1));
        }
        schema
    }

    /// What is demanded of an answer beside being there.
    pub(super) fn demand(&self, field: &Field) -> Json {
        match (&field.kind, self.describer.described(field, self.keys).shape) {
            (FieldType::Consent, _) => json!({ "const": true }),
            (_, Shape::Codes { least, .. }) if least > 1 => json!({ "minItems": least }),
            _ => json!({}),
        }
    }

    fn of(&self, shape: &Shape) -> Json {
        match shape {
            Shape::Text { least, most, patterns } => text(*least, *most, patterns),
            Shape::Whole(ends) => range(json!({ "type": "integer" }), ends),
            Shape::Decimal { scale: None, .. } if self.keys == Keys::Names => of_patterns(&[ANY_DECIMAL]),
            Shape::Decimal { scale: Some(scale), ends } if self.keys == Keys::Names => of_patterns(&[&decimals(*scale, ends)]),
            Shape::Decimal { ends, .. } => range(json!({ "type": "number" }), ends),
            Shape::Truth => json!({ "type": "boolean" }),
            Shape::Day(ends) => {
                let mut schema = of_patterns(&patterns::day());
                add(&mut schema, json!({ "format": "date" }));
                let ends = (ends.least, ends.most);
                if let (Json::Object(members), true) = (&mut schema, ends.0.is_some() || ends.1.is_some()) {
                    let between = patterns::days_between(ends.0, ends.1);
                    if let Some(Json::Array(all)) = members.get_mut("allOf") {
                        all.push(json!({ "pattern": anchored(&between) }));
                    }
                }
                schema
            }
            Shape::PartialDay => of_patterns(&patterns::partial_day()),
            Shape::PartialDayParts([day, month, year]) => json!({
                "type": "object",
                "properties": {
                    day: { "type": "integer", "minimum": 1, "maximum": 31 },
                    month: { "type": "integer", "minimum": 1, "maximum": 12 },
                    year: { "type": "integer", "minimum": 1, "maximum": 9999 },
                },
                "required": [year],
                "dependentRequired": { day: [month] },
                "additionalProperties": false,
            }),
            Shape::Code(list) => json!({ "$ref": reference(&self.list_name(*list)) }),
            Shape::Codes { list, most, .. } => {
                let items = json!({ "$ref": reference(&self.list_name(*list)) });
                let mut schema = json!({ "type": "array", "items": items, "uniqueItems": true });
                add(&mut schema, most.map_or_else(|| json!({}), |most| json!({ "maxItems": most })));
                schema
            }
            Shape::Files { accept, most_bytes, most } => {
                let media_types: Vec<&str> = accept.iter().map(|kind| kind.media_type()).collect();
                let file = json!({
                    "type": "object",
                    "properties": {
                        "id": { "type": "string", "pattern": anchored(patterns::file::ID) },
                        "name": { "type": "string", "pattern": anchored(patterns::file::NAME), "maxLength": 255 },
                        "media_type": { "enum": media_types },
                        "size_bytes": { "type": "integer", "minimum": 1, "maximum": most_bytes },
                        "sha512": { "type": "string", "pattern": anchored(patterns::file::SHA512) },
                    },
                    "required": ["id", "name", "media_type", "size_bytes", "sha512"],
                    "additionalProperties": false,
                });
                json!({ "type": "array", "items": file, "minItems": 1, "maxItems": most, "uniqueItems": true })
            }
        }
    }

    /// What the schemas of fields refer to.
    pub(super) fn definitions(&self) -> Json {
        let mut definitions = Map::new();
        for field in &self.form.fields {
            match self.describer.described(field, self.keys).shape {
                Shape::Text { patterns, .. } => {
                    for pattern in patterns {
                        if let Pattern::Letters(allowed) = pattern {
                            let schema = json!({ "type": "string", "pattern": anchored(&patterns::letters(allowed)) });
                            definitions.insert(letters_name(allowed).to_owned(), schema);
                        }
                    }
                }
                Shape::Code(list) | Shape::Codes { list, .. } => {
                    definitions.insert(self.list_name(list), self.list(list));
                }
                _ => {}
            }
        }
        Json::Object(definitions)
    }

    fn list_name(&self, list: CodeListIndex) -> String {
        ["codes.", self.form.code_lists.get(list.at()).map_or("", |list| list.id.as_str())].concat()
    }

    fn list(&self, list: CodeListIndex) -> Json {
        let Some(list) = self.form.code_lists.get(list.at()) else { return Json::Bool(false) };
        let entries: Vec<Json> =
            list.entries.iter().map(|entry| json!({ "const": entry.code, "title": entry.label.in_language(0) })).collect();
        let mut schema = json!({ "type": "string", "oneOf": entries });
        add(&mut schema, list.urn.as_ref().map_or_else(|| json!({}), |urn| json!({ "$comment": urn })));
        schema
    }
}

fn text(least: u32, most: Option<u32>, patterns: &[Pattern]) -> Json {
    let mut schema = json!({ "type": "string" });
    if let Json::Object(members) = &mut schema {
        members.extend((least > 0).then(|| ("minLength".to_owned(), json!(least))));
        members.extend(most.map(|most| ("maxLength".to_owned(), json!(most))));
    }
    let mut others = Vec::new();
    for pattern in patterns {
        match pattern {
            Pattern::Letters(allowed) => add(&mut schema, json!({ "$ref": reference(letters_name(*allowed)) })),
            Pattern::Of(pattern) => others.push(pattern.as_str()),
        }
    }
    if !others.is_empty() {
        add(&mut schema, of_patterns(&others));
    }
    schema
}

fn of_patterns<T: AsRef<str>>(patterns: &[T]) -> Json {
    match patterns {
        [pattern] => json!({ "type": "string", "pattern": anchored(pattern.as_ref()) }),
        several => {
            let all: Vec<Json> = several.iter().map(|pattern| json!({ "pattern": anchored(pattern.as_ref()) })).collect();
            json!({ "type": "string", "allOf": all })
        }
    }
}

fn anchored(pattern: &str) -> String {
    ["^(", pattern, ")$"].concat()
}

/// Decimals within their ends, in units of the last digit.
fn decimals(scale: u32, ends: &Ends<Number>) -> String {
    let widest = 10_i128.saturating_pow(MOST_DIGITS) - 1;
    let units = |end: Option<Number>, rounding: Rounding, otherwise: i128| {
        let end = end.and_then(|end| end.rounded(i32::try_from(scale).ok()?, rounding));
        end.map_or(otherwise, |end| end.with_decimals(scale).to_parts().0)
    };
    let (least, most) = (units(ends.least, Rounding::Ceiling, -widest), units(ends.most, Rounding::Floor, widest));
    decimal_between(least, most, usize::try_from(scale).unwrap_or_default())
}

fn range(mut schema: Json, ends: &Ends<Number>) -> Json {
    if let Json::Object(members) = &mut schema {
        members.extend(ends.least.map(|least| ("minimum".to_owned(), number(least))));
        members.extend(ends.most.map(|most| ("maximum".to_owned(), number(most))));
    }
    schema
}

/// A number of a schema. The ends authors write have few digits, which a binary fraction of 53 bits gives back as they were.
pub(super) fn number(number: Number) -> Json {
    number.to_integer().map_or_else(|| json!(number.to_string().parse::<f64>().ok()), Json::from)
}

fn add(schema: &mut Json, more: Json) {
    if let (Json::Object(members), Json::Object(more)) = (schema, more) {
        members.extend(more);
    }
}

fn reference(name: &str) -> String {
    ["#/$defs/", name].concat()
}

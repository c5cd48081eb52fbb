//! What has to be there and what must not, depending on other answers: `if`, `then`, `else` over the whole of the answers, or of a
//! row. In: the conditions of fields, groups and pages. Out: a clause for each condition, and what has one that no schema can say.

use super::fields::Fields;
use super::formula::{Formula, Reader};
use crate::compiled::{CompiledForm, Condition, FieldIndex, GroupIndex};
use crate::export::outline::{Content, Part, Parts};
use crate::export::shape::{Certainty, is_computed};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

const CONDITION_OF_SHOWING: &str = "the condition under which this is asked";
const CONDITION_OF_DEMANDING: &str = "the condition under which this is demanded";

/// The conditions of a form.
pub(super) struct Conditions {
    targets: Vec<Target>,
    /// By field: its path within its row, or within everything.
    paths: BTreeMap<FieldIndex, Vec<String>>,
}

/// A field, or the list of a group's rows.
struct Target {
    what: What,
    /// The repeated group in whose rows it stands.
    scope: Option<GroupIndex>,
    path: Vec<String>,
    is_sometimes_hidden: bool,
    /// Demanded where it stands, without any clause.
    is_always_there: bool,
    /// When it is shown; none where no schema can say it.
    shown: Option<Formula>,
    /// When it is demanded, given that it is shown.
    demanded: Option<Formula>,
    /// What is demanded of it then, beside being there.
    demand: Json,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Field(FieldIndex),
    Rows(GroupIndex),
}

impl Conditions {
    pub(super) fn new(form: &CompiledForm, fields: &Fields<'_>, parts: &Parts) -> Self {
        let mut collecting = Collecting { form, fields, targets: Vec::new() };
        collecting.level(parts, None, &mut Vec::new());
        let targets = collecting.targets;
        let path = |target: &Target| if let What::Field(index) = target.what { Some((index, target.path.clone())) } else { None };
        Self { paths: targets.iter().filter_map(path).collect(), targets }
    }

    /// What cannot be said about when something is there.
    pub(super) fn unsaid(&self, what: What) -> Vec<&'static str> {
        let target = self.targets.iter().find(|target| target.what == what);
        let mut unsaid = Vec::new();
        unsaid.extend(target.filter(|target| target.shown.is_none()).map(|_| CONDITION_OF_SHOWING));
        unsaid.extend(target.filter(|target| target.demanded.is_none()).map(|_| CONDITION_OF_DEMANDING));
        unsaid
    }

    /// The clauses about a row, or about everything else; those of equal conditions together.
    pub(super) fn clauses(&self, scope: Option<GroupIndex>) -> Vec<Json> {
        // By the text of the condition: schemas have no order of their own.
        let mut clauses: BTreeMap<String, (Json, Clause)> = BTreeMap::new();
        let mut clause = |condition: Json, change: &mut dyn FnMut(&mut Clause)| {
            change(&mut clauses.entry(condition.to_string()).or_insert_with(|| (condition, Clause::default())).1);
        };
        for target in self.targets.iter().filter(|target| target.scope == scope) {
            let Some(shown) = &target.shown else { continue };
            if target.is_sometimes_hidden {
                clause(self.schema(shown), &mut |clause| clause.hidden.push(target.path.clone()));
            }
            let Some(demanded) = &target.demanded else { continue };
            let demanded = Formula::and(vec![shown.clone(), demanded.clone()]);
            // A condition may hold always, and only reading it as a whole shows that.
            if demanded != Formula::Never && !target.is_always_there {
                clause(self.schema(&demanded), &mut |clause| clause.wanted.push((target.path.clone(), target.demand.clone())));
            }
        }
        clauses.into_values().map(|(condition, clause)| clause.written(condition)).collect()
    }

    fn schema(&self, formula: &Formula) -> Json {
        let all = |formulas: &[Formula]| Json::Array(formulas.iter().map(|formula| self.schema(formula)).collect());
        match formula {
            Formula::Always => Json::Bool(true),
            Formula::Never => Json::Bool(false),
            Formula::All(formulas) => json!({ "allOf": all(formulas) }),
            Formula::Any(formulas) => json!({ "anyOf": all(formulas) }),
            Formula::Not(formula) => json!({ "not": self.schema(formula) }),
            Formula::Fits(index, schema) => self.paths.get(index).map_or(Json::Bool(false), |path| {
                let mut wanted = Wanted::default();
                wanted.add(path, schema.clone());
                wanted.written(true)
            }),
        }
    }
}

/// Finds what has conditions, level by level.
struct Collecting<'a> {
    form: &'a CompiledForm,
    fields: &'a Fields<'a>,
    targets: Vec<Target>,
}

impl Collecting<'_> {
    fn level(&mut self, parts: &[Part], scope: Option<GroupIndex>, above: &mut Vec<String>) {
        for part in parts {
            above.push(part.key.clone());
            match &part.content {
                Content::Field(index) => self.field(*index, scope, above),
                Content::Group(index, parts) if self.fields.describer().repeat(*index).is_some() => {
                    self.rows(*index, scope, above);
                    self.level(parts, Some(*index), &mut Vec::new());
                }
                Content::Group(_, parts) => self.level(parts, scope, above),
            }
            above.pop();
        }
    }

    fn field(&mut self, index: FieldIndex, scope: Option<GroupIndex>, path: &[String]) {
        let Some(field) = self.form.field(index) else { return };
        let (describer, reader) = (self.fields.describer(), self.reader(scope));
        let shown: Option<Vec<Formula>> = describer.conditions(field).into_iter().map(|condition| reader.is_true(condition)).collect();
        let demanded = match &field.required {
            _ if is_computed(field) => Some(Formula::Never),
            Condition::Always => Some(Formula::Always),
            Condition::Never => Some(Formula::Never),
            Condition::When(condition) => reader.is_true(condition),
        };
        let target = Target {
            what: What::Field(index),
            scope,
            path: path.to_vec(),
            is_sometimes_hidden: describer.is_shown(field) == Certainty::Sometimes,
            is_always_there: describer.is_there(field) == Certainty::Always,
            shown: shown.map(Formula::and),
            demanded,
            demand: self.fields.demand(field),
        };
        self.targets.push(target);
    }

    fn rows(&mut self, index: GroupIndex, scope: Option<GroupIndex>, path: &[String]) {
        let (describer, reader) = (self.fields.describer(), self.reader(scope));
        let conditions = describer.conditions_of_group(index);
        let shown: Option<Vec<Formula>> = conditions.iter().map(|condition| reader.is_true(condition)).collect();
        let least = describer.repeat(index).map_or(0, |repeat| describer.row_limits(repeat).0);
        let target = Target {
            what: What::Rows(index),
            scope,
            path: path.to_vec(),
            is_sometimes_hidden: describer.all_hold(&conditions) == Certainty::Sometimes,
            is_always_there: least > 0 && describer.all_hold(&conditions) == Certainty::Always,
            shown: shown.map(Formula::and),
            // How many there have to be is said where the list is.
            demanded: Some(if least > 0 { Formula::Always } else { Formula::Never }),
            demand: json!({}),
        };
        self.targets.push(target);
    }

    fn reader(&self, scope: Option<GroupIndex>) -> Reader<'_> {
        Reader { form: self.form, describer: self.fields.describer(), scope }
    }
}

/// What follows from a condition.
#[derive(Default)]
struct Clause {
    /// There when it holds, and fitting a schema.
    wanted: Vec<(Vec<String>, Json)>,
    /// Not there when it does not hold.
    hidden: Vec<Vec<String>>,
}

impl Clause {
    fn written(self, condition: Json) -> Json {
        let mut clause = Map::new();
        clause.insert("if".to_owned(), condition);
        let (mut wanted, mut hidden) = (Wanted::default(), Wanted::default());
        self.wanted.into_iter().for_each(|(path, schema)| wanted.add(&path, schema));
        self.hidden.into_iter().for_each(|path| hidden.add(&path, Json::Bool(false)));
        if !wanted.children.is_empty() {
            clause.insert("then".to_owned(), wanted.written(true));
        }
        if !hidden.children.is_empty() {
            clause.insert("else".to_owned(), hidden.written(false));
        }
        Json::Object(clause)
    }
}

/// Schemas by path.
#[derive(Default)]
struct Wanted {
    children: BTreeMap<String, Wanted>,
    schema: Option<Json>,
}

impl Wanted {
    fn add(&mut self, path: &[String], schema: Json) {
        match path.split_first() {
            Some((key, rest)) => self.children.entry(key.clone()).or_default().add(rest, schema),
            None => self.schema = Some(schema),
        }
    }

    /// The members as a schema; required, or only restricted.
    fn written(self, is_required: bool) -> Json {
        if let Some(schema) = self.schema {
            return schema;
        }
        let keys: Vec<String> = self.children.keys().cloned().collect();
        let properties: Map<String, Json> = self
            .children
            .into_iter()
            .map(|(key, child)| (key, child.written(is_required)))
            .filter(|(_, schema)| *schema != json!({}))
            .collect();
        let mut schema = Map::new();
        if is_required {
            schema.insert("required".to_owned(), json!(keys));
        }
        if !properties.is_empty() {
            schema.insert("properties".to_owned(), Json::Object(properties));
        }
        Json::Object(schema)
    }
}

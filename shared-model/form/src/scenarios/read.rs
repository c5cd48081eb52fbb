//! TOML → scenarios. In: the text of a file below `tests/`. Out: scenarios with their lines, or everything that is wrong with it. The
//! only place that names the keys of the file.

use super::entered::Entered;
use super::scenario::{Expected, ExpectedExport, Lined, Scenario, TenantPart};
use crate::compile::TenantEntry;
use crate::compile::diagnostic::{Wording, nearest, say};
use crate::definition::source::{SourceFile, Sources};
use jiff::civil::DateTime;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Something in a file of scenarios that cannot be read or run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScenarioFault {
    /// The file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: Wording,
}

impl ScenarioFault {
    pub(super) fn new(scenario: &Scenario, line: usize, message: Wording) -> Self {
        Self { file: scenario.file.clone(), line, message }
    }
}

/// What may stand at the top of a file, for all its scenarios.
const FOR_ALL: &[&str] = &["moment", "language", "tenant", "scenario"];
const OF_SCENARIO: &[&str] = &["name", "based-on", "moment", "language", "tenant", "up-to", "answers", "without", "expected"];
const OF_TENANT: &[&str] = &["parameters", "code-lists"];
const OF_EXPECTED: &[&str] = &["pages", "shown", "hidden", "errors", "stopped", "opening", "fee", "values", "export", "export-part"];

/// Reads a file of scenarios; `name` is what faults call it.
///
/// # Errors
/// All faults at once.
pub fn read(name: &str, text: &str) -> Result<Vec<Scenario>, Vec<ScenarioFault>> {
    let mut sources = Sources::default();
    let id = sources.add(name, text);
    let Some(source) = sources.file(id) else { return Ok(Vec::new()) };
    let mut reader = Reader { source, faults: Vec::new() };
    let table = match DeTable::parse(text) {
        Ok(table) => table,
        Err(error) => {
            let said = error.message();
            reader.fault(error.span().map_or(0, |span| span.start), say!("Kein TOML: {said}.", "Not TOML: {said}."));
            return Err(reader.faults);
        }
    };
    let scenarios = reader.file(&table);
    if reader.faults.is_empty() { Ok(scenarios) } else { Err(reader.faults) }
}

struct Reader<'a> {
    source: &'a SourceFile,
    faults: Vec<ScenarioFault>,
}

type Node<'a> = Spanned<DeValue<'a>>;

impl Reader<'_> {
    fn fault(&mut self, offset: usize, message: Wording) {
        let line = self.source.position(offset).line;
        self.faults.push(ScenarioFault { file: self.source.name.clone(), line, message });
    }

    fn line(&self, node: &Node<'_>) -> usize {
        self.source.position(node.span().start).line
    }

    fn lined<T>(&self, node: &Node<'_>, value: T) -> Lined<T> {
        Lined { line: self.line(node), value }
    }

    fn file(&mut self, table: &Spanned<DeTable<'_>>) -> Vec<Scenario> {
        let table = table.get_ref();
        self.check_keys(table, FOR_ALL);
        let moment = table.get("moment").and_then(|node| self.moment(node));
        let language = table.get("language").and_then(|node| self.text(node));
        let tenant = table.get("tenant").map(|node| self.tenant(node)).unwrap_or_default();
        let Some(list) = table.get("scenario") else {
            self.fault(0, say!("Hier steht kein Szenario: [[scenario]].", "There is no scenario here: [[scenario]]."));
            return Vec::new();
        };
        let Some(array) = list.get_ref().as_array() else {
            self.fault(list.span().start, say!("Szenarien schreibt man [[scenario]].", "Scenarios are written [[scenario]]."));
            return Vec::new();
        };
        let mut scenarios: Vec<Scenario> = array.iter().enumerate().filter_map(|(position, node)| self.scenario(node, position)).collect();
        for scenario in scenarios.iter_mut().filter(|scenario| scenario.based_on.is_none()) {
            scenario.moment = scenario.moment.or(moment);
            scenario.language = scenario.language.take().or_else(|| language.clone());
            for (id, value) in &tenant.parameters {
                scenario.tenant.parameters.entry(id.clone()).or_insert_with(|| value.clone());
            }
            for (id, entries) in &tenant.code_lists {
                scenario.tenant.code_lists.entry(id.clone()).or_insert_with(|| entries.clone());
            }
        }
        scenarios
    }

    fn scenario(&mut self, node: &Node<'_>, position: usize) -> Option<Scenario> {
        let table = self.table(node)?;
        self.check_keys(table, OF_SCENARIO);
        let Some(name) = table.get("name").and_then(|name| self.text(name)) else {
            self.fault(node.span().start, say!("Das Szenario hat keinen Namen: name = \"…\".", "The scenario has no name: name = \"…\"."));
            return None;
        };
        let line = self.line(node);
        let lined = |reader: &mut Self, key: &str| table.get(key).and_then(|node| reader.text(node).map(|text| reader.lined(node, text)));
        Some(Scenario {
            name,
            file: self.source.name.clone(),
            line,
            position,
            based_on: lined(self, "based-on"),
            moment: table.get("moment").and_then(|node| self.moment(node)),
            language: table.get("language").and_then(|node| self.text(node)),
            tenant: table.get("tenant").map(|node| self.tenant(node)).unwrap_or_default(),
            up_to: lined(self, "up-to"),
            answers: table.get("answers").map(|node| self.answers(node)).unwrap_or_default(),
            without: table.get("without").map(|node| self.texts(node).value).unwrap_or_default(),
            expected: match table.get("expected") {
                Some(node) => self.expected(node),
                None => Expected { line, ..Expected::default() },
            },
        })
    }

    fn tenant(&mut self, node: &Node<'_>) -> TenantPart {
        let mut tenant = TenantPart::default();
        let Some(table) = self.table(node) else { return tenant };
        self.check_keys(table, OF_TENANT);
        for (id, value) in table.get("parameters").into_iter().flat_map(|node| self.pairs(node)) {
            tenant.parameters.insert(id, value.value);
        }
        let Some(lists) = table.get("code-lists").and_then(|node| self.table(node)) else { return tenant };
        for (id, entries) in lists {
            let entry = |entry: &Node<'_>| {
                let table = entry.get_ref().as_table()?;
                let part = |key: &str| table.get(key).and_then(|node| node.get_ref().as_str()).map(str::to_owned);
                Some(TenantEntry { code: part("code")?, label: part("label")?, hint: part("hint") })
            };
            let read: Option<Vec<TenantEntry>> = entries.get_ref().as_array().and_then(|array| array.iter().map(entry).collect());
            match read {
                Some(read) => drop(tenant.code_lists.insert(id.get_ref().to_string(), read)),
                None => self.fault(
                    entries.span().start,
                    say!(
                        "Eine Codeliste schreibt man [{{ code = \"A\", label = \"…\" }}].",
                        "A code list is written [{{ code = \"A\", label = \"…\" }}]."
                    ),
                ),
            }
        }
        tenant
    }

    fn answers(&mut self, node: &Node<'_>) -> Vec<(String, Lined<Entered>)> {
        let Some(table) = self.table(node) else { return Vec::new() };
        let mut answers: Vec<(usize, String, Lined<Entered>)> = Vec::new();
        for (key, value) in table {
            answers.push((key.span().start, key.get_ref().to_string(), Lined { line: self.line(value), value: entered(value.get_ref()) }));
        }
        answers.sort_by_key(|(at, ..)| *at);
        answers.into_iter().map(|(_, key, value)| (key, value)).collect()
    }

    fn expected(&mut self, node: &Node<'_>) -> Expected {
        let mut expected = Expected { line: self.line(node), ..Expected::default() };
        let Some(table) = self.table(node) else { return expected };
        self.check_keys(table, OF_EXPECTED);
        let lined = |reader: &mut Self, key: &str| table.get(key).and_then(|node| reader.word(node).map(|text| reader.lined(node, text)));
        expected.stopped = lined(self, "stopped");
        expected.opening = lined(self, "opening");
        expected.fee = lined(self, "fee");
        expected.pages = table.get("pages").map(|node| self.texts(node));
        expected.shown = table.get("shown").map(|node| self.texts(node)).unwrap_or_default();
        expected.hidden = table.get("hidden").map(|node| self.texts(node)).unwrap_or_default();
        expected.errors = table.get("errors").map(|node| self.pairs(node)).unwrap_or_default();
        expected.values = table.get("values").map(|node| self.pairs(node)).unwrap_or_default();
        let whole = table.get("export").map(|node| (node, true));
        if let Some((node, is_whole)) = whole.or_else(|| table.get("export-part").map(|node| (node, false))) {
            expected.export = self.json(node).map(|json| self.lined(node, ExpectedExport { json, is_whole }));
        }
        expected
    }

    fn json(&mut self, node: &Node<'_>) -> Option<Json> {
        let DeValue::String(text) = node.get_ref() else { return Some(as_json(node.get_ref())) };
        let read = serde_json::from_str(text);
        if let Err(error) = &read {
            self.fault(node.span().start, say!("Kein JSON: {error}.", "Not JSON: {error}."));
        }
        read.ok()
    }

    fn moment(&mut self, node: &Node<'_>) -> Option<DateTime> {
        let typed = match node.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Datetime(moment) if moment.time.is_none() => format!("{moment}T12:00:00"),
            DeValue::Datetime(moment) => moment.to_string(),
            _ => String::new(),
        };
        let moment = typed.parse().ok();
        if moment.is_none() {
            let message = say!(
                "Ein Zeitpunkt ist Ortszeit in Deutschland: 2026-11-22T10:00:00.",
                "A moment is local time in Germany: 2026-11-22T10:00:00."
            );
            self.fault(node.span().start, message);
        }
        moment
    }

    fn text(&mut self, node: &Node<'_>) -> Option<String> {
        let text = node.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.fault(node.span().start, say!("Hier steht ein Text in Anführungszeichen.", "This is a text in quotes."));
        }
        text
    }

    /// A text, or a number, truth or day as it is written.
    fn word(&mut self, node: &Node<'_>) -> Option<String> {
        match entered(node.get_ref()) {
            Entered::Text(text) => Some(text),
            Entered::Truth(truth) => Some(truth.to_string()),
            Entered::List(_) | Entered::Table(_) => {
                self.fault(node.span().start, say!("Hier steht ein einzelner Wert.", "This is a single value."));
                None
            }
        }
    }

    fn texts(&mut self, node: &Node<'_>) -> Lined<Vec<String>> {
        let texts = node.get_ref().as_array().map(|array| array.iter().filter_map(|item| self.text(item)).collect());
        if texts.is_none() {
            self.fault(node.span().start, say!("Hier steht eine Liste: [\"a\", \"b\"].", "This is a list: [\"a\", \"b\"]."));
        }
        self.lined(node, texts.unwrap_or_default())
    }

    fn pairs(&mut self, node: &Node<'_>) -> BTreeMap<String, Lined<String>> {
        let Some(table) = self.table(node) else { return BTreeMap::new() };
        let mut pairs = BTreeMap::new();
        for (key, value) in table {
            if let Some(word) = self.word(value) {
                pairs.insert(key.get_ref().to_string(), self.lined(value, word));
            }
        }
        pairs
    }

    fn table<'n, 'i>(&mut self, node: &'n Node<'i>) -> Option<&'n DeTable<'i>> {
        let table = node.get_ref().as_table();
        if table.is_none() {
            self.fault(
                node.span().start,
                say!("Hier steht eine Tabelle: {{ … }} oder [ … ] darüber.", "This is a table: {{ … }} or [ … ] above."),
            );
        }
        table
    }

    fn check_keys(&mut self, table: &DeTable<'_>, known: &[&str]) {
        for key in table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            let name = key.get_ref();
            let list = known.join(", ");
            let near = nearest(name, known.iter().copied()).map(|near| format!(" → „{near}“?")).unwrap_or_default();
            let message =
                say!("„{name}“ gibt es hier nicht.{near} Möglich sind: {list}.", "There is no “{name}” here.{near} Possible: {list}.");
            self.fault(key.span().start, message);
        }
    }
}

/// Numbers as they are written, with a German comma; days as ISO 8601.
fn entered(value: &DeValue<'_>) -> Entered {
    match value {
        DeValue::String(text) => Entered::Text(text.to_string()),
        DeValue::Integer(number) => Entered::Text(number.as_str().to_owned()),
        DeValue::Float(number) => Entered::Text(number.as_str().replace('.', ",")),
        DeValue::Boolean(truth) => Entered::Truth(*truth),
        DeValue::Datetime(moment) => Entered::Text(moment.to_string()),
        DeValue::Array(items) => Entered::List(items.iter().map(|item| entered(item.get_ref())).collect()),
        DeValue::Table(table) => {
            let mut parts: Vec<_> =
                table.iter().map(|(key, value)| (key.span().start, key.get_ref().to_string(), entered(value.get_ref()))).collect();
            parts.sort_by_key(|(at, ..)| *at);
            Entered::Table(parts.into_iter().map(|(_, key, value)| (key, value)).collect())
        }
    }
}

fn as_json(value: &DeValue<'_>) -> Json {
    match value {
        DeValue::String(text) => Json::from(text.as_ref()),
        DeValue::Integer(number) => number.as_str().parse::<i64>().map_or_else(|_| Json::from(number.as_str()), Json::from),
        DeValue::Float(number) => number.as_str().parse::<f64>().map_or_else(|_| Json::from(number.as_str()), Json::from),
        DeValue::Boolean(truth) => Json::from(*truth),
        DeValue::Datetime(moment) => Json::from(moment.to_string()),
        DeValue::Array(items) => items.iter().map(|item| as_json(item.get_ref())).collect(),
        DeValue::Table(table) => table.iter().map(|(key, value)| (key.get_ref().to_string(), as_json(value.get_ref()))).collect(),
    }
}

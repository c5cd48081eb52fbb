//! Rows of repeated groups as tables for spreadsheets. In: validated answers, a style of keys. Out: a CSV text (RFC 4180: commas,
//! quotes, CRLF, UTF-8) for each repeated group that has rows, with a column for every field of a row, and for the number of the row
//! and of the rows around it.
//!
//! Several codes stand in one cell, parted by `|`; of files the names. A text that a spreadsheet would take for a formula is defused
//! by an apostrophe before it.

use super::Keys;
use super::leaf::Leaf;
use super::outline::{Content, Parts, outline};
use super::record::{Entry, Exported, Record};
use crate::compiled::CompiledForm;
use crate::validate::ValidatedAnswers;
use std::io;

/// The rows of one repeated group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The group's key, behind those of the repeated groups around it: `kinder.schulen`.
    pub name: String,
    /// CSV.
    pub text: String,
}

/// How a table begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beginning {
    /// With the byte order mark that some spreadsheets need to see UTF-8.
    ByteOrderMark,
    /// With its first column.
    Plain,
}

/// The tables of an application, in the order of the form.
///
/// # Errors
/// None when writing to memory.
pub fn tables(validated: &ValidatedAnswers, keys: Keys, beginning: Beginning) -> io::Result<Vec<Table>> {
    let exported = Exported::from(validated);
    let form = exported.state.form();
    let parts = outline(form, keys);
    let mut sheets = Vec::new();
    collect(form, &parts, &[], &mut sheets);
    for sheet in &mut sheets {
        sheet.fill(&exported.record(keys));
    }
    sheets.into_iter().filter(|sheet| !sheet.rows.is_empty()).map(|sheet| sheet.written(beginning)).collect()
}

/// A table in the making.
struct Sheet {
    /// Keys of the repeated groups, this one last, each with the keys of the groups between it and the one before.
    groups: Vec<Vec<String>>,
    /// Paths of the fields within a row.
    columns: Vec<Vec<String>>,
    rows: Vec<Vec<String>>,
}

/// A sheet for each repeated group.
fn collect(form: &CompiledForm, parts: &Parts, around: &[Vec<String>], sheets: &mut Vec<Sheet>) {
    let mut lists = Vec::new();
    find(form, parts, &mut Vec::new(), &mut lists, &mut Vec::new());
    for (path, parts) in lists {
        let mut groups = around.to_vec();
        groups.push(path);
        let mut columns = Vec::new();
        find(form, parts, &mut Vec::new(), &mut Vec::new(), &mut columns);
        sheets.push(Sheet { groups: groups.clone(), columns, rows: Vec::new() });
        collect(form, parts, &groups, sheets);
    }
}

/// The lists and the fields of a level, those in groups that do not repeat too.
fn find<'a>(
    form: &CompiledForm,
    parts: &'a Parts,
    above: &mut Vec<String>,
    lists: &mut Vec<(Vec<String>, &'a Parts)>,
    fields: &mut Vec<Vec<String>>,
) {
    for part in parts {
        above.push(part.key.clone());
        match &part.content {
            Content::Field(_) => fields.push(above.clone()),
            Content::Group(index, inner) => {
                let is_list = form.groups.get(index.at()).is_some_and(|group| group.repeat.is_some());
                if is_list { lists.push((above.clone(), inner)) } else { find(form, inner, above, lists, fields) }
            }
        }
        above.pop();
    }
}

impl Sheet {
    fn fill(&mut self, record: &Record) {
        let mut rows = Vec::new();
        self.rows_of(record, 0, &mut Vec::new(), &mut rows);
        self.rows = rows;
    }

    fn rows_of(&self, record: &Record, depth: usize, numbers: &mut Vec<usize>, rows: &mut Vec<Vec<String>>) {
        let Some(path) = self.groups.get(depth) else {
            let cells = self
                .columns
                .iter()
                .map(|column| if let Some(Entry::Leaf(leaf)) = entry(record, column) { cell(leaf) } else { String::new() });
            return rows.push(numbers.iter().map(ToString::to_string).chain(cells).collect());
        };
        let Some(Entry::Rows(list)) = entry(record, path) else { return };
        for (row, number) in list.iter().zip(1..) {
            numbers.push(number);
            self.rows_of(row, depth + 1, numbers, rows);
            numbers.pop();
        }
    }

    fn written(self, beginning: Beginning) -> io::Result<Table> {
        let start = if beginning == Beginning::ByteOrderMark { "\u{FEFF}" } else { "" };
        let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(start.as_bytes().to_vec());
        let names: Vec<String> = self.groups.iter().filter_map(|path| path.last().cloned()).collect();
        let header = names.iter().map(|name| [name, ".number"].concat()).chain(self.columns.iter().map(|column| column.join(".")));
        writer.write_record(header)?;
        self.rows.iter().try_for_each(|row| writer.write_record(row))?;
        let text = String::from_utf8(writer.into_inner().map_err(|fault| fault.into_error())?).map_err(io::Error::other)?;
        Ok(Table { name: names.join("."), text })
    }
}

fn entry<'a>(record: &'a Record, path: &[String]) -> Option<&'a Entry> {
    let (key, rest) = path.split_first()?;
    let (_, found) = record.iter().find(|(other, _)| other == key)?;
    match found {
        Entry::Group(inner) if !rest.is_empty() => entry(inner, rest),
        found => Some(found).filter(|_| rest.is_empty()),
    }
}

fn cell(leaf: &Leaf) -> String {
    match leaf {
        Leaf::Text(text) => defused(text),
        Leaf::Whole(number) => number.to_string(),
        Leaf::Decimal(number) => number.to_string(),
        Leaf::Truth(truth) => truth.to_string(),
        Leaf::Many(leaves) => defused(&leaves.iter().map(plain).collect::<Vec<_>>().join("|")),
        Leaf::Parts(_) => defused(&plain(leaf)),
    }
}

fn plain(leaf: &Leaf) -> String {
    match leaf {
        Leaf::Text(text) => text.clone(),
        Leaf::Parts(parts) => match parts.iter().find(|(name, _)| name == "name") {
            Some((_, name)) => plain(name),
            // Day, month and year, the largest first.
            None => parts.iter().rev().map(|(_, part)| plain(part)).collect::<Vec<_>>().join("-"),
        },
        other => cell(other),
    }
}

/// A text that no spreadsheet computes (OWASP, CSV injection).
fn defused(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { ["'", text].concat() } else { text.to_owned() }
}

//! What a person enters, as written in a scenario. In: TOML values, a form. Out: raw answers by path. Choices that a person makes are
//! lists, dates are typed (`22.11.2026`), files are named with type and size, rows of repeated groups are lists of tables.

use crate::answers::{AnswerPath, Answers, FileAnswer, RawAnswer, RowIds};
use crate::compile::diagnostic::{Wording, nearest, say};
use crate::compiled::{CompiledForm, FieldType};
use crate::validate::{NO, YES};

/// A value as written: numbers and days stay text, since that is what is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entered {
    /// Typed.
    Text(String),
    /// `true` or `false`.
    Truth(bool),
    /// Several.
    List(Vec<Entered>),
    /// Named parts.
    Table(Vec<(String, Entered)>),
}

impl Default for Entered {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

/// Enters answers by field; rows of repeated groups by group.
///
/// # Errors
/// A sentence for each: no such field, or nothing that could be entered there.
pub fn answers(form: &CompiledForm, entries: &[(String, Entered)]) -> Result<Answers, Vec<Wording>> {
    let mut answers = Answers::default();
    let faults = entries.iter().filter_map(|(name, entered)| enter(form, &mut answers, AnswerPath::of(name), name, entered).err());
    let faults: Vec<Wording> = faults.collect();
    if faults.is_empty() { Ok(answers) } else { Err(faults) }
}

/// Enters one answer of a scenario. `path` is where the answer stands, `name` what the author calls it there.
///
/// # Errors
/// A sentence: no such field, or nothing that could be entered there.
pub(super) fn enter(form: &CompiledForm, answers: &mut Answers, path: AnswerPath, name: &str, entered: &Entered) -> Result<(), Wording> {
    if form.groups.iter().any(|group| group.id == name && group.repeat.is_some()) {
        return enter_rows(form, answers, &path, entered);
    }
    let Some((_, field)) = form.field_by_id(name) else { return Err(no_field(form, name)) };
    answers.set(path, raw(&field.kind, entered)?);
    Ok(())
}

/// The rows of a repeated group: `kinder = [{ vorname = "Ada" }, { vorname = "Alan" }]` is `kinder[1].vorname`, `kinder[2].vorname`.
fn enter_rows(form: &CompiledForm, answers: &mut Answers, group: &AnswerPath, entered: &Entered) -> Result<(), Wording> {
    let no_row = || say!("Zeilen sind eine Liste von Tabellen: [{{ feld = \"…\" }}].", "Rows are a list of tables: [{{ field = \"…\" }}].");
    let Entered::List(rows) = entered else { return Err(no_row()) };
    let ids: Vec<u32> = rows.iter().zip(1..).map(|(_, id)| id).collect();
    for (row, id) in rows.iter().zip(&ids) {
        let Entered::Table(cells) = row else { return Err(no_row()) };
        for (name, cell) in cells {
            enter(form, answers, AnswerPath::in_row(group, *id, name), name, cell)?;
        }
    }
    let next = ids.last().map_or(1, |last| last + 1);
    answers.set(group.clone(), RawAnswer::Rows(RowIds { ids, next }));
    Ok(())
}

pub(super) fn no_field(form: &CompiledForm, path: &str) -> Wording {
    let repeated = form.groups.iter().filter(|group| group.repeat.is_some()).map(|group| group.id.as_str());
    let known = form.fields.iter().map(|field| field.id.as_str()).chain(repeated);
    match nearest(path, known) {
        Some(near) => say!("Es gibt kein Feld „{path}“. Meinten Sie „{near}“?", "There is no field “{path}”. Did you mean “{near}”?"),
        None => say!("Es gibt kein Feld „{path}“.", "There is no field “{path}”."),
    }
}

fn raw(kind: &FieldType, entered: &Entered) -> Result<RawAnswer, Wording> {
    match (kind, entered) {
        (FieldType::Date { .. } | FieldType::PartialDate { .. }, Entered::Text(typed)) => Ok(date(typed)),
        (FieldType::Date { .. } | FieldType::PartialDate { .. }, Entered::Table(parts)) => {
            let part = |name: &str| match parts.iter().find(|(key, _)| key == name) {
                Some((_, Entered::Text(typed))) => typed.clone(),
                _ => String::new(),
            };
            Ok(RawAnswer::Date { day: part("day"), month: part("month"), year: part("year") })
        }
        (FieldType::Checkboxes { .. }, Entered::List(codes)) => texts(codes).map(RawAnswer::Choices),
        (FieldType::File { .. }, Entered::List(files)) => {
            files.iter().zip(1..).map(|(file, number)| self::file(file, number)).collect::<Result<_, _>>().map(RawAnswer::Files)
        }
        (FieldType::Checkboxes { .. } | FieldType::File { .. } | FieldType::Date { .. } | FieldType::PartialDate { .. }, _) => Err(say!(
            "Daten schreibt man \"22.11.2026\", Auswahlen [\"a\", \"b\"], Dateien [{{ name = \"a.pdf\", type = \"application/pdf\", size = \"1 MB\" }}].",
            "Dates are written \"22.11.2026\", choices [\"a\", \"b\"], files [{{ name = \"a.pdf\", type = \"application/pdf\", size = \"1 MB\" }}]."
        )),
        (_, Entered::Truth(truth)) => Ok(RawAnswer::Text(if *truth { YES } else { NO }.to_owned())),
        (_, Entered::Text(typed)) => Ok(RawAnswer::Text(typed.clone())),
        (_, Entered::List(_) | Entered::Table(_)) => {
            Err(say!("In dieses Feld wird nur ein Text eingegeben.", "This field takes one text only."))
        }
    }
}

/// `22.11.2026`, `2026-11-22`, `22 11 2026`; with fewer parts month and year, or the year.
fn date(typed: &str) -> RawAnswer {
    let parts: Vec<&str> = typed.trim().split(['.', '-', '/', ' ']).map(str::trim).collect();
    let own = |text: &str| text.to_owned();
    let (day, month, year) = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => (own(day), own(month), own(year)),
        [day, month, year, ..] => (own(day), own(month), own(year)),
        [month, year] => (String::new(), own(month), own(year)),
        [year] => (String::new(), String::new(), own(year)),
        [] => Default::default(),
    };
    RawAnswer::Date { day, month, year }
}

fn texts(codes: &[Entered]) -> Result<Vec<String>, Wording> {
    let text = |code: &Entered| match code {
        Entered::Text(text) => Ok(text.clone()),
        _ => Err(say!("Eine Auswahl ist eine Liste von Codes: [\"a\", \"b\"].", "A choice is a list of codes: [\"a\", \"b\"].")),
    };
    codes.iter().map(text).collect()
}

/// A file that nobody has uploaded: its id and its hash say which one of the field it is.
fn file(file: &Entered, number: u32) -> Result<FileAnswer, Wording> {
    let wrong = || {
        say!(
            "Eine Datei schreibt man {{ name = \"a.pdf\", type = \"application/pdf\", size = \"1 MB\" }}.",
            "A file is written {{ name = \"a.pdf\", type = \"application/pdf\", size = \"1 MB\" }}."
        )
    };
    let Entered::Table(parts) = file else { return Err(wrong()) };
    let part = |name: &str| match parts.iter().find(|(key, _)| key == name) {
        Some((_, Entered::Text(text))) => Some(text.clone()),
        _ => None,
    };
    let name = part("name").ok_or_else(wrong)?;
    let media_type = part("type").or_else(|| media_type(&name).map(str::to_owned)).ok_or_else(wrong)?;
    let size_bytes = part("size").map_or(Some(100_000), |size| bytes(&size)).ok_or_else(wrong)?;
    Ok(FileAnswer { id: format!("{number:022}"), name, media_type, size_bytes, sha512: format!("{number:0128x}") })
}

fn media_type(name: &str) -> Option<&'static str> {
    let (_, ending) = name.rsplit_once('.')?;
    Some(match ending.to_ascii_lowercase().as_str() {
        "pdf" => "application/pdf",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "heic" => "image/heic",
        _ => return None,
    })
}

/// `1234`, `500 KB`, `10 MB`: the units of `max-size` in definitions.
fn bytes(size: &str) -> Option<u64> {
    let (number, unit) = size.trim().split_once(' ').unwrap_or((size.trim(), ""));
    let unit = match unit.trim() {
        "" => 1,
        "KB" => 1024,
        "MB" => 1024 * 1024,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_split_into_their_inputs_as_typed() {
        let typed = |day: &str, month: &str, year: &str| RawAnswer::Date { day: day.into(), month: month.into(), year: year.into() };
        assert_eq!(date("22.11.2026"), typed("22", "11", "2026"));
        assert_eq!(date("2026-11-22"), typed("22", "11", "2026"));
        assert_eq!(date("7.1950"), typed("", "7", "1950"));
        assert_eq!(date("1950"), typed("", "", "1950"));
        assert_eq!(date("31..26"), typed("31", "", "26"));
    }

    #[test]
    fn sizes_are_those_of_definitions() {
        assert_eq!(bytes("10 MB"), Some(10_485_760));
        assert_eq!(bytes("7"), Some(7));
        assert_eq!(bytes("7 GB"), None);
    }
}

//! The definitions that ship, and one with every type of field, compiled.

use include_dir::{Dir, include_dir};
use jiff::civil::date;
use std::sync::Arc;
use vordruck_form::compile::report::{ReportLanguage, to_text};
use vordruck_form::compile::{LanguageFile, check};
use vordruck_form::compiled::CompiledForm;
use vordruck_form::journey::Moment;

static SHIPPED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../processes");
const EVERY_TYPE: &str = include_str!("../definitions/complete/process.xml");

/// A Sunday in a leap year's neighbourhood, noon.
pub(crate) fn moment() -> Moment {
    Moment { local: date(2026, 11, 22).at(12, 0, 0, 0) }
}

/// All of them, by id.
pub(crate) fn forms() -> Vec<Arc<CompiledForm>> {
    let mut forms = vec![compiled(EVERY_TYPE, &[])];
    for folder in SHIPPED.dirs() {
        let Some(definition) = folder.get_file(folder.path().join("process.xml")) else { continue };
        let texts: Vec<(String, &str)> = folder
            .get_dir(folder.path().join("texts"))
            .into_iter()
            .flat_map(|texts| texts.files())
            .map(|file| (file.path().file_stem().unwrap().to_string_lossy().into_owned(), file.contents_utf8().unwrap()))
            .collect();
        let files: Vec<LanguageFile<'_>> = texts.iter().map(|(language, text)| LanguageFile { language, name: language, text }).collect();
        forms.push(compiled(definition.contents_utf8().unwrap(), &files));
    }
    forms.sort_by(|left, right| left.id.cmp(&right.id));
    forms
}

pub(crate) fn compiled(definition: &str, texts: &[LanguageFile<'_>]) -> Arc<CompiledForm> {
    let compiled = check("process.xml", definition, texts);
    let report = to_text(&compiled, ReportLanguage::English);
    Arc::new(compiled.form.unwrap_or_else(|| panic!("{report}")))
}

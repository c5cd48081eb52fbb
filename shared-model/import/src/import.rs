//! The way from bytes to a definition: which format it is, who reads it, what comes out.

use crate::bpmn;
use crate::compose::compose;
use crate::definition::print;
use crate::faults::{Fault, Faults};
use crate::ledger::Ledger;
use crate::report::Report;
use crate::source;
use crate::xdf;
use vordruck_form::compile::Compiled;
use vordruck_form::compile::diagnostic::Diagnostic;
use vordruck_form::compile::report::{ReportLanguage, to_json, to_text};
use vordruck_form::definition::source::{Sources, Span};

/// What importing gives: a definition unless something is an error, and what is wrong.
#[derive(Debug, Clone)]
pub struct Import {
    /// The definition and its report.
    pub imported: Option<Imported>,
    /// Errors and warnings in order of the file.
    pub diagnostics: Vec<Diagnostic>,
    sources: Sources,
}

/// A file that was imported.
#[derive(Debug, Clone)]
pub struct Imported {
    /// What the file was.
    pub format: Format,
    /// Id of the process.
    pub id: String,
    /// The text of `process.xml`.
    pub definition: String,
    /// What became of every element.
    pub report: Report,
}

/// A format that can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// FIM XDatenfelder 2.0.
    Xdf2,
    /// FIM XDatenfelder 3.0.0.
    Xdf3,
    /// BPMN 2.0.
    Bpmn,
}

impl Import {
    /// What is wrong, as text with the lines in question. Empty when nothing is.
    #[must_use]
    pub fn messages(&self, language: ReportLanguage) -> String {
        to_text(&self.diagnosed(), language)
    }

    /// What is wrong, as a JSON array.
    #[must_use]
    pub fn messages_as_json(&self) -> String {
        to_json([&self.diagnosed()])
    }

    /// What is wrong, in the form that definitions have: for the reports that diagnostics share.
    #[must_use]
    pub fn diagnosed(&self) -> Compiled {
        Compiled { form: None, diagnostics: self.diagnostics.clone(), sources: self.sources.clone() }
    }
}

/// Imports a file. `name` is what diagnostics and comments call it.
#[must_use]
pub fn import(name: &str, bytes: &[u8]) -> Import {
    import_as(name, bytes, None)
}

/// Imports a file of which somebody knows what is sent with it (`report`, `registration`, …): neither FIM's schemas nor BPMN models say that.
#[must_use]
pub fn import_as(name: &str, bytes: &[u8], kind: Option<&str>) -> Import {
    let mut sources = Sources::default();
    let text = source::text(bytes);
    let file = sources.add(
        name,
        text.as_ref()
            .copied()
            .unwrap_or_else(|(readable, _)| std::str::from_utf8(bytes.get(..*readable).unwrap_or_default()).unwrap_or("")),
    );
    let mut faults = Faults::new(file);
    let imported = match text {
        Err((at, fault)) => {
            faults.push(Span::new(file, at..at), &fault);
            None
        }
        Ok(_) => read(name, kind, &sources, &mut faults),
    };
    let imported = imported.filter(|_| !faults.are_fatal());
    Import { imported, diagnostics: faults.into_sorted(), sources }
}

fn read(name: &str, kind: Option<&str>, sources: &Sources, faults: &mut Faults) -> Option<Imported> {
    let document = match source::parse(faults.file, sources.file(faults.file)?) {
        Ok(document) => document,
        Err((span, fault)) => {
            faults.push(span, &fault);
            return None;
        }
    };
    let root = document.root_element();
    let namespace = root.tag_name().namespace().unwrap_or("");
    let mut ledger = Ledger::open(faults.file, &document);
    let (format, heading, mut definition) = match xdf::dialect(namespace) {
        Some(Ok(dialect)) => {
            let schema = xdf::read(dialect, root, faults, &mut ledger)?;
            if faults.are_fatal() {
                return None;
            }
            let heading = format!("{}: {} „{}“", dialect.name, schema.common.identity(), schema.common.name.value);
            (dialect.format, heading, compose(dialect.name, name, &schema, &mut ledger))
        }
        Some(Err(fault)) => {
            faults.at(root, &fault);
            return None;
        }
        None if namespace == bpmn::NAMESPACE => {
            let (heading, definition) = bpmn::import(name, root, faults, &mut ledger)?;
            (Format::Bpmn, heading, definition)
        }
        None => {
            faults.at(root, &Fault::UnknownFormat { root: root.tag_name().name().to_owned(), namespace: namespace.to_owned() });
            return None;
        }
    };
    definition.kind = kind.map(str::to_owned);
    let report = Report { file: name.to_owned(), heading, entries: ledger.close(), sources: sources.clone() };
    Some(Imported { format, id: definition.id.clone(), definition: print(&definition), report })
}

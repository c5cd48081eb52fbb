//! Compiling: definition → compiled form, with diagnostics. In: the XML, files of texts, a tenant's settings. Out: a form and
//! everything that is wrong, at once; there is a form exactly when nothing is an error. No I/O; the same input gives the same bytes.

// What is said.
pub mod diagnostic;
pub mod diagnostics;
pub mod report;

// The passes.
mod alternatives;
pub mod calculation;
mod expressions;
mod field_kinds;
pub mod library;
mod lower;
mod lower_fields;
mod markup;
mod names;
mod parameters;
mod takeover;
pub mod tenant;
mod texts;
pub(crate) mod words;

#[cfg(test)]
pub(crate) mod testing;

pub use diagnostic::{Code, Diagnostic, Place, Severity};
pub use library::{Beside, BlockSource, CodeListSource};
pub use tenant::{TenantEntry, TenantSettings};

use crate::compiled::CompiledForm;
use crate::definition::source::Sources;
use crate::definition::xml;
use diagnostic::Diagnostics;
use diagnostics::CHECKS;
use expressions::Expressions;
use library::Library;
use lower::Parts;
use names::Names;
use texts::{TextFile, Texts};

/// A file of texts in one language.
#[derive(Debug, Clone, Copy)]
pub struct LanguageFile<'a> {
    /// BCP 47; the name of the file without `.ftl`.
    pub language: &'a str,
    /// Name as diagnostics show it, e.g. `texts/en.ftl`.
    pub name: &'a str,
    /// Its content.
    pub text: &'a str,
}

/// What compiling gives.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// The form, when there are no errors.
    pub form: Option<CompiledForm>,
    /// Errors and warnings in the order of files and lines.
    pub diagnostics: Vec<Diagnostic>,
    /// The files, for showing diagnostics in their context.
    pub sources: Sources,
}

/// Compiles a definition. `name` is what diagnostics call the file. Without a tenant, parameters have their defaults and the
/// form is bound to nobody: good for checking, not for publishing.
#[must_use]
pub fn compile(name: &str, source: &str, texts: &[LanguageFile<'_>], tenant: Option<&TenantSettings>) -> Compiled {
    compile_with(name, source, texts, Beside::default(), tenant)
}

/// The same with what stands beside it: blocks of the author's own, published code lists.
#[must_use]
pub fn compile_with(name: &str, source: &str, texts: &[LanguageFile<'_>], beside: Beside<'_>, tenant: Option<&TenantSettings>) -> Compiled {
    let mut sources = Sources::default();
    let process = sources.add(name, source);
    let language_ids: Vec<_> = texts.iter().map(|file| (file.language, sources.add(file.name, file.text))).collect();
    let library = Library::of(beside, &mut sources);
    let mut diagnostics = Diagnostics::default();
    let blocks = library.in_sources(&sources);
    let definition = sources.file(process).and_then(|file| xml::read(process, file, &blocks, &mut diagnostics));
    let form = definition.map(|mut definition| {
        alternatives::write(&mut definition);
        let files: Vec<TextFile<'_>> =
            language_ids.iter().filter_map(|(language, id)| Some(TextFile { language, id: *id, source: sources.file(*id)? })).collect();
        let names = Names::of(&definition);
        CHECKS.iter().for_each(|check| check(&names, &mut diagnostics));
        tenant.iter().for_each(|tenant| tenant::check_binding(tenant, &mut diagnostics));
        let values = tenant::parameter_values(&names, tenant, &mut diagnostics);
        let lists = tenant::code_lists(&names, tenant, &mut diagnostics);
        let of_blocks = library
            .texts
            .iter()
            .filter_map(|(block, language, id)| Some((*block, TextFile { language, id: *id, source: sources.file(*id)? })));
        let of_blocks: Vec<(&str, TextFile<'_>)> = of_blocks.collect();
        let texts = Texts::collect(&definition, &lists, (&files, &of_blocks), tenant, &mut diagnostics);
        let expressions = Expressions::new(&names, &lists, &mut diagnostics);
        let parts = Parts { names: &names, expressions: &expressions, lists: &lists, values, texts: &texts, tenant };
        lower::form(&parts, &mut diagnostics)
    });
    let form = form.filter(|_| !diagnostics.has_errors());
    Compiled { form, diagnostics: diagnostics.into_sorted(), sources }
}

/// The types that fields may have, as they are written.
pub fn field_type_names() -> impl Iterator<Item = &'static str> {
    field_kinds::FieldKind::ALL.iter().map(|kind| kind.name()).chain(xml::COMPOSITES.iter().map(|(kind, _)| *kind))
}

/// The attributes that fields of a type have beside `id` and `type`; none for a type that does not exist.
#[must_use]
pub fn field_type_attributes(name: &str) -> Option<Vec<&'static str>> {
    let composite = || xml::COMPOSITES.iter().find(|(kind, _)| *kind == name).map(|(_, settings)| settings.to_vec());
    field_kinds::FieldKind::named(name).map(field_kinds::FieldKind::settings).or_else(composite)
}

/// Checks a definition for all tenants: `compile` without one.
#[must_use]
pub fn check(name: &str, source: &str, texts: &[LanguageFile<'_>]) -> Compiled {
    compile(name, source, texts, None)
}

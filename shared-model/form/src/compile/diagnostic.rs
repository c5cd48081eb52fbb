//! A diagnostic: what is wrong in a definition, where, and what to do. In: facts from the passes. Out: a sorted list. Renders
//! nothing (`report` does).

use crate::definition::source::Span;
use std::collections::HashSet;

/// The name of a kind of diagnostic. The numbers never change their meaning; a code that is dropped is not used again.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `VD` and four digits.
    pub id: &'static str,
    /// Speaking name.
    pub slug: &'static str,
    /// How bad it is.
    pub severity: Severity,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// There is no compiled form.
    Error,
    /// The form compiles, but people will stumble.
    Warning,
    /// Worth a look; may well be right as it is.
    Hint,
}

/// A sentence in the languages authors read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// German.
    pub de: String,
    /// English.
    pub en: String,
}

/// A sentence in German and English; both take captured arguments like `format!`.
macro_rules! say {
    ($de:literal, $en:literal $(,)?) => {
        $crate::compile::diagnostic::Wording { de: format!($de), en: format!($en) }
    };
}
pub(crate) use say;

/// Where it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// In a file.
    Source(Span),
    /// In the settings of a tenant, named by key; the file they came from was read by someone else.
    Tenant {
        /// Tenant id.
        tenant: String,
        /// Key, e.g. `parameters.gebuehr_jahr`.
        key: String,
    },
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self::Source(span)
    }
}

/// Something wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its kind.
    pub code: &'static Code,
    /// Where.
    pub place: Place,
    /// What is wrong.
    pub message: Wording,
    /// What to do, "did you mean".
    pub hints: Vec<Wording>,
    /// Other places that belong to it.
    pub related: Vec<(Span, Wording)>,
}

impl Diagnostic {
    /// A diagnostic.
    pub(crate) fn new(code: &'static Code, place: impl Into<Place>, message: Wording) -> Self {
        let message = Wording { de: sentence(message.de), en: sentence(message.en) };
        Self { code, place: place.into(), message, hints: Vec::new(), related: Vec::new() }
    }
    /// Adds what to do.
    pub(crate) fn hint(mut self, hint: Wording) -> Self {
        self.hints.push(hint);
        self
    }
    /// Adds "did you mean" when one of the known names is near.
    pub(crate) fn did_you_mean<'a>(self, wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match nearest(wrong, known) {
            Some(name) => self.hint(say!("Meinten Sie „{name}“?", "Did you mean “{name}”?")),
            None => self,
        }
    }
    /// Adds another place.
    pub(crate) fn related(mut self, span: Span, note: Wording) -> Self {
        self.related.push((span, note));
        self
    }
}

/// Everything that is wrong, collected by the passes.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    known: HashSet<(&'static str, Place)>,
}

impl Diagnostics {
    /// Adds one; the same fact at the same place counts once.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        if self.known.insert((diagnostic.code.id, diagnostic.place.clone())) {
            self.list.push(diagnostic);
        }
    }
    /// Whether a form can come of it.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.code.severity == Severity::Error)
    }
    /// In the order of the files and lines.
    #[must_use]
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.list.sort_by(|left, right| left.place.cmp(&right.place).then_with(|| left.code.id.cmp(right.code.id)));
        self.list
    }
}

/// Sentences begin with a capital, also when they begin with the name of a type.
fn sentence(text: String) -> String {
    match text.chars().next() {
        Some(first) if first.is_lowercase() => first.to_uppercase().chain(text.chars().skip(1)).collect(),
        _ => text,
    }
}

/// The known name that differs least, if it differs little: at most a third of the letters.
pub(crate) fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters: Vec<char> = wrong.to_lowercase().chars().take(64).collect();
    let limit = (letters.len() / 3).max(1);
    known
        .into_iter()
        .filter(|name| *name != wrong && name.chars().count().abs_diff(letters.len()) <= limit)
        .map(|name| (distance(&letters, &name.to_lowercase().chars().collect::<Vec<_>>()), name))
        .filter(|(distance, _)| *distance <= limit)
        .min_by(|left, right| left.0.cmp(&right.0).then_with(|| left.1.cmp(right.1)))
        .map(|(_, name)| name)
}

/// Edits between two words; two swapped neighbours count as one (Damerau–Levenshtein, optimal string alignment).
fn distance(left: &[char], right: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (row, letter) in left.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, other) in right.iter().enumerate() {
            let at = |line: &[usize], index: usize| line.get(index).copied().unwrap_or(usize::MAX / 2);
            let mut best = (at(&last, column) + usize::from(letter != other)).min(at(&last, column + 1) + 1).min(at(&current, column) + 1);
            let swapped = row > 0 && column > 0 && left.get(row - 1) == Some(other) && right.get(column - 1) == Some(letter);
            if swapped {
                best = best.min(at(&before_last, column - 1) + 1);
            }
            current.push(best);
        }
        before_last = std::mem::replace(&mut last, current);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_suggested_and_a_far_one_is_not() {
        assert_eq!(nearest("anligen", ["anliegen", "anrede"]), Some("anliegen"));
        assert_eq!(nearest("radiso", ["radios", "select"]), Some("radios"));
        assert_eq!(nearest("telefon", ["anliegen", "plz"]), None);
    }
}

//! Texts of two versions, language by language. In: a text of each. Out: a change for each language in which people read something else.

use super::change::{ChangeKind, Found};
use crate::compile::diagnostic::{Wording, say};
use crate::compiled::{CompiledForm, Text};

/// Whose text it is.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) part: &'static str,
    pub(super) id: &'a str,
    /// "Feld „Telefon“"
    pub(super) named: &'a Wording,
}

/// Both versions.
#[derive(Clone, Copy)]
pub(super) struct Versions<'a> {
    pub(super) old: &'a CompiledForm,
    pub(super) new: &'a CompiledForm,
}

impl Versions<'_> {
    /// Compares a text in the languages that both versions have. `kind` says which text: "Bezeichnung".
    pub(super) fn text(self, place: Place<'_>, kind: &Wording, old: Option<&Text>, new: Option<&Text>, found: &mut Found) {
        for (index, language) in self.new.languages.iter().enumerate() {
            let Some(before) = self.old.languages.iter().position(|known| known == language) else { continue };
            let (before, after) = (exact(old, before), exact(new, index));
            if before == after {
                continue;
            }
            let (de, en) = (&place.named.de, &place.named.en);
            let (kind_de, kind_en) = (&kind.de, &kind.en);
            let message = match (before.is_empty(), after.is_empty()) {
                (true, _) => say!("{de}: {kind_de} ({language}) ist neu: „{after}“.", "{en}: {kind_en} ({language}) is new: “{after}”."),
                (_, true) => say!("{de}: {kind_de} ({language}) ist weg: „{before}“.", "{en}: {kind_en} ({language}) is gone: “{before}”."),
                _ => say!(
                    "{de}: {kind_de} ({language}) heißt jetzt „{after}“ statt „{before}“.",
                    "{en}: {kind_en} ({language}) reads “{after}” instead of “{before}”."
                ),
            };
            found.replaced(ChangeKind::TextChanged, place.part, place.id, message, before, after);
        }
    }

    /// Compares paragraphs, one by one.
    pub(super) fn texts(self, place: Place<'_>, kind: &Wording, old: &[Text], new: &[Text], found: &mut Found) {
        for number in 0..old.len().max(new.len()) {
            self.text(place, kind, old.get(number), new.get(number), found);
        }
    }
}

/// The text in this language, without falling back to German.
fn exact(text: Option<&Text>, language: usize) -> &str {
    text.and_then(|text| text.0.get(language)).map_or("", String::as_str)
}

//! Changes of fields. In: two versions. Out: what an applicant is asked, demanded and shown differently.

use super::change::{ChangeKind, Found};
use super::moved::Moved;
use super::texts::{Place, Versions};
use crate::compile::diagnostic::{Wording, say};
use crate::compiled::{CompiledForm, Condition, Field, FieldType};

pub(super) fn fields(old: &CompiledForm, new: &CompiledForm, found: &mut Found) {
    let moved = Moved::of(old, new);
    for field in &new.fields {
        match old.field_by_id(&field.id) {
            Some((_, before)) => Pair { old, new, moved: &moved, before, after: field }.compare(found),
            None => {
                let (name, page) = (named(field), page(new, field));
                let (de, en) = (name.de, name.en);
                let message = if field.required == Condition::Always {
                    say!("Neu: {de} auf Seite „{page}“, Pflicht.", "New: {en} on page “{page}”, required.")
                } else {
                    say!("Neu: {de} auf Seite „{page}“.", "New: {en} on page “{page}”.")
                };
                found.add(ChangeKind::Added, "field", &field.id, message);
            }
        }
    }
    for field in old.fields.iter().filter(|field| new.field_by_id(&field.id).is_none()) {
        let (name, page) = (named(field), page(old, field));
        let (de, en) = (name.de, name.en);
        let message = say!("Entfallen: {de} auf Seite „{page}“.", "Gone: {en} on page “{page}”.");
        found.add(ChangeKind::Removed, "field", &field.id, message);
    }
}

/// A field in both versions.
struct Pair<'a> {
    old: &'a CompiledForm,
    new: &'a CompiledForm,
    moved: &'a Moved,
    before: &'a Field,
    after: &'a Field,
}

impl Pair<'_> {
    fn compare(&self, found: &mut Found) {
        let (before, after) = (self.before, self.after);
        let name = named(after);
        let (de, en) = (&name.de, &name.en);
        let mut add = |kind, message| found.add(kind, "field", &after.id, message);
        let (page_before, page_after) = (page(self.old, before), page(self.new, after));
        if page_id(self.old, before) != page_id(self.new, after) {
            let message = say!(
                "{de} steht jetzt auf Seite „{page_after}“ statt „{page_before}“.",
                "{en} stands on page “{page_after}” instead of “{page_before}”."
            );
            add(ChangeKind::Moved, message);
        }
        if let Some((kind, message)) = self.requirement(de, en) {
            add(kind, message);
        }
        if !self.moved.is_same(before.visible.as_ref(), after.visible.as_ref()) {
            let message = match (&before.visible, &after.visible) {
                (None, _) => say!("{de} wird nur noch unter einer Bedingung gezeigt.", "{en} is only shown under a condition now."),
                (_, None) => say!("{de} wird immer gezeigt.", "{en} is always shown now."),
                _ => say!("{de} wird unter einer anderen Bedingung gezeigt.", "{en} is shown under another condition."),
            };
            add(ChangeKind::ConditionChanged, message);
        }
        if !self.moved.is_same(before.value.as_ref(), after.value.as_ref()) {
            add(ChangeKind::CalculationChanged, say!("{de} wird anders berechnet.", "{en} is calculated in another way."));
        }
        self.kind(&name, found);
        self.texts(&name, found);
        let offers_the_same = self.moved.is_same(before.offer.as_ref(), after.offer.as_ref());
        if before.fim_id != after.fim_id || before.autocomplete != after.autocomplete || !offers_the_same {
            let message = say!(
                "{de}: FIM-Nummer, Autovervollständigung oder Angebot zum Übernehmen ist anders.",
                "{en}: FIM id, autocomplete or what is offered to be taken over differs."
            );
            found.add(ChangeKind::SettingChanged, "field", &after.id, message);
        }
    }

    fn requirement(&self, de: &str, en: &str) -> Option<(ChangeKind, Wording)> {
        use ChangeKind::{ConditionChanged, MadeOptional, MadeRequired};
        Some(match (&self.before.required, &self.after.required) {
            (Condition::Always, Condition::Always) | (Condition::Never, Condition::Never) => return None,
            (Condition::When(before), Condition::When(after)) if self.moved.expression(before) == *after => return None,
            (Condition::When(_), Condition::When(_)) => {
                (ConditionChanged, say!("{de} ist unter einer anderen Bedingung Pflicht.", "{en} is required under another condition."))
            }
            (_, Condition::Always) => (MadeRequired, say!("{de} ist jetzt Pflicht.", "{en} is required now.")),
            (_, Condition::Never) => (MadeOptional, say!("{de} ist jetzt freiwillig.", "{en} is optional now.")),
            (Condition::Never, Condition::When(_)) => {
                (MadeRequired, say!("{de} ist jetzt unter einer Bedingung Pflicht.", "{en} is required under a condition now."))
            }
            (Condition::Always, Condition::When(_)) => {
                (MadeOptional, say!("{de} ist nur noch unter einer Bedingung Pflicht.", "{en} is only required under a condition now."))
            }
        })
    }

    fn kind(&self, name: &Wording, found: &mut Found) {
        let (before, after) = (&self.before.kind, &self.after.kind);
        let (de, en) = (&name.de, &name.en);
        if std::mem::discriminant(before) != std::mem::discriminant(after) {
            let (was, is) = (type_name(before), type_name(after));
            let message = say!("{de} ist jetzt vom Typ {is} statt {was}.", "{en} is of type {is} now instead of {was}.");
            found.replaced(ChangeKind::TypeChanged, "field", &self.after.id, message, &was, &is);
        } else if self.moved.kind(before) != *after {
            let message = say!("{de} nimmt andere Angaben an als vorher.", "{en} accepts other answers than before.");
            found.add(ChangeKind::LimitsChanged, "field", &self.after.id, message);
        }
    }

    fn texts(&self, name: &Wording, found: &mut Found) {
        let versions = Versions { old: self.old, new: self.new };
        let place = Place { part: "field", id: &self.after.id, named: name };
        let (before, after) = (self.before, self.after);
        versions.text(place, &say!("die Frage", "the question"), Some(&before.label), Some(&after.label), found);
        versions.text(place, &say!("der Hinweis", "the hint"), before.hint.as_ref(), after.hint.as_ref(), found);
        versions.text(place, &say!("die Hilfe", "the help"), before.help.as_ref(), after.help.as_ref(), found);
    }
}

fn named(field: &Field) -> Wording {
    let (label, id) = (field.label.in_language(0), &field.id);
    say!("Feld „{label}“ ({id})", "Field “{label}” ({id})")
}

fn page<'a>(form: &'a CompiledForm, field: &Field) -> &'a str {
    form.pages.get(field.page.at()).map_or("", |page| page.title.in_language(0))
}

fn page_id<'a>(form: &'a CompiledForm, field: &Field) -> &'a str {
    form.pages.get(field.page.at()).map_or("", |page| page.id.as_str())
}

/// The name of a type in definitions: its variant with hyphens.
fn type_name(kind: &FieldType) -> String {
    crate::scenarios::hyphenated(&format!("{kind:?}"))
}

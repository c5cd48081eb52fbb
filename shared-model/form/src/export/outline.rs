//! What an export contains, whatever was answered: fields within groups under their keys. In: a form and a style of keys. Out: a
//! tree that exports and their schemas walk alike, so that they cannot disagree about what stands where.

use super::Keys;
use crate::compiled::{CompiledForm, FieldIndex, GroupIndex, Item};

/// Everything at one level, in the order of the form.
pub(super) type Parts = Vec<Part>;

/// A field or a group under its key.
#[derive(Debug)]
pub(super) struct Part {
    /// Unique among its siblings.
    pub(super) key: String,
    pub(super) content: Content,
}

#[derive(Debug)]
pub(super) enum Content {
    Field(FieldIndex),
    Group(GroupIndex, Parts),
}

/// The parts of a form.
pub(super) fn outline(form: &CompiledForm, keys: Keys) -> Parts {
    let mut parts = Vec::new();
    form.pages.iter().for_each(|page| add(form, keys, &page.items, None, &mut parts));
    told_apart(form, parts)
}

/// Adds what stands in a list of items. A group stands after the group around it; anything else is no form and would run in circles.
fn add(form: &CompiledForm, keys: Keys, items: &[Item], around: Option<GroupIndex>, parts: &mut Parts) {
    for item in items {
        match item {
            Item::Field(index) => {
                let key = form.field(*index).map(|field| keys.of_field(field));
                parts.extend(key.map(|key| Part { key, content: Content::Field(*index) }));
            }
            Item::Group(index) if around.is_none_or(|around| around < *index) => {
                let Some(group) = form.groups.get(index.at()) else { continue };
                if keys.nests(group) {
                    let mut within = Vec::new();
                    add(form, keys, &group.items, Some(*index), &mut within);
                    parts.push(Part { key: keys.of_group(group), content: Content::Group(*index, told_apart(form, within)) });
                } else {
                    add(form, keys, &group.items, Some(*index), parts);
                }
            }
            _ => {}
        }
    }
}

/// FIM's ids name kinds of data, and one kind may be asked twice at one place (two persons' names): what stands there is then
/// told apart by its own id, `F60000227.halter_name`. Own ids have no point in them, so this never meets another key.
fn told_apart(form: &CompiledForm, mut parts: Parts) -> Parts {
    let keys: Vec<String> = parts.iter().map(|part| part.key.clone()).collect();
    for part in &mut parts {
        if keys.iter().filter(|key| **key == part.key).count() > 1 {
            let own = match part.content {
                Content::Field(index) => form.field(index).map(|field| field.id.as_str()),
                Content::Group(index, _) => form.groups.get(index.at()).map(|group| group.id.as_str()),
            };
            part.key = [&part.key, ".", own.unwrap_or_default()].concat();
        }
    }
    parts
}

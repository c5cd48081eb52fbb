//! `<include offer="…">` → what each field of the block is taken over from. In: a field, the names. Out: an expression that is never evaluated but read
//! (`journey::takeover`): a list of the id of the group that is offered something, and for each earlier group its id and the answer that belongs here.
//!
//! It stands in the place of a single field's offer, which is a text: so forms are stored as before, and what is compared or counted of offers is of these, too.

use super::field_kinds::FieldKind;
use super::lower::position;
use super::names::{FieldPlace, Names};
use crate::compiled::FieldIndex;
use crate::definition::GroupDefinition;
use crate::feel::Value;
use crate::feel::tree::{Expression, Node, NodeIndex};

/// What a field is taken over from, together with the others of its block; none if nothing is.
pub(super) fn expression(place: &FieldPlace<'_>, names: &Names<'_>) -> Option<Expression> {
    place.kind.filter(|kind| can_be_taken_over(*kind))?;
    let (group, earlier) = place.groups.iter().rev().find_map(|group| {
        let group = names.groups.get(*group)?;
        Some((group, earlier(group)?))
    })?;
    let inner = place.definition.id.value.strip_prefix(&prefix(&group.id.value))?;
    let mut nodes = vec![Node::Literal(Value::Text(group.id.value.clone()))];
    for id in earlier {
        let from = names.field(&[prefix(id).as_str(), inner].concat());
        let from = from.filter(|from| names.fields.get(*from).is_some_and(|from| from.kind == place.kind));
        nodes.push(Node::Literal(Value::Text(id.to_owned())));
        nodes.push(from.map_or(Node::Literal(Value::Null), |from| Node::Answer(FieldIndex(position(from)))));
    }
    let all = (0..position(nodes.len())).map(NodeIndex).collect();
    nodes.push(Node::List(all));
    Some(Expression { nodes })
}

/// The ids that an include offers.
pub(super) fn earlier(group: &GroupDefinition) -> Option<impl Iterator<Item = &str>> {
    Some(group.block.as_ref()?.offer.as_ref()?.value.split_whitespace())
}

fn prefix(group: &str) -> String {
    format!("{group}_")
}

/// Files stand in one place, what one agrees to is agreed to each time, and what is calculated is not entered.
fn can_be_taken_over(kind: FieldKind) -> bool {
    !kind.is_calculated() && !matches!(kind, FieldKind::File | FieldKind::Consent)
}

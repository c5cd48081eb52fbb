//! Answers of an earlier group, taken over into a later one with one act (WCAG 2.2, 3.3.7). In: the later group. Out: what there is to take over, and what would
//! then stand where. Entering it, and putting back what stood there, is the screen's.

use super::{FieldAt, FormState, GroupAt, RowIndex};
use crate::answers::{AnswerPath, RawAnswer};
use crate::compiled::{FieldIndex, GroupIndex};
use crate::feel::Value;
use crate::feel::tree::Node;

/// An earlier group that has answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Takeover {
    /// That group.
    pub from: GroupIndex,
    /// Its questions that are shown and answered, in the order of the form.
    pub said: Vec<FieldAt>,
    /// What would stand where; none: nothing, because it is not asked or not answered there.
    pub entered: Vec<(AnswerPath, Option<RawAnswer>)>,
}

impl FormState {
    /// What can be taken over into a group as a whole: from each earlier group that the form names and that has answers.
    #[must_use]
    pub fn takeovers(&self, group: impl Into<GroupAt>) -> Vec<Takeover> {
        let GroupAt { group, row } = group.into();
        let Some(offered) = self.form.groups.get(group.at()) else { return Vec::new() };
        let mut found: Vec<(&str, Takeover)> = Vec::new();
        for (index, field) in (0..).zip(&self.form.fields).filter(|(_, field)| field.groups.contains(&group)) {
            let Some((to, sources)) = field.offer.as_ref().and_then(|offer| read(&offer.nodes)) else { continue };
            if to != offered.id {
                continue;
            }
            let path = self.path(FieldAt { field: FieldIndex(index), row });
            for (id, from) in sources {
                let (said, answer) = from.map_or((None, None), |from| self.said_at(from, row));
                let at = found.iter().position(|(known, _)| *known == id).or_else(|| {
                    let from = (0..).map(GroupIndex).zip(&self.form.groups).find(|(_, group)| group.id == id)?.0;
                    found.push((id, Takeover { from, said: Vec::new(), entered: Vec::new() }));
                    Some(found.len() - 1)
                });
                if let Some((_, takeover)) = at.and_then(|at| found.get_mut(at)) {
                    takeover.said.extend(said);
                    takeover.entered.push((path.clone(), answer));
                }
            }
        }
        found.into_iter().map(|(_, takeover)| takeover).filter(|takeover| !takeover.said.is_empty()).collect()
    }

    /// Whether exactly this is entered. A blank answer is none.
    #[must_use]
    pub fn is_entered(&self, all: &[(AnswerPath, Option<RawAnswer>)]) -> bool {
        all.iter().all(|(path, answer)| self.answers.get(path).filter(|there| !there.is_blank()) == answer.as_ref())
    }

    /// What stands at the same places now.
    #[must_use]
    pub fn entered_at(&self, all: &[(AnswerPath, Option<RawAnswer>)]) -> Vec<(AnswerPath, Option<RawAnswer>)> {
        all.iter().map(|(path, _)| (path.clone(), self.answers.get(path).cloned())).collect()
    }

    fn said_at(&self, field: FieldIndex, row: RowIndex) -> (Option<FieldAt>, Option<RawAnswer>) {
        let at = FieldAt { field, row: self.derived.rows.up_to(row, self.scope_of(field)) };
        let answer = self.answers.get(&self.path(at)).filter(|answer| !answer.is_blank() && self.is_field_visible(at));
        (answer.map(|_| at), answer.cloned())
    }
}

/// The group that something is offered to, and for each earlier one its id and the field that belongs here; see `compile::takeover`.
fn read(nodes: &[Node]) -> Option<(&str, Vec<Source<'_>>)> {
    let (Node::List(_), items) = nodes.split_last()? else { return None };
    let (Node::Literal(Value::Text(to)), sources) = items.split_first()? else { return None };
    Some((to, sources.chunks(2).map(source).collect::<Option<_>>()?))
}

/// The id of an earlier group, and its field that belongs here.
type Source<'a> = (&'a str, Option<FieldIndex>);

fn source(pair: &[Node]) -> Option<Source<'_>> {
    match pair {
        [Node::Literal(Value::Text(id)), Node::Answer(field)] => Some((id, Some(*field))),
        [Node::Literal(Value::Text(id)), _] => Some((id, None)),
        _ => None,
    }
}

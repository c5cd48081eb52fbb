//! The elements in an element, by role. In: an element and what may stand in it. Out: a bag; what is missing, twice or unknown has
//! been reported.

use super::dialect::{Role, Shape, Times};
use super::read::Reader;
use crate::faults::Fault;
use crate::report::Reason;
use crate::source::{collapsed, elements};
use roxmltree::Node;

/// Elements by role, in order.
pub(super) struct Bag<'a, 'input>(Vec<(Role, Node<'a, 'input>)>);

impl<'a, 'input> Bag<'a, 'input> {
    /// Fills a bag.
    pub(super) fn of(reader: &mut Reader<'_>, around: Node<'a, 'input>, shape: Shape) -> Self {
        let mut bag: Vec<(&'static str, Role, Node<'a, 'input>)> = Vec::new();
        for node in elements(around) {
            let name = node.tag_name();
            let known = shape.iter().find(|(known, ..)| name.namespace() == Some(reader.dialect.namespace) && *known == name.name());
            let Some((name, role, times)) = known else {
                reader.unknown(node, around);
                continue;
            };
            match bag.iter_mut().find(|(earlier, ..)| *times != Times::Many && earlier == name) {
                None => bag.push((name, *role, node)),
                Some((_, _, earlier)) => {
                    let both = says_something(node) && says_something(*earlier);
                    let element = (*name).to_owned();
                    reader.faults.at(node, &if both { Fault::Twice { element } } else { Fault::TwiceEmpty { element } });
                    let dropped = if says_something(node) { std::mem::replace(earlier, node) } else { node };
                    let item = reader.ledger.item(dropped);
                    reader.ledger.left_out_whole(item, &Reason::Empty);
                }
            }
        }
        for (element, ..) in shape.iter().filter(|(_, _, times)| *times == Times::Once) {
            if !bag.iter().any(|(name, ..)| name == element) {
                reader.faults.at(around, &Fault::Missing { element, within: around.tag_name().name().to_owned() });
            }
        }
        Self(bag.into_iter().map(|(_, role, node)| (role, node)).collect())
    }

    /// The element with a role.
    pub(super) fn one(&self, role: Role) -> Option<Node<'a, 'input>> {
        self.0.iter().find(|(other, _)| *other == role).map(|(_, node)| *node)
    }

    /// The elements with a role, in order.
    pub(super) fn all(&self, role: Role) -> impl Iterator<Item = Node<'a, 'input>> {
        self.0.iter().filter(move |(other, _)| *other == role).map(|(_, node)| *node)
    }

    /// Everything, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Role, Node<'a, 'input>)> {
        self.0.iter().copied()
    }
}

fn says_something(node: Node<'_, '_>) -> bool {
    node.attributes().len() > 0 || elements(node).next().is_some() || !collapsed(node).is_empty()
}

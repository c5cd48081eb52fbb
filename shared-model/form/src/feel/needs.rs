//! What of FEEL a form needs beyond what every form does. In: a node of an expression. Out: the parts of our code that evaluate it.

use super::builtin::Function;
use super::tree::Node;
use crate::parts::Needs;

/// Notes what a node needs. What stands here as needing nothing is evaluated by `evaluate` itself.
pub(crate) fn note_needs(node: &Node, needs: &mut Needs) {
    use Function as F;
    match node {
        Node::Literal(_) | Node::Answer(_) | Node::Parameter(_) | Node::Bound(_) | Node::If(..) => {}
        Node::Compare(..) | Node::And(..) | Node::Or(..) | Node::Between(..) | Node::In(..) | Node::List(_) => {}
        Node::Call(F::IsDefined | F::Not | F::Today | F::Now | F::Count | F::ListContains, _) => {}
        Node::Negate(_) | Node::Arithmetic(..) | Node::Call(F::Sum | F::Number, _) => needs.computing = true,
        Node::Pattern(_, program, _) => {
            needs.patterns = true;
            needs.functions |= program.compares_cases();
        }
        _ => needs.functions = true,
    }
}

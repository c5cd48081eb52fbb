//! BPMN 2.0 → a definition. The applicant's user tasks become pages, conditions of gateways become conditions of pages. In: a parsed
//! model. Out: a definition with the pages in the order of the flow. Only here are elements of BPMN named.

mod beside;
mod choose;
mod compose;
mod condition;
mod flow;
mod model;
mod questions;
mod read;

use crate::definition::Definition;
use crate::faults::{Fault, Faults};
use crate::ledger::Ledger;
use roxmltree::Node;

/// Namespace of BPMN 2.0 models; prefixes vary.
pub(crate) const NAMESPACE: &str = "http://www.omg.org/spec/BPMN/20100524/MODEL";

/// Imports a model: a heading for the report, and the definition.
pub(crate) fn import(file: &str, root: Node<'_, '_>, faults: &mut Faults, ledger: &mut Ledger) -> Option<(String, Definition)> {
    let model = read::read(root, faults, ledger);
    if model.processes.is_empty() {
        faults.at(root, &Fault::NoProcess);
    }
    if faults.are_fatal() {
        return None;
    }
    let chosen = choose::choose(&model, ledger)?;
    let process = model.processes.get(chosen.process)?;
    let heading = format!("BPMN 2.0: {} „{}“", process.id, chosen.name);
    Some((heading, compose::compose(file, &model, process, &chosen, ledger)))
}

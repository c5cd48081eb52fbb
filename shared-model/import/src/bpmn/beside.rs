//! What stands beside the flow of a BPMN model. In: lanes, annotations, documentation. Out: who does what, and texts.

use super::model::*;
use super::read::{Reader, attribute, bpmn_name};
use crate::report::Reason;
use crate::schema::Said;
use crate::source::{collapsed, elements};
use roxmltree::Node;

impl Reader<'_> {
    pub(super) fn lanes(&mut self, node: Node<'_, '_>, process: &mut Process) {
        for lane in elements(node) {
            let item = self.ledger.item(lane);
            if bpmn_name(lane) != Some("lane") {
                self.ledger.left_out_whole(item, &Reason::Extension);
                continue;
            }
            let mut members = Vec::new();
            for inner in elements(lane) {
                let inner_item = self.ledger.item(inner);
                match bpmn_name(inner) {
                    Some("flowNodeRef") => {
                        self.ledger.part(inner_item);
                        self.ledger.parts_inside(inner_item);
                        members.push(collapsed(inner));
                    }
                    Some("childLaneSet") => {
                        self.ledger.part(inner_item);
                        self.lanes(inner, process);
                    }
                    _ => self.ledger.left_out_whole(inner_item, &Reason::Extension),
                }
            }
            let name = attribute(lane, "name").unwrap_or_default();
            self.ledger.title(item, format!("lane „{name}“"));
            process.lanes.push(Lane { item, name, members });
        }
    }

    /// The texts of an annotation; without any it is empty.
    pub(super) fn annotation(&mut self, node: Node<'_, '_>) -> Option<Said<String>> {
        let item = self.ledger.item(node);
        self.ledger.part(item);
        let texts: Vec<Said<String>> = elements(node).filter_map(|text| self.text(text)).collect();
        let value = texts.iter().map(|text| text.value.as_str()).collect::<Vec<_>>().join(" ");
        texts.iter().for_each(|text| self.ledger.part(text.item));
        (!value.is_empty()).then_some(Said { value, item })
    }

    pub(super) fn text(&mut self, node: Node<'_, '_>) -> Option<Said<String>> {
        let item = self.ledger.item(node);
        let value = collapsed(node);
        for inner in elements(node) {
            let inner = self.ledger.item(inner);
            self.ledger.left_out_whole(inner, &Reason::Extension);
        }
        if value.is_empty() {
            self.ledger.left_out_whole(item, &Reason::Empty);
            return None;
        }
        Some(Said { value, item })
    }
}

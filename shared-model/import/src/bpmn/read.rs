//! XML → a BPMN model. Elements are told apart by namespace and name, whatever the prefix. What a form does not need is left out, with
//! the reason.

use super::NAMESPACE;
use super::model::*;
use crate::faults::{Fault, Faults};
use crate::ledger::Ledger;
use crate::report::Reason;
use crate::schema::Said;
use crate::source::elements;
use roxmltree::Node;
use std::collections::{HashMap, HashSet};

/// Reads all processes.
pub(super) fn read(root: Node<'_, '_>, faults: &mut Faults, ledger: &mut Ledger) -> Model {
    let mut reader = Reader { faults, ledger, ids: HashSet::new() };
    let mut model = Model::default();
    let item = reader.ledger.item(root);
    reader.ledger.part(item);
    for node in elements(root) {
        let item = reader.ledger.item(node);
        match bpmn_name(node) {
            Some("process") => {
                if let Some(process) = reader.process(node, &mut model.annotations) {
                    model.processes.push(process);
                }
            }
            Some("collaboration") => {
                reader.ledger.part(item);
                for inner in elements(node) {
                    let item = reader.ledger.item(inner);
                    match bpmn_name(inner) {
                        Some("participant") => model.participants.push(Participant {
                            item,
                            name: attribute(inner, "name").unwrap_or_default(),
                            process: attribute(inner, "processRef"),
                        }),
                        Some("textAnnotation") => model.annotations.extend(reader.annotation(inner)),
                        _ => reader.ledger.left_out_whole(item, &Reason::Message),
                    }
                }
            }
            Some("message" | "signal" | "error" | "escalation") => reader.ledger.left_out_whole(item, &Reason::Message),
            Some(_) => reader.ledger.left_out_whole(item, &Reason::NotFilledIn),
            None => {
                let is_drawing = node.tag_name().namespace().is_some_and(|namespace| namespace.ends_with("/DI"));
                reader.ledger.left_out_whole(item, if is_drawing { &Reason::Drawing } else { &Reason::Extension });
            }
        }
    }
    model
}

pub(super) fn bpmn_name<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    (node.tag_name().namespace() == Some(NAMESPACE)).then(|| node.tag_name().name())
}

pub(super) fn attribute(node: Node<'_, '_>, name: &str) -> Option<String> {
    node.attribute(name).map(|value| value.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|value| !value.is_empty())
}

pub(super) struct Reader<'r> {
    pub(super) faults: &'r mut Faults,
    pub(super) ledger: &'r mut Ledger,
    pub(super) ids: HashSet<String>,
}

/// A flow whose ends are still names.
struct LooseFlow<'a, 'input> {
    node: Node<'a, 'input>,
    flow: Flow,
    source: String,
    target: String,
}

impl Reader<'_> {
    /// The id of an element that others name.
    fn id(&mut self, node: Node<'_, '_>) -> Option<String> {
        let Some(id) = attribute(node, "id") else {
            self.faults.at(node, &Fault::NoId { element: node.tag_name().name().to_owned() });
            return None;
        };
        if !self.ids.insert(id.clone()) {
            self.faults.at(node, &Fault::SameId { id: id.clone() });
        }
        Some(id)
    }

    fn process(&mut self, node: Node<'_, '_>, annotations: &mut Vec<Said<String>>) -> Option<Process> {
        let item = self.ledger.item(node);
        let mut process = Process {
            item,
            id: self.id(node)?,
            name: attribute(node, "name"),
            documentation: Vec::new(),
            nodes: Vec::new(),
            flows: Vec::new(),
            lanes: Vec::new(),
        };
        self.ledger.title(item, format!("{} „{}“", process.id, process.name.as_deref().unwrap_or("")));
        let mut loose = Vec::new();
        self.content(node, &mut process, &mut loose, annotations, true);
        let numbers: HashMap<String, usize> =
            process.nodes.iter().enumerate().rev().map(|(number, node)| (node.id.clone(), number)).collect();
        for LooseFlow { node, mut flow, source, target } in loose {
            // The way out of a sub-process begins at its end.
            let leaves = |number: usize| match process.nodes.get(number).map(|node| node.kind) {
                Some(Kind::SubProcess { exit }) => exit,
                _ => number,
            };
            match (numbers.get(&source), numbers.get(&target)) {
                (Some(source), Some(target)) => {
                    flow.source = leaves(*source);
                    flow.target = *target;
                    process.flows.push(flow);
                }
                (found, _) => {
                    let missing = if found.is_none() { source } else { target };
                    self.faults.at(node, &Fault::DanglingFlow { flow: flow.id, missing });
                }
            }
        }
        Some(process)
    }

    /// What stands in a process or a sub-process: the numbers of its own nodes, without those of inner sub-processes.
    fn content<'a, 'input>(
        &mut self,
        around: Node<'a, 'input>,
        process: &mut Process,
        loose: &mut Vec<LooseFlow<'a, 'input>>,
        annotations: &mut Vec<Said<String>>,
        is_process: bool,
    ) -> Vec<usize> {
        let mut own = Vec::new();
        for node in elements(around) {
            let item = self.ledger.item(node);
            let kind = match bpmn_name(node) {
                Some("sequenceFlow") => {
                    loose.extend(self.flow(node));
                    continue;
                }
                Some("laneSet") => {
                    self.ledger.part(item);
                    self.lanes(node, process);
                    continue;
                }
                // Of a sub-process they are read with its node.
                Some("documentation" | "extensionElements") if !is_process => continue,
                Some("documentation") => {
                    process.documentation.extend(self.text(node));
                    continue;
                }
                Some("textAnnotation") => {
                    annotations.extend(self.annotation(node));
                    continue;
                }
                Some("extensionElements") | None => {
                    self.ledger.left_out_whole(item, &Reason::Extension);
                    continue;
                }
                Some("incoming" | "outgoing" | "multiInstanceLoopCharacteristics" | "standardLoopCharacteristics") if is_process => {
                    self.ledger.left_out_whole(item, &Reason::Redundant);
                    continue;
                }
                // Read with the node of the sub-process.
                Some("incoming" | "outgoing" | "multiInstanceLoopCharacteristics" | "standardLoopCharacteristics") => continue,
                Some(name) => kind(name),
            };
            match kind {
                Some(Kind::SubProcess { .. }) => self.sub_process(node, process, loose, annotations),
                Some(kind) => {
                    if let Some(node) = self.node(node, kind) {
                        own.push(process.nodes.len());
                        process.nodes.push(node);
                    }
                }
                None => self.ledger.left_out_whole(item, &Reason::NotFilledIn),
            }
        }
        own
    }

    /// A sub-process is its content between two nodes that are not written.
    fn sub_process<'a, 'input>(
        &mut self,
        node: Node<'a, 'input>,
        process: &mut Process,
        loose: &mut Vec<LooseFlow<'a, 'input>>,
        annotations: &mut Vec<Said<String>>,
    ) {
        let entry = process.nodes.len();
        let exit = entry + 1;
        let Some(head) = self.node(node, Kind::SubProcess { exit }) else { return };
        let tail = FlowNode {
            id: format!("{} (Ende)", head.id),
            kind: Kind::Exit,
            name: None,
            default: None,
            documentation: Vec::new(),
            keys: Vec::new(),
            fields: Vec::new(),
            repeats: None,
            item: head.item,
        };
        process.nodes.extend([head, tail]);
        let own = self.content(node, process, loose, annotations, false);
        let way = |source, target| Flow { item: None, id: String::new(), name: None, source, target, condition: None };
        for number in own {
            match process.nodes.get(number).map(|node| node.kind) {
                Some(Kind::Start) => process.flows.push(way(entry, number)),
                Some(Kind::End) => process.flows.push(way(number, exit)),
                _ => {}
            }
        }
    }

    fn node(&mut self, node: Node<'_, '_>, kind: Kind) -> Option<FlowNode> {
        let item = self.ledger.item(node);
        let mut read = FlowNode {
            item,
            id: self.id(node)?,
            name: attribute(node, "name"),
            kind,
            default: attribute(node, "default"),
            documentation: Vec::new(),
            keys: Vec::new(),
            fields: Vec::new(),
            repeats: None,
        };
        self.ledger.title(item, format!("{} {} „{}“", node.tag_name().name(), read.id, read.name.as_deref().unwrap_or("")));
        for attribute in node.attributes().filter(|attribute| attribute.namespace().is_some()) {
            if matches!(attribute.name(), "formKey" | "formRef" | "assignee" | "candidateGroups" | "candidateUsers") {
                let value = self.ledger.value(item, attribute.name(), attribute.value());
                read.keys.push((attribute.name().to_owned(), Said { value: attribute.value().to_owned(), item: value }));
            }
        }
        for inner in elements(node) {
            let item = self.ledger.item(inner);
            match bpmn_name(inner) {
                Some("incoming" | "outgoing") => self.ledger.left_out_whole(item, &Reason::Redundant),
                Some("documentation") => read.documentation.extend(self.text(inner)),
                Some("multiInstanceLoopCharacteristics" | "standardLoopCharacteristics") => {
                    self.ledger.left_out_whole(item, &Reason::SeveralTimes);
                    read.repeats = Some(item);
                }
                Some("extensionElements") => self.extensions(inner, &mut read),
                _ if matches!(kind, Kind::SubProcess { .. }) => {}
                Some(name) if name.ends_with("EventDefinition") => self.ledger.left_out_whole(item, &Reason::Message),
                _ => self.ledger.left_out_whole(item, &Reason::NotFilledIn),
            }
        }
        Some(read)
    }

    /// Forms in the extensions of Camunda and Zeebe.
    fn extensions(&mut self, node: Node<'_, '_>, read: &mut FlowNode) {
        let item = self.ledger.item(node);
        self.ledger.part(item);
        for inner in elements(node) {
            let item = self.ledger.item(inner);
            match inner.tag_name().name() {
                "formData" => {
                    self.ledger.part(item);
                    for field in elements(inner) {
                        let item = self.ledger.item(field);
                        match (field.tag_name().name(), attribute(field, "id")) {
                            ("formField", Some(id)) => {
                                let field = self.form_field(field, id);
                                read.fields.push(field);
                            }
                            _ => self.ledger.left_out_whole(item, &Reason::Extension),
                        }
                    }
                }
                "formDefinition" => {
                    for name in ["formId", "formKey"] {
                        if let Some(value) = attribute(inner, name) {
                            read.keys.push((name.to_owned(), Said { value, item }));
                        }
                    }
                    self.ledger.left_out_whole(item, &Reason::FieldsMissing);
                }
                _ => self.ledger.left_out_whole(item, &Reason::Extension),
            }
        }
    }

    fn form_field(&mut self, node: Node<'_, '_>, id: String) -> FormField {
        let mut field = FormField {
            item: self.ledger.item(node),
            id,
            label: attribute(node, "label"),
            kind: attribute(node, "type").unwrap_or_default(),
            values: Vec::new(),
            constraints: Vec::new(),
        };
        for inner in elements(node) {
            let item = self.ledger.item(inner);
            match (inner.tag_name().name(), attribute(inner, "id")) {
                ("value", Some(id)) if elements(inner).next().is_none() => {
                    field.values.push((item, id.clone(), attribute(inner, "name").unwrap_or(id)))
                }
                ("validation", _) => {
                    self.ledger.part(item);
                    for constraint in elements(inner) {
                        let inside = self.ledger.item(constraint);
                        self.ledger.parts_inside(inside);
                        let name = attribute(constraint, "name").unwrap_or_default();
                        field.constraints.push((self.ledger.item(constraint), name));
                    }
                }
                _ => self.ledger.left_out_whole(item, &Reason::Extension),
            }
        }
        field
    }

    fn flow<'a, 'input>(&mut self, node: Node<'a, 'input>) -> Option<LooseFlow<'a, 'input>> {
        let item = self.ledger.item(node);
        let mut condition = None;
        for inner in elements(node) {
            if bpmn_name(inner) == Some("conditionExpression") && condition.is_none() {
                condition = self.text(inner);
            } else {
                let item = self.ledger.item(inner);
                self.ledger.left_out_whole(item, &Reason::Extension);
            }
        }
        let id = self.id(node)?;
        let name = attribute(node, "name");
        self.ledger.title(item, format!("sequenceFlow {id} „{}“", name.as_deref().unwrap_or("")));
        Some(LooseFlow {
            node,
            flow: Flow { item: Some(item), id, name, source: 0, target: 0, condition },
            source: attribute(node, "sourceRef").unwrap_or_default(),
            target: attribute(node, "targetRef").unwrap_or_default(),
        })
    }
}

/// What an element of a process is for a form; None when nothing flows through it.
fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "startEvent" => Kind::Start,
        "endEvent" => Kind::End,
        "userTask" => Kind::UserTask,
        "task" | "manualTask" => Kind::Task,
        "serviceTask" | "scriptTask" | "sendTask" | "receiveTask" | "businessRuleTask" | "callActivity" => Kind::Automatic,
        "intermediateCatchEvent" | "intermediateThrowEvent" => Kind::Event,
        "boundaryEvent" => Kind::Boundary,
        "exclusiveGateway" => Kind::Exclusive,
        "inclusiveGateway" | "complexGateway" | "eventBasedGateway" => Kind::Inclusive,
        "parallelGateway" => Kind::Parallel,
        "subProcess" | "adHocSubProcess" | "transaction" => Kind::SubProcess { exit: 0 },
        _ => return None,
    })
}

//! Elements of XDatenfelder → the parts of a schema, the same way for all versions.

use super::bag::Bag;
use super::dialect::{Dialect, Role};
use crate::faults::{Fault, Faults};
use crate::ledger::Ledger;
use crate::report::Reason;
use crate::schema::*;
use crate::source::{collapsed, elements};
use roxmltree::Node;

/// Reads a document. None when there is nothing that could be read further.
pub(crate) fn read(dialect: &'static Dialect, root: Node<'_, '_>, faults: &mut Faults, ledger: &mut Ledger) -> Option<Schema> {
    let mut reader = Reader { dialect, faults, ledger };
    let item = reader.ledger.item(root);
    reader.ledger.part(item);
    let mut schema = None;
    for node in elements(root) {
        let item = reader.ledger.item(node);
        match node.tag_name().name() {
            _ if node.tag_name().namespace() != Some(dialect.namespace) => reader.unknown(node, root),
            "header" => reader.ledger.left_out_whole(item, &Reason::MessageHeader),
            name @ ("stammdatenschema" | "datenfeldgruppe") if schema.is_none() => {
                schema = Some(reader.schema(node, name == "stammdatenschema"));
            }
            _ => reader.unknown(node, root),
        }
    }
    if schema.is_none() {
        reader.faults.at(root, &Fault::NoSchema { root: root.tag_name().name().to_owned() });
    }
    schema.flatten()
}

/// Reads elements; what is wrong goes to the faults, what says nothing to the ledger.
pub(crate) struct Reader<'r> {
    pub(super) dialect: &'static Dialect,
    pub(super) faults: &'r mut Faults,
    pub(super) ledger: &'r mut Ledger,
}

impl Reader<'_> {
    /// Reports an element that does not belong where it stands.
    pub(super) fn unknown(&mut self, node: Node<'_, '_>, around: Node<'_, '_>) {
        let name = |node: Node<'_, '_>| node.tag_name().name().to_owned();
        self.faults.at(node, &Fault::UnknownElement { element: name(node), within: name(around) });
        let item = self.ledger.item(node);
        self.ledger.left_out_whole(item, &Reason::NotInStandard);
    }

    /// The text of an element; nothing when it is empty.
    pub(super) fn said(&mut self, node: Node<'_, '_>) -> Option<Said<String>> {
        let item = self.ledger.item(node);
        for inner in elements(node) {
            self.unknown(inner, node);
        }
        let value = collapsed(node);
        if value.is_empty() {
            self.ledger.left_out(item, Reason::Empty);
            return None;
        }
        Some(Said { value, item })
    }

    /// The text of an element that may stand here once.
    pub(super) fn once(&mut self, slot: &mut Option<Said<String>>, node: Node<'_, '_>) {
        if let Some(said) = self.said(node) {
            if slot.is_some() {
                self.faults.at(node, &Fault::Twice { element: node.tag_name().name().to_owned() });
            }
            *slot = Some(said);
        }
    }

    /// The text of an element for authors. Many schemas say `-` where nothing is to be said.
    fn told(&mut self, node: Node<'_, '_>) -> Option<Said<String>> {
        let said = self.said(node)?;
        if said.value.chars().any(char::is_alphanumeric) {
            return Some(said);
        }
        self.ledger.left_out(said.item, Reason::Empty);
        None
    }

    /// The code of an element: its child `code`, which has no namespace in real files.
    pub(super) fn code(&mut self, node: Node<'_, '_>) -> Option<Said<String>> {
        let mut code = None;
        for inner in elements(node) {
            if inner.tag_name().name() == "code" && code.is_none() {
                let item = self.ledger.item(inner);
                self.ledger.part(item);
                for stranger in elements(inner) {
                    self.unknown(stranger, inner);
                }
                code = Some(collapsed(inner)).filter(|code| !code.is_empty());
            } else {
                self.unknown(inner, node);
            }
        }
        let item = self.ledger.item(node);
        if code.is_none() {
            self.ledger.left_out(item, Reason::Empty);
        }
        code.map(|value| Said { value, item })
    }

    fn schema(&mut self, node: Node<'_, '_>, is_schema: bool) -> Option<Schema> {
        let bag = Bag::of(self, node, if is_schema { self.dialect.schema } else { self.dialect.group });
        let common = self.common(node, &bag)?;
        Some(Schema { common, rules: self.rules(&bag), positions: self.positions(&bag) })
    }

    pub(super) fn common(&mut self, node: Node<'_, '_>, bag: &Bag<'_, '_>) -> Option<Common> {
        let item = self.ledger.item(node);
        let (id, version) = self.identity(bag.one(Role::Identity)?)?;
        let name = bag.one(Role::Name).and_then(|name| self.said(name)).unwrap_or_else(|| Said { value: id.value.clone(), item: id.item });
        let mut common = Common {
            item,
            name,
            label: bag.one(Role::Label).and_then(|label| self.said(label)),
            help: bag.one(Role::Help).and_then(|help| self.said(help)),
            references: self.references(bag.all(Role::Reference)),
            remarks: Vec::new(),
            id,
            version,
        };
        for (role, node) in bag.iter() {
            match role {
                Role::Remark(word) => common.remarks.extend(self.told(node).map(|text| (word, text))),
                Role::Related(word) => common.remarks.extend(self.related(node).map(|text| (word, text))),
                Role::Status => common.remarks.extend(self.status(node).map(|text| ("Status", text))),
                Role::Editorial => {
                    let item = self.ledger.item(node);
                    let reason =
                        if collapsed(node).is_empty() && elements(node).next().is_none() { Reason::Empty } else { Reason::Editorial };
                    self.ledger.left_out(item, reason);
                    self.ledger.parts_inside(item);
                }
                _ => {}
            }
        }
        let title = format!("{} „{}“", common.identity(), common.name.value);
        self.ledger.title(item, title);
        Some(common)
    }

    fn identity(&mut self, node: Node<'_, '_>) -> Option<(Said<String>, Option<Said<String>>)> {
        let (mut id, mut version) = (None, None);
        let item = self.ledger.item(node);
        self.ledger.part(item);
        for inner in elements(node) {
            let slot = match inner.tag_name().name() {
                "id" => &mut id,
                "version" => &mut version,
                _ => {
                    self.unknown(inner, node);
                    continue;
                }
            };
            if slot.is_some() {
                self.faults.at(inner, &Fault::Twice { element: inner.tag_name().name().to_owned() });
            }
            *slot = Some(inner);
            let item = self.ledger.item(inner);
            self.ledger.part(item);
        }
        let version = version.and_then(|version| self.said(version));
        let Some(id) = id else {
            self.faults.at(node, &Fault::Missing { element: "id", within: "identifikation".to_owned() });
            return None;
        };
        let said = self.said(id);
        if said.is_none() {
            self.faults.at(id, &Fault::Empty { element: "id" });
        }
        Some((said?, version))
    }

    fn references<'a, 'input: 'a>(&mut self, nodes: impl Iterator<Item = Node<'a, 'input>>) -> Vec<Said<String>> {
        let mut references = Vec::new();
        for node in nodes {
            let link = node.attribute("link").map(str::trim).filter(|link| !link.is_empty());
            references.extend(self.said(node).map(|text| match link {
                Some(link) => Said { value: format!("{} ({link})", text.value), item: text.item },
                None => text,
            }));
        }
        references
    }

    /// `relation`, `dokumentsteckbrief`: what stands inside, as one text.
    fn related(&mut self, node: Node<'_, '_>) -> Option<Said<String>> {
        let mut words = Vec::new();
        for inner in node.descendants().filter(|inner| inner.is_element() && *inner != node) {
            let item = self.ledger.item(inner);
            self.ledger.part(item);
            words.push(collapsed(inner));
        }
        words.retain(|word| !word.is_empty());
        let item = self.ledger.item(node);
        if words.is_empty() {
            self.ledger.left_out_whole(item, &Reason::Empty);
            return None;
        }
        Some(Said { value: words.join(" "), item })
    }

    fn status(&mut self, node: Node<'_, '_>) -> Option<Said<String>> {
        let code = self.code(node)?;
        match self.dialect.statuses.iter().find(|(known, ..)| *known == code.value) {
            Some((_, words, true)) => Some(Said { value: (*words).to_owned(), item: code.item }),
            Some(_) => {
                self.ledger.left_out(code.item, Reason::Editorial);
                None
            }
            None => {
                let known = self.dialect.status_codes;
                self.faults.at(node, &Fault::UnknownCode { element: "status", code: code.value, known });
                None
            }
        }
    }

    pub(super) fn rules(&mut self, bag: &Bag<'_, '_>) -> Vec<Rule> {
        let mut rules = Vec::new();
        for node in bag.all(Role::Rule) {
            let inner = Bag::of(self, node, self.dialect.rule);
            let Some(common) = self.common(node, &inner) else { continue };
            let text = inner.one(Role::RuleText).and_then(|text| self.said(text));
            if let Some(script) = inner.one(Role::Script).and_then(|script| self.said(script)) {
                self.ledger.left_out(script.item, Reason::Script);
            }
            if let Some(kind) = inner.one(Role::RuleKind).and_then(|kind| self.code(kind)) {
                self.ledger.left_out(kind.item, Reason::Editorial);
            }
            rules.push(Rule { common, text });
        }
        rules
    }

    fn positions(&mut self, bag: &Bag<'_, '_>) -> Vec<Position> {
        let nodes: Vec<Node<'_, '_>> = bag.all(Role::Structure).collect();
        nodes.into_iter().filter_map(|node| self.position(node)).collect()
    }

    fn position(&mut self, node: Node<'_, '_>) -> Option<Position> {
        let item = self.ledger.item(node);
        self.ledger.part(item);
        let (mut times, mut references, mut element) = (None, Vec::new(), None);
        for inner in elements(node) {
            match inner.tag_name().name() {
                _ if inner.tag_name().namespace() != Some(self.dialect.namespace) => self.unknown(inner, node),
                "anzahl" if times.is_none() => times = Some(self.times(inner)),
                "bezug" => references.extend(self.references(std::iter::once(inner))),
                "enthaelt" if element.is_none() => element = Some(self.contained(inner)),
                "anzahl" | "enthaelt" => self.faults.at(inner, &Fault::Twice { element: inner.tag_name().name().to_owned() }),
                _ => self.unknown(inner, node),
            }
        }
        let mut missing = |element| self.faults.at(node, &Fault::Missing { element, within: "struktur".to_owned() });
        if times.is_none() {
            missing("anzahl");
        }
        if element.is_none() {
            missing("enthaelt");
        }
        let element = element??;
        let contained = match &element {
            Element::Group(group) => group.common.item,
            Element::Field(field) => field.common.item,
        };
        self.ledger.move_title(contained, item);
        Some(Position { times: times??, references, element })
    }

    fn times(&mut self, node: Node<'_, '_>) -> Option<Said<Times>> {
        let Some(text) = self.said(node) else {
            self.faults.at(node, &Fault::Empty { element: "anzahl" });
            return None;
        };
        let times = text.value.split_once(':').and_then(|(least, most)| {
            let least: u32 = least.trim().parse().ok()?;
            let most = match most.trim() {
                "*" => None,
                most => Some(most.parse::<u32>().ok()?),
            };
            most.is_none_or(|most| least <= most).then_some(Times { least, most })
        });
        if times.is_none() {
            self.faults.at(node, &Fault::BadMultiplicity { text: text.value });
        }
        times.map(|value| Said { value, item: text.item })
    }

    fn contained(&mut self, node: Node<'_, '_>) -> Option<Element> {
        let item = self.ledger.item(node);
        self.ledger.part(item);
        let mut found = None;
        for inner in elements(node) {
            let ours = inner.tag_name().namespace() == Some(self.dialect.namespace);
            match inner.tag_name().name() {
                name @ ("datenfeld" | "datenfeldgruppe") if ours && found.is_none() => {
                    found = Some(if name == "datenfeld" {
                        self.field(inner).map(|field| Element::Field(Box::new(field)))
                    } else {
                        self.group(inner).map(|group| Element::Group(Box::new(group)))
                    });
                }
                _ => self.unknown(inner, node),
            }
        }
        if found.is_none() {
            self.faults.at(node, &Fault::Missing { element: "datenfeld", within: "enthaelt".to_owned() });
        }
        found.flatten()
    }

    fn group(&mut self, node: Node<'_, '_>) -> Option<Group> {
        let bag = Bag::of(self, node, self.dialect.group);
        let common = self.common(node, &bag)?;
        let is_choice = bag.one(Role::Choice).and_then(|choice| self.code(choice)).and_then(|code| {
            if code.value == "X" {
                Some(Said { value: (), item: code.item })
            } else {
                self.ledger.left_out(code.item, Reason::Editorial);
                None
            }
        });
        Some(Group { common, is_choice, rules: self.rules(&bag), positions: self.positions(&bag) })
    }
}

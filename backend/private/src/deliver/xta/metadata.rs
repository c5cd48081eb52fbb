//! Who sends what to whom: `MessageMetaData` and parties (schema OSCI_MessageMetaData 2.02, which XTA 2.1.1 uses). In: configuration and a message's name. Out: XML
//! for the header of an envelope; and from an answer the same again.

use roxmltree::Node;

use super::envelope::{ADDRESSING, META, child, escaped, text};
use crate::clock::{UnixSeconds, instant};

/// A party: an authority, or what stands for it at an XTA server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// How the identifier is to be read, e.g. `xoev`.
    pub kind: String,
    /// E.g. `ags:06531005`.
    pub identifier: String,
    /// For people; may be empty.
    pub name: String,
    /// Its role; may be empty.
    pub category: String,
}

/// An entry of a code list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Code {
    pub(super) code: String,
    /// Empty with a scenario that no list has.
    pub(super) list_uri: String,
    pub(super) list_version: String,
}

/// What the transport is told about a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Metadata<'a> {
    pub(super) message_id: &'a str,
    pub(super) author: &'a Party,
    pub(super) reader: &'a Party,
    /// URI of the service (`Dienste-URI`).
    pub(super) service: &'a str,
    pub(super) scenario: &'a Code,
    pub(super) message_type: &'a Code,
    pub(super) payload_schema: &'a str,
    pub(super) origin: UnixSeconds,
    pub(super) is_test: bool,
}

impl Party {
    fn identified(&self) -> String {
        let attribute = |name: &str, value: &str| if value.is_empty() { String::new() } else { format!(" {name}=\"{}\"", escaped(value)) };
        let (name, category) = (attribute("name", &self.name), attribute("category", &self.category));
        format!("<m:Identifier type=\"{}\"{name}{category}>{}</m:Identifier>", escaped(&self.kind), escaped(&self.identifier))
    }

    /// The header that says who asks.
    pub(super) fn header(&self) -> String {
        format!("<m:Author xmlns:m=\"{META}\">{}</m:Author>", self.identified())
    }

    fn read(node: Option<Node<'_, '_>>) -> Self {
        let identifier = node.and_then(|node| child(node, META, "Identifier"));
        let attribute = |name: &str| identifier.and_then(|node| node.attribute(name)).unwrap_or_default().to_owned();
        Self { kind: attribute("type"), identifier: text(identifier), name: attribute("name"), category: attribute("category") }
    }
}

impl Code {
    fn attributes(&self) -> String {
        format!("listURI=\"{}\" listVersionID=\"{}\"", escaped(&self.list_uri), escaped(&self.list_version))
    }
}

impl Metadata<'_> {
    /// The header of a message.
    pub(super) fn header(&self) -> String {
        let (author, reader) = (self.author.identified(), self.reader.identified());
        let scenario = match self.scenario.list_uri.is_empty() {
            true => format!("<m:Undefined>{}</m:Undefined>", escaped(&self.scenario.code)),
            false => format!("<m:Defined {}><code>{}</code></m:Defined>", self.scenario.attributes(), escaped(&self.scenario.code)),
        };
        let test = if self.is_test { " TestMsg=\"true\"" } else { "" };
        format!(
            "<m:MessageMetaData xmlns:m=\"{META}\" xmlns:a=\"{ADDRESSING}\"{test}><m:DeliveryAttributes><m:Origin>{origin}</m:Origin></m:DeliveryAttributes>\
             <m:Originators><m:Author>{author}</m:Author></m:Originators><m:Destinations><m:Reader>{reader}</m:Reader></m:Destinations>\
             <m:MsgIdentification><a:MessageID>{id}</a:MessageID></m:MsgIdentification>\
             <m:Qualifier><m:Service>{service}</m:Service><m:BusinessScenario>{scenario}</m:BusinessScenario>\
             <m:MessageType {lists} payloadSchema=\"{schema}\"><code>{kind}</code></m:MessageType></m:Qualifier></m:MessageMetaData>",
            origin = instant(self.origin),
            id = escaped(self.message_id),
            service = escaped(self.service),
            lists = self.message_type.attributes(),
            schema = escaped(self.payload_schema),
            kind = escaped(&self.message_type.code),
        )
    }
}

/// What an XTA server says about a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// The name the server gave it.
    pub message_id: String,
    /// Who wrote it.
    pub author: Party,
    /// Whom it is for.
    pub reader: Party,
    /// URI of the service.
    pub service: String,
    /// Kind of message, as its code list has it.
    pub message_type: String,
}

impl Described {
    /// Reads an element `MessageMetaData`.
    pub(super) fn read(node: Node<'_, '_>) -> Self {
        let below = |names: &[&str]| names.iter().try_fold(node, |node, name| child(node, META, name));
        let id = below(&["MsgIdentification"]).and_then(|node| child(node, ADDRESSING, "MessageID"));
        let kind = below(&["Qualifier", "MessageType"]).and_then(|node| node.children().find(|child| child.tag_name().name() == "code"));
        Self {
            message_id: text(id),
            author: Party::read(below(&["Originators", "Author"])),
            reader: Party::read(below(&["Destinations", "Reader"])),
            service: text(below(&["Qualifier", "Service"])),
            message_type: text(kind),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_come_back_as_they_were_sent_with_anything_in_them() {
        let party = |identifier: &str, name: &str| Party {
            kind: "xoev".to_owned(),
            identifier: identifier.to_owned(),
            name: name.to_owned(),
            category: String::new(),
        };
        let (author, reader) = (party("ags:06531005", "Stadt <\"A&B\">"), party("psw:06531005", ""));
        let message_type = Code { code: "antrag<1>".to_owned(), list_uri: "urn:x&y".to_owned(), list_version: "1".to_owned() };
        for scenario in [Code { code: "ANTRAG".to_owned(), ..Code::default() }, message_type.clone()] {
            let metadata = Metadata {
                message_id: "urn:de:xta:messageid:a:1",
                author: &author,
                reader: &reader,
                service: "urn:de:dienst?a&b",
                scenario: &scenario,
                message_type: &message_type,
                payload_schema: "urn:schema",
                origin: 0,
                is_test: true,
            };
            let xml = metadata.header();
            let document = roxmltree::Document::parse(&xml).unwrap();
            let described = Described::read(document.root_element());
            assert_eq!((described.author, described.reader), (author.clone(), reader.clone()));
            assert_eq!((described.message_id.as_str(), described.service.as_str()), ("urn:de:xta:messageid:a:1", "urn:de:dienst?a&b"));
            assert_eq!((described.message_type.as_str(), document.root_element().attribute("TestMsg")), ("antrag<1>", Some("true")));
        }
    }
}

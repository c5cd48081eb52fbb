//! The words of the language: which element may stand where, with which attributes. The published schema `process.xsd` says the
//! same to XML editors; a test compares the two.

/// Namespace of the language.
pub const NAMESPACE: &str = "urn:vordruck:process:1";

/// An element.
#[derive(Debug)]
pub struct Shape {
    /// Its name.
    pub name: &'static str,
    /// Its attributes: name and whether it is demanded.
    pub attributes: &'static [(&'static str, bool)],
    /// What may stand in it.
    pub children: &'static [Child],
    /// Whether text stands in it.
    pub text: bool,
}

/// An element in an element.
#[derive(Debug)]
pub struct Child {
    /// The element.
    pub shape: &'static Shape,
    /// How often.
    pub times: Times,
}

/// How often an element may stand in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Times {
    /// Exactly once.
    Once,
    /// At most once.
    Optional,
    /// Any number.
    Many,
}

const fn child(shape: &'static Shape, times: Times) -> Child {
    Child { shape, times }
}
const fn words(name: &'static str) -> Shape {
    Shape { name, attributes: &[], children: &[], text: true }
}
/// Text with markup in it.
const fn marked(name: &'static str) -> Shape {
    Shape { name, attributes: &[], children: MARKUP, text: true }
}
static MARKUP: &[Child] = &[child(&STRONG, Many), child(&EMPHASIS, Many), child(&LINK, Many), child(&ABBREVIATION, Many)];

use Times::{Many, Once, Optional};

/// The root.
pub static PROCESS: Shape = Shape {
    name: "process",
    attributes: &[("id", true), ("version", true), ("leika", false), ("kind", false)],
    children: &[
        child(&TITLE, Once),
        child(&START, Optional),
        child(&PARAMETER, Many),
        child(&CODE_LIST, Many),
        child(&PAGE, Many),
        child(&RULE, Many),
        child(&ALTERNATIVES, Many),
        child(&OPENING, Optional),
        child(&ASSURANCE, Optional),
        child(&FEE, Optional),
        child(&HANDOVER, Optional),
        child(&RETENTION, Optional),
    ],
    text: false,
};
/// The root of a block, a file of its own.
pub static BLOCK: Shape = Shape {
    name: "block",
    attributes: &[("id", true), ("fim", false)],
    children: &[
        child(&TITLE, Optional),
        child(&HINT, Optional),
        child(&CODE_LIST, Many),
        child(&FIELD, Many),
        child(&GROUP, Many),
        child(&REPEAT, Many),
        child(&INCLUDE, Many),
        child(&NOTE, Many),
        child(&DECLARATION, Many),
        child(&RULE, Many),
        child(&ALTERNATIVES, Many),
    ],
    text: false,
};
static OVERRIDE: Shape = Shape { name: "override", attributes: &[("text", true)], children: &[], text: true };
static INCLUDE: Shape = Shape {
    name: "include",
    attributes: &[
        ("id", true),
        ("block", true),
        ("required", false),
        ("autocomplete", false),
        ("without", false),
        ("offer", false),
        ("visible", false),
        ("fim", false),
    ],
    children: &[child(&TITLE, Optional), child(&HINT, Optional), child(&OVERRIDE, Many)],
    text: false,
};
static TITLE: Shape = words("title");
static LABEL: Shape = words("label");
static HINT: Shape = words("hint");
static HELP: Shape = words("help");
static INTRO: Shape = marked("intro");
static PARAGRAPH: Shape = marked("p");
static ITEM: Shape = marked("li");
static BULLETS: Shape = Shape { name: "ul", attributes: &[], children: &[child(&ITEM, Many)], text: false };
static NUMBERS: Shape = Shape { name: "ol", attributes: &[], children: &[child(&ITEM, Many)], text: false };
static STRONG: Shape = words("strong");
static EMPHASIS: Shape = words("em");
static LINK: Shape = Shape { name: "a", attributes: &[("href", true)], children: &[], text: true };
static ABBREVIATION: Shape = Shape { name: "abbr", attributes: &[("title", true)], children: &[], text: true };
static SUMMARY: Shape = words("summary");
static NEEDED: Shape = words("needed");
static DURATION: Shape = words("duration");
static FEE_TEXT: Shape = words("fee");
static LEGAL_BASIS: Shape = words("legal-basis");
static OTHER_WAY: Shape = words("other-way");
static START: Shape = Shape {
    name: "start",
    attributes: &[],
    children: &[
        child(&SUMMARY, Many),
        child(&NEEDED, Many),
        child(&DURATION, Optional),
        child(&FEE_TEXT, Optional),
        child(&LEGAL_BASIS, Many),
        child(&OTHER_WAY, Many),
    ],
    text: false,
};
static PARAMETER: Shape = Shape {
    name: "parameter",
    attributes: &[("id", true), ("type", true), ("default", true)],
    children: &[child(&LABEL, Optional)],
    text: false,
};
static CODE_LIST: Shape = Shape {
    name: "code-list",
    attributes: &[("id", true), ("urn", false), ("version", false), ("code-column", false), ("name-column", false), ("parameter", false)],
    children: &[child(&ENTRY, Many)],
    text: false,
};
static ENTRY: Shape =
    Shape { name: "entry", attributes: &[("code", true)], children: &[child(&LABEL, Optional), child(&HINT, Optional)], text: false };
static PAGE: Shape = Shape {
    name: "page",
    attributes: &[("id", true), ("visible", false)],
    children: &[
        child(&TITLE, Once),
        child(&INTRO, Many),
        child(&FIELD, Many),
        child(&GROUP, Many),
        child(&REPEAT, Many),
        child(&INCLUDE, Many),
        child(&NOTE, Many),
        child(&DECLARATION, Many),
        child(&RULE, Many),
        child(&ALTERNATIVES, Many),
    ],
    text: false,
};
static GROUP: Shape = Shape {
    name: "group",
    attributes: &[("id", true), ("visible", false), ("fim", false)],
    children: &[
        child(&TITLE, Optional),
        child(&HINT, Optional),
        child(&FIELD, Many),
        child(&GROUP, Many),
        child(&REPEAT, Many),
        child(&INCLUDE, Many),
        child(&NOTE, Many),
        child(&DECLARATION, Many),
        child(&RULE, Many),
        child(&ALTERNATIVES, Many),
    ],
    text: false,
};
static ROW: Shape = words("row");
static ADD: Shape = words("add");
static REMOVE: Shape = words("remove");
static REPEAT: Shape = Shape {
    name: "repeat",
    attributes: &[("id", true), ("min", false), ("max", false), ("row-name", false), ("visible", false), ("fim", false)],
    children: &[
        child(&TITLE, Optional),
        child(&HINT, Optional),
        child(&ROW, Optional),
        child(&ADD, Optional),
        child(&REMOVE, Optional),
        child(&FIELD, Many),
        child(&GROUP, Many),
        child(&REPEAT, Many),
        child(&INCLUDE, Many),
        child(&NOTE, Many),
        child(&DECLARATION, Many),
        child(&RULE, Many),
        child(&ALTERNATIVES, Many),
    ],
    text: false,
};
/// A field.
pub(super) static FIELD: Shape = Shape {
    name: "field",
    attributes: &[
        ("id", true),
        ("type", true),
        ("required", false),
        ("visible", false),
        ("value", false),
        ("fim", false),
        ("autocomplete", false),
        ("offer", false),
        ("purpose", false),
        ("min", false),
        ("max", false),
        ("min-length", false),
        ("max-length", false),
        ("characters", false),
        ("scale", false),
        ("options", false),
        ("searchable", false),
        ("accept", false),
        ("max-size", false),
        ("max-count", false),
        ("not-in-future", false),
        ("shown-as", false),
    ],
    children: &[child(&LABEL, Optional), child(&HINT, Optional), child(&HELP, Optional)],
    text: false,
};
static NOTE: Shape = Shape {
    name: "note",
    attributes: &[("id", false), ("kind", false), ("visible", false)],
    children: &[child(&TITLE, Optional), child(&PARAGRAPH, Many), child(&BULLETS, Many), child(&NUMBERS, Many)],
    text: false,
};
static RULE: Shape =
    Shape { name: "rule", attributes: &[("id", true), ("assert", true), ("field", false), ("fim", false)], children: &[], text: true };
static ALTERNATIVES: Shape =
    Shape { name: "alternatives", attributes: &[("id", true), ("of", true), ("at", false), ("fim", false)], children: &[], text: true };
static DECLARATION: Shape = Shape {
    name: "declaration",
    attributes: &[("id", true), ("visible", false), ("fim", false)],
    children: &[child(&PARAGRAPH, Many), child(&BULLETS, Many), child(&NUMBERS, Many), child(&LABEL, Once)],
    text: false,
};
static OPENING: Shape = Shape { name: "opening", attributes: &[("from", false), ("until", false)], children: &[], text: true };
static ASSURANCE: Shape = Shape { name: "assurance", attributes: &[("level", true)], children: &[], text: false };
static FEE: Shape = Shape { name: "fee", attributes: &[("amount", true), ("purpose", true)], children: &[], text: false };
static HANDOVER: Shape = Shape { name: "handover", attributes: &[], children: &[child(&POSTBOX, Optional)], text: false };
static POSTBOX: Shape = Shape { name: "postbox", attributes: &[], children: &[], text: false };
static RETENTION: Shape = Shape { name: "retention", attributes: &[("draft", true), ("postbox", true)], children: &[], text: false };

#[cfg(test)]
mod tests {
    use super::*;
    use roxmltree::{Document, Node};
    use std::collections::BTreeSet;

    const SCHEMA: &str = include_str!("../../../process.xsd");

    fn named<'a>(schema: &'a Document<'a>, name: &str) -> Node<'a, 'a> {
        let is_it = |node: &Node<'_, '_>| node.tag_name().name() == "complexType" && node.attribute("name") == Some(name);
        schema.descendants().find(is_it).unwrap_or_else(|| panic!("the schema has no type {name}"))
    }

    fn compare(schema: &Document<'_>, shape: &'static Shape, kind: &str, seen: &mut BTreeSet<String>) {
        if !seen.insert(kind.to_owned()) {
            return;
        }
        if kind == "text" {
            assert!(shape.text && shape.attributes.is_empty() && shape.children.is_empty(), "<{}> is only text in the schema", shape.name);
            return;
        }
        let definition = named(schema, kind);
        let parts = |name: &'static str| {
            definition.descendants().filter(move |node| node.tag_name().name() == name && node.attribute("name").is_some())
        };
        let attributes: BTreeSet<&str> = parts("attribute").filter_map(|node| node.attribute("name")).collect();
        assert_eq!(attributes, shape.attributes.iter().map(|(name, _)| *name).collect(), "attributes of <{}>", shape.name);
        for (name, demanded) in shape.attributes {
            let in_schema =
                parts("attribute").any(|node| node.attribute("name") == Some(name) && node.attribute("use") == Some("required"));
            assert!(in_schema || !demanded, "{name} of <{}> is demanded", shape.name);
        }
        let children: BTreeSet<&str> = parts("element").filter_map(|node| node.attribute("name")).collect();
        assert_eq!(children, shape.children.iter().map(|child| child.shape.name).collect(), "children of <{}>", shape.name);
        for child in shape.children {
            let element = parts("element").find(|node| node.attribute("name") == Some(child.shape.name)).unwrap();
            let many = element.attribute("maxOccurs").or_else(|| element.parent().and_then(|parent| parent.attribute("maxOccurs")));
            assert_eq!(many == Some("unbounded"), child.times == Times::Many, "<{}> in <{}>", child.shape.name, shape.name);
            compare(schema, child.shape, element.attribute("type").unwrap(), seen);
        }
    }

    #[test]
    fn the_published_schema_has_the_same_elements_and_attributes() {
        let schema = Document::parse(SCHEMA).unwrap();
        let mut seen = BTreeSet::new();
        compare(&schema, &PROCESS, "process", &mut seen);
        compare(&schema, &BLOCK, "block", &mut seen);
        assert!(seen.len() >= 14, "{seen:?}");
        assert_eq!(schema.root_element().attribute("targetNamespace"), Some(NAMESPACE));
    }

    #[test]
    fn the_published_schema_lists_every_field_type() {
        let schema = Document::parse(SCHEMA).unwrap();
        let types = schema.descendants().find(|node| node.attribute("name") == Some("field-type")).unwrap();
        let listed: Vec<&str> = types.descendants().filter_map(|node| node.attribute("value")).collect();
        assert_eq!(listed, crate::compile::field_type_names().collect::<Vec<_>>());
    }
}

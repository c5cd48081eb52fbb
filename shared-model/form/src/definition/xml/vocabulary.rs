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

use Times::{Many, Once, Optional};

/// The root.
pub static PROCESS: Shape = Shape {
    name: "process",
    attributes: &[("id", true), ("version", true), ("leika", false)],
    children: &[
        child(&TITLE, Once),
        child(&START, Optional),
        child(&PARAMETER, Many),
        child(&CODE_LIST, Many),
        child(&PAGE, Many),
        child(&RULE, Many),
        child(&FEE, Optional),
        child(&HANDOVER, Optional),
        child(&RETENTION, Optional),
    ],
    text: false,
};
static TITLE: Shape = words("title");
static LABEL: Shape = words("label");
static HINT: Shape = words("hint");
static HELP: Shape = words("help");
static INTRO: Shape = words("intro");
static PARAGRAPH: Shape = words("p");
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
    attributes: &[("id", true), ("urn", false), ("parameter", false)],
    children: &[child(&ENTRY, Many)],
    text: false,
};
static ENTRY: Shape =
    Shape { name: "entry", attributes: &[("code", true)], children: &[child(&LABEL, Optional), child(&HINT, Optional)], text: false };
static PAGE: Shape = Shape {
    name: "page",
    attributes: &[("id", true), ("visible", false)],
    children: &[child(&TITLE, Once), child(&INTRO, Many), child(&FIELD, Many), child(&GROUP, Many), child(&NOTE, Many), child(&RULE, Many)],
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
        child(&NOTE, Many),
        child(&RULE, Many),
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
        ("min", false),
        ("max", false),
        ("min-length", false),
        ("max-length", false),
        ("characters", false),
        ("scale", false),
        ("options", false),
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
    children: &[child(&PARAGRAPH, Many)],
    text: false,
};
static RULE: Shape =
    Shape { name: "rule", attributes: &[("id", true), ("assert", true), ("field", false), ("fim", false)], children: &[], text: true };
static FEE: Shape = Shape { name: "fee", attributes: &[("amount", true), ("purpose", true)], children: &[], text: false };
static HANDOVER: Shape = Shape { name: "handover", attributes: &[], children: &[child(&POSTBOX, Optional)], text: false };
static POSTBOX: Shape = Shape { name: "postbox", attributes: &[], children: &[], text: false };
static RETENTION: Shape = Shape { name: "retention", attributes: &[("draft", true), ("postbox", true)], children: &[], text: false };

//! What differs between versions of XDatenfelder: which elements stand where, and what the codes mean.

use super::read::Reader;
use crate::schema::{CodeList, Restrictions};
use roxmltree::Node;

/// What an element is for. Each version names them in its own way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Identity,
    Name,
    Label,
    Help,
    /// Legal basis.
    Reference,
    /// A text for authors; the word stands before it in the comment.
    Remark(&'static str),
    /// Dates, authors, kinds: for the editors of FIM.
    Editorial,
    /// What the schema belongs to, or what it is related to: becomes a remark with the ids inside.
    Related(&'static str),
    Status,
    Choice,
    FieldArt,
    DataType,
    Precision,
    Content,
    Prefill,
    CodeListReference,
    Values,
    MaxSize,
    MediaType,
    Rule,
    RuleText,
    RuleKind,
    Script,
    Structure,
}

/// How often an element may stand in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Times {
    Once,
    Optional,
    Many,
}

/// The elements that may stand in an element, as a bag: real files follow no single order.
pub(crate) type Shape = &'static [(&'static str, Role, Times)];

/// A code of a status, its words, and whether authors should know.
pub(crate) type Status = (&'static str, &'static str, bool);

/// A version of XDatenfelder.
pub(crate) struct Dialect {
    /// As people call it.
    pub(crate) name: &'static str,
    pub(crate) format: crate::import::Format,
    pub(crate) namespace: &'static str,
    pub(crate) schema: Shape,
    pub(crate) group: Shape,
    pub(crate) field: Shape,
    pub(crate) rule: Shape,
    pub(crate) statuses: &'static [Status],
    /// The codes of `statuses`, for messages.
    pub(crate) status_codes: &'static str,
    /// Reads a `praezisierung`.
    pub(crate) restrictions: fn(&mut Reader<'_>, Node<'_, '_>) -> Restrictions,
    /// Reads a `codelisteReferenz`.
    pub(crate) code_list: fn(&mut Reader<'_>, Node<'_, '_>) -> Option<CodeList>,
}

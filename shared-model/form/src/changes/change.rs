//! A change: a fact with a sentence. In: what the comparison found. Out: a list, JSON.

use crate::compile::diagnostic::Wording;
use serde::Serialize;
use serde_json::{Value as Json, json};

/// What kind of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// Something is new.
    Added,
    /// Something is gone.
    Removed,
    /// Something stands elsewhere.
    Moved,
    /// An answer is demanded that was not.
    MadeRequired,
    /// An answer is no longer demanded.
    MadeOptional,
    /// Another kind of answer is asked for.
    TypeChanged,
    /// Other answers are accepted.
    LimitsChanged,
    /// A condition is another one.
    ConditionChanged,
    /// A value is calculated in another way.
    CalculationChanged,
    /// People read something else.
    TextChanged,
    /// A setting has another value.
    SettingChanged,
    /// Something else.
    Other,
}

/// A change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Kind.
    pub kind: ChangeKind,
    /// What it is a change of: `process`, `page`, `group`, `field`, `note`, `rule`, `code-list`, `parameter`, `fee`, `retention`, `language`.
    pub part: &'static str,
    /// Its id.
    pub id: String,
    /// The change as a sentence.
    pub message: Wording,
    /// What it was, where that can be said in a word.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
}

/// Changes, as they are found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) list: Vec<Change>,
}

impl Found {
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
    pub(super) fn add(&mut self, kind: ChangeKind, part: &'static str, id: &str, message: Wording) {
        self.list.push(Change { kind, part, id: id.to_owned(), message, before: None, after: None });
    }
    pub(super) fn replaced(&mut self, kind: ChangeKind, part: &'static str, id: &str, message: Wording, before: &str, after: &str) {
        let (before, after) = (Some(before.to_owned()), Some(after.to_owned()));
        self.list.push(Change { kind, part, id: id.to_owned(), message, before, after });
    }
}

/// Changes for programs.
#[must_use]
pub fn to_json(changes: &[Change]) -> Json {
    let one = |change: &Change| {
        json!({
            "kind": change.kind,
            "part": change.part,
            "id": change.id,
            "message": { "de": change.message.de, "en": change.message.en },
            "before": change.before,
            "after": change.after,
        })
    };
    changes.iter().map(one).collect()
}

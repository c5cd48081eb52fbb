//! Parts of a page that are drawn by code which may still be on its way. In: which part. Out: its view, or a word about waiting.

use crate::components::question::Question;
use leptos::prelude::AnyView;
use std::sync::Arc;
use vordruck_form::compiled::FieldIndex;
use vordruck_form::journey::GroupAt;

/// A part of a page.
#[derive(Clone)]
pub enum Part {
    /// A question for files.
    Files(Question, FieldIndex),
    /// The rows of a repeated group.
    Rows(GroupAt),
    /// A link in a text: to which page or field, in which words.
    Link(String, String),
}

/// Draws a part.
pub type DrawParts = Arc<dyn Fn(Part) -> AnyView + Send + Sync>;

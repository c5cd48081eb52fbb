//! Parts of a page that are drawn by code which may still be on its way. In: which part. Out: its view, or a word about waiting.

use crate::components::question::Question;
use crate::components::radios::Choice;
use leptos::prelude::AnyView;
use leptos::prelude::Callback;
use std::sync::Arc;
use vordruck_form::compiled::FieldIndex;
use vordruck_form::journey::{FieldAt, GroupAt};

/// A part of a page.
#[derive(Clone)]
pub enum Part {
    /// A question for files.
    Files(Question, FieldIndex),
    /// What was said before and can be taken over into a field.
    Offer(FieldAt),
    /// A question whose answers are so many that one searches them.
    Search(Search),
    /// What was said before and can be taken over into a group as a whole.
    Takeover(GroupAt),
    /// The rows of a repeated group.
    Rows(GroupAt),
    /// A link in a text: to which page or field, in which words.
    Link(String, String),
}

/// A question with many answers.
#[derive(Clone)]
pub struct Search {
    /// The question.
    pub question: Question,
    /// Its answers.
    pub choices: Vec<Choice>,
    /// What was entered: a code, or what was typed in its stead.
    pub entered: String,
    /// The token of WCAG 1.3.5.
    pub autocomplete: Option<String>,
    /// Hears every change.
    pub enter: Callback<String>,
}

/// Draws a part.
pub type DrawParts = Arc<dyn Fn(Part) -> AnyView + Send + Sync>;

//! What is wrong with what was entered on a page of its own: at the fields, above them, and in the title, as for applicants (WCAG 3.3.1). In: a sentence a
//! field, or none. Out: whether there is any.

use super::desk::Desk;
use crate::components::error_summary::{self, ErrorSummary, Line};
use crate::messages::Lang;
use crate::platform::focus;
use leptos::prelude::*;

/// The mistakes of a page.
#[derive(Clone, Copy)]
pub(super) struct Mistakes {
    desk: Desk,
    page: StoredValue<String>,
    lines: RwSignal<Vec<Line>>,
}

/// A field: its id, where its error stands, and what is wrong with it.
pub(super) type Field = (&'static str, RwSignal<Option<String>>, Option<String>);

impl Mistakes {
    /// Of the page with this title.
    pub(super) fn of(desk: Desk, page: &str) -> Self {
        Self { desk, page: StoredValue::new(page.to_owned()), lines: RwSignal::new(Vec::new()) }
    }

    /// The list above the fields.
    pub(super) fn view(self) -> AnyView {
        let lines = self.lines;
        view! { <ErrorSummary lang=Lang::De lines follow=Callback::new(|target: String| { focus::to(&target); })/> }.into_any()
    }

    /// Shows these and no others; true when there are none.
    pub(super) fn show(self, fields: impl IntoIterator<Item = Field>) -> bool {
        let mut lines = Vec::new();
        for (id, error, wrong) in fields {
            lines.extend(wrong.clone().map(|words| Line { target: id.to_owned(), words }));
            error.set(wrong);
        }
        let fine = lines.is_empty();
        self.page.with_value(|page| self.desk.mark(page, !fine));
        if !fine {
            focus::soon(error_summary::ID);
        }
        self.lines.set(lines);
        fine
    }
}

/// A sentence where nothing was entered.
pub(super) fn missing(text: &str, words: &'static str) -> Option<String> {
    text.is_empty().then(|| words.to_owned())
}

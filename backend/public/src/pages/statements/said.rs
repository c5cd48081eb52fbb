//! What the authority says in the gaps of a statement. In: its words by gap and language. Out: them, or in brackets what belongs there; and whether something
//! is missing, or stands in German on a page that is not.

use std::cell::Cell;

use jiff::civil::Date;
use maud::{Markup, html};
use vordruck_contract::statements::{StatementGap as Gap, StatementLanguage, Statements};

use crate::days;
use crate::pages::contact::contact;
use crate::pages::{Language, ServicePage};

/// What the authority says, and whether it says all.
pub(super) struct Said<'a> {
    language: Language,
    german: &'a Statements,
    translated: Option<&'a Statements>,
    has_gaps: Cell<bool>,
    is_mixed: Cell<bool>,
}

impl<'a> Said<'a> {
    pub(super) fn of(page: &ServicePage<'a>) -> Self {
        let (language, card) = (page.language(), page.card);
        let translated = match language {
            Language::German => None,
            Language::English => card.statements_in.get(&StatementLanguage::En),
            Language::Simple => card.statements_in.get(&StatementLanguage::DeSimple),
        };
        Self { language, german: &card.statements, translated, has_gaps: Cell::new(false), is_mixed: Cell::new(false) }
    }

    /// Whether something was missing.
    pub(super) fn has_gaps(&self) -> bool {
        self.has_gaps.get()
    }

    /// Whether something stands there in German although the page speaks another language.
    pub(super) fn is_mixed(&self) -> bool {
        self.is_mixed.get()
    }

    /// The authority's words, or in brackets what belongs there.
    pub(super) fn fill(&self, gap: Gap, what: &str) -> Markup {
        self.fill_after(gap, "", what)
    }

    /// The same; `warning` stands before what belongs there.
    pub(super) fn fill_after(&self, gap: Gap, warning: &str, what: &str) -> Markup {
        self.words(gap).unwrap_or_else(|| {
            self.has_gaps.set(true);
            html! { strong data-gap=(gap.word()) { @if !warning.is_empty() { (warning) " " } "[" (what) "]" } }
        })
    }

    /// The authority's words, or how to reach it as the form says.
    pub(super) fn or_contact(&self, gap: Gap, page: &ServicePage<'_>) -> Markup {
        match self.words(gap) {
            Some(words) => html! { p class="kern-body" { (words) } },
            None => contact(self.language, &page.card.authority),
        }
    }

    fn words(&self, gap: Gap) -> Option<Markup> {
        if let Some(text) = self.translated.and_then(|words| words.get(&gap)) {
            return Some(self.lines(text));
        }
        let text = self.german.get(&gap)?;
        let is_day = text.trim().parse::<Date>().is_ok();
        if self.language == Language::German || is_day {
            return Some(self.lines(text));
        }
        self.is_mixed.set(true);
        Some(html! { span lang="de" { (self.lines(text)) } })
    }

    fn lines(&self, text: &str) -> Markup {
        match text.trim().parse::<Date>() {
            Ok(day) => html! { (days::written(day, self.language)) },
            Err(_) => html! { @for (n, line) in text.trim().lines().enumerate() { @if n > 0 { br; } (line) } },
        }
    }
}

//! What every question has, whatever it is answered with. In: texts, requiredness, an error. Out: label, hint, help and error,
//! tied to the input.
//!
//! Criteria
//! - The label is the input's accessible name; for several inputs it is the legend of their fieldset (1.3.1, 3.3.2).
//! - Hint and error are both named by `aria-describedby`, the hint first, and only while they are there (1.3.1, 3.3.1).
//! - `aria-invalid` is said explicitly, so that an empty required field isn't announced as wrong before anyone has typed.
//! - Optional questions say so in their label; required ones are marked natively (`required`).
//! - Ids are made from the field's id, so that they are the same each time.

use crate::components::button::icon;
use crate::markup::{Element, changing, classed, el, nothing};
use crate::messages::{Key, Lang, text};
use leptos::prelude::*;

/// A question. Cheap to copy around: the signals are handles.
#[derive(Clone)]
pub struct Question {
    /// The field's id: the id of its first input, and the start of all others.
    pub id: String,
    /// Label or legend.
    pub label: String,
    /// How to answer, before the input.
    pub hint: Option<String>,
    /// A longer explanation that can be opened.
    pub help: Option<String>,
    /// Whether an answer is demanded.
    pub required: RwSignal<bool>,
    /// What is wrong and what to do.
    pub error: RwSignal<Option<String>>,
    /// Language of our own words.
    pub lang: Lang,
}

impl Question {
    /// A question without hint, help and error.
    #[must_use]
    pub fn new(id: &str, label: &str, lang: Lang) -> Self {
        Self {
            id: id.to_owned(),
            label: label.to_owned(),
            hint: None,
            help: None,
            required: RwSignal::new(true),
            error: RwSignal::new(None),
            lang,
        }
    }

    /// The id of a part of the question.
    #[must_use]
    pub fn part(&self, name: &str) -> String {
        [self.id.as_str(), "-", name].concat()
    }

    /// Ids for `aria-describedby`: the hint, `others`, and the error while there is one.
    pub fn described_by(&self, others: &'static [&'static str]) -> impl Fn() -> Option<String> + Clone + Send + Sync + 'static {
        let mut ids = String::new();
        for name in self.hint.is_some().then_some("hint").iter().chain(others) {
            ids.push_str(&self.part(name));
            ids.push(' ');
        }
        let (error_id, error) = (self.part("error"), self.error);
        move || {
            let mut ids = ids.clone();
            if error.with(Option::is_some) {
                ids.push_str(&error_id);
            }
            ids.truncate(ids.trim_end().len());
            (!ids.is_empty()).then_some(ids)
        }
    }

    /// `aria-invalid`.
    pub fn invalid(&self) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
        let error = self.error;
        move || if error.with(Option::is_some) { "true" } else { "false" }
    }

    /// One of two classes, by whether there is an error.
    pub fn class(&self, fine: &'static str, wrong: &'static str) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
        let error = self.error;
        move || if error.with(Option::is_some) { wrong } else { fine }
    }

    /// The label's text with its mark for optional questions.
    #[must_use]
    pub fn label_text(&self) -> Vec<AnyView> {
        let (required, lang) = (self.required, self.lang);
        let mark = changing(move || {
            if required.get() { nothing() } else { classed("span", "kern-label__optional").words(" ").words(text(lang, Key::OPTIONAL)).view() }
        });
        vec![self.label.clone().into_any(), mark]
    }

    /// The label of a single input.
    #[must_use]
    pub fn label_view(&self) -> AnyView {
        classed("label", "kern-label").put("for", self.id.clone()).children(self.label_text()).view()
    }

    /// Hint and help.
    #[must_use]
    pub fn hint_view(&self) -> AnyView {
        let mut parts = Vec::new();
        if let Some(hint) = self.hint.clone() {
            parts.push(classed("div", "kern-hint").put("id", self.part("hint")).text(hint).view());
        }
        if let Some(help) = self.help.clone() {
            let title = classed("span", "kern-title").words(text(self.lang, Key::HELP_OPEN)).view();
            let body = classed("p", "kern-body").text(help).view();
            parts.push(
                classed("details", "kern-accordion vd-help")
                    .child(classed("summary", "kern-accordion__header").child(title).view())
                    .child(classed("div", "kern-accordion__body").child(body).view())
                    .view(),
            );
        }
        parts.into_any()
    }

    /// The error, while there is one.
    #[must_use]
    pub fn error_view(&self) -> AnyView {
        let (id, error, lang) = (self.part("error"), self.error, self.lang);
        changing(move || match error.get() {
            Some(words) => error_line(id.clone(), words, lang),
            None => nothing(),
        })
    }

    /// A fieldset around several inputs that answer one question together. Only for radio buttons it is the group that is
    /// invalid: the role `radio` knows no `aria-invalid` (WAI-ARIA 1.2, 5.4).
    #[must_use]
    pub fn fieldset(&self, radios: bool, class: (&'static str, &'static str), body: AnyView) -> AnyView {
        let mut group = el("fieldset").live_word("class", self.class(class.0, class.1)).live("aria-describedby", self.described_by(&[]));
        if radios {
            group = group.set("role", "radiogroup").live_word("aria-invalid", self.invalid());
        }
        group
            .child(classed("legend", "kern-label").children(self.label_text()).view())
            .child(self.hint_view())
            .child(body)
            .child(self.error_view())
            .view()
    }

    /// The frame of a single input.
    #[must_use]
    pub fn frame(&self, input: AnyView) -> AnyView {
        el("div")
            .live_word("class", self.class("kern-form-input", "kern-form-input kern-form-input--error"))
            .child(self.label_view())
            .child(self.hint_view())
            .child(input)
            .child(self.error_view())
            .view()
    }

    /// What every input that can be wrong has: its id, its state, its description.
    #[must_use]
    pub fn input(&self, tag: &'static str, id: String, class: (&'static str, &'static str), others: &'static [&'static str]) -> Element {
        el(tag)
            .live_word("class", self.class(class.0, class.1))
            .put("id", id)
            .live_word("aria-invalid", self.invalid())
            .live("aria-describedby", self.described_by(others))
    }

    /// The same for inputs whose answer can be demanded.
    #[must_use]
    pub fn required_input(&self, tag: &'static str, class: (&'static str, &'static str)) -> Element {
        let required = self.required;
        self.input(tag, self.id.clone(), class, &[]).live_flag("required", move || required.get())
    }
}

fn error_line(id: String, words: String, lang: Lang) -> AnyView {
    let prefix = classed("span", "kern-sr-only").words(text(lang, Key::ERROR_PREFIX)).words(" ").view();
    classed("p", "kern-error").put("id", id).child(icon("danger")).child(classed("span", "kern-body").child(prefix).text(words).view()).view()
}

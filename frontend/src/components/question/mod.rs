//! What every question has, whatever it is answered with. In: texts, requiredness, an error. Out: label, hint, help and error,
//! tied to the input.
//!
//! Criteria
//! - The label is the input's accessible name; for several inputs it is the legend of their fieldset (1.3.1, 3.3.2).
//! - Hint and error are both named by `aria-describedby`, the hint first, and only while they are there (1.3.1, 3.3.1).
//! - `aria-invalid` is said explicitly, so that an empty required field isn't announced as wrong before anyone has typed.
//! - Optional questions say so in their label; required ones are marked (`aria-required`).
//! - Ids are made from the field's id, so that they are the same each time.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::button::icon;
use crate::markup::{Element, Together, changing_together, classed, el, nothing, said, several};
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
    /// What follows the error.
    pub errors: Together,
    /// What follows whether an answer is demanded.
    pub demands: Together,
}

/// Two classes: while the answer is fine, and while it is wrong.
pub type Classes = [&'static str; 2];

/// The classes of KERN's frame around an input.
pub const FRAME: Classes = ["kern-form-input", "kern-form-input kern-form-input--error"];

/// The classes of KERN's text input.
pub const INPUT: Classes = ["kern-form-input__input", "kern-form-input__input kern-form-input__input--error"];

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
            errors: Together::new(),
            demands: Together::new(),
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
            if error.get().is_some() {
                ids.push_str(&error_id);
            }
            ids.truncate(ids.trim_end().len());
            (!ids.is_empty()).then_some(ids)
        }
    }

    /// `aria-invalid`.
    pub fn invalid(&self) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
        self.class("false", "true")
    }

    /// One of two classes, by whether there is an error.
    pub fn class(&self, fine: &'static str, wrong: &'static str) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
        let error = self.error;
        move || if error.get().is_some() { wrong } else { fine }
    }

    /// The label of a single input.
    #[must_use]
    pub fn label_view(&self) -> AnyView {
        let mut label = classed("label", "kern-label");
        label.set("for", &self.id);
        self.put_label(label)
    }

    /// Hint and help.
    #[must_use]
    pub fn hint_view(&self) -> AnyView {
        let mut parts = several();
        if let Some(hint) = &self.hint {
            parts.and(classed("div", "kern-hint").set("id", &self.part("hint")).text(hint).view());
        }
        if let Some(help) = &self.help {
            let title = said("span", "kern-title", text(self.lang, Key::HELP_OPEN));
            parts.and(
                classed("details", "kern-accordion vd-help")
                    .child(classed("summary", "kern-accordion__header").child(title).view())
                    .child(classed("div", "kern-accordion__body").child(said("p", "kern-body", help)).view())
                    .view(),
            );
        }
        parts.view()
    }

    /// The error, while there is one.
    #[must_use]
    pub fn error_view(&self) -> AnyView {
        let (id, error, lang) = (self.part("error"), self.error, self.lang);
        changing_together(&self.errors, move || match error.get() {
            Some(words) => error_line(&id, &words, lang),
            None => nothing(),
        })
    }

    /// A fieldset around several inputs that answer one question together. Only for radio buttons it is the group that is
    /// invalid: the role `radio` knows no `aria-invalid` (WAI-ARIA 1.2, 5.4).
    #[must_use]
    pub fn fieldset(&self, radios: bool, class: Classes, body: AnyView) -> AnyView {
        let mut group = el("fieldset");
        self.follow(&mut group, "class", class);
        if radios {
            group.set("role", "radiogroup");
            self.follow(&mut group, "aria-invalid", ["false", "true"]);
            let required = self.required;
            self.demand(&mut group, move || required.get());
        }
        group
            .live_together(&self.errors, "aria-describedby", self.described_by(&[]))
            .child(self.put_label(classed("legend", "kern-label")))
            .child(self.hint_view())
            .child(body)
            .child(self.error_view())
            .view()
    }

    /// The frame of a single input.
    #[must_use]
    pub fn frame(&self, input: AnyView) -> AnyView {
        let mut frame = el("div");
        self.follow(&mut frame, "class", FRAME);
        frame.child(self.label_view()).child(self.hint_view()).child(input).child(self.error_view()).view()
    }

    /// Begins an input that can be wrong: its id, its state.
    #[must_use]
    pub fn part_input(&self, tag: &'static str, id: &str, class: Classes) -> Element {
        let mut input = el(tag);
        self.follow(&mut input, "class", class);
        self.follow(&mut input, "aria-invalid", ["false", "true"]);
        input.set("id", id);
        input
    }

    /// The same for the question's only input, with its description; its answer can be demanded.
    #[must_use]
    pub fn input(&self, tag: &'static str, class: Classes) -> Element {
        let mut input = self.part_input(tag, &self.id, class);
        input.live_together(&self.errors, "aria-describedby", self.described_by(&[]));
        let required = self.required;
        self.demand(&mut input, move || required.get());
        input
    }

    /// Has an element say that an answer is demanded, as `demanded` says. Not by `required`: Firefox hands empty required inputs on as
    /// invalid, whatever `aria-invalid` says (AT-SPI, Firefox 153).
    pub fn demand(&self, element: &mut Element, demanded: impl Fn() -> bool + Send + Sync + 'static) {
        element.live_together(&self.demands, "aria-required", move || demanded().then(|| "true".to_owned()));
    }

    /// Has an attribute be the one value while the answer is fine, and the other while it is wrong.
    pub fn follow(&self, element: &mut Element, name: &'static str, [fine, wrong]: Classes) {
        let error = self.error;
        element.live_together(&self.errors, name, move || Some(if error.get().is_some() { wrong } else { fine }.to_owned()));
    }

    /// Puts the label's text into an element, with its mark for optional questions.
    fn put_label(&self, mut element: Element) -> AnyView {
        let (required, lang) = (self.required, self.lang);
        let mark = changing_together(&self.demands, move || {
            if required.get() {
                nothing()
            } else {
                classed("span", "kern-label__optional").text(" ").text(text(lang, Key::OPTIONAL)).view()
            }
        });
        element.text(&self.label).child(mark).view()
    }
}

fn error_line(id: &str, words: &str, lang: Lang) -> AnyView {
    let prefix = classed("span", "kern-sr-only").text(text(lang, Key::ERROR_PREFIX)).text(" ").view();
    let body = classed("span", "kern-body").child(prefix).text(words).view();
    // Not a paragraph: a radiogroup may own radio buttons and nothing else that has a role (WAI-ARIA 1.2, 5.2.6).
    classed("div", "kern-error").set("id", id).child(icon("danger")).child(body).view()
}

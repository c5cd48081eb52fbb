//! What every question has, whatever it is answered with. In: texts, requiredness, an error. Out: label, hint, help and error,
//! tied to the input.
//!
//! Criteria
//! - The label is the input's accessible name; for several inputs it is the legend of their fieldset (1.3.1, 3.3.2).
//! - Hint and error are both named by `aria-describedby`, the hint first, and only while they are there (1.3.1, 3.3.1).
//! - `aria-invalid` is said explicitly, so that an empty required field isn't announced as wrong before anyone has typed.
//! - Optional questions say so in their label; required ones are marked natively (`required`).
//! - Ids are made from the field's id, so that they are the same each time.

use crate::components::button::Icon;
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
    pub fn label_text(&self) -> AnyView {
        let (label, required, lang) = (self.label.clone(), self.required, self.lang);
        view! {
            {label}
            {move || (!required.get()).then(|| view! { <span class="kern-label__optional">" "{text(lang, Key::OPTIONAL)}</span> })}
        }
        .into_any()
    }

    /// The label of a single input.
    #[must_use]
    pub fn label_view(&self) -> AnyView {
        view! { <label class="kern-label" for=self.id.clone()>{self.label_text()}</label> }.into_any()
    }

    /// Hint and help.
    #[must_use]
    pub fn hint_view(&self) -> AnyView {
        let hint = self.hint.clone().map(|hint| view! { <div class="kern-hint" id=self.part("hint")>{hint}</div> });
        let help = self.help.clone().map(|help| {
            view! {
                <details class="kern-accordion vd-help">
                    <summary class="kern-accordion__header"><span class="kern-title">{text(self.lang, Key::HELP_OPEN)}</span></summary>
                    <div class="kern-accordion__body"><p class="kern-body">{help}</p></div>
                </details>
            }
        });
        view! { {hint} {help} }.into_any()
    }

    /// The error, while there is one.
    #[must_use]
    pub fn error_view(&self) -> AnyView {
        let (id, error, lang) = (self.part("error"), self.error, self.lang);
        let shown = move || {
            error.get().map(|error| {
                view! {
                    <p class="kern-error" id=id.clone()>
                        <Icon name="danger"/>
                        <span class="kern-body">
                            <span class="kern-sr-only">{text(lang, Key::ERROR_PREFIX)}" "</span>
                            {error}
                        </span>
                    </p>
                }
            })
        };
        view! { {shown} }.into_any()
    }

    /// A fieldset around several inputs that answer one question together.
    #[must_use]
    pub fn fieldset(&self, others: &'static [&'static str], class: (&'static str, &'static str), body: AnyView) -> AnyView {
        view! {
            <fieldset class=self.class(class.0, class.1) aria-describedby=self.described_by(others)>
                <legend class="kern-label">{self.label_text()}</legend>
                {self.hint_view()}
                {body}
                {self.error_view()}
            </fieldset>
        }
        .into_any()
    }
}

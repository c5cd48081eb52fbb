//! One of very many answers, found by typing. In: options, what was entered before. Out: the code of the answer, or what was typed as long as
//! it is none: it is kept, and the error says what to do.
//!
//! Criteria
//! - The editable combobox with list autocomplete of the ARIA Authoring Practices: focus stays in a native text input with the role
//!   `combobox`, which names its list and the option that is looked at (4.1.2).
//! - Down and up open the list and go through it, from the last to the first and back; Enter takes an option and sends no form; Escape closes
//!   the list, and empties the input when it is closed; Home, End, left and right go back to the text; leaving takes what is looked at.
//! - Options are found however marks and umlauts are typed; how many fit is said by the one live region, once typing pauses (4.1.3).
//! - Nothing is chosen for the applicant; choosing changes nothing but the answer (3.2.2). What is typed out in full counts as chosen.
//! - How it works is said before the input (3.3.2). What was typed stays, also when it is no answer (3.3.1).
//! - Pressing an option works with finger and mouse and leaves focus in the input; the list opens below it and never outside the window's
//!   width (1.4.10); the option that is looked at has an edge, not colour alone (1.4.1).

#[cfg(feature = "gallery")]
pub mod examples;
mod search;

use self::search::Answers;
use crate::components::live_region::LiveRegion;
use crate::components::question::{Classes, FRAME, Question};
use crate::components::radios::Choice;
use crate::markup::{changing, classed, el, nothing, said};
use crate::messages::{Key, fill, text};
use crate::platform::input;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use std::sync::Arc;

/// KERN's look of a select: one sees that there is a list.
const SELECT: Classes = ["kern-form-input__select", "kern-form-input__select kern-form-input__select--error"];

/// How long typing has to pause before the number of hits is said, in milliseconds: screen readers are still saying the letters.
const PAUSE: u32 = 600;

/// One of very many answers. `entered` is the code chosen before, what was typed in its stead, or empty; `autocomplete` the token of
/// WCAG 1.3.5; `enter` hears every change.
#[must_use]
pub fn combobox(
    question: &Question,
    choices: &[Choice],
    entered: &str,
    autocomplete: Option<&str>,
    enter: Callback<String>,
    live: LiveRegion,
) -> AnyView {
    Search::new(question, choices, entered, enter, live).view(autocomplete)
}

/// A combobox at work. Cheap to copy around: the signals are handles.
#[derive(Clone)]
struct Search {
    question: Question,
    answers: Arc<Answers>,
    enter: Callback<String>,
    live: LiveRegion,
    /// The options of the open list, by their places; none while it is closed.
    open: RwSignal<Option<Vec<usize>>>,
    /// The one that is looked at.
    active: RwSignal<Option<usize>>,
    /// What stands in the input.
    typed: RwSignal<String>,
    /// Counts changes, so that only the last one is announced.
    changes: StoredValue<u32>,
}

impl Search {
    fn new(question: &Question, choices: &[Choice], entered: &str, enter: Callback<String>, live: LiveRegion) -> Self {
        let answers = Answers::new(choices.to_vec());
        let chosen = answers.of_code(entered).and_then(|at| answers.choice(at));
        let typed = chosen.map_or(entered, |choice| choice.label.as_str()).to_owned();
        Self {
            question: question.clone(),
            answers: Arc::new(answers),
            enter,
            live,
            open: RwSignal::new(None),
            active: RwSignal::new(None),
            typed: RwSignal::new(typed),
            changes: StoredValue::new(0),
        }
    }

    fn view(&self, autocomplete: Option<&str>) -> AnyView {
        let question = &self.question;
        let how = classed("div", "kern-hint").set("id", &question.part("how")).text(text(question.lang, Key::SEARCH_HINT)).view();
        let box_ = classed("div", "kern-form-input__select-wrapper vd-combobox")
            .child(self.input(autocomplete))
            .child(self.list())
            .child(self.no_hit())
            .view();
        let mut frame = el("div");
        question.follow(&mut frame, "class", FRAME);
        frame.child(question.label_view()).child(question.hint_view()).child(how).child(box_).child(question.error_view()).view()
    }

    fn input(&self, autocomplete: Option<&str>) -> AnyView {
        let question = &self.question;
        let (open, active, required) = (self.open, self.active, question.required);
        let (typing, keys, pressed, left) = (self.clone(), self.clone(), self.clone(), self.clone());
        let option_prefix = question.part("option-");
        // Words are typed here, and `country` stands for a code (HTML, 4.10.18.7).
        let token = autocomplete.map_or("off", |token| if token == "country" { "country-name" } else { token });
        let initial = self.typed.get_untracked();
        let mut typed = question.part_input("input", &question.id, SELECT);
        question.demand(&mut typed, move || required.get());
        typed
            .set("type", "text")
            .set("role", "combobox")
            .set("value", &initial)
            .set("autocomplete", token)
            .set("autocapitalize", "none")
            .set("spellcheck", "false")
            .set("aria-autocomplete", "list")
            .set("aria-controls", &question.part("list"))
            .live("aria-expanded", move || Some(is_shown(open).to_string()))
            .live("aria-activedescendant", move || active.get().map(|at| [option_prefix.as_str(), &at.to_string()].concat()))
            .live_together(&question.errors, "aria-describedby", question.described_by(&["how"]))
            .on("input", move |event| typing.type_in(event_target_value(&event)))
            .on("keydown", move |event| {
                if let Some((key, alt)) = input::key(&event)
                    && keys.press(&key, alt)
                {
                    event.prevent_default();
                }
            })
            .on("click", move |_| pressed.show_all())
            .on("focusout", move |_| left.leave())
            .view()
    }

    fn list(&self) -> AnyView {
        let (open, list) = (self.open, self.clone());
        classed("ul", "vd-combobox__list")
            .set("id", &self.question.part("list"))
            .set("role", "listbox")
            .set("aria-label", &self.question.label)
            .live_flag("hidden", move || !is_shown(open))
            // Pressing an option must not take focus away from the input, which would close the list first.
            .on("mousedown", |event| event.prevent_default())
            .changing(move || {
                let hits = list.open.get().unwrap_or_default();
                hits.into_iter().filter_map(|at| list.option(at)).collect::<Vec<_>>().into_any()
            })
            .view()
    }

    fn option(&self, at: usize) -> Option<AnyView> {
        let choice = self.answers.choice(at)?;
        let (active, pressed) = (self.active, self.clone());
        let mut option = classed("li", "vd-combobox__option");
        option
            .set("id", &self.option_id(at))
            .set("role", "option")
            .live("aria-selected", move || Some((active.get() == Some(at)).to_string()))
            .on("click", move |_| pressed.take(at))
            .text(&choice.label);
        if let Some(hint) = &choice.hint {
            option.child(said("span", "vd-combobox__hint", hint));
        }
        Some(option.view())
    }

    /// What is said in place of the list.
    fn no_hit(&self) -> AnyView {
        let (open, lang) = (self.open, self.question.lang);
        changing(move || match open.get() {
            Some(hits) if hits.is_empty() => said("p", "vd-combobox__none", text(lang, Key::SEARCH_NONE)),
            _ => nothing(),
        })
    }

    fn option_id(&self, at: usize) -> String {
        [&self.question.part("option-"), at.to_string().as_str()].concat()
    }

    fn type_in(&self, text: String) {
        self.active.set(None);
        if text.trim().is_empty() {
            self.open.set(None);
        } else {
            let hits = self.answers.fitting(&text);
            self.announce(hits.len());
            self.open.set(Some(hits));
        }
        self.keep(&text);
        self.typed.set(text);
    }

    /// Keeps what was typed as the answer it names, or else as it is.
    fn keep(&self, text: &str) {
        let named = self.answers.named(text).and_then(|at| self.answers.choice(at));
        self.enter.run(named.map_or_else(|| text.trim().to_owned(), |choice| choice.code.clone()));
    }

    fn announce(&self, hits: usize) {
        let (live, lang, changes) = (self.live, self.question.lang, self.changes);
        let change = changes.get_value().wrapping_add(1);
        changes.set_value(change);
        Timeout::new(PAUSE, move || {
            if changes.try_get_value() != Some(change) {
                return;
            }
            match hits {
                0 => live.say(text(lang, Key::SEARCH_NONE)),
                1 => live.say(text(lang, Key::SEARCH_ONE)),
                n => live.say(&fill(lang, Key::SEARCH_MANY, &[("count", &n.to_string())])),
            }
        })
        .forget();
    }

    /// What a key does; true if the browser must not do what it does with it.
    fn press(&self, key: &str, alt: bool) -> bool {
        let is_open = self.open.with_untracked(Option::is_some);
        match key {
            "ArrowDown" if alt => self.show_all(),
            "ArrowUp" if alt => self.close(),
            "ArrowDown" | "ArrowUp" => {
                let was_chosen = self.chosen().filter(|_| !is_open);
                self.show_all();
                match was_chosen {
                    Some(at) => self.look_at(Some(at)),
                    None => self.step(key == "ArrowDown"),
                }
            }
            "Enter" if is_open => match self.active.get_untracked() {
                Some(at) => self.take(at),
                None => self.settle(),
            },
            "Escape" if is_open => self.close(),
            "Escape" => {
                input::write(&self.question.id, "");
                self.type_in(String::new());
            }
            // The list is left for the text, and the browser moves the cursor.
            "Home" | "End" | "ArrowLeft" | "ArrowRight" => {
                self.active.set(None);
                return false;
            }
            // Sends the form with what is meant.
            "Enter" => {
                self.settle();
                return false;
            }
            _ => return false,
        }
        true
    }

    /// Opens the list with every option, unless it is open already.
    fn show_all(&self) {
        if self.open.with_untracked(Option::is_none) {
            self.open.set(Some(self.answers.fitting("")));
            self.look_at(None);
        }
    }

    fn close(&self) {
        self.active.set(None);
        self.open.set(None);
    }

    fn chosen(&self) -> Option<usize> {
        self.typed.with_untracked(|typed| self.answers.named(typed))
    }

    /// Looks at the next option or the one before; behind the last comes the first.
    fn step(&self, down: bool) {
        let hits = self.open.get_untracked().unwrap_or_default();
        let at = self.active.get_untracked().and_then(|active| hits.iter().position(|hit| *hit == active));
        let last = hits.len().saturating_sub(1);
        let next = match (at, down) {
            (None, true) => 0,
            (None, false) | (Some(0), false) => last,
            (Some(at), true) => {
                if at == last {
                    0
                } else {
                    at + 1
                }
            }
            (Some(at), false) => at - 1,
        };
        self.look_at(hits.get(next).copied());
    }

    fn look_at(&self, option: Option<usize>) {
        self.active.set(option);
        if let Some(at) = option {
            let id = self.option_id(at);
            // Once it is drawn.
            Timeout::new(0, move || input::reveal(&id)).forget();
        }
    }

    /// Takes an option as the answer.
    fn take(&self, at: usize) {
        self.close();
        if let Some(choice) = self.answers.choice(at) {
            input::write(&self.question.id, &choice.label);
            self.typed.set(choice.label.clone());
            self.enter.run(choice.code.clone());
        }
    }

    /// Closes the list; what names an answer is written as the answer is.
    fn settle(&self) {
        match self.chosen() {
            Some(at) => self.take(at),
            None => self.close(),
        }
    }

    /// Focus goes elsewhere: what is looked at is taken.
    fn leave(&self) {
        match self.active.get_untracked() {
            Some(at) => self.take(at),
            None => self.settle(),
        }
    }
}

/// Whether there is anything in the list to be seen.
fn is_shown(open: RwSignal<Option<Vec<usize>>>) -> bool {
    open.with(|hits| hits.as_ref().is_some_and(|hits| !hits.is_empty()))
}

//! Elements without generics. In: a tag, attributes, listeners, children. Out: a leptos view. leptos' own macro gives every element a
//! type of its own and compiles its code once for each; here all elements are one type, and the applicant loads less than half.

use leptos::ev::Event;
use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::tachys::html::attribute::custom::custom_attribute;
use leptos::tachys::html::element::custom;
use leptos::tachys::html::event::{Custom, on};

/// An element that is being put together.
pub struct Element {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// Begins an element.
#[must_use]
pub fn el(tag: &'static str) -> Element {
    Element { tag, attributes: Vec::new(), children: Vec::new() }
}

/// An element with a class: most of them.
#[must_use]
pub fn classed(tag: &'static str, class: &'static str) -> Element {
    el(tag).set("class", class)
}

/// Nothing.
#[must_use]
pub fn nothing() -> AnyView {
    ().into_any()
}

/// Fixed words.
#[must_use]
pub fn words(text: &'static str) -> AnyView {
    text.into_any()
}

/// A view that is drawn anew when a signal it reads changes.
#[must_use]
pub fn changing(draw: impl FnMut() -> AnyView + Send + 'static) -> AnyView {
    let draw: Box<dyn FnMut() -> AnyView + Send> = Box::new(draw);
    draw.into_any()
}

impl Element {
    /// Sets an attribute to fixed words.
    #[must_use]
    pub fn set(self, name: &'static str, value: &'static str) -> Self {
        self.put(name, value.to_owned())
    }

    /// Sets an attribute.
    #[must_use]
    pub fn put(mut self, name: &'static str, value: String) -> Self {
        self.attributes.push(custom_attribute(name, value).into_any_attr());
        self
    }

    /// Sets an attribute if there is a value for it.
    #[must_use]
    pub fn put_some(self, name: &'static str, value: Option<String>) -> Self {
        match value {
            Some(value) => self.put(name, value),
            None => self,
        }
    }

    /// Sets an attribute that is there or not.
    #[must_use]
    pub fn flag(self, name: &'static str, on: bool) -> Self {
        if on { self.put(name, String::new()) } else { self }
    }

    /// Sets an attribute that follows the signals it reads; none takes it away.
    #[must_use]
    pub fn live(self, name: &'static str, value: impl Fn() -> Option<String> + Send + Sync + 'static) -> Self {
        self.follow(name, Box::new(value))
    }

    /// The same for one of several fixed words.
    #[must_use]
    pub fn live_word(self, name: &'static str, value: impl Fn() -> &'static str + Send + Sync + 'static) -> Self {
        self.follow(name, Box::new(move || Some(value().to_owned())))
    }

    /// The same for an attribute that is there or not.
    #[must_use]
    pub fn live_flag(self, name: &'static str, on: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        self.follow(name, Box::new(move || on().then(String::new)))
    }

    /// Listens to an event.
    #[must_use]
    pub fn on(self, event: &'static str, heard: impl FnMut(Event) + 'static) -> Self {
        self.listen(event, Box::new(heard))
    }

    /// Adds a child.
    #[must_use]
    pub fn child(mut self, child: AnyView) -> Self {
        self.children.push(child);
        self
    }

    /// Adds a child if there is one.
    #[must_use]
    pub fn child_some(self, child: Option<AnyView>) -> Self {
        match child {
            Some(child) => self.child(child),
            None => self,
        }
    }

    /// Adds children.
    #[must_use]
    pub fn children(mut self, children: Vec<AnyView>) -> Self {
        self.children.extend(children);
        self
    }

    /// Adds fixed words.
    #[must_use]
    pub fn words(self, text: &'static str) -> Self {
        self.child(words(text))
    }

    /// Adds a text.
    #[must_use]
    pub fn text(self, text: String) -> Self {
        self.child(text.into_any())
    }

    /// Adds what follows the signals it reads.
    #[must_use]
    pub fn changing(self, draw: impl FnMut() -> AnyView + Send + 'static) -> Self {
        self.child(changing(draw))
    }

    /// The element as a view.
    #[must_use]
    pub fn view(self) -> AnyView {
        custom(self.tag).add_any_attr(self.attributes).child(self.children).into_any()
    }

    fn follow(mut self, name: &'static str, value: Box<dyn Fn() -> Option<String> + Send + Sync>) -> Self {
        self.attributes.push(custom_attribute(name, value).into_any_attr());
        self
    }

    fn listen(mut self, event: &'static str, heard: Box<dyn FnMut(Event)>) -> Self {
        self.attributes.push(on(Custom::<Event>::new(event), heard).into_any_attr());
        self
    }
}

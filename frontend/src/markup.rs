//! Elements without generics. In: a tag, attributes, listeners, children. Out: a leptos view. leptos' own macro gives every element a
//! type of its own and compiles its code once for each; here all elements are one type, so that the browser loads far less.

use leptos::ev::Event;
use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::tachys::html::attribute::custom::custom_attribute;
use leptos::tachys::html::element::custom;
use leptos::tachys::html::event::{Custom, on};
use std::mem::take;

/// An element that is being put together; `view` ends it.
pub struct Element {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// Begins an element.
#[must_use]
#[inline(never)]
pub fn el(tag: &'static str) -> Element {
    Element { tag, attributes: Vec::new(), children: Vec::new() }
}

/// An element with a class: most of them.
#[must_use]
#[inline(never)]
pub fn classed(tag: &'static str, class: &'static str) -> Element {
    let mut element = el(tag);
    element.set("class", class);
    element
}

/// An element with a class that holds nothing but words: most of the rest.
#[must_use]
#[inline(never)]
pub fn said(tag: &'static str, class: &'static str, words: &str) -> AnyView {
    classed(tag, class).text(words).view()
}

/// Several views without an element around them.
#[must_use]
pub fn several() -> Several {
    Several(Vec::new())
}

/// Views that are being collected; `view` ends it.
pub struct Several(Vec<AnyView>);

/// Nothing.
#[must_use]
pub fn nothing() -> AnyView {
    ().into_any()
}

/// A view that is drawn anew when a signal it reads changes.
#[must_use]
pub fn changing(draw: impl FnMut() -> AnyView + Send + 'static) -> AnyView {
    changing_boxed(Box::new(draw))
}

/// Does something now, and again when a signal it reads changes, as long as what it stands in is on the screen.
pub fn watch(look: impl Fn() + 'static) {
    watch_boxed(Box::new(look));
}

impl Element {
    /// Sets an attribute.
    #[inline(never)]
    pub fn set(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.attributes.push(custom_attribute(name, value.to_owned()).into_any_attr());
        self
    }

    /// Sets an attribute unless its value is empty.
    #[inline(never)]
    pub fn set_some(&mut self, name: &'static str, value: &str) -> &mut Self {
        if value.is_empty() { self } else { self.set(name, value) }
    }

    /// Sets an attribute that is there or not.
    #[inline(never)]
    pub fn flag(&mut self, name: &'static str, on: bool) -> &mut Self {
        if on { self.set(name, "") } else { self }
    }

    /// Sets an attribute that follows the signals it reads; none takes it away.
    pub fn live(&mut self, name: &'static str, value: impl Fn() -> Option<String> + Send + Sync + 'static) -> &mut Self {
        self.follow(name, Box::new(value))
    }

    /// The same for an attribute that is there or not.
    pub fn live_flag(&mut self, name: &'static str, on: impl Fn() -> bool + Send + Sync + 'static) -> &mut Self {
        self.follow(name, Box::new(move || on().then(String::new)))
    }

    /// Listens to an event.
    pub fn on(&mut self, event: &'static str, heard: impl FnMut(Event) + 'static) -> &mut Self {
        self.listen(event, Box::new(heard))
    }

    /// Adds a child.
    #[inline(never)]
    pub fn child(&mut self, child: AnyView) -> &mut Self {
        self.children.push(child);
        self
    }

    /// Adds children.
    #[inline(never)]
    pub fn children(&mut self, children: Vec<AnyView>) -> &mut Self {
        self.children.extend(children);
        self
    }

    /// Adds a text.
    #[inline(never)]
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.children.push(text.to_owned().into_any());
        self
    }

    /// Adds what follows the signals it reads.
    pub fn changing(&mut self, draw: impl FnMut() -> AnyView + Send + 'static) -> &mut Self {
        self.child(changing(draw))
    }

    /// The element as a view.
    #[inline(never)]
    pub fn view(&mut self) -> AnyView {
        custom(self.tag).add_any_attr(take(&mut self.attributes)).child(take(&mut self.children)).into_any()
    }

    #[inline(never)]
    fn follow(&mut self, name: &'static str, value: Box<dyn Fn() -> Option<String> + Send + Sync>) -> &mut Self {
        self.attributes.push(custom_attribute(name, value).into_any_attr());
        self
    }

    #[inline(never)]
    fn listen(&mut self, event: &'static str, heard: Box<dyn FnMut(Event)>) -> &mut Self {
        self.attributes.push(on(Custom::<Event>::new(event), heard).into_any_attr());
        self
    }
}

impl Several {
    /// Adds a view.
    #[inline(never)]
    pub fn and(&mut self, view: AnyView) -> &mut Self {
        self.0.push(view);
        self
    }

    /// All of them.
    #[inline(never)]
    pub fn view(&mut self) -> AnyView {
        take(&mut self.0).into_any()
    }
}

#[inline(never)]
fn changing_boxed(draw: Box<dyn FnMut() -> AnyView + Send>) -> AnyView {
    draw.into_any()
}

#[inline(never)]
fn watch_boxed(look: Box<dyn Fn()>) {
    Effect::new(look);
}

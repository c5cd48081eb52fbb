//! Elements of the page. In: a tag, attributes, listeners, children. Out: a leptos view. leptos' own macro gives every element a type
//! of its own and compiles its code once for each; here all elements are one type, and what does not change is put into the page at
//! once, without anything kept beside it. What changes follows leptos' signals.

#[cfg(not(feature = "markup"))]
mod browser;
/// For native tests: the same elements as text.
#[cfg(feature = "markup")]
#[path = "text.rs"]
mod browser;
#[cfg(not(feature = "markup"))]
mod events;
#[cfg(not(feature = "markup"))]
mod follower;
mod view;

use self::browser::Node;
pub use self::browser::Together;
use self::view::Drawn;
use leptos::ev::Event;
use leptos::prelude::*;
use std::mem::take;

/// An element that is being put together; `view` ends it.
pub struct Element(Node);

/// Begins an element.
#[must_use]
#[inline(never)]
pub fn el(tag: &'static str) -> Element {
    Element(Node::new(tag))
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

/// A text without an element around it.
#[must_use]
#[inline(never)]
pub fn plain(words: &str) -> AnyView {
    Drawn::Node(Node::words(words)).into_any()
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
    plain("")
}

/// A view that is drawn anew when a signal it reads changes.
#[must_use]
pub fn changing(draw: impl FnMut() -> AnyView + Send + 'static) -> AnyView {
    changing_boxed(Box::new(draw))
}

/// A view that is drawn anew together with others; nothing in it changes by itself.
#[must_use]
pub fn changing_together(together: &Together, draw: impl FnMut() -> AnyView + Send + 'static) -> AnyView {
    browser::changing_together(together, Box::new(draw)).into_any()
}

/// Does something as soon as what is being drawn is on the screen, and again when a signal it reads changes, as long as it is there.
pub fn watch(look: impl Fn() + 'static) {
    browser::watch(Box::new(look));
}

impl Element {
    /// Sets an attribute.
    #[inline(never)]
    pub fn set(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.0.set(name, value);
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

    /// Sets an attribute that follows the signals it reads together with others; none takes it away.
    pub fn live_together(
        &mut self,
        together: &Together,
        name: &'static str,
        value: impl Fn() -> Option<String> + Send + Sync + 'static,
    ) -> &mut Self {
        self.follow_together(together, name, Box::new(value))
    }

    /// Listens to an event.
    pub fn on(&mut self, event: &'static str, heard: impl FnMut(Event) + 'static) -> &mut Self {
        self.listen(event, Box::new(heard))
    }

    /// Adds a child.
    #[inline(never)]
    pub fn child(&mut self, child: AnyView) -> &mut Self {
        self.0.append(child);
        self
    }

    /// Adds children.
    #[inline(never)]
    pub fn children(&mut self, children: Vec<AnyView>) -> &mut Self {
        for child in children {
            self.child(child);
        }
        self
    }

    /// Adds a text.
    #[inline(never)]
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.0.text(text);
        self
    }

    /// Adds a text that follows the signals it reads.
    pub fn saying(&mut self, say: impl Fn() -> String + Send + 'static) -> &mut Self {
        self.say(Box::new(say))
    }

    /// Adds what follows the signals it reads.
    pub fn changing(&mut self, draw: impl FnMut() -> AnyView + Send + 'static) -> &mut Self {
        self.child(changing(draw))
    }

    /// The element as a view. It is one element: what is put together after this is put into the same.
    #[inline(never)]
    pub fn view(&mut self) -> AnyView {
        Drawn::Node(self.0.clone()).into_any()
    }

    #[inline(never)]
    fn follow(&mut self, name: &'static str, value: Box<dyn Fn() -> Option<String> + Send + Sync>) -> &mut Self {
        self.0.follow(name, value);
        self
    }

    #[inline(never)]
    fn follow_together(
        &mut self,
        together: &Together,
        name: &'static str,
        value: Box<dyn Fn() -> Option<String> + Send + Sync>,
    ) -> &mut Self {
        self.0.follow_together(together, name, value);
        self
    }

    #[inline(never)]
    fn say(&mut self, say: Box<dyn Fn() -> String + Send>) -> &mut Self {
        self.0.say(say);
        self
    }

    #[inline(never)]
    fn listen(&mut self, event: &'static str, heard: Box<dyn FnMut(Event)>) -> &mut Self {
        self.0.listen(event, heard);
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
        // A place must be left where something can be put.
        if self.0.is_empty() {
            return nothing();
        }
        Drawn::Several(take(&mut self.0)).into_any()
    }
}

#[inline(never)]
fn changing_boxed(draw: Box<dyn FnMut() -> AnyView + Send>) -> AnyView {
    Drawn::Changing(draw).into_any()
}

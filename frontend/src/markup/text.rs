//! Elements as text, for native tests: the same calls as in the browser, and markup comes out. Nothing is heard and nothing changes.

use super::view::Drawn;
use leptos::ev::Event;
use leptos::prelude::*;
use leptos::tachys::view::Mountable;

/// Elements that hold nothing (HTML, 13.1.2).
const VOID: [&str; 5] = ["br", "hr", "img", "input", "wbr"];

/// An element or a text.
#[derive(Clone)]
pub(super) struct Node {
    tag: &'static str,
    attributes: String,
    inner: String,
}

impl Node {
    pub(super) fn new(tag: &'static str) -> Self {
        Self { tag, attributes: String::new(), inner: String::new() }
    }

    pub(super) fn words(words: &str) -> Self {
        Self { tag: "", attributes: String::new(), inner: escaped(words) }
    }

    pub(super) fn set(&mut self, name: &str, value: &str) {
        self.attributes.push_str(&[" ", name, "=\"", &escaped(value), "\""].concat());
    }

    pub(super) fn text(&mut self, text: &str) {
        self.inner.push_str(&escaped(text));
    }

    pub(super) fn append(&mut self, child: AnyView) {
        self.inner.push_str(&child.to_html());
    }

    pub(super) fn follow(&mut self, name: &'static str, value: Box<dyn Fn() -> Option<String> + Send + Sync>) {
        if let Some(value) = value() {
            self.set(name, &value);
        }
    }

    pub(super) fn follow_together(&mut self, _: &Together, name: &'static str, value: Box<dyn Fn() -> Option<String> + Send + Sync>) {
        self.follow(name, value);
    }

    pub(super) fn say(&mut self, say: Box<dyn Fn() -> String + Send>) {
        self.text(&say());
    }

    pub(super) fn listen(&mut self, _: &'static str, heard: Box<dyn FnMut(Event)>) {
        drop(heard);
    }
}

/// Things that follow the same signals.
#[derive(Clone, Default)]
pub struct Together;

impl Together {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self
    }
}

pub(super) fn changing_together(_: &Together, draw: Box<dyn FnMut() -> AnyView + Send>) -> Drawn {
    Drawn::Changing(draw)
}

/// What would stand in a page.
pub(super) struct Shown;

pub(super) fn show(_: Drawn) -> Shown {
    Shown
}

pub(super) fn replace(_: &mut Shown, _: Drawn) {}

/// Writes it.
pub(super) fn write(drawn: Drawn, out: &mut String) {
    match drawn {
        Drawn::Node(node) if node.tag.is_empty() => out.push_str(&node.inner),
        Drawn::Node(node) => {
            out.push_str(&["<", node.tag, &node.attributes, ">"].concat());
            if !VOID.contains(&node.tag) {
                out.push_str(&[&node.inner, "</", node.tag, ">"].concat());
            }
        }
        Drawn::Several(views) => views.into_iter().for_each(|view| out.push_str(&view.to_html())),
        Drawn::Changing(mut draw) => out.push_str(&draw().to_html()),
    }
}

/// Not here: it is for what stands in a page.
pub(super) fn watch(look: Box<dyn Fn()>) {
    drop(look);
}

impl Mountable for Shown {
    fn unmount(&mut self) {}
    fn mount(&mut self, _: &leptos::tachys::renderer::types::Element, _: Option<&leptos::tachys::renderer::types::Node>) {}
    fn insert_before_this(&self, _: &mut dyn Mountable) -> bool {
        false
    }
    fn elements(&self) -> Vec<leptos::tachys::renderer::types::Element> {
        Vec::new()
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

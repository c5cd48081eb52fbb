//! Elements in the browser's page. In: tags, attributes, children. Out: nodes of the document, put together at once; where they stand.

use super::events;
use super::follower::{Begin, Follower, follow};
use super::view::Drawn;
use leptos::ev::Event;
use leptos::prelude::*;
use leptos::reactive::graph::untrack;
use leptos::tachys::view::Mountable;
use send_wrapper::SendWrapper;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::{Arc, Weak};
use wasm_bindgen::JsCast;

thread_local! {
    /// The document: asked for once.
    static DOCUMENT: Option<web_sys::Document> = web_sys::window().and_then(|window| window.document());
}

/// An element or a text of the page; none where there is no page.
#[derive(Clone)]
pub(super) struct Node(Option<web_sys::Node>);

impl Node {
    /// An element.
    pub(super) fn new(tag: &str) -> Self {
        Self(DOCUMENT.with(|document| document.as_ref()?.create_element(tag).ok().map(Into::into)))
    }

    /// A text.
    pub(super) fn words(words: &str) -> Self {
        Self(DOCUMENT.with(|document| Some(document.as_ref()?.create_text_node(words).into())))
    }

    pub(super) fn set(&mut self, name: &str, value: &str) {
        put(self, name, Some(value));
    }

    pub(super) fn text(&mut self, text: &str) {
        self.add(&Self::words(text));
    }

    pub(super) fn append(&mut self, child: AnyView) {
        let mut shown = child.build();
        if let Some(element) = self.element() {
            // Whatever of it follows signals belongs to the owner under which it was drawn.
            shown.mount(element, None);
        }
    }

    pub(super) fn follow(&mut self, name: &'static str, value: Box<dyn Fn() -> Option<String> + Send + Sync>) {
        let node = self.clone();
        follow(Begin::Now, false, Box::new(move || put(&node, name, value().as_deref())));
    }

    pub(super) fn follow_together(
        &mut self,
        together: &Together,
        name: &'static str,
        value: Box<dyn Fn() -> Option<String> + Send + Sync>,
    ) {
        let node = self.clone();
        together.add(Box::new(move || put(&node, name, value().as_deref())));
    }

    pub(super) fn say(&mut self, say: Box<dyn Fn() -> String + Send>) {
        let text = Self::words("");
        self.add(&text);
        let put = move || {
            if let Some(text) = &text.0 {
                text.set_text_content(Some(&say()));
            }
        };
        follow(Begin::Now, false, Box::new(put));
    }

    pub(super) fn listen(&mut self, event: &'static str, heard: Box<dyn FnMut(Event)>) {
        if let Some(element) = self.element() {
            events::listen(element, event, heard);
        }
    }

    fn add(&self, child: &Self) {
        if let (Some(node), Some(child)) = (&self.0, &child.0) {
            let _ = node.append_child(child);
        }
    }

    fn element(&self) -> Option<&web_sys::Element> {
        self.0.as_ref().map(JsCast::unchecked_ref)
    }
}

#[inline(never)]
fn put(node: &Node, name: &str, value: Option<&str>) {
    let Some(element) = node.element() else { return };
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// Things that follow the same signals: one follower does them all. What it does makes no signals.
#[derive(Clone)]
pub struct Together(Arc<SendWrapper<RefCell<Followed>>>);

#[derive(Default)]
struct Followed {
    follower: Weak<Follower>,
    all: Vec<Box<dyn FnMut()>>,
}

impl Together {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self(Arc::new(SendWrapper::new(RefCell::default())))
    }

    /// Does something, and again with all others. The signals it reads are those that the first one reads.
    fn add(&self, mut again: Box<dyn FnMut()>) {
        if self.0.borrow().follower.strong_count() > 0 {
            untrack(&mut again);
            self.0.borrow_mut().all.push(again);
            return;
        }
        self.0.replace(Followed { follower: Weak::new(), all: vec![again] });
        let all = Arc::clone(&self.0);
        let follower = follow(
            Begin::Now,
            false,
            Box::new(move || {
                let mut doing = std::mem::take(&mut all.borrow_mut().all);
                doing.iter_mut().for_each(|again| again());
                all.borrow_mut().all = doing;
            }),
        );
        self.0.borrow_mut().follower = follower;
    }
}

impl Default for Together {
    fn default() -> Self {
        Self::new()
    }
}

/// Draws something, and anew together with others.
pub(super) fn changing_together(together: &Together, mut draw: Box<dyn FnMut() -> AnyView + Send>) -> Drawn {
    let shown = Rc::new(RefCell::new(None));
    let place = Rc::clone(&shown);
    together.add(Box::new(move || put_in(&place, draw().build())));
    Drawn::Shown(SendWrapper::new(Shown::Changing(shown)))
}

/// What stands in the page.
pub(super) enum Shown {
    Node(Node),
    Several(Vec<State>),
    Changing(Rc<RefCell<Option<State>>>),
}

type State = <AnyView as Render>::State;

/// Draws.
pub(super) fn show(drawn: Drawn) -> Shown {
    match drawn {
        Drawn::Node(node) => Shown::Node(node),
        Drawn::Several(views) => Shown::Several(views.into_iter().map(Render::build).collect()),
        Drawn::Changing(mut draw) => {
            let shown = Rc::new(RefCell::new(None));
            let place = Rc::clone(&shown);
            follow(Begin::Now, true, Box::new(move || put_in(&place, draw().build())));
            Shown::Changing(shown)
        }
        Drawn::Shown(shown) => shown.take(),
    }
}

/// Puts something where there is nothing yet, or in place of what is there.
fn put_in(place: &RefCell<Option<State>>, new: State) {
    let old = place.borrow_mut().take();
    let new = match old {
        Some(mut old) => change_places(&mut old, new),
        None => new,
    };
    place.replace(Some(new));
}

/// Draws something in place of what is there.
pub(super) fn replace(shown: &mut Shown, drawn: Drawn) {
    let new = show(drawn);
    *shown = change_places(shown, new);
}

/// Never: the browser writes no text.
pub(super) fn write(_: Drawn, _: &mut String) {}

/// Does something once what is being drawn stands in the page, and whenever a signal it reads changes.
pub(super) fn watch(look: Box<dyn Fn()>) {
    follow(Begin::Soon, true, look);
}

fn change_places<S: Mountable>(old: &mut S, mut new: S) -> S {
    old.insert_before_this(&mut new);
    old.unmount();
    new
}

impl Mountable for Shown {
    fn unmount(&mut self) {
        match self {
            Self::Node(Node(Some(node))) => {
                if let Some(parent) = node.parent_node() {
                    let _ = parent.remove_child(node);
                }
            }
            Self::Node(Node(None)) => {}
            Self::Several(all) => all.iter_mut().for_each(Mountable::unmount),
            Self::Changing(now) => now.borrow_mut().iter_mut().for_each(Mountable::unmount),
        }
    }

    fn mount(&mut self, parent: &web_sys::Element, marker: Option<&web_sys::Node>) {
        match self {
            Self::Node(Node(Some(node))) => {
                let _ = parent.insert_before(node, marker);
            }
            Self::Node(Node(None)) => {}
            Self::Several(all) => all.iter_mut().for_each(|one| one.mount(parent, marker)),
            Self::Changing(now) => now.borrow_mut().iter_mut().for_each(|one| one.mount(parent, marker)),
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        match self {
            Self::Node(Node(Some(node))) => {
                let Some(parent) = node.parent_element() else { return false };
                child.mount(&parent, Some(node));
                true
            }
            Self::Node(Node(None)) => false,
            Self::Several(all) => all.first().is_some_and(|first| first.insert_before_this(child)),
            Self::Changing(now) => now.borrow().as_ref().is_some_and(|now| now.insert_before_this(child)),
        }
    }

    fn elements(&self) -> Vec<web_sys::Element> {
        Vec::new()
    }
}

//! What happens to elements. In: elements and what to do. Out: it is done. The document listens once to each kind of event and knows
//! which element wanted to hear it: a closure in the browser for each of a thousand inputs would cost more than all else about them.

use leptos::ev::Event;
use leptos::prelude::Owner;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

type Heard = Rc<RefCell<Box<dyn FnMut(Event)>>>;

#[derive(Default)]
struct Listeners {
    /// What the document listens to.
    known: Vec<&'static str>,
    /// What each element hears. A place is never given twice: an element that is gone must not hear what another one wanted.
    all: Vec<Vec<(&'static str, Heard)>>,
    /// The place of each element.
    places: js_sys::WeakMap,
}

thread_local! {
    static LISTENERS: RefCell<Listeners> = RefCell::default();
}

/// Has an element hear an event until its owner is cleaned up.
pub(super) fn listen(element: &web_sys::Element, event: &'static str, heard: Box<dyn FnMut(Event)>) {
    let (place, is_new) = LISTENERS.with_borrow_mut(|listeners| {
        let place = listeners.place_of(element).unwrap_or_else(|| {
            listeners.all.push(Vec::new());
            listeners.places.set(element, &JsValue::from_f64((listeners.all.len() - 1) as f64));
            listeners.all.len() - 1
        });
        if let Some(hears) = listeners.all.get_mut(place) {
            hears.push((event, Rc::new(RefCell::new(heard))));
        }
        let is_new = !listeners.known.contains(&event);
        if is_new {
            listeners.known.push(event);
        }
        (place, is_new)
    });
    if is_new {
        listen_to(event);
    }
    Owner::on_cleanup(move || {
        let _ = LISTENERS.with_borrow_mut(|listeners| listeners.all.get_mut(place).map(std::mem::take));
    });
}

impl Listeners {
    fn place_of(&self, element: &web_sys::Element) -> Option<usize> {
        self.places.get(element).as_f64().map(|place| place as usize)
    }
}

/// On its way down: what does not bubble comes by as well.
fn listen_to(event: &'static str) {
    let heard = Closure::<dyn FnMut(Event)>::new(move |happened: Event| tell(event, &happened));
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        let _ = document.add_event_listener_with_callback_and_bool(event, heard.as_ref().unchecked_ref(), true);
    }
    // As long as the page.
    heard.forget();
}

/// Tells the element it happened to, and those around it if it bubbles.
fn tell(event: &'static str, happened: &Event) {
    let mut at = happened.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    while let Some(element) = at {
        let heard: Vec<Heard> = LISTENERS.with_borrow(|listeners| {
            let hears = listeners.place_of(&element).and_then(|place| listeners.all.get(place));
            hears.map_or_else(Vec::new, |hears| {
                hears.iter().filter(|(known, _)| *known == event).map(|(_, heard)| Rc::clone(heard)).collect()
            })
        });
        for heard in heard {
            if let Ok(mut heard) = heard.try_borrow_mut() {
                heard(happened.clone());
            }
        }
        at = if happened.bubbles() { element.parent_element() } else { None };
    }
}

//! The line to a worker, from the page's end. In: questions. Out: an answer a question, or the fact that there will be none; and what the worker
//! tells unasked while it is at it.

use super::parcel::Parcel;
use gloo::events::EventListener;
use js_sys::{Function, Promise, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker};

/// A worker and the questions it has not answered yet. Dropped, the worker is ended with all it knows.
pub struct Line {
    worker: Worker,
    open: Rc<Open>,
    asked: Cell<u32>,
    _listeners: [EventListener; 2],
}

struct Open {
    /// Who waits for the answer to which question.
    waiting: RefCell<Vec<(u32, Function)>>,
    broken: Cell<bool>,
    hears: RefCell<Option<Hears>>,
}

/// Hears the words of what is told unasked.
pub type Hears = Rc<dyn Fn(&[u8])>;

impl Line {
    /// Starts a part of the app in a worker; see `frontend/start/workers.mjs`. None when the page can't.
    #[must_use]
    pub fn to(part: &str) -> Option<Self> {
        let starter = Reflect::get(&js_sys::global(), &"vordruck".into()).ok()?;
        let start: Function = Reflect::get(&starter, &"startWorker".into()).ok()?.dyn_into().ok()?;
        let worker: Worker = start.call1(&starter, &part.into()).ok()?.dyn_into().ok()?;
        let open = Rc::new(Open { waiting: RefCell::default(), broken: Cell::new(false), hears: RefCell::default() });
        let (answering, breaking) = (Rc::clone(&open), Rc::clone(&open));
        let listeners = [
            EventListener::new(&worker, "message", move |event| answering.answer(event)),
            // The worker's script did not load, or it has crashed: nobody will answer any more.
            EventListener::new(&worker, "error", move |_| breaking.break_off()),
        ];
        Some(Self { worker, open, asked: Cell::new(0), _listeners: listeners })
    }

    /// Whether there is nobody at the other end: it did not start, has crashed, or was ended.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.open.broken.get()
    }

    /// Who hears from here on what the worker tells unasked; none: nobody.
    pub fn listen(&self, hears: Option<Hears>) {
        self.open.hears.replace(hears);
    }

    /// Asks and waits for the answer. None when there will be none.
    pub async fn ask(&self, question: &Parcel) -> Option<Parcel> {
        if self.is_broken() {
            return None;
        }
        let number = self.asked.get();
        self.asked.set(number.wrapping_add(1));
        let answer = Promise::new(&mut |resolve, _| {
            self.open.waiting.borrow_mut().push((number, resolve));
        });
        let (message, moves) = question.message(number);
        if self.worker.post_message_with_transfer(&message, &moves).is_err() {
            self.open.take(number);
            return None;
        }
        Parcel::read(&JsFuture::from(answer).await.ok()?)
    }

    /// Ends the worker with all it knows.
    pub fn hang_up(&self) {
        self.worker.terminate();
        self.open.break_off();
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.hang_up();
    }
}

impl Open {
    fn answer(&self, event: &web_sys::Event) {
        let Some(message) = event.dyn_ref::<MessageEvent>().map(MessageEvent::data) else { return };
        let Some(number) = Parcel::number(&message) else { return self.hear(&message) };
        if let Some(asker) = self.take(number) {
            let _ = asker.call1(&JsValue::UNDEFINED, &message);
        }
    }

    fn hear(&self, message: &JsValue) {
        let hears = self.hears.borrow().clone();
        if let (Some(hears), Some(parcel)) = (hears, Parcel::read(message)) {
            hears(&parcel.words);
        }
    }

    /// Who asked a question; nobody any more afterwards.
    fn take(&self, number: u32) -> Option<Function> {
        let mut waiting = self.waiting.borrow_mut();
        let at = waiting.iter().position(|(other, _)| *other == number)?;
        Some(waiting.swap_remove(at).1)
    }

    fn break_off(&self) {
        self.broken.set(true);
        let askers = std::mem::take(&mut *self.waiting.borrow_mut());
        for (_, asker) in askers {
            let _ = asker.call0(&JsValue::UNDEFINED);
        }
    }
}

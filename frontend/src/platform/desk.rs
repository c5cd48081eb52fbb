//! The worker's end of the line. In: questions, in the order they were asked. Out: their answers, one after the other: whoever
//! answers is never interrupted by the next question. What there is to tell meanwhile goes unasked.

use super::parcel::Parcel;
use gloo::events::EventListener;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Answers the page's questions as long as the worker lives.
pub fn serve(answer: impl AsyncFnMut(Parcel) -> Parcel + 'static) {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let desk =
        Rc::new(Desk { scope: scope.clone(), queue: RefCell::default(), busy: Cell::new(false), answer: RefCell::new(Some(answer)) });
    EventListener::new(&scope, "message", move |event| {
        if let Some(event) = event.dyn_ref::<MessageEvent>() {
            desk.queue.borrow_mut().push_back(event.data());
            if !desk.busy.replace(true) {
                let desk = Rc::clone(&desk);
                spawn_local(async move { desk.work().await });
            }
        }
    })
    .forget();
}

/// Tells the page how something is going that it has asked for and that is not answered yet.
pub fn tell(words: &[u8]) {
    if let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() {
        // The page is gone if this fails; then the worker is about to be, too.
        let _ = scope.post_message(&Parcel::unasked(words));
    }
}

struct Desk<F> {
    scope: DedicatedWorkerGlobalScope,
    queue: RefCell<VecDeque<JsValue>>,
    busy: Cell<bool>,
    /// Taken out while somebody works with it.
    answer: RefCell<Option<F>>,
}

impl<F: AsyncFnMut(Parcel) -> Parcel> Desk<F> {
    async fn work(&self) {
        let Some(mut answer) = self.answer.borrow_mut().take() else { return };
        loop {
            let next = self.queue.borrow_mut().pop_front();
            let Some(message) = next else { break };
            if let (Some(number), Some(question)) = (Parcel::number(&message), Parcel::read(&message)) {
                let (message, moves) = answer(question).await.message(number);
                // The page is gone if this fails; then the worker is about to be, too.
                let _ = self.scope.post_message_with_transfer(&message, &moves);
            }
        }
        *self.answer.borrow_mut() = Some(answer);
        self.busy.set(false);
    }
}

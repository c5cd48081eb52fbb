//! What is done again when a signal changes. In: something to do. Out: it is done, and again whenever a signal that it read has changed,
//! until its owner is cleaned up. leptos' own effects are a task of the browser's queue each; of these, pages have thousands, and one
//! task does for all that wait.

use leptos::prelude::Owner;
use leptos::reactive::graph::{AnySource, AnySubscriber, ReactiveNode, Source, Subscriber, WithObserver};
use send_wrapper::SendWrapper;
use std::cell::{Cell, RefCell};
use std::sync::{Arc, Weak};

/// When it is done first.
pub(super) enum Begin {
    /// At once.
    Now,
    /// When what is being drawn stands in the page.
    Soon,
}

/// Something that is kept up to date.
pub(super) struct Follower(SendWrapper<Inner>);

struct Inner {
    again: RefCell<Box<dyn FnMut()>>,
    sources: RefCell<Vec<AnySource>>,
    /// Whether something it reads has changed for certain.
    is_dirty: Cell<bool>,
    waits: Cell<bool>,
    /// Owns what is made while it is done; none if nothing is.
    owner: Option<Owner>,
    own: Weak<Follower>,
}

thread_local! {
    static WAITING: RefCell<Vec<Weak<Follower>>> = const { RefCell::new(Vec::new()) };
}

/// Does something and keeps it up to date. `makes` says whether it draws or makes signals, which then last until the next time.
#[inline(never)]
pub(super) fn follow(begin: Begin, makes: bool, again: Box<dyn FnMut()>) -> Weak<Follower> {
    let owner = makes.then(Owner::new);
    let follower = Arc::new_cyclic(|own| {
        Follower(SendWrapper::new(Inner {
            again: RefCell::new(again),
            sources: RefCell::default(),
            is_dirty: Cell::new(true),
            waits: Cell::new(false),
            owner,
            own: Weak::clone(own),
        }))
    });
    match begin {
        Begin::Now => follower.bring_up_to_date(),
        Begin::Soon => follower.wait(),
    }
    let weak = Arc::downgrade(&follower);
    Owner::on_cleanup(move || drop(follower));
    weak
}

impl Follower {
    fn bring_up_to_date(&self) {
        self.0.waits.set(false);
        let own: Weak<Self> = Weak::clone(&self.0.own);
        let subscriber = AnySubscriber(own.as_ptr() as usize, own);
        if !subscriber.with_observer(|| self.update_if_necessary()) {
            return;
        }
        self.clear_sources(&subscriber);
        let again = || {
            subscriber.with_observer(|| {
                if let Ok(mut again) = self.0.again.try_borrow_mut() {
                    again();
                }
            });
        };
        match &self.0.owner {
            Some(owner) => owner.with_cleanup(again),
            None => again(),
        }
    }

    fn wait(&self) {
        if self.0.waits.replace(true) {
            return;
        }
        let is_first = WAITING.with_borrow_mut(|waiting| {
            waiting.push(Weak::clone(&self.0.own));
            waiting.len() == 1
        });
        if is_first {
            leptos::task::spawn_local(async { work_off() });
        }
    }
}

/// In the order in which they were told, so that what stands around something comes before it, and may take it away.
fn work_off() {
    let mut at = 0;
    while let Some(next) = WAITING.with_borrow(|waiting| waiting.get(at).cloned()) {
        at += 1;
        if let Some(follower) = next.upgrade() {
            follower.bring_up_to_date();
        }
    }
    WAITING.with_borrow_mut(Vec::clear);
}

impl ReactiveNode for Follower {
    fn mark_dirty(&self) {
        self.0.is_dirty.set(true);
        self.wait();
    }

    fn mark_check(&self) {
        self.wait();
    }

    fn mark_subscribers_check(&self) {}

    fn update_if_necessary(&self) -> bool {
        if self.0.is_dirty.replace(false) {
            return true;
        }
        let sources = self.0.sources.borrow().clone();
        sources.into_iter().any(|source| source.update_if_necessary())
    }
}

impl Subscriber for Follower {
    fn add_source(&self, source: AnySource) {
        let mut sources = self.0.sources.borrow_mut();
        if !sources.contains(&source) {
            sources.push(source);
        }
    }

    fn clear_sources(&self, subscriber: &AnySubscriber) {
        for source in self.0.sources.take() {
            source.remove_subscriber(subscriber);
        }
    }
}

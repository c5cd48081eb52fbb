//! What takes a while. In: a future. Out: nothing; it runs beside everything else.

use std::future::Future;
use std::pin::Pin;
use wasm_bindgen_futures::spawn_local;

/// Runs a future to its end. Boxed here, once: the browser's queue would be compiled for every future anew.
pub fn run(future: impl Future<Output = ()> + 'static) {
    run_boxed(Box::pin(future));
}

#[inline(never)]
fn run_boxed(future: Pin<Box<dyn Future<Output = ()>>>) {
    spawn_local(future);
}

//! Entry of the worker that holds everything secret of an application.

fn main() {
    vordruck_frontend::vault::serve();
}

//! Entry of the worker that makes the PDF copy.

fn main() {
    vordruck_frontend::paper::serve();
}

//! Entry of the clerks' app.

fn main() {
    vordruck_frontend::pages::postbox::run();
}

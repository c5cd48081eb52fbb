//! Entry of the applicant's app.

fn main() {
    vordruck_frontend::pages::applicant::run();
}

//! The web apps are embedded when this crate is compiled. In: the stamp of their build. Out: a new compilation whenever it changes, also
//! after one without any: cargo knows the files that were there, not those that were missing.

fn main() {
    println!("cargo::rerun-if-changed=../../target/site/.stamp");
}

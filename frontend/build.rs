//! Message files → constants. In: `src/messages/<language>.ftl` and `postbox.ftl`. Out: `messages.rs` in the build folder: a constant
//! a key, with its place and its text in German, and a constant a further language with all its texts in that order; and `postbox.rs`: a
//! constant a text. Only texts and `{ $name }` are allowed; nothing of Fluent runs in the browser.

#![allow(clippy::expect_used, clippy::panic, reason = "a build script can fail in no other way")]

use fluent_syntax::ast::{Entry, Expression, InlineExpression, PatternElement};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// German is built in; the others come when they are wanted.
const LANGUAGES: [&str; 3] = ["de", "de-simple", "en"];

/// A key's place is the first character of its text, counted from here (U+0100): two bytes.
const FIRST_PLACE: u32 = 0x100;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        // What is cut into parts must know where every address stands.
        println!("cargo::rustc-link-arg-bin=applicant=--emit-relocs");
        println!("cargo::rustc-link-arg-bin=bench=--emit-relocs");
    }
    let tables: Vec<BTreeMap<String, String>> = LANGUAGES.iter().map(|language| read(language)).collect();
    let mut missing = Vec::new();
    let mut out = String::from("impl Key {\n");
    for (place, (key, german)) in (FIRST_PLACE..).zip(&tables[0]) {
        let (name, place) = (key.replace('-', "_").to_uppercase(), char::from_u32(place).expect("a few hundred messages"));
        let _ = writeln!(out, "    /// {german:?}\n    pub const {name}: Self = Self({:?});", format!("{place}{german}"));
    }
    out.push_str("}\n");
    for (language, table) in LANGUAGES.iter().zip(&tables).skip(1) {
        let mut words = Vec::new();
        for (key, german) in &tables[0] {
            let text = table.get(key);
            if text.is_none() {
                missing.push(format!("{language}: {key} is missing"));
            }
            let text = text.unwrap_or(german);
            if names_in(text) != names_in(german) {
                missing.push(format!("{language}: {key} names other values than de"));
            }
            words.push(text.as_str());
        }
        let (name, words) = (language.replace('-', "_").to_uppercase(), words.join("\u{1}"));
        let _ = writeln!(out, "#[cfg(feature = \"form\")]\nconst {name}: &str = {words:?};");
    }
    for (language, table) in LANGUAGES.iter().zip(&tables) {
        for key in table.keys().filter(|key| !tables[0].contains_key(*key)) {
            missing.push(format!("{language}: {key} is not in de"));
        }
    }
    let all: String = tables[0].keys().map(|key| format!("({key:?}, Key::{}), ", key.replace('-', "_").to_uppercase())).collect();
    let _ = writeln!(out, "#[cfg(test)]\nconst ALL: &[(&str, Key)] = &[{all}];");
    let _ = writeln!(out, "#[cfg(test)]\nconst FAULTS: &[&str] = &{missing:?};");
    write("messages.rs", &out);
    let staff: String = read("postbox")
        .iter()
        .map(|(key, text)| format!("/// {text:?}\npub const {}: &str = {text:?};\n", key.replace('-', "_").to_uppercase()))
        .collect();
    write("postbox.rs", &staff);
}

fn write(name: &str, content: &str) {
    let target = Path::new(&std::env::var("OUT_DIR").expect("cargo sets it")).join(name);
    std::fs::write(target, content).expect("the build folder can be written");
}

fn read(language: &str) -> BTreeMap<String, String> {
    let path = format!("src/messages/{language}.ftl");
    println!("cargo::rerun-if-changed={path}");
    let source = std::fs::read_to_string(&path).expect("the message file can be read");
    let resource = fluent_syntax::parser::parse(source).unwrap_or_else(|(_, errors)| panic!("{path}: {errors:?}"));
    let mut table = BTreeMap::new();
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        let key = message.id.name;
        let pattern = message.value.unwrap_or_else(|| panic!("{path}: {key} has no text"));
        let text = pattern.elements.into_iter().map(|element| match element {
            PatternElement::TextElement { value } => value,
            PatternElement::Placeable { expression: Expression::Inline(InlineExpression::VariableReference { id }) } => {
                format!("{{{}}}", id.name)
            }
            PatternElement::Placeable { .. } => panic!("{path}: {key}: only {{ $name }} is understood"),
        });
        let text: String = text.collect();
        assert!(table.insert(key.clone(), text).is_none(), "{path}: {key} is there twice");
    }
    table
}

fn names_in(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
    names.sort_unstable();
    names
}

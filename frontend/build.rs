//! Message files → tables. In: `src/messages/<language>.ftl` and `postbox.ftl`. Out: `messages.rs` in the build folder: a constant
//! a key, one text a language; and `postbox.rs`: a constant a text. Only texts and `{ $name }` are allowed; nothing of Fluent runs in the browser.

#![allow(clippy::expect_used, clippy::panic, reason = "a build script can fail in no other way")]

use fluent_syntax::ast::{Entry, Expression, InlineExpression, PatternElement};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

const LANGUAGES: [&str; 2] = ["de", "en"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let tables: Vec<BTreeMap<String, String>> = LANGUAGES.iter().map(|language| read(language)).collect();
    let keys: Vec<&String> = tables[0].keys().collect();
    let mut out = String::from("impl Key {\n");
    for (at, key) in keys.iter().enumerate() {
        let _ = writeln!(out, "    /// {:?}\n    pub const {}: Self = Self({at});", tables[0][*key], key.replace('-', "_").to_uppercase());
    }
    out.push_str("}\n");
    let names = keys.iter().map(|key| format!("{key:?}, ")).collect::<String>();
    let _ = writeln!(out, "#[cfg(test)]\nconst NAMES: &[&str] = &[{names}];");
    let mut missing = Vec::new();
    for (language, table) in LANGUAGES.iter().zip(&tables) {
        let mut text = String::new();
        let mut ends = String::new();
        for key in &keys {
            text.push_str(table.get(*key).unwrap_or_else(|| {
                missing.push(format!("{language}: {key} is missing"));
                &tables[0][*key]
            }));
            let _ = write!(ends, "{}, ", text.len());
        }
        for key in table.keys().filter(|key| !tables[0].contains_key(*key)) {
            missing.push(format!("{language}: {key} is not in de"));
        }
        for key in &keys {
            if table.get(*key).is_some_and(|text| names_in(text) != names_in(&tables[0][*key])) {
                missing.push(format!("{language}: {key} names other values than de"));
            }
        }
        let upper = language.to_uppercase();
        let _ = writeln!(out, "static {upper}: Table = Table {{ text: {text:?}, ends: &[{ends}] }};");
    }
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

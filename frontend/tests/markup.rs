//! Every example of every component as markup: ids, labels and descriptions hold together, and nothing is styled in place. What a
//! component draws is kept in `tests/snapshots`, so that a change of it is seen. Run with
//! `cargo test -p vordruck-frontend --features markup --test markup`; `WRITE_SNAPSHOTS=1` keeps what is drawn now.

use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use vordruck_frontend::components::gallery::{Example, begin_drawing, examples, page};
use vordruck_frontend::messages::Lang;

/// All examples in every language: name, markup.
fn rendered() -> Vec<(&'static str, String)> {
    begin_drawing(|| {
        let all = |example: Example| Lang::ALL.map(|lang| (example.name, (example.view)(lang).to_html()));
        examples().into_iter().flat_map(all).collect()
    })
}

/// The values of an attribute, in order of appearance.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn ids_are_unique_within_an_example() {
    for (name, html) in rendered() {
        let ids = values(&html, "id");
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{name}: {ids:?}");
    }
}

#[test]
fn what_describes_or_labels_something_is_there() {
    for (name, html) in rendered() {
        let ids: BTreeSet<&str> = values(&html, "id").into_iter().collect();
        for attribute in ["aria-describedby", "aria-labelledby", "aria-controls", "aria-activedescendant", "for"] {
            for id in values(&html, attribute).into_iter().flat_map(str::split_whitespace) {
                assert!(ids.contains(id), "{name}: {attribute} names {id}, which is not there");
            }
        }
    }
}

#[test]
fn every_input_has_a_label_of_its_own() {
    for (name, html) in rendered() {
        let labelled: BTreeSet<&str> = values(&html, "for").into_iter().collect();
        for tag in ["<input", "<select", "<textarea", "<progress"] {
            for element in html.split(tag).skip(1) {
                let id = values(element.split('>').next().unwrap_or_default(), "id").first().copied().unwrap_or_default();
                assert!(labelled.contains(id), "{name}: {tag} {id} has no label");
            }
        }
    }
}

#[test]
fn an_error_is_described_and_marked_at_its_input() {
    let mut seen = 0;
    for (name, html) in rendered() {
        for id in values(&html, "id").into_iter().filter(|id| id.ends_with("-error")) {
            seen += 1;
            assert!(
                values(&html, "aria-describedby").iter().any(|ids| ids.split_whitespace().any(|known| known == id)),
                "{name}: {id} describes nothing"
            );
            assert!(html.contains("aria-invalid=\"true\""), "{name}: nothing is marked as invalid");
        }
    }
    assert!(seen >= 16, "examples with errors are missing: {seen}");
}

#[test]
fn nothing_is_styled_in_place_and_nothing_takes_focus_by_itself() {
    for (name, html) in rendered() {
        assert!(!html.contains(" style="), "{name}: the content security policy forbids style attributes");
        assert!(!html.contains("autofocus"), "{name}: focus is moved by the page, not by the markup");
    }
}

#[test]
fn there_is_one_live_region_and_no_alert() {
    let all: String = rendered().into_iter().map(|(_, html)| html).collect();
    assert!(!all.contains("role=\"alert\""), "alerts interrupt and are read twice");
    assert_eq!(all.matches("role=\"status\"").count(), Lang::ALL.len());
}

#[test]
fn icons_are_decoration() {
    for (name, html) in rendered() {
        for icon in html.split("class=\"kern-icon ").skip(1) {
            assert!(icon.split('>').next().unwrap_or_default().contains("aria-hidden=\"true\""), "{name}: an icon is read aloud");
        }
    }
}

const FOLDER: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn every_component_says_its_criteria_and_shows_examples() {
    let shown: BTreeSet<String> = examples().iter().map(|example| component(example.name)).collect();
    let mut lacking = Vec::new();
    for folder in std::fs::read_dir(Path::new(FOLDER).join("src/components")).unwrap().map(|entry| entry.unwrap().path()) {
        if !folder.is_dir() {
            continue;
        }
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        if !std::fs::read_to_string(folder.join("mod.rs")).unwrap().contains("//! Criteria\n//! - ") {
            lacking.push(format!("{name}: no criteria"));
        }
        if !shown.contains(&name) {
            lacking.push(format!("{name}: no example in the gallery"));
        }
    }
    assert!(lacking.is_empty(), "{lacking:?}");
}

#[test]
fn what_the_components_draw_is_what_was_kept() {
    let mut drawn: BTreeMap<String, String> = BTreeMap::new();
    begin_drawing(|| {
        for example in examples() {
            let html = (example.view)(Lang::De).to_html().replace("><", ">\n<");
            let of_component = drawn.entry(component(example.name)).or_default();
            of_component.push_str(&format!("<!-- {} -->\n{html}\n", example.name));
        }
    });
    let (folder, writes) = (Path::new(FOLDER).join("tests/snapshots"), std::env::var_os("WRITE_SNAPSHOTS").is_some());
    for (name, html) in drawn {
        let path = folder.join(format!("{name}.html"));
        if writes {
            std::fs::write(&path, &html).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        let first = html.lines().zip(kept.lines()).find(|(drawn, kept)| drawn != kept);
        assert!(html == kept, "{name} is drawn otherwise than was kept, first: {first:#?}\nIf that is as it should be: WRITE_SNAPSHOTS=1");
    }
}

#[test]
fn ids_are_unique_on_the_page_of_all_examples() {
    for lang in Lang::ALL {
        let html = begin_drawing(|| page(lang, &[]));
        let ids = values(&html, "id");
        let mut seen = BTreeSet::new();
        let twice: Vec<&&str> = ids.iter().filter(|id| !seen.insert(**id)).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }
}

/// The folder of the component an example is of: `text_input` of `text input: hint and error`.
fn component(example: &str) -> String {
    let name = example.split(':').next().unwrap_or_default().replace([' ', '-'], "_").to_lowercase();
    match name.as_str() {
        "files" => "file_upload".to_owned(),
        "date" => "date_parts".to_owned(),
        "yes_or_no" => "yes_no".to_owned(),
        "action_link" => "button".to_owned(),
        _ => name,
    }
}

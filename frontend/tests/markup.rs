//! Every example of every component as markup: ids, labels and descriptions hold together, and nothing is styled in place. Run with
//! `cargo test -p vordruck-frontend --features markup`.

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use leptos::prelude::*;
use std::collections::BTreeSet;
use vordruck_frontend::components::gallery::{Example, examples};
use vordruck_frontend::messages::Lang;

/// Effects are for browsers: here they are begun and never run.
struct NoEffects;

impl CustomExecutor for NoEffects {
    fn spawn(&self, _: PinnedFuture<()>) {}
    fn spawn_local(&self, _: PinnedLocalFuture<()>) {}
    fn poll_local(&self) {}
}

/// All examples in every language: name, markup.
fn rendered() -> Vec<(&'static str, String)> {
    // The second test finds it set already.
    let _ = Executor::init_custom_executor(NoEffects);
    let owner = Owner::new();
    owner.with(|| {
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
        for attribute in ["aria-describedby", "aria-labelledby", "for"] {
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

//! Static text with the markup it may have. In: passages of the compiled form. Out: native elements. Nothing is ever read as HTML.
//!
//! Criteria
//! - What leads out opens in a new tab and says so in words; the form's answers stay where they are (3.2.5, G201).
//! - What an abbreviation stands for is written behind it: a `title` is found by neither keyboard nor touch (3.1.4, G97).

use super::part::{DrawParts, Part};
use crate::markup::{Element, classed, el, plain, several};
use crate::messages::{Key, Lang, text};
use leptos::prelude::*;
use vordruck_form::compiled::{Passage, PassageKind, RichText, Run, Style, Target};

/// How texts are read: position of the language in the form, language of our own words.
pub type Read<'a> = (usize, Lang, &'a DrawParts);

/// Paragraphs and lists.
#[must_use]
pub fn passages(body: &[Passage], read: Read<'_>) -> AnyView {
    let mut views = several();
    for passage in body {
        let (tag, class) = match passage.kind {
            PassageKind::Paragraph => {
                views.and(paragraphs(&passage.texts, read));
                continue;
            }
            PassageKind::Bullets => ("ul", "kern-list kern-list--bullet"),
            PassageKind::Numbers => ("ol", "kern-list kern-list--number"),
        };
        let mut list = classed(tag, class);
        for text in &passage.texts {
            list.child(said(el("li"), text, read));
        }
        views.and(list.view());
    }
    views.view()
}

/// A paragraph each.
#[must_use]
pub fn paragraphs(texts: &[RichText], read: Read<'_>) -> AnyView {
    let mut views = several();
    for text in texts {
        views.and(said(classed("p", "kern-body"), text, read));
    }
    views.view()
}

fn said(mut element: Element, text: &RichText, read: Read<'_>) -> AnyView {
    for run in text.in_language(read.0) {
        element.child(view(run, read));
    }
    element.view()
}

fn view(run: &Run, (_, lang, parts): Read<'_>) -> AnyView {
    let words = run.words.as_str();
    let mut element = match run.style {
        Style::Strong => el("strong"),
        Style::Emphasis => el("em"),
        Style::Abbreviation => {
            return several().and(el("abbr").text(words).view()).and(plain(&[" (", &run.about, ")"].concat())).view();
        }
        Style::Link | Style::Plain => match run.target() {
            None => return plain(words),
            Some(Target::Inside(id)) => return parts(Part::Link(id.to_owned(), words.to_owned())),
            Some(Target::Somebody(to)) => link(to),
            Some(Target::Outside(to)) => {
                let mut outside = link(to);
                outside.set("target", "_blank").set("rel", "noopener noreferrer").text(words);
                return outside.text(" (").text(text(lang, Key::LINK_NEW_TAB)).text(")").view();
            }
        },
    };
    element.text(words).view()
}

fn link(to: &str) -> Element {
    let mut link = classed("a", "kern-link");
    link.set("href", to);
    link
}

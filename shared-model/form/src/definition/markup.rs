//! Markup in static text: `<strong>`, `<em>`, `<a href>`, `<abbr title>`, none in another. In: an element of the definition, or a text out
//! of a file of texts, where it is written the same way. Out: runs, and what is wrong. Nobody hands on what was written as markup.

use crate::compiled::{Run, Style};
use roxmltree::{Document, Node};

/// The elements, with the attribute that each demands, and what is said in it.
pub(crate) const ELEMENTS: [(&str, &str, Style); 4] =
    [("strong", "", Style::Strong), ("em", "", Style::Emphasis), ("a", "href", Style::Link), ("abbr", "title", Style::Abbreviation)];

/// What was read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Marked {
    pub(crate) runs: Vec<Run>,
    /// With the number of the element, from 0.
    pub(crate) faults: Vec<(usize, Fault)>,
    /// The number of the element each run comes from.
    pub(crate) elements: Vec<Option<usize>>,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// An element is not closed, or closed where it was not opened.
    Malformed(String),
    /// There is no such element.
    Unknown(String),
    /// An element stands in another.
    Nested(String, String),
    /// The attribute that the element demands is missing.
    Missing(String, &'static str),
    /// A link, or words to be stressed, without words.
    Empty(String),
}

/// The inside of an element as text: what can be read again by `read`. With the elements in it, in order.
pub(crate) fn written<'a, 'input>(node: Node<'a, 'input>) -> (String, Vec<Node<'a, 'input>>) {
    let (mut text, mut parts) = (String::new(), Vec::new());
    for child in node.children() {
        if child.is_text() {
            text.push_str(&escape(child.text().unwrap_or_default()));
            continue;
        }
        // What is unknown has been reported; its words stay.
        let name = child.tag_name().name();
        let Some((name, attribute, _)) = ELEMENTS.iter().find(|(known, _, _)| child.is_element() && *known == name) else { continue };
        let words: String = child.descendants().filter(Node::is_text).filter_map(|words| words.text()).collect();
        let value = child.attribute(*attribute).map(|value| format!(" {attribute}=\"{}\"", escape(value))).unwrap_or_default();
        text.push_str(&format!("<{name}{value}>{}</{name}>", escape(&words)));
        parts.push(child);
    }
    (text, parts)
}

/// Plain text as `read` reads it.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The words of a text with markup; of one without, the text.
pub(crate) fn words(text: &str) -> String {
    read(text).runs.iter().map(|run| run.words.as_str()).collect()
}

/// Reads a text.
pub(crate) fn read(text: &str) -> Marked {
    let whole = ["<text>", &lenient(text), "</text>"].concat();
    let mut marked = Marked::default();
    match Document::parse(&whole) {
        Ok(document) => document.root_element().children().for_each(|child| marked.child(child)),
        Err(error) => {
            marked.faults.push((0, Fault::Malformed(error.to_string())));
            marked.add(Style::Plain, text.to_owned(), String::new(), None);
        }
    }
    marked
}

impl Marked {
    fn child(&mut self, child: Node<'_, '_>) {
        if let Some(words) = child.text().filter(|_| child.is_text()) {
            return self.add(Style::Plain, words.to_owned(), String::new(), None);
        }
        if !child.is_element() {
            return;
        }
        let number = self.elements.iter().flatten().max().map_or(0, |last| last + 1);
        let name = child.tag_name().name();
        let words: String = child.descendants().filter(Node::is_text).filter_map(|words| words.text()).collect();
        if let Some(inner) = child.children().find(Node::is_element) {
            self.faults.push((number, Fault::Nested(name.to_owned(), inner.tag_name().name().to_owned())));
        }
        let Some((_, attribute, style)) = ELEMENTS.iter().find(|(known, _, _)| *known == name) else {
            self.faults.push((number, Fault::Unknown(name.to_owned())));
            return self.add(Style::Plain, words, String::new(), Some(number));
        };
        let about = child.attribute(*attribute).unwrap_or_default().trim();
        if about.is_empty() && !attribute.is_empty() {
            self.faults.push((number, Fault::Missing(name.to_owned(), attribute)));
        }
        if words.trim().is_empty() {
            self.faults.push((number, Fault::Empty(name.to_owned())));
        }
        self.add(*style, words, about.to_owned(), Some(number));
    }

    fn add(&mut self, style: Style, words: String, about: String, element: Option<usize>) {
        self.runs.push(Run { style, words, about });
        self.elements.push(element);
    }
}

/// In files of texts `&` and `<` are letters like others unless they begin something: translators write "A & B".
fn lenient(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        let rest = text.get(at + letter.len_utf8()..).unwrap_or("");
        let begins = match letter {
            '&' => rest.split_once(';').is_some_and(|(name, _)| {
                matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") || name.strip_prefix('#').is_some_and(|number| number.len() < 8)
            }),
            '<' => rest.starts_with(|next: char| next.is_ascii_alphabetic() || next == '/'),
            _ => true,
        };
        match letter {
            '&' if !begins => out.push_str("&amp;"),
            '<' if !begins => out.push_str("&lt;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(text: &str) -> Vec<(Style, String, String)> {
        read(text).runs.into_iter().map(|run| (run.style, run.words, run.about)).collect()
    }

    #[test]
    fn markup_becomes_runs_and_letters_stay_letters() {
        let found = runs("A & B < C: <strong>bis 3&nbsp;m</strong>".replace("&nbsp;", " ").as_str());
        assert_eq!(found, [(Style::Plain, "A & B < C: ".into(), String::new()), (Style::Strong, "bis 3 m".into(), String::new())]);
        let found = runs(r##"<a href="https://a.example/?b&amp;c">Amt</a>, <abbr title="Bürgerliches Gesetzbuch">BGB</abbr>"##);
        assert_eq!(found[0], (Style::Link, "Amt".into(), "https://a.example/?b&c".into()));
        assert_eq!(found[2], (Style::Abbreviation, "BGB".into(), "Bürgerliches Gesetzbuch".into()));
        assert_eq!(words("<em>a</em> &lt;b&gt; &"), "a <b> &");
    }

    #[test]
    fn what_is_wrong_is_said_and_the_words_stay() {
        let faults = |text: &str| read(text).faults.into_iter().map(|(_, fault)| fault).collect::<Vec<_>>();
        assert!(matches!(faults("<strong>a").as_slice(), [Fault::Malformed(_)]));
        assert_eq!(faults("<b>a</b>"), [Fault::Unknown("b".into())]);
        assert_eq!(faults("<em><strong>a</strong></em>"), [Fault::Nested("em".into(), "strong".into())]);
        assert_eq!(faults("<a>a</a>"), [Fault::Missing("a".into(), "href")]);
        assert_eq!(faults("<em> </em>"), [Fault::Empty("em".into())]);
        assert_eq!(words("<b>a</b>"), "a");
        assert!(faults("<!DOCTYPE x>").len() <= 1);
    }
}

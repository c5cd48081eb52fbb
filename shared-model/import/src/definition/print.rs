//! A definition as XML: indented, short things on one line, comments where something should be known.

use super::model::*;

/// The namespace of the language.
const NAMESPACE: &str = vordruck_form::definition::xml::NAMESPACE;
/// A field with only a label stands on one line if it fits.
const WIDEST: usize = 150;
/// Comments are broken at this width.
const COMMENT: usize = 120;

/// The whole file.
pub(crate) fn print(definition: &Definition) -> String {
    let mut printer = Printer { text: String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"), depth: 0 };
    printer.comment(&definition.remarks);
    let attribute = |name: &'static str, value: &str| (name, value.to_owned());
    let mut attributes = vec![attribute("xmlns", NAMESPACE), attribute("id", &definition.id), attribute("version", &definition.version)];
    attributes.extend(definition.kind.iter().map(|kind| attribute("kind", kind)));
    printer.open("process", &attributes);
    printer.words("title", &definition.title);
    if !definition.start.is_empty() {
        printer.gap();
        printer.open("start", &[]);
        definition.start.iter().for_each(|(element, text)| printer.words(element, text));
        printer.close("start");
    }
    if !definition.code_lists.is_empty() {
        printer.gap();
    }
    definition.code_lists.iter().for_each(|list| printer.code_list(list));
    definition.pages.iter().for_each(|page| printer.page(page));
    printer.gap();
    printer.line("<handover><postbox/></handover>");
    printer.line("<retention draft=\"P30D\" postbox=\"P90D\"/>");
    printer.close("process");
    printer.text
}

struct Printer {
    text: String,
    depth: usize,
}

impl Printer {
    fn code_list(&mut self, list: &CodeList) {
        self.comment(&list.remarks);
        let mut attributes = vec![("id", list.id.clone())];
        attributes.extend(list.urn.iter().map(|urn| ("urn", urn.clone())));
        attributes.extend(list.is_parameter.then(|| ("parameter", "true".to_owned())));
        self.open("code-list", &attributes);
        for entry in &list.entries {
            let hint = entry.hint.as_ref().map(|hint| format!("<hint>{}</hint>", content(hint))).unwrap_or_default();
            self.line(&format!("<entry code=\"{}\"><label>{}</label>{hint}</entry>", entry.code, content(&entry.label)));
        }
        self.close("code-list");
    }

    fn page(&mut self, page: &Page) {
        self.gap();
        self.comment(&page.remarks);
        let mut attributes = vec![("id", page.id.clone())];
        attributes.extend(page.visible.iter().map(|visible| ("visible", visible.clone())));
        self.open("page", &attributes);
        self.words("title", &page.title);
        page.intro.iter().for_each(|intro| self.words("intro", intro));
        page.parts.iter().for_each(|part| self.part(part));
        self.close("page");
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Remark(remarks) => self.comment(remarks),
            Part::Field(field) => self.field(field),
            Part::Note(note) => {
                self.comment(&note.remarks);
                self.open("note", &note.attributes);
                note.paragraphs.iter().for_each(|paragraph| self.words("p", paragraph));
                self.close("note");
            }
            Part::Group(group) => {
                self.comment(&group.remarks);
                self.open(group.element, &group.attributes);
                group.texts.iter().for_each(|(element, text)| self.words(element, text));
                group.parts.iter().for_each(|part| self.part(part));
                self.close(group.element);
            }
        }
    }

    fn field(&mut self, field: &Field) {
        self.comment(&field.remarks);
        let head = tag("field", &field.attributes);
        let short = format!("<{head}><label>{}</label></field>", content(&field.label));
        if field.hint.is_none() && field.help.is_none() && short.chars().count() <= WIDEST {
            return self.line(&short);
        }
        self.open("field", &field.attributes);
        self.words("label", &field.label);
        field.hint.iter().for_each(|hint| self.words("hint", hint));
        field.help.iter().for_each(|help| self.words("help", help));
        self.close("field");
    }

    fn words(&mut self, element: &str, text: &str) {
        self.line(&format!("<{element}>{}</{element}>", content(text)));
    }

    fn open(&mut self, element: &str, attributes: &[(&'static str, String)]) {
        self.line(&format!("<{}>", tag(element, attributes)));
        self.depth += 1;
    }

    fn close(&mut self, element: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.line(&format!("</{element}>"));
    }

    fn gap(&mut self) {
        self.text.push('\n');
    }

    fn line(&mut self, line: &str) {
        self.text.extend(std::iter::repeat_n("  ", self.depth));
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// A comment, one remark a line, long ones broken between words.
    fn comment(&mut self, remarks: &[String]) {
        let mut lines: Vec<String> = Vec::new();
        for remark in remarks {
            let mut line = String::new();
            for word in harmless(remark).split_whitespace() {
                if !line.is_empty() && line.chars().count() + word.chars().count() >= COMMENT {
                    lines.push(std::mem::replace(&mut line, String::from("  ")));
                }
                if !line.is_empty() && !line.ends_with(' ') {
                    line.push(' ');
                }
                line.push_str(word);
            }
            lines.push(line);
        }
        let Some((first, rest)) = lines.split_first() else { return };
        let mut comment = format!("<!-- {first}");
        for line in rest {
            comment.push('\n');
            comment.extend(std::iter::repeat_n("  ", self.depth));
            comment.push_str("     ");
            comment.push_str(line);
        }
        comment.push_str(" -->");
        self.line(&comment);
    }
}

fn tag(element: &str, attributes: &[(&'static str, String)]) -> String {
    let mut tag = element.to_owned();
    for (name, value) in attributes {
        let quote = if value.contains('"') && !value.contains('\'') { '\'' } else { '"' };
        tag.push(' ');
        tag.push_str(name);
        tag.push('=');
        tag.push(quote);
        for letter in value.chars().filter(|letter| is_xml(*letter)) {
            match letter {
                '&' => tag.push_str("&amp;"),
                '<' => tag.push_str("&lt;"),
                '"' if quote == '"' => tag.push_str("&quot;"),
                '\n' | '\r' | '\t' => tag.push(' '),
                other => tag.push(other),
            }
        }
        tag.push(quote);
    }
    tag
}

fn content(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars().filter(|letter| is_xml(*letter)) {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\r' => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

/// A comment must not contain `--` nor end with `-`.
fn harmless(text: &str) -> String {
    let mut harmless = String::with_capacity(text.len());
    for letter in text.chars().filter(|letter| is_xml(*letter)) {
        if letter == '-' && harmless.ends_with('-') {
            harmless.push(' ');
        }
        harmless.push(letter);
    }
    harmless
}

/// Characters that XML 1.0 allows (§ 2.2).
fn is_xml(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_written_stays_where_it_was_put() {
        let field = Field {
            remarks: vec!["a -- b --> c-".to_owned(), "wort ".repeat(60)],
            attributes: vec![("id", "a".to_owned()), ("visible", "b = \"x\" and c < 1".to_owned())],
            label: "A & B <c>\u{1}".to_owned(),
            hint: None,
            help: None,
        };
        let page = Page { id: "p".to_owned(), title: "P".to_owned(), parts: vec![Part::Field(field)], ..Page::default() };
        let definition = Definition { id: "d".to_owned(), version: "1.0.0".to_owned(), pages: vec![page], ..Definition::default() };
        let text = print(&definition);
        assert!(text.contains("<!-- a - - b - -> c-\n"), "{text}");
        assert!(text.contains("<field id=\"a\" visible='b = \"x\" and c &lt; 1'><label>A &amp; B &lt;c&gt;</label></field>"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() < 140), "{text}");
        assert!(roxmltree::Document::parse(&text).is_ok(), "{text}");
    }
}

//! What a paper has to say. In: answers, cover. Out: its texts in reading order, and what stands on every page beside them.

use vordruck_document::Cover;
use vordruck_form::export::reading;
use vordruck_form::validate::ValidatedAnswers;

/// What every page has: the line at its foot, and the column headings again where a table goes on.
pub(crate) struct Furniture {
    pub(crate) running: String,
    /// „Seite“, „von“.
    pub(crate) page: [&'static str; 2],
    /// Column headings, without space.
    pub(crate) columns: &'static str,
}

impl Furniture {
    /// A page's text without it. Fails where the foot is missing.
    pub(crate) fn remove(&self, page: &str, number: usize, of: usize) -> String {
        let foot = closed_up(&format!("{} · {} {number} {} {of}", self.running, self.page[0], self.page[1]));
        let rest = page.strip_suffix(&foot).unwrap_or_else(|| panic!("page {number} does not end with {foot}:\n{page}"));
        // A table never begins a page: its heading does. So these are repeated ones.
        let rest = if number > 1 { rest.strip_prefix(self.columns).unwrap_or(rest) } else { rest };
        rest.to_owned()
    }
}

/// Texts and furniture of an application's paper.
pub(crate) fn paper(answers: &ValidatedAnswers, cover: &Cover, facts: &[(&str, &str)]) -> (Vec<String>, Furniture) {
    let form = answers.state().form();
    let position = cover.language.unwrap_or_default();
    let is_english = form.languages[position] == "en";
    let (question, answer) = if is_english { ("Question", "Answer") } else { ("Frage", "Antwort") };
    let title = form.title.in_language(position).to_owned();
    let version = match cover.form_hash.get(..16) {
        Some(hash) => format!("{} ({hash})", form.version),
        None => form.version.clone(),
    };
    let mut texts = vec![title.clone(), form.tenant.name.clone()];
    for (label, fact) in facts {
        texts.extend([(*label).to_owned(), (*fact).to_owned()]);
    }
    texts.extend([if is_english { "Form" } else { "Formular" }.to_owned(), version]);
    for section in reading::sections(answers.state(), position) {
        texts.push(section.title);
        let mut is_in_table = false;
        for row in section.rows {
            is_in_table &= row.group.is_none();
            texts.extend(row.group);
            if !is_in_table {
                texts.extend([question.to_owned(), answer.to_owned()]);
            }
            is_in_table = true;
            texts.push(row.label);
            texts.extend(row.lines);
        }
    }
    let reference = facts.iter().find(|(label, _)| *label == "Vorgangsnummer").map(|(_, reference)| format!(" · {reference}"));
    let running = format!("{title}{}", reference.unwrap_or_default());
    let (page, columns) = if is_english { (["Page", "of"], "QuestionAnswer") } else { (["Seite", "von"], "FrageAntwort") };
    (texts, Furniture { running, page, columns })
}

/// Without any space: where lines break and where poppler guesses a space is no matter.
pub(crate) fn closed_up(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

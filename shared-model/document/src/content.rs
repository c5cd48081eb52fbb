//! What stands on the paper, as headings and tables. In: validated answers and a cover. Out: `Content`. Knows no points and no
//! fonts.

use crate::words::{self, PaperWords};
use vordruck_form::export::{self, reading};
use vordruck_form::feel::temporal::parse_date_time;
use vordruck_form::validate::ValidatedAnswers;

/// What the paper says beside the answers.
#[derive(Debug, Clone, Default)]
pub struct Cover {
    /// Position of the paper's language among the form's; none: the one the applicant read.
    pub language: Option<usize>,
    /// hex64 of the compiled form, printed so that a copy can be told from another version's.
    pub form_hash: String,
    /// Whose copy it is.
    pub stamp: Stamp,
    /// Files embedded in the paper (PDF/A-3), e.g. the answers as JSON.
    pub enclosures: Vec<Enclosure>,
}

/// Whose copy it is, with its date and time, `YYYY-MM-DDThh:mm:ss`, local.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Stamp {
    /// No stamp: a draft of the paper.
    #[default]
    None,
    /// The applicant's own copy, made in the browser.
    Applicant {
        /// When it was made.
        made_at: String,
    },
    /// The authority's paper, with the entry stamp.
    Authority {
        /// Reference number.
        reference: String,
        /// When the application was received.
        received_at: String,
    },
}

/// A file inside the paper.
#[derive(Debug, Clone)]
pub struct Enclosure {
    /// File name.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// What it is, for people.
    pub description: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// A list on paper, in German: somebody or something a row, with lines about it.
#[derive(Debug, Clone)]
pub struct List {
    /// Its title.
    pub title: String,
    /// Whose list it is.
    pub authority: String,
    /// When it was made, `YYYY-MM-DDThh:mm:ss`, local.
    pub made_at: String,
    /// Headings of the two columns.
    pub columns: [&'static str; 2],
    /// The rows.
    pub rows: Vec<ListRow>,
}

/// A row of a list.
#[derive(Debug, Clone)]
pub struct ListRow {
    /// Who or what.
    pub head: String,
    /// What there is to say, a line each.
    pub lines: Vec<String>,
}

/// Everything on the paper, in reading order.
pub(crate) struct Content {
    pub(crate) language: String,
    pub(crate) title: String,
    pub(crate) authority: String,
    /// When it was made or received.
    pub(crate) moment: String,
    pub(crate) running: String,
    pub(crate) words: PaperWords,
    pub(crate) blocks: Vec<Block>,
    pub(crate) enclosures: Vec<Enclosure>,
}

/// One piece of the paper.
pub(crate) enum Block {
    /// Level 1 to 3.
    Heading { level: u16, text: String },
    /// A paragraph.
    Paragraph { text: String },
    /// Questions with answers; `is_headed`: with a row of column headings, repeated on every page.
    Table { is_headed: bool, rows: Vec<TableRow> },
}

/// A question with its answer.
pub(crate) struct TableRow {
    pub(crate) question: String,
    /// A line each.
    pub(crate) answer: Vec<String>,
}

pub(crate) fn of_application(answers: &ValidatedAnswers, cover: &Cover) -> Content {
    let form = answers.state().form();
    let position = cover.language.unwrap_or(answers.language());
    let language = form.languages.get(position).map_or("de", String::as_str).to_owned();
    let words = words::in_language(&language);
    let title = form.title.in_language(position).to_owned();
    let mut facts = Vec::new();
    let (moment, reference) = match &cover.stamp {
        Stamp::None => (String::new(), None),
        Stamp::Applicant { made_at } => {
            facts.push(fact(words.made, &readable_moment(made_at, &language)));
            (made_at.clone(), None)
        }
        Stamp::Authority { reference, received_at } => {
            facts.push(fact(words.reference, reference));
            facts.push(fact(words.received, &readable_moment(received_at, &language)));
            (received_at.clone(), Some(reference.clone()))
        }
    };
    facts.push(fact(words.form, &form_name(&form.version, &cover.form_hash)));

    let mut blocks = vec![
        Block::Heading { level: 1, text: title.clone() },
        Block::Paragraph { text: form.tenant.name.clone() },
        Block::Table { is_headed: false, rows: facts },
    ];
    for section in reading::sections(answers.state(), position) {
        blocks.push(Block::Heading { level: 2, text: section.title });
        let mut rows = Vec::new();
        for row in section.rows {
            if let Some(group) = row.group {
                finish_table(&mut blocks, &mut rows);
                blocks.push(Block::Heading { level: 3, text: group });
            }
            rows.push(TableRow { question: row.label, answer: row.lines });
        }
        finish_table(&mut blocks, &mut rows);
    }
    let running = reference.map_or_else(|| title.clone(), |reference| format!("{title} · {reference}"));
    Content { language, title, authority: form.tenant.name.clone(), moment, running, words, blocks, enclosures: cover.enclosures.clone() }
}

pub(crate) fn of_list(list: &List) -> Content {
    let language = "de".to_owned();
    let [question, answer] = list.columns;
    let words = PaperWords { question, answer, ..words::in_language(&language) };
    let made = readable_moment(&list.made_at, &language);
    let mut blocks = vec![
        Block::Heading { level: 1, text: list.title.clone() },
        Block::Paragraph { text: list.authority.clone() },
        Block::Paragraph { text: made.clone() },
    ];
    let mut rows = list.rows.iter().map(|row| TableRow { question: row.head.clone(), answer: row.lines.clone() }).collect();
    finish_table(&mut blocks, &mut rows);
    Content {
        running: format!("{} · {} · {made}", list.title, list.authority),
        language,
        title: list.title.clone(),
        authority: list.authority.clone(),
        moment: list.made_at.clone(),
        words,
        blocks,
        enclosures: Vec::new(),
    }
}

fn fact(question: &str, answer: &str) -> TableRow {
    TableRow { question: question.to_owned(), answer: vec![answer.to_owned()] }
}

fn form_name(version: &str, hash: &str) -> String {
    let short: String = hash.chars().take(16).collect();
    if short.is_empty() { version.to_owned() } else { format!("{version} ({short})") }
}

fn finish_table(blocks: &mut Vec<Block>, rows: &mut Vec<TableRow>) {
    if !rows.is_empty() {
        blocks.push(Block::Table { is_headed: true, rows: std::mem::take(rows) });
    }
}

/// `2026-11-22T08:05:00` as people of a language write it; what is not of that form is left as it is.
fn readable_moment(moment: &str, language: &str) -> String {
    parse_date_time(moment).map_or_else(|| moment.to_owned(), |at| export::moment(language, at))
}

//! The paper of every process that ships, filled in by its scenarios, as poppler reads it: the answers in their order, and nothing else but what every
//! paper has. In: the processes' folders. Out: failures; and the papers in target/pdf/processes, which veraPDF reads in `.ci/steps/conformance`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

mod expected;
mod filled;
mod poppler;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use filled::Application;
use vordruck_document::{Cover, Enclosure, Fonts, List, ListRow, Stamp, render, render_list};
use vordruck_form::export::{Keys, json, xml};
use vordruck_form::validate::ValidatedAnswers;

const RECEIVED: &str = "2026-11-22T08:05:00";
const READABLE: &str = "22.11.2026, 08:05 Uhr";
const REFERENCE: &str = "VD-7K3M9-QX2AB";

#[test]
fn the_clerks_paper_of_every_process_says_the_answers_and_nothing_else() {
    let fonts = fonts();
    let mut processes = std::collections::BTreeSet::new();
    for (number, application) in filled::applications().iter().enumerate() {
        let cover = Cover {
            language: Some(0),
            stamp: Stamp::Authority { reference: REFERENCE.to_owned(), received_at: RECEIVED.to_owned() },
            enclosures: enclosures(&application.answers),
            ..Cover::default()
        };
        let facts = [("Vorgangsnummer", REFERENCE), ("Eingegangen am", READABLE)];
        check(application, &format!("{}-{number:03}-clerk", application.process), &cover, &fonts, &facts);
        processes.insert(application.process.clone());
    }
    assert_eq!(processes, filled::shipped(), "a process without a scenario that can be sent");
}

#[test]
fn the_applicants_copy_says_the_same_in_each_of_its_languages() {
    let fonts = fonts();
    let mut seen = std::collections::BTreeSet::new();
    for application in filled::applications() {
        let form = application.answers.state().form();
        for (position, language) in form.languages.iter().enumerate() {
            if !seen.insert((application.process.clone(), language.clone())) {
                continue;
            }
            let cover = Cover {
                language: Some(position),
                form_hash: "0123456789abcdef".repeat(4),
                stamp: Stamp::Applicant { made_at: RECEIVED.to_owned() },
                enclosures: Vec::new(),
            };
            let made = match language.as_str() {
                "en" => ("Copy made", "22 November 2026, 08:05"),
                "de-simple" => ("Gespeichert am", READABLE),
                _ => ("Kopie erstellt am", READABLE),
            };
            check(application, &format!("{}-{language}-applicant", application.process), &cover, &fonts, &[made]);
        }
    }
    assert!(seen.iter().any(|(_, language)| language == "en"), "no process in another language");
}

#[test]
fn the_list_of_users_says_who_may_what_over_several_pages() {
    let rows: Vec<ListRow> = (1..=40)
        .map(|number| ListRow {
            head: format!("Łucja Müller-Ğ{number} (l.mueller{number})"),
            lines: vec!["Berechtigt für: alle Dienste".to_owned(), format!("Zuletzt angemeldet: {number}")],
        })
        .collect();
    let list = List {
        title: "Berechtigte Personen im Postkorb".to_owned(),
        authority: "Stadt Musterstadt".to_owned(),
        made_at: RECEIVED.to_owned(),
        columns: ["Person", "Berechtigungen"],
        rows: rows.clone(),
    };
    let file = write("users", &render_list(&list, &fonts()).unwrap());
    let mut texts = vec![list.title.clone(), list.authority.clone(), READABLE.to_owned(), "Person".to_owned(), "Berechtigungen".to_owned()];
    for row in rows {
        texts.push(row.head);
        texts.extend(row.lines);
    }
    let running = format!("{} · {} · {READABLE}", list.title, list.authority);
    compare("users", &file, &texts, &expected::Furniture { running, page: ["Seite", "von"], columns: "PersonBerechtigungen" });
}

/// Writes a paper and holds what poppler reads against the answers.
fn check(application: &Application, name: &str, cover: &Cover, fonts: &Fonts, facts: &[(&str, &str)]) {
    let pdf = render(&application.answers, cover, fonts).unwrap_or_else(|fault| panic!("{}: {fault}", application.scenario));
    let file = write(name, &pdf);
    let (texts, furniture) = expected::paper(&application.answers, cover, facts);
    compare(&format!("{name} ({})", application.scenario), &file, &texts, &furniture);
    let all = expected::closed_up(&texts.concat());
    for typed in filled::typed(&application.answers) {
        assert!(all.contains(&expected::closed_up(&typed)), "{name}: what was typed is not on the paper: {typed}");
    }
}

/// What stands in the structure, which screen readers follow, is the answers; what is seen is the answers and the furniture of the pages.
fn compare(name: &str, file: &Path, texts: &[String], furniture: &expected::Furniture) {
    let wanted = expected::closed_up(&texts.concat());
    assert_same(&format!("{name}: structure"), &expected::closed_up(&poppler::structure(file).concat()), &wanted);
    let mut seen = String::new();
    let pages = poppler::pages(file);
    for (number, page) in (1..).zip(&pages) {
        seen.push_str(&furniture.remove(&expected::closed_up(page), number, pages.len()));
    }
    assert_same(&format!("{name}: page"), &seen, &wanted);
}

fn assert_same(name: &str, came: &str, wanted: &str) {
    if came != wanted {
        let same = came.chars().zip(wanted.chars()).take_while(|(a, b)| a == b).count();
        let around = |text: &str| text.chars().skip(same.saturating_sub(40)).take(120).collect::<String>();
        panic!("{name}:\nread:   …{}\nwanted: …{}", around(came), around(wanted));
    }
}

fn enclosures(answers: &ValidatedAnswers) -> Vec<Enclosure> {
    let enclosure = |name: &str, media_type: &str, bytes: String| Enclosure {
        name: name.to_owned(),
        media_type: media_type.to_owned(),
        description: "Die Angaben".to_owned(),
        bytes: bytes.into_bytes(),
    };
    vec![
        enclosure("antrag.json", "application/json", json::to_text(answers, Keys::Names).unwrap()),
        enclosure("antrag.xml", "application/xml", xml::to_text(answers, Keys::Names).unwrap()),
    ]
}

fn write(name: &str, pdf: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/pdf/processes");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join(format!("{name}.pdf"));
    std::fs::write(&file, pdf).unwrap();
    file
}

fn fonts() -> Fonts {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../style/dist/document");
    let read = |name: &str| {
        let file = folder.join(name);
        Arc::new(
            std::fs::read(&file).unwrap_or_else(|fault| panic!("{}: {fault}. Run `make setup`, which makes the fonts.", file.display())),
        )
    };
    Fonts { files: ["noto-sans-400.ttf", "noto-sans-600.ttf", "symbols-400.ttf", "symbols-600.ttf"].map(read).to_vec() }
}

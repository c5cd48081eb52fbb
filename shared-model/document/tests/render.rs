//! The paper as others read it: poppler extracts the text, and the bytes say what they conform to. veraPDF reads the same files in
//! `make test`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use vordruck_document::{Cover, Enclosure, Fonts, Stamp, render};
use vordruck_form::answers::{AnswerPath, Answers, RawAnswer};
use vordruck_form::compiled::*;
use vordruck_form::journey::{FormState, Moment};
use vordruck_form::validate::{ReceivedAnswers, ValidatedAnswers};

#[test]
fn the_paper_reads_as_the_answers_do() {
    let names = ["Müller-Łukasz", "O’Neil", "M̂x Ǧäßler", "Ştefăniță Žižek"];
    let pdf = render(&validated(&names, "Eine Zeile.\nNoch eine."), &cover(), &fonts()).unwrap();
    let text = text_of(&pdf, "names");
    for name in names {
        // Poppler guesses a space after a letter with a combining mark; the space is neither in the text nor in the tags.
        assert!(closed_up(&text).contains(&closed_up(name)), "{name} is not in the text:\n{text}");
    }
    for expected in ["Prüfformular", "Musteramt", "MUST-7K3M-9QX2", "22.11.2026, 08:05 Uhr", "Frage 1", "Seite 1 von 1"] {
        assert!(text.contains(expected), "{expected} is not in the text:\n{text}");
    }
}

#[test]
fn a_long_answer_goes_on_over_pages_and_loses_no_word() {
    let words: Vec<String> = (0..1800).map(|number| format!("wort{number}")).collect();
    let pdf = render(&validated(&["A"], &words.join(" ")), &cover(), &fonts()).unwrap();
    let text = text_of(&pdf, "long");
    let read: Vec<&str> = text.split_whitespace().filter(|word| word.starts_with("wort")).collect();
    assert_eq!(read, words.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(text.contains("Seite 3 von"), "the answer should need three pages");
}

#[test]
fn it_says_that_it_conforms_and_holds_the_enclosure() {
    let pdf = render(&validated(&["A"], "B"), &cover(), &fonts()).unwrap();
    let raw = String::from_utf8_lossy(&pdf);
    assert!(raw.contains("pdfuaid") && raw.contains("pdfaid"), "XMP names neither PDF/UA nor PDF/A");
    let folder = folder();
    let file = folder.join("enclosed.pdf");
    std::fs::write(&file, &pdf).unwrap();
    let listed = run(Command::new("pdfdetach").arg("-list").arg(&file));
    assert!(listed.contains("antrag.json"), "{listed}");
}

#[test]
fn the_same_answers_give_the_same_bytes() {
    let answers = validated(&["Ä"], "B");
    assert_eq!(render(&answers, &cover(), &fonts()).unwrap(), render(&answers, &cover(), &fonts()).unwrap());
}

#[test]
fn what_no_font_has_is_named_instead_of_lost_or_refused() {
    let pdf =
        render(&validated(&["A"], "Spalte\tZelle"), &cover_with_reference("Foto\u{2003}\u{2028}\u{1F600} \u{635}\u{648}.png"), &fonts())
            .unwrap();
    let text = text_of(&pdf, "missing");
    assert!(text.split_whitespace().collect::<Vec<_>>().join(" ").contains("Spalte Zelle"), "{text}");
    assert!(closed_up(&text).contains("Foto[U+1F600][U+0635][U+0648].png"), "{text}");
}

fn validated(names: &[&str], remark: &str) -> ValidatedAnswers {
    let form = Arc::new(form(names.len()));
    let mut answers = Answers::default();
    for (number, name) in names.iter().enumerate() {
        answers.set(AnswerPath::of(&format!("name_{number}")), RawAnswer::Text((*name).to_owned()));
    }
    answers.set(AnswerPath::of("remark"), RawAnswer::Text(remark.to_owned()));
    let moment = Moment { local: "2026-11-22T08:05:00".parse().unwrap() };
    let state = FormState::new(Arc::clone(&form), answers, moment);
    let received = ReceivedAnswers::from_state(&state, &"0".repeat(64), "de");
    received.validate(&form, moment).unwrap_or_else(|fault| panic!("{fault:?}"))
}

fn form(names: usize) -> CompiledForm {
    let text = |words: &str| Text(vec![words.to_owned()]);
    let field = |id: String, label: String, kind| Field {
        id,
        fim_id: None,
        label: text(&label),
        hint: None,
        help: None,
        kind,
        required: Condition::Never,
        visible: None,
        value: None,
        autocomplete: None,
        offer: None,
        page: PageIndex(0),
        groups: Vec::new(),
    };
    let mut fields: Vec<Field> = (0..names)
        .map(|number| field(format!("name_{number}"), format!("Frage {number}"), FieldType::PersonName { max_length: Some(120) }))
        .collect();
    fields.push(field("remark".to_owned(), "Bemerkung".to_owned(), FieldType::MultiLine { min_length: None, max_length: Some(20_000) }));
    let items = (0..).take(fields.len()).map(|index| Item::Field(FieldIndex(index))).collect();
    CompiledForm {
        id: "pruefung".to_owned(),
        version: "1.0.0".to_owned(),
        leika_key: None,
        tenant: TenantBinding {
            id: "muster".to_owned(),
            name: "Musteramt".to_owned(),
            root_fingerprint: "0".repeat(64),
            least_sequence: 1,
        },
        languages: vec!["de".to_owned()],
        title: text("Prüfformular"),
        start: StartTexts::default(),
        pages: vec![Page { id: "p".to_owned(), title: text("Angaben"), intro: Vec::new(), visible: None, items }],
        fields,
        groups: Vec::new(),
        rules: Vec::new(),
        code_lists: Vec::new(),
        parameters: Vec::new(),
        fee: None,
        retention: Retention { draft_days: 30, postbox_days: 90 },
        opening: None,
        assurance: Assurance::None,
        kind: SubmissionKind::Application,
        words: Words { yes: text("Ja"), no: text("Nein"), not_answered: text("Keine Angabe"), unknown: text("unbekannt") },
    }
}

fn cover() -> Cover {
    cover_with_reference("MUST-7K3M-9QX2")
}

fn cover_with_reference(reference: &str) -> Cover {
    Cover {
        language: None,
        form_hash: "a".repeat(64),
        stamp: Stamp::Authority { reference: reference.to_owned(), received_at: "2026-11-22T08:05:00".to_owned() },
        enclosures: vec![Enclosure {
            name: "antrag.json".to_owned(),
            media_type: "application/json".to_owned(),
            description: "Angaben".to_owned(),
            bytes: b"{}".to_vec(),
        }],
    }
}

fn fonts() -> Fonts {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../style/dist/document");
    let files = ["noto-sans-400.ttf", "noto-sans-600.ttf", "symbols-400.ttf", "symbols-600.ttf"].map(|name| {
        let file = folder.join(name);
        Arc::new(
            std::fs::read(&file).unwrap_or_else(|fault| panic!("{}: {fault}. Run `make setup`, which makes the fonts.", file.display())),
        )
    });
    Fonts { files: files.to_vec() }
}

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("papers");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn text_of(pdf: &[u8], name: &str) -> String {
    let file = folder().join(format!("{name}.pdf"));
    std::fs::write(&file, pdf).unwrap();
    run(Command::new("pdftotext").args(["-layout", "-enc", "UTF-8"]).arg(&file).arg("-"))
}

fn closed_up(text: &str) -> String {
    text.split_whitespace().collect()
}

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|fault| panic!("{command:?}: {fault}. Install poppler-utils."));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

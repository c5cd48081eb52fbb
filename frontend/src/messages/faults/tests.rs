//! Every fault has words that name the question, say what is wrong and what to do, in every language.

use super::*;

fn faults() -> Vec<Fault> {
    let text = || "x".to_owned();
    vec![
        Fault::Missing,
        Fault::NotAgreed,
        Fault::TooShort { least: 3 },
        Fault::TooLong { most: 5, by: 2 },
        Fault::CharacterNotAllowed { character: '☃' },
        Fault::NotANumber,
        Fault::NotAWholeNumber,
        Fault::TooManyDecimals { scale: 2 },
        Fault::TooSmall { least: "12.50".to_owned() },
        Fault::TooLarge { most: "99".to_owned() },
        Fault::DateIncomplete { day: true, month: false, year: false },
        Fault::DateIncomplete { day: false, month: true, year: false },
        Fault::DateIncomplete { day: false, month: false, year: true },
        Fault::DateIncomplete { day: true, month: true, year: false },
        Fault::NoSuchDate,
        Fault::YearNotFourDigits,
        Fault::DayWithoutMonth,
        Fault::TooEarly { earliest: "2026-11-22".to_owned() },
        Fault::TooLate { latest: "2027-02-22".to_owned() },
        Fault::InFuture,
        Fault::UnknownOption,
        Fault::TooFewChosen { least: 1 },
        Fault::TooManyChosen { most: 3 },
        Fault::NotAnEmail,
        Fault::NotAPhoneNumber,
        Fault::NotAnIban,
        Fault::IbanLength { expected: 22 },
        Fault::IbanCheckDigits,
        Fault::NotAPostalCode,
        Fault::NotANumberPlate,
        Fault::FileKind { name: text(), accepted: vec![FileKind::Pdf, FileKind::Jpeg] },
        Fault::FileTooLarge { name: text(), most_bytes: 10_000_000 },
        Fault::FileEmpty { name: text() },
        Fault::TooManyFiles { most: 3 },
        Fault::WrongShape,
    ]
}

#[test]
fn every_fault_names_what_it_is_about_and_leaves_no_gap() {
    for lang in Lang::ALL {
        for case in faults() {
            let words = fault(lang, "Angabe-7", &FieldType::PostalCode, &case).unwrap_or_default();
            assert!(words.contains("Angabe-7") || words.contains('x'), "{case:?}: {words}");
            assert!(!words.contains('{') && !words.contains('}'), "{case:?}: {words}");
        }
    }
}

#[test]
fn every_fault_says_what_to_do_after_what_is_wrong() {
    for case in faults() {
        let words = fault(Lang::De, "Ort", &FieldType::YesNo, &case).unwrap_or_default();
        assert!(words.matches(['.', ':', '”', '“']).count() >= 2 && words.ends_with('.'), "{case:?}: {words}");
    }
}

#[test]
fn limits_are_written_as_in_the_language() {
    let small = Fault::TooSmall { least: "12.50".to_owned() };
    assert!(fault(Lang::De, "Betrag", &FieldType::YesNo, &small).unwrap_or_default().contains("12,50"));
    assert!(fault(Lang::En, "Amount", &FieldType::YesNo, &small).unwrap_or_default().contains("12.50"));
    let early = Fault::TooEarly { earliest: "2026-11-22".to_owned() };
    assert!(fault(Lang::De, "Beginn", &FieldType::YesNo, &early).unwrap_or_default().contains("22.11.2026"));
    assert!(fault(Lang::En, "Begin", &FieldType::YesNo, &early).unwrap_or_default().contains("22 November 2026"));
}

#[test]
fn rules_have_words_of_their_own() {
    assert_eq!(fault(Lang::De, "Beginn", &FieldType::YesNo, &Fault::Rule(0)), None);
}

#[test]
fn a_missing_answer_says_what_to_do_by_its_kind() {
    let words = |kind: &FieldType| fault(Lang::De, "Frage", kind, &Fault::Missing).unwrap_or_default();
    assert!(words(&FieldType::YesNo).contains("Wählen"));
    assert!(words(&FieldType::Iban).contains("füllen"));
    assert!(words(&FieldType::Date { min: None, max: None }).contains("Tag, Monat"));
}

#[test]
fn sizes_are_round_where_they_are() {
    assert_eq!(file_size(Lang::De, 10 * 1024 * 1024), "10 MB");
    assert_eq!(file_size(Lang::De, 2_340_000), "2,3 MB");
    assert_eq!(file_size(Lang::De, 12 * 1024 + 1), "13 KB");
    assert_eq!(file_size(Lang::En, 1), "1 bytes");
}

#[test]
fn a_refused_character_is_named_in_words_with_what_to_do() {
    let words = |character| fault(Lang::De, "Ort", &FieldType::YesNo, &Fault::CharacterNotAllowed { character }).unwrap_or_default();
    assert_eq!(words('☃'), "„Ort“ enthält das Zeichen „☃“, das hier nicht vorkommen darf. Entfernen oder ersetzen Sie es.");
    assert_eq!(words(' '), "„Ort“ enthält ein Leerzeichen, das hier nicht vorkommen darf. Entfernen oder ersetzen Sie es.");
    assert_eq!(words('\u{302}'), "„Ort“ enthält das Zeichen „◌\u{302}“, das hier nicht vorkommen darf. Entfernen oder ersetzen Sie es.");
    for unseen in ['\u{7}', '\u{FE0F}', '\u{E0061}'] {
        let said = words(unseen);
        assert!(said.contains("ein unsichtbares Zeichen") && said.contains("neu") && !said.contains("U+"), "{said}");
    }
    assert!(pin_fault(Lang::De, &PinFault::Symbol('ß')).starts_with("Das kommt in keiner PIN vor: das Zeichen „ß“."));
}

//! Every type of field through the front door: what was typed, what is sent, which fault.

use crate::build::*;
use vordruck_form::answers::RawAnswer;
use vordruck_form::compiled::*;
use vordruck_form::feel::Value;
use vordruck_form::validate::{Fault, normalise};

fn all_kinds() -> Vec<FieldType> {
    let options = CodeListIndex(0);
    vec![
        plain_text(),
        FieldType::MultiLine { min_length: None, max_length: None },
        FieldType::PersonName { max_length: None },
        FieldType::Integer { min: None, max: None },
        FieldType::Decimal { scale: 2, min: None, max: None },
        FieldType::Money { min: None, max: None },
        FieldType::Date { min: None, max: None },
        FieldType::PartialDate { not_in_future: true },
        FieldType::YesNo,
        FieldType::Consent,
        FieldType::Radios { options },
        FieldType::Select { options, searchable: false },
        FieldType::Checkboxes { options, min: 2, max: Some(2) },
        FieldType::Email,
        FieldType::Phone,
        FieldType::Iban,
        FieldType::PostalCode,
        FieldType::NumberPlate,
        FieldType::File { accept: vec![FileKind::Pdf], max_size_bytes: 10, max_count: 1 },
    ]
}

fn fault(kind: FieldType, raw: RawAnswer) -> Option<Fault> {
    answered(kind, raw).all_errors().into_iter().next().map(|error| error.fault)
}

#[test]
fn each_type_refuses_the_shapes_of_the_others() {
    let shapes = [
        typed("x"),
        RawAnswer::Choices(vec!["A".into()]),
        day("1", "1", "2020"),
        RawAnswer::Files(vec![file("a.pdf", "application/pdf", 1)]),
    ];
    for kind in all_kinds() {
        let refused = shapes.iter().filter(|raw| fault(kind.clone(), (*raw).clone()) == Some(Fault::WrongShape)).count();
        assert_eq!(refused, 3, "{kind:?}");
    }
}

#[test]
fn a_blank_answer_is_fine_where_none_is_demanded_and_missing_where_one_is() {
    for kind in all_kinds() {
        for blank in [typed(" \u{A0} "), RawAnswer::Choices(vec![]), day(" ", "", ""), RawAnswer::Files(vec![])] {
            let mut state = answered(kind.clone(), blank.clone());
            assert_eq!(state.all_errors(), [], "{kind:?}");
            let mut form = CompiledForm::clone(state.form());
            form.fields[0].required = Condition::Always;
            state = start(form);
            state.set(path("feld"), blank);
            let expected = if kind == FieldType::Consent { Fault::NotAgreed } else { Fault::Missing };
            assert_eq!(state.all_errors()[0].fault, expected, "{kind:?}");
        }
    }
}

/// What comes along when an answer is copied out of a table, a letter or an address book.
const COPIED_ALONG: [&str; 9] = ["\t", "\n", "\r\n", "\u{A0}", "\u{202F}", "\u{200B}", "\u{FEFF}", "\u{202A}", "\u{2028}"];

#[test]
fn what_comes_along_when_an_answer_is_copied_is_no_fault_of_any_type() {
    let identifier = |kind| FieldType::Identifier(kind);
    for (kind, value) in [
        (plain_text(), "Musterweg 5"),
        (FieldType::PersonName { max_length: None }, "Anna Muster"),
        (FieldType::Integer { min: None, max: None }, "1 234"),
        (FieldType::Decimal { scale: 2, min: None, max: None }, "1 234,5"),
        (FieldType::Money { min: None, max: None }, "12,50 €"),
        (FieldType::Time { min: None, max: None }, "14:30 Uhr"),
        (FieldType::Email, "erika@example.org"),
        (FieldType::Phone, "0641 306-1234"),
        (FieldType::Iban, "DE89 3704 0044 0532 0130 00"),
        (FieldType::PostalCode, "35390"),
        (FieldType::NumberPlate, "GI-AB 123"),
        (FieldType::Url, "https://www.example.org/a"),
        (identifier(Identifier::VatId), "DE 136695976"),
    ] {
        let form = answered(kind.clone(), typed(value));
        let plain = normalise(form.form(), &kind, &typed(value));
        assert_eq!(form.all_errors(), [], "{kind:?}");
        for along in COPIED_ALONG {
            // Around it; and in the place of its spaces, where it is one.
            let mut copies = vec![format!("{along}{value}{along}")];
            if along.chars().all(char::is_whitespace) {
                copies.push(value.replace(' ', along));
            }
            for copy in copies {
                assert_eq!(fault(kind.clone(), typed(&copy)), None, "{kind:?}: {copy:?}");
                assert_eq!(normalise(form.form(), &kind, &typed(&copy)), plain, "{kind:?}: {copy:?}");
            }
        }
    }
    for along in COPIED_ALONG {
        let part = |text: &str| format!("{along}{text}{along}");
        let date = || RawAnswer::Date { day: part("1"), month: part("2"), year: part("1980") };
        assert_eq!(fault(FieldType::Date { min: None, max: None }, date()), None, "{along:?}");
        assert_eq!(fault(FieldType::PartialDate { not_in_future: true }, date()), None, "{along:?}");
    }
}

#[test]
fn faults_name_what_is_wrong() {
    let text = |min_length, max_length, characters| FieldType::Text { min_length, max_length, characters };
    let partial = FieldType::PartialDate { not_in_future: true };
    let options = CodeListIndex(0);
    let cases = [
        (text(Some(3), None, Characters::Names), typed("ab"), Fault::TooShort { least: 3 }),
        (text(None, Some(3), Characters::Names), typed("abcd"), Fault::TooLong { most: 3, by: 1 }),
        (text(None, None, Characters::Digits), typed("12a"), Fault::CharacterNotAllowed { character: 'a' }),
        (text(None, None, Characters::Latin), typed("a\u{7}b"), Fault::CharacterNotAllowed { character: '\u{7}' }),
        (text(None, None, Characters::Digits), typed("12\t34"), Fault::CharacterNotAllowed { character: ' ' }),
        (FieldType::MultiLine { min_length: None, max_length: None }, typed("привет"), Fault::CharacterNotAllowed { character: 'п' }),
        (FieldType::PersonName { max_length: None }, typed("Anna 😀"), Fault::CharacterNotAllowed { character: '😀' }),
        (FieldType::Decimal { scale: 1, min: None, max: None }, typed("1,25"), Fault::TooManyDecimals { scale: 1 }),
        (FieldType::Money { min: Some(expression(number("12.50"))), max: None }, typed("12,49"), Fault::TooSmall { least: "12.50".into() }),
        (partial.clone(), day("", "12", "2026"), Fault::InFuture),
        (partial, day("5", "", "1950"), Fault::DayWithoutMonth),
        (FieldType::YesNo, typed("vielleicht"), Fault::UnknownOption),
        (FieldType::Radios { options }, typed("D"), Fault::UnknownOption),
        (FieldType::Radios { options: CodeListIndex(9) }, typed("A"), Fault::UnknownOption),
        (
            FieldType::Checkboxes { options, min: 0, max: Some(1) },
            RawAnswer::Choices(vec!["A".into(), "B".into()]),
            Fault::TooManyChosen { most: 1 },
        ),
        (FieldType::Email, typed("erika"), Fault::NotAnEmail),
        (FieldType::Phone, typed("keins"), Fault::NotAPhoneNumber),
        (FieldType::Iban, typed("DE88370400440532013000"), Fault::IbanCheckDigits),
        (FieldType::PostalCode, typed("3539"), Fault::NotAPostalCode),
        (FieldType::NumberPlate, typed("GI-AB 0123"), Fault::NotANumberPlate),
        (
            FieldType::File { accept: vec![FileKind::Pdf], max_size_bytes: 10, max_count: 1 },
            RawAnswer::Files(vec![file("bild.png", "image/png", 5)]),
            Fault::FileKind { name: "bild.png".into(), accepted: vec![FileKind::Pdf] },
        ),
    ];
    for (kind, raw, expected) in cases {
        assert_eq!(fault(kind.clone(), raw.clone()), Some(expected), "{kind:?} {raw:?}");
    }
}

#[test]
fn too_few_choices_are_told_where_an_answer_is_demanded() {
    let kind = FieldType::Checkboxes { options: CodeListIndex(0), min: 2, max: None };
    let one = RawAnswer::Choices(vec!["A".into()]);
    assert_eq!(fault(kind.clone(), one.clone()), None);
    let mut form = CompiledForm::clone(answered(kind, one.clone()).form());
    form.fields[0].required = Condition::Always;
    let mut state = start(form);
    state.set(path("feld"), one);
    assert_eq!(state.all_errors()[0].fault, Fault::TooFewChosen { least: 2 });
}

#[test]
fn answers_are_sent_in_one_form() {
    let form = form();
    for (kind, raw, normal) in [
        (plain_text(), "  Mu\u{308}ller ", "Müller"),
        (FieldType::Integer { min: None, max: None }, "1.500", "1500"),
        (FieldType::Decimal { scale: 3, min: None, max: None }, "1,234.5", "1234,5"),
        (FieldType::Money { min: None, max: None }, "30.7 €", "30,70"),
        (FieldType::Iban, "de89 3704 0044 0532 0130 00", "DE89370400440532013000"),
        (FieldType::NumberPlate, "gi ab123", "GI-AB 123"),
        (FieldType::Email, " erika@example.org ", "erika@example.org"),
        (FieldType::Phone, "0049 641  306", "+49 641 306"),
        (FieldType::PostalCode, " 35390 ", "35390"),
        (FieldType::Iban, " not one ", " not one "),
    ] {
        assert_eq!(normalise(&form, &kind, &typed(raw)), typed(normal), "{kind:?}");
    }
}

#[test]
fn values_are_typed() {
    let value = |kind, raw| answered(kind, raw).value(FieldIndex(0));
    assert_eq!(value(FieldType::YesNo, typed("no")), Value::Boolean(false));
    assert_eq!(value(FieldType::Consent, typed("")), Value::Boolean(false));
    assert_eq!(value(FieldType::Integer { min: None, max: None }, typed("1.500")), Value::from(1500));
    assert_eq!(value(FieldType::NumberPlate, typed("gi ab123")), Value::text("GI-AB 123"));
    assert_eq!(value(FieldType::Date { min: None, max: None }, day("1", "2", "2026")), Value::Date(jiff::civil::date(2026, 2, 1)));
    let none: Vec<Value> = vec![];
    let file = FieldType::File { accept: vec![], max_size_bytes: 1, max_count: 1 };
    assert_eq!(value(file.clone(), RawAnswer::Files(vec![])), Value::List(none));
    assert_eq!(value(file, RawAnswer::Files(vec![self::file("a.pdf", "", 1)])), Value::List(vec![Value::text("a.pdf")]));
    assert_eq!(value(FieldType::Date { min: None, max: None }, day("31", "2", "2026")), Value::Null);
}

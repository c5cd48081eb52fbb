//! Answers that do not fit their fields, or just about: one character too many, one cent too much, a day that does not exist, another
//! field's answer. In: a field in its state, randomness. Out: a raw answer.

use super::place::Place;
use super::random::Random;
use super::right::{self, codes, day, one_of, parts, shifted, units, written};
use vordruck_form::answers::{FileAnswer, RawAnswer};
use vordruck_form::compiled::{Characters, Field, FieldType};
use vordruck_form::feel::Expression;

const NO_NUMBERS: &[&str] =
    &["zwei", "1,2,3", "12a", "1e5", "-", "99999999999999999999", "9999999999999999999999999999,99", "1.5.2", "١٢", "0x10"];
const NO_MAILBOXES: &[&str] =
    &["erika", "a@b", "a b@c.de", "a@b..de", "a@-b.de", "@b.de", "a@b.c", "a@b.12", "a@b,de", "müller@b.de", "a@b@c.de"];
const NO_NUMBERS_TO_CALL: &[&str] =
    &["112x", "+", "123", "0641 306-", "06+41", "((0641) 306", "+49 641 3061234567890", "00 12", "0641--306"];
const NO_ACCOUNTS: &[&str] = &["DE8937040044053201300", "XX89370400440532013000", "DE89-3704", "12345678", "DEA9370400440532013000"];
const NO_POSTAL_CODES: &[&str] = &["3539", "353901", "00123", "01000", "3539O", "D-35390", "35 390"];
const NO_PLATES: &[&str] =
    &["GI", "GI-AB 0", "GI-AB 12345", "GIA-AB 1234", "GI-AB 123 04-04", "GI-AB 123 04-03", "ABCD-E 1", "GIA-B 1234H", "GI-AÖ 1"];

pub(super) fn answer(place: Place<'_>, field: &Field, random: &mut Random) -> RawAnswer {
    if random.u8(0..12) == 0 {
        return foreign(&field.kind, random);
    }
    let typed = match &field.kind {
        FieldType::Text { min_length, max_length, characters } => {
            let character = if matches!(characters, Characters::Digits) { "x" } else { "😀" };
            lengths(min_length.unwrap_or(1), max_length.unwrap_or(20_000), "7", character, random)
        }
        FieldType::MultiLine { min_length, max_length } => {
            lengths(min_length.unwrap_or(1), max_length.unwrap_or(20_000), "z", "\u{7}", random)
        }
        FieldType::PersonName { max_length } => lengths(1, max_length.unwrap_or(20_000), "z", "2", random),
        FieldType::Integer { min, max } => number(place, min, max, 0, random),
        FieldType::Decimal { scale, min, max } => number(place, min, max, *scale, random),
        FieldType::Money { min, max } => number(place, min, max, 2, random),
        FieldType::Date { min, max } => return date(place, min, max, random),
        FieldType::PartialDate { .. } => {
            return no_date(
                random,
                &[("5", "", "1950"), ("", "", ""), ("31", "2", "1950"), ("", "13", "1950"), ("", "", "50"), ("1", "1", "9999")],
            );
        }
        FieldType::YesNo => one_of(random, &["ja", "wahr", "YES"]).to_owned(),
        FieldType::Consent => one_of(random, &["no", "on", ""]).to_owned(),
        FieldType::Radios { .. } | FieldType::Select { .. } => one_of(random, &["gibt-es-nicht", "NEU", "ja"]).to_owned(),
        FieldType::Checkboxes { options, .. } => {
            let mut codes = codes(place, *options);
            match random.u8(0..3) {
                0 => codes.push("gibt-es-nicht".to_owned()),
                1 => codes.truncate(1),
                _ => {}
            }
            return RawAnswer::Choices(codes);
        }
        FieldType::Email => one_of(random, NO_MAILBOXES).to_owned(),
        FieldType::Phone => one_of(random, NO_NUMBERS_TO_CALL).to_owned(),
        FieldType::Iban => one_of(random, NO_ACCOUNTS).to_owned(),
        FieldType::Time { .. } => one_of(random, &["24:00", "14", "12:60", "halb drei"]).to_owned(),
        FieldType::Url => one_of(random, &["javascript:alert(1)", "ftp://example.org", "https://a b.de"]).to_owned(),
        FieldType::Identifier(_) => one_of(random, &["1", "86095742719X", "DE13669597", "COBA12FF"]).to_owned(),
        FieldType::PostalCode => one_of(random, NO_POSTAL_CODES).to_owned(),
        FieldType::NumberPlate => one_of(random, NO_PLATES).to_owned(),
        FieldType::File { max_size_bytes, max_count, .. } => return files(place, field, *max_size_bytes, *max_count, random),
        FieldType::Calculated { .. } | FieldType::Hidden => "1".to_owned(),
    };
    RawAnswer::Text(typed)
}

/// An answer of another type's shape.
fn foreign(kind: &FieldType, random: &mut Random) -> RawAnswer {
    let day = RawAnswer::Date { day: "1".to_owned(), month: "2".to_owned(), year: "2026".to_owned() };
    let shapes = [RawAnswer::Text("x".to_owned()), RawAnswer::Choices(vec!["x".to_owned()]), day];
    let fits = |shape: &RawAnswer| match (kind, shape) {
        (FieldType::Date { .. } | FieldType::PartialDate { .. }, shape) => matches!(shape, RawAnswer::Date { .. }),
        (FieldType::Checkboxes { .. }, shape) => matches!(shape, RawAnswer::Choices(_)),
        (FieldType::File { .. }, _) => false,
        (_, shape) => matches!(shape, RawAnswer::Text(_)),
    };
    let others: Vec<RawAnswer> = shapes.into_iter().filter(|shape| !fits(shape)).collect();
    random.choice(others).unwrap()
}

fn lengths(least: u32, most: u32, letter: &str, forbidden: &str, random: &mut Random) -> String {
    match random.u8(0..4) {
        0 => letter.repeat(most as usize + 1),
        1 => letter.repeat(least.saturating_sub(1) as usize),
        2 => [letter, forbidden, letter].concat(),
        // Just right after all.
        _ => letter.repeat(most as usize),
    }
}

fn number(place: Place<'_>, min: &Option<Expression>, max: &Option<Expression>, scale: u32, random: &mut Random) -> String {
    match (random.u8(0..4), units(place, min, scale), units(place, max, scale)) {
        (0, Some(least), _) => written(least - 1, scale, random),
        (1, _, Some(most)) => written(most + 1, scale, random),
        // Too many digits behind the mark.
        (2, ..) => {
            // Three digits behind a point would be a thousand.
            let digits = "5".repeat((scale as usize + 1).max(4));
            ["1", one_of(random, &[",", "."]), &digits].concat()
        }
        _ => one_of(random, NO_NUMBERS).to_owned(),
    }
}

fn date(place: Place<'_>, min: &Option<Expression>, max: &Option<Expression>, random: &mut Random) -> RawAnswer {
    match (random.u8(0..4), day(place, min), day(place, max)) {
        (0, Some(earliest), _) => parts(shifted(earliest, -1), random),
        (1, _, Some(latest)) => parts(shifted(latest, 1), random),
        _ => no_date(
            random,
            &[
                ("29", "2", "2026"),
                ("31", "4", "2026"),
                ("1", "", "2026"),
                ("1", "1", "26"),
                ("0", "1", "2026"),
                ("x", "1", "2026"),
                ("1", "1", "0000"),
            ],
        ),
    }
}

fn no_date(random: &mut Random, days: &[(&str, &str, &str)]) -> RawAnswer {
    let (day, month, year) = *random.choice(days).unwrap();
    RawAnswer::Date { day: day.to_owned(), month: month.to_owned(), year: year.to_owned() }
}

fn files(place: Place<'_>, field: &Field, most_bytes: u64, most: u32, random: &mut Random) -> RawAnswer {
    let RawAnswer::Files(files) = right::answer(place, field, true, random) else { panic!("not files") };
    let file = files[0].clone();
    RawAnswer::Files(match random.u8(0..6) {
        0 => vec![FileAnswer { size_bytes: 0, ..file }],
        1 => vec![FileAnswer { size_bytes: most_bytes + 1, ..file }],
        2 => vec![FileAnswer { media_type: "text/html".to_owned(), ..file }],
        3 => vec![FileAnswer { name: "../../etc/passwd".to_owned(), ..file }],
        4 => vec![FileAnswer { sha512: "0F".repeat(64), ..file }],
        _ => (0..=most).map(|number| FileAnswer { id: format!("{number:022}"), ..file.clone() }).collect(),
    })
}

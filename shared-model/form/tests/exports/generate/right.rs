//! Answers that fit their fields, at the ends of what fits as often as between them. In: a field in its state, randomness. Out: a
//! raw answer, typed in one of the ways people type it.

use super::place::Place;
use super::random::Random;
use jiff::civil::Date;
use vordruck_form::answers::{FileAnswer, RawAnswer};
use vordruck_form::compiled::{Characters, CodeListIndex, Field, FieldType};
use vordruck_form::feel::{Expression, Number, Value};

/// What no visible answer contains.
pub(crate) const HIDDEN: &str = "Verborgenes";

const NAMES: &[char] = &['A', 'e', 'ß', 'ü', 'Ł', 'ș', 'ạ', '\'', '-', '.', ' ', '’', 'ñ', 'Z'];
const WORDS: &[char] = &['a', 'Z', 'ö', '0', '9', '&', '/', '(', ')', '@', '§', '"', '<', '>', ' ', 'ğ', '-', '=', '+', 'Đ'];
/// Letters with marks of which none is one character.
const MARKED: &[&str] = &["M\u{302}", "k\u{304}", "C\u{328}\u{306}", "K\u{35F}h"];
const COUNTRIES: &[(&str, usize)] = &[("DE", 18), ("AT", 16), ("NL", 14), ("CH", 17), ("MT", 27), ("NO", 11)];

pub(super) fn answer(place: Place<'_>, field: &Field, is_required: bool, random: &mut Random) -> RawAnswer {
    let typed = match &field.kind {
        FieldType::Text { min_length, max_length, characters } => {
            let (least, most) = (min_length.unwrap_or(1).max(1), max_length.unwrap_or(60));
            match characters {
                Characters::Digits => of_length(random, least, most, |random| random.digit(10).to_string()),
                Characters::Names | Characters::Latin => text(random, least, most, WORDS),
            }
        }
        FieldType::MultiLine { max_length, .. } => lines(random, max_length.unwrap_or(300)),
        FieldType::PersonName { max_length } => text(random, 1, max_length.unwrap_or(60), NAMES),
        FieldType::Integer { min, max } => number(place, min, max, 0, random),
        FieldType::Decimal { scale, min, max } => number(place, min, max, *scale, random),
        FieldType::Money { min, max } => number(place, min, max, 2, random),
        FieldType::Date { min, max } => return parts(date(place, min, max, random), random),
        FieldType::PartialDate { .. } => return partial(date(place, &None, &None, random), random),
        FieldType::YesNo => one_of(random, &["yes", "no"]).to_owned(),
        FieldType::Consent => if is_required { "yes" } else { one_of(random, &["yes", "no"]) }.to_owned(),
        FieldType::Radios { options } | FieldType::Select { options, .. } => {
            let code = random.choice(codes(place, *options)).unwrap_or_default();
            [one_of(random, &["", "", " "]), &code].concat()
        }
        FieldType::Checkboxes { options, min, max } => {
            let mut codes = codes(place, *options);
            random.shuffle(&mut codes);
            let most = max.map_or(codes.len(), |max| codes.len().min(max as usize)).max(1);
            codes.truncate(between(random, (*min as usize).clamp(1, most), most));
            return RawAnswer::Choices(codes);
        }
        FieldType::Email => email(random),
        FieldType::Phone => {
            one_of(random, &["0641 306-1234", "+49 (0)641 3061234", "0049 171 123456", "0171.12345", "3061", "(030) 12/34-5"]).to_owned()
        }
        FieldType::Iban => iban(random),
        FieldType::Time { .. } => one_of(random, &["14:30", "9.05 Uhr", "7 Uhr", "00:00", "23:59"]).to_owned(),
        FieldType::Url => one_of(random, &["https://www.example.org/a?b#c", "www.gießen.de", "HTTP://Example.org:8080"]).to_owned(),
        FieldType::Identifier(kind) => kind.example().to_owned(),
        FieldType::PostalCode => format!("{:05}", random.u32(1001..100_000)),
        FieldType::NumberPlate => {
            one_of(random, &["gi ab123", "B-M 1", "TÖL-A 12H", "wü x 999 (4/10)", "GIA-AB 123", "G-AB 1234E 11-02"]).to_owned()
        }
        FieldType::File { accept, max_size_bytes, max_count } => {
            let count = between(random, 1, *max_count as usize);
            let mut file = || FileAnswer {
                id: (0..22).map(|_| random.alphanumeric()).collect(),
                name: one_of(random, &["schein.pdf", "Ausweis (Rückseite).jpg", "a&b <c>.png", "=1+1.pdf"]).to_owned(),
                media_type: random.choice(accept).map_or("", |kind| kind.media_type()).to_owned(),
                size_bytes: *random.choice(&[1, 4_711.min(*max_size_bytes), *max_size_bytes]).unwrap(),
                sha512: (0..128).map(|_| random.digit(16)).collect(),
            };
            return RawAnswer::Files((0..count).map(|_| file()).collect());
        }
        FieldType::Calculated { .. } | FieldType::Hidden => String::new(),
    };
    RawAnswer::Text(typed)
}

/// An answer for a field that is not shown; texts say so.
pub(super) fn hidden(place: Place<'_>, field: &Field, random: &mut Random) -> RawAnswer {
    match field.kind {
        FieldType::Text { .. } | FieldType::MultiLine { .. } | FieldType::PersonName { .. } => RawAnswer::Text(HIDDEN.to_owned()),
        _ => answer(place, field, false, random),
    }
}

fn text(random: &mut Random, least: u32, most: u32, alphabet: &[char]) -> String {
    of_length(random, least, most, |random| match random.u8(0..40) {
        0 => one_of(random, MARKED).to_owned(),
        1 => "u\u{308}".to_owned(),
        _ => random.choice(alphabet).unwrap().to_string(),
    })
}

/// A text of so many characters after normalisation, without white space at its ends.
fn of_length(random: &mut Random, least: u32, most: u32, mut piece: impl FnMut(&mut Random) -> String) -> String {
    let most = most.max(least);
    let middle = random.u32(least..=most.min(least + 40));
    let wanted = *random.choice(&[least, most, most, middle]).unwrap() as usize;
    let mut text = String::new();
    let mut length = 0;
    while length < wanted {
        let piece = piece(random);
        // A letter and its diaeresis become one character.
        let count = if piece == "u\u{308}" { 1 } else { piece.chars().count() };
        let is_end = length == 0 || length + count >= wanted;
        if length + count <= wanted && !(is_end && piece.trim().is_empty()) {
            text.push_str(&piece);
            length += count;
        }
    }
    text
}

fn lines(random: &mut Random, most: u32) -> String {
    let text = text(random, 1, most, WORDS);
    if random.bool() { text.replacen(' ', "\n", 2) } else { text }
}

/// A number within its ends, written in one of the ways people write it.
fn number(place: Place<'_>, min: &Option<Expression>, max: &Option<Expression>, scale: u32, random: &mut Random) -> String {
    let (least, most) = (units(place, min, scale), units(place, max, scale));
    let least = least.unwrap_or_else(|| most.map_or(-300, |most| most.min(0) - 1_000));
    let most = most.unwrap_or(least + 10_i128.pow(scale + *random.choice(&[1, 3, 6]).unwrap())).max(least);
    let middle = least + random.i128(0..=(most - least));
    written(*random.choice(&[least, most, middle, middle]).unwrap(), scale, random)
}

/// An end in units of the last digit.
pub(super) fn units(place: Place<'_>, end: &Option<Expression>, scale: u32) -> Option<i128> {
    let end = place.evaluate(end.as_ref()?).as_number()?;
    Some(end.with_decimals(scale).to_parts().0)
}

pub(super) fn written(units: i128, scale: u32, random: &mut Random) -> String {
    let plain = Number::from_parts(units, scale).unwrap().to_string();
    match random.u8(0..4) {
        0 => plain.replacen('.', ",", 1),
        1 if scale != 3 => plain,
        2 => [" ", &plain.replacen('.', ",", 1), " "].concat(),
        _ => grouped(&plain),
    }
}

/// `1.234.567,8`
fn grouped(plain: &str) -> String {
    let (whole, fraction) = plain.split_once('.').map_or((plain, None), |(whole, fraction)| (whole, Some(fraction)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut text = sign.to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    fraction.map_or(text.clone(), |fraction| format!("{text},{fraction}"))
}

fn date(place: Place<'_>, min: &Option<Expression>, max: &Option<Expression>, random: &mut Random) -> Date {
    let today = place.state.moment().local.date();
    let (least, most) = (day(place, min), day(place, max));
    let near = shifted(today, random.i64(-20..60));
    let past = shifted(today, -random.i64(0..30_000));
    let between = least.map_or(past, |least| shifted(least, random.i64(0..40)));
    let leap = Date::new(1996, 2, 29).unwrap();
    let first = Date::new(1, 1, 1).unwrap();
    let candidates = [least.unwrap_or(near), most.unwrap_or(past), between, near, if random.u8(0..8) == 0 { first } else { leap }];
    let fits = |date: &Date| least.is_none_or(|least| *date >= least) && most.is_none_or(|most| *date <= most);
    let fitting: Vec<Date> = candidates.into_iter().filter(fits).collect();
    random.choice(fitting).unwrap_or(near)
}

pub(super) fn day(place: Place<'_>, end: &Option<Expression>) -> Option<Date> {
    match place.evaluate(end.as_ref()?) {
        Value::Date(date) => Some(date),
        Value::DateTime(moment) => Some(moment.date()),
        _ => None,
    }
}

pub(super) fn shifted(date: Date, days: i64) -> Date {
    date.checked_add(jiff::Span::new().days(days)).unwrap_or(date)
}

pub(super) fn parts(date: Date, random: &mut Random) -> RawAnswer {
    let two = |number: i8, random: &mut Random| if random.bool() { format!("{number:02}") } else { number.to_string() };
    RawAnswer::Date { day: two(date.day(), random), month: two(date.month(), random), year: format!("{:04}", date.year()) }
}

fn partial(date: Date, random: &mut Random) -> RawAnswer {
    let RawAnswer::Date { day, month, year } = parts(date, random) else { panic!("not a date") };
    match random.u8(0..4) {
        0 => RawAnswer::Date { day: String::new(), month: String::new(), year },
        1 => RawAnswer::Date { day: "00".to_owned(), month, year },
        _ => RawAnswer::Date { day, month, year },
    }
}

pub(super) fn codes(place: Place<'_>, list: CodeListIndex) -> Vec<String> {
    place.state.form().code_lists[list.at()].entries.iter().map(|entry| entry.code.clone()).collect()
}

fn email(random: &mut Random) -> String {
    match random.u8(0..4) {
        0 => format!("{}@{}.de", "a".repeat(64), "b".repeat(63)),
        1 => "erika.muster+park@mail.example.org".to_owned(),
        2 => " o'neil@müller.example ".to_owned(),
        _ => format!("x{}@example.org", random.u32(..)),
    }
}

/// An IBAN with its check digits (ISO 7064 MOD 97-10).
fn iban(random: &mut Random) -> String {
    let (country, length) = *random.choice(COUNTRIES).unwrap();
    let account: String = (0..length).map(|_| random.digit(10)).collect();
    let digits: String = format!("{account}{country}00").chars().map(|character| character.to_digit(36).unwrap().to_string()).collect();
    let rest = digits.bytes().fold(0, |rest, digit| (rest * 10 + u32::from(digit - b'0')) % 97);
    let iban = format!("{country}{:02}{account}", 98 - rest);
    if random.bool() { iban.to_lowercase() } else { format!("{} {}", &iban[..4], &iban[4..]) }
}

fn between(random: &mut Random, least: usize, most: usize) -> usize {
    random.usize(least..=most.max(least))
}

pub(super) fn one_of<'a>(random: &mut Random, choices: &[&'a str]) -> &'a str {
    random.choice(choices).copied().unwrap()
}

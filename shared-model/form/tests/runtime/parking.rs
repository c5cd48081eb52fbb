//! A parking permit in small: every way in which answers depend on each other, for the tests beside.

use crate::build::*;
use vordruck_form::compiled::*;
use vordruck_form::feel::tree::{Arithmetic, Comparison, Function};
use vordruck_form::feel::{Number, Value};

pub(crate) const OWNER: u32 = 2;
pub(crate) const GARAGE: u32 = 3;
pub(crate) const NAME_OF_OWNER: u32 = 4;
pub(crate) const YEARS: u32 = 7;
pub(crate) const TOTAL: u32 = 8;

/// Pages: person, vehicle (with the group "fremd" for an owner who is not the applicant), no-garage proof (only without a
/// garage), period (with a calculated total), declaration.
pub(crate) fn parking() -> CompiledForm {
    let mut form = form();
    form.id = "bewohnerparken".into();
    form.parameters.push(Parameter { id: "gebuehr_jahr".into(), value: Value::Number(Number::parse("30.70").unwrap()) });
    let owner = codes(&mut form, "halter_art", &["selbst", "andere"]);

    let person = page(&mut form, "person", None);
    required(&mut form, person, &[], "name", FieldType::PersonName { max_length: Some(40) });
    field(&mut form, person, &[], "geburtsdatum", FieldType::PartialDate { not_in_future: true });

    let vehicle = page(&mut form, "fahrzeug", None);
    required(&mut form, vehicle, &[], "halter", FieldType::Radios { options: owner });
    required(&mut form, vehicle, &[], "garage", FieldType::YesNo);
    let other = group(&mut form, vehicle, None, "fremd", Some(expression(equals(answer(OWNER), words("andere")))));
    required(&mut form, vehicle, &[other], "halter_name", FieldType::PersonName { max_length: None });
    let accept = vec![FileKind::Pdf, FileKind::Jpeg];
    required(&mut form, vehicle, &[other], "ueberlassung", FieldType::File { accept, max_size_bytes: 10_000_000, max_count: 2 });
    let stop = Note {
        kind: NoteKind::Stop,
        title: None,
        body: vec![Passage {
            kind: PassageKind::Paragraph,
            texts: vec![RichText(vec![vec![Run {
                style: Style::Plain,
                words: "Mit Garage gibt es keinen Ausweis.".into(),
                about: String::new(),
            }]])],
        }],
        visible: Some(expression(answer(GARAGE))),
    };
    form.pages[vehicle.at()].items.push(Item::Note(stop));

    let proof = page(&mut form, "nachweis", Some(expression(equals(answer(GARAGE), truth(false)))));
    field(&mut form, proof, &[], "bemerkung", FieldType::MultiLine { min_length: None, max_length: Some(100) });

    let period = page(&mut form, "zeitraum", None);
    let least = expression(number("1"));
    let most = expression(number("2"));
    required(&mut form, period, &[], "dauer", FieldType::Integer { min: Some(least), max: Some(most) });
    let total = field(&mut form, period, &[], "summe", FieldType::Calculated { shown_as: Shown::Money });
    form.fields[total.at()].value = Some(expression(arithmetic(Arithmetic::Multiply, parameter(0), answer(YEARS))));
    let begin =
        FieldType::Date { min: Some(expression(today())), max: Some(expression(arithmetic(Arithmetic::Add, today(), duration("P3M")))) };
    let begin = required(&mut form, period, &[], "beginn", begin);
    let is_weekday = compare(Comparison::NotEqual, call(Function::DayOfWeek, vec![answer(begin.0)]), words("Sunday"));
    form.rules.push(Rule {
        id: "werktag".into(),
        fim_id: None,
        assert: expression(is_weekday),
        field: begin,
        group: None,
        message: said("Der Beginn darf kein Sonntag sein.", ""),
        page: period,
    });

    let declaration = page(&mut form, "erklaerung", None);
    required(&mut form, declaration, &[], "richtigkeit", FieldType::Consent);
    let iban = field(&mut form, declaration, &[], "iban", FieldType::Iban);
    form.fields[iban.at()].required = Condition::When(expression(compare(Comparison::Greater, answer(TOTAL), number("50"))));
    form.fee = Some(Fee { amount: expression(answer(TOTAL)), purpose: said("Bewohnerparkausweis", "") });
    form
}

fn required(form: &mut CompiledForm, page: PageIndex, groups: &[GroupIndex], id: &str, kind: FieldType) -> FieldIndex {
    let index = field(form, page, groups, id, kind);
    form.fields[index.at()].required = Condition::Always;
    index
}

/// What a resident without a garage enters.
pub(crate) fn filled_in() -> vordruck_form::journey::FormState {
    let mut state = start(parking());
    state.set(path("name"), typed("Müller-Łukasz"));
    state.set(path("geburtsdatum"), day("", "7", "1950"));
    state.set(path("halter"), typed("selbst"));
    state.set(path("garage"), typed("no"));
    state.set(path("dauer"), typed(" 2 "));
    state.set(path("beginn"), day("1", "12", "2026"));
    state.set(path("richtigkeit"), typed("yes"));
    state.set(path("iban"), typed("de89 3704 0044 0532 0130 00"));
    state
}

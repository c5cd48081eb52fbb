//! What holds for every form and every sequence of answers, whatever an applicant or a foreign program does.

use crate::build::*;
use crate::parking::parking;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;
use vordruck_form::answers::{AnswerPath, Answers, FileAnswer, RawAnswer};
use vordruck_form::compiled::*;
use vordruck_form::export::reading::sections;
use vordruck_form::feel::Expression;
use vordruck_form::feel::tree::Function;
use vordruck_form::journey::{FieldAt, FormState, GroupAt, RowIndex};
use vordruck_form::validate::{ReceivedAnswers, ValidateError, normalise};

const FIELDS: u32 = 12;

/// Conditions over any fields, so that forms with circles are among them, which no compiler lets through.
fn condition() -> impl Strategy<Value = Option<Expression>> {
    let reads = |kind: u8, field: u32, other: u32| match kind {
        0 => expression(equals(answer(field), words("ja"))),
        1 => expression(call(Function::IsDefined, vec![answer(field)])),
        2 => expression(equals(answer(field), answer(other))),
        3 => expression(two(vordruck_form::feel::tree::Node::And, equals(answer(field), truth(true)), equals(answer(other), null()))),
        _ => expression(within(answer(field), vec![list(vec![words("A"), number("1")])])),
    };
    prop_oneof![
        2 => Just(None),
        1 => (0_u8..5, 0..FIELDS + 1, 0..FIELDS).prop_map(move |(kind, field, other)| Some(reads(kind, field, other))),
    ]
}

fn kind() -> impl Strategy<Value = FieldType> {
    let options = CodeListIndex(0);
    prop::sample::select(vec![
        plain_text(),
        FieldType::MultiLine { min_length: None, max_length: Some(20) },
        FieldType::PersonName { max_length: None },
        FieldType::Integer { min: Some(expression(answer(1))), max: None },
        FieldType::Decimal { scale: 3, min: None, max: None },
        FieldType::Money { min: None, max: None },
        FieldType::Date { min: Some(expression(today())), max: None },
        FieldType::PartialDate { not_in_future: true },
        FieldType::Time { min: None, max: Some(expression(answer(2))) },
        FieldType::Url,
        FieldType::Identifier(Identifier::TaxId),
        FieldType::Identifier(Identifier::Bic),
        FieldType::YesNo,
        FieldType::Consent,
        FieldType::Radios { options },
        FieldType::Checkboxes { options, min: 1, max: Some(2) },
        FieldType::Email,
        FieldType::Phone,
        FieldType::Iban,
        FieldType::PostalCode,
        FieldType::NumberPlate,
        FieldType::File { accept: vec![FileKind::Pdf], max_size_bytes: 100, max_count: 2 },
        FieldType::Calculated { shown_as: Shown::Text },
    ])
}

prop_compose! {
    fn any_form()(
        pages in prop::collection::vec(condition(), 1..4),
        groups in prop::collection::vec((condition(), any::<bool>()), 0..4),
        fields in prop::collection::vec((kind(), condition(), condition(), condition(), any::<u8>(), any::<u8>()), FIELDS as usize),
    ) -> CompiledForm {
        let mut form = form();
        codes(&mut form, "liste", &["A", "B", "ja"]);
        for (number, visible) in pages.into_iter().enumerate() {
            page(&mut form, &format!("p{number}"), visible);
        }
        let mut around: Vec<Vec<GroupIndex>> = vec![];
        for (number, (visible, nested)) in groups.into_iter().enumerate() {
            let outer = around.last().filter(|_| nested).cloned().unwrap_or_default();
            let index = group(&mut form, PageIndex(0), outer.last().copied(), &format!("g{number}"), visible);
            around.push(outer.into_iter().chain([index]).collect());
        }
        let count = form.pages.len();
        for (number, (kind, visible, required, value, place, page)) in fields.into_iter().enumerate() {
            let groups = around.get(usize::from(place) % 5).cloned().unwrap_or_default();
            let page = if groups.is_empty() { PageIndex(u32::try_from(usize::from(page) % count).unwrap()) } else { PageIndex(0) };
            let is_calculated = matches!(kind, FieldType::Calculated { .. });
            let index = field(&mut form, page, &groups, &format!("f{number}"), kind);
            let field = &mut form.fields[index.at()];
            field.visible = visible;
            field.required = required.map_or(Condition::Never, Condition::When);
            field.value = value.filter(|_| is_calculated);
        }
        form
    }
}

fn any_answer() -> impl Strategy<Value = RawAnswer> {
    let text = prop_oneof![
        prop::sample::select(vec![
            "",
            " ",
            "ja",
            "yes",
            "no",
            "A",
            "1",
            "1.234",
            "12,5",
            "gi ab123",
            "GIA1",
            "de89 3704 0044 0532 0130 00",
            "a@b.de",
            "35390",
            "0641 306",
            "14:30",
            "9 Uhr",
            "www.example.org/a",
            "86 095 742 719",
            "cobadeff",
            "Mu\u{308}ller",
            "M\u{302}",
            "😀",
            "Ω"
        ])
        .prop_map(str::to_owned),
        ".{0,12}",
        "[0-9.,' €-]{0,10}",
        "[A-Za-zäöü]{0,6}[- ]?[0-9]{0,5}[HE]?",
    ];
    let part = prop_oneof!["[0-9]{0,4}", Just(String::new()), ".{0,3}"];
    let file = ("[A-Za-z0-9_-]{22}", ".{0,8}", prop::sample::select(vec!["application/pdf", "image/png"]), any::<u64>()).prop_map(
        |(id, name, media_type, size_bytes)| FileAnswer { id, name, media_type: media_type.into(), size_bytes, sha512: "0f".repeat(64) },
    );
    prop_oneof![
        6 => text.prop_map(RawAnswer::Text),
        1 => prop::collection::vec(prop::sample::select(vec!["A", "B", "ja", "x"]).prop_map(str::to_owned), 0..3).prop_map(RawAnswer::Choices),
        2 => (part.clone(), part.clone(), part).prop_map(|(day, month, year)| RawAnswer::Date { day, month, year }),
        1 => prop::collection::vec(file, 0..3).prop_map(RawAnswer::Files),
    ]
}

/// Sets and unsets, now and then at a path the form does not have.
fn steps() -> impl Strategy<Value = Vec<(AnswerPath, Option<RawAnswer>)>> {
    prop::collection::vec(((0..FIELDS + 1).prop_map(|field| path(&format!("f{field}"))), prop::option::weighted(0.8, any_answer())), 0..24)
}

fn take(state: &mut FormState, step: &(AnswerPath, Option<RawAnswer>)) {
    match &step.1 {
        Some(answer) => state.set(step.0.clone(), answer.clone()),
        None => state.unset(&step.0),
    };
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changes_one_by_one_give_the_same_state_as_starting_afresh(form in any_form(), steps in steps()) {
        let mut state = start(form);
        for step in &steps {
            let before = state.clone();
            take(&mut state, step);
            let afresh = FormState::new(Arc::clone(state.form()), state.answers().clone(), moment());
            prop_assert!(state == afresh, "{step:?}");
            let mut again = before;
            take(&mut again, step);
            prop_assert_eq!(again.all_errors(), afresh.all_errors());
        }
    }

    #[test]
    fn changes_tell_every_field_group_and_page_that_changed(form in any_form(), steps in steps()) {
        let mut state = start(form);
        for step in &steps {
            let before = state.clone();
            let changes = match &step.1 {
                Some(answer) => state.set(step.0.clone(), answer.clone()),
                None => state.unset(&step.0),
            };
            for field in (0..FIELDS).map(FieldIndex) {
                let seen = |state: &FormState| (state.is_field_visible(field), state.is_required(field), state.value(field));
                let is_own = state.field_at(&step.0) == Some(field.into());
                prop_assert!(is_own || (seen(&before) != seen(&state)) == changes.fields.contains(&field.into()), "{field:?}");
            }
            for page in (0..4).map(PageIndex) {
                prop_assert_eq!(before.is_passed(page) != state.is_passed(page), changes.pages.contains(&page));
            }
            for group in (0..4).map(GroupIndex) {
                prop_assert_eq!(before.is_group_visible(group) != state.is_group_visible(group), changes.groups.contains(&group.into()));
            }
        }
    }

    #[test]
    fn rows_that_come_and_go_leave_the_state_that_their_answers_have(
        form in any_form(),
        repeats in prop::collection::vec(prop::option::of((condition(), condition())), 4),
        actions in prop::collection::vec((0_u8..4, any::<u8>(), any::<u8>(), any_answer()), 0..20),
    ) {
        let mut form = form;
        for (group, repeat) in form.groups.iter_mut().zip(repeats) {
            group.repeat = repeat.map(|(min, max)| Repeat {
                min,
                max,
                row_name: None,
                row_title: said("Zeile {number}", "Row {number}"),
                add: said("Neu", "New"),
                remove: said("Weg", "Away"),
            });
        }
        let groups = form.groups.len();
        let fields = form.fields.len();
        let mut state = start(form);
        let mut rows = vec![RowIndex::OUTSIDE];
        let mut removed = Vec::new();
        for (action, which, what, answer) in actions {
            let row = rows[usize::from(which) % rows.len()];
            match action {
                0 if groups > 0 => {
                    let group = GroupIndex(u32::try_from(usize::from(what) % groups).unwrap());
                    rows.extend(state.add_row(GroupAt { group, row }).map(|(row, _)| row));
                }
                1 => removed.extend(state.remove_row(row).map(|(removed, _)| removed)),
                2 => drop(removed.pop().and_then(|removed| state.restore_row(removed)).map(|(row, _)| rows.push(row))),
                _ => {
                    let field = FieldIndex(u32::try_from(usize::from(what) % fields).unwrap());
                    drop(state.set(state.path(FieldAt { field, row }), answer));
                }
            }
            let afresh = FormState::new(Arc::clone(state.form()), state.answers().clone(), moment());
            prop_assert!(state == afresh);
            let errors = |state: &FormState| state.all_errors().into_iter().map(|error| (error.path, error.fault)).collect::<Vec<_>>();
            prop_assert_eq!(errors(&state), errors(&afresh));
        }
        let _ = sections(&state, 0);
        let sent = ReceivedAnswers::from_state(&state, "", "de");
        match sent.validate(state.form(), moment()) {
            Ok(_) => prop_assert!(state.all_errors().is_empty()),
            Err(ValidateError::Faults(_)) => prop_assert!(!state.all_errors().is_empty()),
            Err(other) => prop_assert!(false, "{other:?}"),
        }
    }

    #[test]
    fn nothing_typed_is_lost(form in any_form(), steps in steps()) {
        let mut state = start(form);
        let mut kept = BTreeMap::new();
        for step in &steps {
            take(&mut state, step);
            match &step.1 {
                Some(answer) => kept.insert(step.0.clone(), answer.clone()),
                None => kept.remove(&step.0),
            };
        }
        prop_assert!(state.answers().iter().eq(kept.iter()));
    }

    #[test]
    fn what_is_sent_validates_exactly_when_nothing_is_wrong(form in any_form(), steps in steps()) {
        let mut state = start(form);
        steps.iter().for_each(|step| take(&mut state, step));
        let sent = ReceivedAnswers::from_state(&state, "", "de");
        let is_fine = state.all_errors().is_empty();
        match sent.validate(state.form(), moment()) {
            Ok(validated) => {
                prop_assert!(is_fine);
                for field in (0..FIELDS).map(FieldIndex) {
                    prop_assert_eq!(validated.state().value(field), state.value(field));
                }
            }
            Err(ValidateError::Faults(_)) => prop_assert!(!is_fine),
            Err(other) => prop_assert!(false, "{other:?}"),
        }
    }

    #[test]
    fn no_answer_makes_anything_panic(form in any_form(), steps in steps()) {
        let mut state = start(form);
        steps.iter().for_each(|step| take(&mut state, step));
        let _ = (sections(&state, 0), sections(&state, 1), sections(&state, 9), state.fee());
        let claims = ReceivedAnswers { form: String::new(), language: "xx".into(), answers: state.answers().clone() };
        let _ = claims.validate(state.form(), moment());
    }

    #[test]
    fn a_normal_answer_is_normal_and_means_the_same(kind in kind(), raw in any_answer()) {
        let state = answered(kind.clone(), raw.clone());
        let normal = normalise(state.form(), &kind, &raw);
        prop_assert_eq!(&normalise(state.form(), &kind, &normal), &normal);
        prop_assert_eq!(answered(kind, normal).value(FieldIndex(0)), state.value(FieldIndex(0)));
    }

    #[test]
    fn received_answers_go_through_json(answers in prop::collection::vec((".{0,8}", any_answer()), 0..8)) {
        let mut all = Answers::default();
        answers.into_iter().for_each(|(id, answer)| all.set(path(&id), answer));
        let sent = ReceivedAnswers { form: "ab".repeat(32), language: "de".into(), answers: all };
        let json = serde_json::to_vec(&sent).unwrap();
        prop_assert_eq!(serde_json::from_slice::<ReceivedAnswers>(&json).unwrap(), sent);
    }

    #[test]
    fn bytes_that_are_no_form_are_damaged_and_never_panic(position in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = parking().to_bytes();
        let position = position.index(bytes.len());
        bytes[position] = byte;
        if let Ok(form) = CompiledForm::from_bytes(&bytes) {
            let mut state = start(form);
            state.set(path("garage"), typed("no"));
            let _ = (state.all_errors(), sections(&state, 0), state.fee());
        }
    }
}

#[test]
fn a_form_goes_through_its_bytes_unchanged() {
    let bytes = parking().to_bytes();
    assert_eq!(CompiledForm::from_bytes(&bytes).unwrap(), parking());
}

#[test]
fn what_is_sent_goes_through_the_bytes_and_says_nothing_for_applications() {
    let of = |kind| CompiledForm { kind, ..parking() };
    let application = of(SubmissionKind::Application).to_bytes();
    for (name, kind) in SubmissionKind::NAMES {
        let bytes = of(kind).to_bytes();
        assert_eq!(CompiledForm::from_bytes(&bytes).unwrap().kind, kind, "{name}");
        // Forms from before there were kinds end here.
        assert!(bytes.starts_with(&application), "{name}");
        assert_eq!(bytes.len() == application.len(), kind == SubmissionKind::Application, "{name}");
    }
    assert_eq!(CompiledForm::from_bytes(&[application.as_slice(), &[4]].concat()), Err(ReadError::Damaged));
}

//! What is shown, demanded and computed, and what a change costs.

use crate::build::*;
use crate::parking::*;
use vordruck_form::compiled::*;
use vordruck_form::feel::tree::Arithmetic;
use vordruck_form::feel::{Number, Value};
use vordruck_form::journey::FormState;
use vordruck_form::validate::Fault;

fn faults(state: &FormState) -> Vec<(String, Fault)> {
    state.all_errors().into_iter().map(|error| (error.path.0, error.fault)).collect()
}

fn pages(state: &FormState) -> Vec<&str> {
    state.pages().into_iter().map(|page| state.form().pages[page.at()].id.as_str()).collect()
}

#[test]
fn a_page_is_passed_only_when_its_condition_is_true() {
    let mut state = start(parking());
    assert_eq!(pages(&state), ["person", "fahrzeug", "zeitraum", "erklaerung"], "null is not true");
    let changes = state.set(path("garage"), typed("no"));
    assert_eq!(changes.pages, [PageIndex(2)]);
    assert_eq!(pages(&state), ["person", "fahrzeug", "nachweis", "zeitraum", "erklaerung"]);
    assert_eq!(state.next_page(PageIndex(1)), Some(PageIndex(2)));
    assert_eq!(state.previous_page(PageIndex(3)), Some(PageIndex(2)));
    state.set(path("garage"), typed("yes"));
    assert_eq!(state.next_page(PageIndex(1)), Some(PageIndex(3)));
    assert_eq!(state.next_page(PageIndex(4)), None);
    assert_eq!(state.previous_page(PageIndex(0)), None);
}

#[test]
fn a_stop_note_is_told_from_the_page_it_stands_on() {
    let mut state = start(parking());
    assert!(!state.is_stopped(PageIndex(1)));
    let changes = state.set(path("garage"), typed("yes"));
    assert!(changes.notes);
    assert!(state.is_stopped(PageIndex(1)) && !state.is_stopped(PageIndex(0)));
}

#[test]
fn a_hidden_answer_is_kept_but_null_for_others() {
    let mut state = filled_in();
    state.set(path("halter"), typed("andere"));
    state.set(path("halter_name"), typed("Erika"));
    assert_eq!(state.value(FieldIndex(NAME_OF_OWNER)), Value::text("Erika"));
    let changes = state.set(path("halter"), typed("selbst"));
    assert_eq!(changes.groups, [GroupIndex(0)]);
    assert!(changes.fields.contains(&FieldIndex(NAME_OF_OWNER).into()));
    assert_eq!(state.value(FieldIndex(NAME_OF_OWNER)), Value::Null);
    assert_eq!(state.answers().get(&path("halter_name")), Some(&typed("Erika")));
    state.set(path("halter"), typed("andere"));
    assert_eq!(state.value(FieldIndex(NAME_OF_OWNER)), Value::text("Erika"));
}

#[test]
fn only_visible_fields_are_demanded_and_validated() {
    let mut state = filled_in();
    assert_eq!(faults(&state), []);
    assert!(!state.is_required(FieldIndex(NAME_OF_OWNER)));
    state.set(path("halter"), typed("andere"));
    let missing = ["halter_name", "ueberlassung"].map(|id| (id.to_owned(), Fault::Missing));
    assert_eq!(faults(&state), missing);
    state.set(path("halter_name"), typed("Αθηνά"));
    assert_eq!(faults(&state)[0].1, Fault::CharacterNotAllowed { character: 'Α' });
    state.set(path("halter"), typed("selbst"));
    assert_eq!(faults(&state), []);
}

#[test]
fn an_unreadable_answer_is_null_for_others_and_a_fault_for_itself() {
    let mut state = filled_in();
    state.set(path("dauer"), typed("zwei"));
    assert_eq!(state.value(FieldIndex(TOTAL)), Value::Null);
    assert_eq!(state.fee(), None);
    assert_eq!(faults(&state), [("dauer".to_owned(), Fault::NotANumber)]);
}

#[test]
fn limits_do_not_take_a_value_away() {
    let mut state = filled_in();
    state.set(path("dauer"), typed("3"));
    assert_eq!(state.value(FieldIndex(TOTAL)), Value::Number(Number::parse("92.10").unwrap()));
    assert_eq!(faults(&state), [("dauer".to_owned(), Fault::TooLarge { most: "2".into() })]);
}

#[test]
fn the_fee_is_exact_and_follows_the_answer() {
    let mut state = filled_in();
    assert_eq!(state.fee().as_deref(), Some("61.40"));
    state.set(path("dauer"), typed("1"));
    assert_eq!(state.fee().as_deref(), Some("30.70"));
    state.unset(&path("dauer"));
    assert_eq!(state.fee(), None);
}

#[test]
fn a_condition_of_requiredness_follows_calculated_values() {
    let mut state = filled_in();
    state.unset(&path("iban"));
    assert_eq!(faults(&state), [("iban".to_owned(), Fault::Missing)]);
    let changes = state.set(path("dauer"), typed("1"));
    assert_eq!(changes.fields, [FieldIndex(TOTAL), FieldIndex(11)]);
    assert_eq!(faults(&state), []);
}

#[test]
fn dates_are_measured_against_the_moment() {
    let mut state = filled_in();
    state.set(path("beginn"), day("21", "11", "2026"));
    assert_eq!(faults(&state)[0].1, Fault::TooEarly { earliest: "2026-11-22".into() });
    state.set(path("beginn"), day("23", "2", "2027"));
    assert_eq!(faults(&state)[0].1, Fault::TooLate { latest: "2027-02-22".into() });
    state.set_moment(vordruck_form::journey::Moment { local: jiff::civil::date(2026, 11, 23).at(0, 0, 0, 0) });
    assert_eq!(faults(&state), []);
}

#[test]
fn a_rule_is_reported_only_where_the_field_has_no_fault_of_its_own() {
    let mut state = filled_in();
    state.set(path("beginn"), day("29", "11", "2026"));
    assert_eq!(faults(&state), [("beginn".to_owned(), Fault::Rule(0))]);
    state.set(path("beginn"), day("", "", ""));
    assert_eq!(faults(&state), [("beginn".to_owned(), Fault::Missing)], "null counts as true");
}

#[test]
fn consent_that_is_missing_is_not_agreed() {
    let mut state = filled_in();
    for blank in ["", "no"] {
        state.set(path("richtigkeit"), typed(blank));
        assert_eq!(faults(&state), [("richtigkeit".to_owned(), Fault::NotAgreed)], "{blank:?}");
    }
}

/// 1 000 fields, the first 200 of which each show one other.
pub(crate) fn large() -> CompiledForm {
    let mut form = form();
    let index = page(&mut form, "seite", None);
    for number in 0..1000 {
        let field = field(&mut form, index, &[], &format!("f{number}"), plain_text());
        if (200..400).contains(&number) {
            form.fields[field.at()].visible = Some(expression(equals(answer(number - 200), words("ja"))));
        }
    }
    form
}

#[test]
fn a_change_evaluates_only_what_depends_on_it() {
    let mut state = start(large());
    let mut cost = |id: &str, text: &str| {
        let before = state.evaluations();
        let changes = state.set(path(id), typed(text));
        (state.evaluations() - before, changes.fields.into_iter().map(|at| at.field).collect::<Vec<_>>())
    };
    assert_eq!(cost("f7", "ja"), (1, vec![FieldIndex(207)]));
    assert_eq!(cost("f7", " ja "), (0, vec![]), "the value is the same");
    assert_eq!(cost("f7", "nein"), (1, vec![FieldIndex(207)]));
    assert_eq!(cost("f7", "vielleicht"), (1, vec![]), "evaluated, but nothing changed");
    assert_eq!(cost("f999", "ja"), (0, vec![]), "nothing reads it");
}

#[test]
fn a_chain_is_followed_and_stops_where_nothing_changes() {
    let mut form = form();
    let index = page(&mut form, "seite", None);
    let integer = FieldType::Integer { min: None, max: None };
    field(&mut form, index, &[], "a", integer);
    for (id, source) in [("b", 0), ("c", 1), ("d", 2)] {
        let next = field(&mut form, index, &[], id, FieldType::Calculated { shown_as: Shown::Number });
        let product = arithmetic(Arithmetic::Multiply, answer(source), number(if id == "c" { "0" } else { "2" }));
        form.fields[next.at()].value = Some(expression(product));
    }
    let mut state = start(form);
    state.set(path("a"), typed("3"));
    assert_eq!(state.value(FieldIndex(1)), Value::from(6));
    assert_eq!(state.value(FieldIndex(3)), Value::from(0));
    let before = state.evaluations();
    state.set(path("a"), typed("4"));
    assert_eq!(state.evaluations() - before, 2, "b and c; c stays 0, so d is not evaluated");
}

#[test]
fn groups_hide_the_groups_within_them() {
    let mut form = form();
    let index = page(&mut form, "seite", None);
    field(&mut form, index, &[], "a", FieldType::YesNo);
    let outer = group(&mut form, index, None, "aussen", Some(expression(answer(0))));
    let inner = group(&mut form, index, Some(outer), "innen", None);
    let deep = field(&mut form, index, &[outer, inner], "b", plain_text());
    let mut state = start(form);
    assert!(!state.is_group_visible(inner) && !state.is_field_visible(deep));
    let changes = state.set(path("a"), typed("yes"));
    assert_eq!((changes.groups, changes.fields), (vec![outer.into(), inner.into()], vec![deep.into()]));
    assert!(state.is_group_visible(inner) && state.is_field_visible(deep));
}

#[test]
fn what_stands_in_a_circle_stays_hidden_and_null() {
    let mut form = form();
    let index = page(&mut form, "seite", None);
    for (id, other) in [("a", 1), ("b", 0)] {
        let field = field(&mut form, index, &[], id, plain_text());
        form.fields[field.at()].visible = Some(expression(equals(answer(other), null())));
    }
    let mut state = start(form);
    state.set(path("a"), typed("x"));
    assert!(!state.is_field_visible(FieldIndex(0)) && !state.is_field_visible(FieldIndex(1)));
}

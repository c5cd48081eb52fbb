//! Repeated groups from the definition to what is sent and read: rows, their identity, rules within them, sums over them, and what a
//! change in one of them costs.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::sync::Arc;
use vordruck_form::answers::{AnswerPath, Answers, RawAnswer};
use vordruck_form::compile::check;
use vordruck_form::compiled::{CompiledForm, GroupIndex, PageIndex};
use vordruck_form::export::{json, reading};
use vordruck_form::feel::{Number, Value};
use vordruck_form::journey::{FieldAt, FormState, GroupAt, Moment, RowIndex};
use vordruck_form::validate::{Fault, ReceivedAnswers, ValidateError};

fn compiled(items: &str) -> CompiledForm {
    let source = format!(
        r#"<process xmlns="urn:vordruck:process:1" id="probe" version="1.0.0"><title>Probe</title>
        <page id="seite"><title>Seite</title>{items}</page>
        <handover><postbox/></handover><retention draft="P30D" postbox="P90D"/></process>"#
    );
    let compiled = check("process.xml", &source, &[]);
    compiled.form.unwrap_or_else(|| panic!("{:#?}", compiled.diagnostics))
}

fn start(items: &str) -> FormState {
    FormState::new(Arc::new(compiled(items)), Answers::default(), moment())
}

fn moment() -> Moment {
    Moment { local: jiff::civil::date(2026, 11, 22).at(12, 0, 0, 0) }
}

const PAGE: PageIndex = PageIndex(0);
const CHILDREN: GroupIndex = GroupIndex(0);

/// Children with a name, an age and, from six years on, a school; limits and totals outside.
const FAMILY: &str = r#"
    <field id="hoechstens" type="integer"><label>Höchstzahl</label></field>
    <repeat id="kinder" min="1" max="hoechstens" row-name="vorname">
      <title>Kinder</title>
      <row>Kind {number}</row>
      <remove>Kind {number} entfernen</remove>
      <field id="vorname" type="person-name" required="true"><label>Vorname</label></field>
      <field id="alter" type="integer" min="0" max="grenze"><label>Alter</label></field>
      <field id="schule" type="text" visible="alter >= 6" required="true"><label>Schule</label></field>
      <rule id="jung" assert="alter &lt; 18 or schule != null" field="alter">Ein Kind ist jünger als 18.</rule>
    </repeat>
    <field id="grenze" type="integer"><label>Altersgrenze</label></field>
    <field id="anzahl" type="calculated" value="count(kinder)"><label>Anzahl</label></field>
    <field id="summe" type="calculated" value="sum(kinder.alter)"><label>Summe</label></field>
    <field id="schulkind" type="yes-no" visible="some k in kinder satisfies k.alter >= 6"><label>Schulkind?</label></field>
    <rule id="namen" assert="count(distinct values(kinder.vorname)) = count(kinder)" field="kinder">Jedes Kind nur einmal.</rule>"#;

fn typed(text: &str) -> RawAnswer {
    RawAnswer::Text(text.to_owned())
}

fn path(text: &str) -> AnswerPath {
    AnswerPath::of(text)
}

fn field(state: &FormState, id: &str, row: RowIndex) -> FieldAt {
    FieldAt { field: state.form().field_by_id(id).unwrap().0, row }
}

fn enter(state: &mut FormState, id: &str, row: RowIndex, text: &str) {
    let path = state.path(field(state, id, row));
    state.set(path, typed(text));
}

fn family(children: &[(&str, &str)]) -> (FormState, Vec<RowIndex>) {
    let mut state = start(FAMILY);
    let rows = children.iter().map(|(name, age)| {
        let (row, _) = state.add_row(CHILDREN).unwrap();
        enter(&mut state, "vorname", row, name);
        enter(&mut state, "alter", row, age);
        row
    });
    let rows = rows.collect();
    (state, rows)
}

fn number(state: &FormState, id: &str) -> Value {
    state.value(field(state, id, RowIndex::OUTSIDE))
}

fn faults(state: &FormState) -> Vec<(String, Fault)> {
    state.page_errors(PAGE).into_iter().map(|error| (error.path.0, error.fault)).collect()
}

/// Whatever happened before, the state is the one these answers have.
fn assert_fresh(state: &FormState) {
    let fresh = FormState::new(Arc::clone(state.form()), state.answers().clone(), state.moment());
    assert!(fresh == *state, "the state after changes differs from a fresh one");
}

#[test]
fn rows_have_answers_of_their_own_and_outside_they_are_a_list() {
    let (state, rows) = family(&[("Anna", "7"), ("Ben", "4")]);
    assert_eq!(state.answers().get(&path("kinder[1].vorname")), Some(&typed("Anna")));
    assert_eq!(number(&state, "anzahl"), Value::from(2));
    assert_eq!(number(&state, "summe"), Value::from(11));
    assert!(state.is_field_visible(field(&state, "schulkind", RowIndex::OUTSIDE)));
    assert!(state.is_field_visible(field(&state, "schule", rows[0])));
    assert!(!state.is_field_visible(field(&state, "schule", rows[1])));
    assert_fresh(&state);
}

#[test]
fn a_row_keeps_its_answers_when_the_one_before_it_is_removed() {
    let (mut state, rows) = family(&[("Anna", "7"), ("Ben", "4"), ("Cem", "2")]);
    let (_, changes) = state.remove_row(rows[0]).unwrap();
    assert!(changes.rows.contains(&CHILDREN.into()));
    assert_eq!(state.rows(CHILDREN), [rows[1], rows[2]]);
    assert_eq!(state.row_title(rows[1], 0), "Kind 1: Ben");
    assert_eq!(state.remove_wording(rows[2], 0), "Kind 2 entfernen");
    assert_eq!(state.path(field(&state, "vorname", rows[1])), path("kinder[2].vorname"));
    assert_eq!(number(&state, "summe"), Value::from(6));
    assert!(!state.is_field_visible(field(&state, "schulkind", RowIndex::OUTSIDE)));
    assert_fresh(&state);
}

#[test]
fn a_removed_row_comes_back_to_its_place_and_no_other_row_gets_its_id() {
    let (mut state, rows) = family(&[("Anna", "7"), ("Ben", "4")]);
    let before = state.answers().clone();
    let (removed, _) = state.remove_row(rows[0]).unwrap();
    assert_eq!(state.answers().get(&path("kinder[1].vorname")), None, "what was removed is not kept");
    let (third, _) = state.add_row(CHILDREN).unwrap();
    enter(&mut state, "vorname", third, "Cem");
    let (back, _) = state.restore_row(removed).unwrap();
    assert_eq!(state.row_title(back, 0), "Kind 1: Anna");
    assert_eq!(state.row_title(third, 0), "Kind 3: Cem");
    assert_eq!(state.path(field(&state, "vorname", third)), path("kinder[3].vorname"));
    assert_fresh(&state);
    state.remove_row(third);
    assert_eq!(state.answers().get(&path("kinder[1].alter")), before.get(&path("kinder[1].alter")));
}

#[test]
fn an_error_in_a_row_has_the_path_of_its_input() {
    let (mut state, rows) = family(&[("Anna", "7"), ("", "4")]);
    enter(&mut state, "schule", rows[0], "Grundschule");
    assert_eq!(faults(&state), [("kinder[2].vorname".to_owned(), Fault::Missing)]);
    enter(&mut state, "vorname", rows[1], "Ben");
    enter(&mut state, "grenze", RowIndex::OUTSIDE, "5");
    assert_eq!(faults(&state), [("kinder[1].alter".to_owned(), Fault::TooLarge { most: "5".into() })], "a limit may stand outside");
    enter(&mut state, "grenze", RowIndex::OUTSIDE, "50");
    enter(&mut state, "schule", rows[0], "");
    enter(&mut state, "alter", rows[0], "20");
    let errors = state.page_errors(PAGE);
    let found: Vec<_> = errors.iter().map(|error| (error.path.as_str(), error.row, &error.fault)).collect();
    assert_eq!(found, [("kinder[1].alter", rows[0], &Fault::Rule(0)), ("kinder[1].schule", rows[0], &Fault::Missing)]);
}

#[test]
fn too_few_and_too_many_rows_and_rules_over_all_rows_are_faults_of_the_group() {
    let mut state = start(FAMILY);
    assert_eq!(faults(&state), [("kinder".to_owned(), Fault::TooFewRows { group: CHILDREN, least: 1 })]);
    let changes = state.add_least_rows(PAGE);
    assert_eq!((state.rows(CHILDREN).len(), changes.rows), (1, vec![GroupAt::from(CHILDREN)]));
    let (mut state, rows) = family(&[("Anna", "1"), ("Anna", "2")]);
    assert_eq!(faults(&state), [("kinder".to_owned(), Fault::Rule(1))]);
    enter(&mut state, "vorname", rows[1], "Ben");
    enter(&mut state, "hoechstens", RowIndex::OUTSIDE, "1");
    assert_eq!(faults(&state), [("kinder".to_owned(), Fault::TooManyRows { group: CHILDREN, most: 1 })]);
    assert_eq!(state.row_limits(CHILDREN), (Some(1), Some(1)));
}

const NESTED: &str = r#"
    <field id="mit" type="yes-no"><label>Mit Kindern?</label></field>
    <repeat id="haushalte" visible="mit"><title>Haushalte</title>
      <field id="ort" type="text"><label>Ort</label></field>
      <repeat id="personen" max="5" visible='ort != "leer"'><title>Personen</title>
        <field id="name" type="text"><label>Name</label></field>
        <field id="betrag" type="money"><label>Betrag</label></field>
        <field id="anteil" type="calculated" value="betrag / gesamt"><label>Anteil</label></field>
        <field id="wo" type="calculated" value='name + " in " + ort'><label>Wo</label></field>
      </repeat>
      <field id="gesamt" type="calculated" value="sum(personen.betrag)"><label>Gesamt</label></field>
    </repeat>
    <field id="alle" type="calculated" value="sum(for h in haushalte return h.gesamt)"><label>Alle</label></field>
    <field id="groesster" type="calculated" value="max(for h in haushalte return count(h.personen))"><label>Größter</label></field>"#;

#[test]
fn rows_stand_in_rows_and_see_what_is_around_them() {
    let mut state = start(NESTED);
    state.set(path("mit"), typed("yes"));
    let (first, _) = state.add_row(CHILDREN).unwrap();
    let (second, _) = state.add_row(CHILDREN).unwrap();
    enter(&mut state, "ort", first, "Gießen");
    enter(&mut state, "ort", second, "Marburg");
    let inner = |row| GroupAt { group: GroupIndex(1), row };
    for (row, amounts) in [(first, ["10", "30"].as_slice()), (second, ["2,50"].as_slice())] {
        for amount in amounts {
            let (person, _) = state.add_row(inner(row)).unwrap();
            enter(&mut state, "betrag", person, amount);
            enter(&mut state, "name", person, "Kim");
        }
    }
    let person = state.rows(inner(first))[1];
    assert_eq!(state.path(field(&state, "name", person)), path("haushalte[1].personen[2].name"));
    assert_eq!(state.field_at(&path("haushalte[1].personen[2].name")), Some(field(&state, "name", person)));
    assert_eq!(state.value(field(&state, "anteil", person)), Value::Number(Number::parse("0.75").unwrap()));
    assert_eq!(state.value(field(&state, "wo", person)), Value::text("Kim in Gießen"));
    assert_eq!(number(&state, "alle"), Value::Number(Number::parse("42.50").unwrap()));
    assert_eq!(number(&state, "groesster"), Value::from(2));
    assert_fresh(&state);
    enter(&mut state, "ort", first, "leer");
    assert!(!state.is_field_visible(field(&state, "name", person)));
    assert_eq!(state.value(field(&state, "gesamt", first)), Value::Null);
    assert_fresh(&state);
    state.set(path("mit"), typed("no"));
    assert_eq!(number(&state, "alle"), Value::Null);
    assert_fresh(&state);
    state.set(path("mit"), typed("yes"));
    state.remove_row(first);
    assert_eq!(number(&state, "alle"), Value::Number(Number::parse("2.50").unwrap()));
    assert_fresh(&state);
}

#[test]
fn what_is_sent_are_the_rows_that_are_shown_and_they_validate_again() {
    let (mut state, rows) = family(&[("Anna", "7"), ("Ben", "4")]);
    enter(&mut state, "schule", rows[0], "Grundschule");
    enter(&mut state, "schule", rows[1], "verborgen");
    state.set(path("schulkind"), typed("yes"));
    state.remove_row(rows[1]);
    state.add_row(CHILDREN).map(|(row, _)| enter(&mut state, "vorname", row, " Cem ")).unwrap();
    let sent = ReceivedAnswers::from_state(&state, "hash", "de");
    let paths: Vec<&str> = sent.answers.iter().map(|(path, _)| path.as_str()).collect();
    let expected = ["kinder", "kinder[1].alter", "kinder[1].schule", "kinder[1].vorname", "kinder[3].vorname", "schulkind"];
    assert_eq!(paths, expected);
    assert_eq!(sent.answers.get(&path("kinder[3].vorname")), Some(&typed("Cem")));
    let validated = sent.validate(state.form(), moment()).unwrap();
    let exported = json::to_value(&validated).unwrap();
    assert_eq!(
        exported["answers"]["kinder"],
        serde_json::json!([{ "vorname": "Anna", "alter": 7, "schule": "Grundschule" }, { "vorname": "Cem" }])
    );
    let lines: Vec<(Option<String>, String)> =
        reading::sections(validated.state(), 0)[0].rows.iter().map(|row| (row.group.clone(), row.lines.join(" "))).collect();
    assert_eq!(lines[1], (Some("Kind 1: Anna".to_owned()), "Anna".to_owned()));
    assert_eq!(lines[4], (Some("Kind 2: Cem".to_owned()), "Cem".to_owned()));
}

#[test]
fn a_foreign_program_gets_nothing_in_that_the_form_has_no_row_for() {
    let (state, _) = family(&[("Anna", "4")]);
    let sent = || ReceivedAnswers::from_state(&state, "hash", "de");
    let unexpected = |change: &dyn Fn(&mut Answers)| {
        let mut sent = sent();
        change(&mut sent.answers);
        match sent.validate(state.form(), moment()) {
            Err(ValidateError::UnexpectedAnswers(paths)) => paths.into_iter().map(|path| path.0).collect(),
            other => vec![format!("{other:?}")],
        }
    };
    for wrong in
        ["kinder[2].vorname", "kinder[01].vorname", "kinder[1].summe", "kinder.vorname", "vorname", "kinder[1].vorname.x", "kinder[1]"]
    {
        assert_eq!(unexpected(&|answers| answers.set(path(wrong), typed("Anna"))), [wrong]);
    }
    let rows = |ids: &[u32], next| RawAnswer::Rows(vordruck_form::answers::RowIds { ids: ids.to_vec(), next });
    assert_eq!(unexpected(&|answers| answers.set(path("vorname"), rows(&[1], 2))), ["vorname"]);
    let refused = |ids: &[u32], next| {
        let mut sent = sent();
        sent.answers.set(path("kinder"), rows(ids, next));
        sent.validate(state.form(), moment()).map(drop)
    };
    assert_eq!(refused(&[1, 1], 2), Err(ValidateError::TooLarge));
    assert_eq!(refused(&(1..3_000).collect::<Vec<_>>(), 3_000), Err(ValidateError::TooLarge));
    assert!(matches!(refused(&[1, 2], 3), Err(ValidateError::Faults(faults)) if faults[0].path.as_str() == "kinder[2].vorname"));
}

#[test]
fn a_change_in_a_row_evaluates_what_depends_on_it_and_not_the_other_rows() {
    let mut state = start(FAMILY);
    for _ in 0..200 {
        state.add_row(CHILDREN).unwrap();
    }
    let rows = state.rows(CHILDREN);
    let before = state.evaluations();
    enter(&mut state, "vorname", rows[100], "Anna");
    assert_eq!(state.evaluations() - before, 1, "only the condition that reads the rows as a whole");
    let before = state.evaluations();
    enter(&mut state, "alter", rows[100], "7");
    assert_eq!(state.evaluations() - before, 3, "its school, the sum, the condition over all rows");
    assert_fresh(&state);
}

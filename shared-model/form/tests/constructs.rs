//! What a definition can say beside fields: alternatives, opening times, declarations, levels of assurance; seen from the applicant.

#![expect(clippy::panic, reason = "a test that cannot go on has failed")]

use jiff::civil::date;
use std::sync::Arc;
use vordruck_form::answers::{AnswerPath, Answers, RawAnswer};
use vordruck_form::compile::{TenantSettings, compile};
use vordruck_form::compiled::{Assurance, CompiledForm, FieldType, GroupIndex, Item, PageIndex};
use vordruck_form::journey::{FieldAt, FormState, Moment, Openness};
use vordruck_form::validate::{Fault, ReceivedAnswers, ValidateError};

fn form(items: &str, end: &str, tenant: Option<&TenantSettings>) -> Arc<CompiledForm> {
    let source = format!(
        r#"<process xmlns="urn:vordruck:process:1" id="probe" version="1.0.0"><title>Probe</title>
        <parameter id="schluss" type="date" default="2026-12-31"/>
        <code-list id="wege"><entry code="a"><label>A</label></entry><entry code="b"><label>B</label></entry></code-list>
        <page id="seite"><title>Seite</title>{items}</page>{end}
        <handover><postbox/></handover><retention draft="P30D" postbox="P90D"/></process>"#
    );
    let compiled = compile("process.xml", &source, &[], tenant);
    Arc::new(compiled.form.unwrap_or_else(|| panic!("{:#?}", compiled.diagnostics)))
}

fn at(form: &Arc<CompiledForm>, local: jiff::civil::DateTime) -> FormState {
    FormState::new(Arc::clone(form), Answers::default(), Moment { local })
}

fn faults(state: &FormState) -> Vec<(String, Fault)> {
    state.page_errors(PageIndex(0)).into_iter().map(|error| (error.path.0, error.fault)).collect()
}

const WAYS: &str = r#"
    <field id="telefon" type="phone"><label>Telefon</label></field>
    <field id="wege" type="checkboxes" options="wege"><label>Wege</label></field>
    <field id="ja" type="consent"><label>Ja</label></field>
    <alternatives id="eines" of="telefon wege ja" at="AT">Geben Sie eines an.</alternatives>"#;

#[test]
fn alternatives_count_what_is_answered_whatever_its_type() {
    let phone = || (AnswerPath::of("telefon"), RawAnswer::Text("0641 1234".into()));
    let ways = || (AnswerPath::of("wege"), RawAnswer::Choices(vec!["a".into()]));
    let ticked = || (AnswerPath::of("ja"), RawAnswer::Text("yes".into()));
    let broken = |kind: &str, answers: Vec<(AnswerPath, RawAnswer)>| {
        let mut state = at(
            &form(&WAYS.replace("AT", kind).replace("id=\"wege\" type", "id=\"wege_\" type").replace("wege ja", "wege_ ja"), "", None),
            date(2026, 11, 22).at(12, 0, 0, 0),
        );
        for (path, answer) in answers {
            let path = if path.as_str() == "wege" { AnswerPath::of("wege_") } else { path };
            state.set(path, answer);
        }
        faults(&state) == [("telefon".to_owned(), Fault::Rule(0))]
    };
    for answers in [vec![phone()], vec![ways()], vec![ticked()]] {
        assert!(!broken("exactly-one", answers.clone()) && !broken("at-least-one", answers.clone()) && !broken("at-most-one", answers));
    }
    assert!(broken("exactly-one", vec![]) && broken("at-least-one", vec![]) && !broken("at-most-one", vec![]));
    let two = || vec![ways(), ticked()];
    assert!(broken("exactly-one", two()) && !broken("at-least-one", two()) && broken("at-most-one", two()));
}

#[test]
fn a_form_is_open_from_the_first_to_the_last_moment() {
    let opening = r#"<opening from='date("2026-11-01")' until="schluss">Das Formular ist ab November offen.</opening>"#;
    let field = r#"<field id="a" type="text"><label>A</label></field>"#;
    let form_of = |end: &str| {
        let tenant = TenantSettings {
            id: "musterstadt".into(),
            name: "Stadt Musterstadt".into(),
            parameters: [("schluss".to_owned(), end.to_owned())].into(),
            ..TenantSettings::default()
        };
        form(field, opening, Some(&tenant))
    };
    let form = form_of("2026-12-15");
    let open = |year, month, day, hour, minute| at(&form, date(year, month, day).at(hour, minute, 59, 0)).openness();
    let last = date(2026, 12, 15).at(23, 59, 59, 999_999_999);
    assert_eq!(open(2026, 10, 31, 23, 59), Openness::NotYet { from: date(2026, 11, 1).at(0, 0, 0, 0) });
    assert_eq!(open(2026, 11, 1, 0, 0), Openness::Open { until: Some(last) });
    assert_eq!(open(2026, 12, 15, 23, 59), Openness::Open { until: Some(last) });
    assert_eq!(open(2026, 12, 16, 0, 0), Openness::Closed { until: last });
    assert_eq!(form.opening.as_ref().unwrap().message.in_language(0), "Das Formular ist ab November offen.");
}

#[test]
fn what_counts_is_the_moment_of_receipt() {
    let form = form(
        r#"<field id="a" type="text"><label>A</label></field>"#,
        r#"<opening until='date and time("2026-12-01T18:00:00")'>Zu.</opening>"#,
        None,
    );
    let sent = ReceivedAnswers::from_state(&at(&form, date(2026, 12, 1).at(17, 0, 0, 0)), "hash", "de");
    let received = |hour, minute| sent.clone().validate(&form, Moment { local: date(2026, 12, 1).at(hour, minute, 0, 0) }).map(drop);
    assert_eq!(received(18, 0), Ok(()));
    assert_eq!(received(18, 1), Err(ValidateError::NotOpen));
}

#[test]
fn a_declaration_is_words_and_a_box_that_has_to_be_ticked() {
    let form = form(
        r#"<declaration id="wahr"><p>Falsche Angaben können strafbar sein.</p><label>Meine Angaben sind wahr.</label></declaration>"#,
        r#"<assurance level="substantial"/>"#,
        None,
    );
    assert_eq!(form.assurance, Assurance::Substantial);
    assert!(matches!(form.pages[0].items.as_slice(), [Item::Note(_), Item::Field(_)]));
    assert_eq!(form.fields[0].kind, FieldType::Consent);
    assert_eq!(faults(&at(&form, date(2026, 11, 22).at(12, 0, 0, 0))), [("wahr".to_owned(), Fault::NotAgreed)]);
}

const OFFERED: &str = r#"
    <field id="vorname" type="person-name"><label>Vorname</label></field>
    <field id="name" type="person-name"><label>Name</label></field>
    <field id="konto" type="person-name" offer='vorname + " " + name'><label>Konto von</label></field>
    <repeat id="kinder" max="3"><title>Kinder</title>
      <field id="kindname" type="person-name" offer="name"><label>Name des Kindes</label></field>
    </repeat>"#;

#[test]
fn what_was_said_before_is_offered_once_all_of_it_is_known_and_until_it_stands_there() {
    let mut state = at(&form(OFFERED, "", None), date(2026, 11, 22).at(12, 0, 0, 0));
    let (account, _) = state.form().field_by_id("konto").unwrap_or_else(|| panic!("no such field"));
    let enter = |state: &mut FormState, id: &str, text: &str| state.set(AnswerPath::of(id), RawAnswer::Text(text.to_owned()));
    assert_eq!(state.offer(account), None);
    enter(&mut state, "vorname", "Ada");
    assert_eq!(state.offer(account), None);
    enter(&mut state, "name", "Muster");
    assert_eq!(state.offer(account).as_deref(), Some("Ada Muster"));
    enter(&mut state, "konto", "Ada");
    assert_eq!(state.offer(account).as_deref(), Some("Ada Muster"));
    enter(&mut state, "konto", " Ada Muster ");
    assert_eq!(state.offer(account), None);

    let (child, _) = state.form().field_by_id("kindname").unwrap_or_else(|| panic!("no such field"));
    let (row, _) = state.add_row(GroupIndex(0)).unwrap_or_else(|| panic!("no row"));
    assert_eq!(state.offer(FieldAt { field: child, row }).as_deref(), Some("Muster"));
}

#[test]
fn what_is_offered_is_a_text() {
    let source = OFFERED.replace(r#"offer="name""#, r#"offer="1""#);
    let whole = format!(
        r#"<process xmlns="urn:vordruck:process:1" id="probe" version="1.0.0"><title>Probe</title><page id="seite"><title>Seite</title>{source}</page>
        <handover><postbox/></handover><retention draft="P30D" postbox="P90D"/></process>"#
    );
    assert!(compile("process.xml", &whole, &[], None).form.is_none());
}

//! Blocks: included twice under names of their own, with their translations, rules and code lists; and those that ship.

#![expect(clippy::panic, reason = "a test that cannot go on has failed")]

use std::sync::Arc;
use vordruck_form::answers::{AnswerPath, Answers, RawAnswer};
use vordruck_form::compile::library::SHIPPED;
use vordruck_form::compile::{Beside, BlockSource, Compiled, LanguageFile, compile_with};
use vordruck_form::compiled::{CompiledForm, FieldType, GroupIndex, PageIndex};
use vordruck_form::journey::{FormState, GroupAt, Moment};
use vordruck_form::parts::Needs;
use vordruck_form::validate::Fault;

const OWN: &str = r#"<block xmlns="urn:vordruck:process:1" id="hund">
  <title>Hund</title>
  <code-list id="rassen"><entry code="dackel"><label>Dackel</label></entry><entry code="anderer"><label>ein anderer</label></entry></code-list>
  <field id="rasse" type="radios" options="rassen" required="true"><label>Rasse</label></field>
  <field id="welche" type="text" required="true" visible='rasse = "anderer"'><label>Welche?</label></field>
  <field id="alter" type="integer" min="0"><label>Alter</label></field>
  <field id="jahre" type="calculated" value="alter * faktor"><label>Menschenjahre</label></field>
  <rule id="jung" assert="alter &lt; 30" field="alter">So alt wird kein Hund.</rule>
  <include id="halter" block="anschrift" required="false" without="adresszusatz"/>
</block>"#;
const OWN_EN: &str = "hund =\n    .title = Dog\nrasse = Breed\nwelche = Which one?\nalter = Age\njahre = Human years\nrule-jung =\n    .message = No dog gets that old.\nrassen-dackel = Dachshund\nrassen-anderer = another one\n";

fn compiled(items: &str, texts: &str) -> Compiled {
    let source = format!(
        r#"<process xmlns="urn:vordruck:process:1" id="probe" version="1.0.0"><title>Probe</title><parameter id="faktor" type="integer" default="7"/>
        <page id="seite"><title>Seite</title>{items}</page><handover><postbox/></handover><retention draft="P30D" postbox="P90D"/></process>"#
    );
    let own = BlockSource {
        id: "hund",
        name: "blocks/hund/block.xml",
        source: OWN,
        texts: &[LanguageFile { language: "en", name: "blocks/hund/texts/en.ftl", text: OWN_EN }],
    };
    let texts = [LanguageFile { language: "en", name: "texts/en.ftl", text: texts }];
    compile_with("process.xml", &source, &texts, Beside { blocks: &[own], ..Beside::default() }, None)
}

fn form(items: &str, texts: &str) -> CompiledForm {
    let compiled = compiled(items, texts);
    compiled.form.unwrap_or_else(|| panic!("{:#?}", compiled.diagnostics))
}

const TWO: &str = r#"
  <include id="erster" block="hund"><title>Erster Hund</title></include>
  <include id="zweiter" block="hund" required="false" without="jahre"><title>Zweiter Hund</title><override text="alter.label">Alter in Jahren</override></include>"#;
const TWO_EN: &str =
    "process = Sample\nseite = Page\nerster =\n    .title = First dog\nzweiter =\n    .title = Second dog\nzweiter_alter = Age in years\n";

#[test]
fn a_block_stands_twice_under_names_of_its_own() {
    let form = form(TWO, TWO_EN);
    let ids: Vec<&str> = form.fields.iter().map(|field| field.id.as_str()).collect();
    assert_eq!(ids[..4], ["erster_rasse", "erster_welche", "erster_alter", "erster_jahre"]);
    assert!(ids.contains(&"erster_halter_strasse") && ids.contains(&"zweiter_halter_plz"));
    assert!(!ids.contains(&"zweiter_jahre") && !ids.contains(&"erster_halter_adresszusatz"));
    assert_eq!(form.code_lists.len(), 1, "a list is there once");
    assert_eq!(form.groups.iter().filter_map(|group| group.fim_id.as_deref()).collect::<Vec<_>>(), ["G60000086", "G60000086"]);
}

#[test]
fn its_texts_are_translated_by_the_block_unless_the_process_says_otherwise() {
    let form = form(TWO, TWO_EN);
    assert_eq!(form.languages, ["de", "en"]);
    let label = |id: &str, language| form.field_by_id(id).unwrap().1.label.in_language(language).to_owned();
    assert_eq!((label("erster_alter", 0), label("erster_alter", 1)), ("Alter".to_owned(), "Age".to_owned()));
    assert_eq!((label("zweiter_alter", 0), label("zweiter_alter", 1)), ("Alter in Jahren".to_owned(), "Age in years".to_owned()));
    assert_eq!(label("erster_halter_strasse", 1), "Street");
    assert_eq!(form.rules[1].message.in_language(1), "No dog gets that old.");
    let without = compiled(TWO, &TWO_EN.replace("zweiter_alter = Age in years\n", ""));
    assert!(without.diagnostics.iter().any(|diagnostic| diagnostic.code.id == "VD0071"), "other words need another translation");
}

#[test]
fn expressions_and_rules_speak_of_their_own_fields_first() {
    let moment = Moment { local: jiff::civil::date(2026, 11, 22).at(12, 0, 0, 0) };
    let mut state = FormState::new(Arc::new(form(TWO, TWO_EN)), Answers::default(), moment);
    let mut enter = |id: &str, text: &str| {
        state.set(vordruck_form::answers::AnswerPath::of(id), RawAnswer::Text(text.to_owned()));
    };
    enter("erster_rasse", "dackel");
    enter("zweiter_rasse", "anderer");
    enter("erster_alter", "3");
    enter("zweiter_alter", "40");
    let seen = |id: &str| state.is_field_visible(state.form().field_by_id(id).unwrap().0);
    assert!(!seen("erster_welche") && seen("zweiter_welche"));
    assert_eq!(state.value(state.form().field_by_id("erster_jahre").unwrap().0), 21.into());
    let faults: Vec<_> = state.page_errors(PageIndex(0)).into_iter().map(|error| (error.path.0, error.fault)).collect();
    assert_eq!(faults, [("zweiter_alter".to_owned(), Fault::Rule(1))], "the second one demands nothing");
}

#[test]
fn what_a_block_does_not_have_cannot_be_left_out() {
    let codes = |items: &str| -> Vec<&str> { compiled(items, "").diagnostics.iter().map(|diagnostic| diagnostic.code.id).collect() };
    assert!(codes(r#"<include id="a" block="hund" without="rase"/>"#).contains(&"VD0009"));
    assert!(codes(r#"<include id="a" block="hund" required="ja"/>"#).contains(&"VD0009"));
}

#[test]
fn every_block_that_ships_compiles_and_speaks_every_language() {
    for block in SHIPPED {
        for (language, text) in [
            ("en", "process = Sample\nseite = Page\na =\n    .title = A\n"),
            ("de-simple", "process = Probe\nseite = Seite\na =\n    .title = A\n"),
        ] {
            let source = format!(
                r#"<process xmlns="urn:vordruck:process:1" id="probe" version="1.0.0"><title>Probe</title>
                <page id="seite"><title>Seite</title><include id="a" block="{}"><title>A</title></include></page>
                <handover><postbox/></handover><retention draft="P30D" postbox="P90D"/></process>"#,
                block.id
            );
            let texts = [LanguageFile { language, name: "texts.ftl", text }];
            let compiled = compile_with("process.xml", &source, &texts, Beside::default(), None);
            assert!(compiled.diagnostics.is_empty(), "{} {language}: {:#?}", block.id, compiled.diagnostics);
            assert_eq!(compiled.form.unwrap().languages, ["de", language]);
        }
    }
}

#[test]
fn periods_and_moments_are_fields_of_their_own() {
    let items = r#"<field id="zeit" type="period" min="today()" required="true"><label>Zeitraum</label></field>
      <field id="termin" type="date-time"><label>Termin</label></field>"#;
    let form = form(items, "process = Sample\nseite = Page\nzeit = Period\ntermin =\n    .label = Appointment\n");
    let ids: Vec<&str> = form.fields.iter().map(|field| field.id.as_str()).collect();
    assert_eq!(ids, ["zeit_von", "zeit_bis", "termin_datum", "termin_zeit"]);
    assert_eq!(form.fields[1].label.in_language(1), "Until");
    assert!(matches!(form.fields[3].kind, FieldType::Time { .. }));
    let moment = Moment { local: jiff::civil::date(2026, 11, 22).at(12, 0, 0, 0) };
    let mut state = FormState::new(Arc::new(form), Answers::default(), moment);
    let day = |day: &str| RawAnswer::Date { day: day.into(), month: "12".into(), year: "2026".into() };
    state.set(vordruck_form::answers::AnswerPath::of("zeit_von"), day("5"));
    state.set(vordruck_form::answers::AnswerPath::of("zeit_bis"), day("4"));
    let faults: Vec<_> = state.page_errors(PageIndex(0)).into_iter().map(|error| error.fault).collect();
    assert_eq!(faults, [Fault::TooEarly { earliest: "2026-12-05".into() }]);
}

#[test]
fn rows_in_a_block_are_named_as_the_block_names_them() {
    let source = r#"<block xmlns="urn:vordruck:process:1" id="familie">
      <repeat id="kinder" max="9"><title>Kinder</title><field id="alter" type="integer"><label>Alter</label></field></repeat>
      <field id="summe" type="calculated" value="sum(kinder.alter)"><label>Summe</label></field>
      <field id="schule" type="yes-no" visible="some k in kinder satisfies k.alter >= 6"><label>Schule?</label></field>
    </block>"#;
    let own = BlockSource { id: "familie", name: "blocks/familie/block.xml", source, texts: &[] };
    let process = r#"<process xmlns="urn:vordruck:process:1" id="probe" version="1.0.0"><title>Probe</title>
        <page id="seite"><title>Seite</title><include id="a" block="familie"/><include id="b" block="familie"/></page>
        <handover><postbox/></handover><retention draft="P30D" postbox="P90D"/></process>"#;
    let compiled = compile_with("process.xml", process, &[], Beside { blocks: &[own], ..Beside::default() }, None);
    let form = compiled.form.unwrap_or_else(|| panic!("{:#?}", compiled.diagnostics));
    let moment = Moment { local: jiff::civil::date(2026, 11, 22).at(12, 0, 0, 0) };
    let mut state = FormState::new(Arc::new(form), Answers::default(), moment);
    let group = |state: &FormState, id: &str| {
        let position = state.form().groups.iter().position(|group| group.id == id).unwrap();
        vordruck_form::compiled::GroupIndex(u32::try_from(position).unwrap())
    };
    let second = group(&state, "b_kinder");
    state.add_row(second).unwrap();
    state.set(vordruck_form::answers::AnswerPath::of("b_kinder[1].b_alter"), RawAnswer::Text("7".into()));
    let field = |id: &str| state.form().field_by_id(id).unwrap().0;
    assert_eq!(state.value(field("b_summe")), 7.into());
    assert!(state.is_field_visible(field("b_schule")) && !state.is_field_visible(field("a_schule")));
}

const OFFERED: &str = r#"
  <include id="halter" block="person" without="geburtsort"/>
  <include id="haus" block="anschrift"><title>Ihre Anschrift</title></include>
  <include id="hof" block="anschrift" without="adresszusatz" offer="haus"/>
  <repeat id="leute" max="3"><title>Leute</title>
    <include id="wer" block="person" offer="halter"/>
    <include id="wo" block="anschrift" offer="haus hof"/>
  </repeat>"#;

fn offered() -> FormState {
    let compiled = compiled(OFFERED, "");
    let form = compiled.form.unwrap_or_else(|| panic!("{:#?}", compiled.diagnostics));
    FormState::new(Arc::new(form), Answers::default(), Moment { local: jiff::civil::date(2026, 11, 22).at(12, 0, 0, 0) })
}

fn group(state: &FormState, id: &str) -> GroupIndex {
    (0..).map(GroupIndex).zip(&state.form().groups).find(|(_, group)| group.id == id).unwrap_or_else(|| panic!("no group {id}")).0
}

fn enter(state: &mut FormState, path: &str, text: &str) {
    state.set(AnswerPath::of(path), RawAnswer::Text(text.to_owned()));
}

#[test]
fn a_block_is_taken_over_as_a_whole_once_something_of_it_is_answered() {
    let mut state = offered();
    let yard = group(&state, "hof");
    assert!(state.takeovers(yard).is_empty());
    enter(&mut state, "haus_strasse", "Heidestraße");
    enter(&mut state, "haus_adresszusatz", "Hinterhaus");
    enter(&mut state, "haus_plz", "  ");
    enter(&mut state, "hof_ort", "Köln");
    let [takeover] = &state.takeovers(yard)[..] else { panic!("one is offered") };
    assert_eq!(takeover.from, group(&state, "haus"));
    assert_eq!(
        takeover.said.iter().map(|at| state.path(*at)).collect::<Vec<_>>(),
        ["haus_strasse"].map(AnswerPath::of),
        "without what is left out"
    );
    let entered: Vec<(&str, bool)> = takeover.entered.iter().map(|(path, answer)| (path.as_str(), answer.is_some())).collect();
    assert_eq!(
        entered,
        [("hof_strasse", true), ("hof_hausnummer", false), ("hof_plz", false), ("hof_ort", false)],
        "what is blank there is blank here"
    );
    assert!(!state.is_entered(&takeover.entered));
    let before = state.entered_at(&takeover.entered);
    for (path, answer) in takeover.entered.clone() {
        match answer {
            Some(answer) => state.set(path, answer),
            None => state.unset(&path),
        };
    }
    assert!(state.is_entered(&takeover.entered) && !state.is_entered(&before));
    // A single field offers nothing of its own.
    let (street, _) = state.form().field_by_id("hof_strasse").unwrap_or_else(|| panic!("no such field"));
    assert_eq!(state.offer(street), None);
}

#[test]
fn in_rows_everything_of_outside_can_be_taken_over_whatever_its_kind() {
    let mut state = offered();
    let people = group(&state, "leute");
    let (row, _) = state.add_row(people).unwrap_or_else(|| panic!("no row"));
    enter(&mut state, "halter_familienname", "Muster");
    state.set(
        AnswerPath::of("halter_geburtsdatum"),
        RawAnswer::Date { day: "1".to_owned(), month: "2".to_owned(), year: "1980".to_owned() },
    );
    enter(&mut state, "hof_ort", "Köln");
    let at = |id: &str| GroupAt { group: group(&state, id), row };
    let [who] = &state.takeovers(at("wer"))[..] else { panic!("one is offered") };
    assert_eq!(who.said.len(), 2);
    let day = who.entered.iter().find(|(path, _)| path.as_str() == "leute[1].wer_geburtsdatum");
    assert!(matches!(day, Some((_, Some(RawAnswer::Date { .. })))), "{:?}", who.entered);
    // Of two addresses only one has answers.
    let [place] = &state.takeovers(at("wo"))[..] else { panic!("one is offered") };
    assert_eq!(place.from, group(&state, "hof"));
    assert!(state.takeovers(people).is_empty() && state.takeovers(group(&state, "haus")).is_empty());
}

#[test]
fn offering_a_block_needs_no_more_code_and_survives_storing() {
    let (with, without) = (
        offered(),
        form(&OFFERED.replace(r#" offer="haus""#, "").replace(r#" offer="halter""#, "").replace(r#" offer="haus hof""#, ""), ""),
    );
    assert_eq!(Needs::of(with.form()), Needs::of(&without));
    let bytes = with.form().to_bytes();
    assert_eq!(CompiledForm::from_bytes(&bytes).as_ref(), Ok(&**with.form()));
}

//! Tables of rows: what spreadsheets read, and what they must not compute.

use crate::processes::{compiled, moment};
use std::sync::Arc;
use vordruck_form::answers::{AnswerPath, Answers, FileAnswer, RawAnswer};
use vordruck_form::compiled::GroupIndex;
use vordruck_form::export::Keys;
use vordruck_form::export::csv::{Beginning, Table, tables};
use vordruck_form::journey::{FormState, GroupAt};
use vordruck_form::validate::ReceivedAnswers;

const DOGS: &str = r#"<process xmlns="urn:vordruck:process:1" id="hunde" version="1.0.0"><title>Hunde</title>
<code-list id="rassen"><entry code="M"><label>Mischling</label></entry><entry code="P"><label>Pudel</label></entry></code-list>
<page id="p"><title>P</title>
<repeat id="hunde"><title>Hunde</title><row>Hund {number}</row><add>Hund hinzufügen</add><remove>Hund {number} entfernen</remove>
  <field id="name" type="text"><label>Name</label></field>
  <group id="mehr" fim="G60000001"><title>Mehr</title>
    <field id="rasse" type="checkboxes" options="rassen"><label>Rasse</label></field>
    <field id="gewicht" type="decimal" scale="1"><label>Gewicht</label></field></group>
  <field id="bild" type="file" accept="pdf" max-size="1 MB"><label>Bild</label></field>
  <repeat id="impfungen"><title>Impfungen</title><row>Impfung {number}</row><add>Impfung hinzufügen</add><remove>Impfung {number} entfernen</remove>
    <field id="tag" type="date"><label>Tag</label></field></repeat>
</repeat></page><handover><postbox/></handover><retention draft="P30D" postbox="P90D"/></process>"#;

fn filled(beginning: Beginning, keys: Keys) -> Vec<Table> {
    let form = compiled(DOGS, &[]);
    let mut state = FormState::new(Arc::clone(&form), Answers::default(), moment());
    let mut rows = Vec::new();
    for (name, weight) in [("=1+1", "-3,5"), ("Anna \"die\", Große", "12")] {
        let (row, _) = state.add_row(GroupIndex(0)).unwrap();
        let path = |id: &str| AnswerPath::in_row(&AnswerPath::of("hunde"), u32::try_from(state.row_number(row)).unwrap(), id);
        let answers = [
            (path("name"), RawAnswer::Text(name.into())),
            (path("gewicht"), RawAnswer::Text(weight.into())),
            (path("rasse"), RawAnswer::Choices(vec!["M".into(), "P".into()])),
        ];
        answers.into_iter().for_each(|(path, answer)| drop(state.set(path, answer)));
        rows.push(row);
    }
    let picture = FileAnswer {
        id: "A".repeat(22),
        name: "+bild.pdf".into(),
        media_type: "application/pdf".into(),
        size_bytes: 1,
        sha512: "0f".repeat(64),
    };
    state.set(AnswerPath("hunde[1].bild".into()), RawAnswer::Files(vec![picture]));
    let inner = (0..).map(GroupIndex).find(|index| form.groups[index.at()].id == "impfungen").unwrap();
    state.add_row(GroupAt { group: inner, row: rows[1] }).unwrap();
    let day = RawAnswer::Date { day: "1".into(), month: "2".into(), year: "2026".into() };
    state.set(AnswerPath("hunde[2].impfungen[1].tag".into()), day);
    let validated = ReceivedAnswers::from_state(&state, "", "de").validate(&form, moment()).unwrap();
    tables(&validated, keys, beginning).unwrap()
}

#[test]
fn each_repeated_group_is_a_table_and_texts_are_never_formulas() {
    let tables = filled(Beginning::Plain, Keys::Names);
    let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
    assert_eq!(names, ["hunde", "hunde.impfungen"]);
    assert_eq!(
        tables[0].text,
        "hunde.number,name,rasse,gewicht,bild\r\n1,'=1+1,M|P,-3.5,'+bild.pdf\r\n2,\"Anna \"\"die\"\", Große\",M|P,12.0,\r\n"
    );
    assert_eq!(tables[1].text, "hunde.number,impfungen.number,tag\r\n2,1,2026-02-01\r\n");
}

#[test]
fn a_table_may_begin_with_a_mark_and_names_columns_by_their_groups() {
    let tables = filled(Beginning::ByteOrderMark, Keys::Fim);
    assert!(tables[0].text.starts_with("\u{FEFF}hunde.number,name,G60000001.rasse,G60000001.gewicht,bild\r\n"), "{}", tables[0].text);
}

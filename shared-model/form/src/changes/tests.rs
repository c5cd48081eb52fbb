//! Each kind of change, between two small definitions.

use super::{Change, ChangeKind, changes, to_json};
use crate::compile::check;
use crate::compiled::CompiledForm;

const OLD: &str = r#"<process xmlns="urn:vordruck:process:1" id="probe" version="1.0.0"><title>Probe</title>
<parameter id="satz" type="money" default="2.50"><label>Satz</label></parameter>
<code-list id="arten"><entry code="a"><label>Eins</label></entry><entry code="b"><label>Zwei</label></entry></code-list>
<page id="eins"><title>Seite eins</title>
<field id="art" type="radios" options="arten" required="true"><label>Art</label></field>
<field id="name" type="text"><label>Name</label></field>
<field id="weg" type="text"><label>Weg</label></field>
<note kind="info" visible='art = "a"'><p>Ein Hinweis.</p></note>
</page>
<page id="zwei"><title>Seite zwei</title>
<field id="anzahl" type="integer" max="9" required='art = "a"'><label>Anzahl</label></field>
<rule id="gerade" assert="even(anzahl)" field="anzahl">Nur gerade.</rule>
</page>
<fee amount="anzahl * satz" purpose="Probe"/>
<handover><postbox/></handover><retention draft="P30D" postbox="P90D"/></process>"#;

fn form(source: &str) -> CompiledForm {
    let compiled = check("p.xml", source, &[]);
    compiled.form.unwrap_or_else(|| panic!("{:#?}", compiled.diagnostics))
}

/// Kind, part and German sentence of what changes when parts of the source are replaced.
fn said(replacements: &[(&str, &str)]) -> Vec<String> {
    let mut new = OLD.to_owned();
    for (from, to) in replacements {
        assert!(new.contains(from), "{from}");
        new = new.replace(from, to);
    }
    changes(&form(OLD), &form(&new)).into_iter().map(|change| change.message.de).collect()
}

#[test]
fn nothing_changes_when_only_the_version_does() {
    assert!(said(&[]).is_empty());
    assert!(said(&[(r#"version="1.0.0""#, r#"version="1.0.1""#)]).is_empty());
}

#[test]
fn fields_come_go_move_and_are_demanded() {
    assert_eq!(
        said(&[(
            r#"<field id="weg" type="text"><label>Weg</label></field>"#,
            r#"<field id="neu" type="email" required="true"><label>E-Mail</label></field>"#
        )]),
        ["Neu: Feld „E-Mail“ (neu) auf Seite „Seite eins“, Pflicht.", "Entfallen: Feld „Weg“ (weg) auf Seite „Seite eins“."]
    );
    assert_eq!(
        said(&[(r#"id="name" type="text""#, r#"id="name" type="text" required="true""#)]),
        ["Feld „Name“ (name) ist jetzt Pflicht."]
    );
    assert_eq!(said(&[(r#"options="arten" required="true""#, r#"options="arten""#)]), ["Feld „Art“ (art) ist jetzt freiwillig."]);
    assert_eq!(
        said(&[(r#"required='art = "a"'"#, r#"required='art = "b"'"#)]),
        ["Feld „Anzahl“ (anzahl) ist unter einer anderen Bedingung Pflicht."]
    );
    let weg = r#"<field id="weg" type="text"><label>Weg</label></field>"#;
    assert_eq!(
        said(&[(weg, ""), ("<title>Seite zwei</title>", &format!("<title>Seite zwei</title>{weg}"))]),
        ["Feld „Weg“ (weg) steht jetzt auf Seite „Seite zwei“ statt „Seite eins“."]
    );
}

#[test]
fn conditions_and_calculations_are_the_same_when_fields_before_them_come_and_go() {
    // All indexes shift by one; nothing but the new field is a change.
    let first = r#"<field id="art""#;
    assert_eq!(
        said(&[(first, &format!(r#"<field id="vorn" type="text"><label>Vorn</label></field>{first}"#))]),
        ["Neu: Feld „Vorn“ (vorn) auf Seite „Seite eins“."]
    );
}

#[test]
fn types_limits_options_and_texts_change() {
    assert_eq!(
        said(&[(r#"id="name" type="text""#, r#"id="name" type="multi-line""#)]),
        ["Feld „Name“ (name) ist jetzt vom Typ multi-line statt text."]
    );
    assert_eq!(said(&[(r#"max="9""#, r#"max="8""#)]), ["Feld „Anzahl“ (anzahl) nimmt andere Angaben an als vorher."]);
    assert_eq!(
        said(&[(r#"<entry code="b"><label>Zwei</label></entry>"#, r#"<entry code="c"><label>Drei</label></entry>"#)]),
        ["Codeliste arten: neue Auswahl „Drei“ (c).", "Codeliste arten: Auswahl entfallen „Zwei“ (b)."]
    );
    assert_eq!(
        said(&[("<label>Name</label>", "<label>Nachname</label>")]),
        ["Feld „Nachname“ (name): die Frage (de) heißt jetzt „Nachname“ statt „Name“."]
    );
}

#[test]
fn pages_rules_notes_fee_and_settings_change() {
    assert_eq!(said(&[("even(anzahl)", "odd(anzahl)")]), ["Regel gerade prüft etwas anderes."]);
    assert_eq!(
        said(&[("Ein Hinweis.", "Noch einer.")]),
        ["Seite „Seite eins“: neuer Hinweis „Noch einer.“", "Seite „Seite eins“: Hinweis entfallen „Ein Hinweis.“"]
    );
    assert_eq!(said(&[("anzahl * satz", "anzahl + satz")]), ["Die Gebühr wird anders berechnet."]);
    assert_eq!(said(&[("<fee ", "<opening until='date(\"2026-12-01\")'>Zu.</opening><fee ")]), ["Es gibt jetzt einen Zeitraum."]);
    assert_eq!(
        said(&[("<handover>", r#"<assurance level="substantial"/><handover>"#)]),
        ["Das Vertrauensniveau ist jetzt substantial statt none."]
    );
    assert_eq!(said(&[(" version=", r#" kind="report" version="#)]), ["Was gesendet wird, ist jetzt report statt application."]);
    assert_eq!(said(&[("2.50", "3.00")]), ["Parameter satz ist jetzt 3.00 statt 2.50."]);
    assert_eq!(said(&[(r#"draft="P30D""#, r#"draft="P14D""#)]), ["Entwürfe werden jetzt 14 Tage aufbewahrt statt 30."]);
    assert_eq!(
        said(&[(
            r#"<page id="zwei">"#,
            r#"<page id="drei"><title>Drei</title><field id="x" type="text"><label>X</label></field></page><page id="zwei">"#
        )]),
        ["Neu: Seite „Drei“ (drei).", "Neu: Feld „X“ (x) auf Seite „Drei“."]
    );
}

#[test]
fn programs_get_kind_part_and_both_values() {
    let new = form(&OLD.replace("2.50", "3.00"));
    let found: Vec<Change> = changes(&form(OLD), &new);
    assert_eq!(found.first().map(|change| change.kind), Some(ChangeKind::SettingChanged));
    let json = to_json(&found);
    assert_eq!(
        (&json[0]["kind"], &json[0]["part"], &json[0]["before"], &json[0]["after"]),
        (&"setting-changed".into(), &"parameter".into(), &"2.50".into(), &"3.00".into())
    );
}

#[test]
fn repeated_groups_change() {
    let family = |max: &str, row: &str, sum: &str| {
        let source = format!(
            r#"<process xmlns="urn:vordruck:process:1" id="probe" version="1.0.0"><title>Probe</title><page id="eins"><title>Eins</title>{sum}
            <repeat id="kinder" max="{max}"><title>Kinder</title><row>{row}</row><add>Neu</add><remove>Weg</remove><field id="alter" type="integer"><label>Alter</label></field></repeat>
            <field id="anzahl" type="calculated" value="count(kinder)"><label>Anzahl</label></field></page>
            <handover><postbox/></handover><retention draft="P30D" postbox="P90D"/></process>"#
        );
        form(&source)
    };
    let sentences =
        |old: &CompiledForm, new: &CompiledForm| -> Vec<String> { changes(old, new).into_iter().map(|change| change.message.de).collect() };
    let old = family("3", "Kind {number}", "");
    assert_eq!(sentences(&old, &family("4", "Kind {number}", "")), ["Gruppe „Kinder“ darf anders oft ausgefüllt werden als vorher."]);
    assert_eq!(
        sentences(&old, &family("3", "{number}. Kind", "")),
        ["Gruppe „Kinder“: der Titel einer Zeile (de) heißt jetzt „{number}. Kind“ statt „Kind {number}“."]
    );
    // A field before the group moves the index of its rows; the sum over them is the same.
    let more = family("3", "Kind {number}", r#"<field id="vorn" type="text"><label>Vorn</label></field>"#);
    assert_eq!(sentences(&old, &more), ["Neu: Feld „Vorn“ (vorn) auf Seite „Eins“."]);
}

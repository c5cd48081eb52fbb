//! What becomes of the parts of a schema.

use crate::build::{at, field, group, grows_with_its_size, imported, rule, xdf2, xdf3};
use vordruck_form::compiled::{CompiledForm, Condition, Field, FieldType};

#[test]
fn what_is_sent_is_what_somebody_says_because_no_schema_does() {
    use vordruck_form::compiled::SubmissionKind;
    let source = around(&at("1:1", &text("F99000001", "Name")));
    for (kind, expected) in [(None, SubmissionKind::Application), (Some("registration"), SubmissionKind::Registration)] {
        let imported = vordruck_import::import_as("a.xml", source.as_bytes(), kind).imported.expect("it is a schema");
        assert_eq!(crate::build::compiled("a.xml", &imported).kind, expected);
    }
}

fn text(id: &str, name: &str) -> String {
    field(id, name, "input", "text", "")
}

fn find<'f>(form: &'f CompiledForm, id: &str) -> &'f Field {
    form.fields.iter().find(|field| field.id == id).unwrap_or_else(|| panic!("{id} is not among {:?}", ids(form)))
}

fn ids(form: &CompiledForm) -> Vec<&str> {
    form.fields.iter().map(|field| field.id.as_str()).collect()
}

/// A schema with one group around fields.
fn around(fields: &str) -> String {
    xdf2(&at("1:1", &group("G99000001", "Angaben", fields)))
}

#[test]
fn types_of_data_become_types_of_fields() {
    let kinds = [
        ("text", "text"),
        ("text_latin", "text"),
        ("date", "date"),
        ("bool", "yes-no"),
        ("num", "decimal"),
        ("num_int", "integer"),
        ("num_currency", "money"),
        ("file", "file"),
        ("obj", "file"),
        ("time", "time"),
        ("datetime", "date-time"),
    ];
    for (kind, expected) in kinds {
        let (imported, _) = imported("a.xml", &around(&at("1:1", &field("F99000001", "Feld", "input", kind, ""))));
        assert!(imported.definition.contains(&format!("type=\"{expected}\"")), "{kind}: {}", imported.definition);
    }
}

#[test]
fn elements_of_the_baukasten_have_types_of_their_own() {
    let fields = [("F60000227", "person-name"), ("F60000242", "email"), ("F60000240", "phone"), ("F60000246", "postal-code")];
    for (id, expected) in fields {
        let (imported, _) = imported("a.xml", &around(&at("1:1", &text(id, "Feld"))));
        assert!(imported.definition.contains(&format!("fim=\"{id}V1.1\" type=\"{expected}\"")), "{id}: {}", imported.definition);
    }
    let parts = ["F60000231", "F60000232", "F60000233"].map(|id| at("0:1", &field(id, id, "input", "num_int", ""))).concat();
    let (imported, form) = imported("a.xml", &around(&at("1:1", &group("G60000083", "Geburtsdatum", &parts))));
    assert!(
        imported.definition.contains("<field id=\"geburtsdatum\" fim=\"G60000083V1.0\" type=\"partial-date\""),
        "{}",
        imported.definition
    );
    assert_eq!(ids(&form), ["geburtsdatum"]);
}

#[test]
fn restrictions_of_both_versions_are_the_same_attributes() {
    let json = "<x:praezisierung>{\"minLength\":\"2\",\"maxLength\":\"10\"}</x:praezisierung>";
    let (second, _) = imported("a.xml", &around(&at("1:1", &field("F99000001", "Feld", "input", "text", json))));
    let attributes = "<x:praezisierung minLength=\"2\" maxLength=\"10\"/>";
    let source =
        xdf3(&at("1:1", &group("G99000000001", "Angaben", &at("1:1", &field("F99000000001", "Feld", "input", "text", attributes)))));
    let (third, _) = imported("a.xml", &source);
    for imported in [second, third] {
        assert!(imported.definition.contains("min-length=\"2\" max-length=\"10\""), "{}", imported.definition);
    }
    let limits = "<x:praezisierung>{\"minValue\":\"-5\",\"maxValue\":\"1,5\"}</x:praezisierung>";
    let (numbers, _) = imported("a.xml", &around(&at("1:1", &field("F99000001", "Feld", "input", "num", limits))));
    assert!(numbers.definition.contains("min=\"-5\" max=\"1.5\""), "{}", numbers.definition);
    let crossed = "<x:praezisierung>{\"minValue\":\"5\",\"maxValue\":\"1\",\"neu\":\"x\"}</x:praezisierung>";
    let (comment, _) = imported("a.xml", &around(&at("1:1", &field("F99000001", "Feld", "input", "num", crossed))));
    assert!(comment.definition.contains("Kleinster Wert: 5") && comment.definition.contains("neu: x"), "{}", comment.definition);
    let days = "<x:praezisierung>{\"minValue\":\"2020-01-01\"}</x:praezisierung>";
    let (dates, _) = imported("a.xml", &around(&at("1:1", &field("F99000001", "Feld", "input", "date", days))));
    assert!(dates.definition.contains("min='date(\"2020-01-01\")'"), "{}", dates.definition);
}

#[test]
fn files_keep_kinds_and_size() {
    let more = "<x:maxSize>5</x:maxSize><x:mediaType>application/pdf</x:mediaType><x:mediaType>image/jpeg</x:mediaType><x:mediaType>text/plain</x:mediaType>";
    let source = xdf3(&at("0:3", &field("F99000000001", "Nachweis", "input", "file", more)));
    let (imported, _) = imported("a.xml", &source);
    assert!(imported.definition.contains("accept=\"pdf jpeg\" max-size=\"5 MB\" max-count=\"3\""), "{}", imported.definition);
    assert!(imported.definition.contains("Dateiart: text/plain"), "{}", imported.definition);
}

#[test]
fn code_lists_are_taken_over_or_named() {
    let values = "<x:werte><x:wert><x:code>a</x:code><x:name>Eins</x:name></x:wert><x:wert><x:code>ü b</x:code><x:name>Zwei</x:name><x:hilfe>Hilfe</x:hilfe></x:wert></x:werte>";
    let source = xdf3(&at("1:1", &field("F99000000001", "Wahl", "select", "text", values)));
    let (embedded, form) = imported("a.xml", &source);
    assert!(matches!(find(&form, "wahl").kind, FieldType::Radios { .. }));
    assert!(embedded.definition.contains("<entry code=\"__b\"><label>Zwei</label><hint>Hilfe</hint></entry>"), "{}", embedded.definition);

    let reference = "<x:codelisteReferenz><x:identifikation><x:id>C1</x:id></x:identifikation><x:genericodeIdentification><x:canonicalIdentification>urn:de:x:staat</x:canonicalIdentification><x:version>2</x:version><x:canonicalVersionUri>urn:de:x:staat_2</x:canonicalVersionUri></x:genericodeIdentification></x:codelisteReferenz>";
    let twice = at("1:1", &field("F99000001", "Staat", "select", "text", reference))
        + &at("1:*", &field("F99000002", "Weitere", "select", "text", reference));
    let (named, form) = imported("a.xml", &around(&twice));
    assert_eq!(form.code_lists.len(), 1, "the same list is written once");
    assert!(named.definition.contains("urn=\"urn:de:x:staat\" parameter=\"true\""), "{}", named.definition);
    assert!(matches!(find(&form, "weitere").kind, FieldType::Checkboxes { max: None, .. }));
}

#[test]
fn multiplicities_become_demands_and_questions() {
    let optional = at("0:1", &group("G99000002", "Postfach", &at("1:1", &text("F99000003", "Nummer"))));
    let fields = at("1:1", &text("F99000001", "Pflicht"))
        + &at("0:1", &text("F99000002", "Freiwillig"))
        + &optional
        + &at("0:0", &text("F99000004", "Nie"));
    let (imported, form) = imported("a.xml", &around(&fields));
    assert_eq!(ids(&form), ["pflicht", "freiwillig", "mit_postfach", "nummer"]);
    assert_eq!(find(&form, "pflicht").required, Condition::Always);
    assert_eq!(find(&form, "freiwillig").required, Condition::Never);
    assert!(imported.definition.contains("visible=\"mit_postfach = true\""), "{}", imported.definition);
    assert!(imported.definition.contains("Darf hier nicht vorkommen"), "{}", imported.definition);
}

#[test]
fn a_group_that_may_be_absent_and_demands_nothing_needs_no_question() {
    let optional = at("0:1", &group("G99000002", "Zusatz", &at("0:1", &text("F99000003", "Bemerkung"))));
    let (_, form) = imported("a.xml", &around(&optional));
    assert_eq!(ids(&form), ["bemerkung"]);
}

#[test]
fn what_may_occur_several_times_becomes_rows() {
    let fields = at("1:*", &group("G99000002", "Kind", &(at("1:1", &text("F99000001", "Name")) + &at("2:5", &text("F99000002", "Zeile")))))
        + &at("0:3", &group("G99000003", "Hund", &at("1:1", &text("F99000003", "Rasse"))));
    let (imported, form) = imported("a.xml", &around(&fields));
    assert_eq!(ids(&form), ["name", "zeile", "rasse"]);
    for line in [
        "<repeat id=\"kind\" fim=\"G99000002V1.0\" min=\"1\">",
        "<row>Kind {number}</row>",
        "<repeat id=\"mehrere_zeile\" min=\"2\" max=\"5\">",
        "<field id=\"zeile\" fim=\"F99000002V1.1\" type=\"text\" characters=\"latin\" required=\"true\">",
        "<repeat id=\"hund\" fim=\"G99000003V1.0\" max=\"3\">",
    ] {
        assert!(imported.definition.contains(line), "{line}\n{}", imported.definition);
    }
    let (large, _) = super::build::imported("a.xml", &around(&at("1:99999", &text("F99000001", "Name"))));
    assert!(large.definition.contains("<repeat id=\"mehrere_name\" min=\"1\">"), "{}", large.definition);
}

#[test]
fn of_alternatives_one_is_chosen() {
    let choice = "<x:art><code>X</code></x:art>".to_owned()
        + &at("0:1", &group("G99000000002", "Straße", &at("1:1", &text("F99000000002", "Name"))))
        + &at("0:1", &text("F99000000003", "Postfach"));
    let (imported, form) = imported("a.xml", &xdf3(&at("1:1", &group("G99000000001", "Anschrift", &choice))));
    assert_eq!(ids(&form), ["auswahl_anschrift", "name", "postfach"]);
    assert_eq!(find(&form, "postfach").required, Condition::Always);
    assert!(imported.definition.contains("visible='auswahl_anschrift = \"postfach\"'"), "{}", imported.definition);
}

#[test]
fn rules_that_are_certain_become_conditions_and_stay_as_comments() {
    let fields = rule("R99000001", "\"F99000002 Träger\" ist nur dann zu befüllen, wenn \"F99000001 Versichert\" bejaht wurde.")
        + &rule("R99000002", "Wenn \"F99000001 Versichert\" verneint wurde, muss \"F99000003 Grund\" angegeben werden.")
        + &rule("R99000003", "Der Träger muss ernst gemeint sein.")
        + &at("1:1", &field("F99000001", "Versichert", "input", "bool", ""))
        + &at("0:1", &text("F99000002", "Träger"))
        + &at("0:1", &text("F99000003", "Grund"));
    let (imported, _) = imported("a.xml", &around(&fields));
    assert!(imported.definition.contains("visible=\"versichert = true\""), "{}", imported.definition);
    assert!(imported.definition.contains("required=\"versichert = false\""), "{}", imported.definition);
    for id in ["R99000001 1.0", "R99000002 1.0", "R99000003 1.0"] {
        assert!(imported.definition.contains(id), "{id}");
    }
    assert_eq!(imported.definition.matches("TODO: nicht übersetzt").count(), 1);
}

#[test]
fn rules_that_are_not_certain_stay_comments() {
    let sentence = "\"F99000002 B\" ist nur dann zu befüllen, wenn \"F99000001 A\" bejaht wurde.";
    let question = |times: &str| at(times, &field("F99000001", "A", "input", "bool", ""));
    let dependent = at("0:1", &text("F99000002", "B"));
    let cases = [
        ("the question comes later", dependent.clone() + &question("1:1")),
        ("the question is there twice", question("1:1") + &question("1:1") + &dependent),
        ("the question is missing", dependent.clone()),
        ("the question is no yes or no", at("1:1", &text("F99000001", "A")) + &dependent),
        ("the question is asked several times", question("1:*") + &dependent),
    ];
    for (why, fields) in cases {
        let (imported, _) = imported("a.xml", &around(&(rule("R99000001", sentence) + &fields)));
        assert!(imported.definition.contains("TODO: nicht übersetzt"), "{why}: {}", imported.definition);
        assert!(!imported.definition.contains("visible="), "{why}: {}", imported.definition);
    }
}

#[test]
fn a_rule_may_make_groups_alternatives() {
    let sentence = "Es muss entweder Feldgruppe G60000086 \"Straße\" oder Feldgruppe G60000087 \"Postfach\" befüllt werden.";
    let fields = rule("R60000019", sentence)
        + &at("0:1", &group("G60000086", "Straße", &at("1:1", &text("F99000001", "Name"))))
        + &at("0:1", &group("G60000087", "Postfach", &at("1:1", &text("F99000002", "Nummer"))));
    let (_, form) = imported("a.xml", &around(&fields));
    assert_eq!(ids(&form), ["auswahl_angaben", "name", "nummer"]);
}

#[test]
fn labels_hidden_and_locked_fields_are_not_asked() {
    let fields = at("1:1", &field("F99000001", "Hinweis", "label", "text", "<x:inhalt>Bitte beachten.</x:inhalt>"))
        + &at("1:1", &field("F99000002", "Schlüssel", "hidden", "text", "<x:inhalt>4711</x:inhalt>"))
        + &at("1:1", &field("F99000004", "Leer", "hidden", "text", ""))
        + &at("1:1", &field("F99000003", "Amt", "locked", "text", "<x:inhalt>Bürgeramt</x:inhalt>"));
    let (imported, form) = imported("a.xml", &around(&fields));
    assert_eq!(ids(&form), ["schluessel", "amt"]);
    assert!(matches!(find(&form, "amt").kind, FieldType::Calculated { .. }));
    assert!(imported.definition.contains("<p>Bitte beachten.</p>"), "{}", imported.definition);
    assert!(imported.definition.contains("type=\"hidden\" value='\"4711\"'"), "{}", imported.definition);
    assert!(imported.definition.contains("Unsichtbares oder gesperrtes Feld"), "{}", imported.definition);
}

#[test]
fn pages_are_the_groups_at_the_top() {
    let content = at("1:1", &group("G99000001", "Erste", &at("1:1", &text("F99000001", "A"))))
        + &at("1:1", &text("F99000002", "Lose"))
        + &at("1:1", &group("G99000002", "Nur Verborgenes", &at("1:1", &field("F99000003", "H", "hidden", "text", ""))))
        + &at("0:1", &group("G99000003", "Letzte", &at("1:1", &text("F99000004", "B"))));
    let (imported, form) = imported("a.xml", &xdf2(&content));
    let titles: Vec<&str> = form.pages.iter().map(|page| page.title.0[0].as_str()).collect();
    assert_eq!(titles, ["Erste", "Weitere Angaben", "Letzte"]);
    assert!(imported.definition.contains("Nur Verborgenes"), "{}", imported.definition);
    assert!(imported.definition.contains("<legal-basis>§ 1 Probegesetz</legal-basis>"), "{}", imported.definition);
}

#[test]
fn the_same_field_in_two_places_is_two_fields() {
    let inner = at("1:1", &text("F60000243", "Straße"));
    let fields = at("1:1", &group("G60000086", "Wohnung", &inner)) + &at("1:1", &group("G60000086", "Wohnung", &inner));
    let (_, form) = imported("a.xml", &around(&fields));
    assert_eq!(ids(&form), ["strasse", "strasse_2"]);
    assert!(form.fields.iter().all(|field| field.fim_id.as_deref() == Some("F60000243V1.1")));
}

#[test]
fn missing_labels_are_marked() {
    let unlabelled = text("F99000001", "Name im Katalog")
        .replace("<x:bezeichnungEingabe>Name im Katalog</x:bezeichnungEingabe>", "<x:bezeichnungEingabe/>");
    let (imported, _) = imported("a.xml", &around(&at("1:1", &unlabelled)));
    assert!(imported.definition.contains("TODO: Die Bezeichnung für die Eingabe fehlt"), "{}", imported.definition);
    assert!(imported.definition.contains("<label>Name im Katalog</label>"), "{}", imported.definition);
}

#[test]
fn what_is_inactive_says_so() {
    let inactive = text("F99000001", "Alt")
        .replace("<x:feldart>", "<x:status><code>inaktiv</code></x:status><x:gueltigBis>2020-12-31</x:gueltigBis><x:feldart>");
    let (imported, _) = imported("a.xml", &around(&at("1:1", &inactive)));
    assert!(imported.definition.contains("Status: INAKTIV"), "{}", imported.definition);
    assert!(imported.definition.contains("Gültig bis: 2020-12-31"), "{}", imported.definition);
}

#[test]
fn names_that_mean_something_in_expressions_are_no_ids() {
    let fields: String = ["and", "Process", "in", "date", "item", "1", "--", "…", "rule"]
        .iter()
        .enumerate()
        .map(|(number, name)| at("1:1", &text(&format!("F9900001{number}"), name)))
        .collect();
    let (_, form) = imported("a.xml", &around(&fields));
    assert_eq!(form.fields.len(), 9);
}

#[test]
fn a_large_schema_is_imported_in_the_time_its_size_needs() {
    let many = |groups: usize| {
        let fields = (0..20).map(|number| at("0:1", &text(&format!("F990{number:05}"), "Straße"))).collect::<String>();
        xdf2(&(0..groups).map(|number| at("0:1", &group(&format!("G990{number:05}"), "Anschrift", &fields))).collect::<String>())
    };
    grows_with_its_size("a.xml", &many(20), &many(200));
}

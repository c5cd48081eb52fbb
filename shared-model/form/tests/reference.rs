//! The reference of the language, `REFERENCE.md`: made of the vocabulary, the published schema and examples that are compiled here.
//! `WRITE_REFERENCE=1 cargo test -p vordruck-form --features compile --test reference` writes it anew.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot read its data has failed")]

use roxmltree::{Document, Node};
use std::fmt::Write as _;
use vordruck_form::compile::diagnostics::CODES;
use vordruck_form::compile::{Beside, BlockSource, Code, Severity, compile_with, field_type_attributes, field_type_names};
use vordruck_form::definition::xml::{BLOCK, PROCESS, Shape, Times};

/// Examples of elements, by name: what stands where fields stand, or the whole.
const ELEMENTS: &[(&str, &str)] = &[
    (
        "process",
        r#"<process xmlns="urn:vordruck:process:1" id="ausweis" version="1.0.0" leika="99108001001000" kind="application">
  <title>Ausweis beantragen</title>
  <start>
    <summary>Hier beantragen Sie den Ausweis.</summary>
    <legal-basis>§ 1 der Satzung</legal-basis>
  </start>
  <page id="person"><title>Person</title><field id="name" type="person-name" required="true"><label>Name</label></field></page>
  <handover><postbox/></handover>
  <retention draft="P30D" postbox="P90D"/>
</process>"#,
    ),
    (
        "start",
        r#"<start>
  <summary>Hier beantragen Sie den Ausweis.</summary>
  <needed>Ihr bisheriger Ausweis</needed>
  <duration>etwa 10 Minuten</duration>
  <fee>5 Euro</fee>
  <legal-basis>§ 1 der Satzung</legal-basis>
  <other-way>Im Bürgerbüro, mit Termin.</other-way>
</start>"#,
    ),
    ("parameter", r#"<parameter id="frist" type="duration" default="P14D"><label>Wie lange vorher beantragt wird</label></parameter>"#),
    (
        "code-list",
        r#"<code-list id="orte" urn="urn:de:beispiel:orte" version="2" parameter="true">
  <entry code="1"><label>Nordstadt</label></entry>
  <entry code="2"><label>Südstadt</label><hint>mit dem Bahnhof</hint></entry>
</code-list>"#,
    ),
    (
        "page",
        r#"<page id="ort" visible="zahl > 1">
  <title>Ort</title>
  <intro>Steht in der <a href="https://stadt.example/satzung">Satzung der Stadt</a>.</intro>
  <field id="strasse" type="text"><label>Straße</label></field>
</page>"#,
    ),
    ("entry", r#"<entry code="neu"><label>Neu</label><hint>zum ersten Mal</hint></entry>"#),
    ("handover", "<handover><postbox/></handover>"),
    ("postbox", "<postbox/>"),
    ("retention", r#"<retention draft="P30D" postbox="P90D"/>"#),
    ("override", r#"<override text="plz.label">Postleitzahl des Betriebs</override>"#),
    ("ul", "<ul><li>eins</li><li>zwei</li></ul>"),
    ("p", r#"<p>Bis <strong>Freitag</strong>, <em>nicht</em> später.</p>"#),
    ("a", r##"<a href="tel:+496411234">0641 1234</a>"##),
    ("abbr", r#"<abbr title="Bürgerliches Gesetzbuch">BGB</abbr>"#),
    (
        "field",
        r#"<field id="telefon" type="phone" autocomplete="tel"><label>Telefonnummer</label><hint>zum Beispiel 0641 1234567</hint></field>"#,
    ),
    (
        "group",
        r#"<group id="fremd" visible='art = "neu"'><title>Neues</title><field id="seit" type="date"><label>Seit</label></field></group>"#,
    ),
    (
        "repeat",
        r#"<repeat id="kinder" min="1" max="10" row-name="vorname">
  <title>Kinder</title>
  <row>Kind {number}</row>
  <add>Weiteres Kind angeben</add>
  <remove>Kind {number} entfernen</remove>
  <field id="vorname" type="person-name" required="true"><label>Vorname</label></field>
  <field id="alter" type="integer" min="0"><label>Alter</label></field>
  <rule id="minderjaehrig" assert="alter &lt; 18" field="alter">Das Kind muss jünger als 18 sein.</rule>
</repeat>
<field id="summe" type="calculated" value="sum(kinder.alter)"><label>Zusammen</label></field>"#,
    ),
    (
        "include",
        r#"<include id="mieter" block="person" autocomplete="false" without="doktorgrad">
  <title>Mieterin oder Mieter</title>
  <override text="geburtsort.label">Ort der Geburt</override>
</include>"#,
    ),
    (
        "note",
        r##"<note id="gehweg" kind="info" visible="zahl > 3">
  <title>Was frei bleiben muss</title>
  <p>Neben der Fläche bleiben <strong>mindestens 1,50 m</strong> frei (<a href="https://stadt.example/satzung">Satzung über Sondernutzungen</a>):</p>
  <ul>
    <li>auf dem Gehweg, auch vor Eingängen</li>
    <li>auf dem <abbr title="Straße nur für Fahrräder">Radweg</abbr></li>
  </ul>
  <p>Die Zahl können Sie <a href="#zahl">bei der ersten Frage</a> ändern.</p>
</note>"##,
    ),
    (
        "declaration",
        r#"<declaration id="wahrheit"><p>Falsche Angaben können strafbar sein.</p><label>Meine Angaben sind wahr.</label></declaration>"#,
    ),
    ("rule", r#"<rule id="hoechstens" assert="zahl &lt; 10" field="zahl">Es sind höchstens 9 möglich.</rule>"#),
    (
        "alternatives",
        r#"<field id="tel" type="phone"><label>Telefon</label></field>
<field id="mail" type="email"><label>E-Mail</label></field>
<alternatives id="erreichbar" of="tel mail" at="at-least-one">Geben Sie Telefon oder E-Mail an.</alternatives>"#,
    ),
    (
        "opening",
        r#"<opening from='date("2026-11-01")' until='date("2026-12-31")'>Das Formular ist nur im November und Dezember offen.</opening>"#,
    ),
    ("assurance", r#"<assurance level="substantial"/>"#),
    ("fee", r#"<fee amount="zahl * 5" purpose="Ausweis"/>"#),
    (
        "block",
        r#"<block xmlns="urn:vordruck:process:1" id="hund">
  <title>Hund</title>
  <field id="name" type="text" required="true"><label>Name</label></field>
</block>"#,
    ),
];

fn schema() -> String {
    std::fs::read_to_string("process.xsd").unwrap()
}

/// What the schema says about a type, an element or an attribute, in English.
fn said<'a>(node: Node<'a, 'a>) -> &'a str {
    let annotation = node.children().find(|child| child.tag_name().name() == "annotation");
    let english = |child: &Node<'_, '_>| child.attributes().any(|attribute| attribute.name() == "lang" && attribute.value() == "en");
    annotation.and_then(|annotation| annotation.children().find(english)).and_then(|text| text.text()).unwrap_or("")
}

fn named<'a>(schema: &'a Document<'a>, kind: &str, name: &str) -> Option<Node<'a, 'a>> {
    schema.root_element().children().find(|node| node.tag_name().name() == kind && node.attribute("name") == Some(name))
}

fn definition(items: &str, end: &str) -> String {
    format!(
        r#"<process xmlns="urn:vordruck:process:1" id="probe" version="1.0.0"><title>Probe</title>
        <code-list id="arten"><entry code="neu"><label>Neu</label></entry><entry code="alt"><label>Alt</label></entry></code-list>
        <page id="seite"><title>Seite</title><field id="zahl" type="integer"><label>Zahl</label></field>
        <field id="art" type="radios" options="arten"><label>Art</label></field>{items}</page>{end}
        <handover><postbox/></handover><retention draft="P30D" postbox="P90D"/></process>"#
    )
}

fn errors(source: &str, blocks: &[BlockSource<'_>]) -> Vec<String> {
    let compiled = compile_with("process.xml", source, &[], Beside { blocks, ..Beside::default() }, None);
    // A level of assurance is right to demand, and worth a warning as long as nobody can vouch for it.
    let is_error = |code: &Code| code.severity != Severity::Hint && code.slug != "assurance-without-account";
    compiled
        .diagnostics
        .iter()
        .filter(|found| is_error(found.code))
        .map(|found| format!("{}: {}", found.code.id, found.message.en))
        .collect()
}

/// What is wrong when the definition does not have the example, word by word.
fn missing(source: &str, example: &str) -> Vec<String> {
    (!source.contains(example)).then(|| format!("{example} is not in it")).into_iter().collect()
}

/// An example of a field of each type.
fn of_type(kind: &str) -> String {
    let more = match kind {
        "radios" | "select" | "checkboxes" => r#" options="arten""#,
        "calculated" | "hidden" => r#" value="zahl * 2""#,
        "consent" => r#" required="true""#,
        "tax-id" | "pension-number" | "health-insurance-number" | "id-card-number" => r#" purpose="§ 1: Prüfung""#,
        "period" => r#" min="today()""#,
        "partial-date" => r#" not-in-future="true""#,
        "file" => r#" accept="pdf jpeg" max-size="5 MB" max-count="2""#,
        "decimal" => r#" scale="2" min="0""#,
        _ => "",
    };
    format!(r#"<field id="beispiel" type="{kind}"{more}><label>Beispiel</label></field>"#)
}

#[test]
fn every_example_compiles() {
    for (element, example) in ELEMENTS {
        let found = match *element {
            "opening" | "assurance" | "fee" => errors(&definition("", example), &[]),
            "block" => {
                let block = BlockSource { id: "hund", name: "block.xml", source: example, texts: &[] };
                errors(&definition(r#"<include id="h" block="hund"/>"#, ""), &[block])
            }
            "process" => errors(example, &[]),
            // Stands where the definition around it has one already.
            "handover" | "retention" => errors(&definition("", ""), &[]).into_iter().chain(missing(&definition("", ""), example)).collect(),
            "postbox" => missing(&definition("", ""), example),
            "start" => errors(&definition("", "").replace("</title>\n        <code-list", &format!("</title>{example}<code-list")), &[]),
            "parameter" => errors(
                &definition(r#"<note visible="frist > duration(&quot;P1D&quot;)"><p>Lange.</p></note>"#, "")
                    .replace("<code-list", &format!("{example}<code-list")),
                &[],
            ),
            "code-list" => errors(
                &definition(r#"<field id="o" type="select" options="orte"><label>O</label></field>"#, "")
                    .replace("<code-list", &format!("{example}<code-list")),
                &[],
            ),
            "page" => errors(&definition("", example), &[]),
            "entry" => errors(&definition("", "").replace(r#"<entry code="neu"><label>Neu</label></entry>"#, example), &[]),
            "override" => errors(&definition(&format!(r#"<include id="b" block="anschrift">{example}</include>"#), ""), &[]),
            "ul" | "p" => errors(&definition(&format!("<note>{example}</note>"), ""), &[]),
            "a" | "abbr" => errors(&definition(&format!("<note><p>Das ist {example}.</p></note>"), ""), &[]),
            _ => errors(&definition(example, ""), &[]),
        };
        assert!(found.is_empty(), "<{element}>: {found:?}");
    }
    for kind in field_type_names() {
        let found = errors(&definition(&of_type(kind), ""), &[]);
        assert!(found.is_empty(), "{kind}: {found:?}");
    }
}

#[test]
fn the_reference_is_current() {
    let wanted = reference();
    if std::env::var_os("WRITE_REFERENCE").is_some() {
        std::fs::write("REFERENCE.md", &wanted).unwrap();
    }
    let found = std::fs::read_to_string("REFERENCE.md").unwrap_or_default();
    assert!(found == wanted, "REFERENCE.md is not what the language is; the head of this test says how to write it anew");
}

fn reference() -> String {
    let text = schema();
    let schema = Document::parse(&text).unwrap();
    let mut out = String::from(
        "# The process language\n\nMade from the vocabulary, `process.xsd` and compiled examples by `tests/reference.rs`; not written by hand.\n\n\
         A definition is an XML file in the namespace `urn:vordruck:process:1`. German texts stand in it; other languages in `texts/<language>.ftl`,\n\
         by element id. Expressions are FEEL (DMN 1.5).\n\n## Elements\n",
    );
    let mut seen = Vec::new();
    let mut waiting: Vec<(&'static Shape, &str)> = vec![(&PROCESS, "process"), (&BLOCK, "block")];
    while !waiting.is_empty() {
        let (shape, kind) = waiting.remove(0);
        if seen.contains(&kind.to_owned()) || kind == "text" {
            continue;
        }
        seen.push(kind.to_owned());
        let complex = named(&schema, "complexType", kind).unwrap_or_else(|| panic!("the schema has no type {kind}"));
        element(&mut out, shape, complex);
        for child in shape.children {
            let part =
                complex.descendants().find(|node| node.tag_name().name() == "element" && node.attribute("name") == Some(child.shape.name));
            let kind = part.and_then(|part| part.attribute("type")).unwrap();
            waiting.push((child.shape, text.get(text.find(&format!("\"{kind}\"")).unwrap() + 1..).unwrap().split('"').next().unwrap()));
        }
    }
    types(&mut out, &schema);
    out.push_str(
        "\n## Diagnostics\n\n`vordruck process explain VD0041` prints what one means and what to do.\n\n| code | name | |\n|---|---|---|\n",
    );
    for code in CODES {
        let severity = match code.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        };
        let _ = writeln!(out, "| {} | {} | {severity} |", code.id, code.slug);
    }
    out
}

fn element(out: &mut String, shape: &Shape, complex: Node<'_, '_>) {
    // Elements of one type stand together.
    let names = match shape.name {
        "intro" => "`<intro>`, `<p>`, `<li>`".to_owned(),
        "ul" => "`<ul>`, `<ol>`".to_owned(),
        name => format!("`<{name}>`"),
    };
    let _ = write!(out, "\n### {names}\n\n{}\n", complex_text(complex));
    if !shape.attributes.is_empty() {
        out.push_str("\n| attribute | | |\n|---|---|---|\n");
    }
    for (name, is_demanded) in shape.attributes {
        let part = complex.descendants().find(|node| node.tag_name().name() == "attribute" && node.attribute("name") == Some(name));
        let text = part.map_or("", |part| said(part)).replace('|', "\\|");
        let _ = writeln!(out, "| `{name}` | {} | {text} |", if *is_demanded { "demanded" } else { "" });
    }
    if !shape.children.is_empty() {
        let times = |times| match times {
            Times::Once => "",
            Times::Optional => "?",
            Times::Many => "*",
        };
        let children: Vec<String> = shape.children.iter().map(|child| format!("`{}`{}", child.shape.name, times(child.times))).collect();
        let _ = write!(out, "\nIn it: {}.\n", children.join(", "));
    }
    let name = if shape.name == "intro" { "p" } else { shape.name };
    let (_, example) = ELEMENTS.iter().find(|(known, _)| *known == name).unwrap_or_else(|| panic!("<{name}> has no example"));
    let _ = write!(out, "\n```xml\n{example}\n```\n");
}

fn complex_text<'a>(complex: Node<'a, 'a>) -> &'a str {
    said(complex)
}

fn types(out: &mut String, schema: &Document<'_>) {
    out.push_str("\n## Types of fields\n");
    let listed = named(schema, "simpleType", "field-type").unwrap();
    for kind in field_type_names() {
        let entry = listed.descendants().find(|node| node.attribute("value") == Some(kind)).unwrap();
        let attributes: Vec<String> = field_type_attributes(kind).unwrap().iter().map(|name| format!("`{name}`")).collect();
        let _ =
            write!(out, "\n### `{kind}`\n\n{}. Attributes: {}.\n\n```xml\n{}\n```\n", said(entry), attributes.join(", "), of_type(kind));
    }
}

//! What becomes of the parts of a model.

use crate::build::{codes, grows_with_its_size, imported};

/// A process.
fn model(content: &str) -> String {
    format!(
        "<b:definitions xmlns:b=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\"><b:process id=\"p\" name=\"Probe_Antrag\">{content}</b:process></b:definitions>"
    )
}

fn task(id: &str) -> String {
    format!("<b:userTask id=\"{id}\" name=\"Seite {id}\"/>")
}

fn flow(from: &str, to: &str) -> String {
    format!("<b:sequenceFlow id=\"{from}_{to}\" sourceRef=\"{from}\" targetRef=\"{to}\"/>")
}

fn flow_if(from: &str, to: &str, condition: &str) -> String {
    let condition = condition.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<b:sequenceFlow id=\"{from}_{to}\" name=\"nach {to}\" sourceRef=\"{from}\" targetRef=\"{to}\">\
         <b:conditionExpression xsi:type=\"b:tFormalExpression\">{condition}</b:conditionExpression></b:sequenceFlow>"
    )
}

/// start → a → gateway → b or c → d → end
fn diamond(default: &str, to_b: &str, to_c: &str) -> String {
    let nodes = ["a", "b", "c", "d"].map(task).concat();
    model(&format!(
        "<b:startEvent id=\"start\"/>{nodes}<b:exclusiveGateway id=\"g\" name=\"Welcher Weg?\" {default}/><b:endEvent id=\"end\"/>{}{}{to_b}{to_c}{}{}{}",
        flow("start", "a"),
        flow("a", "g"),
        flow("b", "d"),
        flow("c", "d"),
        flow("d", "end")
    ))
}

/// The lines of a definition that begin pages or are fields.
fn outline(definition: &str) -> Vec<&str> {
    definition.lines().map(str::trim).filter(|line| line.starts_with("<page") || line.starts_with("<field")).collect()
}

#[test]
fn tasks_are_pages_in_the_order_of_the_flow() {
    let source = model(&format!("{}{}<b:startEvent id=\"s\"/>{}{}", task("zwei"), task("eins"), flow("s", "eins"), flow("eins", "zwei")));
    let (imported, _) = imported("a.bpmn", &source);
    assert_eq!(outline(&imported.definition), ["<page id=\"seite_eins\">", "<page id=\"seite_zwei\">"]);
    assert!(imported.definition.contains("<title>Probe Antrag</title>"), "{}", imported.definition);
}

#[test]
fn conditions_of_gateways_are_conditions_of_pages() {
    let source = diamond("default=\"g_c\"", &flow_if("g", "b", "${weg.istKurz == true}"), &flow("g", "c"));
    let (imported, _) = imported("a.bpmn", &source);
    let expected = [
        "<page id=\"seite_a\">",
        "<field id=\"ist_kurz\" type=\"yes-no\" required=\"true\"><label>Welcher Weg?</label></field>",
        "<page id=\"seite_b\" visible=\"ist_kurz = true\">",
        "<page id=\"seite_c\" visible=\"ist_kurz = false\">",
        "<page id=\"seite_d\">",
    ];
    assert_eq!(outline(&imported.definition), expected);
}

#[test]
fn values_that_are_compared_become_options() {
    let source = diamond("", &flow_if("g", "b", "=art = \"neu\""), &flow_if("g", "c", "=art = \"alt\" and zahl >= 2"));
    let (imported, form) = imported("a.bpmn", &source);
    assert!(imported.definition.contains("visible='art = \"neu\"'"), "{}", imported.definition);
    // Not disjoint for sure, so the earlier branch is excluded.
    assert!(imported.definition.contains("visible='art != \"neu\" and (art = \"alt\" and zahl >= 2)'"), "{}", imported.definition);
    assert_eq!(form.code_lists[0].entries.len(), 3);
}

#[test]
fn conditions_that_cannot_be_translated_are_comments() {
    for condition in ["${dienst.pruefe(antrag)}", "a = b", "x = true and x = \"ja\""] {
        let source = diamond("default=\"g_c\"", &flow_if("g", "b", condition), &flow("g", "c"));
        let (imported, _) = imported("a.bpmn", &source);
        assert!(!imported.definition.contains("visible="), "{}", imported.definition);
        assert!(imported.definition.contains("TODO: nur unter einer Bedingung"), "{}", imported.definition);
        let text = imported.definition.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("„Welcher Weg?“: „nach b“"), "{}", imported.definition);
    }
    let names_only = diamond("", &flow("g", "b"), &flow("g", "c"));
    assert!(imported("a.bpmn", &names_only).0.definition.contains("„Welcher Weg?“"));
}

#[test]
fn ways_back_and_parallel_ways_do_not_hide_pages() {
    let loops = model(&format!(
        "<b:startEvent id=\"s\"/>{}{}<b:exclusiveGateway id=\"g\" default=\"g_b\"/>{}{}{}{}",
        task("a"),
        task("b"),
        flow("s", "a"),
        flow("a", "g"),
        flow_if("g", "a", "${isFormValid==false}"),
        flow("g", "b")
    ));
    let (back, _) = imported("a.bpmn", &loops);
    assert_eq!(outline(&back.definition), ["<page id=\"seite_a\">", "<page id=\"seite_b\">"]);
    let parallel = model(&format!(
        "<b:startEvent id=\"s\"/><b:parallelGateway id=\"g\"/>{}{}{}{}{}",
        task("a"),
        task("b"),
        flow("s", "g"),
        flow("g", "a"),
        flow("g", "b")
    ));
    assert_eq!(outline(&imported("a.bpmn", &parallel).0.definition), ["<page id=\"seite_a\">", "<page id=\"seite_b\">"]);
}

#[test]
fn forms_in_the_model_become_fields_and_decide() {
    let form = "<b:userTask id=\"a\" name=\"Seite a\" camunda:formKey=\"embedded:x\"><b:documentation>Erklärung</b:documentation><b:extensionElements><camunda:formData>\
        <camunda:formField id=\"kurz\" label=\"Kurz?\" type=\"boolean\"><camunda:validation><camunda:constraint name=\"required\"/></camunda:validation></camunda:formField>\
        <camunda:formField id=\"art\" label=\"Art\" type=\"enum\"><camunda:value id=\"n\" name=\"Neu\"/><camunda:value id=\"o\" name=\"Alt\"/></camunda:formField>\
        <camunda:formField id=\"seit\" type=\"date\"/></camunda:formData></b:extensionElements></b:userTask>";
    let source = diamond("default=\"g_c\"", &flow_if("g", "b", "${kurz && art == 'n'}"), &flow("g", "c")).replace(&task("a"), form);
    let (imported, _) = imported("a.bpmn", &source);
    let expected = [
        "<page id=\"seite_a\">",
        "<field id=\"kurz\" type=\"yes-no\" required=\"true\"><label>Kurz?</label></field>",
        "<field id=\"art\" type=\"radios\" options=\"art_liste\"><label>Art</label></field>",
        "<field id=\"seit\" type=\"date\"><label>TODO: seit</label></field>",
        "<page id=\"seite_b\" visible='kurz = true and art = \"n\"'>",
        "<page id=\"seite_c\" visible='kurz = false or art != \"n\"'>",
        "<page id=\"seite_d\">",
    ];
    assert_eq!(outline(&imported.definition), expected);
    assert!(
        imported.definition.contains("formKey: embedded:x") && imported.definition.contains("Dokumentation: Erklärung"),
        "{}",
        imported.definition
    );
}

#[test]
fn of_several_participants_the_applicant_counts() {
    let source = "<d xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"><collaboration id=\"c\"><participant id=\"x\" name=\"Behörde\" processRef=\"p1\"/>\
        <participant id=\"y\" name=\"Bürgerin\" processRef=\"p2\"/><messageFlow id=\"m\" sourceRef=\"a\" targetRef=\"b\"/></collaboration>\
        <process id=\"p1\"><userTask id=\"a\" name=\"Prüfen\"/></process><process id=\"p2\" name=\"Antrag\"><laneSet id=\"l\"><lane id=\"l1\" name=\"Antragstellerin\">\
        <flowNodeRef>b</flowNodeRef></lane><lane id=\"l2\" name=\"Kasse\"><flowNodeRef>k</flowNodeRef></lane></laneSet>\
        <userTask id=\"b\" name=\"Ausfüllen\"/><userTask id=\"k\" name=\"Buchen\"/><sequenceFlow id=\"f\" sourceRef=\"b\" targetRef=\"k\"/></process></d>";
    let (imported, _) = imported("a.bpmn", source);
    assert_eq!(outline(&imported.definition), ["<page id=\"ausfuellen\">"]);
}

#[test]
fn what_is_in_a_sub_process_is_part_of_the_flow() {
    let inner = format!("<b:startEvent id=\"s2\"/>{}<b:endEvent id=\"e2\"/>{}{}", task("b"), flow("s2", "b"), flow("b", "e2"));
    let source = model(&format!(
        "<b:startEvent id=\"s\"/>{}<b:subProcess id=\"sub\" name=\"Kinder\"><b:multiInstanceLoopCharacteristics/>{inner}</b:subProcess>{}{}{}{}",
        task("a"),
        task("c"),
        flow("s", "a"),
        flow("a", "sub"),
        flow("sub", "c")
    ));
    assert_eq!(
        outline(&imported("a.bpmn", &source).0.definition),
        ["<page id=\"seite_a\">", "<page id=\"seite_b\">", "<page id=\"seite_c\">"]
    );
}

#[test]
fn broken_models_are_one_diagnostic() {
    let good = model(&format!("{}{}{}", task("a"), task("b"), flow("a", "b")));
    let cases = [
        ("no process", good.replace("b:process", "b:nichts")),
        ("a flow to nowhere", good.replace("targetRef=\"b\"", "targetRef=\"weg\"")),
        ("no id", good.replace("<b:userTask id=\"b\" ", "<b:userTask ").replace("targetRef=\"b\"", "targetRef=\"a\"")),
        ("an id twice", good.replace("id=\"a_b\"", "id=\"a\"")),
    ];
    for (what, source) in cases {
        assert_eq!(codes(&source), (vec!["VI0012"], false), "{what}");
    }
}

#[test]
fn long_chains_and_many_gateways_take_no_longer_than_their_size() {
    let chain = |count: usize| {
        let mut content = "<b:startEvent id=\"n0\"/>".to_owned();
        for number in 1..count {
            let before = number - 1;
            content.push_str(&if number % 3 == 0 {
                format!(
                    "<b:exclusiveGateway id=\"n{number}\"/>{}",
                    if number > 3 { flow_if(&format!("n{number}"), &format!("n{}", number - 3), "x = 1") } else { String::new() }
                )
            } else {
                task(&format!("n{number}"))
            });
            content.push_str(&flow(&format!("n{before}"), &format!("n{number}")));
        }
        model(&content)
    };
    grows_with_its_size("a.bpmn", &chain(500), &chain(5000));
}

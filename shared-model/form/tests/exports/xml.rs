//! The XML Schemas say what validation does, as far as XML Schema can, judged by libxml2 (`xmllint`, which `.ci/setup test`
//! installs). All documents of a form stand in one file, a line each, so that one run of the judge tells about all.

use crate::generate::{HIDDEN, answer_set};
use crate::processes::{forms, moment};
use crate::{all_sets, sets};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use vordruck_form::compiled::{CompiledForm, Condition, FieldType};
use vordruck_form::export::{Keys, Unchecked, xml, xsd};
use vordruck_form::journey::FormState;
use vordruck_form::validate::{Fault, FieldError, ReceivedAnswers, ValidateError};

#[test]
fn what_validation_accepts_the_xml_schema_accepts_and_what_it_can_say_it_refuses() {
    for form in forms() {
        for keys in [Keys::Names, Keys::FimVersioned] {
            let (mut documents, mut refused) = (Vec::new(), BTreeSet::new());
            for (seed, state) in all_sets(&form) {
                match ReceivedAnswers::from_state(&state, "", "de").validate(&form, moment()) {
                    Ok(validated) => {
                        let text = xml::to_text(&validated, keys).unwrap();
                        assert!(!text.contains(HIDDEN), "{} {seed}: {text}", form.id);
                        documents.push((seed, text));
                    }
                    Err(ValidateError::Faults(faults)) if faults.iter().any(|fault| can_say(&state, fault)) => {
                        refused.insert(seed);
                        documents.push((seed, xml::unchecked(Unchecked(&state), keys).unwrap()));
                    }
                    Err(_) => {}
                }
            }
            let (accepted, refusals, least) = (documents.len() - refused.len(), refused.len(), usize::try_from(sets()).unwrap() / 8);
            assert!(accepted >= least && refusals > least, "{}: {accepted} accepted, {refusals} refused", form.id);
            let errors = errors_by_seed(&form, keys, &documents);
            let found: BTreeSet<u64> = errors.keys().copied().collect();
            if let Some(seed) = found.symmetric_difference(&refused).next() {
                let document = documents.iter().find(|(other, _)| other == seed);
                panic!("{} {seed} {keys:?}: {:?}\n{document:?}", form.id, errors.get(seed));
            }
        }
    }
}

/// What the judge says about each document that it refuses.
fn errors_by_seed(form: &CompiledForm, keys: Keys, documents: &[(u64, String)]) -> BTreeMap<u64, String> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("form.xsd"), xsd::to_text(form, keys).unwrap()).unwrap();
    let (namespace, root) = (xml::namespace(keys), &form.id);
    let all = format!(
        r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="{namespace}" targetNamespace="{namespace}" elementFormDefault="qualified">
<xs:include schemaLocation="form.xsd"/><xs:element name="all"><xs:complexType><xs:sequence>
<xs:element ref="{root}" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element></xs:schema>"#
    );
    std::fs::write(folder.path().join("all.xsd"), all).unwrap();
    let mut text = format!("<all xmlns=\"{namespace}\">");
    for (_, document) in documents {
        let (_, document) = document.split_once("?>").unwrap();
        let _ = write!(text, "\n{}", document.replace('\n', "&#10;"));
    }
    std::fs::write(folder.path().join("all.xml"), text + "\n</all>").unwrap();
    let complaints = judged(folder.path());
    let mut errors = BTreeMap::new();
    for line in complaints.lines() {
        let number = line.strip_prefix("all.xml:").and_then(|rest| rest.split(':').next()?.parse::<usize>().ok());
        match number.and_then(|number| documents.get(number.checked_sub(2)?)) {
            Some((seed, _)) => *errors.entry(*seed).or_default() += line,
            None => assert!(line == "all.xml validates" || line == "all.xml fails to validate", "{} {keys:?}: {line}", form.id),
        }
    }
    errors
}

fn judged(folder: &Path) -> String {
    let run = Command::new("xmllint").args(["--noout", "--huge", "--schema", "all.xsd", "all.xml"]).current_dir(folder).output();
    let run = run.expect("xmllint is there: `.ci/setup test` installs it");
    // 0: valid, 3 and 4: not valid; anything else is a schema or a document that it cannot read.
    assert!(matches!(run.status.code(), Some(0 | 3 | 4)), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stderr).unwrap()
}

/// Whether XML Schema can say what is wrong: types, lengths, patterns, fixed ranges, and what is demanded whatever is answered.
fn can_say(state: &FormState, error: &FieldError) -> bool {
    let form = state.form();
    let field = form.field(error.field).unwrap();
    let is_fixed = |end: &Option<vordruck_form::feel::Expression>| {
        use vordruck_form::feel::tree::{Function, Node};
        let moves = |node: &Node| matches!(node, Node::Answer(_) | Node::Call(Function::Today | Function::Now, _));
        !end.iter().flat_map(|end| end.nodes()).any(moves)
    };
    let is_always_asked = || {
        let groups = || field.groups.iter().map(|group| &form.groups[group.at()]);
        form.pages[field.page.at()].visible.is_none() && field.visible.is_none() && groups().all(|group| group.visible.is_none())
    };
    let is_demanded = || field.required == Condition::Always && is_always_asked();
    match &error.fault {
        Fault::Rule(_) | Fault::IbanCheckDigits | Fault::IdentifierCheckDigit { .. } | Fault::InFuture | Fault::TooFewRows { .. } => false,
        // Rows whose number is fixed.
        Fault::TooManyRows { group, .. } => form.groups[group.at()].repeat.as_ref().is_some_and(|repeat| is_fixed(&repeat.max)),
        Fault::Missing | Fault::NotAgreed | Fault::TooFewChosen { .. } => is_demanded(),
        Fault::TooSmall { .. } | Fault::TooLarge { .. } | Fault::TooEarly { .. } | Fault::TooLate { .. } => match &field.kind {
            FieldType::Integer { min, max }
            | FieldType::Decimal { min, max, .. }
            | FieldType::Money { min, max }
            | FieldType::Date { min, max } => is_fixed(min) && is_fixed(max),
            _ => false,
        },
        _ => true,
    }
}

#[test]
fn an_export_has_the_shape_of_xfall() {
    let form = forms().into_iter().find(|form| form.id == "bewohnerparken").unwrap();
    let accepted = (0..)
        .map(|seed| answer_set(&form, 3 * seed))
        .find_map(|state| ReceivedAnswers::from_state(&state, "", "de").validate(&form, moment()).ok());
    let text = xml::to_pretty_text(&accepted.unwrap(), Keys::Fim).unwrap();
    assert!(
        text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<bewohnerparken xmlns=\"urn:fim-de:xfall:datenschema:xdf3\""),
        "{text}"
    );
    assert!(text.contains("<G60000086>\n    <F60000243>"), "{text}");
}

//! **VD0077 unreachable**: something is shown only if one question has two different answers.
//!
//! A page, group, field or note stands in one that is shown for `art = "neu"` and asks for `art = "alt"` itself: nobody will ever see it.
//! Looked at are conditions that compare a choice with codes, or ask for yes or no (`garage`, `garage = true`, `not(garage)`), connected by `and`.

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::names::Names;
use crate::definition::*;
use crate::feel::parse::parse;
use crate::feel::parse_tree::{Form, Syntax};
use crate::feel::tree::Comparison;

/// VD0077
pub static CODE: Code = Code { id: "VD0077", slug: "unreachable", severity: Severity::Warning };

/// What a choice has to be: name, one of these codes.
type Demand = (String, Vec<String>);

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    for page in &names.definition.pages {
        let mut demands = Vec::new();
        let before = enter(page.visible.as_ref(), names, &mut demands, diagnostics);
        items(&page.items, names, &mut demands, diagnostics);
        demands.truncate(before);
    }
}

fn items(all: &[ItemDefinition], names: &Names<'_>, demands: &mut Vec<Demand>, diagnostics: &mut Diagnostics) {
    for item in all {
        let visible = match item {
            ItemDefinition::Field(field) => field.setting("visible"),
            ItemDefinition::Group(group) => group.visible.as_ref(),
            ItemDefinition::Note(note) => note.visible.as_ref(),
        };
        let before = enter(visible, names, demands, diagnostics);
        if let ItemDefinition::Group(group) = item {
            items(&group.items, names, demands, diagnostics);
        }
        demands.truncate(before);
    }
}

/// Adds what a condition demands, and reports what contradicts it. Gives back how many demands there were.
fn enter(visible: Option<&Written>, names: &Names<'_>, demands: &mut Vec<Demand>, diagnostics: &mut Diagnostics) -> usize {
    let before = demands.len();
    let Some(written) = visible else { return before };
    let mut own = Vec::new();
    demanded(&parse(&written.value, &[]).0, &mut own);
    for (name, codes) in own {
        let name = names.full_name(&written.prefixes, &name).into_owned();
        let contradicted = demands.iter().find(|(known, allowed)| *known == name && !codes.iter().any(|code| allowed.contains(code)));
        if let Some((_, allowed)) = contradicted {
            let (wanted, around) = (codes.join("“, „"), allowed.join("“, „"));
            diagnostics.push(
                Diagnostic::new(
                    &CODE,
                    written.span,
                    say!(
                        "Das ist nie zu sehen: „{name}“ müsste „{wanted}“ sein und ist hier schon „{around}“.",
                        "This is never seen: “{name}” would have to be “{wanted}” and is “{around}” here already."
                    ),
                )
                .hint(say!("Prüfen Sie die Bedingungen ringsum.", "Check the conditions around it.")),
            );
        }
        demands.push((name, codes));
    }
    before
}

fn demanded(condition: &Syntax, demands: &mut Vec<Demand>) {
    let text = |part: &Syntax| match &part.form {
        Form::Text(text) => Some(text.clone()),
        Form::Boolean(truth) => Some(truth.to_string()),
        _ => None,
    };
    match &condition.form {
        Form::And(left, right) => {
            demanded(left, demands);
            demanded(right, demands);
        }
        Form::Compare(Comparison::Equal, left, right) => {
            for (name, code) in [(left, right), (right, left)] {
                if let (Form::Name(name), Some(code)) = (&name.form, text(code)) {
                    demands.push((name.clone(), vec![code]));
                }
            }
        }
        Form::Name(name) => demands.push((name.clone(), vec![true.to_string()])),
        Form::Call(function, _, parts, _) if function == "not" => {
            if let [Syntax { form: Form::Name(name), .. }] = parts.as_slice() {
                demands.push((name.clone(), vec![false.to_string()]));
            }
        }
        Form::In(value, tests) => {
            let parts = tests.iter().flat_map(|test| if let Form::List(parts) = &test.form { parts.as_slice() } else { std::slice::from_ref(test) });
            let codes: Option<Vec<String>> = parts.map(text).collect();
            if let (Form::Name(name), Some(codes)) = (&value.form, codes) {
                demands.push((name.clone(), codes));
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{all_codes, process};

    #[test]
    fn a_branch_within_the_other_branch_is_never_seen() {
        let list = r#"<code-list id="l"><entry code="neu"><label>Neu</label></entry><entry code="alt"><label>Alt</label></entry><entry code="weg"><label>Weg</label></entry></code-list>"#;
        let form = |outer: &str, inner: &str| {
            all_codes(&process(&format!(
                r#"{list}<page id="p"><title>P</title><field id="art" type="radios" options="l"><label>Art</label></field>
                <group id="g" visible='{outer}'><field id="a" type="text" visible='{inner}'><label>A</label></field></group></page>"#
            )))
        };
        assert_eq!(form(r#"art = "neu""#, r#"art = "alt""#), ["VD0077"]);
        assert_eq!(form(r#"art in ("neu", "alt")"#, r#"art = "weg" and 1 < 2"#.replace('<', "&lt;").as_str()), ["VD0077"]);
        assert!(form(r#"art in ("neu", "alt")"#, r#"art = "alt""#).is_empty());
        let yes_no = |outer: &str, inner: &str| {
            all_codes(&process(&format!(
                r#"<page id="p"><title>P</title><field id="ja" type="yes-no"><label>Ja?</label></field><field id="da" type="yes-no"><label>Da?</label></field>
                <group id="g" visible="{outer}"><field id="a" type="text" visible="{inner}"><label>A</label></field></group></page>"#
            )))
        };
        assert_eq!(yes_no("ja", "not(ja)"), ["VD0077"]);
        assert_eq!(yes_no("ja = false", "ja and da"), ["VD0077"]);
        assert_eq!(yes_no("da and ja = true", "ja = false"), ["VD0077"]);
        assert!(yes_no("ja", "ja = true and not(da)").is_empty() && yes_no("ja or da", "not(ja)").is_empty());
        assert!(form(r#"art = "neu" or art = "alt""#, r#"art = "weg""#).is_empty(), "more than and is not looked into");
    }
}

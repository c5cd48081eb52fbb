//! **VD0093 bad-offer**: an include offers to take over what is not there, not of the same block, or not known yet.
//!
//! `offer` names earlier includes of the same block, such as the address of the representative for the one that letters go to. Whoever fills in the form takes
//! over all of their answers with one button, and can change them afterwards (WCAG 2.2, 3.3.7). So the other block comes first: earlier on the page or on an
//! earlier page, and not in the rows of a repeated group unless this one stands in the same row.

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, Wording, say};
use crate::compile::names::Names;
use crate::compile::takeover;
use crate::definition::{GroupDefinition, Written};

/// VD0093
pub static CODE: Code = Code { id: "VD0093", slug: "bad-offer", severity: Severity::Error };

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    for (at, group) in names.groups.iter().enumerate() {
        let Some(block) = &group.block else { continue };
        let (Some(offer), Some(earlier)) = (&block.offer, takeover::earlier(group)) else { continue };
        let is_of_block = |other: &GroupDefinition| other.block.as_ref().is_some_and(|other| other.id == block.id);
        let is_seen = |other: usize| {
            let repeat = |group: usize| names.repeat_around.get(group).copied().flatten();
            names.is_seen(repeat(other), repeat(at))
        };
        let known: Vec<&str> = (names.groups.iter().take(at).enumerate())
            .filter(|(other, group)| is_of_block(group) && is_seen(*other))
            .map(|(_, group)| group.id.value.as_str())
            .collect();
        let earlier: Vec<&str> = earlier.collect();
        if earlier.is_empty() {
            diagnostics.push(with_known(offer, say!("Hier fehlt, was angeboten wird.", "What is offered is missing here."), &known));
        }
        for id in earlier.into_iter().filter(|id| !known.contains(id)) {
            let other = names.groups.iter().position(|group| group.id.value == id && group.block.is_some());
            let message = match other.and_then(|other| names.groups.get(other)).map(|group| is_of_block(group)) {
                None => say!("Den Baustein „{id}“ gibt es hier nicht.", "There is no included block “{id}” here."),
                Some(false) => say!("„{id}“ ist ein anderer Baustein.", "“{id}” is another block."),
                Some(true) if other.is_some_and(|other| !is_seen(other)) => {
                    say!("„{id}“ steht in einer Gruppe, die mehrmals ausgefüllt wird.", "“{id}” stands in a group that is filled in several times.")
                }
                Some(true) => say!("„{id}“ wird erst nach diesem Baustein gefragt.", "“{id}” is asked for only after this block."),
            };
            diagnostics.push(with_known(offer, message, &known).did_you_mean(id, known.iter().copied()));
        }
    }
}

fn with_known(offer: &Written, message: Wording, known: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::new(&CODE, offer.span, message);
    let all = known.join(", ");
    match known {
        [] => diagnostic.hint(say!(
            "Vor diesem steht kein solcher Baustein. Lassen Sie offer weg, oder stellen Sie die Bausteine um.",
            "No such block stands before this one. Leave offer out, or change the order of the blocks."
        )),
        _ => diagnostic.hint(say!("Hier geht: {all}.", "Possible here: {all}.")),
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, page};

    fn form(offer: &str) -> Vec<&'static str> {
        let include = |id: &str, block: &str, more: &str| format!(r#"<include id="{id}" block="{block}" {more}/>"#);
        codes(&page(&format!(
            r#"{}{}<repeat id="r" max="3"><title>R</title>{}</repeat>{}{}"#,
            include("a", "anschrift", ""),
            include("k", "kontakt", ""),
            include("in_r", "anschrift", r#"offer="a""#),
            include("b", "anschrift", offer),
            include("c", "anschrift", r#"offer="a b""#),
        )))
    }

    #[test]
    fn what_is_offered_is_an_earlier_include_of_the_same_block() {
        assert!(form("").is_empty() && form(r#"offer="a""#).is_empty());
        for wrong in ["", "x", "b", "c", "k", "r", "in_r", "a x"] {
            assert_eq!(form(&format!(r#"offer="{wrong}""#)), ["VD0093"], "{wrong}");
        }
    }
}

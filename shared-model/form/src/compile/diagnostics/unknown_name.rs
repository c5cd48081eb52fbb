//! **VD0041 unknown-name**: an expression names something that is neither field nor parameter nor variable.
//!
//! Fields and parameters are named by their id; groups, pages and code lists have no value, but for repeated groups, which are
//! lists of their rows. A field in a row has a name only in that row. Texts stand in double quotes.

use crate::compile::diagnostic::{Code, Diagnostic, Severity, say};
use crate::compile::names::Names;
use crate::definition::Written;
use std::ops::Range;

/// VD0041
pub static CODE: Code = Code { id: "VD0041", slug: "unknown-name", severity: Severity::Error };

pub(crate) fn diagnostic(written: &Written, range: &Range<usize>, name: &str, from: Option<usize>, names: &Names<'_>) -> Diagnostic {
    if let Some(group) = repeat_of(name, names) {
        return of_rows(written, range, name, group, from);
    }
    let diagnostic = Diagnostic::new(
        &CODE,
        written.part(range.clone()),
        say!("„{name}“ ist weder ein Feld noch ein Parameter.", "“{name}” is neither a field nor a parameter."),
    )
    .did_you_mean(name, names.values());
    if names.is_code(name) {
        return diagnostic.hint(say!("Ein Code steht in Anführungszeichen: \"{name}\".", "A code stands in quotes: \"{name}\"."));
    }
    diagnostic
}

/// The repeated group in whose rows a known name stands.
fn repeat_of<'a>(name: &str, names: &Names<'a>) -> Option<&'a str> {
    let place = names.field(name).and_then(|field| names.fields.get(field))?.repeat;
    let around = names.repeat(name).and_then(|group| names.repeat_around.get(group).copied().flatten());
    names.groups.get(place.or(around)?).map(|group| group.id.value.as_str())
}

fn of_rows(written: &Written, range: &Range<usize>, name: &str, group: &str, from: Option<usize>) -> Diagnostic {
    let what = if from.is_some() { say!("dieser Zeile", "this row") } else { say!("hier", "here") };
    let (de, en) = (what.de, what.en);
    Diagnostic::new(
        &CODE,
        written.part(range.clone()),
        say!(
            "„{name}“ steht in jeder Zeile von „{group}“: welche gemeint ist, steht von {de} aus nicht fest.",
            "“{name}” stands in every row of “{group}”: seen from {en} it isn't clear which one is meant."
        ),
    )
    .hint(say!(
        "Von außen ist „{group}“ eine Liste: sum({group}.{name}), some x in {group} satisfies x.{name} = ….",
        "From outside “{group}” is a list: sum({group}.{name}), some x in {group} satisfies x.{name} = …."
    ))
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, condition};

    #[test]
    fn an_unknown_name_is_one_diagnostic_and_nothing_follows_from_it() {
        assert_eq!(codes(&condition("zal > text and zal = true")), ["VD0041", "VD0041"]);
        assert_eq!(codes(&condition("wahl = eins")), ["VD0041"]);
        assert!(codes(&condition("some x in [1, 2] satisfies x > zahl")).is_empty());
    }
}

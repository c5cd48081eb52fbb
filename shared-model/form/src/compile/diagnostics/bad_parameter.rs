//! **VD0050 bad-parameter**: a parameter of unknown type, or with a default that is no value of its type.
//!
//! Types: `text`, `integer` (`3500`), `decimal` (`0.5`), `money` (`30.70`: two decimals, point, no €), `boolean` (`true`, `false`),
//! `date` (`2026-12-31`), `duration` (`P1M`, `P14D`).

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::names::Names;
use crate::compile::parameters::ParameterKind;

/// VD0050
pub static CODE: Code = Code { id: "VD0050", slug: "bad-parameter", severity: Severity::Error };

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    for parameter in &names.definition.parameters {
        let (kind, value) = (&parameter.kind, &parameter.default);
        if kind.is_missing() {
            continue;
        }
        let Some(known) = ParameterKind::named(&kind.value) else {
            let written = &kind.value;
            let all = ParameterKind::ALL.iter().map(|kind| kind.name());
            let list = all.clone().collect::<Vec<_>>().join(", ");
            diagnostics.push(
                Diagnostic::new(&CODE, kind.span, say!("Den Parametertyp „{written}“ gibt es nicht.", "There is no parameter type “{written}”."))
                    .did_you_mean(written, all)
                    .hint(say!("Parametertypen: {list}.", "Parameter types: {list}.")),
            );
            continue;
        };
        if !value.is_missing() && known.read(&value.value).is_none() {
            let (written, name, example) = (&value.value, known.name(), known.example());
            diagnostics.push(
                Diagnostic::new(&CODE, value.span, say!("„{written}“ ist kein Wert vom Typ {name}.", "“{written}” is no value of type {name}."))
                    .hint(say!("Zum Beispiel {example}.", "For example {example}.")),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, process};

    #[test]
    fn defaults_have_to_be_values_of_their_type() {
        let form = |kind: &str, value: &str| {
            process(&format!(
                r#"<parameter id="x" type="{kind}" default="{value}"/><page id="p"><title>P</title><field id="a" type="yes-no" visible="x != null"><label>A</label></field></page>"#
            ))
        };
        for (kind, value) in [("money", "30,70"), ("money", "30.7 €"), ("integer", "3.5"), ("boolean", "ja"), ("date", "31.12.2026"), ("duration", "1 Monat"), ("geld", "1.00")] {
            assert_eq!(codes(&form(kind, value)), ["VD0050"], "{kind} {value}");
        }
        for (kind, value) in [("money", "30.70"), ("integer", "3500"), ("boolean", "true"), ("date", "2026-12-31"), ("duration", "P1M"), ("text", "Rathaus"), ("decimal", "0.5")] {
            assert_eq!(codes(&form(kind, value)), [""; 0], "{kind} {value}");
        }
    }
}

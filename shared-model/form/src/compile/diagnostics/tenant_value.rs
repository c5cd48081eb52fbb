//! **VD0061 tenant-value**: what a tenant sets is no value of the parameter's type, or no usable list.
//!
//! Values are written like defaults: `"30.70"`, `"P1M"`, `"true"`. A list has at least two entries, each with a code of its own and
//! a label.

use crate::compile::diagnostic::{Code, Diagnostic, Place, Severity, say};
use crate::compile::parameters::ParameterKind;

/// VD0061
pub static CODE: Code = Code { id: "VD0061", slug: "tenant-value", severity: Severity::Error };

pub(crate) fn parameter(place: Place, value: &str, kind: ParameterKind) -> Diagnostic {
    let (name, example) = (kind.name(), kind.example());
    Diagnostic::new(&CODE, place, say!("„{value}“ ist kein Wert vom Typ {name}.", "“{value}” is no value of type {name}."))
        .hint(say!("Zum Beispiel {example}.", "For example {example}."))
}

pub(crate) fn fingerprint(place: Place, value: &str) -> Diagnostic {
    Diagnostic::new(&CODE, place, say!("„{value}“ ist kein Fingerabdruck.", "“{value}” is no fingerprint.")).hint(say!(
        "SHA-256 des öffentlichen Stammschlüssels: 64 Zeichen 0–9, a–f.",
        "SHA-256 of the public root key: 64 characters 0–9, a–f."
    ))
}

pub(crate) fn too_few_entries(place: Place, count: usize) -> Diagnostic {
    Diagnostic::new(&CODE, place, say!("{count} Einträge sind zu wenig, mindestens zwei.", "{count} entries are too few, at least two."))
}

pub(crate) fn bad_code(place: Place, code: &str) -> Diagnostic {
    Diagnostic::new(&CODE, place, say!("„{code}“ taugt nicht als Code.", "“{code}” can't be a code."))
        .hint(say!("Nur a–z, A–Z, 0–9, Punkt, - und _.", "Only a–z, A–Z, 0–9, dot, - and _."))
}

pub(crate) fn code_twice(place: Place, code: &str) -> Diagnostic {
    Diagnostic::new(&CODE, place, say!("Den Code „{code}“ gibt es zweimal.", "The code “{code}” is there twice."))
}

pub(crate) fn no_label(place: Place, code: &str) -> Diagnostic {
    Diagnostic::new(&CODE, place, say!("Dem Eintrag „{code}“ fehlt das Label.", "The entry “{code}” lacks its label."))
}

#[cfg(test)]
mod tests {
    use crate::compile::tenant::TenantEntry;
    use crate::compile::testing::{codes_for_tenant, tenant_form};

    #[test]
    fn what_a_tenant_sets_has_to_fit() {
        let form = tenant_form();
        assert_eq!(codes_for_tenant(&form, |tenant| tenant.root_fingerprint = "A".repeat(64)), ["VD0061"]);
        let entry = |code: &str| TenantEntry { code: code.into(), label: "Zone".into(), hint: None };
        assert_eq!(codes_for_tenant(&form, |tenant| drop(tenant.parameters.insert("gebuehr".into(), "12 €".into()))), ["VD0061"]);
        assert_eq!(codes_for_tenant(&form, |tenant| drop(tenant.code_lists.insert("zonen".into(), vec![entry("A")]))), ["VD0061"]);
        assert_eq!(codes_for_tenant(&form, |tenant| drop(tenant.code_lists.insert("zonen".into(), vec![entry("A"), entry("A")]))), ["VD0061"]);
        assert!(codes_for_tenant(&form, |tenant| drop(tenant.code_lists.insert("zonen".into(), vec![entry("N"), entry("S")]))).is_empty());
    }
}

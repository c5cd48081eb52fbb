//! **VD0060 tenant-override**: a tenant's settings change something that is not there or not theirs to change.
//!
//! A tenant sets parameters, replaces the entries of code lists with `parameter="true"`, and gives texts of its own. Everything
//! else is the same for all, so that updates of a process always apply. The place is the key in the tenant's settings.

use crate::compile::diagnostic::{Code, Diagnostic, Place, Severity, say};

/// VD0060
pub static CODE: Code = Code { id: "VD0060", slug: "tenant-override", severity: Severity::Error };

pub(crate) fn unknown_parameter<'a>(place: Place, name: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    Diagnostic::new(&CODE, place, say!("Der Prozess hat keinen Parameter „{name}“.", "The process has no parameter “{name}”.")).did_you_mean(name, known)
}

pub(crate) fn unknown_list<'a>(place: Place, name: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    Diagnostic::new(&CODE, place, say!("Der Prozess hat keine Codeliste „{name}“.", "The process has no code list “{name}”.")).did_you_mean(name, known)
}

pub(crate) fn fixed_list(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(
        &CODE,
        place,
        say!("Die Codeliste „{name}“ ist für alle gleich.", "The code list “{name}” is the same for all."),
    )
    .hint(say!("Nur Listen mit parameter=\"true\" dürfen ersetzt werden.", "Only lists with parameter=\"true\" may be replaced."))
}

pub(crate) fn unknown_text<'a>(place: Place, key: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    Diagnostic::new(&CODE, place, say!("Der Prozess hat keinen Text „{key}“.", "The process has no text “{key}”.")).did_you_mean(key, known)
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes_for_tenant, tenant_form};

    #[test]
    fn tenants_change_only_what_is_theirs() {
        let form = tenant_form();
        assert!(codes_for_tenant(&form, |tenant| drop(tenant.parameters.insert("gebuehr".into(), "12.00".into()))).is_empty());
        assert_eq!(codes_for_tenant(&form, |tenant| drop(tenant.parameters.insert("gebuer".into(), "12.00".into()))), ["VD0060"]);
        assert_eq!(codes_for_tenant(&form, |tenant| drop(tenant.code_lists.insert("fest".into(), Vec::new()))), ["VD0060"]);
        assert_eq!(codes_for_tenant(&form, |tenant| drop(tenant.code_lists.insert("fehlt".into(), Vec::new()))), ["VD0060"]);
    }
}

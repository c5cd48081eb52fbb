//! **VD0048 asked-later**: whether something is shown depends on a question of a later page.
//!
//! Applicants pass the pages in order: when they come to the condition, the answer isn't there yet, and giving it later opens a
//! question on a page they have left. Move the deciding question forward.

use crate::compile::diagnostic::{Code, Diagnostic, Severity, say};
use crate::definition::Written;

/// VD0048
pub static CODE: Code = Code { id: "VD0048", slug: "asked-later", severity: Severity::Warning };

pub(crate) fn diagnostic(written: &Written, field: &str, page: &str) -> Diagnostic {
    Diagnostic::new(
        &CODE,
        written.span,
        say!("„{field}“ wird erst später gefragt, auf der Seite „{page}“.", "“{field}” is asked later only, on the page “{page}”."),
    )
    .hint(say!("Fragen Sie zuerst, was entscheidet.", "Ask first what decides."))
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{all_codes, process};

    #[test]
    fn a_condition_on_a_later_page_is_a_warning() {
        let page = |id: &str, field: &str, attributes: &str| {
            format!(r#"<page id="{id}"><title>{id}</title><field id="{field}" type="yes-no" {attributes}><label>{field}</label></field></page>"#)
        };
        assert_eq!(all_codes(&process(&(page("p", "a", "visible='b'") + &page("q", "b", "")))), ["VD0048"]);
        assert!(all_codes(&process(&(page("p", "a", "") + &page("q", "b", "visible='a'")))).is_empty());
    }
}

//! **VD0088 link-target**: a link in a text names no page and no field of the form, or one that is not always there.
//!
//! `<a href="#plz">` leads to the field `plz`, `<a href="#seite_person">` to the page. A page or a field that is shown under a condition, or stands in
//! a repeated group, is not always there to go to; name the question in words instead.

use crate::compile::diagnostic::{Code, Diagnostic, Place, Severity, say};

/// VD0088
pub static CODE: Code = Code { id: "VD0088", slug: "link-target", severity: Severity::Error };

pub(crate) fn unknown<'a>(place: Place, id: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    Diagnostic::new(&CODE, place, say!("Es gibt keine Seite und kein Feld „{id}“.", "There is no page and no field “{id}”.")).did_you_mean(id, known)
}

pub(crate) fn not_always(place: Place, id: &str) -> Diagnostic {
    Diagnostic::new(&CODE, place, say!("„{id}“ ist nicht immer da; der Link führte dann ins Leere.", "“{id}” is not always there; the link would lead nowhere."))
        .hint(say!("Nennen Sie die Frage mit Worten.", "Name the question in words."))
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, page};

    #[test]
    fn links_lead_to_what_is_always_there() {
        let form = |to: &str| {
            codes(&page(&format!(
                r##"<field id="ja" type="yes-no"><label>Ja</label></field><field id="ort" type="text" visible="ja"><label>Ort</label></field>
                <group id="g" visible="ja"><field id="plz" type="text"><label>PLZ</label></field></group>
                <repeat id="r" max="3"><title>R</title><field id="name" type="text"><label>Name</label></field></repeat>
                <note><p>Zur <a href="{to}">ersten Frage</a></p></note>"##
            )))
        };
        assert!(form("#ja").is_empty());
        assert!(form("#p").is_empty());
        for wrong in ["#jaa", "#ort", "#plz", "#name", "#g", "#"] {
            assert_eq!(form(wrong), ["VD0088"], "{wrong}");
        }
    }
}

//! A definition of any size, for benchmarks and for the tests that hold its limits: a fifth of the fields each are choices, numbers,
//! sums and two kinds of texts, of which one is shown under a condition over the two fields before it.

use std::fmt::Write as _;

/// A process of so many fields, twenty a page, with a condition for each fifth of them and a sum for another.
pub(crate) fn definition(fields: usize) -> String {
    let mut text =
        String::from(r#"<process xmlns="urn:vordruck:process:1" id="gross" version="1.0.0"><title>Groß</title><code-list id="arten">"#);
    for code in 0..20 {
        let _ = write!(text, r#"<entry code="c{code}"><label>Eintrag {code}</label></entry>"#);
    }
    text.push_str("</code-list>");
    for page in 0..fields / 20 {
        let _ = write!(text, r#"<page id="seite{page}"><title>Seite {page}</title>"#);
        for field in page * 20..page * 20 + 20 {
            let condition = if field % 5 == 4 && field > 20 {
                format!(
                    r#"visible='w{} = "c3" and (z{} > 5 or z{} = null)'"#,
                    (field - 4) / 5 * 5,
                    (field - 4) / 5 * 5 + 1,
                    (field - 4) / 5 * 5 + 1
                )
            } else {
                String::new()
            };
            let _ = match field % 5 {
                0 => write!(
                    text,
                    r#"<field id="w{field}" type="radios" options="arten" required="true"><label>Wahl {field}</label></field>"#
                ),
                1 => write!(text, r#"<field id="z{field}" type="integer" min="0" max="1000"><label>Zahl {field}</label></field>"#),
                2 => write!(
                    text,
                    r#"<field id="s{field}" type="calculated" value="z{} * 2 + 1"><label>Summe {field}</label></field>"#,
                    field - 1
                ),
                _ => write!(
                    text,
                    r#"<field id="t{field}" type="text" max-length="50" {condition}><label>Text {field}</label><hint>zum Beispiel x</hint></field>"#
                ),
            };
        }
        text.push_str("</page>");
    }
    text.push_str(r#"<handover><postbox/></handover><retention draft="P30D" postbox="P90D"/></process>"#);
    text
}

/// A process with one repeated group of ten fields, of which one is shown under a condition, and a sum over all rows.
#[allow(dead_code, reason = "the tests that share this file measure no rows")]
pub(crate) fn rows() -> String {
    let mut text = String::from(
        r#"<process xmlns="urn:vordruck:process:1" id="zeilen" version="1.0.0"><title>Zeilen</title><page id="seite"><title>Seite</title>
        <repeat id="kinder" max="500"><title>Kinder</title><field id="alter" type="integer"><label>Alter</label></field>
        <field id="schule" type="text" visible="alter >= 6"><label>Schule</label></field>"#,
    );
    for field in 0..8 {
        let _ = write!(text, r#"<field id="t{field}" type="text"><label>Text {field}</label></field>"#);
    }
    text.push_str(
        r#"</repeat><field id="summe" type="calculated" value="sum(kinder.alter)"><label>Summe</label></field></page>
        <handover><postbox/></handover><retention draft="P30D" postbox="P90D"/></process>"#,
    );
    text
}

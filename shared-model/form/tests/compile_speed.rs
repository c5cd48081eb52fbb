//! Checking is fast enough to run at every save: 1 000 fields with 400 conditions well under 100 ms in a release build. Unoptimised
//! builds are about twenty times slower, so they only guard against work that grows with the square.

use std::fmt::Write as _;
use std::time::{Duration, Instant};
use vordruck_form::compile::check;

fn definition(fields: usize) -> String {
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

fn fastest(source: &str) -> Duration {
    let run = || {
        let start = Instant::now();
        let compiled = check("process.xml", source, &[]);
        let took = start.elapsed();
        assert!(compiled.form.is_some(), "{:?}", compiled.diagnostics.first());
        took
    };
    (0..5).map(|_| run()).min().unwrap_or_default()
}

#[test]
fn a_thousand_fields_are_checked_in_under_100_ms() {
    let took = fastest(&definition(1_000));
    let limit = Duration::from_millis(if cfg!(debug_assertions) { 2_000 } else { 100 });
    assert!(took < limit, "{took:?}");
}

#[test]
fn time_grows_with_the_form_and_not_with_its_square() {
    let (small, large) = (fastest(&definition(500)), fastest(&definition(4_000)));
    assert!(large < small * 30, "8 times the fields took {large:?} instead of {small:?}");
}

//! **VD0053 bad-retention**: how long data are kept is not said, not in days, or longer than allowed.
//!
//! `<retention draft="P30D" postbox="P90D"/>`: drafts are deleted that long after the last save, submissions that long after they
//! were put into the postbox. Days only (`P30D`), since a month is no fixed time. At most 90 days for drafts and 365 for the
//! postbox: the law wants data deleted when they are no longer needed (Art. 5 (1) e GDPR).

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::names::Names;
use crate::definition::Written;
use crate::feel::Value;
use crate::feel::temporal::parse_duration;

/// VD0053
pub static CODE: Code = Code { id: "VD0053", slug: "bad-retention", severity: Severity::Error };

const MOST_DRAFT: u32 = 90;
const MOST_POSTBOX: u32 = 365;

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    let Some(retention) = &names.definition.retention else {
        diagnostics.push(
            Diagnostic::new(&CODE, names.definition.span, say!("Es ist nicht gesagt, wie lange Daten aufbewahrt werden.", "It is not said how long data are kept."))
                .hint(say!("Ergänzen Sie <retention draft=\"P30D\" postbox=\"P90D\"/>.", "Add <retention draft=\"P30D\" postbox=\"P90D\"/>.")),
        );
        return;
    };
    one(&retention.draft, MOST_DRAFT, diagnostics);
    one(&retention.postbox, MOST_POSTBOX, diagnostics);
}

fn one(written: &Written, most: u32, diagnostics: &mut Diagnostics) {
    let text = &written.value;
    let wording = match days(text) {
        _ if written.is_missing() => return,
        Some(days) if days <= most => return,
        Some(days) => say!("{days} Tage sind zu lang, höchstens {most}.", "{days} days are too long, at most {most}."),
        None => say!("„{text}“ ist keine Dauer in ganzen Tagen.", "“{text}” is no duration in whole days."),
    };
    diagnostics.push(Diagnostic::new(&CODE, written.span, wording).hint(say!("Zum Beispiel P30D.", "For example P30D.")));
}

/// Whole days, at least one.
pub(crate) fn days(text: &str) -> Option<u32> {
    const DAY: i64 = 24 * 60 * 60;
    match parse_duration(text) {
        Some(Value::Seconds(seconds)) if seconds >= DAY && seconds % DAY == 0 => u32::try_from(seconds / DAY).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{all_codes, codes, page};

    #[test]
    fn retention_is_said_in_days_within_limits() {
        let valid = page(r#"<field id="a" type="yes-no"><label>A</label></field>"#);
        assert!(all_codes(&valid).is_empty());
        for broken in ["P1M", "P0D", "30", "P91D", "PT30H"] {
            assert_eq!(codes(&valid.replace("P30D", broken)), ["VD0053"], "{broken}");
        }
        assert_eq!(codes(&valid.replace(r#"<retention draft="P30D" postbox="P90D"/>"#, "")), ["VD0053"]);
    }
}

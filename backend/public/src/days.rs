//! Days as people write them, in each language of these pages and mails. In: a day. Out: text. The form's own way of writing (`vordruck_form::export`) is
//! out of reach here, since the public side knows no answers; both write the same.

use jiff::civil::Date;

use crate::pages::Language;

/// `22.11.2026`, `22 November 2026`.
pub(crate) fn written(day: Date, language: Language) -> String {
    let format = match language {
        Language::German | Language::Simple => "%d.%m.%Y",
        Language::English => "%-d %B %Y",
    };
    day.strftime(format).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_as_its_language_does() {
        let written = |language| written(jiff::civil::date(2026, 11, 2), language);
        assert_eq!(Language::ALL.map(written), ["02.11.2026", "2 November 2026", "02.11.2026"]);
    }
}

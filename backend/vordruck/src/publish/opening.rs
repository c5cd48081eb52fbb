//! When a form is open, as the service card says it. In: the compiled form. Out: two moments and words about them in every language of the
//! form; nothing when it is always open, or when its times move with the day that is looked at.

use jiff::civil::{Date, DateTime, Time, date};
use jiff::tz::TimeZone;
use std::sync::Arc;
use vordruck_contract::services::{CardOpening, OpeningTexts};
use vordruck_form::answers::Answers;
use vordruck_form::compiled::CompiledForm;
use vordruck_form::export;
use vordruck_form::journey::{FormState, Moment};

/// The opening of a form.
pub(super) fn of(form: &CompiledForm) -> Option<CardOpening> {
    let opening = form.opening.as_ref()?;
    // A card is made once and read for months: times that depend on today cannot stand on it.
    let (from, until) = ends(form, date(2000, 1, 1));
    if (from, until) == (None, None) || (from, until) != ends(form, date(2100, 1, 1)) {
        return None;
    }
    let words = form.languages.iter().enumerate().map(|(index, language)| {
        let said = |end: Option<DateTime>| end.map(|end| spoken(end, language)).unwrap_or_default();
        let texts = OpeningTexts { closed: opening.message.in_language(index).to_owned(), from: said(from), until: said(until) };
        (language.clone(), texts)
    });
    Some(CardOpening { from: from.and_then(instant), until: until.and_then(instant), texts: words.collect() })
}

fn ends(form: &CompiledForm, day: Date) -> (Option<DateTime>, Option<DateTime>) {
    let moment = Moment { local: day.to_datetime(Time::midnight()) };
    FormState::new(Arc::new(form.clone()), Answers::default(), moment).opening()
}

/// Local time of German authorities on the wire: UTC, whole seconds.
fn instant(local: DateTime) -> Option<String> {
    let berlin = TimeZone::get("Europe/Berlin").ok()?;
    let second = berlin.to_ambiguous_timestamp(local).compatible().ok()?.as_second();
    Some(jiff::Timestamp::from_second(second).ok()?.to_string())
}

/// A day; with the time when it is not the day's first or last moment.
fn spoken(at: DateTime, language: &str) -> String {
    let is_whole = at.time() == Time::MIN || at.time() == Time::MAX;
    if is_whole { export::day(language, at.date()) } else { export::moment(language, at) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vordruck_form::compile::check;

    fn opening(attributes: &str) -> Option<CardOpening> {
        let source = format!(
            r#"<process xmlns="urn:vordruck:process:1" id="probe" version="1.0.0"><title>Probe</title><parameter id="tag" type="date" default="2026-03-29"/>
            <page id="p"><title>P</title><field id="a" type="yes-no"><label>A</label></field></page>
            <opening {attributes}>Es ist zu.</opening><handover><postbox/></handover><retention draft="P30D" postbox="P90D"/></process>"#
        );
        let compiled = check("process.xml", &source, &[]);
        of(&compiled.form.unwrap_or_else(|| panic!("{:?}", compiled.diagnostics)))
    }

    #[test]
    fn times_are_local_in_summer_and_winter_and_days_belong_to_it_whole() {
        let found = opening(r#"from='tag' until='tag + duration("P1M")'"#).unwrap();
        assert_eq!(found.from.as_deref(), Some("2026-03-28T23:00:00Z"));
        assert_eq!(found.until.as_deref(), Some("2026-04-29T21:59:59Z"));
        assert_eq!(found.texts["de"], OpeningTexts { closed: "Es ist zu.".into(), from: "29.03.2026".into(), until: "29.04.2026".into() });
        let found = opening(r#"until='date and time("2026-11-22T15:00:00")'"#).unwrap();
        assert_eq!((found.from, found.until.as_deref()), (None, Some("2026-11-22T14:00:00Z")));
        assert_eq!(found.texts["de"].until, "22.11.2026, 15:00\u{A0}Uhr");
    }

    #[test]
    fn times_that_move_with_the_day_are_not_on_the_card() {
        assert!(opening(r#"until='today() + duration("P1D")'"#).is_none());
    }
}

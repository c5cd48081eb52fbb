//! The clock of the device, read in the authority's time zone. Out: local time in Europe/Berlin; seconds, to tell how long something takes.

use jiff::civil::DateTime;
use js_sys::{Date, Intl, Object, Reflect};
use vordruck_form::feel::temporal::{date_of, time_of};
use wasm_bindgen::{JsCast, JsValue};

/// Local date and time in Europe/Berlin.
#[must_use]
pub fn now() -> DateTime {
    in_berlin(&Date::new_0())
}

/// Seconds since 1970-01-01T00:00:00Z.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and positive until long after this code")]
pub fn seconds() -> u64 {
    (Date::new_0().get_time() / 1000.0) as u64
}

/// An instant of the wire (RFC 3339), read in Europe/Berlin; none when it isn't one.
#[must_use]
pub fn local(instant: &str) -> Option<DateTime> {
    let date = Date::new(&JsValue::from_str(instant));
    if date.get_time().is_nan() { None } else { Some(in_berlin(&date)) }
}

fn in_berlin(date: &Date) -> DateTime {
    // The Swedish locale writes `2026-11-22 14:05:09`: the one stable ISO-like form that Intl offers with a time zone.
    let options = Object::new();
    for (key, value) in [("timeZone", "Europe/Berlin"), ("dateStyle", "short"), ("timeStyle", "medium")] {
        let _ = Reflect::set(&options, &key.into(), &value.into());
    }
    let locales = js_sys::Array::of1(&"sv-SE".into());
    let format = Intl::DateTimeFormat::new(&locales, &options).format();
    let text = format.call1(&JsValue::UNDEFINED, date.unchecked_ref()).ok().and_then(|text| text.as_string()).unwrap_or_default();
    read(&text).unwrap_or_default()
}

/// Reads `2026-11-22 14:05:09`; any separators will do.
fn read(text: &str) -> Option<DateTime> {
    let mut numbers = text.split(|character: char| !character.is_ascii_digit()).filter(|part| !part.is_empty());
    let mut next = || numbers.next()?.parse().ok();
    let date = date_of(next()?, next()?, next()?)?;
    Some(DateTime::from_parts(date, time_of(next()?, next()?, next()?)?))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn swedish_time_is_read() {
        assert_eq!(read("2026-11-22 14:05:09"), Some(jiff::civil::date(2026, 11, 22).at(14, 5, 9, 0)));
    }

    #[test]
    fn what_is_no_time_is_not_read() {
        assert_eq!(read("gestern"), None);
        assert_eq!(read("2026-13-22 14:05:09"), None);
    }
}

//! The clock of the device as instants. Out: Unix seconds, RFC 3339 in UTC.

use js_sys::Date;
use wasm_bindgen::JsValue;

/// Seconds since 1970-01-01T00:00:00Z.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and positive until long after this code")]
pub fn unix_seconds() -> u64 {
    (Date::now() / 1000.0) as u64
}

/// `2026-11-22T08:00:00Z`.
#[must_use]
pub fn utc() -> String {
    let text = String::from(Date::new_0().to_iso_string());
    text.get(..19).map_or_else(String::new, |seconds| [seconds, "Z"].concat())
}

/// An instant of the wire (RFC 3339) in Unix seconds; none when it isn't one.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked: a number, and not before 1970")]
pub fn read(instant: &str) -> Option<u64> {
    let millis = Date::new(&JsValue::from_str(instant)).get_time();
    (millis >= 0.0).then_some((millis / 1000.0) as u64)
}

/// Waits.
pub async fn pause(millis: u32) {
    let timer = std::cell::RefCell::new(None);
    let over = js_sys::Promise::new(&mut |resolve, _| {
        *timer.borrow_mut() = Some(gloo::timers::callback::Timeout::new(millis, move || {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }));
    });
    let _ = wasm_bindgen_futures::JsFuture::from(over).await;
}

/// Unix seconds as an instant of the wire; none when there is no such instant.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "seconds are below 2^53")]
pub fn text(unix_seconds: u64) -> Option<String> {
    let date = Date::new(&JsValue::from_f64(unix_seconds as f64 * 1000.0));
    (!date.get_time().is_nan()).then(|| date.to_iso_string().into())
}

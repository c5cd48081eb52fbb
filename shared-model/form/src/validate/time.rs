//! Times of day. In: what was typed, `14:30`, `14.30 Uhr`, `9 Uhr`, `1430`. Out: a time to the minute (ISO 8601-1, 24 hours).
//!
//! It is typed into one line, not into `<input type="time">`: that input shows a clock of twelve hours where the browser is English, hands out
//! nothing while it is incomplete (so that what was typed would be lost, and no error could name it), and is read differently by each screen
//! reader. Nor into two inputs: a time is one short word, and one stop for the keyboard is better than two. So whatever people write is understood.

use super::{Fault, Reading};
use crate::feel::Value;
use crate::feel::temporal::{push_digits, time_of};

/// Reads a time.
pub(super) fn read(typed: &str) -> Result<Reading, Fault> {
    let text = super::text::tidy(typed).to_ascii_lowercase();
    let text = text.strip_suffix("uhr").map_or(text.as_str(), str::trim_end);
    let parts: Vec<&str> = text.split([':', '.', ',']).map(str::trim).collect();
    let (hour, minute) = match parts.as_slice() {
        [hour, minute] => (digits(hour), digits(minute).filter(|_| minute.len() == 2)),
        [whole] => match whole.split_once("uhr") {
            Some((hour, minute)) => (digits(hour.trim()), digits(minute.trim())),
            // `14 Uhr`; a bare number could be anything.
            None if matches!(whole.len(), 3 | 4) && whole.is_ascii() => {
                let (hour, minute) = whole.split_at(whole.len() - 2);
                (digits(hour), digits(minute))
            }
            None => (digits(whole).filter(|_| text.len() < typed.trim().len()), Some(0)),
        },
        _ => (None, None),
    };
    let (hour, minute) = hour.zip(minute).ok_or(Fault::NotATime)?;
    let time = time_of(hour, minute, 0).ok_or(Fault::NotATime)?;
    Ok(Reading::of(normal(hour, minute), Value::Time(time)))
}

/// Checks the ends, which may be null.
pub(super) fn check(value: &Value, earliest: &Value, latest: &Value) -> Option<Fault> {
    let Value::Time(time) = value else { return None };
    let text = |time: &jiff::civil::Time| normal(time.hour().into(), time.minute().into());
    match (earliest, latest) {
        (Value::Time(earliest), _) if time < earliest => Some(Fault::TooEarly { earliest: text(earliest) }),
        (_, Value::Time(latest)) if time > latest => Some(Fault::TooLate { latest: text(latest) }),
        _ => None,
    }
}

// Inline: it is too small for a file that two parts share.
#[inline(always)]
fn normal(hour: i64, minute: i64) -> String {
    let mut text = String::new();
    push_digits(&mut text, hour, 2);
    text.push(':');
    push_digits(&mut text, minute, 2);
    text
}

fn digits(text: &str) -> Option<i64> {
    if (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (typed, normal) in [
            ("14:30", "14:30"),
            ("9:05", "09:05"),
            ("14.30", "14:30"),
            (" 14:30 Uhr ", "14:30"),
            ("14 Uhr", "14:00"),
            ("7 Uhr 5", "07:05"),
            ("7uhr05", "07:05"),
            ("1430", "14:30"),
            ("930", "09:30"),
            ("14,30", "14:30"),
            ("14 : 30", "14:30"),
            ("0:00", "00:00"),
            ("23:59", "23:59"),
        ] {
            assert_eq!(read(typed).map(|reading| reading.normal_text()), Ok(normal.to_owned()), "{typed}");
        }
    }

    #[test]
    fn what_is_no_time_or_could_be_several_is_refused() {
        for typed in [
            "24:00",
            "12:60",
            "14",
            "1460",
            "2500",
            "14300",
            "14:3",
            "-1:00",
            "14:30:15",
            "halb drei",
            "2:30 pm",
            "uhr",
            ":",
            "١٤:٣٠",
            "14.11.2026",
        ] {
            assert_eq!(read(typed), Err(Fault::NotATime), "{typed}");
        }
    }

    #[test]
    fn ends_are_included() {
        let time = |hour| Value::Time(time_of(hour, 0, 0).unwrap());
        assert_eq!(check(&time(8), &time(8), &time(18)), None);
        assert_eq!(check(&time(7), &time(8), &Value::Null), Some(Fault::TooEarly { earliest: "08:00".into() }));
        assert_eq!(check(&time(19), &Value::Null, &time(18)), Some(Fault::TooLate { latest: "18:00".into() }));
    }
}

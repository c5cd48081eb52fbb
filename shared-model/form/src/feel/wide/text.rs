//! Wide days, times and durations → texts, as they are read.

use super::{Clock, DAY, Day, SECOND, Wide, Zone};
use std::fmt::Write;

/// Appends a wide value as text.
pub(crate) fn write(text: &mut String, wide: &Wide) {
    // Writing into a text does not fail.
    let _ = match wide {
        Wide::Date(day) => write_day(text, *day),
        Wide::Time(clock) => write_clock(text, clock),
        Wide::DateTime(day, clock) => write_day(text, *day).and_then(|()| {
            text.push('T');
            write_clock(text, clock)
        }),
        Wide::Nanoseconds(nanoseconds) => write_duration(text, *nanoseconds),
    };
}

fn write_day(text: &mut String, day: Day) -> std::fmt::Result {
    let sign = if day.year < 0 { "-" } else { "" };
    write!(text, "{sign}{:04}-{:02}-{:02}", day.year.unsigned_abs(), day.month, day.day)
}

fn write_clock(text: &mut String, clock: &Clock) -> std::fmt::Result {
    let seconds = clock.nanoseconds / SECOND;
    write!(text, "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)?;
    write_fraction(text, clock.nanoseconds % SECOND)?;
    match &clock.zone {
        Zone::Local => Ok(()),
        Zone::Offset(0) => write!(text, "Z"),
        Zone::Offset(offset) => {
            let (sign, offset) = (if *offset < 0 { '-' } else { '+' }, offset.unsigned_abs());
            write!(text, "{sign}{:02}:{:02}", offset / 3600, offset / 60 % 60)?;
            if offset % 60 == 0 { Ok(()) } else { write!(text, ":{:02}", offset % 60) }
        }
        Zone::Named(name) => write!(text, "@{name}"),
    }
}

fn write_fraction(text: &mut String, nanoseconds: i64) -> std::fmt::Result {
    if nanoseconds == 0 {
        return Ok(());
    }
    let digits = format!("{nanoseconds:09}");
    write!(text, ".{}", digits.trim_end_matches('0'))
}

fn write_duration(text: &mut String, nanoseconds: i128) -> std::fmt::Result {
    text.push_str(if nanoseconds < 0 { "-P" } else { "P" });
    let count = nanoseconds.unsigned_abs();
    let (days, rest) = (count / u128::from(DAY.unsigned_abs()), i64::try_from(count % u128::from(DAY.unsigned_abs())).unwrap_or(0));
    if days > 0 {
        write!(text, "{days}D")?;
    }
    if rest == 0 {
        return if days == 0 { write!(text, "T0S") } else { Ok(()) };
    }
    text.push('T');
    let seconds = rest / SECOND;
    for (count, letter) in [(seconds / 3600, 'H'), (seconds / 60 % 60, 'M')] {
        if count > 0 {
            write!(text, "{count}{letter}")?;
        }
    }
    if seconds % 60 > 0 || rest % SECOND > 0 {
        write!(text, "{}", seconds % 60)?;
        write_fraction(text, rest % SECOND)?;
        text.push('S');
    }
    Ok(())
}

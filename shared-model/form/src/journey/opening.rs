//! When a form is open. In: the form, the moment. Out: open, not yet, or no more. No answer is read: a form does not close for some.

use super::FormState;
use crate::feel::{Expression, Value};
use jiff::civil::{DateTime, Time};

/// Whether a form is open at a moment. Moments are local, Europe/Berlin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Openness {
    /// It is.
    Open {
        /** the last moment at which it is, if there is one */
        until: Option<DateTime>,
    },
    /// It opens later.
    NotYet {
        /** the first moment at which it is open */
        from: DateTime,
    },
    /// It has closed.
    Closed {
        /** the last moment at which it was open */
        until: DateTime,
    },
}

impl FormState {
    /// Whether the form is open at the moment it is looked at.
    #[must_use]
    pub fn openness(&self) -> Openness {
        match self.opening() {
            (Some(from), _) if self.moment.local < from => Openness::NotYet { from },
            (_, Some(until)) if self.moment.local > until => Openness::Closed { until },
            (_, until) => Openness::Open { until },
        }
    }

    /// The first and the last moment at which the form is open.
    #[must_use]
    pub fn opening(&self) -> (Option<DateTime>, Option<DateTime>) {
        let opening = self.form.opening.as_ref();
        let end = |end: Option<&Expression>, of_day: Time| match self.evaluate(end?) {
            Value::Date(day) => Some(DateTime::from_parts(day, of_day)),
            Value::DateTime(moment) => Some(moment),
            _ => None,
        };
        let from = end(opening.and_then(|opening| opening.from.as_ref()), Time::MIN);
        let until = end(opening.and_then(|opening| opening.until.as_ref()), Time::MAX);
        (from, until)
    }
}

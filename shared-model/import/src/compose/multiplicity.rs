//! How often something may occur, and what that means for a definition: the one place that decides about rows.

use crate::schema::{Position, Times};
use vordruck_form::journey::MOST_ROWS;

/// Most rows of a form.
#[allow(clippy::cast_possible_truncation, reason = "two thousand")]
const MOST: u32 = MOST_ROWS as u32;

/// How often something may occur.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Multiplicity(Times);

impl Multiplicity {
    pub(super) fn of(position: &Position) -> Self {
        Self(position.times.value)
    }

    /// It must not be there.
    pub(super) fn is_forbidden(self) -> bool {
        self.0.most == Some(0)
    }

    /// It must be there.
    pub(super) fn is_demanded(self) -> bool {
        self.0.least >= 1
    }

    /// It may be there more than once.
    pub(super) fn is_repeated(self) -> bool {
        self.0.most.is_none_or(|most| most > 1)
    }

    /// At least so often.
    pub(super) fn least(self) -> u32 {
        self.0.least
    }

    /// At most so often; none: any number.
    pub(super) fn most(self) -> Option<u32> {
        self.0.most
    }

    /// Fewest and most rows as attributes, and whether more are allowed than a form can have. One of a choice has at least one row.
    pub(super) fn rows(self, is_chosen: bool) -> (Vec<(&'static str, String)>, bool) {
        let least = self.0.least.max(u32::from(is_chosen));
        let mut attributes = Vec::new();
        if least > 0 {
            attributes.push(("min", least.min(MOST).to_string()));
        }
        attributes.extend(self.0.most.filter(|most| *most <= MOST).map(|most| ("max", most.to_string())));
        (attributes, least > MOST || self.0.most.is_some_and(|most| most > MOST))
    }
}

//! How often something may occur, and what that means for a definition: the one place that decides about rows.

use crate::schema::{Position, Times};

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

    /// As FIM writes it.
    pub(super) fn written(self) -> String {
        match self.0.most {
            Some(most) => format!("{}:{most}", self.0.least),
            None => format!("{}:*", self.0.least),
        }
    }
}

//! The parts of an item, each sealed by itself. In: a part. Out: its number in the database and, for who takes everything along, a file name.

/// Which part of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// What it says: `contract::postbox::Content` as JSON.
    Content,
    /// Our PDF.
    Pdf,
    /// The answers as received, JSON.
    Answers,
    /// The lease, JSON, of what could not be read.
    Lease,
    /// Object `n` of the submission, opened.
    Attachment(u32),
    /// Object `n` of what could not be read, as it came.
    Unopened(u32),
}

impl Part {
    /// As the database knows it.
    pub(super) const fn number(self) -> u32 {
        match self {
            Self::Content => 0,
            Self::Pdf => 1,
            Self::Answers => 2,
            Self::Lease => 3,
            Self::Attachment(n) => 1_000_u32.saturating_add(n),
            Self::Unopened(n) => 100_000_u32.saturating_add(n),
        }
    }

    /// The part with a number, and a file name for it.
    pub(crate) fn of_number(number: u32) -> (Self, String) {
        match number {
            0 => (Self::Content, "inhalt.json".to_owned()),
            1 => (Self::Pdf, "antrag.pdf".to_owned()),
            2 => (Self::Answers, "antworten.json".to_owned()),
            3 => (Self::Lease, "uebergabe.json".to_owned()),
            n if n >= 100_000 => (Self::Unopened(n - 100_000), format!("ungeoeffnet-{}.bin", n - 100_000)),
            n => (Self::Attachment(n.saturating_sub(1_000)), format!("anlage-{}", n.saturating_sub(1_000))),
        }
    }
}

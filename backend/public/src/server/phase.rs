//! How far a process is on its way. In: nothing. Out: names. A load balancer that is told of the end before it comes sends nobody who would be turned away.

/// How far a process is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// It answers.
    Serving,
    /// It answers, says that it is about to end, and keeps no connection open for another request.
    Leaving,
    /// It accepts nobody any more; what runs may end.
    Ending,
}

impl Phase {
    /// Whether it is to end.
    pub(crate) fn is_last(self) -> bool {
        self != Self::Serving
    }
}

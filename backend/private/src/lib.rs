//! The private side: collects, opens, validates, delivers.

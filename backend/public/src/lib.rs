//! The public side: stores what it cannot read and hands it over.

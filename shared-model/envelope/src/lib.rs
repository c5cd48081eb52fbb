//! Sealing and opening: drafts, submissions, keys, receipts.

//! The wire: requests, responses, paths and problems. Knows envelopes, never answers.

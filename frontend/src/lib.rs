//! The web apps: applicant and postbox.

//! The form: from definition to validated answers.

//! Compiling: definition → compiled form, with diagnostics.

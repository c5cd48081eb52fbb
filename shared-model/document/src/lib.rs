//! The PDF: validated answers on tagged paper.

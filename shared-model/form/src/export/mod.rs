//! Answers for others. In: answers in their state. Out: sections as people read them (screen, paper, postbox alike), and
//! machine formats of validated answers.

#[cfg(feature = "export")]
pub mod json;
mod language;
pub mod reading;

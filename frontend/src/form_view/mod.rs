//! A page of the form on the screen. In: compiled page, answers. Out: components, and every answer back into the form's state.
//! Knows neither server nor storage.

mod answer;
mod field;
mod filling;
mod offer;
mod page;
mod part;
mod rows;
mod takeover;
pub mod words;

pub use answer::lines;
pub use filling::Filling;
pub use offer::offer;
pub use page::page_items;
pub use part::{DrawParts, Part, Search};
pub use rows::rows;
pub use takeover::takeover;

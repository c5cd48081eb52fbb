//! A definition as it will be written. In: parts from the composers. Out: XML of our language, indented, in the order of its schema.
//! Only `print` names its elements' tags; knows no source format.

mod ids;
mod model;
mod print;

pub(crate) use ids::{Ids, process_id};
pub(crate) use model::*;
pub(crate) use print::print;

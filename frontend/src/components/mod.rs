//! The parts of the screen, a folder each: markup with KERN classes on native elements, criteria, examples. In: texts and values.
//! Out: what was entered. ARIA attributes are set here and nowhere else. Components know no form and no server.

// A question with its label, hint and error, however it is answered.
pub mod question;

// Ways to answer.
pub mod checkboxes;
#[cfg(feature = "form")]
pub mod combobox;
pub mod consent;
pub mod date_parts;
pub mod file_upload;
#[cfg(feature = "postbox")]
pub mod password_input;
pub mod phone_code;
pub mod pin_input;
pub mod radios;
pub mod select;
pub mod text_area;
pub mod text_input;
pub mod yes_no;

// What stands around questions.
pub mod code;
pub mod error_summary;
pub mod group;
pub mod note;
pub mod page_heading;
pub mod steps;
pub mod summary_list;
#[cfg(feature = "form")]
pub mod takeover;

// What is done.
pub mod button;
pub mod dialog;
pub mod languages;
pub mod row;
pub mod save_bar;

// What is going on.
pub mod live_region;
pub mod loader;
pub mod progress;

#[cfg(feature = "gallery")]
pub mod gallery;

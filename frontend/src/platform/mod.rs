//! The browser. In: what a page wants done. Out: what the browser says. The only room beside the vault that says `web_sys`;
//! knows nothing of forms.

// The page.
#[cfg(feature = "screen")]
pub mod address;
#[cfg(feature = "applicant")]
pub mod around;
#[cfg(feature = "screen")]
pub mod clipboard;
#[cfg(feature = "screen")]
pub mod clock;
#[cfg(feature = "screen")]
pub mod dialog;
#[cfg(feature = "screen")]
pub mod download;
#[cfg(feature = "screen")]
pub mod files;
#[cfg(feature = "screen")]
pub mod focus;
#[cfg(feature = "form")]
pub mod input;
#[cfg(feature = "screen")]
pub mod leaving;
#[cfg(feature = "applicant")]
pub mod online;
#[cfg(feature = "screen")]
pub mod page;
#[cfg(feature = "postbox")]
pub mod passkey;
#[cfg(feature = "applicant")]
pub mod pointer;
#[cfg(feature = "screen")]
pub mod task;
#[cfg(feature = "postbox")]
pub mod travel;

// Page and workers, and what lies behind the network.
#[cfg(any(feature = "sealing_worker", feature = "document_maker"))]
pub mod desk;
#[cfg(any(feature = "line", feature = "wire"))]
pub mod fetch;
#[cfg(feature = "wire")]
pub mod instant;
#[cfg(feature = "applicant")]
pub mod line;
#[cfg(any(feature = "screen", feature = "sealing_worker", feature = "document_maker"))]
// The postbox has the files' code with the components and sends none.
#[cfg_attr(all(feature = "screen", not(feature = "applicant")), allow(dead_code))]
pub mod parcel;
#[cfg(feature = "sealing_worker")]
pub mod picture;
#[cfg(feature = "sealing_worker")]
pub mod subtle;

#[cfg(feature = "screen")]
fn window() -> Option<web_sys::Window> {
    web_sys::window()
}

#[cfg(feature = "screen")]
fn document() -> Option<web_sys::Document> {
    window()?.document()
}

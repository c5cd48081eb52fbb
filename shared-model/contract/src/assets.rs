//! The files of a web app as a server is handed them, by whoever has them built in or reads them from a folder. In: a file name. Out: bytes and
//! how to serve them, and what a page must load. Both servers have an app; neither may know the other, so this stands with what they share.

use std::sync::Arc;

use bytes::Bytes;

/// Where the files of the web app come from.
pub trait Assets: Send + Sync + 'static {
    /// A file below `/assets/`, by its path there; `None` if there is no such file. Names carry the hash of what they hold.
    fn file(&self, path: &str) -> Option<AssetFile>;
    /// What a page must load.
    fn entry(&self) -> EntryTags;
}

/// A file with its precompressed forms.
#[derive(Debug, Clone)]
pub struct AssetFile {
    /// Media type.
    pub content_type: String,
    /// As it is.
    pub identity: Bytes,
    /// Compressed by Brotli (RFC 7932), if that was done.
    pub brotli: Option<Bytes>,
    /// Compressed by gzip (RFC 1952), if that was done.
    pub gzip: Option<Bytes>,
}

/// What a page must load. Addresses are complete paths such as `/assets/app-1234.js`.
#[derive(Debug, Clone, Default)]
pub struct EntryTags {
    /// The module that starts the app.
    pub script: Option<Sealed>,
    /// Style sheets of every page.
    pub styles: Vec<Sealed>,
    /// Style sheets that the entry module adds behind them when the app begins. A page with more than text and links, but without the app, names them itself.
    pub further_styles: Vec<Sealed>,
    /// What stands in `styles`, as text whose addresses are complete: for a page that is to be seen before it has asked for anything else.
    pub page_style: Option<Arc<str>>,
    /// What the entry module will ask for, so that the browser fetches it at once.
    pub preloads: Vec<Preload>,
}

/// An address and what must be found there.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// The path.
    pub href: String,
    /// Subresource integrity, e.g. `sha384-…`.
    pub integrity: Option<String>,
}

/// Something to be fetched early.
#[derive(Debug, Clone)]
pub struct Preload {
    /// What and where.
    pub file: Sealed,
    /// What it is for: `fetch` for wasm, `font`, `script` (as `modulepreload`).
    pub purpose: PreloadPurpose,
}

/// What a preloaded file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PreloadPurpose {
    /// A wasm module, loaded by `fetch`.
    Fetch,
    /// A JavaScript module.
    Module,
    /// A font.
    Font,
}

/// No files: pages stay plain. For tests, and for running the API alone.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoAssets;

impl Assets for NoAssets {
    fn file(&self, _: &str) -> Option<AssetFile> {
        None
    }

    fn entry(&self) -> EntryTags {
        EntryTags::default()
    }
}

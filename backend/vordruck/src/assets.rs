//! The files of the web apps and the fonts of the paper, built into the binary (in debug builds read from disk). In: names.
//! Out: bytes with their compressed forms, and what a page must load. `.ci/build-web` makes them and their manifest.

use rust_embed::RustEmbed;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;
use vordruck_contract::assets::{AssetFile, Assets, EntryTags, Preload, PreloadPurpose, Sealed};
use vordruck_document::Fonts;

#[derive(RustEmbed)]
#[folder = "../../target/site"]
#[allow_missing = true]
struct Site;

#[derive(RustEmbed)]
#[folder = "../../style/dist/document"]
#[include = "*.ttf"]
#[allow_missing = true]
struct DocumentFonts;

/// Why the binary has no web apps.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AssetError {
    /// The binary was built before the apps were.
    #[error("this binary was built without the web apps. Run `make build`, which builds them first")]
    NotBuilt,
    /// The manifest is not one of ours.
    #[error("the manifest of the web apps cannot be read: {0}. Run `make build`")]
    Manifest(#[from] serde_json::Error),
    /// The binary was built before the fonts were.
    #[error("this binary was built without the fonts of the paper. Run `make build`, which makes them first")]
    NoFonts,
}

/// The files of one app.
#[derive(Debug, Clone)]
pub(crate) struct AppAssets {
    app: &'static str,
    described: Arc<AppManifest>,
    page_style: Option<Arc<str>>,
}

impl AppAssets {
    /// The applicant's app.
    ///
    /// # Errors
    /// When the binary was built without it.
    pub(crate) fn applicant() -> Result<Self, AssetError> {
        Self::named("applicant")
    }

    /// The clerks' app.
    ///
    /// # Errors
    /// When the binary was built without it.
    pub(crate) fn postbox() -> Result<Self, AssetError> {
        Self::named("postbox")
    }

    /// Paths of all style sheets.
    pub(crate) fn styles(&self) -> Vec<String> {
        self.described.styles.iter().chain(&self.described.further_styles).map(|name| path_of(name)).collect()
    }

    fn named(app: &'static str) -> Result<Self, AssetError> {
        let bytes = Site::get("manifest.json").ok_or(AssetError::NotBuilt)?;
        let mut manifest: Manifest = serde_json::from_slice(&bytes.data)?;
        let described = manifest.apps.remove(app).ok_or(AssetError::NotBuilt)?;
        let bare = Self { app, described: Arc::new(described), page_style: None };
        let page_style = bare.as_one_style();
        Ok(Self { page_style, ..bare })
    }

    /// A sheet names fonts by their file names, which stand beside it; in a page they need the whole path.
    fn as_one_style(&self) -> Option<Arc<str>> {
        let sheets: Option<Vec<_>> = self.described.styles.iter().map(|name| String::from_utf8(self.bytes(name)?).ok()).collect();
        let style = sheets?.concat();
        let fonts = self.described.files.iter().filter(|(_, file)| file.media_type.starts_with("font/")).map(|(name, _)| name);
        Some(fonts.fold(style, |style, name| style.replace(&format!("url({name})"), &format!("url({})", path_of(name)))).into())
    }

    fn sealed(&self, name: &str) -> Sealed {
        Sealed { href: path_of(name), integrity: self.described.files.get(name).map(|file| file.integrity.clone()) }
    }

    fn bytes(&self, name: &str) -> Option<Vec<u8>> {
        Site::get(&format!("{}/{name}", self.app)).map(|file| match file.data {
            Cow::Borrowed(bytes) => bytes.to_vec(),
            Cow::Owned(bytes) => bytes,
        })
    }
}

impl Assets for AppAssets {
    fn file(&self, path: &str) -> Option<AssetFile> {
        let described = self.described.files.get(path)?;
        Some(AssetFile {
            content_type: described.media_type.clone(),
            identity: self.bytes(path)?.into(),
            brotli: self.bytes(&format!("{path}.br")).map(Into::into),
            gzip: self.bytes(&format!("{path}.gz")).map(Into::into),
        })
    }

    fn entry(&self) -> EntryTags {
        let described = &self.described;
        let wasm = Preload { file: self.sealed(&described.wasm), purpose: PreloadPurpose::Fetch };
        let fonts = described.fonts.iter().map(|name| Preload { file: self.sealed(name), purpose: PreloadPurpose::Font });
        EntryTags {
            script: Some(self.sealed(&described.entry)),
            styles: described.styles.iter().map(|name| self.sealed(name)).collect(),
            further_styles: described.further_styles.iter().map(|name| self.sealed(name)).collect(),
            page_style: self.page_style.clone(),
            preloads: std::iter::once(wasm).chain(fonts).collect(),
        }
    }
}

/// The fonts of the paper, regular and semibold with their symbols.
///
/// # Errors
/// When the binary was built without them.
pub(crate) fn document_fonts() -> Result<Fonts, AssetError> {
    let mut names: Vec<_> = DocumentFonts::iter().collect();
    names.sort();
    let files: Vec<_> = names.iter().filter_map(|name| DocumentFonts::get(name)).map(|file| Arc::new(file.data.into_owned())).collect();
    if files.is_empty() { Err(AssetError::NoFonts) } else { Ok(Fonts { files }) }
}

fn path_of(name: &str) -> String {
    vordruck_contract::paths::ASSETS.replace("{*file}", name)
}

#[derive(Debug, Deserialize)]
struct Manifest {
    apps: BTreeMap<String, AppManifest>,
}

#[derive(Debug, Deserialize)]
struct AppManifest {
    entry: String,
    wasm: String,
    styles: Vec<String>,
    further_styles: Vec<String>,
    fonts: Vec<String>,
    files: BTreeMap<String, FileManifest>,
}

#[derive(Debug, Deserialize)]
struct FileManifest {
    media_type: String,
    integrity: String,
}

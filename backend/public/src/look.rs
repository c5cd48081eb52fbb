//! A tenant's look as its pages need it. In: what is stored. Out: names of files, the origins that may frame its start pages.

use vordruck_contract::paths;
use vordruck_contract::presentation::Presentation;
use vordruck_theme::{Logo, Theme};

use crate::embedding::MayBeFramedBy;
use crate::store::StoredLogo;

/// A look.
#[derive(Debug, Clone)]
pub(crate) struct Look {
    pub(crate) name: String,
    pub(crate) theme: Theme,
    pub(crate) logo_name: Option<String>,
    pub(crate) framed_by: Option<MayBeFramedBy>,
}

impl Look {
    /// `None`: what is stored was not stored by us.
    pub(crate) fn of(settings: &Presentation, logo: Option<&StoredLogo>) -> Option<Self> {
        let logo = match logo {
            Some(stored) => Some(Logo::read(stored.bytes.clone()).ok()?),
            None => None,
        };
        Some(Self {
            name: settings.name.clone(),
            theme: Theme::read(&settings.theme).ok()?,
            logo_name: logo.map(|logo| format!("logo-{}.{}", logo.hash(), logo.kind.ending())),
            framed_by: MayBeFramedBy::origins(&settings.embedding_origins),
        })
    }

    /// File name of the style sheet.
    pub(crate) fn sheet_name(&self) -> String {
        format!("theme-{}.css", self.theme.hash())
    }

    /// The style sheet; `None` where it would change nothing.
    pub(crate) fn sheet(&self) -> Option<String> {
        self.has_sheet().then(|| self.theme.sheet())
    }

    /// Path of the style sheet; `None` where it would change nothing.
    pub(crate) fn sheet_path(&self, tenant: &str) -> Option<String> {
        self.has_sheet().then(|| paths::theme_file(tenant, &self.sheet_name()))
    }

    fn has_sheet(&self) -> bool {
        self.theme != Theme::default()
    }

    /// Path of the logo.
    pub(crate) fn logo_path(&self, tenant: &str) -> Option<String> {
        self.logo_name.as_deref().map(|name| paths::theme_file(tenant, name))
    }
}

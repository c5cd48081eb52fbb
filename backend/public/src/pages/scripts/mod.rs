//! Small scripts beside the app. In: nothing. Out: their text, and an address that changes with it.

use std::fmt::Write as _;

use base64ct::{Base64, Encoding as _};
use sha2::{Digest as _, Sha256, Sha384};

/// The element `<vordruck-form>`, for pages of the tenant's. Its address stays, since those pages name it.
pub(crate) const WEB_COMPONENT: &str = include_str!("vordruck-form.js");
/// What a form in a frame runs.
pub(crate) const FRAME: PageScript = PageScript { name: "frame", text: include_str!("frame.js") };
/// What browsers run that can't run the app.
pub(crate) const OLD_BROWSER: PageScript = PageScript { name: "old-browser", text: include_str!("old-browser.js") };

/// A script that is named by its content.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PageScript {
    name: &'static str,
    pub(crate) text: &'static str,
}

impl PageScript {
    /// The script of a file name.
    pub(crate) fn named(file: &str) -> Option<Self> {
        [FRAME, OLD_BROWSER].into_iter().find(|script| script.file() == file)
    }

    fn file(self) -> String {
        let hash = Sha256::digest(self.text.as_bytes()).iter().take(6).fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
        format!("{}-{hash}.js", self.name)
    }

    pub(super) fn path(self) -> String {
        vordruck_contract::paths::PAGE_SCRIPT.replace("{file}", &self.file())
    }

    /// Subresource integrity.
    pub(super) fn integrity(self) -> String {
        format!("sha384-{}", Base64::encode_string(&Sha384::digest(self.text.as_bytes())))
    }
}

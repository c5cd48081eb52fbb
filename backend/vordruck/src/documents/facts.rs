//! What the papers are written from. In: the sides' configurations, the services' compiled forms. Out: plain values. Knows no HTML.

use jiff::civil::Date;
use vordruck_form::compiled::{CompiledForm, Field, FieldType};
use vordruck_private::config::Config as PrivateConfig;
use vordruck_public::config::Config as PublicConfig;

/// Position of German among a form's languages.
const GERMAN: usize = 0;

/// An installation.
pub(crate) struct Facts {
    /// The public side's configuration.
    pub(crate) public: PublicConfig,
    /// The private side's configuration.
    pub(crate) private: PrivateConfig,
    /// The services offered.
    pub(crate) services: Vec<ServiceFacts>,
    /// The day the papers are written.
    pub(crate) today: Date,
}

/// A service.
pub(crate) struct ServiceFacts {
    /// Its id.
    pub(crate) id: String,
    /// Its name.
    pub(crate) title: String,
    /// Key in the directory of services (LeiKa), 14 digits.
    pub(crate) leika_key: Option<String>,
    /// Version of the definition.
    pub(crate) version: String,
    /// Days a draft is kept after the last save.
    pub(crate) draft_days: u32,
    /// Days an application is kept in the postbox.
    pub(crate) postbox_days: u32,
    /// Laws the service rests on.
    pub(crate) legal_basis: Vec<String>,
    /// What is asked, by page: the page's heading and its fields' labels.
    pub(crate) asked: Vec<(String, Vec<String>)>,
    /// Whether files can be attached.
    pub(crate) has_files: bool,
    /// Whether something is paid for.
    pub(crate) has_fee: bool,
}

impl ServiceFacts {
    /// Reads them from a compiled form.
    pub(crate) fn of(form: &CompiledForm) -> Self {
        let labels = |page: usize| -> Vec<String> {
            let on_page = |field: &&Field| field.page.0 as usize == page && field.is_asked();
            let mut labels: Vec<String> =
                form.fields.iter().filter(on_page).map(|field| field.label.in_language(GERMAN).to_owned()).collect();
            // The same block may be asked for several people.
            let mut seen = std::collections::BTreeSet::new();
            labels.retain(|label| !label.is_empty() && seen.insert(label.clone()));
            labels
        };
        let pages = form.pages.iter().enumerate().map(|(index, page)| (page.title.in_language(GERMAN).to_owned(), labels(index)));
        Self {
            id: form.id.clone(),
            title: form.title.in_language(GERMAN).to_owned(),
            leika_key: form.leika_key.clone(),
            version: form.version.clone(),
            draft_days: form.retention.draft_days,
            postbox_days: form.retention.postbox_days,
            legal_basis: form.start.legal_basis.iter().map(|text| text.in_language(GERMAN).to_owned()).collect(),
            asked: pages.filter(|(_, labels)| !labels.is_empty()).collect(),
            has_files: form.fields.iter().any(|field| matches!(field.kind, FieldType::File { .. })),
            has_fee: form.fee.is_some(),
        }
    }
}

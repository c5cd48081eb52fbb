//! What forms say about themselves, kept so that a form is not read again for each application. In: bytes of a form, its hash. Out: title, version, days,
//! demanded assurance.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use vordruck_contract::postbox::AssuranceLevel;
use vordruck_envelope::FormHash;
use vordruck_form::compiled::{Assurance, CompiledForm};

/// More versions of a tenant's forms are hardly collected for at once.
const MOST: usize = 64;

/// What a form says about itself.
pub(super) struct About {
    /// German.
    pub(super) title: String,
    pub(super) version: String,
    /// Days an item is kept in the postbox.
    pub(super) postbox_days: u32,
    /// There is no account service yet, so that nobody vouches for anything: what a form demands has not been shown.
    pub(super) unproven: Option<AssuranceLevel>,
}

/// What is known of forms.
#[derive(Default)]
pub(crate) struct Forms(Mutex<HashMap<FormHash, Arc<About>>>);

impl Forms {
    /// What the form of these bytes says; none if they are no form.
    pub(super) fn about(&self, hash: FormHash, bytes: &[u8]) -> Option<Arc<About>> {
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(&hash) {
            return Some(Arc::clone(known));
        }
        let about = Arc::new(About::of(&CompiledForm::from_bytes(bytes).ok()?));
        let mut known = lock();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(hash, Arc::clone(&about));
        Some(about)
    }
}

impl About {
    fn of(form: &CompiledForm) -> Self {
        Self {
            title: form.title.in_language(0).to_owned(),
            version: form.version.clone(),
            postbox_days: form.retention.postbox_days,
            unproven: match form.assurance {
                Assurance::None => None,
                Assurance::Low => Some(AssuranceLevel::Low),
                Assurance::Substantial => Some(AssuranceLevel::Substantial),
                Assurance::High => Some(AssuranceLevel::High),
            },
        }
    }
}

//! How a tenant's pages look. In: settings from its private side. Out: the settings, and the files they become.

pub(crate) mod file;
pub(crate) mod publish;
pub(crate) mod read;

use serde::Deserialize;
use vordruck_contract::formats::is_slug;
use vordruck_contract::problem::ProblemKind;

use crate::problem::Refusal;

/// `{tenant}` in the path.
#[derive(Deserialize)]
pub(crate) struct Place {
    tenant: String,
}

impl Place {
    fn check(&self) -> Result<(), Refusal> {
        if is_slug(&self.tenant) { Ok(()) } else { Err(Refusal::field(ProblemKind::MalformedIdentifier, "path:tenant", "slug")) }
    }
}

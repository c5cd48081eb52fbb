//! Services, their cards and versions. In: cards. Out: cards; what pins a version.

pub(crate) mod publish;
pub(crate) mod read;
pub(crate) mod versions;

use serde::Deserialize;
use vordruck_contract::formats::is_slug;
use vordruck_contract::problem::ProblemKind;

use crate::problem::Refusal;

/// `{tenant}` and `{service}` in the path.
#[derive(Deserialize)]
pub(crate) struct Place {
    pub(crate) tenant: String,
    pub(crate) service: String,
}

impl Place {
    pub(crate) fn check(&self) -> Result<(), Refusal> {
        for (name, text) in [("tenant", &self.tenant), ("service", &self.service)] {
            if !is_slug(text) {
                return Err(Refusal::field(ProblemKind::MalformedIdentifier, format!("path:{name}"), "slug"));
            }
        }
        Ok(())
    }
}

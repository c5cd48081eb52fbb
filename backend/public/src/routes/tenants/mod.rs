//! Tenants as a whole. In: a tenant's private side. Out: what there is of it, counted; or nothing of the tenant stays.

pub(crate) mod delete;
pub(crate) mod stock;

use std::collections::BTreeMap;

use serde::Deserialize;
use vordruck_contract::formats::is_slug;
use vordruck_contract::problem::ProblemKind;
use vordruck_envelope::at_rest::Ring;

use crate::app::App;
use crate::extract::Bearer;
use crate::problem::{Fault, Refusal, faults};

/// `{tenant}` in the path.
#[derive(Deserialize)]
pub(crate) struct Place {
    tenant: String,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("not a collector, or the path is malformed")]
    Refused(Box<Refusal>),
    #[error("another tenant")]
    Foreign,
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(refusal) => *refusal,
            Error::Foreign => Self::new(ProblemKind::NotFound),
            Error::Fault(fault) => fault.into(),
        }
    }
}

/// The tenant of the path, if it is the collector's own.
fn owned(app: &App, bearer: Bearer, place: Place) -> Result<String, Error> {
    let refused = |refusal| Error::Refused(Box::new(refusal));
    let collector = app.collector(bearer).map_err(refused)?;
    if !is_slug(&place.tenant) {
        return Err(refused(Refusal::field(ProblemKind::MalformedIdentifier, "path:tenant", "slug")));
    }
    if collector.tenant == place.tenant { Ok(place.tenant) } else { Err(Error::Foreign) }
}

/// By ring, Unix seconds: when the day key of today is destroyed, the last one anything stored until now can be sealed under.
fn shares_end(app: &App) -> BTreeMap<String, u64> {
    let rings = [Ring::Drafts, Ring::Postbox];
    rings.map(|ring| (ring.name().to_owned(), u64::from(app.keys.ends(ring, app.today()).0) * 86_400)).into()
}

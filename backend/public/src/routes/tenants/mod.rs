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
use crate::routes::own_tenant::{NotOwn, require_own};

/// `{tenant}` in the path.
#[derive(Deserialize)]
pub(crate) struct Place {
    tenant: String,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    NotOwn(#[from] NotOwn),
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::NotOwn(error) => error.into(),
            Error::Fault(fault) => fault.into(),
        }
    }
}

/// The tenant of the path, if it is the collector's own.
fn owned(app: &App, bearer: Bearer, place: Place) -> Result<String, NotOwn> {
    let malformed = || Refusal::field(ProblemKind::MalformedIdentifier, "path:tenant", "slug");
    require_own(app, bearer, &place.tenant, is_slug(&place.tenant).then_some(()).ok_or_else(malformed))?;
    Ok(place.tenant)
}

/// By ring, Unix seconds: when the day key of today is destroyed, the last one anything stored until now can be sealed under.
fn shares_end(app: &App) -> BTreeMap<String, u64> {
    let rings = [Ring::Drafts, Ring::Postbox];
    rings.map(|ring| (ring.name().to_owned(), u64::from(app.keys.ends(ring, app.today()).0) * 86_400)).into()
}

//! Whether who asks is the private side of the tenant in the path. In: a token, the tenant, whether the path is well-formed. Out: nothing, or why not: for
//! a private side other tenants' things are not there.

use vordruck_contract::problem::ProblemKind;

use crate::app::App;
use crate::extract::Bearer;
use crate::problem::Refusal;

#[derive(Debug, thiserror::Error)]
pub(crate) enum NotOwn {
    #[error("not a collector, or the path is malformed")]
    Refused(Box<Refusal>),
    #[error("another tenant's")]
    Foreign,
}

impl From<NotOwn> for Refusal {
    fn from(error: NotOwn) -> Self {
        match error {
            NotOwn::Refused(refusal) => *refusal,
            NotOwn::Foreign => Self::new(ProblemKind::NotFound),
        }
    }
}

pub(crate) fn require_own(app: &App, bearer: Bearer, tenant: &str, path: Result<(), Refusal>) -> Result<(), NotOwn> {
    let refused = |refusal| NotOwn::Refused(Box::new(refusal));
    let collector = app.collector(bearer).map_err(refused)?;
    path.map_err(refused)?;
    if collector.tenant == tenant { Ok(()) } else { Err(NotOwn::Foreign) }
}

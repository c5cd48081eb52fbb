//! `POST /api/v1/collect/lease`: leases waiting submissions, or waits a while for one. The lease's clock is this machine's. Where several machines share a
//! database and their clocks differ, a lease ends that much earlier or later; the fence keeps two collectors apart all the same.

use std::time::Duration;

use axum::extract::State;
use tokio::time::{Instant, sleep_until};
use vordruck_contract::collection::{LeaseRequest, LeaseResponse, LeasedSubmission};
use vordruck_contract::paths;
use vordruck_contract::problem::Problem;

use super::LEASE_SECONDS;
use crate::app::App;
use crate::clock::instant;
use crate::extract::{Bearer, Json};
use crate::problem::{Fault, Refusal, faults};
use crate::store::{Submission, Submissions};

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("not this tenant's collector")]
    NotAuthorised(Box<Refusal>),
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::NotAuthorised(refusal) => *refusal,
            Error::Fault(fault) => fault.into(),
        }
    }
}

/// Another process may receive a submission without this one being told; it looks again that often.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

#[utoipa::path(post, path = paths::COLLECT_LEASE, tag = "collection", request_body = LeaseRequest, responses(
    (status = 200, body = LeaseResponse),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(
    State(app): State<App>,
    bearer: Bearer,
    Json(request): Json<LeaseRequest>,
) -> Result<axum::Json<LeaseResponse>, Error> {
    let collector = app.collector(bearer).map_err(|refusal| Error::NotAuthorised(Box::new(refusal)))?;
    if collector.tenant != request.tenant {
        return Err(Error::NotAuthorised(Box::new(Refusal::new(vordruck_contract::problem::ProblemKind::NotAuthorised))));
    }
    let end = Instant::now() + Duration::from_secs(u64::from(request.wait_seconds));
    let mut phase = app.phase.clone();
    loop {
        // Asked for before looking, so that what comes in between isn't missed.
        let received = app.received.notified();
        tokio::pin!(received);
        received.as_mut().enable();
        let now = app.now();
        let leased = app.store.lease(request.tenant.clone(), request.max, now, now + LEASE_SECONDS).await?;
        if !leased.is_empty() || Instant::now() >= end || phase.borrow().is_last() {
            let items = leased.into_iter().map(|submission| item(&app, submission)).collect::<Result<_, Error>>()?;
            return Ok(axum::Json(LeaseResponse { items }));
        }
        tokio::select! {
            () = received => {}
            () = sleep_until(end.min(Instant::now() + LOOK_AGAIN)) => {}
            _ = phase.wait_for(|phase| phase.is_last()) => {}
        }
    }
}

fn item(app: &App, submission: Submission) -> Result<LeasedSubmission, Error> {
    Ok(LeasedSubmission {
        receipt: app.receipts.receipt(&submission)?,
        pid: submission.pid.to_string(),
        tenant: submission.tenant,
        service: submission.service,
        form: submission.form.to_string(),
        kid: submission.kid,
        suite: submission.suite,
        wrap: submission.wrap,
        objects: submission.objects,
        fence: submission.fence,
        leased_until: instant(submission.leased_until),
    })
}

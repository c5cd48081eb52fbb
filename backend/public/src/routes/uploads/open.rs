//! `POST /api/v1/uploads`: announces the objects of a submission.

use axum::extract::State;
use axum::http::StatusCode;
use vordruck_contract::paths;
use vordruck_contract::problem::{FieldProblem, Problem, ProblemKind};
use vordruck_contract::uploads::{OpenRequest, OpenResponse};
use vordruck_envelope::at_rest::Ring;
use vordruck_envelope::{Pid, Share};

use super::share_id;
use crate::app::App;
use crate::extract::Json;
use crate::problem::{Fault, Refusal, faults};
use crate::store::{NewUpload, Publications, Submission, Submissions, UploadOpened};

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("no such service")]
    NoService,
    #[error("objects are empty or too large")]
    Sizes(Vec<usize>),
    #[error("all objects together are too large")]
    TooLarge,
    #[error("it was submitted already")]
    AlreadySubmitted(Box<vordruck_contract::submissions::Receipt>),
    #[error("the pid is malformed")]
    Pid,
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::NoService => Self::new(ProblemKind::NotFound),
            Error::Sizes(which) => Self {
                errors: which.into_iter().map(|n| FieldProblem { pointer: format!("/object_sizes/{n}"), code: "range".into() }).collect(),
                ..Self::new(ProblemKind::InvalidFields)
            },
            Error::TooLarge => Self::new(ProblemKind::TooLarge),
            Error::AlreadySubmitted(receipt) => Self { receipt: Some(receipt), ..Self::new(ProblemKind::AlreadySubmitted) },
            Error::Pid => Self::field(ProblemKind::InvalidFields, "/pid", "uuid4"),
            Error::Fault(fault) => fault.into(),
        }
    }
}

#[utoipa::path(post, path = paths::UPLOADS, tag = "submissions", request_body = OpenRequest, responses(
    (status = 201, body = OpenResponse),
    (status = 409, body = Problem, content_type = "application/problem+json", description = "Submitted already; the problem holds the receipt."),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(
    State(app): State<App>,
    Json(request): Json<OpenRequest>,
) -> Result<(StatusCode, axum::Json<OpenResponse>), Error> {
    let pid: Pid = request.pid.parse().map_err(|_| Error::Pid)?;
    if app.store.service(request.tenant.clone(), request.service.clone()).await?.is_none() {
        return Err(Error::NoService);
    }
    check_sizes(&app, &request.object_sizes)?;
    let share = Share::generate(&mut app.rng.clone())?;
    let (session, session_hash) = app.new_session()?;
    let upload = NewUpload {
        share: app.keys.seal_share(Ring::Postbox, app.today(), &share_id(&request.tenant, &pid), &share)?,
        tenant: request.tenant,
        pid,
        service: request.service,
        session: session_hash,
        sizes: request.object_sizes,
        now: app.now(),
    };
    match app.store.open_upload(upload).await? {
        UploadOpened::Opened => Ok((StatusCode::CREATED, axum::Json(OpenResponse { session }))),
        UploadOpened::AlreadySubmitted(submission) => Err(Error::AlreadySubmitted(Box::new(receipt(&app, &submission)?))),
    }
}

fn receipt(app: &App, submission: &Submission) -> Result<vordruck_contract::submissions::Receipt, Error> {
    Ok(app.receipts.receipt(submission)?)
}

fn check_sizes(app: &App, sizes: &[u64]) -> Result<(), Error> {
    let limits = &app.config.limits;
    let wrong: Vec<usize> =
        sizes.iter().enumerate().filter(|(_, size)| **size == 0 || **size > limits.object_bytes).map(|(n, _)| n).collect();
    if !wrong.is_empty() {
        return Err(Error::Sizes(wrong));
    }
    let total = sizes.iter().fold(0_u64, |sum, size| sum.saturating_add(*size));
    if total > limits.total_bytes { Err(Error::TooLarge) } else { Ok(()) }
}

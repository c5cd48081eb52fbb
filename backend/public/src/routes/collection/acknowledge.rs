//! `POST /api/v1/collect/{pid}/acknowledge`: the private side has it, signed; only now the public side deletes.

use axum::extract::State;
use vordruck_contract::collection::{AcknowledgeRequest, AcknowledgeResponse};
use vordruck_contract::paths;
use vordruck_contract::problem::{Problem, ProblemKind};
use vordruck_envelope::acknowledgement::Acknowledgement;
use vordruck_envelope::{Digest, TokenError};

use super::Place;
use crate::app::App;
use crate::clock::instant;
use crate::extract::{Bearer, Json, Path};
use crate::problem::{Fault, Refusal, faults};
use crate::store::{Acknowledged, Submissions};

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("not a collector")]
    NotAuthorised(Box<Refusal>),
    #[error("no such submission")]
    NotFound,
    #[error("the lease is somebody else's by now")]
    LeaseLost,
    #[error("it holds something else")]
    OtherDigest,
    #[error("the acknowledgement is not the collector's: {0}")]
    Signature(#[from] TokenError),
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::NotAuthorised(refusal) => *refusal,
            Error::NotFound => Self::new(ProblemKind::NotFound),
            Error::LeaseLost => Self::new(ProblemKind::LeaseLost),
            Error::OtherDigest => Self::field(ProblemKind::InvalidFields, "/digest", "differs"),
            Error::Signature(_) => Self::field(ProblemKind::InvalidFields, "/jws", "signature"),
            Error::Fault(fault) => fault.into(),
        }
    }
}

#[utoipa::path(post, path = paths::COLLECT_ACKNOWLEDGE, tag = "collection", params(("pid" = String, Path, description = "uuid4")),
    request_body = AcknowledgeRequest, responses(
    (status = 200, body = AcknowledgeResponse, description = "Deleted. A repetition gets the same answer."),
    (status = 409, body = Problem, content_type = "application/problem+json", description = "The lease has ended."),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(
    State(app): State<App>,
    bearer: Bearer,
    Path(place): Path<Place>,
    Json(request): Json<AcknowledgeRequest>,
) -> Result<axum::Json<AcknowledgeResponse>, Error> {
    let collector = app.collector(bearer).map_err(|refusal| Error::NotAuthorised(Box::new(refusal)))?;
    let digest: Digest = request.digest.parse().map_err(|_| Error::OtherDigest)?;
    Acknowledgement::verify(&request.jws, &collector.key, &collector.tenant, &place.pid, &digest)?;
    match app.store.acknowledge(collector.tenant.clone(), place.pid, digest, request.fence, app.now()).await? {
        Acknowledged::Deleted { at } => Ok(axum::Json(AcknowledgeResponse { deleted_at: instant(at) })),
        Acknowledged::LeaseLost => Err(Error::LeaseLost),
        Acknowledged::OtherDigest => Err(Error::OtherDigest),
        Acknowledged::NotFound => Err(Error::NotFound),
    }
}

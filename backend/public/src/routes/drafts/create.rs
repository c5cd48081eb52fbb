//! `POST /api/v1/drafts`: the browser announces a draft; the server adds its share of the key.

use axum::extract::State;
use axum::http::StatusCode;
use vordruck_contract::drafts::{CreateRequest, CreateResponse};
use vordruck_contract::paths;
use vordruck_contract::problem::{Problem, ProblemKind};
use vordruck_envelope::at_rest::Ring;
use vordruck_envelope::exposed::Exposed;
use vordruck_envelope::{FormHash, Lookup, MalformedId, Share, Verifier};

use super::{DRAFT_DAYS, UNSAVED_SECONDS};
use crate::app::App;
use crate::clock::instant;
use crate::extract::Json;
use crate::problem::{Fault, Refusal, faults};
use crate::store::{Added, Drafts, NewDraft, Publications};

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("the lookup is taken")]
    Taken,
    #[error("no such service")]
    NoService,
    #[error("the form is not published here")]
    NoForm,
    #[error(transparent)]
    Malformed(#[from] MalformedId),
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Taken => Self::new(ProblemKind::DraftExists),
            Error::NoService => Self::new(ProblemKind::NotFound),
            Error::NoForm => Self::field(ProblemKind::InvalidFields, "/form", "unknown-form"),
            // The fields' formats were checked; what is left are spellings that no encoder makes (spare bits that aren't zero).
            Error::Malformed(_) => Self::field(ProblemKind::InvalidFields, "", "not-canonical"),
            Error::Fault(fault) => fault.into(),
        }
    }
}

#[utoipa::path(post, path = paths::DRAFTS, tag = "drafts", request_body = CreateRequest, responses(
    (status = 201, body = CreateResponse, description = "Stored durably."),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(
    State(app): State<App>,
    Json(request): Json<CreateRequest>,
) -> Result<(StatusCode, axum::Json<CreateResponse>), Error> {
    let (lookup, verifier): (Lookup, Verifier) = (request.lookup.parse()?, request.verifier.parse()?);
    let form: FormHash = request.form.parse()?;
    let card = app.store.service(request.tenant.clone(), request.service.clone()).await?.ok_or(Error::NoService)?;
    if !app.store.has_form(form).await? {
        return Err(Error::NoForm);
    }
    let share = Share::generate(&mut app.rng.clone())?;
    let (session, session_hash) = app.new_session()?;
    let now = app.now();
    let expires_at = now + UNSAVED_SECONDS;
    let draft = NewDraft {
        lookup,
        verifier,
        tenant: request.tenant,
        service: request.service,
        form,
        share: app.keys.seal_share(Ring::Drafts, app.today(), lookup.as_bytes(), &share)?,
        session: session_hash,
        // A service may keep drafts for a shorter time than 30 days, never longer.
        keep_days: card.draft_days.clamp(1, DRAFT_DAYS),
        now,
        expires_at,
    };
    match app.store.add_draft(draft).await? {
        Added::Taken => Err(Error::Taken),
        Added::Stored => {
            // The one place besides `open` where a share leaves the server: that is its purpose.
            let share = share.to_exposed().as_str().to_owned();
            Ok((StatusCode::CREATED, axum::Json(CreateResponse { share, session, expires_at: instant(expires_at) })))
        }
    }
}

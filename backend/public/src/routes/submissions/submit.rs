//! `POST /api/v1/submissions`: receives what was uploaded, exactly once. The digest is computed anew over what is stored; the receipt is signed after the
//! durable commit.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use futures_util::TryStreamExt;
use vordruck_contract::headers::IDEMPOTENCY_KEY;
use vordruck_contract::paths;
use vordruck_contract::problem::{Problem, ProblemKind};
use vordruck_contract::submissions::{ObjectDigest, Receipt, SubmitRequest};
use vordruck_envelope::at_rest::Ring;
use vordruck_envelope::{BlobHash, Digest, FormHash, Lookup, Pid};

use crate::app::App;
use crate::extract::{Bearer, Json, required, session_hash};
use crate::problem::{Fault, Refusal, faults};
use crate::routes::pieces;
use crate::routes::uploads::{self, UploadError, outer_seal, share_id};
use crate::store::{NewSubmission, Objects, Owner, Publications, Submission, Submissions, Submitted, Upload};

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("no session for this upload")]
    NoSession,
    #[error("objects are missing or differ")]
    Incomplete,
    #[error("received before with another content")]
    AlreadySubmitted(Box<Receipt>),
    #[error("no such service")]
    NoService,
    #[error("a field does not fit: {0}")]
    Field(&'static str, &'static str),
    #[error("a header is missing or malformed")]
    Header(Box<Refusal>),
    #[error(transparent)]
    Upload(#[from] UploadError),
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::NoSession => Self::new(ProblemKind::NotAuthorised),
            Error::Incomplete => Self::new(ProblemKind::ObjectsIncomplete),
            Error::AlreadySubmitted(receipt) => Self { receipt: Some(receipt), ..Self::new(ProblemKind::AlreadySubmitted) },
            Error::NoService => Self::new(ProblemKind::NotFound),
            Error::Field(pointer, code) => Self::field(ProblemKind::InvalidFields, pointer, code),
            Error::Header(refusal) => *refusal,
            Error::Upload(error) => error.into(),
            Error::Fault(fault) => fault.into(),
        }
    }
}

#[utoipa::path(post, path = paths::SUBMISSIONS, tag = "submissions", request_body = SubmitRequest, params(
    ("Idempotency-Key" = String, Header, description = "The pid."),
), responses(
    (status = 201, body = Receipt, description = "Committed durably."),
    (status = 200, body = Receipt, description = "Had been received before; the same receipt."),
    (status = 409, body = Problem, content_type = "application/problem+json", description = "Objects are missing, or the pid was submitted with another content."),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(
    State(app): State<App>,
    bearer: Bearer,
    headers: HeaderMap,
    Json(request): Json<SubmitRequest>,
) -> Result<(StatusCode, axum::Json<Receipt>), Error> {
    let key = required(&headers, IDEMPOTENCY_KEY).map_err(|refusal| Error::Header(Box::new(refusal)))?;
    if key != request.pid {
        return Err(Error::Field("header:idempotency-key", "differs"));
    }
    let pid: Pid = request.pid.parse().map_err(|_| Error::Field("/pid", "uuid4"))?;
    let digest: Digest = request.digest.parse().map_err(|_| Error::Field("/digest", "hex128"))?;
    if let Some(existing) = app.store.submission(request.tenant.clone(), pid).await? {
        return again(&app, &existing, &bearer, &digest);
    }
    let tenant = request.tenant.clone();
    let new = match prepare(&app, &bearer, request, pid, digest).await {
        Ok(new) => new,
        // The same one, sent at the same time, was faster since we looked, and took the upload along.
        Err(error) => {
            return app.store.submission(tenant, pid).await?.map_or(Err(error), |existing| again(&app, &existing, &bearer, &digest));
        }
    };
    let submission = new.submission.clone();
    match app.store.submit(new).await? {
        Submitted::Received => {
            app.received.notify_waiters();
            Ok((StatusCode::CREATED, axum::Json(app.receipts.receipt(&submission)?)))
        }
        Submitted::Existing(existing) => again(&app, &existing, &bearer, &digest),
        Submitted::NoUpload => Err(Error::NoSession),
    }
}

/// The answer to a repetition: the same receipt for the same content, for whoever holds the session that sent it.
fn again(app: &App, existing: &Submission, bearer: &Bearer, digest: &Digest) -> Result<(StatusCode, axum::Json<Receipt>), Error> {
    if existing.session != bearer.0 {
        return Err(Error::NoSession);
    }
    let receipt = app.receipts.receipt(existing)?;
    if existing.digest == *digest { Ok((StatusCode::OK, axum::Json(receipt))) } else { Err(Error::AlreadySubmitted(Box::new(receipt))) }
}

async fn prepare(app: &App, bearer: &Bearer, request: SubmitRequest, pid: Pid, digest: Digest) -> Result<NewSubmission, Error> {
    let upload = app.store.upload_of_session(bearer.0, pid).await?.ok_or(Error::NoSession)?;
    if upload.tenant != request.tenant || upload.service != request.service {
        return Err(Error::Field("/service", "differs"));
    }
    let card = app.store.service(request.tenant.clone(), request.service.clone()).await?.ok_or(Error::NoService)?;
    let form: FormHash = request.form.parse().map_err(|_| Error::Field("/form", "hex64"))?;
    if !app.store.has_form(form).await? {
        return Err(Error::Field("/form", "unknown-form"));
    }
    if request.suite != "hpke-1" {
        return Err(Error::Field("/suite", "unknown-suite"));
    }
    if !request.wrap.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_') {
        return Err(Error::Field("/wrap", "base64url"));
    }
    let (stored, computed) = digest_of_stored(app, &upload).await?;
    if stored != request.objects || computed != digest {
        return Err(Error::Incomplete);
    }
    let draft = match request.draft {
        None => None,
        Some(draft) => {
            let lookup: Lookup = draft.lookup.parse().map_err(|_| Error::Field("/draft/lookup", "b64u16"))?;
            Some((lookup, session_hash(&draft.session)))
        }
    };
    let now = app.now();
    let days = card.submission_days.clamp(1, app.config.limits.submission_days);
    // Under today's key, whatever day the upload began on: retention counts from now.
    let share = outer_seal(app, &upload.tenant, pid, &upload.share, 0)?.share;
    let share = app.keys.seal_share(Ring::Postbox, app.today(), &share_id(&upload.tenant, &pid), &share)?;
    let submission = Submission {
        tenant: request.tenant,
        pid,
        service: request.service,
        form,
        kid: request.kid,
        suite: request.suite,
        wrap: request.wrap,
        objects: request.objects,
        digest,
        session: bearer.0,
        share,
        received_at: now,
        retain_until: now + i64::from(days) * 86_400,
        fence: 0,
        leased_until: 0,
        deleted_at: None,
    };
    Ok(NewSubmission { submission, draft, now })
}

/// Sizes, hashes and digest of what is really there. Objects that are complete never change, so this holds until the transaction, which checks that
/// the upload wasn't opened anew in between.
async fn digest_of_stored(app: &App, upload: &Upload) -> Result<(Vec<ObjectDigest>, Digest), Error> {
    let objects = app.store.objects(Owner::Submission { tenant: upload.tenant.clone(), pid: upload.pid }).await?;
    if objects.len() != upload.sizes.len() {
        return Err(Error::Incomplete);
    }
    let (mut digests, mut hashes) = (Vec::with_capacity(objects.len()), Vec::with_capacity(objects.len()));
    for (n, object) in (0_u32..).zip(objects) {
        if !object.complete() || object.name != uploads::name(n) {
            return Err(Error::Incomplete);
        }
        let seal = outer_seal(app, &upload.tenant, upload.pid, &upload.share, n)?;
        let size = object.length;
        let hasher = pieces::pieces(app.clone(), object, Some(std::sync::Arc::new(seal)))
            .try_fold(BlobHash::hasher(), |mut hasher, piece| async move {
                hasher.update(&piece);
                Ok(hasher)
            })
            .await?;
        let hash = hasher.finish();
        digests.push(ObjectDigest { size, sha512: hash.to_string() });
        hashes.push(hash);
    }
    Ok((digests, Digest::of(&hashes)))
}

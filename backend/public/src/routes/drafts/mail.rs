//! `POST /api/v1/drafts/{lookup}/mail`: puts the resume link into the outbox. Nothing of it is kept once the mail server has it.

use axum::extract::State;
use axum::http::StatusCode;
use vordruck_contract::drafts::{MailRequest, MailResponse};
use vordruck_contract::paths;
use vordruck_contract::problem::{Problem, ProblemKind};
use vordruck_envelope::at_rest::Ring;
use zeroize::Zeroizing;

use super::{Place, SessionError, draft_of};
use crate::app::App;
use crate::extract::{AddressPrefix, Bearer, Json, Path};
use crate::mail::LinkMail;
use crate::problem::{Fault, Refusal, faults};
use crate::store::{Drafts, MailPermit, NewMail, Publications};

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    Session(#[from] SessionError),
    #[error("too many mails")]
    TooMany(u64),
    #[error("no mail server is configured")]
    NoMailServer,
    #[error("the mail server would not understand this address")]
    Address,
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Session(error) => error.into(),
            Error::TooMany(seconds) => Self::retry_after(ProblemKind::TooManyRequests, seconds),
            Error::NoMailServer => {
                Self::retry_after(ProblemKind::Unavailable, 86_400).detail("This instance sends no mails. Copy or print the link.")
            }
            Error::Address => Self::field(ProblemKind::InvalidFields, "/email", "email"),
            Error::Fault(fault) => fault.into(),
        }
    }
}

#[utoipa::path(post, path = paths::DRAFT_MAIL, tag = "drafts", params(("lookup" = String, Path, description = "b64u16")), request_body = MailRequest, responses(
    (status = 202, body = MailResponse),
    (status = 429, body = Problem, content_type = "application/problem+json"),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(
    State(app): State<App>,
    bearer: Bearer,
    prefix: AddressPrefix,
    Path(place): Path<Place>,
    Json(request): Json<MailRequest>,
) -> Result<(StatusCode, axum::Json<MailResponse>), Error> {
    let draft = draft_of(&app, bearer, place.lookup).await?;
    if app.mailer.is_none() {
        return Err(Error::NoMailServer);
    }
    if request.email.parse::<lettre::Address>().is_err() {
        return Err(Error::Address);
    }
    let permit = MailPermit {
        lookup: draft.lookup,
        recipient_tally: app.daily_tally("mail-to", request.email.to_ascii_lowercase().as_bytes())?,
        prefix_tally: app.prefix_tally("mail-from", prefix)?,
        now: app.now(),
    };
    let card = app.store.service(draft.tenant.clone(), draft.service.clone()).await?.ok_or(Fault::Stored("service card"))?;
    let texts = card.texts.get(&request.language).or_else(|| card.texts.get("de"));
    let (title, authority) = (texts.map(|texts| texts.title.clone()).unwrap_or_default(), card.authority.name.clone());
    let mail = LinkMail {
        email: request.email,
        link_secret: request.link_secret,
        language: request.language,
        title,
        authority,
        tenant: draft.tenant,
        service: draft.service,
        expires_at: draft.expires_at,
    };
    let record = Zeroizing::new(serde_json::to_vec(&mail).map_err(|_| Fault::Stored("mail"))?);
    let id: [u8; 16] = app.rng.bytes()?;
    let today = app.today();
    let sealed = app.keys.seal_record(Ring::Outbox, today, &id, &record)?;
    match app.store.queue_mail(permit, NewMail { mail: id, day: today, sealed }).await? {
        Err(seconds) => Err(Error::TooMany(seconds)),
        Ok(remaining) => {
            app.queued.notify_one();
            Ok((StatusCode::ACCEPTED, axum::Json(MailResponse { remaining })))
        }
    }
}

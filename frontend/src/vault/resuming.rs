//! Resuming, and reading again what is stored. In: link and PIN. Out: what the draft holds.

use super::application::Application;
use super::body::Body;
use super::draft::Draft;
use super::protocol::{OpenedDraft, Place};
use crate::client::{ClientError, DraftContent, PinFault};
use crate::platform::fetch::Call;
use crate::wire::Failure;
use vordruck_contract::paths;
use vordruck_contract::problem::ProblemKind;
use vordruck_envelope::draft::{LinkSecret, Pin, PinError};
use vordruck_envelope::{DraftPlace, OsEntropy, Pid};

impl Application {
    /// Opens the draft of a link and a PIN.
    pub(super) async fn resume(place: Place, fragment: &str, pin: &str) -> Result<(Self, OpenedDraft), ClientError> {
        let link = LinkSecret::from_fragment(fragment).map_err(|_| ClientError::WrongLinkOrPin)?;
        let pin = Pin::parse(pin).map_err(|error| ClientError::Pin(fault(error)))?;
        let mut draft = Draft::known(&link, &pin, &place.tenant)?;
        let opened = draft.open().await.map_err(|failure| match failure {
            failure if failure.is(ProblemKind::NotAuthorised) => ClientError::WrongLinkOrPin,
            failure => failure.into(),
        })?;
        if (&opened.tenant, &opened.service) != (&place.tenant, &place.service) {
            return Err(ClientError::WrongLinkOrPin);
        }
        let form = opened.form.parse().map_err(|_| ClientError::FormDamaged)?;
        let mut application = Self::of(place, form, link, Pid::generate(&mut OsEntropy)?);
        application.draft = Some(draft);
        let content = if opened.rev == 0 { DraftContent::default() } else { application.read().await? };
        Ok((application, OpenedDraft { form: opened.form, content }))
    }

    /// Reads what is stored; from here on this application stands on it.
    pub(super) async fn load(&mut self) -> Result<OpenedDraft, ClientError> {
        self.doubt_stored();
        let content = self.read().await;
        let content = self.settled(content)?;
        Ok(OpenedDraft { form: self.form.to_string(), content })
    }

    async fn read(&mut self) -> Result<DraftContent, ClientError> {
        let lookup = self.link.lookup();
        let path = paths::draft_body(&lookup.to_string());
        let draft = self.draft.as_mut().ok_or(ClientError::SessionEnded)?;
        let place = DraftPlace { tenant: &self.place.tenant, service: &self.place.service, lookup, form: self.form };
        let answer = draft.ask(&|opened| Ok(Call::get(&path).bearer(&opened.session))).await?;
        let rev: u64 = answer.header("etag").and_then(|tag| tag.trim_matches('"').parse().ok()).ok_or(Failure::Misunderstood)?;
        let sealed = answer.bytes().await.ok_or(Failure::NoAnswer)?;
        // Sealed for exactly this revision: an older body under a newer number does not open.
        let opened = draft.key().ok_or(Failure::Misunderstood)?.open_body(&place, rev, sealed)?;
        // A server that hands out an older revision than this application has seen has gone back in time.
        if rev < draft.rev {
            return Err(ClientError::Server { request_id: None });
        }
        let body = Body::from_bytes(&opened).ok_or(ClientError::Server { request_id: None })?;
        draft.rev = rev;
        let (content, kept, pid) = body.into_content();
        self.pid = pid;
        self.learn(kept);
        Ok(content)
    }
}

/// What is wrong with a PIN. The page has looked already and says it better; this is for whoever asks without looking.
fn fault(error: PinError) -> PinFault {
    match error {
        PinError::Length { found: 0 } => PinFault::Missing,
        PinError::Length { found } => PinFault::Length { symbols: found },
        PinError::UnknownSymbol { .. } => PinFault::Symbol('?'),
        PinError::CheckSymbol => PinFault::CheckSymbol,
    }
}

//! Saving. In: answers and where they were entered. Out: a durable draft; the first time with its PIN. A save that was not answered
//! is recognised when it turns out to have been stored.

use super::application::Application;
use super::attachments::{Attachment, Stored, ids_in};
use super::body::Body;
use super::draft::{Draft, Opened};
use super::protocol::SavedDraft;
use super::upload::{Begin, Course};
use crate::client::{ClientError, DraftContent};
use crate::platform::fetch::Call;
use crate::platform::instant;
use crate::wire::{Failure, bytes_of, read, with_json};
use vordruck_contract::drafts::{MailRequest, MailResponse, SaveResponse};
use vordruck_contract::headers::ATTACHMENTS;
use vordruck_contract::paths;
use vordruck_contract::problem::ProblemKind;
use vordruck_envelope::exposed::Exposed;
use vordruck_envelope::{AttachmentId, BlobHash, DraftPlace, OsEntropy, VERSION};
use zeroize::Zeroizing;

/// How often a lost answer is looked into before it is the applicant's turn again.
const ATTEMPTS: u32 = 3;

impl Application {
    /// Saves, over the revision this application stands on or over the one named.
    pub(super) async fn save(&mut self, content: &DraftContent, over: Option<u64>) -> Result<SavedDraft, ClientError> {
        if self.draft.is_none() {
            self.draft = Some(Draft::new(&self.link, &self.place.tenant)?);
        }
        if let Some(rev) = over {
            self.doubt_stored();
            self.on_draft(|draft| draft.rev = rev);
        }
        let done = self.try_save(content).await;
        self.settled(done)
    }

    /// Has the link mailed.
    pub(super) async fn mail(&mut self, email: String, language: String) -> Result<u32, ClientError> {
        let path = paths::draft_mail(&self.link.lookup().to_string());
        let request = MailRequest { email, link_secret: self.link.to_exposed().to_string(), language };
        let draft = self.draft.as_mut().ok_or(ClientError::SessionEnded)?;
        let sent = bytes_of(draft.ask(&|opened| Ok(with_json(Call::post(&path), &request)?.bearer(&opened.session)))).await;
        let done = sent.and_then(|bytes| read::<MailResponse>(&bytes)).map_err(ClientError::from);
        self.settled(done.map(|response| response.remaining))
    }

    /// Forgets a draft that link and PIN don't open any more, so that the next save makes a new one.
    pub(super) fn settled<T>(&mut self, done: Result<T, ClientError>) -> Result<T, ClientError> {
        if matches!(done, Err(ClientError::SessionEnded)) {
            self.forget_draft()?;
        }
        done
    }

    async fn try_save(&mut self, content: &DraftContent) -> Result<SavedDraft, ClientError> {
        if let Some(draft) = &mut self.draft {
            draft.create(&self.place, self.form).await?;
        }
        let ids = ids_in(&content.answers);
        self.store_attachments(&ids).await?;
        let response = self.put_body(content, &ids).await?;
        // The server has dropped what isn't named.
        for attachment in self.attachments.iter_mut().filter(|attachment| !ids.contains(&attachment.id)) {
            attachment.stored = Stored::No;
        }
        let pin = self.draft.as_mut().and_then(|draft| draft.new_pin.take());
        Ok(SavedDraft {
            pin: pin.map(|pin| pin.display().to_string()),
            link: self.place.link(&content.language, &self.link.fragment()),
            expires_at: response.expires_at,
        })
    }

    async fn put_body(&mut self, content: &DraftContent, ids: &[AttachmentId]) -> Result<SaveResponse, ClientError> {
        let body = self.body(content, ids).ok_or(ClientError::Server { request_id: None })?;
        let mut attempt = 1;
        loop {
            let (sealed, failure) = match self.put_sealed(&body, ids).await? {
                (_, Ok(response)) => {
                    self.unanswered = None;
                    self.on_draft(|draft| draft.rev = response.rev);
                    return Ok(response);
                }
                (sealed, Err(failure)) => (sealed, failure),
            };
            if failure.may_pass() {
                self.unanswered = Some(sealed);
            }
            let again = failure.may_pass() || self.was_ours(&failure).await?;
            if !again || attempt == ATTEMPTS {
                return Err(failure.into());
            }
            if failure.may_pass() {
                crate::wire::pause().await;
            }
            attempt += 1;
        }
    }

    /// Seals the body as the next revision and sends it. Gives the hash of what was sent, and what came of it.
    async fn put_sealed(&mut self, body: &[u8], ids: &[AttachmentId]) -> Result<(BlobHash, Result<SaveResponse, Failure>), ClientError> {
        let place = self.draft_place();
        let path = paths::draft_body(&place.lookup.to_string());
        let named: Vec<String> = ids.iter().map(ToString::to_string).collect();
        let (named, rev) = (named.join(","), self.draft.as_ref().map_or(0, |draft| draft.rev));
        let (tenant, service) = (self.place.tenant.clone(), self.place.service.clone());
        let place = DraftPlace { tenant: &tenant, service: &service, ..place };
        let draft = self.draft.as_mut().ok_or(ClientError::SessionEnded)?;
        let hash = std::cell::Cell::new(None);
        let call = |opened: &Opened| {
            let sealed = opened.key.seal_body(&place, rev + 1, body, &mut OsEntropy).map_err(|_| Failure::Misunderstood)?;
            hash.set(Some(BlobHash::of(&sealed)));
            let call = Call::put(&path).bearer(&opened.session).header("if-match", &["\"", &rev.to_string(), "\""].concat());
            Ok(call.header(ATTACHMENTS, &named).bytes("application/octet-stream", &sealed))
        };
        let sent = bytes_of(draft.ask(&call)).await.and_then(|bytes| read(&bytes));
        Ok((hash.get().unwrap_or_else(|| BlobHash::of(&[])), sent))
    }

    /// Whether a conflict is with our own save, whose answer was lost. Then this application stands on it.
    async fn was_ours(&mut self, failure: &Failure) -> Result<bool, ClientError> {
        let (Failure::Refused(refusal), Some(unanswered)) = (failure, self.unanswered) else { return Ok(false) };
        let (Some(ProblemKind::RevisionConflict), Some(current)) = (refusal.kind, refusal.current_rev) else { return Ok(false) };
        let path = paths::draft_body(&self.link.lookup().to_string());
        let draft = self.draft.as_mut().ok_or(ClientError::SessionEnded)?;
        let stored = bytes_of(draft.ask(&|opened| Ok(Call::get(&path).bearer(&opened.session)))).await?;
        let is_ours = BlobHash::of(&stored) == unanswered;
        if is_ours {
            draft.rev = current;
        }
        Ok(is_ours)
    }

    async fn store_attachments(&mut self, ids: &[AttachmentId]) -> Result<(), ClientError> {
        let (tenant, service) = (self.place.tenant.clone(), self.place.service.clone());
        let place = DraftPlace { tenant: &tenant, service: &service, ..self.draft_place() };
        let mut waiting = Vec::new();
        for attachment in self.attachments.iter_mut().filter(|attachment| ids.contains(&attachment.id) && attachment.stored != Stored::Yes)
        {
            waiting.extend(attachment.sealed_for(&place).await?);
        }
        let course = Course::of(&waiting);
        for id in ids {
            let attachment = self.attachments.iter_mut().find(|attachment| attachment.id == *id).ok_or(ClientError::FileUnreadable)?;
            if attachment.stored == Stored::Yes {
                continue;
            }
            let begin = if attachment.stored == Stored::No { Begin::AtStart } else { Begin::WhereItIs };
            let sealed = attachment.sealed_for(&place).await?;
            let path = paths::draft_attachment(&place.lookup.to_string(), &id.to_string());
            let draft = self.draft.as_mut().ok_or(ClientError::SessionEnded)?;
            match &sealed {
                Some(sealed) => {
                    // If the line breaks in the middle, the next save goes on from there.
                    attachment.stored = Stored::Unsure;
                    draft.upload(&path, sealed, begin, &course).await?;
                }
                // Others may have dropped it, and there is no copy here.
                None => match draft.ask(&|opened| Ok(Call::head(&path).bearer(&opened.session))).await {
                    Ok(_) => {}
                    Err(failure) if failure.is(ProblemKind::NotFound) => return Err(ClientError::FileUnreadable),
                    Err(failure) => return Err(failure.into()),
                },
            }
            attachment.stored = Stored::Yes;
        }
        Ok(())
    }

    fn body(&self, content: &DraftContent, ids: &[AttachmentId]) -> Option<Zeroizing<Vec<u8>>> {
        let named = self.attachments.iter().filter(|attachment| ids.contains(&attachment.id));
        let body = Body {
            v: VERSION.to_owned(),
            answers: content.answers.clone(),
            page: content.page.clone(),
            language: content.language.clone(),
            pid: self.pid,
            attachments: named.map(Attachment::to_body).collect(),
            saved_at: instant::utc(),
        };
        body.to_bytes()
    }

    fn on_draft(&mut self, change: impl FnOnce(&mut Draft)) {
        if let Some(draft) = &mut self.draft {
            change(draft);
        }
    }
}

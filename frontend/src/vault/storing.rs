//! Storing attachments with the draft, piece by piece: the page asks for the next piece, so that it can say how far it is and a save need not
//! wait for a large file. In: an id. Out: how far it is. Where a line broke, it goes on from what the server has.

use super::application::Application;
use super::attachments::Stored;
use super::blob;
use super::protocol::Progress;
use super::upload;
use crate::client::ClientError;
use vordruck_contract::paths;
use vordruck_envelope::DraftPlace;

impl Application {
    /// Stores the next piece of an attachment.
    pub(super) async fn store_piece(&mut self, id: &str) -> Result<Progress, ClientError> {
        let (tenant, service) = (self.place.tenant.clone(), self.place.service.clone());
        let place = DraftPlace { tenant: &tenant, service: &service, ..self.draft_place() };
        let attachment = self.attachments.iter_mut().find(|known| known.id.to_string() == id).ok_or(ClientError::FileUnreadable)?;
        let draft = self.draft.as_mut().ok_or(ClientError::SessionEnded)?;
        let sealed = attachment.sealed_for(&place).await?;
        let Some(sealed) = sealed.filter(|_| attachment.stored != Stored::Yes) else { return Ok(Progress { stored: 1, of: 1 }) };
        let path = paths::draft_attachment(&place.lookup.to_string(), id);
        let offset = match attachment.stored {
            Stored::No => Some(0),
            Stored::Partly(offset) => Some(offset),
            _ => None,
        };
        // Until the answer is there, nobody knows.
        attachment.stored = Stored::Unsure;
        let stored = draft.store_piece(&path, &sealed, offset).await?;
        let of = blob::size(&sealed);
        attachment.stored = if stored == of { Stored::Yes } else { Stored::Partly(stored) };
        Ok(Progress { stored, of })
    }
}

impl super::draft::Draft {
    /// Sends the next piece, with a new session if the old one has run out. Without an offset the server is asked for it.
    async fn store_piece(&mut self, path: &str, sealed: &web_sys::Blob, offset: Option<u64>) -> Result<u64, crate::wire::Failure> {
        use vordruck_contract::problem::ProblemKind;
        if self.session().is_none() {
            self.open().await?;
        }
        match upload::next(path, self.session().unwrap_or_default(), sealed, offset).await {
            Err(failure) if failure.is(ProblemKind::NotAuthorised) => {
                self.open().await?;
                upload::next(path, self.session().unwrap_or_default(), sealed, None).await
            }
            Err(failure) if failure.is(ProblemKind::OffsetConflict) => {
                upload::next(path, self.session().unwrap_or_default(), sealed, None).await
            }
            done => done,
        }
    }
}

//! Submitting. In: answers that passed every rule, the PDF. Out: a receipt that was checked. Asked again, after a lost answer or by
//! a second click, it is the same application with the same receipt.

use super::application::Application;
use super::package::{Contents, Package};
use super::protocol::PinnedRoot;
use super::upload::{self, Begin, Course};
use crate::client::ClientError;
use crate::platform::fetch::Call;
use crate::wire::{Failure, fetch, pause, with_json};
use vordruck_contract::headers::IDEMPOTENCY_KEY;
use vordruck_contract::paths;
use vordruck_contract::problem::ProblemKind;
use vordruck_contract::submissions::Receipt;
use vordruck_contract::uploads::OpenResponse;
use zeroize::Zeroizing;

/// How often a request that may be repeated is repeated before it is the applicant's turn again.
const ATTEMPTS: u32 = 3;

impl Application {
    /// Seals and sends.
    pub(super) async fn submit(&mut self, contents: &Contents<'_>, pinned: &PinnedRoot) -> Result<Receipt, ClientError> {
        if let Some(receipt) = &self.receipt {
            return Ok(receipt.clone());
        }
        self.pack(contents, pinned).await?;
        self.renew_session().await?;
        let Some(mut package) = self.package.take() else { return Err(ClientError::PartMissing) };
        let sent = self.deliver(&mut package).await;
        let digest = package.envelope.digest.to_string();
        // Kept until a receipt was checked: whatever goes wrong before, the next attempt sends the same bytes.
        self.package = Some(package);
        let receipt = match sent {
            Ok(receipt) => self.checked(receipt).await?,
            Err(failure) => match ClientError::from(failure) {
                ClientError::AlreadySubmitted(receipt) if receipt.digest == digest => self.checked(*receipt).await?,
                ClientError::AlreadySubmitted(receipt) => {
                    return Err(ClientError::AlreadySubmitted(Box::new(self.checked(*receipt).await?)));
                }
                ClientError::SessionEnded => return Err(ClientError::Server { request_id: None }),
                error => return Err(error),
            },
        };
        self.package = None;
        self.draft = None;
        self.receipt = Some(receipt.clone());
        Ok(receipt)
    }

    /// The draft goes with the submission, if its session lives. A draft that is gone needs no deletion.
    async fn renew_session(&mut self) -> Result<(), ClientError> {
        let Some(draft) = &mut self.draft else { return Ok(()) };
        match draft.open().await {
            Ok(_) => Ok(()),
            Err(failure) if failure.is(ProblemKind::NotAuthorised) => {
                self.draft = None;
                Ok(())
            }
            // Deleting the draft is worth less than submitting: it goes away by itself.
            Err(failure) if failure.is(ProblemKind::TooManyRequests) => Ok(()),
            Err(failure) => Err(failure.into()),
        }
    }

    async fn deliver(&self, package: &mut Package) -> Result<Receipt, Failure> {
        let request = self.submit_request(package);
        let mut attempt = 1;
        loop {
            if package.session.is_none() {
                package.session = Some(self.upload(package).await?);
            }
            let session = package.session.as_ref().map_or("", |session| session.as_str());
            let call = Call::post(paths::SUBMISSIONS).bearer(session).header(IDEMPOTENCY_KEY, &request.pid);
            let failure = match fetch(with_json(call, &request)?).await {
                Ok(receipt) => return Ok(receipt),
                Err(failure) if attempt == ATTEMPTS => return Err(failure),
                Err(failure) => failure,
            };
            match failure.kind() {
                // Too late for this upload, or it was opened anew elsewhere.
                Some(ProblemKind::NotAuthorised | ProblemKind::ObjectsIncomplete) => package.session = None,
                _ if failure.may_pass() => pause().await,
                _ => return Err(failure),
            }
            attempt += 1;
        }
    }

    /// Uploads all objects and gives the session they were uploaded in.
    async fn upload(&self, package: &Package) -> Result<Zeroizing<String>, Failure> {
        let request = self.upload_request(package);
        let OpenResponse { session } = fetch(with_json(Call::post(paths::UPLOADS), &request)?).await?;
        let course = Course::after(package.fetched, &package.objects);
        for (n, object) in (0..).zip(&package.objects) {
            upload::store(&paths::upload_object(&request.pid, n), &session, object, Begin::AtStart, &course).await?;
        }
        Ok(Zeroizing::new(session))
    }
}

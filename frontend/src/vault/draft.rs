//! The draft on the server: what link and PIN give, the session, the revision. In: link, PIN. Out: requests in the owner's name; a
//! session that has run out is renewed by the proof, without asking anybody.

use super::protocol::Place;
use super::upload::{self, Begin, Course};
use crate::platform::fetch::{Answer, Call};
use crate::wire::{Failure, Pending, fetch, send, with_json};
use vordruck_contract::drafts::{CreateRequest, CreateResponse, OpenRequest, OpenResponse};
use vordruck_contract::paths;
use vordruck_contract::problem::ProblemKind;
use vordruck_envelope::draft::{DraftAccess, DraftKey, LinkSecret, Pin};
use vordruck_envelope::exposed::Exposed;
use vordruck_envelope::{FormHash, Lookup, OsEntropy, SealError, Share};
use web_sys::Blob;
use zeroize::Zeroizing;

/// A draft whose link and PIN are known.
pub(super) struct Draft {
    access: DraftAccess,
    /// Shown with the first save, then forgotten.
    pub(super) new_pin: Option<Pin>,
    opened: Option<Opened>,
    /// The revision this application stands on; 0 before the first save.
    pub(super) rev: u64,
}

/// What the server gives to whoever knows link and PIN.
pub(super) struct Opened {
    pub(super) key: DraftKey,
    pub(super) session: Zeroizing<String>,
}

impl Draft {
    /// Draws a PIN. Takes as long as stretching it does.
    pub(super) fn new(link: &LinkSecret, tenant: &str) -> Result<Self, SealError> {
        let pin = Pin::generate(&mut OsEntropy)?;
        let access = DraftAccess::derive(link, &pin, tenant)?;
        Ok(Self { access, new_pin: Some(pin), opened: None, rev: 0 })
    }

    /// The draft of a link and a PIN.
    pub(super) fn known(link: &LinkSecret, pin: &Pin, tenant: &str) -> Result<Self, SealError> {
        Ok(Self { access: DraftAccess::derive(link, pin, tenant)?, new_pin: None, opened: None, rev: 0 })
    }

    /// What the server files it under.
    pub(super) fn lookup(&self) -> Lookup {
        self.access.lookup()
    }

    /// Has the server make it, unless it has: then the answer to an earlier attempt was lost.
    pub(super) async fn create(&mut self, place: &Place, form: FormHash) -> Result<(), Failure> {
        if self.opened.is_some() {
            return Ok(());
        }
        let request = CreateRequest {
            lookup: self.lookup().to_string(),
            verifier: self.access.verifier().to_string(),
            tenant: place.tenant.clone(),
            service: place.service.clone(),
            form: form.to_string(),
        };
        match fetch::<CreateResponse>(with_json(Call::post(paths::DRAFTS), &request)?).await {
            Ok(CreateResponse { share, session, .. }) => self.take(&share, session),
            Err(failure) if failure.is(ProblemKind::DraftExists) => self.open().await.map(drop),
            Err(failure) => Err(failure),
        }
    }

    /// Proves link and PIN; from here on there is a session again.
    pub(super) fn open(&mut self) -> Pending<'_, OpenResponse> {
        Box::pin(async {
            let request = OpenRequest { lookup: self.lookup().to_string(), auth: self.access.proof().to_exposed().to_string() };
            let mut response: OpenResponse = fetch(with_json(Call::post(paths::DRAFTS_OPEN), &request)?).await?;
            self.take(&response.share, std::mem::take(&mut response.session))?;
            Ok(response)
        })
    }

    /// Asks with the session, and once more with a new one if it has run out.
    pub(super) fn ask<'a>(&'a mut self, call: &'a dyn Fn(&Opened) -> Result<Call<'a>, Failure>) -> Pending<'a, Answer> {
        Box::pin(async move {
            if let Some(opened) = &self.opened {
                match send(call(opened)?).await {
                    Err(failure) if failure.is(ProblemKind::NotAuthorised) => {}
                    done => return done,
                }
            }
            self.open().await?;
            send(call(self.opened.as_ref().ok_or(Failure::Misunderstood)?)?).await
        })
    }

    /// Sends sealed bytes in pieces, as `ask` does.
    pub(super) async fn upload(&mut self, path: &str, sealed: &Blob, begin: Begin, course: &Course) -> Result<(), Failure> {
        match upload::store(path, self.session().unwrap_or_default(), sealed, begin, course).await {
            Err(failure) if failure.is(ProblemKind::NotAuthorised) => {
                self.open().await?;
                upload::store(path, self.session().unwrap_or_default(), sealed, Begin::WhereItIs, course).await
            }
            done => done,
        }
    }

    /// The key, once the server has given its share.
    pub(super) fn key(&self) -> Option<&DraftKey> {
        self.opened.as_ref().map(|opened| &opened.key)
    }

    /// The session, to name the draft that goes with a submission.
    pub(super) fn session(&self) -> Option<&str> {
        self.opened.as_ref().map(|opened| opened.session.as_str())
    }

    fn take(&mut self, share: &str, session: String) -> Result<(), Failure> {
        let share = Share::from_exposed(share).ok_or(Failure::Misunderstood)?;
        self.opened = Some(Opened { key: self.access.draft_key(&share), session: Zeroizing::new(session) });
        Ok(())
    }
}

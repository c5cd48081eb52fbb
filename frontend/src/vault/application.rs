//! One application: begun or resumed, saved or not. In: where it belongs. Out: the place everything of it is sealed for. The worker
//! holds one of them.

use super::attachments::{Attachment, Stored};
use super::body::KeptAttachment;
use super::draft::Draft;
use super::intake::{self, Declined};
use super::package::Package;
use super::protocol::{Accepts, Place};
use super::upload::Course;
use crate::client::ClientError;
use crate::platform::fetch::Call;
use std::cell::Cell;
use vordruck_contract::paths;
use vordruck_contract::submissions::Receipt;
use vordruck_envelope::draft::LinkSecret;
use vordruck_envelope::keys::TrustedKeys;
use vordruck_envelope::{AttachmentId, DraftPlace, FormHash, OsEntropy, Pid};
use vordruck_form::answers::FileAnswer;
use web_sys::Blob;

/// After how many further bytes the page is told how far it is: 256 KiB.
const TOLD_BYTES: u64 = 256 << 10;

/// One application.
pub(super) struct Application {
    pub(super) place: Place,
    pub(super) form: FormHash,
    pub(super) pid: Pid,
    pub(super) link: LinkSecret,
    pub(super) draft: Option<Draft>,
    pub(super) attachments: Vec<Attachment>,
    /// SHA-512 of the last sealed body whose save was not answered: it may be stored nevertheless.
    pub(super) unanswered: Option<vordruck_envelope::BlobHash>,
    /// What was sealed to be submitted, until the receipt is there.
    pub(super) package: Option<Package>,
    /// The tenant's keys, believed when it was asked whom to seal for; taken by sealing.
    pub(super) keys: Option<TrustedKeys>,
    /// The receipt: it has been submitted.
    pub(super) receipt: Option<Receipt>,
}

impl Application {
    /// A new one. Link and name are drawn, nothing is sent.
    pub(super) fn begin(place: Place, form: &str) -> Result<Self, ClientError> {
        let form = form.parse().map_err(|_| ClientError::FormDamaged)?;
        Ok(Self::of(place, form, LinkSecret::generate(&mut OsEntropy)?, Pid::generate(&mut OsEntropy)?))
    }

    /// One with a known link.
    pub(super) fn of(place: Place, form: FormHash, link: LinkSecret, pid: Pid) -> Self {
        Self { place, form, pid, link, draft: None, attachments: Vec::new(), unanswered: None, package: None, keys: None, receipt: None }
    }

    /// What drafts are sealed for.
    pub(super) fn draft_place(&self) -> DraftPlace<'_> {
        DraftPlace { tenant: &self.place.tenant, service: &self.place.service, lookup: self.link.lookup(), form: self.form }
    }

    /// Takes a file.
    pub(super) async fn attach(&mut self, file: &Blob, name: &str, accepts: &Accepts) -> Result<FileAnswer, Declined> {
        let ready = intake::prepare(file, name, accepts).await?;
        let taken = Attachment::take(&ready, &self.draft_place())?;
        let answer = taken.file.clone();
        self.attachments.push(taken);
        Ok(answer)
    }

    /// Adds what a stored body knows and this application doesn't.
    pub(super) fn learn(&mut self, kept: Vec<KeptAttachment>) {
        for kept in kept {
            match self.attachments.iter_mut().find(|known| known.id == kept.id) {
                Some(known) => known.stored = Stored::Yes,
                None => self.attachments.push(Attachment::of_body(kept)),
            }
        }
    }

    /// What others have saved may lack what this application has stored.
    pub(super) fn doubt_stored(&mut self) {
        for attachment in self.attachments.iter_mut().filter(|attachment| attachment.stored != Stored::No) {
            attachment.stored = Stored::Unsure;
        }
    }

    /// Fetches the sealed bytes of attachments that are only on the server, and gives how many these were. The page is told how far it is; about
    /// `further` bytes are on their way afterwards.
    pub(super) async fn fetch_attachments(&mut self, ids: &[AttachmentId], further: u64) -> Result<u64, ClientError> {
        let lookup = self.link.lookup();
        let is_wanted = |attachment: &&mut Attachment| ids.contains(&attachment.id) && attachment.is_elsewhere();
        let of = self.attachments.iter_mut().filter(is_wanted).map(|attachment| attachment.file.size_bytes).sum::<u64>();
        let course = Course::over(of + further, 0);
        for attachment in self.attachments.iter_mut().filter(is_wanted) {
            let draft = self.draft.as_mut().ok_or(ClientError::FileUnreadable)?;
            let path = paths::draft_attachment(&lookup.to_string(), &attachment.id.to_string());
            let answer = draft.ask(&|opened| Ok(Call::get(&path).patient().bearer(&opened.session))).await?;
            // What is sealed is a little larger than the file.
            let size = attachment.file.size_bytes;
            let told = Cell::new(0);
            let hear = |come: u64| {
                if come >= told.get() + TOLD_BYTES {
                    told.set(come);
                    course.is_at(come.min(size));
                }
            };
            let sealed = answer.blob(hear).await.ok_or(ClientError::Offline)?;
            attachment.arrived(sealed, lookup);
            course.has_passed(size);
        }
        Ok(of)
    }

    /// Has the draft deleted. What was attached stays, for a new draft or to be submitted.
    pub(super) async fn delete(&mut self) -> Result<(), ClientError> {
        if self.draft.is_none() {
            return Ok(());
        }
        let ids: Vec<AttachmentId> = self.attachments.iter().map(|attachment| attachment.id).collect();
        self.fetch_attachments(&ids, 0).await?;
        let path = paths::draft(&self.link.lookup().to_string());
        if let Some(draft) = &mut self.draft {
            draft.ask(&|opened| Ok(Call::delete(&path).bearer(&opened.session))).await?;
        }
        self.forget_draft()
    }

    /// There is no draft any more. The next one gets a link of its own.
    pub(super) fn forget_draft(&mut self) -> Result<(), ClientError> {
        self.draft = None;
        self.unanswered = None;
        self.link = LinkSecret::generate(&mut OsEntropy)?;
        for attachment in &mut self.attachments {
            attachment.stored = Stored::No;
        }
        Ok(())
    }
}

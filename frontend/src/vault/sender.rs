//! The telephone's end of a relay. In: the link's secret, files. Out: what is asked for; sealed files on their way, and which of them have arrived.

use super::attachments::proper_name;
use super::blob;
use super::intake::{self, Declined};
use super::protocol::{Invitation, Place, Progress, Reply};
use super::upload;
use crate::client::ClientError;
use crate::platform::fetch::Call;
use crate::wire::{fetch, with_json};
use base64ct::{Base64UrlUnpadded, Encoding};
use vordruck_contract::paths;
use vordruck_contract::problem::ProblemKind;
use vordruck_contract::relays::{OpenRequest, OpenResponse, State};
use vordruck_envelope::exposed::Exposed;
use vordruck_envelope::relay::{RelayKey, RelaySecret};
use vordruck_envelope::{AttachmentId, OsEntropy, Share};
use web_sys::Blob;
use zeroize::Zeroizing;

/// A relay that was joined.
pub(super) struct Sender {
    place: Place,
    secret: RelaySecret,
    key: RelayKey,
    session: Zeroizing<String>,
    invitation: Invitation,
    files: Vec<Outgoing>,
}

/// A file on its way.
struct Outgoing {
    id: AttachmentId,
    sealed: Blob,
    /// How much of it is there; none when that has to be asked.
    stored: Option<u64>,
}

impl Sender {
    /// Joins with the secret of a link.
    pub(super) async fn join(place: Place, fragment: &str) -> Result<(Self, Invitation), ClientError> {
        let secret = RelaySecret::from_fragment(fragment).map_err(|_| ClientError::WrongLinkOrPin)?;
        let mut opened = open(&place, &secret).await?;
        if (&opened.tenant, &opened.service) != (&place.tenant, &place.service) {
            return Err(ClientError::WrongLinkOrPin);
        }
        let damaged = || ClientError::Server { request_id: None };
        let share = Zeroizing::new(std::mem::take(&mut opened.share));
        let key = secret.key(&place.tenant, &place.service, &Share::from_exposed(&share).ok_or_else(damaged)?);
        let sealed = Base64UrlUnpadded::decode_vec(&opened.invitation).map_err(|_| damaged())?;
        let words = key.open_invitation(sealed)?;
        let invitation: Invitation = serde_json::from_slice(&words).map_err(|_| damaged())?;
        let session = Zeroizing::new(opened.session);
        Ok((Self { place, secret, key, session, invitation: invitation.clone(), files: Vec::new() }, invitation))
    }

    /// Prepares and seals a file.
    pub(super) async fn take(&mut self, file: &Blob, name: &str) -> Result<Reply, Declined> {
        let ready = intake::prepare(file, name, &self.invitation.accepts).await?;
        let id = AttachmentId::generate(&mut OsEntropy).map_err(|_| ClientError::PartMissing)?;
        let name = proper_name(&ready.name);
        let sealed = self.key.seal_file(&id, &name, &ready.bytes, &mut OsEntropy).map_err(ClientError::from)?;
        let sealed = blob::keep(&sealed).ok_or(ClientError::PartMissing)?;
        self.files.push(Outgoing { id, sealed, stored: Some(0) });
        Ok(Reply::Taken { id: id.to_string(), name, size: ready.bytes.len() as u64 })
    }

    /// Sends the next piece of a file.
    pub(super) async fn send(&mut self, id: &str) -> Result<Progress, ClientError> {
        let path = paths::relay_file(&self.secret.lookup().to_string(), id);
        let at = self.files.iter().position(|file| file.id.to_string() == id).ok_or(ClientError::FileUnreadable)?;
        let Some((sealed, stored)) = self.files.get_mut(at).map(|file| (file.sealed.clone(), file.stored.take())) else {
            return Err(ClientError::FileUnreadable);
        };
        let stored = match upload::next(&path, &self.session, &sealed, stored).await {
            Err(failure) if failure.is(ProblemKind::NotAuthorised) => {
                // Another telephone has joined in between, or the relay has ended; then joining fails.
                self.session = Zeroizing::new(open(&self.place, &self.secret).await?.session);
                upload::next(&path, &self.session, &sealed, None).await?
            }
            Err(failure) if failure.is(ProblemKind::OffsetConflict) => upload::next(&path, &self.session, &sealed, None).await?,
            done => done?,
        };
        if let Some(file) = self.files.get_mut(at) {
            file.stored = Some(stored);
        }
        Ok(Progress { stored, of: blob::size(&sealed) })
    }

    /// The files that have not been collected.
    pub(super) async fn waiting(&mut self) -> Result<Vec<String>, ClientError> {
        let path = paths::relay(&self.secret.lookup().to_string());
        let state = match fetch::<State>(Call::get(&path).bearer(&self.session)).await {
            Err(failure) if failure.is(ProblemKind::NotAuthorised) => {
                self.session = Zeroizing::new(open(&self.place, &self.secret).await?.session);
                fetch(Call::get(&path).bearer(&self.session)).await?
            }
            done => done?,
        };
        Ok(state.files)
    }
}

async fn open(place: &Place, secret: &RelaySecret) -> Result<OpenResponse, ClientError> {
    let request = OpenRequest { lookup: secret.lookup().to_string(), auth: secret.proof(&place.tenant).to_exposed().to_string() };
    Ok(fetch(with_json(Call::post(paths::RELAYS_OPEN), &request)?).await?)
}

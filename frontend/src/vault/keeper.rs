//! The open device's end of a relay. In: what is asked for. Out: a link for the telephone, then what it sends. The secret leaves this worker in the link
//! alone, which the applicant's own camera reads.

use super::protocol::{Invitation, Invited, Place, RelayNews};
use crate::client::ClientError;
use crate::platform::fetch::Call;
use crate::wire::{bytes_of, fetch, send, with_json};
use vordruck_contract::paths;
use vordruck_contract::problem::ProblemKind;
use vordruck_contract::relays::{CreateRequest, CreateResponse, State};
use vordruck_envelope::exposed::Exposed;
use vordruck_envelope::relay::{RelayKey, RelaySecret};
use vordruck_envelope::{AttachmentId, Lookup, OsEntropy, Share};
use zeroize::Zeroizing;

/// A relay of ours.
pub(super) struct Keeper {
    lookup: Lookup,
    key: RelayKey,
    session: Zeroizing<String>,
    /// What has been collected: if its deletion was not answered, it is not collected again.
    collected: Vec<AttachmentId>,
}

impl Keeper {
    /// Makes a relay.
    pub(super) async fn invite(place: &Place, invitation: &Invitation) -> Result<(Self, Invited), ClientError> {
        let secret = RelaySecret::generate(&mut OsEntropy)?;
        let lookup = secret.lookup();
        let request = CreateRequest {
            lookup: lookup.to_string(),
            verifier: secret.verifier(&place.tenant).to_string(),
            tenant: place.tenant.clone(),
            service: place.service.clone(),
        };
        let created: CreateResponse = fetch(with_json(Call::post(paths::RELAYS), &request)?).await?;
        let (share, session) = (Zeroizing::new(created.share), Zeroizing::new(created.session));
        let share = Share::from_exposed(&share).ok_or(ClientError::Server { request_id: None })?;
        let key = secret.key(&place.tenant, &place.service, &share);
        let words = serde_json::to_vec(invitation).map_err(|_| ClientError::PartMissing)?;
        let sealed = key.seal_invitation(&words, &mut OsEntropy)?;
        let path = paths::relay_invitation(&lookup.to_string());
        send(Call::put(&path).bearer(&session).bytes("application/octet-stream", &sealed)).await?;
        let link = place.relay_link(&secret.fragment());
        let code = crate::qr::svg(&link).ok_or(ClientError::PartMissing)?;
        let keeper = Self { lookup, key, session, collected: Vec::new() };
        Ok((keeper, Invited { link, code, expires_at: created.expires_at }))
    }

    /// What is new, and the oldest file that waits. It is deleted there once it is here.
    pub(super) async fn collect(&mut self) -> Result<(RelayNews, Option<Zeroizing<Vec<u8>>>), ClientError> {
        let lookup = self.lookup.to_string();
        let state: State = fetch(Call::get(&paths::relay(&lookup)).bearer(&self.session)).await?;
        let mut news = RelayNews { joined: state.joined, arriving: state.arriving, ..RelayNews::default() };
        let Some(id) = state.files.iter().find_map(|id| id.parse::<AttachmentId>().ok()) else { return Ok((news, None)) };
        let path = paths::relay_file(&lookup, &id.to_string());
        let mut content = None;
        if !self.collected.contains(&id) {
            let sealed = bytes_of(send(Call::get(&path).patient().bearer(&self.session))).await?;
            match self.key.open_file(&id, sealed) {
                Ok((name, bytes)) => {
                    news.file = Some(name);
                    content = Some(bytes);
                }
                // Somebody else has seen the code, or it was changed on its way.
                Err(_) => news.damaged = true,
            }
            self.collected.push(id);
        }
        match send(Call::delete(&path).bearer(&self.session)).await {
            Ok(_) => {}
            Err(failure) if failure.may_pass() || failure.is(ProblemKind::NotFound) => {}
            Err(failure) => return Err(failure.into()),
        }
        Ok((news, content))
    }

    /// Ends the relay.
    pub(super) async fn end(&self) -> Result<(), ClientError> {
        match send(Call::delete(&paths::relay(&self.lookup.to_string())).bearer(&self.session)).await {
            Ok(_) => Ok(()),
            Err(failure) if failure.is(ProblemKind::NotAuthorised) => Ok(()),
            Err(failure) => Err(failure.into()),
        }
    }
}

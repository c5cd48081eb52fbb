//! The worker: one application, or one end of a relay; one request after the other. In: parcels from the page. Out: their answers.

use super::application::Application;
use super::intake::Declined;
use super::keeper::Keeper;
use super::package::Contents;
use super::protocol::{Reply, Request, decode, encode};
use super::sender::Sender;
use crate::client::ClientError;
use crate::platform::{desk, parcel::Parcel};
use wasm_bindgen::JsCast;
use web_sys::Blob;

/// Answers the page as long as the worker lives.
pub fn serve() {
    let mut vault = Vault { held: Held::Nothing };
    desk::serve(async move |question| vault.answer(&question).await);
}

struct Vault {
    held: Held,
}

/// What a worker is for.
enum Held {
    Nothing,
    Application(Box<Application>),
    /// The open device's end of a relay.
    Keeper(Keeper),
    /// The telephone's end.
    Sender(Box<Sender>),
}

impl Vault {
    async fn answer(&mut self, question: &Parcel) -> Parcel {
        let done = match decode(&question.words) {
            Some(request) => self.act(request, question).await,
            None => Err(ClientError::PartMissing),
        };
        done.unwrap_or_else(|error| Parcel::of(encode(&Reply::Failed(error))))
    }

    async fn act(&mut self, request: Request, question: &Parcel) -> Result<Parcel, ClientError> {
        let reply = match (request, &mut self.held) {
            (Request::Begin { place, form }, _) => {
                self.held = Held::Application(Box::new(Application::begin(place, &form)?));
                Reply::Done
            }
            (Request::Resume { place, fragment, pin }, _) => {
                let (application, opened) = Application::resume(place, &fragment, &pin).await?;
                self.held = Held::Application(Box::new(application));
                Reply::Opened(opened)
            }
            (Request::Invite { place, invitation }, _) => {
                let (keeper, invited) = Keeper::invite(&place, &invitation).await?;
                self.held = Held::Keeper(keeper);
                Reply::Invited(invited)
            }
            (Request::Join { place, fragment }, _) => {
                let (sender, invitation) = Sender::join(place, &fragment).await?;
                self.held = Held::Sender(Box::new(sender));
                Reply::Joined(invitation)
            }
            (request, Held::Application(application)) => for_application(application, request, question).await?,
            (Request::Collect, Held::Keeper(keeper)) => {
                let (news, bytes) = keeper.collect().await?;
                let words = encode(&Reply::Relay(news));
                return Ok(bytes.map_or_else(|| Parcel::of(words.clone()), |bytes| Parcel::with_bytes(words.clone(), &bytes)));
            }
            (Request::EndRelay, Held::Keeper(keeper)) => {
                keeper.end().await?;
                Reply::Done
            }
            (Request::Take { name }, Held::Sender(sender)) => declined(sender.take(file_in(question)?, &name).await)?,
            (Request::Send { id }, Held::Sender(sender)) => Reply::Stored(sender.send(&id).await?),
            (Request::Waiting, Held::Sender(sender)) => Reply::Waiting(sender.waiting().await?),
            _ => return Err(ClientError::PartMissing),
        };
        Ok(Parcel::of(encode(&reply)))
    }
}

async fn for_application(application: &mut Application, request: Request, question: &Parcel) -> Result<Reply, ClientError> {
    match request {
        Request::Attach { name, accepts } => declined(application.attach(file_in(question)?, &name, &accepts).await.map(Reply::Attached)),
        Request::Store { id } => application.store_piece(&id).await.map(Reply::Stored),
        Request::Save { content, over } => application.save(&content, over).await.map(Reply::Saved),
        Request::Load => application.load().await.map(Reply::Opened),
        Request::Mail { email, language } => application.mail(email, language).await.map(|remaining| Reply::Mailed { remaining }),
        Request::Delete => application.delete().await.map(|()| Reply::Done),
        Request::Address { pinned } => application.address(&pinned).await.map(Reply::Addressed),
        Request::Submit { answers, pinned, files, data } => {
            let pdf = question.bytes().unwrap_or_default();
            let contents = Contents { answers: &answers, files: &files, pdf: &pdf, data: data.as_ref() };
            application.submit(&contents, &pinned).await.map(Reply::Received)
        }
        // What is asked of a relay's end, or of a worker that has just begun.
        _ => Err(ClientError::PartMissing),
    }
}

fn file_in(question: &Parcel) -> Result<&Blob, ClientError> {
    question.luggage.dyn_ref().ok_or(ClientError::FileUnreadable)
}

/// That a file is none for a question is an answer, not a failure.
fn declined(done: Result<Reply, Declined>) -> Result<Reply, ClientError> {
    match done {
        Ok(reply) => Ok(reply),
        Err(Declined::File(fault)) => Ok(Reply::Declined(fault)),
        Err(Declined::Client(error)) => Err(error),
    }
}

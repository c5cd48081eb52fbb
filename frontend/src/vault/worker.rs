//! The worker: one application, one request after the other. In: parcels from the page. Out: their answers.

use super::application::Application;
use super::intake::Declined;
use super::protocol::{Reply, Request, decode, encode};
use crate::client::ClientError;
use crate::platform::{desk, parcel::Parcel};
use wasm_bindgen::JsCast;
use web_sys::Blob;

/// Answers the page as long as the worker lives.
pub fn serve() {
    let mut vault = Vault { application: None };
    desk::serve(async move |question| Parcel::of(encode(&vault.answer(&question).await)));
}

struct Vault {
    application: Option<Application>,
}

impl Vault {
    async fn answer(&mut self, question: &Parcel) -> Reply {
        let done = match decode(&question.words) {
            Some(request) => self.act(request, question).await,
            None => Err(ClientError::PartMissing),
        };
        done.unwrap_or_else(Reply::Failed)
    }

    async fn act(&mut self, request: Request, question: &Parcel) -> Result<Reply, ClientError> {
        let application = match request {
            Request::Begin { place, form } => {
                self.application = Some(Application::begin(place, &form)?);
                return Ok(Reply::Done);
            }
            Request::Resume { place, fragment, pin } => {
                let (application, opened) = Application::resume(place, &fragment, &pin).await?;
                self.application = Some(application);
                return Ok(Reply::Opened(opened));
            }
            _ => self.application.as_mut().ok_or(ClientError::PartMissing)?,
        };
        match request {
            Request::Begin { .. } | Request::Resume { .. } => Ok(Reply::Done),
            Request::Attach { name, accepts } => {
                let file: &Blob = question.luggage.dyn_ref().ok_or(ClientError::FileUnreadable)?;
                match application.attach(file, &name, &accepts).await {
                    Ok(file) => Ok(Reply::Attached(file)),
                    Err(Declined::File(fault)) => Ok(Reply::Declined(fault)),
                    Err(Declined::Client(error)) => Err(error),
                }
            }
            Request::Store { id } => application.store_piece(&id).await.map(Reply::Stored),
            Request::Save { content, over } => application.save(&content, over).await.map(Reply::Saved),
            Request::Load => application.load().await.map(Reply::Opened),
            Request::Mail { email, language } => application.mail(email, language).await.map(|remaining| Reply::Mailed { remaining }),
            Request::Delete => application.delete().await.map(|()| Reply::Done),
            Request::Submit { answers, pinned, files } => {
                let pdf = question.bytes().unwrap_or_default();
                application.submit(&answers, &files, &pinned, &pdf).await.map(Reply::Received)
            }
        }
    }
}

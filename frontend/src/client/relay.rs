//! A relay from a page's point of view: files from a telephone into an application that is open elsewhere. In: what is asked for, or a link. Out: the code to
//! show and the files that arrive; or what is asked for and how far what is sent has come. Each end has a worker of its own, which ends with it.

use super::session::{MISUNDERSTOOD, place_of};
use super::{ClientError, Context};
use crate::platform::files::ChosenFile;
use crate::platform::line::Line;
use crate::platform::parcel::Parcel;
use crate::vault::protocol::{FileFault, Invitation, Invited, PART, Progress, RelayNews, Reply, Request, decode, encode};
use std::rc::Rc;

/// The open device's end.
#[derive(Clone)]
pub struct Keeper(Rc<Line>);

/// The telephone's end.
#[derive(Clone)]
pub struct Sender(Rc<Line>);

/// A file ready to be sent.
pub struct Taken {
    /// What it is called from here on.
    pub id: String,
    /// Its name, which may have changed.
    pub name: String,
    /// Bytes.
    pub size: u64,
}

/// Makes a relay.
///
/// # Errors
/// `Throttled`, `PartMissing`, and what the network does.
pub async fn invite(context: &Context, invitation: Invitation) -> Result<(Keeper, Invited), ClientError> {
    let line = line()?;
    match ask(&line, &Parcel::of(encode(&Request::Invite { place: place_of(context), invitation }))).await?.0 {
        Reply::Invited(invited) => Ok((Keeper(line), invited)),
        _ => Err(MISUNDERSTOOD),
    }
}

/// Joins a relay with the secret of its link.
///
/// # Errors
/// `WrongLinkOrPin` for what is no such link, `SessionEnded` for a relay that has ended or never was, and what the network does.
pub async fn join(context: &Context, fragment: &str) -> Result<(Sender, Invitation), ClientError> {
    let line = line()?;
    let request = Request::Join { place: place_of(context), fragment: fragment.to_owned() };
    match ask(&line, &Parcel::of(encode(&request))).await?.0 {
        Reply::Joined(invitation) => Ok((Sender(line), invitation)),
        _ => Err(MISUNDERSTOOD),
    }
}

impl Keeper {
    /// What is new, with the file that has been collected.
    ///
    /// # Errors
    /// `SessionEnded` when its hour is over, and what the network does.
    pub async fn collect(&self) -> Result<(RelayNews, Option<ChosenFile>), ClientError> {
        let (Reply::Relay(news), answer) = ask(&self.0, &Parcel::of(encode(&Request::Collect))).await? else { return Err(MISUNDERSTOOD) };
        let file = news.file.as_deref().and_then(|name| ChosenFile::of_parcel(&answer, name));
        Ok((news, file))
    }

    /// Ends the relay and its worker.
    pub async fn end(&self) {
        // If it isn't heard, the relay ends by itself.
        let _ = ask(&self.0, &Parcel::of(encode(&Request::EndRelay))).await;
        self.0.hang_up();
    }
}

impl Sender {
    /// Prepares and seals a file.
    ///
    /// # Errors
    /// The file is none for this question; `FileUnreadable`, `PartMissing`.
    pub async fn take(&self, file: &ChosenFile) -> Result<Result<Taken, FileFault>, ClientError> {
        let words = encode(&Request::Take { name: file.name() });
        match ask(&self.0, &Parcel { words, luggage: file.handle().into() }).await?.0 {
            Reply::Taken { id, name, size } => Ok(Ok(Taken { id, name, size })),
            Reply::Declined(fault) => Ok(Err(fault)),
            _ => Err(MISUNDERSTOOD),
        }
    }

    /// Sends the next piece of a file.
    ///
    /// # Errors
    /// `SessionEnded`, and what the network does; asked again, it goes on where it was.
    pub async fn send(&self, id: &str) -> Result<Progress, ClientError> {
        match ask(&self.0, &Parcel::of(encode(&Request::Send { id: id.to_owned() }))).await?.0 {
            Reply::Stored(progress) => Ok(progress),
            _ => Err(MISUNDERSTOOD),
        }
    }

    /// Ids of the files that have not been collected.
    ///
    /// # Errors
    /// As `send`.
    pub async fn waiting(&self) -> Result<Vec<String>, ClientError> {
        match ask(&self.0, &Parcel::of(encode(&Request::Waiting))).await?.0 {
            Reply::Waiting(files) => Ok(files),
            _ => Err(MISUNDERSTOOD),
        }
    }
}

fn line() -> Result<Rc<Line>, ClientError> {
    Line::to(PART).map(Rc::new).ok_or(ClientError::PartMissing)
}

/// The reply, and the parcel it came in.
async fn ask(line: &Line, question: &Parcel) -> Result<(Reply, Parcel), ClientError> {
    let answer = line.ask(question).await.ok_or(ClientError::PartMissing)?;
    match decode(&answer.words) {
        Some(Reply::Failed(error)) => Err(error),
        Some(reply) => Ok((reply, answer)),
        None => Err(MISUNDERSTOOD),
    }
}

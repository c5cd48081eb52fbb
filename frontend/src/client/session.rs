//! One application on its way: what was begun or resumed. Everything secret of it is at the other end of a line to the vault's
//! worker, which is started when it is needed first. Cloning gives another handle to the same application.

use super::{ClientError, Context, DraftContent, FetchedForm, Saved, check_pin, fetch_form};
use crate::paper::protocol::{self as paper, Order, Outcome, Written};
use crate::platform::files::ChosenFile;
use crate::platform::line::Line;
use crate::platform::parcel::Parcel;
use crate::platform::{address, clock};
use crate::vault::protocol::{
    self, Accepts, FileFault, MachineData, OpenedDraft, PART, PinnedRoot, Place, Progress, Reply, Request, SavedDraft, decode, encode,
};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use vordruck_contract::submissions::Receipt;
use vordruck_form::answers::{Answers, FileAnswer, RawAnswer};
use vordruck_form::journey::{FormState, Visit};
use vordruck_form::validate::ReceivedAnswers;

/// Hears how much of what is being saved or sent is with the server.
pub type HearProgress = Rc<dyn Fn(Progress)>;

/// An application that can be saved and submitted.
#[derive(Clone)]
pub struct Session {
    shared: Rc<Shared>,
}

struct Shared {
    context: Context,
    /// The vault's worker, once there is something secret.
    line: RefCell<Option<Rc<Line>>>,
    is_draft: Cell<bool>,
}

/// Starts an application. Nothing is sent until something is saved or submitted.
#[must_use]
pub fn begin(context: Context) -> Session {
    Session::of(context, None, false)
}

/// Opens a draft with the secret of its link (the fragment, `v1.<b64u>`) and the PIN. Sends nothing when the PIN has a fault.
///
/// # Errors
/// `Pin` for a PIN that can't be one, `WrongLinkOrPin` (also for an expired or unknown draft), `Throttled`, and what the network does.
pub async fn resume(context: Context, fragment: &str, pin: &str) -> Result<(Session, FetchedForm, DraftContent), ClientError> {
    check_pin(pin).map_err(ClientError::Pin)?;
    let line = Rc::new(Line::to(PART).ok_or(ClientError::PartMissing)?);
    let request = Request::Resume { place: place_of(&context), fragment: fragment.to_owned(), pin: pin.to_owned() };
    let Reply::Opened(OpenedDraft { form, content }) = ask(&line, &Parcel::of(encode(&request))).await? else { return Err(MISUNDERSTOOD) };
    let fetched = fetch_form(&form).await?;
    Ok((Session::of(Context { form, ..context }, Some(line), true), fetched, content))
}

impl Session {
    fn of(context: Context, line: Option<Rc<Line>>, is_draft: bool) -> Self {
        Self { shared: Rc::new(Shared { context, line: RefCell::new(line), is_draft: Cell::new(is_draft) }) }
    }

    /// Where it belongs; after resuming, `form` is the one the draft is pinned to.
    #[must_use]
    pub fn context(&self) -> &Context {
        &self.shared.context
    }

    /// Whether it was saved at least once, so that link and PIN exist.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        self.shared.is_draft.get()
    }

    /// Takes a file into the application: looked at, prepared, hashed and sealed now, sent with the draft or with the application.
    ///
    /// # Errors
    /// The file is none for this question; `FileUnreadable`, `PartMissing`.
    pub async fn attach(&self, file: &ChosenFile, accepts: Accepts) -> Result<Result<FileAnswer, FileFault>, ClientError> {
        let request = Request::Attach { name: file.name(), accepts };
        match self.ask(&Parcel { words: encode(&request), luggage: file.handle().into() }).await? {
            Reply::Attached(answer) => Ok(Ok(answer)),
            Reply::Declined(fault) => Ok(Err(fault)),
            _ => Err(MISUNDERSTOOD),
        }
    }

    /// Stores the next piece of a file with the draft.
    ///
    /// # Errors
    /// What the network does; asked again, it goes on where it was. `SessionEnded` if there is no draft.
    pub async fn store(&self, file: &str) -> Result<Progress, ClientError> {
        match self.ask_for(&Request::Store { id: file.to_owned() }).await? {
            Reply::Stored(progress) => Ok(progress),
            _ => Err(MISUNDERSTOOD),
        }
    }

    /// Saves durably; the first time it makes link and PIN.
    ///
    /// # Errors
    /// `Conflict` when it was saved elsewhere in the meantime; nothing is overwritten then.
    pub async fn save(&self, answers: &Answers, page: &str, language: &str, hear: &HearProgress) -> Result<Saved, ClientError> {
        self.save_as(answers, page, language, None, hear).await
    }

    /// After a conflict: saves over the revision the applicant has been told about.
    ///
    /// # Errors
    /// As `save`.
    pub async fn save_over(
        &self,
        answers: &Answers,
        page: &str,
        language: &str,
        current_rev: u64,
        hear: &HearProgress,
    ) -> Result<Saved, ClientError> {
        self.save_as(answers, page, language, Some(current_rev), hear).await
    }

    /// After a conflict: what the other side saved; from here on this session continues from it.
    ///
    /// # Errors
    /// What the network does.
    pub async fn load(&self) -> Result<DraftContent, ClientError> {
        match self.ask_for(&Request::Load).await? {
            Reply::Opened(opened) => Ok(opened.content),
            _ => Err(MISUNDERSTOOD),
        }
    }

    /// Has the resume link mailed; gives how many more mails this draft may send.
    ///
    /// # Errors
    /// `Throttled`, and what the network does.
    pub async fn mail(&self, email: &str, language: &str) -> Result<u32, ClientError> {
        match self.ask_for(&Request::Mail { email: email.to_owned(), language: language.to_owned() }).await? {
            Reply::Mailed { remaining } => Ok(remaining),
            _ => Err(MISUNDERSTOOD),
        }
    }

    /// Deletes the draft for good. What was entered and attached stays in this session.
    ///
    /// # Errors
    /// What the network does.
    pub async fn delete(&self) -> Result<(), ClientError> {
        self.ask_for(&Request::Delete).await?;
        self.shared.is_draft.set(false);
        Ok(())
    }

    /// Makes the PDF copy, in a worker that is loaded for it and ended afterwards, then seals and sends the application. Asked twice, it is still one application: the same
    /// receipt comes back. Gives the copy with it.
    ///
    /// # Errors
    /// `ManifestRefused`, `AlreadySubmitted` with the receipt of what was sent from elsewhere, `PartMissing`, and what the network does; afterwards
    /// it can be asked again.
    pub async fn submit(&self, state: &FormState, language: &str, hear: &HearProgress) -> Result<(Receipt, Vec<u8>), ClientError> {
        let tenant = &state.form().tenant;
        let pinned = PinnedRoot { fingerprint: tenant.root_fingerprint.clone(), least_sequence: tenant.least_sequence };
        let Reply::Addressed(format) = self.ask_for(&Request::Address { pinned: pinned.clone() }).await? else { return Err(MISUNDERSTOOD) };
        let (pdf, written) = self.paper(state, language, format).await?;
        let date = state.moment().local.date().to_string();
        let request = Request::Submit {
            answers: ReceivedAnswers::from_state(state, &self.shared.context.form, language),
            pinned,
            files: files_in_order(state),
            data: written.map(|Written { text, media_type }| MachineData { text, media_type, date }),
        };
        match self.ask_hearing(&Parcel::with_bytes(encode(&request), &pdf), hear).await? {
            Reply::Received(receipt) => {
                self.shared.is_draft.set(false);
                Ok((receipt, pdf))
            }
            _ => Err(MISUNDERSTOOD),
        }
    }

    async fn paper(&self, state: &FormState, language: &str, format: Option<String>) -> Result<(Vec<u8>, Option<Written>), ClientError> {
        let order = Order {
            answers: ReceivedAnswers::from_state(state, &self.shared.context.form, language),
            made_at: state.moment().local.to_string(),
            format,
        };
        let line = Line::to(paper::PART).ok_or(ClientError::PartMissing)?;
        let answer = line.ask(&Parcel::of(encode(&order))).await.ok_or(ClientError::PartMissing)?;
        match (decode(&answer.words), answer.bytes()) {
            (Some(Outcome::Made(written)), Some(pdf)) => Ok((pdf, written)),
            (Some(Outcome::Failed(error)), _) => Err(error),
            _ => Err(MISUNDERSTOOD),
        }
    }

    /// Forgets keys, files and session: the worker ends with all it knows.
    pub fn wipe(&self) {
        if let Some(line) = self.shared.line.take() {
            line.hang_up();
        }
    }

    async fn save_as(
        &self,
        answers: &Answers,
        page: &str,
        language: &str,
        over: Option<u64>,
        hear: &HearProgress,
    ) -> Result<Saved, ClientError> {
        let content = DraftContent { answers: answers.clone(), page: page.to_owned(), language: language.to_owned() };
        match self.ask_hearing(&Parcel::of(encode(&Request::Save { content, over })), hear).await? {
            Reply::Saved(SavedDraft { pin, link, expires_at }) => {
                self.shared.is_draft.set(true);
                Ok(Saved { pin, link, expires_on: day(&expires_at) })
            }
            _ => Err(MISUNDERSTOOD),
        }
    }

    async fn ask_for(&self, request: &Request) -> Result<Reply, ClientError> {
        self.ask(&Parcel::of(encode(request))).await
    }

    /// Asks, and hears how far it is.
    async fn ask_hearing(&self, question: &Parcel, hear: &HearProgress) -> Result<Reply, ClientError> {
        let (line, hear) = (self.line().await?, Rc::clone(hear));
        line.listen(Some(Rc::new(move |words: &[u8]| {
            if let Some(progress) = decode(words) {
                hear(progress);
            }
        })));
        let reply = self.ask(question).await;
        line.listen(None);
        reply
    }

    async fn ask(&self, question: &Parcel) -> Result<Reply, ClientError> {
        let line = self.line().await?;
        let reply = ask(&line, question).await;
        if reply == Err(ClientError::SessionEnded) {
            self.shared.is_draft.set(false);
        }
        reply
    }

    /// The line to the worker. A worker that did not start is started anew; one that knew link and PIN can't be replaced.
    async fn line(&self) -> Result<Rc<Line>, ClientError> {
        let known = self.shared.line.borrow().clone();
        match known {
            Some(line) if !line.is_broken() => return Ok(line),
            Some(_) if self.is_draft() => return Err(ClientError::PartMissing),
            _ => {}
        }
        let line = Rc::new(Line::to(PART).ok_or(ClientError::PartMissing)?);
        self.shared.line.replace(Some(Rc::clone(&line)));
        // Whoever asks from now on is behind this question: the worker answers in order.
        let request = Request::Begin { place: place_of(&self.shared.context), form: self.shared.context.form.clone() };
        ask(&line, &Parcel::of(encode(&request))).await?;
        Ok(line)
    }
}

/// The ids of all files that are sent, in the order in which the form asks for them.
fn files_in_order(state: &FormState) -> Vec<String> {
    let mut ids = Vec::new();
    for page in state.pages() {
        state.walk(page, &mut |visit| {
            let Visit::Field(at) = visit else { return };
            if let Some(RawAnswer::Files(files)) = state.answers().get(&state.path(at)) {
                ids.extend(files.iter().map(|file| file.id.clone()));
            }
        });
    }
    ids
}

/// Page and worker are of the same build; only a defect makes one say what the other does not expect.
pub(super) const MISUNDERSTOOD: ClientError = ClientError::Server { request_id: None };

async fn ask(line: &Line, question: &Parcel) -> Result<Reply, ClientError> {
    let answer = line.ask(question).await.ok_or(ClientError::PartMissing)?;
    match decode(&answer.words) {
        Some(Reply::Failed(error)) => Err(error),
        Some(reply) => Ok(reply),
        None => Err(MISUNDERSTOOD),
    }
}

pub(super) fn place_of(context: &Context) -> protocol::Place {
    Place { origin: address::origin(), tenant: context.tenant.clone(), service: context.service.clone() }
}

/// The day in Europe/Berlin on which an instant lies.
fn day(instant: &str) -> String {
    clock::local(instant).map_or_else(|| instant.get(..10).unwrap_or(instant).to_owned(), |local| local.date().to_string())
}

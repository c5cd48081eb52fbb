//! What page and worker say to each other, as postcard in the words of a parcel. Files and the PDF are luggage: a handle, or a
//! buffer that moves. No answer holds a key; PIN and link are in the answer to the save that made them.

use crate::client::{ClientError, DraftContent};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use vordruck_contract::submissions::Receipt;
use vordruck_form::answers::FileAnswer;
use vordruck_form::compiled::FileKind;
use vordruck_form::validate::ReceivedAnswers;

/// Name of the part that runs the vault.
pub const PART: &str = "sealing_worker";

/// Where an application belongs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Scheme, host and port, for the link.
    pub origin: String,
    /// Tenant id.
    pub tenant: String,
    /// Service id.
    pub service: String,
}

/// What the page asks for.
#[derive(Serialize, Deserialize)]
pub enum Request {
    /// Starts an application with a form (hex64). Sends nothing.
    Begin {
        /// Where it belongs.
        place: Place,
        /// hex64.
        form: String,
    },
    /// Opens a draft: `Reply::Opened`.
    Resume {
        /// Where the link leads.
        place: Place,
        /// The link's fragment.
        fragment: String,
        /// The PIN as typed.
        pin: String,
    },
    /// Takes the file in the luggage: `Reply::Attached` or `Reply::Declined`.
    Attach {
        /// Its name.
        name: String,
        /// What the question accepts.
        accepts: Accepts,
    },
    /// Stores the next piece of an attachment with the draft: `Reply::Stored`.
    Store {
        /// Id of the attachment.
        id: String,
    },
    /// Saves: `Reply::Saved`.
    Save {
        /// What is saved.
        content: DraftContent,
        /// The revision that may be overwritten, if it isn't the one this application stands on.
        over: Option<u64>,
    },
    /// Reads what is stored: `Reply::Opened`.
    Load,
    /// Mails the link: `Reply::Mailed`.
    Mail {
        /// To whom.
        email: String,
        /// BCP 47.
        language: String,
    },
    /// Deletes the draft: `Reply::Done`.
    Delete,
    /// Makes a relay for a telephone: `Reply::Invited`.
    Invite {
        /// Where it belongs.
        place: Place,
        /// What the telephone is told.
        invitation: Invitation,
    },
    /// Looks at the relay and collects a file, which is the answer's luggage: `Reply::Relay`.
    Collect,
    /// Ends the relay: `Reply::Done`.
    EndRelay,
    /// Joins a relay, on the telephone: `Reply::Joined`.
    Join {
        /// Where the link leads.
        place: Place,
        /// The link's fragment.
        fragment: String,
    },
    /// Takes the file in the luggage to be sent through the relay: `Reply::Taken` or `Reply::Declined`.
    Take {
        /// Its name.
        name: String,
    },
    /// Sends the next piece of a file: `Reply::Stored`.
    Send {
        /// What `Reply::Taken` has called it.
        id: String,
    },
    /// Asks which files have not been collected: `Reply::Waiting`.
    Waiting,
    /// Asks whom it will be sealed for: `Reply::Addressed`.
    Address {
        /// The keys the form believes.
        pinned: PinnedRoot,
    },
    /// Seals and sends, with the PDF as luggage: `Reply::Received`.
    Submit {
        /// What is sent.
        answers: ReceivedAnswers,
        /// The keys the form believes.
        pinned: PinnedRoot,
        /// Ids of the attachments in the order of the form.
        files: Vec<String>,
        /// The answers as a destination wants them.
        data: Option<MachineData>,
    },
}

/// The answers in a machine format, for a destination beyond the tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MachineData {
    /// What was written.
    pub text: String,
    /// Its media type.
    pub media_type: String,
    /// The day in Europe/Berlin on which it was, `2026-11-22`.
    pub date: String,
}

/// What a question for files accepts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepts {
    media_types: Vec<String>,
    /// The largest file in bytes, as it is sent.
    pub most_bytes: u64,
}

impl Accepts {
    /// Files of these kinds.
    #[must_use]
    pub fn of(kinds: &[FileKind], most_bytes: u64) -> Self {
        Self { media_types: kinds.iter().map(|kind| kind.media_type().to_owned()).collect(), most_bytes }
    }

    /// Whether files of a kind are accepted as they are.
    #[must_use]
    pub fn has(&self, kind: FileKind) -> bool {
        self.media_types.iter().any(|media_type| media_type == kind.media_type())
    }
}

/// Why a file is not one for the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileFault {
    /// It has no bytes.
    Empty,
    /// Its content is of no accepted kind, whatever its name says, or isn't built as its kind is.
    Kind,
    /// It is too large, and can't be made smaller.
    TooLarge,
    /// A PDF with a password.
    Protected,
    /// A photo of a kind that would have to become a JPEG, which this browser can't do.
    NotConvertible,
}

/// What a telephone is told about what is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// What the files are for: the question's label.
    pub label: String,
    /// What is accepted.
    pub accepts: Accepts,
    /// How many files there may be.
    pub most_files: u32,
}

/// A relay that waits for a telephone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    /// The whole link.
    pub link: String,
    /// The link as a code, drawn as SVG.
    pub code: String,
    /// instant: when it ends.
    pub expires_at: String,
}

/// What is new at a relay.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelayNews {
    /// Whether a telephone has joined.
    pub joined: bool,
    /// Whether a file is on its way.
    pub arriving: bool,
    /// The name of the file that was collected.
    pub file: Option<String>,
    /// Whether something came that can't be opened.
    pub damaged: bool,
}

/// How much of an attachment the server has; told unasked, how much of all that is being saved or sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Sealed bytes there.
    pub stored: u64,
    /// Sealed bytes in all.
    pub of: u64,
}

/// What a compiled form says about its tenant's keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinnedRoot {
    /// hex64: SHA-256 of the root key.
    pub fingerprint: String,
    /// The least sequence number of a manifest.
    pub least_sequence: u64,
}

/// What the worker answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// It is done; there is nothing to say about it.
    Done,
    /// The file as the form sees it.
    Attached(FileAnswer),
    /// The file was not taken.
    Declined(FileFault),
    /// How far an attachment is.
    Stored(Progress),
    /// The relay is there.
    Invited(Invited),
    /// What is new at it.
    Relay(RelayNews),
    /// The telephone has joined.
    Joined(Invitation),
    /// The file is ready to be sent: what it is called from here on, its size in bytes.
    Taken {
        /// Its id.
        id: String,
        /// Its name, which may have changed.
        name: String,
        /// Bytes.
        size: u64,
    },
    /// Ids of the files that have not been collected.
    Waiting(Vec<String>),
    /// It is saved durably.
    Saved(SavedDraft),
    /// What the draft holds.
    Opened(OpenedDraft),
    /// The mail is on its way.
    Mailed {
        /// How many more this draft may send.
        remaining: u32,
    },
    /// In which machine format its destination wants the answers; none: it is for the tenant.
    Addressed(Option<String>),
    /// The application has arrived.
    Received(Receipt),
    /// It was not done.
    Failed(ClientError),
}

/// A saved draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedDraft {
    /// `XXXX-XXXX-XXXX`, with the first save only.
    pub pin: Option<String>,
    /// The whole link.
    pub link: String,
    /// instant: until when it is kept.
    pub expires_at: String,
}

/// An opened draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OpenedDraft {
    /// hex64 of the form it is pinned to.
    pub form: String,
    /// What it holds.
    pub content: DraftContent,
}

impl Place {
    /// The relay link of a fragment.
    #[must_use]
    pub fn relay_link(&self, fragment: &str) -> String {
        [&self.origin, vordruck_contract::paths::relay_page(&self.tenant, &self.service).as_str(), "#", fragment].concat()
    }

    /// The resume link of a fragment, in a language.
    #[must_use]
    pub fn link(&self, language: &str, fragment: &str) -> String {
        let page = vordruck_contract::paths::resume_page_in(&self.tenant, &self.service, language);
        [&self.origin, page.as_str(), "#", fragment].concat()
    }
}

/// Words for a parcel. Empty when they can't be written, which the other end answers with nothing.
#[must_use]
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    postcard::to_allocvec(message).unwrap_or_default()
}

/// The words of a parcel, if they are whole.
#[must_use]
pub fn decode<T: DeserializeOwned>(words: &[u8]) -> Option<T> {
    let (message, rest) = postcard::take_from_bytes(words).ok()?;
    rest.is_empty().then_some(message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use vordruck_form::answers::{AnswerPath, Answers, RawAnswer};

    fn content() -> DraftContent {
        let mut answers = Answers::default();
        answers.set(AnswerPath::of("name"), RawAnswer::Text("Þórbjörg".to_owned()));
        answers.set(AnswerPath::of("geboren"), RawAnswer::Date { day: String::new(), month: "2".to_owned(), year: "1960".to_owned() });
        DraftContent { answers, page: "person".to_owned(), language: "de".to_owned() }
    }

    #[test]
    fn answers_cross_the_line_unchanged() {
        let request = Request::Save { content: content(), over: Some(7) };
        let Some(Request::Save { content: arrived, over }) = decode(&encode(&request)) else { panic!("another request arrived") };
        assert_eq!((arrived, over), (content(), Some(7)));
    }

    #[test]
    fn facts_about_failures_cross_the_line_unchanged() {
        let receipt = Receipt {
            pid: "p".to_owned(),
            reference: "VD-7K3M9-QX2TB".to_owned(),
            digest: "d".to_owned(),
            received_at: "2026-11-22T08:00:00Z".to_owned(),
            retain_until: "2026-12-22T08:00:00Z".to_owned(),
            jws: "j".to_owned(),
        };
        for error in [
            ClientError::Offline,
            ClientError::Throttled { seconds: 90 },
            ClientError::Conflict { current_rev: 3 },
            ClientError::ManifestRefused("expired".to_owned()),
            ClientError::AlreadySubmitted(Box::new(receipt)),
            ClientError::Server { request_id: Some("urn:uuid:1".to_owned()) },
        ] {
            assert_eq!(decode::<Reply>(&encode(&Reply::Failed(error.clone()))), Some(Reply::Failed(error)));
        }
    }

    #[test]
    fn received_answers_cross_the_line_unchanged() {
        let answers = ReceivedAnswers { form: "ab".repeat(32), language: "en".to_owned(), answers: content().answers };
        let pinned = PinnedRoot { fingerprint: "cd".repeat(32), least_sequence: 4 };
        let data = Some(MachineData { text: "{}".to_owned(), media_type: "application/json".to_owned(), date: "2026-11-22".to_owned() });
        let request = Request::Submit { answers: answers.clone(), pinned: pinned.clone(), files: vec!["f".to_owned()], data: data.clone() };
        let Some(Request::Submit { answers: arrived, pinned: root, files, data: written }) = decode(&encode(&request)) else {
            panic!("another request arrived")
        };
        assert_eq!((arrived, root, files, written), (answers, pinned, vec!["f".to_owned()], data));
    }

    #[test]
    fn damaged_words_are_no_message() {
        let mut words = encode(&Reply::Mailed { remaining: 2 });
        words.push(0);
        assert_eq!(decode::<Reply>(&words), None);
        assert_eq!(decode::<Reply>(&[]), None);
        assert_eq!(decode::<Reply>(&[200]), None);
    }

    #[test]
    fn a_link_has_its_secret_behind_the_number_sign() {
        let place =
            Place { origin: "https://a.example".to_owned(), tenant: "musterstadt".to_owned(), service: "bewohnerparken".to_owned() };
        assert_eq!(place.link("de", "v1.x"), "https://a.example/musterstadt/bewohnerparken/weiter#v1.x");
        assert_eq!(place.link("en", "v1.x"), "https://a.example/musterstadt/bewohnerparken/weiter?lang=en#v1.x");
    }
}

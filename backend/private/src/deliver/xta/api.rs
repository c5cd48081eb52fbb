//! The operations of XTA 2.1.1 as requests. In: names, metadata, files. Out: what the server answers, as far as it is needed. Each request is a message of MTOM, which
//! the WSDL's policy demands, over TLS with a certificate on both sides.

use bytes::{Bytes, BytesMut};
use reqwest::{Client, Response, Url};
use roxmltree::{Document, Node};

use super::envelope::{self, ADDRESSING, Answer, AnswerError, OSCI, XTA, child, escaped, is_code, text};
use super::metadata::{Described, Party};
use super::mtom::{self, Part};
use crate::clock::Rng;

/// Most bytes of an answer without files.
const MOST_BYTES: usize = 4 << 20;
/// Most bytes of a message that is fetched.
const MOST_MESSAGE_BYTES: usize = 512 << 20;

/// Why an operation failed.
#[derive(Debug, thiserror::Error)]
pub enum XtaError {
    /// No answer, or a broken one.
    #[error("no answer: {}", crate::silence::cause(.0))]
    Unreachable(reqwest::Error),
    /// A status without an answer of XTA.
    #[error("status {0} instead of an answer")]
    Status(u16),
    /// The answer.
    #[error(transparent)]
    Answer(#[from] AnswerError),
    /// More than we read.
    #[error("the answer is too long")]
    TooLong,
    /// The configuration has no address for this.
    #[error("msg_box_url is not configured")]
    NoMsgBox,
    /// Randomness.
    #[error("no randomness")]
    NoRandomness,
}

/// A file of a message.
#[derive(Clone, PartialEq, Eq)]
pub struct XtaFile {
    /// Name; empty if it came without one.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// Content.
    pub bytes: Bytes,
}

/// A message as it was fetched.
pub struct XtaMessage {
    /// Who wrote what to whom.
    pub described: Described,
    /// The message itself.
    pub message: XtaFile,
    /// What came along.
    pub attachments: Vec<XtaFile>,
}

/// What waits to be fetched.
pub struct StatusList {
    /// As many as were asked for, at most.
    pub messages: Vec<Described>,
    /// How many more there are.
    pub pending: u64,
}

/// How far the transport has come (`MessageStatus`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransportStatus {
    /// 0: under way.
    Open,
    /// 1 and 2: there, without or with warnings.
    Done,
    /// 3: failed.
    Failed,
}

/// A transport report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransportReport {
    /// The message it speaks of.
    pub described: Described,
    /// How far it has come.
    pub status: TransportStatus,
    /// Codes of its errors; their free text is left out.
    pub errors: Vec<String>,
}

/// A server with this party's name.
pub(super) struct Api {
    pub(super) http: Client,
    pub(super) management: Url,
    pub(super) send: Url,
    pub(super) msg_box: Option<Url>,
    pub(super) author: Party,
    pub(super) rng: Rng,
}

impl Api {
    /// Whether the account can be used: no error, then.
    pub(super) async fn check_account_active(&self) -> Result<(), XtaError> {
        let action = "http://www.xta.de/XTA/CheckAccountActive";
        let answer = self.ask(&self.management, action, &self.author.header(), "", Vec::new(), MOST_BYTES).await?;
        opened(&answer, |_, _| Ok(()))
    }

    /// A new name for a message.
    pub(super) async fn create_message_id(&self) -> Result<String, XtaError> {
        let action = "http://www.xta.de/XTA/CreateMessageID";
        let answer = self.ask(&self.management, action, &self.author.header(), "", Vec::new(), MOST_BYTES).await?;
        opened(&answer, |_, body| {
            let id = text(child(body, ADDRESSING, "MessageID"));
            let is_plain = (1..=500).contains(&id.len()) && id.chars().all(|c| c.is_ascii_graphic());
            is_plain.then_some(id).ok_or(AnswerError::Content("no name for a message"))
        })
    }

    /// Sends a message. `metadata` is its header.
    pub(super) async fn send_message(&self, metadata: &str, message: XtaFile, attachments: Vec<XtaFile>) -> Result<(), XtaError> {
        let mut parts = Vec::with_capacity(attachments.len() + 1);
        let mut refer = |element: &str, file: XtaFile| {
            let id = format!("teil-{}@vordruck", parts.len());
            let reference = format!(
                "<x:{element} contentType=\"{}\" filename=\"{}\"><xop:Include href=\"cid:{id}\"/></x:{element}>",
                escaped(&file.media_type),
                escaped(&file.name)
            );
            parts.push(Part { id, media_type: file.media_type, bytes: file.bytes });
            reference
        };
        let message = refer("Message", message);
        let attachments: String = attachments.into_iter().map(|file| refer("Attachment", file)).collect();
        let body = format!(
            "<x:GenericContentContainer xmlns:x=\"{XTA}\" xmlns:xop=\"http://www.w3.org/2004/08/xop/include\"><x:ContentContainer>{message}{attachments}\
             </x:ContentContainer></x:GenericContentContainer>"
        );
        let answer = self.ask(&self.send, "http://www.xta.de/XTA/SendMessage", metadata, &body, parts, MOST_BYTES).await?;
        opened(&answer, |_, _| Ok(()))
    }

    /// What became of a message that was sent.
    pub(super) async fn transport_report(&self, message_id: &str) -> Result<TransportReport, XtaError> {
        let body = format!("<a:MessageID xmlns:a=\"{ADDRESSING}\">{}</a:MessageID>", escaped(message_id));
        let action = "http://www.xta.de/XTA/GetTransportReport";
        let answer = self.ask(&self.management, action, &self.author.header(), &body, Vec::new(), MOST_BYTES).await?;
        opened(&answer, |_, body| {
            let report = child(body, XTA, "TransportReport").ok_or(AnswerError::Content("no report"))?;
            let metadata = child(report, envelope::META, "MessageMetaData").ok_or(AnswerError::Content("a report on nothing"))?;
            let status = child(report, XTA, "MessageStatus").ok_or(AnswerError::Content("a report without status"))?;
            let records = child(status, XTA, "ErrorList").into_iter().flat_map(|list| list.children()).filter(Node::is_element);
            let codes = records.filter_map(|record| child(record, XTA, "Code")).filter_map(|code| code.first_element_child());
            Ok(TransportReport {
                described: Described::read(metadata),
                errors: codes
                    .filter_map(|code| code.text())
                    .map(str::trim)
                    .filter(|code| is_code(code))
                    .take(5)
                    .map(str::to_owned)
                    .collect(),
                status: match text(child(status, XTA, "Status")).as_str() {
                    "0" => TransportStatus::Open,
                    "1" | "2" => TransportStatus::Done,
                    "3" => TransportStatus::Failed,
                    _ => return Err(AnswerError::Content("an unknown status")),
                },
            })
        })
    }

    /// What waits for this party.
    pub(super) async fn status_list(&self, most: u32) -> Result<StatusList, XtaError> {
        let body = format!("<o:MsgBoxStatusListRequest xmlns:o=\"{OSCI}\" maxListItems=\"{}\" ListForm=\"MessageMetaData\"/>", most.max(1));
        let answer = self.ask_msg_box("MsgBoxStatusListRequest", &body, MOST_BYTES).await?;
        opened(&answer, |header, body| {
            let list = child(body, OSCI, "MsgStatusList").ok_or(AnswerError::Content("no list"))?;
            let messages = list.children().filter(|child| child.tag_name().name() == "MessageMetaData").map(Described::read).collect();
            let response = header.and_then(|header| child(header, OSCI, "MsgBoxResponse"));
            let pending = text(response.and_then(|response| child(response, OSCI, "ItemsPending")));
            Ok(StatusList { messages, pending: pending.parse().unwrap_or(0) })
        })
    }

    /// Fetches a message; it waits until it is closed.
    pub(super) async fn message(&self, message_id: &str) -> Result<XtaMessage, XtaError> {
        let id = escaped(message_id);
        let body = format!(
            "<o:MsgBoxFetchRequest xmlns:o=\"{OSCI}\"><o:MsgSelector><a:MessageID xmlns:a=\"{ADDRESSING}\">{id}</a:MessageID></o:MsgSelector>\
             </o:MsgBoxFetchRequest>"
        );
        let answer = self.ask_msg_box("MsgBoxFetchRequest", &body, MOST_MESSAGE_BYTES).await?;
        opened(&answer, |header, body| {
            let metadata = header.and_then(|header| child(header, envelope::META, "MessageMetaData"));
            let container = child(body, XTA, "GenericContentContainer").ok_or(AnswerError::Content("no message"))?;
            let content =
                child(container, XTA, "ContentContainer").ok_or(AnswerError::Content("an encrypted message, which we cannot open"))?;
            let file = |element: Node<'_, '_>| {
                let attribute = |name: &str| element.attribute(name).unwrap_or_default().to_owned();
                Ok(XtaFile { name: attribute("filename"), media_type: attribute("contentType"), bytes: answer.binary(element)? })
            };
            let attachments = content.children().filter(|child| child.tag_name().name() == "Attachment");
            Ok(XtaMessage {
                described: metadata.map(Described::read).ok_or(AnswerError::Content("a message without metadata"))?,
                message: file(child(content, XTA, "Message").ok_or(AnswerError::Content("no message"))?)?,
                attachments: attachments.map(file).collect::<Result<_, AnswerError>>()?,
            })
        })
    }

    /// Says that a message is durably here: it does not wait any longer.
    pub(super) async fn close(&self, message_id: &str) -> Result<(), XtaError> {
        let id = escaped(message_id);
        let body = format!(
            "<o:MsgBoxCloseRequest xmlns:o=\"{OSCI}\" MsgBoxRequestID=\"1\"><o:LastMsgReceived>{id}</o:LastMsgReceived></o:MsgBoxCloseRequest>"
        );
        let answer = self.ask_msg_box("MsgBoxCloseRequest", &body, MOST_BYTES).await?;
        opened(&answer, |_, _| Ok(()))
    }

    async fn ask_msg_box(&self, what: &str, body: &str, most: usize) -> Result<Answer, XtaError> {
        let action = format!("{OSCI}/urn/messageTypes/{what}");
        self.ask(self.msg_box.as_ref().ok_or(XtaError::NoMsgBox)?, &action, &self.author.header(), body, Vec::new(), most).await
    }

    async fn ask(&self, to: &Url, action: &str, header: &str, body: &str, parts: Vec<Part>, most: usize) -> Result<Answer, XtaError> {
        let uuid = || self.rng.uuid().map_err(|_| XtaError::NoRandomness);
        let envelope = envelope::write(action, to.as_str(), &uuid()?, header, body);
        let media_type = format!("application/xop+xml; charset=UTF-8; type=\"application/soap+xml; action=\\\"{action}\\\"\"");
        let root = Part { id: "nachricht@vordruck".to_owned(), media_type, bytes: envelope.into() };
        let parts: Vec<Part> = std::iter::once(root).chain(parts).collect();
        let (content_type, body) = mtom::write(&parts, &format!("vordruck-{}", uuid()?), action);
        // SOAP 1.2 has the action in the media type; servers built for both versions look for the header of 1.1 as well.
        let request = self.http.post(to.clone()).header("content-type", content_type).header("soapaction", format!("\"{action}\""));
        read(request.body(body).send().await.map_err(unreachable)?, most).await
    }
}

async fn read(mut response: Response, most: usize) -> Result<Answer, XtaError> {
    let status = response.status();
    let content_type = response.headers().get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let mut bytes = BytesMut::new();
    while let Some(piece) = response.chunk().await.map_err(unreachable)? {
        if bytes.len() + piece.len() > most {
            return Err(XtaError::TooLong);
        }
        bytes.extend_from_slice(&piece);
    }
    let answer = Answer::read(&content_type, bytes.freeze());
    if status.is_success() {
        return Ok(answer?);
    }
    // Faults come with 400 or 500 (SOAP 1.2 part 2, table 20); what else comes with those is a proxy's.
    match answer.and_then(|answer| fault(&answer)) {
        Ok(Some(fault)) => Err(AnswerError::Fault(fault).into()),
        _ => Err(XtaError::Status(status.as_u16())),
    }
}

fn fault(answer: &Answer) -> Result<Option<envelope::Fault>, AnswerError> {
    match envelope::open(&answer.document()?) {
        Err(AnswerError::Fault(fault)) => Ok(Some(fault)),
        _ => Ok(None),
    }
}

/// Opens an envelope and reads from header and body.
fn opened<T>(answer: &Answer, read: impl FnOnce(Option<Node<'_, '_>>, Node<'_, '_>) -> Result<T, AnswerError>) -> Result<T, XtaError> {
    let document: Document<'_> = answer.document()?;
    let (header, body) = envelope::open(&document)?;
    Ok(read(header, body)?)
}

fn unreachable(error: reqwest::Error) -> XtaError {
    XtaError::Unreachable(error.without_url())
}

//! SOAP 1.2 envelopes with WS-Addressing, as the WSDL of XTA 2.1.1 asks for them. In: an action, XML for header and body. Out: an envelope; from an answer its
//! body, or the fault it reports. Faults are told by name and number: their free text is nobody's promise and may repeat content.

use std::borrow::Cow;

use bytes::Bytes;
use roxmltree::{Document, Node};

use super::mtom::{self, MtomError, Part};

pub(super) const XTA: &str = "http://xoev.de/transport/xta/211";
pub(super) const META: &str = "http://www.osci.eu/ws/2014/10/transport";
pub(super) const OSCI: &str = "http://www.osci.eu/ws/2008/05/transport";
pub(super) const ADDRESSING: &str = "http://www.w3.org/2005/08/addressing";
const SOAP: &str = "http://www.w3.org/2003/05/soap-envelope";

/// Why an answer is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// The other side refuses, and says why.
    #[error("{0}")]
    Fault(Fault),
    /// The parts of the message.
    #[error("the answer cannot be read: {0}")]
    Parts(&'static str),
    /// The XML.
    #[error("the answer is not what XTA promises: {0}")]
    Content(&'static str),
}

/// What an XTA server reports instead of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which of the WSDL's exceptions.
    pub kind: FaultKind,
    /// Four digits of the code list `urn:de:xta:webservice:codeliste:fehlernummer`; empty if there are none.
    pub code: String,
}

/// The exceptions of the WSDL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// Account, certificate, or what the account may do.
    PermissionDenied,
    /// Something in the metadata.
    ParameterIsNotValid,
    /// The message does not fit its schema or service profile.
    MessageSchemaViolation,
    /// Malware was found.
    MessageVirusDetection,
    /// Nothing of that name.
    InvalidMessageId,
    /// The service is offered synchronously only, or asynchronously only.
    SyncAsync,
    /// The server or what it depends on.
    TechnicalProblem,
    /// None of these.
    Other,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.kind)?;
        if self.code.is_empty() { Ok(()) } else { write!(f, " ({})", self.code) }
    }
}

impl From<MtomError> for AnswerError {
    fn from(error: MtomError) -> Self {
        Self::Parts(match error {
            MtomError::NoBoundary => "no boundary",
            MtomError::Truncated => "it ends in the middle",
            MtomError::NoHead | MtomError::Encoded => "a part is malformed",
            MtomError::TooMany => "too many parts",
            MtomError::NoRoot => "no envelope",
        })
    }
}

/// An envelope to send. `id` is a UUID.
pub(super) fn write(action: &str, to: &str, id: &str, header: &str, body: &str) -> String {
    let to = escaped(to);
    format!(
        "<soap:Envelope xmlns:soap=\"{SOAP}\" xmlns:wsa=\"{ADDRESSING}\"><soap:Header><wsa:Action>{action}</wsa:Action>\
         <wsa:MessageID>urn:uuid:{id}</wsa:MessageID><wsa:To>{to}</wsa:To>\
         <wsa:ReplyTo><wsa:Address>{ADDRESSING}/anonymous</wsa:Address></wsa:ReplyTo>{header}</soap:Header><soap:Body>{body}</soap:Body></soap:Envelope>"
    )
}

/// Text for an element or an attribute.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    quick_xml::escape::escape(text)
}

/// An answer, parts and all.
pub(super) struct Answer {
    envelope: String,
    parts: Vec<Part>,
}

impl Answer {
    /// Reads an answer: an envelope alone, or with parts.
    pub(super) fn read(content_type: &str, body: Bytes) -> Result<Self, AnswerError> {
        let is_multipart = content_type.trim_start().to_ascii_lowercase().starts_with("multipart/related");
        let (envelope, parts) = if is_multipart {
            let mut parts = mtom::read(content_type, &body)?.into_iter();
            (parts.next().ok_or(MtomError::NoRoot)?.bytes, parts.collect())
        } else {
            (body, Vec::new())
        };
        let envelope = String::from_utf8(envelope.to_vec()).map_err(|_| AnswerError::Content("no UTF-8"))?;
        Ok(Self { envelope, parts })
    }

    /// The envelope. A document type is refused: it could define entities.
    pub(super) fn document(&self) -> Result<Document<'_>, AnswerError> {
        Document::parse(&self.envelope).map_err(|_| AnswerError::Content("no XML"))
    }

    /// What an element of `ContentType` holds: a part it refers to, or Base64.
    pub(super) fn binary(&self, element: Node<'_, '_>) -> Result<Bytes, AnswerError> {
        use base64ct::{Base64, Encoding as _};
        if let Some(include) = element.children().find(|child| child.tag_name().name() == "Include") {
            let id = include.attribute("href").and_then(mtom::id_of).ok_or(AnswerError::Content("a reference leads nowhere"))?;
            let part = self.parts.iter().find(|part| part.id == id).ok_or(AnswerError::Content("a part is missing"))?;
            return Ok(part.bytes.clone());
        }
        let text: String = element.text().unwrap_or_default().split_ascii_whitespace().collect();
        Base64::decode_vec(&text).map(Bytes::from).map_err(|_| AnswerError::Content("no Base64"))
    }
}

/// Header and body of an envelope; a fault is an error.
pub(super) fn open<'a, 'i>(document: &'a Document<'i>) -> Result<(Option<Node<'a, 'i>>, Node<'a, 'i>), AnswerError> {
    let envelope = document.root_element();
    if envelope.tag_name().name() != "Envelope" || envelope.tag_name().namespace() != Some(SOAP) {
        return Err(AnswerError::Content("no SOAP 1.2"));
    }
    let body = child(envelope, SOAP, "Body").ok_or(AnswerError::Content("no body"))?;
    if let Some(fault) = child(body, SOAP, "Fault") {
        return Err(AnswerError::Fault(read_fault(fault)));
    }
    Ok((child(envelope, SOAP, "Header"), body))
}

fn read_fault(fault: Node<'_, '_>) -> Fault {
    let exception = child(fault, SOAP, "Detail").and_then(|detail| detail.first_element_child());
    let kind = match exception.map(|exception| exception.tag_name().name()) {
        Some("PermissionDeniedException") => FaultKind::PermissionDenied,
        Some("ParameterIsNotValidException") => FaultKind::ParameterIsNotValid,
        Some("MessageSchemaViolationException") => FaultKind::MessageSchemaViolation,
        Some("MessageVirusDetectionException") => FaultKind::MessageVirusDetection,
        Some("InvalidMessageIDException") => FaultKind::InvalidMessageId,
        Some("SyncAsyncException") => FaultKind::SyncAsync,
        Some("XTAWSTechnicalProblemException") => FaultKind::TechnicalProblem,
        _ => FaultKind::Other,
    };
    let code = exception.and_then(|exception| exception.descendants().find(|node| node.tag_name().name() == "code"));
    let code = code.and_then(|code| code.text()).unwrap_or_default().trim();
    Fault { kind, code: if is_code(code) { code.to_owned() } else { String::new() } }
}

/// Whether a text is a number of a code list, and nothing that could say more.
pub(super) fn is_code(text: &str) -> bool {
    (1..=20).contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c))
}

/// A child by namespace and name.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, namespace: &str, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| child.tag_name().name() == name && child.tag_name().namespace() == Some(namespace))
}

/// The text of an element, without white space around it.
pub(super) fn text(node: Option<Node<'_, '_>>) -> String {
    node.and_then(|node| node.text()).unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(detail: &str) -> Result<(), AnswerError> {
        let body =
            format!("<soap:Fault><soap:Reason><soap:Text>Bello</soap:Text></soap:Reason><soap:Detail>{detail}</soap:Detail></soap:Fault>");
        let envelope = write("urn:a", "https://x/?a=1&b=2", "u", "", &body);
        let answer = Answer::read("application/soap+xml", Bytes::from(envelope)).unwrap();
        let document = answer.document().unwrap();
        open(&document).map(drop)
    }

    #[test]
    fn a_fault_is_told_by_name_and_number_and_by_nothing_else() {
        let detail = "<x:ParameterIsNotValidException xmlns:x='http://xoev.de/transport/xta/211'><x:errorCode><code>9024</code>\
                      <name>MessageID ist bereits vergeben.</name></x:errorCode></x:ParameterIsNotValidException>";
        let Err(AnswerError::Fault(known)) = fault(detail) else { panic!() };
        assert_eq!((known.kind, known.to_string().as_str()), (FaultKind::ParameterIsNotValid, "ParameterIsNotValid (9024)"));
        for detail in ["", "<a/>", "<a><code>Bello wohnt in der Lindenallee</code></a>"] {
            let Err(AnswerError::Fault(unknown)) = fault(detail) else { panic!() };
            assert_eq!(unknown.to_string(), "Other");
        }
    }

    #[test]
    fn what_is_no_envelope_is_refused() {
        let read = |text: &str| {
            let answer = Answer::read("text/xml", Bytes::copy_from_slice(text.as_bytes()))?;
            let document = answer.document()?;
            open(&document).map(drop)
        };
        let bomb = format!("<!DOCTYPE x [<!ENTITY a \"b\">]>{}", write("a", "b", "c", "", "&a;"));
        let soap_11 = write("a", "b", "c", "", "").replace("2003/05", "2001/12");
        for text in ["", "<html/>", "Bad Gateway", &bomb, &soap_11, &"<a>".repeat(100_000)] {
            assert!(matches!(read(text), Err(AnswerError::Content(_))), "{}", text.get(..30).unwrap_or(text));
        }
        assert!(matches!(Answer::read("multipart/related", Bytes::new()), Err(AnswerError::Parts(_))));
        assert_eq!(read(&write("a", "b", "c", "", "")), Ok(()));
    }
}

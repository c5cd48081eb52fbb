//! The channel to an XTA server (KoSIT, XTA 2.1.1), which takes messages to authorities, over OSCI if need be. In: a delivery. Out: `Transferred` once the server has the
//! message, `Confirmed` once its transport report says that the message is there. The same account fetches what others send (`Mailbox`).

mod api;
mod envelope;
mod mailbox;
mod message;
mod metadata;
mod mtom;
mod setup;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use bytes::Bytes;
use serde::{Deserialize, Serialize};

pub use api::{StatusList, TransportReport, TransportStatus, XtaError, XtaFile, XtaMessage};
pub use envelope::{AnswerError, Fault, FaultKind};
pub use mailbox::Mailbox;
pub use metadata::{Described, Party};

use super::content::Content;
use super::{Channel, ChannelError, Delivery, Handed, Trace, manifest};
use crate::clock::{Clock, UnixSeconds};
use crate::failpoint;
use crate::reading::ExportFormat;
use api::Api;
use message::Header;
use metadata::{Code, Metadata};

/// Number of the error that says that a message of this name is there already.
const KNOWN_MESSAGE: &str = "9024";

/// An XTA server as a channel.
pub(crate) struct Xta {
    name: String,
    api: Api,
    content: Content,
    clock: Arc<dyn Clock>,
    reader: Party,
    service: String,
    scenario: Code,
    message_type: Option<Code>,
    has_header: bool,
    is_test: bool,
    /// Whether the server has said of this account that it can be used.
    is_active: AtomicBool,
}

/// What has to be known after a crash.
#[derive(Serialize, Deserialize)]
struct Order {
    message_id: String,
    created_at: UnixSeconds,
}

impl Xta {
    /// The account, asked once and again after the server has denied something.
    async fn check_account(&self) -> Result<(), XtaError> {
        if !self.is_active.load(Ordering::Relaxed) {
            self.api.check_account_active().await?;
            self.is_active.store(true, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Whether the server has the message. Another message's report, or none, is no.
    async fn is_there(&self, order: &Order) -> bool {
        let report = self.api.transport_report(&order.message_id).await;
        report.is_ok_and(|report| self.is_about(&report, order))
    }

    fn is_about(&self, report: &TransportReport, order: &Order) -> bool {
        report.described.message_id == order.message_id && report.described.reader.identifier == self.reader.identifier
    }

    async fn send(&self, delivery: &Delivery, order: &Order) -> Result<(), ChannelError> {
        let mut files = manifest::files(delivery, &self.content).await?;
        let answers = files.remove(0);
        let schema_uri = self.content.schema_uri.as_deref().unwrap_or_default();
        let (message, root, schema) = if self.has_header {
            // What stands in `vorgang.json`, the message says itself.
            files.pop();
            let header =
                Header { author: &self.api.author, reader: &self.reader, created_at: order.created_at, schema_uri, is_test: self.is_test };
            let bytes = message::write(&header, delivery, &answers.bytes, &files).ok_or(ChannelError::NotWritten)?;
            let message = XtaFile { name: "nachricht.xml".to_owned(), media_type: "application/xml".to_owned(), bytes: bytes.into() };
            (message, message::ROOT.to_owned(), message::NAMESPACE)
        } else {
            let root = root_of(&answers.bytes).ok_or(ChannelError::NotWritten)?;
            (file(answers), root, schema_uri)
        };
        let by_root = Code { code: root, list_uri: "urn:de:payloadSchema:elementName".to_owned(), list_version: "1.0".to_owned() };
        let metadata = Metadata {
            message_id: &order.message_id,
            author: &self.api.author,
            reader: &self.reader,
            service: &self.service,
            scenario: &self.scenario,
            message_type: self.message_type.as_ref().unwrap_or(&by_root),
            payload_schema: schema,
            origin: order.created_at,
            is_test: self.is_test,
        };
        let sent = self.api.send_message(&metadata.header(), message, files.into_iter().map(file).collect()).await;
        match sent {
            // An earlier request arrived, and its answer was lost.
            Err(XtaError::Answer(AnswerError::Fault(fault))) if fault.code == KNOWN_MESSAGE => Ok(()),
            other => other.map_err(|error| self.refusal(error)),
        }
    }

    /// What an error means for a delivery.
    fn refusal(&self, error: XtaError) -> ChannelError {
        let text = format!("XTA: {error}");
        let XtaError::Answer(AnswerError::Fault(fault)) = error else { return ChannelError::NotNow(text) };
        if fault.kind == FaultKind::PermissionDenied {
            self.is_active.store(false, Ordering::Relaxed);
        }
        match fault.kind {
            FaultKind::ParameterIsNotValid
            | FaultKind::MessageSchemaViolation
            | FaultKind::MessageVirusDetection
            | FaultKind::SyncAsync => ChannelError::Refused(text),
            FaultKind::PermissionDenied | FaultKind::InvalidMessageId | FaultKind::TechnicalProblem | FaultKind::Other => {
                ChannelError::NotNow(text)
            }
        }
    }
}

#[async_trait]
impl Channel for Xta {
    fn name(&self) -> &str {
        &self.name
    }

    fn exports(&self) -> Vec<ExportFormat> {
        vec![self.content.format]
    }

    async fn deliver(&self, delivery: &Delivery, trace: &mut Trace) -> Result<Handed, ChannelError> {
        self.check_account().await.map_err(|error| self.refusal(error))?;
        let order = match read(trace) {
            Some(order) => {
                if self.is_there(&order).await {
                    return Ok(Handed::Transferred);
                }
                order
            }
            None => {
                let message_id = self.api.create_message_id().await.map_err(|error| self.refusal(error))?;
                let order = Order { message_id, created_at: self.clock.now() };
                failpoint::reach("numbered-unwritten");
                // Before anything is sent: sent twice, it has one name.
                trace.note(&serde_json::to_string(&order).map_err(|_| ChannelError::NotWritten)?).await?;
                failpoint::reach("numbered");
                order
            }
        };
        self.send(delivery, &order).await?;
        tracing::info!(pid = %delivery.pid, message = order.message_id, "sent through XTA");
        Ok(Handed::Transferred)
    }

    async fn follow_up(&self, _: &Delivery, trace: &mut Trace) -> Result<Handed, ChannelError> {
        let order = read(trace).ok_or_else(|| ChannelError::NotNow("it is not known which message it was".to_owned()))?;
        let report = self.api.transport_report(&order.message_id).await.map_err(|error| match self.refusal(error) {
            // Nothing is refused by not reporting.
            ChannelError::Refused(text) => ChannelError::NotNow(text),
            other => other,
        })?;
        if !self.is_about(&report, &order) {
            return Err(ChannelError::NotNow("XTA: the report is about another message".to_owned()));
        }
        match report.status {
            TransportStatus::Open => Ok(Handed::Transferred),
            TransportStatus::Done => Ok(Handed::Confirmed),
            TransportStatus::Failed => Err(ChannelError::Refused(format!("XTA: the transport failed ({})", report.errors.join(", ")))),
        }
    }
}

fn file(dropped: manifest::Dropped<'_>) -> XtaFile {
    XtaFile { name: dropped.name, media_type: dropped.media_type, bytes: Bytes::from(dropped.bytes.into_owned()) }
}

fn root_of(xml: &[u8]) -> Option<String> {
    let document = roxmltree::Document::parse(std::str::from_utf8(xml).ok()?).ok()?;
    Some(document.root_element().tag_name().name().to_owned())
}

fn read(trace: &Trace) -> Option<Order> {
    trace.text().and_then(|text| serde_json::from_str(text).ok())
}

//! The channel to a destination of FIT-Connect (FITKO, Submission API v2): metadata, data and each attachment sealed for the destination's key as JWE of its own, here
//! or by the applicant's browser already (then they are passed on unread), submitted once, then the event log asked until the destination accepts or rejects. In: a delivery. Out: `Transferred` once it is
//! submitted, `Confirmed` once an accept event verifies and names what was sent. The delivery service deletes then, and so do we.

mod ceremony;
mod metadata;
mod routing;
mod sending;

pub use ceremony::{DestinationFault, Destinations, fetch_destinations};

use std::sync::Arc;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use vordruck_envelope::keys::{Destination, KeyEntry};
use vordruck_form::answers::{AnswerPath, RawAnswer};
use vordruck_form::validate::ReceivedAnswers;

use super::content::{Content, parcel, uploads};
use super::{Channel, ChannelError, Delivery, Handed, Parcel, SetupError, Trace};
use crate::clock::{Clock, Rng, unsigned};
use crate::config::FitConnectConfig;
use crate::failpoint;
use crate::fit_connect::set::{Claimed, Event};
use crate::fit_connect::{Tags, jwe, key};
use crate::reading::{ExportFormat, ForDestination};
use sending::Api;

/// A destination of FIT-Connect as a channel.
pub(crate) struct FitConnect {
    name: String,
    api: Api,
    content: Content,
    trust: key::Trust,
    reply_email_field: Option<String>,
    clock: Arc<dyn Clock>,
    rng: Rng,
}

/// What has to be known after a crash.
#[derive(Serialize, Deserialize)]
struct Sent {
    destination: String,
    submission: String,
    case: String,
    tags: Tags,
}

impl FitConnect {
    pub(crate) fn from_config(name: String, config: &FitConnectConfig, clock: Arc<dyn Clock>, rng: Rng) -> Result<Self, SetupError> {
        let content = Content::from_config(&config.content)?;
        if content.schema_uri.is_none() {
            return Err(SetupError::Value("FIT-Connect needs content.schema_uri"));
        }
        let trust = key::Trust::from_config(config.trusted_roots.as_deref(), config.test_environment, &config.submission_url)?;
        let reply_email_field = config.reply_email_field.clone();
        Ok(Self { name, api: Api::from_config(config)?, content, trust, reply_email_field, clock, rng })
    }

    /// Seals and submits; the trace knows of the submission before anything of it is sent.
    async fn submit(&self, delivery: &Delivery, trace: &mut Trace) -> Result<Handed, ChannelError> {
        let token = self.api.token(self.clock.now()).await?;
        let destination = self.api.destination(&token).await?;
        let jwk = self.api.connection.key(&token, &destination.id, &destination.encryption_kid).await?;
        let key = key::encryption_key(&jwk, &self.trust, self.clock.now())?;

        let answers = self.content.answers(delivery).await?;
        let pdf = &parcel(delivery)?.pdf;
        let mut attached = Vec::new();
        if !pdf.is_empty() {
            attached.push(metadata::Attached::form(self.rng.uuid().map_err(no_randomness)?, pdf));
        }
        for file in uploads(delivery)? {
            attached.push(metadata::Attached::upload(self.rng.uuid().map_err(no_randomness)?, file));
        }
        let reply_to = if destination.takes_e_mail { self.reply_address(delivery) } else { None };
        let schema_uri = self.content.schema_uri.as_deref().unwrap_or_default();
        let metadata = metadata::write(&metadata::Sending {
            delivery,
            data: answers,
            schema_uri,
            media_type: self.content.format.media_type(),
            attached: &attached,
            reply_to: reply_to.as_deref(),
        })?;
        let seal = |bytes: &[u8], media_type: &str| key.seal(bytes, media_type, &self.rng);
        let sealed_metadata = seal(&metadata, "application/json")?;
        let sealed_data = seal(answers, self.content.format.media_type())?;
        let mut sealed = Vec::with_capacity(attached.len());
        for metadata::Attached { described, bytes } in &attached {
            sealed.push((described.attachment_id.clone(), seal(bytes, &described.mime_type)?));
        }

        let sealed = ForDestination { kid: key.kid, metadata: sealed_metadata, data: sealed_data, attachments: sealed };
        self.send(&token, destination.id, &sealed, delivery, trace).await
    }

    /// Passes on what the applicant's browser has sealed. The key it was sealed for has to be the destination's own and to pass every check today, too: it may have
    /// been followed by another since the manifest was signed that the browser believed, or its certificate may be over.
    async fn pass_on(&self, sealed: &ForDestination, delivery: &Delivery, trace: &mut Trace) -> Result<Handed, ChannelError> {
        let token = self.api.token(self.clock.now()).await?;
        let destination = self.api.destination(&token).await?;
        let jwk = self.api.connection.key(&token, &destination.id, &sealed.kid).await?;
        key::encryption_key(&jwk, &self.trust, self.clock.now())?;
        self.send(&token, destination.id, sealed, delivery, trace).await
    }

    /// Announces, uploads, submits.
    async fn send(
        &self,
        token: &str,
        destination: String,
        sealed: &ForDestination,
        delivery: &Delivery,
        trace: &mut Trace,
    ) -> Result<Handed, ChannelError> {
        let ids: Vec<&str> = sealed.attachments.iter().map(|(id, _)| id.as_str()).collect();
        let created = self.api.create(token, &destination, &ids).await?;
        let sent = Sent {
            destination,
            submission: created.submission,
            case: created.case,
            tags: Tags {
                metadata: jwe::tag(&sealed.metadata),
                data: jwe::tag(&sealed.data),
                attachments: sealed.attachments.iter().map(|(id, jwe)| (id.clone(), jwe::tag(jwe))).collect(),
            },
        };
        failpoint::reach("created-unwritten");
        trace.note(&serde_json::to_string(&sent).map_err(|_| ChannelError::NotWritten)?).await?;
        failpoint::reach("created");
        for (id, jwe) in &sealed.attachments {
            self.api.put_attachment(token, &sent.submission, id, jwe.clone()).await?;
        }
        failpoint::reach("attached");
        self.api.submit(token, &sent.submission, &sealed.metadata, &sealed.data).await?;
        tracing::info!(pid = %delivery.pid, submission = sent.submission, "submitted to FIT-Connect");
        Ok(Handed::Transferred)
    }

    /// The destination with its key, checked, as a key manifest names it for a service; and how long the key holds.
    pub(crate) async fn named_key(&self, service: &str) -> Result<(Destination, KeyEntry), ChannelError> {
        let now = self.clock.now();
        let token = self.api.token(now).await?;
        let destination = self.api.destination(&token).await?;
        let jwk = self.api.connection.key(&token, &destination.id, &destination.encryption_kid).await?;
        let key = key::encryption_key(&jwk, &self.trust, now)?;
        let entry = KeyEntry::of_destination(&key.modulus, unsigned(now), unsigned(key::holds_until(&jwk, &self.trust, now)));
        let named = Destination {
            service: service.to_owned(),
            id: destination.id,
            kid: key.kid,
            key: entry.kid,
            format: self.content.format.name().to_owned(),
            schema_uri: self.content.schema_uri.clone().unwrap_or_default(),
            reply_email_field: self.reply_email_field.clone().filter(|_| destination.takes_e_mail),
        };
        Ok((named, entry))
    }

    /// Where the applicant wants to be answered, if the form asked for it.
    fn reply_address(&self, delivery: &Delivery) -> Option<String> {
        let field = self.reply_email_field.as_deref()?;
        let received: ReceivedAnswers = serde_json::from_slice(&parcel(delivery).ok()?.answers).ok()?;
        match received.answers.get(&AnswerPath::of(field))? {
            RawAnswer::Text(text) if text.contains('@') => Some(text.trim().to_owned()),
            _ => None,
        }
    }

    /// The verified events of a submission, oldest first.
    async fn events(&self, sent: &Sent) -> Result<Vec<Event>, ChannelError> {
        let connection = &self.api.connection;
        let token = connection.token(self.clock.now()).await?;
        let mut events = Vec::new();
        for jws in connection.events(&token, &sent.submission).await? {
            let claimed = Claimed::read(&jws)?;
            let key = claimed.key(connection, &token, &sent.destination, &self.trust, self.clock.now()).await?;
            events.push(claimed.verify(&key, &sent.destination, &sent.submission, &sent.case)?);
        }
        Ok(events)
    }
}

#[async_trait]
impl Channel for FitConnect {
    fn name(&self) -> &str {
        &self.name
    }

    fn exports(&self) -> Vec<ExportFormat> {
        vec![self.content.format]
    }

    async fn deliver(&self, delivery: &Delivery, trace: &mut Trace) -> Result<Handed, ChannelError> {
        // A submission that was begun: if the answer to its last request was lost, it is there. What was never submitted, nobody sees.
        if let Some(sent) = read(trace)
            && self.events(&sent).await?.iter().any(|event| matches!(event, Event::Submitted { .. }))
        {
            return Ok(Handed::Transferred);
        }
        match &delivery.parcel {
            Parcel::ForDestination(sealed) => self.pass_on(sealed, delivery, trace).await,
            _ => self.submit(delivery, trace).await,
        }
    }

    fn passes_on(&self) -> bool {
        true
    }

    async fn follow_up(&self, _: &Delivery, trace: &mut Trace) -> Result<Handed, ChannelError> {
        let sent = read(trace).ok_or_else(|| ChannelError::NotNow("it is not known which submission it was".to_owned()))?;
        for event in self.events(&sent).await? {
            match event {
                Event::Accepted { tags, is_destination: true } if tags == sent.tags => return Ok(Handed::Confirmed),
                Event::Accepted { .. } => return Err(ChannelError::NotNow("something else was accepted than was sent".to_owned())),
                Event::Rejected { problems, .. } => return Err(ChannelError::Refused(format!("rejected: {problems}"))),
                Event::Deleted => return Err(ChannelError::Refused("deleted before it was accepted".to_owned())),
                Event::Submitted { .. } | Event::Other => {}
            }
        }
        Ok(Handed::Transferred)
    }
}

fn read(trace: &Trace) -> Option<Sent> {
    trace.text().and_then(|text| serde_json::from_str(text).ok())
}

fn no_randomness(_: vordruck_envelope::EntropyError) -> ChannelError {
    ChannelError::NotNow("no randomness".to_owned())
}

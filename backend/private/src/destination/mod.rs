//! A destination of one's own: what others submit over FIT-Connect is fetched, checked, delivered and answered with a signed event (a "subscriber" in FITKO's
//! words). In: what the delivery service has for the destination. Out: deliveries as from a form of one's own, or a rejection that says why. The answer
//! follows the durable delivery; a crash repeats a step, and delivering twice leaves one.

mod examine;
mod keys;
mod service;

pub use keys::{DestinationKeyError, DestinationKeys, PrivateKeyError};

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, watch};
use vordruck_contract::postbox::Alarm;

use crate::alarms::Alarms;
use crate::clock::{Clock, Rng, UnixSeconds};
use crate::config::{ContentConfig, DestinationConfig};
use crate::deliver::content::{self, Content};
use crate::deliver::{ChannelError, Channels, SetupError};
use crate::failpoint;
use crate::fit_connect::key::Trust;
use crate::fit_connect::set::{About, Answer, Claimed, Event};
use crate::reading::Reader;
use crate::scan::Scanner;
use crate::store::receptions::{NewReception, Outcome, Reception};
use crate::store::{Store, StoreError};
use crate::transfer::{backoff, hand_over};
use examine::Verdict;
use service::{Service, Waiting};

/// Seconds before a submission that could not be worked on is tried again the first time, and at most.
const RETRY: (i64, i64) = (60, 3_600);

/// What destinations share.
#[derive(Clone)]
pub(crate) struct Surroundings {
    pub(crate) store: Store,
    pub(crate) channels: Arc<Channels>,
    pub(crate) scanner: Arc<dyn Scanner>,
    /// Reads the JSON of strangers.
    pub(crate) reader: Arc<dyn Reader>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) rng: Rng,
    pub(crate) alarms: Alarms,
}

/// A destination.
pub(crate) struct Destination {
    tenant: String,
    name: String,
    config: DestinationConfig,
    service: Service,
    keys: Vec<DestinationKeys>,
    accepts: Vec<Accepted>,
    /// A JSON Schema.
    metadata: Option<Arc<Vec<u8>>>,
    around: Surroundings,
    /// Told when something is new.
    news: Arc<Notify>,
}

/// Data that are accepted.
struct Accepted {
    content: Content,
    /// The schema, if they are JSON: they are held against it where they are read.
    schema: Option<Arc<Vec<u8>>>,
}

/// Why a submission was not worked off.
enum Setback {
    /// It is tried again.
    NotNow(String),
    /// The delivery service has it no more.
    Gone(String),
    Store(StoreError),
}

impl Destination {
    pub(crate) fn from_config(
        tenant: &str,
        name: &str,
        config: &DestinationConfig,
        keys: Vec<DestinationKeys>,
        around: Surroundings,
    ) -> Result<Self, SetupError> {
        if keys.is_empty() {
            return Err(SetupError::Value("a destination needs key_files"));
        }
        if !vordruck_contract::formats::is_uuid4(&config.destination_id) {
            return Err(SetupError::Value("destination_id is no UUID"));
        }
        if config.accepts.is_empty() || config.accepts.iter().any(|content| content.schema_uri.is_none()) {
            return Err(SetupError::Value("a destination needs accepts, each with its schema_uri"));
        }
        if config.accepts.iter().any(|content| !content.format.is_json() && content.schema.is_none()) {
            return Err(SetupError::Value("a destination that accepts XML needs its schema: they are read for nothing else"));
        }
        let accepts = config.accepts.iter().map(Accepted::from_config).collect::<Result<_, _>>()?;
        let metadata = config.metadata_schema.as_deref().map(content::json_schema).transpose()?;
        let service = Service::from_config(config)?;
        Ok(Self {
            tenant: tenant.to_owned(),
            name: name.to_owned(),
            config: config.clone(),
            service,
            keys,
            accepts,
            metadata,
            around,
            news: Arc::default(),
        })
    }

    /// Asks until told to stop.
    pub(crate) async fn run(self: Arc<Self>, mut stop: watch::Receiver<bool>) {
        let mut pause = tokio::time::interval(Duration::from_secs(self.config.poll_seconds.max(5)));
        while !*stop.borrow() {
            tokio::select! {
                _ = stop.changed() => return,
                _ = pause.tick() => {}
                () = self.news.notified() => {}
            }
            tokio::select! {
                _ = stop.changed() => return,
                worked = self.round() => if let Err(error) = worked {
                    tracing::error!(tenant = self.tenant, destination = self.name, error = %error, "receiving is tried again");
                },
            }
        }
    }

    /// Told of something new, this destination asks at once.
    pub(crate) fn news(&self) -> Arc<Notify> {
        Arc::clone(&self.news)
    }

    /// Works on what is there and on answers that are owed; how many there were.
    pub(crate) async fn round(&self) -> Result<usize, StoreError> {
        let now = self.around.clock.now();
        let mut due = self.around.store.list_owed_receptions(&self.tenant, &self.name, now).await?;
        match self.pending(now).await {
            Ok(pending) => {
                self.around.alarms.clear(Alarm::ReceivingFailing, &self.subject());
                self.withdraw(&pending, now).await?;
                due.extend(pending.submissions.into_iter().map(|one| (one.submission_id, one.case_id)));
            }
            Err(error) => {
                tracing::warn!(tenant = self.tenant, destination = self.name, fault = %error, "the delivery service was not asked");
                self.around.alarms.raise(Alarm::ReceivingFailing, &self.subject());
            }
        }
        let mut count = 0;
        for (submission, case) in due {
            let new = NewReception { tenant: &self.tenant, destination: &self.name, submission: &submission, case: &case };
            let Some(reception) = self.around.store.claim_reception(&new, self.around.clock.now()).await? else { continue };
            failpoint::reach("reception-claimed");
            count += 1;
            self.work(reception).await?;
        }
        Ok(count)
    }

    async fn pending(&self, now: UnixSeconds) -> Result<Waiting, ChannelError> {
        let token = self.service.connection.token(now).await?;
        self.service.pending(&token).await
    }

    /// What waits here and is not there any more: its sender or the delivery service has taken it back, and nobody is owed anything.
    async fn withdraw(&self, pending: &Waiting, asked_at: UnixSeconds) -> Result<(), StoreError> {
        if !pending.is_all {
            return Ok(());
        }
        let store = &self.around.store;
        for submission in store.list_unanswered_receptions(&self.tenant, &self.name, asked_at).await? {
            if !pending.submissions.iter().any(|one| one.submission_id == submission) {
                tracing::warn!(tenant = self.tenant, destination = self.name, submission, "withdrawn: the delivery service has it no more");
                store.withdraw_reception(&self.tenant, &self.name, &submission, asked_at).await?;
            }
        }
        Ok(())
    }

    async fn work(&self, reception: Reception) -> Result<(), StoreError> {
        let now = self.around.clock.now();
        match self.receive(&reception).await {
            Ok(outcome) => {
                tracing::info!(
                    tenant = self.tenant, destination = self.name, submission = reception.submission, outcome = ?outcome, "a submission is worked off"
                );
                self.around.store.end_reception(&reception, outcome, now).await
            }
            Err(Setback::Gone(fault)) => {
                tracing::warn!(tenant = self.tenant, destination = self.name, submission = reception.submission, fault, "withdrawn");
                self.around.store.end_reception(&reception, Outcome::Withdrawn, now).await
            }
            Err(Setback::NotNow(fault)) => {
                tracing::warn!(
                    tenant = self.tenant,
                    destination = self.name,
                    submission = reception.submission,
                    fault,
                    "not received; it is tried again"
                );
                let next = now + backoff::seconds(reception.attempts, RETRY.0, RETRY.1);
                self.around.store.put_reception_back(&reception, &fault, next, now).await
            }
            Err(Setback::Store(error)) => Err(error),
        }
    }

    /// Examines, delivers, answers; each time from where a crash left it.
    async fn receive(&self, reception: &Reception) -> Result<Outcome, Setback> {
        let token = self.service.connection.token(self.around.clock.now()).await?;
        let (answer, outcome) = match &reception.answer {
            Some((jws, outcome)) => (jws.clone(), *outcome),
            None => {
                let (answer, outcome, fault) = match examine::examine(self, &token, reception).await? {
                    Verdict::Answered(outcome) => return Ok(outcome),
                    Verdict::Reject(problem) => {
                        let fault = format!("rejected: {} ({})", problem.name, problem.instance);
                        (Answer::Reject(vec![problem]), Outcome::Rejected, Some(fault))
                    }
                    Verdict::Take { delivery, tags } => {
                        failpoint::reach("reception-examined");
                        hand_over(&self.around.store, &self.around.channels, &delivery, self.around.clock.now()).await?;
                        failpoint::reach("received");
                        (Answer::Accept(tags), Outcome::Accepted, None)
                    }
                };
                let answer = self.sign(reception, &answer)?;
                self.around.store.note_answer(reception, &answer, outcome, fault.as_deref(), self.around.clock.now()).await?;
                failpoint::reach("answer-noted");
                (answer, outcome)
            }
        };
        let answered = self.service.answer(&token, &reception.case, &answer).await;
        failpoint::reach("answered");
        let Err(error) = answered else { return Ok(outcome) };
        // The answer to the answer may have been lost: the log says whether it was taken.
        match self.answered(&token, reception).await? {
            Some(outcome) => Ok(outcome),
            None => Err(error.into()),
        }
    }

    /// Whether the log has an answer of this destination already.
    async fn answered(&self, token: &str, reception: &Reception) -> Result<Option<Outcome>, ChannelError> {
        let now = self.around.clock.now();
        for jws in self.service.connection.events(token, &reception.submission).await? {
            let claimed = Claimed::read(&jws)?;
            let id = &self.config.destination_id;
            let key = claimed.key(&self.service.connection, token, id, &Trust::KnownByAddress, now).await?;
            if let Some(outcome) = answer_of(&claimed.verify(&key, id, &reception.submission, &reception.case)?) {
                return Ok(Some(outcome));
            }
        }
        Ok(None)
    }

    fn sign(&self, reception: &Reception, answer: &Answer) -> Result<String, Setback> {
        let id = self.around.rng.uuid().map_err(|_| Setback::NotNow("no randomness".to_owned()))?;
        let about = About { destination: &self.config.destination_id, submission: &reception.submission, case: &reception.case };
        let key = self.keys.first().ok_or_else(|| Setback::NotNow("no key".to_owned()))?;
        answer.sign(about, &id, self.around.clock.now(), key.signing()).map_err(|error| Setback::NotNow(error.to_string()))
    }

    fn subject(&self) -> String {
        format!("{}/{}", self.tenant, self.name)
    }
}

impl Accepted {
    fn from_config(config: &ContentConfig) -> Result<Self, SetupError> {
        let schema = config.schema.as_deref().filter(|_| config.format.is_json()).map(content::json_schema).transpose()?;
        Ok(Self { content: Content::from_config(config)?, schema })
    }
}

/// What this destination has said already, if the event is that.
fn answer_of(event: &Event) -> Option<Outcome> {
    match event {
        Event::Accepted { is_destination: true, .. } => Some(Outcome::Accepted),
        Event::Rejected { is_destination: true, .. } => Some(Outcome::Rejected),
        _ => None,
    }
}

impl From<ChannelError> for Setback {
    fn from(error: ChannelError) -> Self {
        match error {
            ChannelError::Store(error) => Self::Store(error),
            ChannelError::Refused(fault) => Self::Gone(fault),
            error => Self::NotNow(error.to_string()),
        }
    }
}

impl From<StoreError> for Setback {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

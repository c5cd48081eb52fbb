//! How a tenant's interfaces are doing, trying again, and saying that one knows of what is held. For the tenant's administrators, who see all its services here because nothing of any applicant is in
//! it, and for its clerks as far as their services go. For everybody else the tenant isn't there.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use axum::Json;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::request::Parts;
use vordruck_contract::postbox::{
    AcknowledgeRequest, Acknowledged, ChannelStatus, DestinationStatus, ReceptionSummary, Retried, RetryRequest, Transport,
};
use vordruck_contract::problem::ProblemKind;

use super::App;
use super::intake::Checked;
use super::signed_in::Clerk;
use super::transfers::summary;
use crate::clock::{UnixSeconds, instant};
use crate::config::TenantConfig;
use crate::problem::Refusal;
use crate::staff::permission::Grant;
use crate::store::receptions::{DestinationCounts, ReceptionLine};
use crate::store::transport::{ChannelCounts, Word};
use crate::transfer::QueueLine;

/// Most lines of an answer; more than these need the operator's command.
const MOST: u32 = 200;

/// Somebody who may watch a tenant's interfaces.
pub(super) struct Watcher {
    id: String,
    tenant: String,
    /// Which services it may be about.
    grants: Vec<Grant>,
}

impl FromRequestParts<App> for Watcher {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let clerk = Clerk::from_request_parts(parts, app).await?;
        let hidden = || Refusal::new(ProblemKind::NotFound);
        let Path(mut path) = Path::<HashMap<String, String>>::from_request_parts(parts, app).await.map_err(|_| hidden())?;
        let tenant = path.remove("tenant").ok_or_else(hidden)?;
        let grants: Vec<Grant> = if clerk.account.administers.contains(&tenant) {
            vec![Grant { tenant: tenant.clone(), service: None }]
        } else {
            clerk.account.grants.into_iter().filter(|grant| grant.tenant == tenant).collect()
        };
        if grants.is_empty() { Err(hidden()) } else { Ok(Self { id: clerk.account.id, tenant, grants }) }
    }
}

impl Watcher {
    fn word<'a>(&'a self, channel: &'a str, at: UnixSeconds) -> Word<'a> {
        Word { grants: &self.grants, tenant: &self.tenant, channel, actor: &self.id, at }
    }
}

/// `GET`
pub(super) async fn get(State(app): State<App>, watcher: Watcher) -> Result<Json<Transport>, Refusal> {
    let mut channels: BTreeMap<String, ChannelStatus> = BTreeMap::new();
    for counts in app.store.count_channels(Some(&watcher.grants)).await? {
        channels.insert(counts.channel.clone(), status(counts));
    }
    if let Some(config) = app.tenants.get(&watcher.tenant) {
        for name in visible(config, &watcher.grants) {
            channels.entry(name.clone()).or_insert_with(|| ChannelStatus { channel: name.clone(), ..ChannelStatus::default() });
        }
        for (name, channel) in &mut channels {
            channel.kind = config.channels.get(name).map(|config| config.kind().to_owned());
        }
    }
    let transfers = app.store.list_transfers(Some(&watcher.grants), true, MOST).await?;
    let transfers = transfers.into_iter().map(QueueLine::from).map(summary).collect();
    let (destinations, receptions) = receiving(&app, &watcher).await?;
    Ok(Json(Transport { channels: channels.into_values().collect(), transfers, destinations, receptions }))
}

/// What others submit, as far as the watcher's services go. A destination that is not configured any more has no service: then only the whole tenant's watchers see it.
async fn receiving(app: &App, watcher: &Watcher) -> Result<(Vec<DestinationStatus>, Vec<ReceptionSummary>), Refusal> {
    let tenant = watcher.tenant.as_str();
    let configured = app.tenants.get(tenant).map(|config| &config.destinations);
    let service = |name: &str| configured.and_then(|all| all.get(name)).map(|destination| destination.service.as_str());
    let is_seen = |name: &str| watcher.grants.iter().any(|grant| grant.service.is_none() || grant.service.as_deref() == service(name));
    let mut destinations: BTreeMap<String, DestinationStatus> = BTreeMap::new();
    for name in configured.into_iter().flat_map(BTreeMap::keys) {
        destinations.insert(name.clone(), DestinationStatus { destination: name.clone(), ..DestinationStatus::default() });
    }
    for counts in app.store.count_destinations(Some(tenant)).await? {
        destinations.insert(counts.destination.clone(), destination_status(counts));
    }
    let lines = app.store.list_receptions(Some(tenant), true, MOST).await?;
    let line = |line: ReceptionLine| ReceptionSummary {
        destination: line.destination,
        submission: line.submission,
        attempts: line.attempts,
        seen_at: instant(line.seen_at),
        next_at: instant(line.next_at),
        fault: line.fault,
    };
    let destinations = destinations.into_values().filter(|status| is_seen(&status.destination)).collect();
    Ok((destinations, lines.into_iter().filter(|line| is_seen(&line.destination)).map(line).collect()))
}

fn destination_status(counts: DestinationCounts) -> DestinationStatus {
    DestinationStatus {
        destination: counts.destination,
        waiting: counts.waiting,
        failing: counts.failing,
        accepted: counts.accepted,
        rejected: counts.rejected,
        oldest_waiting_at: counts.oldest_waiting_at.map(instant),
        last_accepted_at: counts.last_accepted_at.map(instant),
    }
}

/// `POST …/retries`
pub(super) async fn retry(
    State(app): State<App>,
    watcher: Watcher,
    Checked(request): Checked<RetryRequest>,
) -> Result<Json<Retried>, Refusal> {
    let count = app.store.hurry_channel(&watcher.word(&request.channel, app.clock.now())).await?;
    Ok(Json(Retried { count }))
}

/// `POST …/acknowledgements`
pub(super) async fn acknowledge(
    State(app): State<App>,
    watcher: Watcher,
    Checked(request): Checked<AcknowledgeRequest>,
) -> Result<Json<Acknowledged>, Refusal> {
    let count = app.store.acknowledge_channel(&watcher.word(&request.channel, app.clock.now())).await?;
    Ok(Json(Acknowledged { count }))
}

/// The channels that these grants' services take.
fn visible<'a>(config: &'a TenantConfig, grants: &[Grant]) -> BTreeSet<&'a String> {
    let mut names = BTreeSet::new();
    for grant in grants {
        match &grant.service {
            None => names.extend(config.channels.keys()),
            Some(service) => {
                let order = config.deliver.get(service).or_else(|| config.deliver.get("*"));
                names.extend(order.into_iter().flatten().filter(|name| config.channels.contains_key(*name)));
            }
        }
    }
    names
}

fn status(counts: ChannelCounts) -> ChannelStatus {
    ChannelStatus {
        channel: counts.channel,
        kind: None,
        waiting: counts.waiting,
        failing: counts.failing,
        held: counts.held,
        failed: counts.failed,
        confirmed: counts.confirmed,
        oldest_waiting_at: counts.oldest_waiting_at.map(instant),
        last_confirmed_at: counts.last_confirmed_at.map(instant),
    }
}

//! Numbers for whoever watches the installation, as Prometheus reads them (text format 0.0.4): counts by tenant and channel, nothing of any application. Answered
//! to this machine only, and not through a proxy.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::net::SocketAddr;

use axum::extract::{ConnectInfo, State};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use vordruck_contract::paths;
use vordruck_contract::problem::{Problem, ProblemKind};

use super::App;
use crate::problem::Refusal;
use crate::store::receptions::DestinationCounts;
use crate::store::transport::ChannelCounts;

/// `GET`
#[utoipa::path(get, path = paths::METRICS, tag = "instance", responses(
    (status = 200, content_type = "text/plain", description = "Prometheus' text format 0.0.4."),
    (status = 404, body = Problem, content_type = "application/problem+json", description = "Asked from another machine, or through a proxy."),
))]
pub(super) async fn get(
    State(app): State<App>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Refusal> {
    if !peer.ip().is_loopback() || headers.contains_key("x-forwarded-for") || headers.contains_key("forwarded") {
        return Err(Refusal::new(ProblemKind::NotFound));
    }
    let mut text = String::from("# HELP vordruck_transfers Applications given to interfaces, by state.\n# TYPE vordruck_transfers gauge\n");
    for (tenant, channel, state, count) in app.store.count_transfers().await? {
        // Ids and configured names; a String is always written.
        let _ = writeln!(text, "vordruck_transfers{{tenant=\"{tenant}\",channel=\"{}\",state=\"{state}\"}} {count}", label(&channel));
    }
    channels(&app, &mut text).await?;
    text.push_str("# HELP vordruck_receptions Submissions to destinations of one's own, by state.\n# TYPE vordruck_receptions gauge\n");
    for (tenant, destination, state, count) in app.store.count_receptions().await? {
        let _ =
            writeln!(text, "vordruck_receptions{{tenant=\"{tenant}\",destination=\"{}\",state=\"{state}\"}} {count}", label(&destination));
    }
    destinations(&app, &mut text).await?;
    text.push_str("# HELP vordruck_alarms What the operator has to look after.\n# TYPE vordruck_alarms gauge\n");
    for alarm in app.alarms.list(app.clock.now()).await? {
        let _ = writeln!(text, "vordruck_alarms{{alarm=\"{alarm:?}\"}} 1");
    }
    Ok(([(CONTENT_TYPE, "text/plain; version=0.0.4")], text))
}

/// A number out of counts, at a moment (Unix seconds); none: there is nothing to say.
type Number<Counts> = fn(&Counts, i64) -> Option<i64>;

/// What waits, fails and was delivered, with a line for every channel of the configuration, so that an alert can tell nothing from no answer.
async fn channels(app: &App, text: &mut String) -> Result<(), Refusal> {
    let mut counts: BTreeMap<(String, String), ChannelCounts> = BTreeMap::new();
    for (tenant, config) in app.tenants.iter() {
        counts.extend(config.channels.keys().map(|channel| ((tenant.clone(), channel.clone()), ChannelCounts::default())));
    }
    let counted = app.store.count_channels(None).await?;
    counts.extend(counted.into_iter().map(|counts| ((counts.tenant.clone(), counts.channel.clone()), counts)));
    let now = app.clock.now();
    let numbers: [(&str, &str, Number<ChannelCounts>); 6] = [
        ("waiting", "Applications that wait for an interface or its confirmation.", |counts, _| i64::try_from(counts.waiting).ok()),
        ("failing", "Those of them that failed at least once.", |counts, _| i64::try_from(counts.failing).ok()),
        ("oldest_waiting_seconds", "How long the oldest of them waits; 0 when none does.", |counts, now| {
            Some(counts.oldest_waiting_at.map_or(0, |at| now.saturating_sub(at).max(0)))
        }),
        ("failed", "Applications that an interface refused or did not take in time, within 90 days.", |counts, _| {
            i64::try_from(counts.failed).ok()
        }),
        ("delivered", "Applications that were confirmed, within 90 days.", |counts, _| i64::try_from(counts.confirmed).ok()),
        ("last_delivered_timestamp_seconds", "When the last one was confirmed.", |counts, _| counts.last_confirmed_at),
    ];
    write_gauges(text, "channel", &numbers, &counts, now);
    Ok(())
}

/// What others submitted, with a line for every destination of the configuration.
async fn destinations(app: &App, text: &mut String) -> Result<(), Refusal> {
    let mut counts: BTreeMap<(String, String), DestinationCounts> = BTreeMap::new();
    for (tenant, config) in app.tenants.iter() {
        counts.extend(config.destinations.keys().map(|name| ((tenant.clone(), name.clone()), DestinationCounts::default())));
    }
    let counted = app.store.count_destinations(None).await?;
    counts.extend(counted.into_iter().map(|counts| ((counts.tenant.clone(), counts.destination.clone()), counts)));
    let now = app.clock.now();
    let numbers: [(&str, &str, Number<DestinationCounts>); 4] = [
        ("waiting", "Submissions that are not worked off.", |counts, _| i64::try_from(counts.waiting).ok()),
        ("failing", "Those of them that failed at least once.", |counts, _| i64::try_from(counts.failing).ok()),
        ("oldest_waiting_seconds", "How long the oldest of them is known; 0 when none waits.", |counts, now| {
            Some(counts.oldest_waiting_at.map_or(0, |at| now.saturating_sub(at).max(0)))
        }),
        ("last_accepted_timestamp_seconds", "When the last one was accepted.", |counts, _| counts.last_accepted_at),
    ];
    write_gauges(text, "destination", &numbers, &counts, now);
    Ok(())
}

/// Each number, with its help, of everything of a kind: `counts` by tenant and name.
fn write_gauges<Counts>(
    text: &mut String,
    kind: &str,
    numbers: &[(&str, &str, Number<Counts>)],
    counts: &BTreeMap<(String, String), Counts>,
    now: i64,
) {
    for (name, help, number) in numbers {
        let _ = writeln!(text, "# HELP vordruck_{kind}_{name} {help}\n# TYPE vordruck_{kind}_{name} gauge");
        for ((tenant, of), counts) in counts {
            let Some(number) = number(counts, now) else { continue };
            let _ = writeln!(text, "vordruck_{kind}_{name}{{tenant=\"{tenant}\",{kind}=\"{}\"}} {number}", label(of));
        }
    }
}

/// A name of the configuration as the value of a label.
fn label(name: &str) -> String {
    name.replace(['\\', '"', '\n'], "_")
}

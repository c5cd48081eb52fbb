//! Numbers for whoever watches the installation, as Prometheus reads them (text format 0.0.4): counts by tenant and channel, nothing of any application. Answered
//! to this machine only, and not through a proxy.

use std::fmt::Write as _;
use std::net::SocketAddr;

use axum::extract::{ConnectInfo, State};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use vordruck_contract::problem::ProblemKind;

use super::App;
use crate::problem::Refusal;

/// `GET`
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
        let _ = writeln!(
            text,
            "vordruck_transfers{{tenant=\"{tenant}\",channel=\"{}\",state=\"{state}\"}} {count}",
            channel.replace(['\\', '"', '\n'], "_")
        );
    }
    text.push_str("# HELP vordruck_alarms What the operator has to look after.\n# TYPE vordruck_alarms gauge\n");
    for alarm in app.alarms.list() {
        let _ = writeln!(text, "vordruck_alarms{{alarm=\"{alarm:?}\"}} 1");
    }
    Ok(([(CONTENT_TYPE, "text/plain; version=0.0.4")], text))
}

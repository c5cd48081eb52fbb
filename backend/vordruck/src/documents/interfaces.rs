//! Where applications go beside the postbox, as the configuration says. In: the tenants' channels and orders. Out: rows of tables. All papers that name
//! receivers read them here.

use super::facts::Facts;
use super::sheet::days;
use vordruck_private::config::{ChannelConfig, DestinationConfig, TenantConfig};

/// An interface in words.
pub(super) struct Interface {
    /// Its kind, as people call it.
    kind: &'static str,
    /// Where it leads.
    receiver: String,
    /// How what is handed over is protected on its way.
    protection: &'static str,
}

/// Whether any tenant has an interface.
pub(super) fn are_there(facts: &Facts) -> bool {
    facts.private.tenants.values().any(|tenant| !tenant.channels.is_empty())
}

/// Tenant, name, kind, receiver, protection.
pub(super) fn rows(facts: &Facts) -> Vec<Vec<String>> {
    let of_tenant = |(id, tenant): (&String, &TenantConfig)| {
        let row = |(name, channel): (&String, &ChannelConfig)| {
            let Interface { kind, receiver, protection } = described(channel);
            vec![id.clone(), name.clone(), kind.to_owned(), receiver, protection.to_owned()]
        };
        tenant.channels.iter().map(row).collect::<Vec<_>>()
    };
    facts.private.tenants.iter().flat_map(of_tenant).collect()
}

/// Tenant, service, channels in order. The postbox is always the last.
pub(super) fn orders(facts: &Facts) -> Vec<Vec<String>> {
    let of_tenant = |(id, tenant): (&String, &TenantConfig)| {
        let row = |(service, channels): (&String, &Vec<String>)| {
            let service = if service == "*" { "alle übrigen" } else { service };
            let named: Vec<&str> =
                channels.iter().map(String::as_str).filter(|channel| *channel != "postbox").chain(["Postkorb"]).collect();
            vec![id.clone(), service.to_owned(), named.join(", dann ")]
        };
        let rows: Vec<_> = tenant.deliver.iter().map(row).collect();
        if rows.is_empty() { vec![vec![id.clone(), "alle".to_owned(), "Postkorb".to_owned()]] } else { rows }
    };
    facts.private.tenants.iter().flat_map(of_tenant).collect()
}

/// Tenant, name, service as clerks read it, destination, days in the postbox: where others submit.
pub(super) fn destinations(facts: &Facts) -> Vec<Vec<String>> {
    let of_tenant = |(id, tenant): (&String, &TenantConfig)| {
        let row = |(name, destination): (&String, &DestinationConfig)| {
            vec![
                id.clone(),
                name.clone(),
                format!("{} ({})", destination.title, destination.service),
                destination.destination_id.clone(),
                days(destination.postbox_days),
            ]
        };
        tenant.destinations.iter().map(row).collect::<Vec<_>>()
    };
    facts.private.tenants.iter().flat_map(of_tenant).collect()
}

/// Who gets applications of a service beside the clerks, in one sentence.
pub(super) fn receivers(facts: &Facts, service: &str) -> Option<String> {
    let of_tenant = |tenant: &TenantConfig| {
        let order = tenant.deliver.get(service).or_else(|| tenant.deliver.get("*")).cloned().unwrap_or_default();
        let name = tenant.name.clone();
        order
            .into_iter()
            .filter_map(|channel| tenant.channels.get(&channel).map(described))
            .map(|Interface { kind, receiver, .. }| format!("{name}: {kind} ({receiver})"))
            .collect::<Vec<_>>()
    };
    let receivers: Vec<String> = facts.private.tenants.values().flat_map(of_tenant).collect();
    (!receivers.is_empty()).then(|| receivers.join("; "))
}

fn described(channel: &ChannelConfig) -> Interface {
    match channel {
        ChannelConfig::Folder { path, .. } => Interface {
            kind: "Ordner",
            receiver: path.display().to_string(),
            protection: "Dateien im Klartext, sichtbar nur unter vollständigem Namen; Rechte des Ordners setzt der Betrieb",
        },
        ChannelConfig::Webhook { url, .. } => Interface {
            kind: "Webhook",
            receiver: url.clone(),
            protection: "TLS; jede Nachricht unterschrieben (RFC 9421, HMAC-SHA-256) mit Prüfsumme (RFC 9530)",
        },
        ChannelConfig::S3(s3) => Interface {
            kind: "S3-Speicher",
            receiver: format!("{}, Bucket {}", s3.endpoint, s3.bucket),
            protection: "TLS; Zugriff mit eigenem Schlüssel; im Speicher so geschützt, wie ihn der Empfänger eingerichtet hat",
        },
        ChannelConfig::Sftp(sftp) => Interface {
            kind: "SFTP",
            receiver: format!("{}:{}, Ordner {}", sftp.host, sftp.port, sftp.path),
            protection: "SSH; nur an den Server mit dem hinterlegten Schlüssel",
        },
        ChannelConfig::FitConnect(fit) => Interface {
            kind: "FIT-Connect",
            receiver: fit
                .destination_id
                .clone()
                .unwrap_or_else(|| format!("Zustellpunkt nach Routing, ARS {}", fit.ars.as_deref().unwrap_or("–"))),
            protection: if fit.sealed_by_browser {
                "Schon im Browser an den Schlüssel des Zustellpunkts verschlüsselt (JWE, RSA-OAEP-256 und A256GCM); hier nicht lesbar und nicht auf Schadsoftware zu prüfen"
            } else {
                "Auf der internen Seite an den Schlüssel des Zustellpunkts verschlüsselt (JWE, RSA-OAEP-256 und A256GCM)"
            },
        },
        ChannelConfig::Xta(xta) => Interface {
            kind: "XTA",
            receiver: match (&xta.reader, &xta.responsible) {
                (Some(reader), _) => reader.identifier.clone(),
                (None, Some(asked)) => format!("zuständige Behörde nach DVDV, ARS {}", asked.ars),
                (None, None) => "–".to_owned(),
            },
            protection: "TLS mit Zertifikaten auf beiden Seiten bis zum XTA-Server; der XTA-Server sieht den Inhalt",
        },
    }
}

//! A Compose file for one side (Compose Specification). In: the side. Out: YAML. For one machine; several are the orchestrator's.

use super::{CONFIGURATION, Side, USER, heading};

pub(super) fn file(side: &Side) -> String {
    let Side { name, command, port, grace_seconds, memory_megabytes, .. } = side;
    let environment: String = side.environment.iter().map(|(key, value)| format!("      {key}: \"{value}\"\n")).collect();
    let volumes: String = side
        .volumes
        .iter()
        .map(|volume| format!("      - type: volume\n        source: {}\n        target: {}\n", volume.name, volume.path.display()))
        .collect();
    let declared: String = side
        .volumes
        .iter()
        .map(|volume| {
            let reason =
                if volume.is_keys { "  # Tagesschlüssel: nie sichern, nie abziehen; Löschen heißt, sie zu vernichten.\n" } else { "" };
            format!("{reason}  {}:\n    name: {name}-{}\n", volume.name, volume.name)
        })
        .collect();
    let secrets: Vec<(String, String)> =
        side.secrets.iter().map(|secret| (Side::secret_name(secret), secret.display().to_string())).collect();
    let used: String = secrets.iter().map(|(secret, path)| format!("      - source: {secret}\n        target: {path}\n")).collect();
    let given: String = secrets.iter().map(|(secret, _)| format!("  {secret}:\n    file: {CONFIGURATION}/secrets/{secret}\n")).collect();
    let (used, given) = if secrets.is_empty() { (used, given) } else { (format!("    secrets:\n{used}"), format!("secrets:\n{given}")) };
    format!(
        "{}name: {name}
services:
  {command}:
    image: {}
    command: [\"{command}\"]
    restart: unless-stopped
    user: \"{USER}:{USER}\"
    read_only: true
    cap_drop: [\"ALL\"]
    security_opt: [\"no-new-privileges:true\"]
    tmpfs: [\"/tmp:size=64m,mode=1777,noexec,nosuid,nodev\"]
    mem_limit: {memory_megabytes}m
    pids_limit: 512
    stop_signal: SIGTERM
    stop_grace_period: {grace_seconds}s
    environment:
{environment}    # Nur für den TLS-Endpunkt auf derselben Maschine; er fragt /health.
    ports: [\"127.0.0.1:{port}:{port}\"]
    networks: [\"{command}\"]
    volumes:
      - type: bind
        source: {CONFIGURATION}
        target: {CONFIGURATION}
        read_only: true
{volumes}{used}networks:
  # Ein eigenes Netz je Seite: zur anderen führt nur der Weg über deren Adresse für Menschen.
  {command}: {{}}
volumes:
{declared}{given}",
        heading("docker compose -f … up -d; die Dateien mit Geheimnissen liest nur, wer im Container läuft (Nummer 10001)."),
        side.image(),
    )
}

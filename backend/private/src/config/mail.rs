//! Section `mail`.

use serde::Deserialize;

/// The mail server that takes notices.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailConfig {
    /// Host name or address of the SMTP server.
    pub host: String,
    /// Port, e.g. 587 for STARTTLS, 465 for TLS from the start.
    pub port: u16,
    /// How the connection is protected. Default `start-tls`.
    #[serde(default)]
    pub security: MailSecurity,
    /// User name, if the server wants one.
    #[serde(default)]
    pub user: Option<String>,
    /// Password, if the server wants one; better given through the environment than in the file.
    #[serde(default)]
    pub password: Option<String>,
    /// Sender, e.g. `Postkorb <postkorb@musterstadt.example>`.
    pub from: String,
    /// Minutes between two mails of a kind about a service: what arrives meanwhile is told at once afterwards. Default 15.
    #[serde(default = "pause_minutes")]
    pub pause_minutes: u32,
}

fn pause_minutes() -> u32 {
    15
}

/// Protection of the connection to the mail server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MailSecurity {
    /// STARTTLS, required (RFC 3207).
    #[default]
    StartTls,
    /// TLS from the first byte (RFC 8314).
    Tls,
    /// None: only to a loopback address, refused otherwise.
    Plain,
}

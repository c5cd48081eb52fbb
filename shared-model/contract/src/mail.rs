//! The mail server that a side hands its mails to: the section `mail` of its configuration, the same on both sides, and the connection it asks for. In: a deserialised
//! section. Out: a connection and a sender, or why not. Both servers send mail and neither may know the other, so this stands with what they share.

use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, Tokio1Executor};
use serde::Deserialize;

/// How long a mail server may take for an answer.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(30);

/// The mail server.
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
    /// Sender, e.g. `Musterstadt <formulare@musterstadt.example>`.
    pub from: String,
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
    /// None: only to a loopback address, refused otherwise, because mails carry links.
    Plain,
}

/// Why the section can't be used.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// A mail without encryption would go over the network.
    #[error("mail.security = \"plain\" is only for a loopback address; use \"start-tls\" or \"tls\"")]
    PlainBeyondLoopback,
    /// The sender isn't an address.
    #[error("mail.from is not an e-mail address")]
    From,
    /// A user without a password, or a password without a user.
    #[error("mail.user and mail.password belong together; one of them is missing")]
    HalfCredentials,
    /// The server's name can't be used for TLS.
    #[error("mail.host cannot be used: {0}")]
    Host(#[source] lettre::transport::smtp::Error),
}

impl MailConfig {
    /// The connection; nothing is connected yet.
    ///
    /// # Errors
    /// See `MailError`.
    pub fn transport(&self) -> Result<AsyncSmtpTransport<Tokio1Executor>, MailError> {
        type Smtp = AsyncSmtpTransport<Tokio1Executor>;
        let builder = match self.security {
            MailSecurity::Plain if !self.is_this_machine() => return Err(MailError::PlainBeyondLoopback),
            MailSecurity::Plain => Smtp::builder_dangerous(&self.host),
            MailSecurity::StartTls => Smtp::starttls_relay(&self.host).map_err(MailError::Host)?,
            MailSecurity::Tls => Smtp::relay(&self.host).map_err(MailError::Host)?,
        };
        let builder = builder.port(self.port).timeout(Some(PATIENCE));
        match (&self.user, &self.password) {
            (Some(user), Some(password)) => Ok(builder.credentials(Credentials::new(user.clone(), password.clone())).build()),
            (None, None) => Ok(builder.build()),
            _ => Err(MailError::HalfCredentials),
        }
    }

    /// The sender.
    ///
    /// # Errors
    /// It is no address.
    pub fn sender(&self) -> Result<Mailbox, MailError> {
        self.from.parse().map_err(|_| MailError::From)
    }

    fn is_this_machine(&self) -> bool {
        self.host == "localhost" || self.host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(section: serde_json::Value) -> MailConfig {
        serde_json::from_value(section).unwrap()
    }

    #[tokio::test]
    async fn mails_are_encrypted_unless_they_stay_on_this_machine() {
        let fault = |host: &str, security: &str| {
            let section = serde_json::json!({ "host": host, "port": 25, "security": security, "from": "a@b.example" });
            config(section).transport().err().map(|error| error.to_string())
        };
        for host in ["mail.b.example", "192.0.2.7", "localhost.b.example"] {
            assert!(fault(host, "plain").is_some_and(|fault| fault.contains("loopback")), "{host}");
            assert_eq!((fault(host, "tls"), fault(host, "start-tls")), (None, None));
        }
        for host in ["localhost", "127.0.0.1", "::1"] {
            assert_eq!(fault(host, "plain"), None, "{host}");
        }
    }

    #[tokio::test]
    async fn half_a_section_is_refused_with_what_is_missing() {
        let section = serde_json::json!({ "host": "mail.b.example", "port": 587, "user": "formulare", "from": "keine Adresse" });
        let half = config(section);
        assert_eq!(half.security, MailSecurity::StartTls);
        assert!(matches!(half.transport(), Err(MailError::HalfCredentials)));
        assert!(matches!(half.sender(), Err(MailError::From)));
    }
}

//! Hands a mail to the configured server. In: a link mail. Out: a 250, or whether to try again. Errors say what kind they are, never to whom.

use std::net::IpAddr;
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use super::LinkMail;
use super::compose::compose;
use crate::config::{MailConfig, MailSecurity};

/// Why the mail section can't be used.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// A mail without encryption would carry the link over the network.
    #[error("mail.security = \"plain\" is only for a loopback address")]
    PlainBeyondLoopback,
    /// The sender isn't an address.
    #[error("mail.from is not an address")]
    From,
    /// The server's name can't be used for TLS.
    #[error("mail.host cannot be used: {0}")]
    Host(#[source] lettre::transport::smtp::Error),
}

/// Why a mail was not sent.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SendError {
    /// It will never be taken.
    #[error("refused for good")]
    Refused,
    /// It may be taken later.
    #[error("not taken this time: {0}")]
    Failed(&'static str),
}

impl SendError {
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Failed(kind) => kind,
        }
    }
}

/// The configured mail server.
pub(crate) struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    public_url: String,
}

impl Mailer {
    pub(crate) fn new(config: &MailConfig, public_url: &str) -> Result<Self, MailError> {
        type Smtp = AsyncSmtpTransport<Tokio1Executor>;
        let builder = match config.security {
            MailSecurity::Plain if !loopback(&config.host) => return Err(MailError::PlainBeyondLoopback),
            MailSecurity::Plain => Smtp::builder_dangerous(&config.host),
            MailSecurity::StartTls => Smtp::starttls_relay(&config.host).map_err(MailError::Host)?,
            MailSecurity::Tls => Smtp::relay(&config.host).map_err(MailError::Host)?,
        };
        let mut builder = builder.port(config.port).timeout(Some(Duration::from_secs(30)));
        if let (Some(user), Some(password)) = (&config.user, &config.password) {
            builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
        }
        let from = config.from.parse().map_err(|_| MailError::From)?;
        Ok(Self { transport: builder.build(), from, public_url: public_url.to_owned() })
    }

    pub(crate) async fn send(&self, mail: &LinkMail) -> Result<(), SendError> {
        let text = compose(mail, &self.public_url);
        let to = mail.email.parse().map(|address| Mailbox::new(None, address)).map_err(|_| SendError::Refused)?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(text.subject)
            .header(AutoSubmitted)
            .header(ContentType::TEXT_PLAIN)
            .body(text.body)
            .map_err(|_| SendError::Refused)?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() => Err(SendError::Refused),
            Err(error) if error.is_timeout() => Err(SendError::Failed("timeout")),
            Err(error) if error.is_transient() => Err(SendError::Failed("transient")),
            Err(error) if error.is_tls() => Err(SendError::Failed("tls")),
            Err(_) => Err(SendError::Failed("connection")),
        }
    }
}

fn loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// `Auto-Submitted: auto-generated` (RFC 3834 § 5): no absence notes in return.
#[derive(Clone, Copy)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

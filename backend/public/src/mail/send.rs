//! Hands a mail to the configured server. In: a link mail. Out: a 250, or whether to try again. Errors say what kind they are, never to whom.

use lettre::message::Mailbox;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use vordruck_contract::mail::{MailConfig, MailError};

use super::LinkMail;
use super::compose::compose;

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
        Ok(Self { transport: config.transport()?, from: config.sender()?, public_url: public_url.to_owned() })
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

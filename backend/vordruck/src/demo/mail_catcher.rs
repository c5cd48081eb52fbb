//! The demo's mail server: a real SMTP server on loopback that keeps what it is given, in memory, for `/demo/mail`.
//! In: SMTP. Out: a list of mails. Delivers nothing to anyone.

use mailin_embedded::{Handler, Response, Server, SslConfig, response};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Mails kept at most; the oldest go first.
const KEPT: usize = 100;
/// A mail of ours has a few hundred bytes of text.
const LARGEST_BYTES: usize = 256 * 1024;

/// What the catcher has received.
#[derive(Debug, Clone, Default)]
pub(crate) struct CaughtMails(Arc<Mutex<Vec<CaughtMail>>>);

/// One received mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CaughtMail {
    /// Position among all mails since the start, from 1.
    pub(crate) number: usize,
    /// Envelope recipients.
    pub(crate) recipients: Vec<String>,
    /// `Subject`, decoded.
    pub(crate) subject: String,
    /// The text, decoded.
    pub(crate) text: String,
}

impl CaughtMails {
    /// All mails, the newest first.
    pub(crate) fn newest_first(&self) -> Vec<CaughtMail> {
        let mut mails = self.locked().clone();
        mails.reverse();
        mails
    }

    fn locked(&self) -> MutexGuard<'_, Vec<CaughtMail>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, recipients: Vec<String>, subject: String, text: String) {
        let mut mails = self.locked();
        let number = mails.last().map_or(1, |last| last.number + 1);
        mails.push(CaughtMail { number, recipients, subject, text });
        let surplus = mails.len().saturating_sub(KEPT);
        mails.drain(..surplus);
    }
}

/// Starts the catcher on a free loopback port.
///
/// # Errors
/// When no port can be bound.
pub(crate) fn start() -> std::io::Result<(SocketAddr, CaughtMails)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let address = listener.local_addr()?;
    let mails = CaughtMails::default();
    let mut server = Server::new(Receiver { mails: mails.clone(), recipients: Vec::new(), content: Vec::new() });
    server.with_name("demo.localhost").with_num_threads(2).with_tcp_listener(listener);
    server.with_ssl(SslConfig::None).map_err(|fault| std::io::Error::other(fault.to_string()))?;
    std::thread::Builder::new().name("demo-mail".to_owned()).spawn(move || {
        if let Err(fault) = server.serve() {
            tracing::error!(error = %fault, "the demo's mail server has stopped");
        }
    })?;
    Ok((address, mails))
}

/// One SMTP session.
#[derive(Clone)]
struct Receiver {
    mails: CaughtMails,
    recipients: Vec<String>,
    content: Vec<u8>,
}

impl Handler for Receiver {
    fn rcpt(&mut self, to: &str) -> Response {
        self.recipients.push(to.to_owned());
        response::OK
    }

    fn data_start(&mut self, _domain: &str, _from: &str, _is8bit: bool, _to: &[String]) -> Response {
        self.content.clear();
        response::OK
    }

    fn data(&mut self, line: &[u8]) -> std::io::Result<()> {
        if self.content.len() + line.len() > LARGEST_BYTES {
            return Err(std::io::Error::other("the mail is larger than the demo keeps"));
        }
        self.content.extend_from_slice(line);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let recipients = std::mem::take(&mut self.recipients);
        match mailparse::parse_mail(&self.content) {
            Ok(mail) => {
                use mailparse::MailHeaderMap;
                let subject = mail.headers.get_first_value("Subject").unwrap_or_default();
                let text = readable_part(&mail);
                self.mails.add(recipients, subject, text);
                response::OK
            }
            Err(_) => response::TRANSACTION_FAILED,
        }
    }
}

/// The first plain-text part.
fn readable_part(mail: &mailparse::ParsedMail<'_>) -> String {
    mail.parts()
        .find(|part| part.subparts.is_empty() && part.ctype.mimetype == "text/plain")
        .and_then(|part| part.get_body().ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpStream;

    #[test]
    fn a_mail_sent_by_smtp_is_kept_with_its_decoded_text() {
        let (address, mails) = start().unwrap();
        let mut stream = TcpStream::connect(address).unwrap();
        let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
        let mut expect = |code: &str| {
            loop {
                let line = lines.next().unwrap().unwrap();
                assert!(line.starts_with(code), "{line}");
                if line.as_bytes().get(3) == Some(&b' ') {
                    break;
                }
            }
        };
        expect("220");
        for (line, code) in [
            ("EHLO test\r\n", "250"),
            ("MAIL FROM:<a@example.org>\r\n", "250"),
            ("RCPT TO:<b@example.org>\r\n", "250"),
            ("DATA\r\n", "354"),
            (
                "Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nSch=C3=B6n\r\n.\r\n",
                "250",
            ),
        ] {
            stream.write_all(line.as_bytes()).unwrap();
            expect(code);
        }
        let kept = mails.newest_first();
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].subject, "Grüße");
        assert_eq!(kept[0].text.trim(), "Schön");
        assert_eq!(kept[0].recipients, ["b@example.org"]);
    }
}

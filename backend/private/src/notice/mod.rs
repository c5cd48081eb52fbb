//! Telling staff that something has arrived, waits or will be deleted: for which service and how many, never from whom or what. In: what the outbox has. Out: mails. A mail that
//! fails is tried again; it neither counts as delivery nor stops one.

use std::collections::BTreeMap;

use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use vordruck_contract::mail::MailError;

use crate::clock::UnixSeconds;
use crate::config::{MailConfig, NoticesConfig, TenantConfig};
use crate::store::outbox::{DueNotice, NoticeKind};
use crate::store::{Store, StoreError};

/// How long a process has for sending a notice before another may. Longer than it takes to find out that a mail server does not answer.
const CLAIM_SECONDS: i64 = 600;

/// Sends notices.
pub(crate) struct Notices {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    /// Where the postbox is, for the mail's text.
    address: String,
    /// Seconds between two mails of a kind about a service.
    pause: i64,
}

impl Notices {
    pub(crate) fn new(server: &MailConfig, notices: NoticesConfig, address: String) -> Result<Self, MailError> {
        Ok(Self { transport: server.transport()?, from: server.sender()?, address, pause: i64::from(notices.pause_minutes) * 60 })
    }

    /// Sends what is due.
    pub(crate) async fn send_due(
        &self,
        store: &Store,
        tenants: &BTreeMap<String, TenantConfig>,
        titles: &BTreeMap<(String, String), String>,
        now: UnixSeconds,
    ) -> Result<(), StoreError> {
        while let Some(notice) = store.claim_notice(now, self.pause, CLAIM_SECONDS).await? {
            // A tenant that is gone: it stays claimed for a while, and is given up with all that nobody took.
            let Some(tenant) = tenants.get(&notice.tenant) else { continue };
            let title = titles.get(&(notice.tenant.clone(), notice.service.clone())).unwrap_or(&notice.service);
            match self.send(&notice, tenant, title).await {
                Ok(()) => store.remove_notice(&notice, now).await?,
                Err(error) => {
                    tracing::warn!(tenant = notice.tenant, service = notice.service, error = %error, "notice not sent; it will be tried again");
                    store.postpone_notice(&notice, now + backoff(notice.attempts)).await?;
                }
            }
        }
        Ok(())
    }

    async fn send(&self, notice: &DueNotice, tenant: &TenantConfig, title: &str) -> Result<(), String> {
        for address in &tenant.notice {
            let to: Mailbox = address.parse().map_err(|_| "a notice address is not an e-mail address".to_owned())?;
            let (subject, body) = text(notice.kind, &tenant.name, title, notice.count, &self.address);
            let mail = Message::builder()
                .from(self.from.clone())
                .to(to)
                .subject(subject)
                .header(ContentType::TEXT_PLAIN)
                .body(body)
                .map_err(|error| error.to_string())?;
            self.transport.send(mail).await.map_err(|error| error.to_string())?;
        }
        Ok(())
    }
}

/// The text of a notice. Nothing in it comes from an applicant.
fn text(kind: NoticeKind, tenant: &str, title: &str, count: u64, address: &str) -> (String, String) {
    let items = if count == 1 { "1 Eingang".to_owned() } else { format!("{count} Eingänge") };
    let (what, sentence) = match (kind, count) {
        (NoticeKind::Arrived, 1) => ("1 neuer Eingang".to_owned(), "1 neuer Eingang"),
        (NoticeKind::Arrived, _) => (format!("{count} neue Eingänge"), "neue Eingänge"),
        (NoticeKind::Waiting, _) => (format!("{items} seit drei Tagen ungeöffnet"), "seit drei Tagen ungeöffnet"),
        (NoticeKind::Ending, _) => (format!("{items} vor der Löschung"), "nicht als erledigt abgelegt und bald gelöscht"),
    };
    let told = match kind {
        NoticeKind::Arrived => format!("{what} für „{title}“."),
        NoticeKind::Waiting | NoticeKind::Ending => format!("{items} für „{title}“: {sentence}."),
    };
    let subject = format!("Postkorb: {what} – {title}");
    let body = format!(
        "Guten Tag,\n\nim Postkorb von {tenant}:\n{told}\n\nBitte melden Sie sich am Postkorb an:\n{address}\n\n\
         Diese Nachricht wurde automatisch erzeugt. Sie enthält keine personenbezogenen Daten.\n"
    );
    (subject, body)
}

/// One minute, two, four, … up to half an hour.
fn backoff(attempts: u64) -> i64 {
    60_i64 << attempts.min(5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_tells_how_many_and_for_what() {
        let text = |tenant, title, count, address| text(NoticeKind::Arrived, tenant, title, count, address);
        let (subject, body) = text("Stadt Musterstadt", "Bewohnerparkausweis beantragen", 1, "http://localhost:1");
        assert_eq!(subject, "Postkorb: 1 neuer Eingang – Bewohnerparkausweis beantragen");
        assert!(body.contains("http://localhost:1") && body.contains("Stadt Musterstadt"));
        assert!(text("x", "y", 3, "z").0.contains("3 neue Eingänge"));
    }

    #[test]
    fn reminders_tell_what_waits_and_what_goes() {
        let (subject, body) = text(NoticeKind::Waiting, "Stadt", "Hund anmelden", 2, "z");
        assert_eq!(subject, "Postkorb: 2 Eingänge seit drei Tagen ungeöffnet – Hund anmelden");
        assert!(body.contains("2 Eingänge für „Hund anmelden“: seit drei Tagen ungeöffnet."), "{body}");
        let (subject, body) = text(NoticeKind::Ending, "Stadt", "Hund anmelden", 1, "z");
        assert_eq!(subject, "Postkorb: 1 Eingang vor der Löschung – Hund anmelden");
        assert!(body.contains("1 Eingang für „Hund anmelden“: nicht als erledigt abgelegt und bald gelöscht."), "{body}");
    }

    #[test]
    fn the_wait_grows_and_stays_below_an_hour() {
        assert_eq!([0, 1, 2, 9].map(backoff), [60, 120, 240, 1_920]);
    }
}
